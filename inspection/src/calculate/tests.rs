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
