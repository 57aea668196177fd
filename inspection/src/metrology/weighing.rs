//! Errors of non-automatic weighing instruments against the table of the rule
//! pack (OIML R 76-1:2006, 3.5.1 and 3.5.2). Masses here are in grams.

pub(crate) mod limits;
pub(crate) mod trials;

use chrono::NaiveDate;

use super::ratio::Ratio;
use crate::rules::{Band, Weighing};

/// The maximum permissible error on verification at one load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PermissibleError<'pack> {
    /// Plus and minus this many grams, the limit itself included.
    pub(crate) grams: Ratio,
    /// The row of the table it comes from.
    pub(crate) band: &'pack Band,
}

/// Looks up the maximum permissible error on verification.
///
/// `None` where the table has no row: another class or day, or a load beyond
/// the last band. The nearest row is never used instead.
pub(crate) fn permissible_error<'pack>(
    table: &'pack Weighing,
    class: &str,
    load: Ratio,
    interval: Ratio,
    day: NaiveDate,
) -> Option<PermissibleError<'pack>> {
    let m = load.over(interval).ok()?;
    let band = table.bands.iter().find(|band| {
        band.class == class
            && band.days.hold(day)
            && band.over_e.is_none_or(|edge| m > edge.into())
            && band.up_to_e.is_none_or(|edge| m <= edge.into())
    })?;
    let grams = Ratio::from(band.mpe_e).times(interval).ok()?;
    Some(PermissibleError { grams, band })
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::rules::RulePack;

    fn mpe(class: &str, load: &str, interval: &str) -> Option<String> {
        let pack = RulePack::current();
        permissible_error(
            &pack.weighing,
            class,
            load.parse::<Decimal>().unwrap().into(),
            interval.parse::<Decimal>().unwrap().into(),
            "2026-11-20".parse().unwrap(),
        )
        .map(|found| found.grams.decimal().unwrap())
    }

    /// OIML R 76-1:2006 Table 6, just below, on and just above each border.
    #[test]
    fn every_border_of_table_6_belongs_to_the_band_below_it() {
        for (class, border, below, above) in [
            ("I", "50000", "0.5", "1"),
            ("I", "200000", "1", "1.5"),
            ("II", "5000", "0.5", "1"),
            ("II", "20000", "1", "1.5"),
            ("III", "500", "0.5", "1"),
            ("III", "2000", "1", "1.5"),
            ("IIII", "50", "0.5", "1"),
            ("IIII", "200", "1", "1.5"),
        ] {
            let border: Decimal = border.parse().unwrap();
            let near = Decimal::new(1, 3);
            for (load, expected) in [
                (border - near, below),
                (border, below),
                (border + near, above),
            ] {
                let found = mpe(class, &load.to_string(), "1");
                assert_eq!(found.as_deref(), Some(expected), "class {class}, {load} e");
            }
        }
    }

    /// The row of 500 e < m does not hold on 500 e, whatever row stands before.
    #[test]
    fn a_border_is_not_in_the_band_above_it() {
        let shipped = &RulePack::current().weighing;
        let above = shipped.bands.iter().filter(|band| band.over_e.is_some());
        let table = Weighing {
            bands: above.cloned().collect(),
            ..shipped.clone()
        };
        for (load, expected) in [("500", None), ("500.001", Some("1"))] {
            let load: Decimal = load.parse().unwrap();
            let found = permissible_error(
                &table,
                "III",
                load.into(),
                Ratio::ONE,
                "2026-11-20".parse().unwrap(),
            );
            let grams = found.map(|found| found.grams.decimal().unwrap());
            assert_eq!(grams.as_deref(), expected);
        }
    }

    #[test]
    fn beyond_the_last_band_nothing_is_covered() {
        for (class, last) in [("II", "100000"), ("III", "10000"), ("IIII", "1000")] {
            assert!(mpe(class, last, "1").is_some(), "class {class}");
            assert_eq!(
                mpe(class, &format!("{last}.001"), "1"),
                None,
                "class {class}"
            );
        }
        assert_eq!(mpe("V", "1", "1"), None);
        assert_eq!(
            mpe("I", "9000000", "1").as_deref(),
            Some("1.5"),
            "class I has no last band"
        );
    }

    /// The worked example of OIML R 76-1:2006 3.3, single ranges of it:
    /// class III, e = 1 g up to 2 kg, e = 10 g up to 15 kg.
    #[test]
    fn the_worked_example_of_the_standard_is_met() {
        assert_eq!(mpe("III", "500", "1").as_deref(), Some("0.5"));
        assert_eq!(mpe("III", "2000", "1").as_deref(), Some("1"));
        assert_eq!(mpe("III", "4000", "2").as_deref(), Some("2"));
        assert_eq!(mpe("III", "5000", "2").as_deref(), Some("3"));
        assert_eq!(mpe("III", "15000", "10").as_deref(), Some("10"));
    }
}
