//! The tables of other countries.

use super::*;

/// Metrology of 1250 g: 1.5 % is 18.75.
#[test]
fn each_system_rounds_in_its_own_way() {
    for (system, expected) in [
        ("R87_2004", "19"),
        ("TT21_2014", "19"),
        ("EU76_211", "18.8"),
        ("DE", "18.8"),
        ("NZ", "18.75"),
        ("CN", "19"),
    ] {
        assert_eq!(t(system, "1250").as_deref(), Some(expected), "{system}");
    }
    // 1 % of 15 040 is 150.4: nearest is 150, up is 151.
    assert_eq!(t("CN", "15040").as_deref(), Some("150"));
    assert_eq!(t("R87_2004", "15040").as_deref(), Some("151"));
    // 9 % of 5.5 is 0.495.
    assert_eq!(t("CN", "5.5").as_deref(), Some("0.5"));
    assert_eq!(t("NZ", "5.5").as_deref(), Some("0.495"));
    // 9 % of 5.6 is 0.504.
    assert_eq!(t("CN", "5.6").as_deref(), Some("0.5"));
    assert_eq!(t("EU76_211", "5.6").as_deref(), Some("0.6"));
}

/// By hand, unrounded where New Zealand rounds nothing.
#[test]
fn the_other_tables_hold_at_every_border() {
    for (nominal, eu, nz, cn) in [
        ("49.9", "4.5", "4.491", "4.5"),
        ("50", "4.5", "4.5", "4.5"),
        ("50.1", "4.5", "4.5", "4.5"),
        ("99.9", "4.5", "4.5", "4.5"),
        ("100", "4.5", "4.5", "4.5"),
        ("100.1", "4.6", "4.5045", "4.5"),
        ("199.9", "9", "8.9955", "9"),
        ("200", "9", "9", "9"),
        ("200.1", "9", "9", "9"),
        ("299.9", "9", "9", "9"),
        ("300", "9", "9", "9"),
        ("300.1", "9.1", "9.003", "9"),
        ("499.9", "15", "14.997", "15"),
        ("500", "15", "15", "15"),
        ("500.1", "15", "15", "15"),
        ("999.9", "15", "15", "15"),
        ("1000", "15", "15", "15"),
        ("1000.1", "15.1", "15.0015", "15"),
        ("9999.9", "150", "149.9985", "150"),
        ("10000", "150", "150", "150"),
    ] {
        for (system, expected) in [("EU76_211", eu), ("DE", eu), ("NZ", nz), ("CN", cn)] {
            let found = t(system, nominal);
            assert_eq!(found.as_deref(), Some(expected), "{system} {nominal}");
        }
    }
    for (nominal, nz, cn) in [
        ("10000.1", "150", Some("150")),
        ("14999.9", "150", Some("150")),
        ("15000", "150", Some("150")),
        ("15000.1", "150.001", Some("150")),
        ("49999.9", "499.999", Some("500")),
        ("50000", "500", Some("500")),
        ("50000.1", "500.001", None),
    ] {
        assert_eq!(t("NZ", nominal).as_deref(), Some(nz), "NZ {nominal}");
        assert_eq!(t("CN", nominal).as_deref(), cn, "CN {nominal}");
    }
}

#[test]
fn the_european_table_runs_from_five_grams_to_ten_kilograms() {
    for system in ["EU76_211", "DE"] {
        assert_eq!(t(system, "4.999"), None);
        assert_eq!(t(system, "5").as_deref(), Some("0.5"));
        assert_eq!(t(system, "10000.1"), None);
    }
}

#[test]
fn the_european_rounding_is_from_memory_and_its_fixed_values_are_not() {
    let evidence = |nominal| {
        of("EU76_211", Quantity::MassVolume, nominal)
            .unwrap()
            .row
            .evidence
    };
    assert_eq!(evidence("1250"), Evidence::Memory);
    assert_eq!(evidence("250"), Evidence::Found);
}

/// `FPackV` § 9 (3) and (4): 112 g has 5.04, up to 5.1, and 10.08, up to
/// 10.1, which is less than twice 5.1.
#[test]
fn germany_rounds_the_second_limit_by_itself() {
    let limits = of("DE", Quantity::MassVolume, "112").unwrap();
    assert_eq!(limits.t, ratio("5.1"));
    assert_eq!(limits.class_of(ratio("10.1")), PackageClass::T1);
    assert_eq!(limits.class_of(ratio("10.11")), PackageClass::T2);
    let limits = of("EU76_211", Quantity::MassVolume, "112").unwrap();
    assert_eq!(limits.class_of(ratio("10.2")), PackageClass::T1);
}

#[test]
fn other_quantities_of_other_countries_are_not_covered() {
    for system in ["EU76_211", "NZ", "CN", "DE", "CA"] {
        assert!(of(system, Quantity::Count, "100").is_none());
    }
}
