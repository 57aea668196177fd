//! Limits for gold: every row, its borders, and properties.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::tables::gold::gold;

fn ratio(text: &str) -> Ratio {
    Ratio::from(text.parse::<Decimal>().unwrap())
}

fn limit(mass: Ratio) -> Ratio {
    match gold().mass_limit(mass).unwrap() {
        MassLimit::Known(permitted) => permitted.s_mg,
        MassLimit::Unknown { .. } => panic!("{mass:?}"),
    }
}

/// Every row of Bảng 2 as 1550/QĐ-BKHCN prints it, and what stands just below
/// and just above it, worked by hand from its neighbours.
#[test]
fn every_mass_of_table_2_has_its_limit_and_its_sides() {
    let rows = [
        ("29.97", "12.987", "30", "13", "30.02", "13.004"),
        ("49.95", "16.99", "50", "17", "50.05", "17.013"),
        ("99.9", "29.974", "100", "30", "100.1", "30.026"),
        ("199.9", "55.974", "200", "56", "200.1", "56.024"),
        ("299.9", "79.976", "300", "80", "300.4", "80.1"),
        ("499.6", "129.9", "500", "130", "500.5", "130.11"),
        ("999.5", "239.89", "1000", "240", "1000.5", "240.11"),
        ("1499.5", "349.89", "1500", "350", "1500.5", "350.08"),
        ("1999.5", "429.92", "2000", "430", "2001", "430.17"),
        ("2999", "599.83", "3000", "600", "3002", "600.3"),
        ("4998", "899.7", "5000", "900", "5001", "900.2"),
        ("5999", "1099.8", "6000", "1100", "6004", "1050.7"),
    ];
    assert_eq!(gold().points.len(), rows.len(), "a row is never hit");
    for (point, row) in gold().points.iter().zip(rows) {
        let (below, s_below, mass, s, above, s_above) = row;
        assert_eq!(point.mass_g, ratio(mass));
        for (mass, expected) in [(below, s_below), (mass, s), (above, s_above)] {
            assert_eq!(limit(ratio(mass)), ratio(expected), "{mass} g");
        }
    }
}

/// Bảng 1 as corrected: the border belongs to the finer row.
#[test]
fn every_row_of_table_1_reaches_to_its_capacity() {
    let rows = [
        ("0.001", "0.001"),
        ("199.999", "0.001"),
        ("200", "0.001"),
        ("200.001", "0.01"),
        ("2999.999", "0.01"),
        ("3000", "0.01"),
        ("3000.001", "0.1"),
        ("9999.999", "0.1"),
        ("10000", "0.1"),
        ("10000.001", "1"),
    ];
    let mut hit = Vec::new();
    for (capacity, e) in rows {
        let row = gold().resolution_of(ratio(capacity)).unwrap();
        assert_eq!(row.e_max_g, ratio(e), "{capacity} g");
        hit.push(row.e_max_g);
    }
    hit.dedup();
    assert_eq!(hit.len(), gold().resolution.len(), "a row is never hit");
}

#[test]
fn between_two_points_the_limit_rests_on_memory() {
    let found = gold().mass_limit(ratio("37.5")).unwrap();
    let MassLimit::Known(permitted) = found else {
        panic!("{found:?}");
    };
    assert_eq!(permitted.evidence, Evidence::Memory);
    assert_eq!(permitted.s_mg, ratio("14.5"));
    let (lower, upper) = permitted.neighbours.unwrap();
    assert_eq!((lower.mass_g, upper.mass_g), (ratio("30"), ratio("50")));
}

#[test]
fn without_a_rule_between_the_points_the_neighbours_are_named() {
    let mut tables: GoldTables = gold().clone();
    tables.between = None;
    for (mass, below, above) in [("37.5", "30", "50"), ("5999.9", "5000", "6000")] {
        let found = tables.mass_limit(ratio(mass)).unwrap();
        let MassLimit::Unknown { lower, upper } = found else {
            panic!("{found:?}");
        };
        assert_eq!(lower.mass_g, ratio(below));
        assert_eq!(upper.mass_g, ratio(above));
    }
    for mass in ["29.9", "30", "6000", "6000.1"] {
        let found = tables.mass_limit(ratio(mass)).unwrap();
        assert!(matches!(found, MassLimit::Known(_)), "{mass} g");
    }
}

/// The circular's own step down: 1100 mg at 6 kg, 0.0175 % above.
#[test]
fn the_limit_falls_past_six_kilograms_as_the_text_has_it() {
    assert_eq!(limit(ratio("6000")), ratio("1100"));
    assert!(limit(ratio("6000.001")) < ratio("1051"));
    assert_eq!(limit(ratio("7000")), ratio("1225"));
}

prop_compose! {
    fn mass(least: i64, most: i64)(milligrams in least..=most) -> Ratio {
        Ratio::from(Decimal::new(milligrams, 3))
    }
}

proptest! {
    #[test]
    fn up_to_six_kilograms_more_gold_never_has_a_smaller_limit(
        a in mass(1, 6_000_000),
        b in mass(1, 6_000_000),
    ) {
        prop_assert!(limit(a.min(b)) <= limit(a.max(b)));
    }

    #[test]
    fn above_six_kilograms_the_limit_is_in_proportion(a in mass(6_000_001, 100_000_000)) {
        let double = a.plus(a).unwrap();
        prop_assert_eq!(limit(double), limit(a).plus(limit(a)).unwrap());
    }

    #[test]
    fn a_larger_scale_never_needs_a_finer_interval(
        a in mass(1, 20_000_000),
        b in mass(1, 20_000_000),
    ) {
        let of = |capacity| gold().resolution_of(capacity).unwrap().e_max_g;
        prop_assert!(of(a.min(b)) <= of(a.max(b)));
    }
}
