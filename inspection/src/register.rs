//! The register of establishments and the plan of visits, row by row as tablet
//! and office both read them, and what the office last found at each. Holds no
//! list: searching is `search`'s, keeping the stores'.

mod folding;
mod point;
mod search;
mod wards;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::assessment::{Severity, Verdict};
use crate::id::InspectionId;
use crate::inspection::{Inspection, WithoutChecks};
use crate::members::{FromJson, Member};

pub use self::folding::{folded_words, has_words};
pub use self::point::Point;
pub use self::search::{Found, Register, Wanted};
pub use self::wards::ward_on;

/// An establishment of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegisterRow {
    /// Its id in the office's register; documents name it.
    pub id: String,
    /// Name.
    pub name: String,
    /// Address.
    pub address: String,
    /// The ward it lies in; `None` where that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ward: Option<Ward>,
    /// Code of its kind in the rule pack.
    pub kind: String,
    /// Tax code; empty where it has none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tax_code: String,
    /// Telephone; empty where it is not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Point>,
    /// What the last inspection found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last: Option<LastInspection>,
    /// When it changed last, in the office's own count.
    pub revision: u64,
}

/// A ward by code and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ward {
    /// Code in the rule pack.
    pub code: String,
    /// Name.
    pub name: String,
}

/// What the last inspection of an establishment found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LastInspection {
    /// The day of the visit.
    #[serde(with = "crate::moment::day")]
    pub on: NaiveDate,
    /// What it came to.
    pub result: LastResult,
    /// How many findings were not as the rules want it.
    pub findings: u32,
    /// By when it was to be put right.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "days")]
    pub deadline: Option<NaiveDate>,
}

/// What a whole visit came to, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastResult {
    /// Everything asked was as the rules want it.
    Conforming,
    /// Something was not.
    NonConforming,
    /// No verdict could be given on something.
    Inconclusive,
    /// The rules had no row for something.
    NotCovered,
    /// Nothing was looked at.
    Without(WithoutChecks),
}

/// A visit of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanRow {
    /// Its id in the plan.
    pub id: String,
    /// The day.
    #[serde(with = "crate::moment::day")]
    pub day: NaiveDate,
    /// Who is to be visited: an id of the register.
    pub establishment: String,
    /// Who is to go; empty where nobody is named.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub team: String,
    /// The inspection that made the visit; `None` while it is only planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<InspectionId>,
    /// When it changed last, in the office's own count.
    pub revision: u64,
}

impl LastInspection {
    /// What the register says of an establishment after this inspection.
    #[must_use]
    pub fn of(inspection: &Inspection) -> Self {
        let found = inspection
            .checks
            .iter()
            .flat_map(|check| &check.assessment.findings)
            .filter(|found| found.verdict == Verdict::NonConforming)
            .filter(|found| found.severity > Severity::Info);
        Self {
            on: inspection.inspected_on,
            result: LastResult::of(inspection),
            findings: u32::try_from(found.count()).unwrap_or(u32::MAX),
            deadline: inspection.fields.date("deadline"),
        }
    }
}

impl LastResult {
    /// Codes and results.
    const CODES: [(&'static str, Self); 7] = [
        ("conforming", Self::Conforming),
        ("non_conforming", Self::NonConforming),
        ("inconclusive", Self::Inconclusive),
        ("not_covered", Self::NotCovered),
        ("closed", Self::Without(WithoutChecks::Closed)),
        ("owner_absent", Self::Without(WithoutChecks::OwnerAbsent)),
        ("entry_refused", Self::Without(WithoutChecks::EntryRefused)),
    ];

    fn of(inspection: &Inspection) -> Self {
        if let Some(reason) = inspection.without_checks {
            return Self::Without(reason);
        }
        let checks = inspection.checks.iter();
        match Verdict::worst(checks.map(|check| check.assessment.verdict)) {
            Verdict::Conforming => Self::Conforming,
            Verdict::NonConforming => Self::NonConforming,
            Verdict::Inconclusive { .. } => Self::Inconclusive,
            Verdict::NotCovered => Self::NotCovered,
        }
    }

    /// The code, the same as of a verdict or of a reason for no checks.
    #[must_use]
    pub fn code(self) -> &'static str {
        let mut codes = Self::CODES.iter();
        let named = codes.find(|(_, result)| *result == self);
        named.map_or("", |(code, _)| code)
    }

    /// The result of a code.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        let mut codes = Self::CODES.iter();
        let named = codes.find(|(known, _)| *known == code);
        named.map(|(_, result)| *result)
    }
}

impl Serialize for LastResult {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

/// A day, where there is one.
#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands references"
)]
fn days<S: Serializer>(day: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => crate::moment::day::serialize(day, to),
        None => to.serialize_none(),
    }
}

impl FromJson for RegisterRow {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            id: from.get("id"),
            name: from.get("name"),
            address: from.get("address"),
            ward: from.get("ward"),
            kind: from.get("kind"),
            tax_code: from.get_or_default("tax_code"),
            phone: from.get_or_default("phone"),
            place: from.get("place"),
            last: from.get("last"),
            revision: from.get("revision"),
        }
    }
}

impl FromJson for Ward {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            code: from.get("code"),
            name: from.get("name"),
        }
    }
}

impl FromJson for LastInspection {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            on: from.get("on"),
            result: from.member("result").word(LastResult::CODES),
            findings: from.get("findings"),
            deadline: from.get("deadline"),
        }
    }
}

impl FromJson for PlanRow {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            id: from.get("id"),
            day: from.get("day"),
            establishment: from.get("establishment"),
            team: from.get_or_default("team"),
            done: from.get("done"),
            revision: from.get("revision"),
        }
    }
}

#[cfg(test)]
mod tests;
