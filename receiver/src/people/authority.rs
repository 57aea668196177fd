//! Whose office somebody works for: the city, which sees its wards, or a ward,
//! which sees its own. Wards are the rule pack's, those of before as far as all of
//! them is certain to lie in the ward of the day.

use std::fmt;

use chrono::NaiveDate;
use inspection::{RulePack, Unit, ward_on};

/// The city's or a ward's office, by the code of the rule pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority(String);

/// A code of no city or ward of the day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{code:?} is no city or ward of the rule pack on {day}; there are {known}")]
pub struct NotAnAuthority {
    code: String,
    day: NaiveDate,
    known: String,
}

/// What an authority may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight(Option<Vec<&'static str>>);

impl Authority {
    /// The authority of this code on that day.
    ///
    /// # Errors
    /// [`NotAnAuthority`] names those there are.
    pub fn on(code: &str, day: NaiveDate) -> Result<Self, NotAnAuthority> {
        if Self::all_on(day).any(|unit| unit.code == code) {
            return Ok(Self(code.to_owned()));
        }
        let known: Vec<_> = Self::all_on(day).map(|unit| unit.code.as_str()).collect();
        Err(NotAnAuthority {
            code: code.to_owned(),
            day,
            known: known.join(", "),
        })
    }

    /// As the database has it: of the day on which it was written there.
    pub(crate) fn kept(code: String) -> Self {
        Self(code)
    }

    /// The cities and wards of a day.
    pub fn all_on(day: NaiveDate) -> impl Iterator<Item = &'static Unit> {
        let of_an_office = |unit: &&Unit| matches!(unit.level.as_str(), "city" | "ward");
        let units = RulePack::current().units.iter();
        units
            .filter(of_an_office)
            .filter(move |unit| unit.days.hold(day))
    }

    /// The first city: whose office it is where nobody said.
    #[must_use]
    pub fn city() -> Self {
        let mut units = RulePack::current().units.iter();
        let city = units.find(|unit| unit.level == "city");
        Self(city.map(|unit| unit.code.clone()).unwrap_or_default())
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }

    /// The name; the code where the pack does not know it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.unit().map_or(&self.0, |unit| &unit.vi)
    }

    /// What it sees on a day.
    #[must_use]
    pub fn sight(&self, day: NaiveDate) -> Sight {
        let pack = RulePack::current();
        let Some(unit) = self.unit() else {
            return Sight(Some(Vec::new()));
        };
        if unit.level == "city" {
            return Sight(None);
        }
        let now = ward_on(pack, &unit.code, day).unwrap_or(unit);
        let wards = pack.units.iter().filter(|unit| unit.level == "ward");
        let own = wards.filter(|ward| {
            let then = ward_on(pack, &ward.code, day);
            ward.code == now.code || then.is_some_and(|then| then.code == now.code)
        });
        Sight(Some(own.map(|ward| ward.code.as_str()).collect()))
    }

    /// Whether it may let in people and tablets of the other: the city anybody's,
    /// a ward its own.
    #[must_use]
    pub fn is_over(&self, other: &Self, day: NaiveDate) -> bool {
        self == other || self.sight(day).sees(Some(other.code()))
    }

    fn unit(&self) -> Option<&'static Unit> {
        let mut units = RulePack::current().units.iter();
        units.find(|unit| unit.code == self.0)
    }
}

impl fmt::Display for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Default for Sight {
    /// Who was not asked about sees nothing.
    fn default() -> Self {
        Self::NOTHING
    }
}

impl Sight {
    /// Everything there is.
    pub const ALL: Self = Self(None);
    /// Nothing.
    pub(crate) const NOTHING: Self = Self(Some(Vec::new()));

    /// Whether that of a ward is seen; of `None` no ward is known, and whoever sees
    /// everything sees it.
    #[must_use]
    pub fn sees(&self, ward: Option<&str>) -> bool {
        let Some(own) = &self.0 else { return true };
        ward.is_some_and(|ward| own.contains(&ward))
    }

    /// Whether everything is seen.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.0.is_none()
    }

    /// For statements, which ask `$1 = '' OR $1 LIKE '%,' || ward || ',%'`: empty
    /// for all, else the codes, each between commas. Codes are letters, digits and
    /// hyphens.
    #[must_use]
    pub(crate) fn listed(&self) -> String {
        match &self.0 {
            None => String::new(),
            Some(wards) => format!(",{},", wards.join(",")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        "2026-11-23".parse().unwrap()
    }

    fn authority(code: &str) -> Authority {
        Authority::on(code, day()).unwrap()
    }

    /// The merges of 01/01/2025 and 01/07/2025 (`units.json`).
    #[test]
    fn a_ward_sees_what_became_of_it_and_nothing_of_its_neighbours() {
        let own = authority("hanh-thong").sight(day());
        for (ward, seen) in [
            ("hanh-thong", true),
            ("gv-p3", true),
            ("gv-p4-2021", true),
            ("gv-p1-2025", true),
            ("an-hoi-dong", false),
            ("gv-p16", false),
            ("gv-p17", false),
        ] {
            assert_eq!(own.sees(Some(ward)), seen, "{ward}");
        }
        assert!(!own.sees(None), "whose ward nobody knows is the city's");
    }

    #[test]
    fn the_city_sees_everything() {
        let all = Authority::city().sight(day());
        assert!(all.is_all());
        assert!(all.sees(None) && all.sees(Some("gv-p17")));
        assert_eq!(all.listed(), "");
    }

    #[test]
    fn the_city_is_over_everybody_and_a_ward_over_itself() {
        let (city, ward) = (Authority::city(), authority("hanh-thong"));
        let other = authority("an-hoi-dong");
        assert!(city.is_over(&ward, day()) && city.is_over(&city, day()));
        assert!(ward.is_over(&ward, day()));
        assert!(!ward.is_over(&other, day()) && !ward.is_over(&city, day()));
    }

    #[test]
    fn a_ward_that_is_no_more_and_an_unknown_code_have_no_office() {
        for code in ["gv-p3", "gv", "nowhere", ""] {
            let error = Authority::on(code, day()).unwrap_err();
            assert!(error.to_string().contains("hanh-thong"), "{error}");
        }
    }

    #[test]
    fn codes_of_wards_hold_no_sign_that_a_statement_would_read_as_its_own() {
        for unit in &RulePack::current().units {
            let plain = |sign: char| sign.is_ascii_alphanumeric() || sign == '-';
            assert!(unit.code.chars().all(plain), "{}", unit.code);
        }
    }
}
