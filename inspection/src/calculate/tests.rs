//! What the door of the calculators refuses, and what it reads.

use serde_json::json;

use super::*;

fn refused(request: &Value) -> CalculateError {
    calculate(request).unwrap_err()
}

#[test]
fn what_names_no_operation_is_refused() {
    assert_eq!(refused(&json!([])), CalculateError::NotAnObject);
    assert_eq!(refused(&json!({})).field(), Some("calculate"));
    assert_eq!(
        refused(&json!({"calculate": ""})).field(),
        Some("calculate")
    );
    let unknown = refused(&json!({"calculate": "horoscope"}));
    assert_eq!(
        unknown,
        CalculateError::UnknownOperation("horoscope".to_owned())
    );
}

#[test]
fn only_plain_bounded_decimals_in_strings_are_numbers() {
    for (value, expected) in [
        (json!("12.50"), Ok("12.5")),
        (json!("-0.000000001"), Ok("-0.000000001")),
        (json!("0.50000000000000"), Ok("0.5")),
        (json!("1000000000000"), Ok("1000000000000")),
        (json!(""), Err(Fault::Missing)),
        (json!(" "), Err(Fault::Missing)),
        (json!(0.5), Err(Fault::NotAString)),
        (json!(true), Err(Fault::NotAString)),
        (json!("1,5"), Err(Fault::NotANumber)),
        (json!("5 kg"), Err(Fault::NotANumber)),
        (json!("1e3"), Err(Fault::NotANumber)),
        (json!("+1"), Err(Fault::NotANumber)),
        (json!(".5"), Err(Fault::NotANumber)),
        (json!("5."), Err(Fault::NotANumber)),
        (json!("NaN"), Err(Fault::NotANumber)),
        (json!("--1"), Err(Fault::NotANumber)),
        (json!("0.0000000001"), Err(Fault::TooFine)),
        (
            json!("1000000000000.1"),
            Err(Fault::Above("1000000000000".to_owned())),
        ),
        (
            json!("9".repeat(400)),
            Err(Fault::Above("1000000000000".to_owned())),
        ),
    ] {
        let read = request::number(&value).map(|number| number.decimal().unwrap());
        assert_eq!(read, expected.map(str::to_owned), "{value}");
    }
}

#[test]
fn counts_are_whole_and_above_zero() {
    for (value, expected) in [
        (json!(12), Ok(12)),
        (json!("12"), Ok(12)),
        (json!("12.0"), Ok(12)),
        (json!(0), Err(Fault::NotPositive)),
        (json!("0"), Err(Fault::NotPositive)),
        (json!(-1), Err(Fault::Negative)),
        (json!(1.5), Err(Fault::NotWhole)),
        (json!("1.5"), Err(Fault::NotWhole)),
        (json!(null), Err(Fault::NotWhole)),
        (
            json!(u64::MAX),
            Err(Fault::Above("1000000000000".to_owned())),
        ),
    ] {
        assert_eq!(request::count(&value), expected, "{value}");
    }
}

fn answered(request: &Value) -> Value {
    calculate(request).unwrap()
}

#[test]
fn a_field_that_nothing_reads_is_named() {
    let mut request = json!({"calculate": "gold_limit", "mass_g": "30"});
    assert_eq!(answered(&request)["unread"], Value::Null);
    request["mass"] = json!("40");
    request["Mass_g"] = json!("50");
    assert_eq!(answered(&request)["unread"], json!(["Mass_g", "mass"]));
}

#[test]
fn numbers_that_do_not_fit_together_are_refused_by_the_longest() {
    let fields = json!({
        "t": "1.23", "beta": "0.123456789", "list": ["1", "99999.999999999"], "unasked": "0.1234567891234567",
    });
    let mut request = Request::new(&fields).unwrap();
    for field in ["t", "beta"] {
        request.number(field).unwrap();
    }
    assert_eq!(request.too_many_digits().field(), Some("beta"));
    request.list("list", request::number).unwrap();
    let error = request.too_many_digits();
    assert_eq!(error, CalculateError::at("list", Fault::TooManyDigits));
}

#[test]
fn what_is_not_covered_is_said_in_the_words_of_the_request() {
    for (request, words) in [
        (
            json!({"calculate": "tolerable_deficiency", "system": "R87_2004",
                   "quantity": "mass_volume", "nominal": "50000.1"}),
            ["R87_2004", " mass_volume "],
        ),
        (
            json!({"calculate": "sampling_plan", "system": "R87_2004", "lot_size": 19,
                   "test": "destructive"}),
            ["R87_2004", " destructive "],
        ),
        (
            json!({"calculate": "lot", "system": "TT21_2014", "lot_size": 19, "sample": ["1"],
                   "test": "destructive", "nominal": "1"}),
            ["TT21_2014", " destructive "],
        ),
    ] {
        let found = answered(&request);
        assert_eq!(found["not_covered"], true, "{request}");
        let why = found["why"].as_str().unwrap();
        assert!(words.iter().all(|word| why.contains(word)), "{why}");
    }
}

/// Table 3 of class I stands with 3.4.4, and Table 4 is for several ranges.
#[test]
fn a_class_rests_on_its_own_rows_and_no_others() {
    let class = |class: &str, e: &str| {
        let request = json!({"calculate": "weighing_class", "class": class, "max": "1", "e": e});
        answered(&request)["basis"].clone()
    };
    assert_eq!(class("I", "0.0009"), "OIML R 76-1:2006 3.2 Table 3, 3.4.4");
    for (other, e) in [("II", "0.06"), ("II", "0.05"), ("III", "3"), ("IIII", "1")] {
        assert_eq!(class(other, e), "OIML R 76-1:2006 3.2 Table 3", "{other}");
    }
}
