//! The tests done on a scale, on their limits, and requests that are refused.

use super::*;

#[test]
fn each_formula_holds_on_its_limit() {
    let cases = [
        // 0.25 e of 5 g is 1.25 g.
        (
            json!({"calculate": "zero_or_tare", "e": "5", "error": "1.249"}),
            true,
        ),
        (
            json!({"calculate": "zero_or_tare", "e": "5", "error": "1.25"}),
            true,
        ),
        (
            json!({"calculate": "zero_or_tare", "e": "5", "error": "1.251"}),
            false,
        ),
        (
            json!({"calculate": "zero_or_tare", "e": "5", "error": "-1.25"}),
            true,
        ),
        (
            json!({"calculate": "zero_or_tare", "e": "5", "error": "-1.251"}),
            false,
        ),
        // The display must rise by a whole step.
        (
            json!({"calculate": "discrimination", "d": "5", "before": "200", "after": "204.999"}),
            false,
        ),
        (
            json!({"calculate": "discrimination", "d": "5", "before": "200", "after": "205"}),
            true,
        ),
        (
            json!({"calculate": "discrimination", "d": "5", "before": "200", "after": "205.001"}),
            true,
        ),
        // At 1000 g with e = 5 g the limit is 2.5 g: 1000 + 2.5 − added − 1000.
        (error_of("0"), true),
        (error_of("5"), true),
        (at("999.999", error_of("5")), false),
        (error_of("2.5"), true),
        // Spread 2.5 g is the limit itself; both results stay within it.
        (repeated(&["1.25", "3.75"]), true),
        (repeated(&["1.25", "3.749"]), true),
        (repeated(&["1.25", "3.751"]), false),
        // The spread is small and one result is outside.
        (at("999.999", repeated(&["5", "4"])), false),
    ];
    for (request, conforming) in cases {
        assert_eq!(
            answer(&request).unwrap()["conforming"],
            conforming,
            "{request}"
        );
    }
}

pub(super) fn error_of(added: &str) -> Value {
    json!({
        "calculate": "weighing_error", "system": "R76", "class": "III", "e": "5", "load": "1000",
        "indication": "1000", "added": added, "zero_error": "0", "stage": "initial",
    })
}

pub(super) fn repeated(added: &[&str]) -> Value {
    json!({
        "calculate": "repeatability", "system": "R76", "class": "III", "e": "5", "load": "1000",
        "indication": "1000", "added": added, "stage": "initial",
    })
}

/// The same request at another indication.
fn at(indication: &str, mut request: Value) -> Value {
    request["indication"] = json!(indication);
    request
}

/// 1.4 d of 5 g are 7 g: a display that rose by 12 g rose by a step more.
#[test]
fn a_rise_of_a_step_more_than_the_load_is_not_its_doing() {
    for (after, covered) in [("211.999", true), ("212", false), ("250", false)] {
        let request = json!({
            "calculate": "discrimination", "d": "5", "before": "200", "after": after,
        });
        let found = answer(&request).unwrap();
        assert_eq!(found["not_covered"].is_null(), covered, "{after}");
        assert_eq!(found["conforming"] == json!(true), covered, "{after}");
    }
}

/// A check takes change-over weights of one interval at most, of the last
/// range where there are several.
#[test]
fn change_over_weights_are_an_interval_at_most() {
    let several = |added: &str| {
        let mut request = error_of(added);
        request.as_object_mut().unwrap().remove("e");
        request["ranges"] = json!([["2000", "1"], ["5000", "2"]]);
        request
    };
    for (request, taken) in [
        (error_of("5"), true),
        (error_of("5.001"), false),
        (repeated(&["0", "5"]), true),
        (repeated(&["0", "5.001"]), false),
        (several("2"), true),
        (several("2.001"), false),
    ] {
        match answer(&request) {
            Ok(_) => assert!(taken, "{request}"),
            Err(error) => assert!(!taken && error.field() == Some("added"), "{error}"),
        }
    }
}

/// Table 3: class II has e from 1 to 50 mg and from 0.1 g, III from 0.1 g, IIII
/// from 5 g, I from 1 mg. Without a unit nobody knows how many grams e is.
#[test]
fn no_limit_is_given_for_an_interval_that_the_class_does_not_have() {
    for (class, e, unit, covered) in [
        ("I", "1", "mg", true),
        ("I", "0.999", "mg", false),
        ("II", "50", "mg", true),
        ("II", "51", "mg", false),
        ("II", "0.1", "g", true),
        ("II", "0.099", "g", false),
        ("III", "0.1", "g", true),
        ("III", "0.0001", "kg", true),
        ("III", "0.099", "g", false),
        ("IIII", "5", "g", true),
        ("IIII", "4.999", "g", false),
        ("IIII", "4.999", "", true),
    ] {
        let mut request = json!({
            "calculate": "weighing_mpe", "system": "R76", "class": class, "e": e,
            "load": e, "stage": "initial",
        });
        if !unit.is_empty() {
            request["unit"] = json!(unit);
        }
        let found = answer(&request).unwrap();
        assert_eq!(found["not_covered"].is_null(), covered, "{request}");
    }
}

#[test]
fn the_rule_of_discrimination_begins_at_five_milligrams() {
    for (d, covered) in [("4.999", false), ("5", true), ("5.001", true)] {
        let request = json!({
            "calculate": "discrimination", "d": d, "before": "0", "after": "10", "unit": "mg",
        });
        assert_eq!(
            answer(&request).unwrap()["not_covered"].is_null(),
            covered,
            "{d} mg"
        );
    }
}

#[test]
fn supports_up_to_four_share_a_third_and_more_share_by_their_number() {
    for (kind, supports, load) in [
        ("normal", 1, "5000.000000000"),
        ("normal", 4, "5000.000000000"),
        ("normal", 5, "3750.000000000"),
        ("normal", 8, "2142.857142857"),
        ("hopper", 4, "1500.000000000"),
        ("rolling", 4, "12000"),
    ] {
        let request = json!({
            "calculate": "eccentricity_load", "max": "14000", "tare": "1000",
            "supports": supports, "kind": kind,
        });
        assert_eq!(answer(&request).unwrap()["load"], load, "{request}");
    }
}

#[test]
fn bad_input_is_refused_with_its_field() {
    let good = error_of("1.5");
    for (field, value) in [
        ("system", json!("")),
        ("class", json!("V")),
        ("class", json!("")),
        ("e", json!("0")),
        ("e", json!("-5")),
        ("e", json!("5 kg")),
        ("e", json!("1000000000001")),
        ("e", json!(5)),
        ("load", json!("-1")),
        ("load", json!("abc")),
        ("load", Value::Null),
        ("indication", json!("1e3")),
        ("added", json!("-0.1")),
        ("zero_error", json!("")),
        ("stage", json!("periodic")),
        ("factor", json!("0")),
        ("factor", json!("101")),
        ("unit", json!("lb")),
        ("ranges", json!([["1000", "5"]])),
    ] {
        let mut bad = good.clone();
        bad[field] = value.clone();
        let error = answer(&bad).unwrap_err();
        assert_eq!(error.field(), Some(field), "{field} = {value}: {error}");
    }
    for (ranges, field) in [
        (json!([]), "ranges"),
        (json!("5"), "ranges"),
        (json!([["1000"]]), "ranges[0]"),
        (json!([["1000", "0"]]), "ranges[0]"),
        (json!([["2000", "1"], ["1000", "2"]]), "ranges"),
        (json!([["1000", "2"], ["2000", "2"]]), "ranges"),
    ] {
        let request = json!({
            "calculate": "weighing_mpe", "system": "R76", "class": "III", "load": "1",
            "stage": "initial", "ranges": ranges,
        });
        assert_eq!(
            answer(&request).unwrap_err().field(),
            Some(field),
            "{request}"
        );
    }
    for supports in [json!(0), json!(-1), json!(2.5), json!("0")] {
        let request = json!({
            "calculate": "eccentricity_load", "max": "15000", "tare": "0",
            "supports": supports, "kind": "normal",
        });
        assert_eq!(
            answer(&request).unwrap_err().field(),
            Some("supports"),
            "{request}"
        );
    }
}
