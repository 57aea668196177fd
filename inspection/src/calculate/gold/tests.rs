//! The gold operations asked as the command line asks them.

use serde_json::Value;

use super::*;
use crate::calculate::calculate;
use crate::tables::gold::gold;

fn answered(request: &Value) -> Value {
    calculate(request).unwrap()
}

fn limit_of(mass: &str) -> Value {
    answered(&json!({ "calculate": "gold_limit", "mass_g": mass }))
}

/// One chỉ: 13/30 × 3.75 = 1.625.
#[test]
fn a_quotient_has_nine_decimals_and_a_table_value_its_own() {
    assert_eq!(limit_of("3.75")["s_mg"], "1.625000000");
    assert_eq!(limit_of("1")["s_mg"], "0.433333333");
    assert_eq!(limit_of("30")["s_mg"], "13");
    assert_eq!(limit_of("6000")["s_mg"], "1100");
    assert_eq!(limit_of("6000.5")["s_mg"], "1050.0875");
}

#[test]
fn the_circular_is_named_and_its_mark_goes_with_the_figure() {
    let found = limit_of("100");
    assert_eq!(found["status"], "found");
    let basis = found["basis"].as_str().unwrap();
    assert!(
        basis.contains("22/2013") && basis.contains("1550"),
        "{basis}"
    );
}

#[test]
fn between_two_points_memory_and_both_neighbours_are_named() {
    let found = limit_of("37.5");
    assert_eq!(found["s_mg"], "14.500000000");
    assert_eq!(found["status"], "memory");
    let points = json!([{"mass_g": "30", "s_mg": "13"}, {"mass_g": "50", "s_mg": "17"}]);
    assert_eq!(found["between"], points);
}

#[test]
fn without_the_rule_of_memory_the_neighbours_are_what_is_said() {
    let mut tables: GoldTables = gold().clone();
    tables.between = None;
    let mass = Ratio::from("37.5".parse::<rust_decimal::Decimal>().unwrap());
    match limit(&tables, mass) {
        Err(Stop::NotCovered(why)) => {
            assert!(why.contains("30 g has 13 mg, 50 g has 17 mg"), "{why}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_capacity_picks_the_largest_interval() {
    let of = |capacity: &str| {
        answered(&json!({ "calculate": "gold_resolution", "capacity_g": capacity }))
    };
    assert_eq!(of("200")["e_max_g"], "0.001");
    assert_eq!(of("200.001")["e_max_g"], "0.01");
    assert_eq!(
        of("500")["e_max_g"],
        "0.01",
        "not the 500 g before correction"
    );
    assert_eq!(of("500")["status"], "found");
}

#[test]
fn what_is_no_mass_is_refused_by_the_name_of_its_field() {
    for bad in [
        json!(null),
        json!(""),
        json!("0"),
        json!("-1"),
        json!("3,75"),
        json!("1 chỉ"),
        json!(3.75),
        json!("1000000000001"),
        json!("0.0000000001"),
        json!(["30"]),
    ] {
        for (operation, field) in [("gold_limit", "mass_g"), ("gold_resolution", "capacity_g")] {
            let request = json!({ "calculate": operation, field: bad });
            let error = calculate(&request).unwrap_err();
            assert_eq!(error.field(), Some(field), "{request}");
        }
    }
}
