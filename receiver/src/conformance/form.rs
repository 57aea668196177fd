//! The same JSON in another form: other white space, other order of members,
//! every letter beyond ASCII escaped. Its digest is the same.

use serde_json::Value;

/// Writes a value in another form than anybody writes by default.
pub(super) fn other_form(value: &Value) -> String {
    let mut text = String::new();
    write(value, &mut text);
    text
}

fn write(value: &Value, text: &mut String) {
    match value {
        Value::Array(values) => {
            text.push_str("[\n");
            for (index, value) in values.iter().enumerate() {
                text.push_str(if index > 0 { "\t, " } else { " " });
                write(value, text);
            }
            text.push_str("\r\n]");
        }
        Value::Object(members) => {
            text.push_str("{ ");
            for (index, (name, value)) in members.iter().rev().enumerate() {
                text.push_str(if index > 0 { " ,\n" } else { "" });
                string(name, text);
                text.push_str(" :  ");
                write(value, text);
            }
            text.push_str(" }");
        }
        Value::String(words) => string(words, text),
        plain => text.push_str(&plain.to_string()),
    }
}

fn string(words: &str, text: &mut String) {
    text.push('"');
    for unit in words.encode_utf16() {
        match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii_alphanumeric() => text.push(char::from(byte)),
            _ => text.extend(escape(unit)),
        }
    }
    text.push('"');
}

/// `\u` and four digits.
fn escape(unit: u16) -> impl Iterator<Item = char> {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let digit = move |shift: u32| char::from(HEX[usize::from(unit >> shift & 15)]);
    ['\\', 'u'].into_iter().chain([12, 8, 4, 0].map(digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_form_reads_as_the_same_and_looks_otherwise() {
        let document = include_str!("../../../inspection/tests/golden/v1/visit.json");
        let value: Value = serde_json::from_str(document).unwrap();
        let other = other_form(&value);
        assert_eq!(serde_json::from_str::<Value>(&other).unwrap(), value);
        assert!(other.is_ascii());
        assert_ne!(other.find("inspector"), document.find("inspector"));
        let odd = Value::from("\u{1f600}\"\\\n");
        assert_eq!(other_form(&odd), r#""\uD83D\uDE00\u0022\u005C\u000A""#);
    }
}
