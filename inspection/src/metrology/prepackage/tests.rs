//! Tolerable deficiencies and the mean criterion: borders and properties.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::tables::prepackage::prepackage;

#[cfg(feature = "abroad")]
mod abroad;

fn ratio(text: &str) -> Ratio {
    Ratio::from(text.parse::<Decimal>().unwrap())
}

fn of(system: &str, quantity: Quantity, nominal: &str) -> Option<Tolerance<'static>> {
    tolerance(&prepackage().deficiencies, system, quantity, ratio(nominal)).unwrap()
}

fn t(system: &str, nominal: &str) -> Option<String> {
    of(system, Quantity::MassVolume, nominal).map(|limits| limits.t.decimal().unwrap())
}

/// The table of OIML R 87:2004, just below, on and just above each border;
/// percentages rounded up to 0.1 up to 1000 and to 1 above, by hand.
const R87: [(&str, &str); 28] = [
    ("0.01", "0.1"),
    ("49.9", "4.5"),
    ("50", "4.5"),
    ("50.1", "4.5"),
    ("99.9", "4.5"),
    ("100", "4.5"),
    ("100.1", "4.6"),
    ("199.9", "9"),
    ("200", "9"),
    ("200.1", "9"),
    ("299.9", "9"),
    ("300", "9"),
    ("300.1", "9.1"),
    ("499.9", "15"),
    ("500", "15"),
    ("500.1", "15"),
    ("999.9", "15"),
    ("1000", "15"),
    ("1000.1", "16"),
    ("9999.9", "150"),
    ("10000", "150"),
    ("10000.1", "150"),
    ("14999.9", "150"),
    ("15000", "150"),
    ("15000.1", "151"),
    ("49900", "499"),
    ("49999.9", "500"),
    ("50000", "500"),
];

#[test]
fn the_table_of_r87_holds_at_every_border() {
    for (nominal, expected) in R87 {
        for system in ["R87_2004", "TT21_2014"] {
            let found = t(system, nominal);
            assert_eq!(found.as_deref(), Some(expected), "{system} {nominal}");
        }
    }
    assert_eq!(t("R87_2004", "50000.1"), None);
    // 500.001 rounded up to a whole one.
    assert_eq!(t("TT21_2014", "50000.1").as_deref(), Some("501"));
}

#[test]
fn what_the_vietnamese_annex_says_is_from_memory() {
    let rows = &prepackage().deficiencies;
    let of_circular = rows.iter().filter(|row| row.system == "TT21_2014");
    assert!(of_circular.clone().count() > 0);
    for row in of_circular {
        assert_eq!(row.evidence, Evidence::Memory);
        assert!(row.basis.contains("Phụ lục IV"));
    }
}

/// R 87:2004: nothing up to 5 m, 2 % above; area 3 %; nothing up to 50 pieces,
/// 1 % above, up to a whole piece.
#[test]
fn length_area_and_count_have_their_own_rows() {
    for (quantity, nominal, expected) in [
        (Quantity::Length, "4.999", "0"),
        (Quantity::Length, "5", "0"),
        (Quantity::Length, "5.001", "0.10002"),
        (Quantity::Length, "10", "0.2"),
        (Quantity::Area, "0.5", "0.015"),
        (Quantity::Area, "2", "0.06"),
        (Quantity::Count, "49", "0"),
        (Quantity::Count, "50", "0"),
        (Quantity::Count, "51", "1"),
        (Quantity::Count, "100", "1"),
        (Quantity::Count, "101", "2"),
    ] {
        for system in ["R87_2004", "TT21_2014"] {
            let limits = of(system, quantity, nominal).unwrap();
            assert_eq!(limits.t, ratio(expected), "{system} {quantity:?} {nominal}");
        }
    }
}

/// Each row is reached by its largest nominal quantity, or beyond the last.
#[test]
fn every_row_is_hit() {
    let rows = &prepackage().deficiencies;
    let mut hit = BTreeSet::new();
    for row in rows {
        let nominal = row.up_to.unwrap_or(Ratio::whole(1_000_000));
        let found = tolerance(rows, &row.system, row.quantity, nominal).unwrap();
        let place = rows
            .iter()
            .position(|known| std::ptr::eq(known, found.as_ref().unwrap().row));
        hit.insert(place.unwrap());
    }
    assert_eq!(hit.len(), rows.len());
}

#[test]
fn exactly_t_is_tolerated_and_exactly_twice_t_is_t1() {
    // 1000 g: T = 15.
    let limits = of("R87_2004", Quantity::MassVolume, "1000").unwrap();
    for (short, expected) in [
        ("-3", PackageClass::Tolerated),
        ("0", PackageClass::Tolerated),
        ("14.999", PackageClass::Tolerated),
        ("15", PackageClass::Tolerated),
        ("15.001", PackageClass::T1),
        ("29.999", PackageClass::T1),
        ("30", PackageClass::T1),
        ("30.001", PackageClass::T2),
    ] {
        assert_eq!(limits.class_of(ratio(short)), expected, "{short}");
    }
}

/// Where nothing is tolerated, one piece short is beyond twice nothing.
#[test]
fn a_piece_missing_of_fifty_is_t2() {
    let limits = of("R87_2004", Quantity::Count, "50").unwrap();
    assert_eq!(limits.class_of(ratio("0")), PackageClass::Tolerated);
    assert_eq!(limits.class_of(ratio("1")), PackageClass::T2);
}

prop_compose! {
    fn nominal()(tenths in 1_i64..=500_000) -> Ratio {
        Ratio::from(Decimal::new(tenths, 1))
    }
}

proptest! {
    /// All tables here rise with the nominal quantity, within what they cover.
    #[test]
    fn more_in_a_package_never_has_a_smaller_deficiency(a in nominal(), b in nominal()) {
        let tables = prepackage();
        for system in tables.systems() {
            for quantity in [Quantity::MassVolume, Quantity::Length, Quantity::Area, Quantity::Count] {
                let t = |nominal| {
                    tolerance(&tables.deficiencies, system, quantity, nominal)
                        .unwrap()
                        .map(|limits| limits.t)
                };
                if let (Some(less), Some(more)) = (t(a.min(b)), t(a.max(b))) {
                    prop_assert!(less <= more, "{} {:?}", system, quantity);
                }
            }
        }
    }

    /// Rounding up adds less than its step, and never takes away.
    #[test]
    fn rounding_up_adds_less_than_one_step(number in nominal(), decimals in 0_u32..2) {
        let rounding = Rounding { way: Way::Up, decimals };
        let rounded = rounding.of(number.times(ratio("0.0123")).unwrap()).unwrap();
        let raw = number.times(ratio("0.0123")).unwrap();
        let step = Ratio::ONE.over(Ratio::whole(10_i64.pow(decimals))).unwrap();
        prop_assert!(rounded >= raw);
        prop_assert!(rounded < raw.plus(step).unwrap());
    }

    /// Percentages without rounding do not know their unit.
    #[test]
    fn an_area_has_the_same_part_in_any_unit(amount in nominal()) {
        let t = |nominal| {
            let rows = &prepackage().deficiencies;
            tolerance(rows, "R87_2004", Quantity::Area, nominal).unwrap().unwrap().t
        };
        let factor = Ratio::whole(10_000);
        prop_assert_eq!(
            t(amount.times(factor).unwrap()),
            t(amount).times(factor).unwrap()
        );
    }
}
