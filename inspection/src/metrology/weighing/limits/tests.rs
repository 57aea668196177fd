//! What belongs to a row, whatever row stands before it.

use serde_json::{Value, json};

use super::*;

fn ratio(text: &str) -> Ratio {
    serde_json::from_value(json!(text)).unwrap()
}

fn band(bounds: &Value) -> LoadBand {
    let mut row = json!({
        "system": "X", "class": "X", "up_to_e": null, "mpe_e": "1", "basis": "X",
        "evidence": "memory",
    });
    for (name, bound) in bounds.as_object().unwrap() {
        row[name] = bound.clone();
    }
    serde_json::from_value(row).unwrap()
}

#[test]
fn above_a_load_does_not_hold_on_it_and_from_a_load_does() {
    for (bounds, below, on, above) in [
        (json!({"over_e": "500"}), false, false, true),
        (json!({"from_e": "500"}), false, true, true),
        (json!({"up_to_e": "500"}), true, true, false),
        (
            json!({"over_e": "500", "up_to_e": "500"}),
            false,
            false,
            false,
        ),
        (
            json!({"from_e": "500", "up_to_e": "500"}),
            false,
            true,
            false,
        ),
        (json!({}), true, true, true),
    ] {
        let row = band(&bounds);
        let covers = ["499.999", "500", "500.001"].map(|load| row.covers(ratio(load)));
        assert_eq!(covers, [below, on, above], "{bounds}");
    }
}

/// A part of a step counts as a whole one, and no step as none.
#[test]
fn a_limit_that_grows_does_so_at_the_beginning_of_each_step() {
    let row = band(&json!({"over_e": "1000", "each_e": "500", "more_e": "0.5"}));
    for (load, limit) in [
        ("1000", "1"),
        ("1000.001", "1.5"),
        ("1500", "1.5"),
        ("1500.001", "2"),
        ("3000", "3"),
    ] {
        assert_eq!(row.limit(ratio(load)).unwrap(), ratio(limit), "{load}");
    }
}
