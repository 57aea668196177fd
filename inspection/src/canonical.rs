//! RFC 8785 canonical JSON, for documents whose numbers are integers: one value
//! has one form, so one digest. Decimals are strings in every document.

use serde_json::{Number, Value};

use crate::json::{NotJson, NotWritten};
use crate::order::put_in_order;

/// Why a value has no canonical form here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// A number with a fraction or an exponent, or one beyond 2^53: decimals
    /// are written as strings.
    #[error("the number {0} is not an integer of at most 53 bits; decimals are strings")]
    NotAnInteger(String),
    /// What is to be written has no JSON form.
    #[error(transparent)]
    NotWritten(#[from] NotWritten),
    /// What was kept is no JSON.
    #[error(transparent)]
    NotJson(#[from] NotJson),
}

/// The largest integer that every JSON reader keeps exactly (RFC 7493, 2.2).
const LARGEST_INTEGER: u64 = (1 << 53) - 1;

/// Writes the canonical form.
///
/// # Errors
/// [`CanonicalError::NotAnInteger`] for a number that documents do not hold.
pub fn canonical_json(value: &Value) -> Result<String, CanonicalError> {
    let mut text = String::new();
    write(value, &mut text)?;
    Ok(text)
}

fn write(value: &Value, text: &mut String) -> Result<(), CanonicalError> {
    match value {
        Value::Number(number) => {
            let integer = number.as_i64();
            let Some(integer) = integer.filter(|integer| integer.unsigned_abs() <= LARGEST_INTEGER)
            else {
                return Err(CanonicalError::NotAnInteger(said(number)));
            };
            text.push_str(&integer.to_string());
        }
        Value::Array(values) => {
            text.push('[');
            for (index, value) in values.iter().enumerate() {
                comma(index, text);
                write(value, text)?;
            }
            text.push(']');
        }
        Value::Object(members) => {
            // RFC 8785 3.2.3 sorts by UTF-16 code units, not by code points.
            let mut members: Vec<_> = members.iter().collect();
            put_in_order(&mut members, |(a, _), (b, _)| {
                a.encode_utf16().cmp(b.encode_utf16())
            });
            text.push('{');
            for (index, (name, value)) in members.into_iter().enumerate() {
                comma(index, text);
                write_string(name, text);
                text.push(':');
                write(value, text)?;
            }
            text.push('}');
        }
        Value::String(string) => write_string(string, text),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Null => text.push_str("null"),
    }
    Ok(())
}

/// How a number is named in a fault. What prints fractions is no part of the tablet.
fn said(number: &Number) -> String {
    let integer = number.as_i64().map(|integer| integer.to_string());
    integer
        .or_else(|| Some(number.as_u64()?.to_string()))
        .unwrap_or_else(|| "with a fraction or an exponent".to_owned())
}

fn comma(index: usize, text: &mut String) {
    if index > 0 {
        text.push(',');
    }
}

/// RFC 8785 3.2.2.2: short escapes where JSON has them, `\u00xx` in lower case
/// for other control characters, everything else as it is.
fn write_string(string: &str, text: &mut String) {
    text.push('"');
    for character in string.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            control if u32::from(control) < 0x20 => {
                text.push_str("\\u00");
                for shift in [4, 0] {
                    let digit = (u32::from(control) >> shift) & 15;
                    text.extend(char::from_digit(digit, 16));
                }
            }
            other => text.push(other),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The strings of the example in RFC 8785, 3.2.2 to 3.2.4.
    #[test]
    fn the_example_of_rfc_8785_comes_out_as_printed() {
        let value = json!({
            "string": "\u{20ac}$\u{000F}\u{000a}A'\u{0042}\u{0022}\u{005c}\\\"\u{002f}",
            "literals": [null, true, false],
        });
        let expected =
            "{\"literals\":[null,true,false],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
        assert_eq!(canonical_json(&value).unwrap(), expected);
    }

    /// The sorting example of RFC 8785, 3.2.3.
    #[test]
    fn names_are_sorted_by_utf_16_code_units() {
        let value = json!({
            "\u{20ac}": "Euro Sign",
            "\r": "Carriage Return",
            "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
            "1": "One",
            "\u{1f600}": "Emoji: Grinning Face",
            "\u{80}": "Control",
            "\u{f6}": "Latin Small Letter O With Diaeresis",
        });
        let text = canonical_json(&value).unwrap();
        let order = [
            "Carriage Return",
            "One",
            "Control",
            "Latin Small",
            "Euro Sign",
            "Emoji",
            "Hebrew",
        ];
        let places: Vec<_> = order.iter().map(|word| text.find(word).unwrap()).collect();
        assert!(places.is_sorted(), "{text}");
    }

    #[test]
    fn integers_pass_and_every_other_number_is_refused() {
        assert_eq!(
            canonical_json(&json!([0, -5, 9_007_199_254_740_991_u64])).unwrap(),
            "[0,-5,9007199254740991]"
        );
        for refused in [
            "0.5",
            "1e2",
            "9007199254740992",
            "-9007199254740992",
            "1e400",
        ] {
            let Ok(value) = serde_json::from_str::<Value>(refused) else {
                continue;
            };
            assert!(canonical_json(&value).is_err(), "{refused}");
        }
    }
}
