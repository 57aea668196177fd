//! Reads a line of the command line as JSON in which no member stands twice:
//! of two, nothing says which is meant. What the members mean is left to others.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::request::{CalculateError, Fault};

/// Reads one line.
///
/// # Errors
/// [`CalculateError::NotJson`], or the member that stands twice.
pub fn read_request(line: &str) -> Result<Value, CalculateError> {
    let read = serde_json::from_str(line);
    let read = read.map_err(|error| CalculateError::NotJson(error.to_string()))?;
    match twice(line) {
        Some(member) => Err(CalculateError::at(member, Fault::Twice)),
        None => Ok(read),
    }
}

/// The first member that stands twice in one object, at any depth.
fn twice(json: &str) -> Option<String> {
    match json.trim_start().as_bytes().first() {
        Some(b'{') => {
            let Members(members) = serde_json::from_str(json).ok()?;
            let mut names: Vec<_> = members.iter().map(|(name, _)| name).collect();
            names.sort_unstable();
            let pair = names.windows(2).find(|pair| pair[0] == pair[1]);
            let within = || members.iter().find_map(|(_, value)| twice(value.get()));
            pair.map(|pair| pair[0].clone()).or_else(within)
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(json).ok()?;
            items.iter().find_map(|item| twice(item.get()))
        }
        _ => None,
    }
}

/// The members of an object as they stand, those of one name beside each other.
struct Members<'json>(Vec<(String, &'json RawValue)>);

impl<'json> Deserialize<'json> for Members<'json> {
    fn deserialize<D: Deserializer<'json>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Listed)
    }
}

struct Listed;

impl<'json> Visitor<'json> for Listed {
    type Value = Members<'json>;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'json>>(self, mut from: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = from.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_json_reads_it() {
        for line in [
            r#"{"a":[1,-2,0.5,"\u00e9",null,true,{}],"b":{"a":false}}"#,
            " 12 ",
            "[]",
            r#""text""#,
            "-9223372036854775808",
            "18446744073709551615",
        ] {
            let plain: Value = serde_json::from_str(line).unwrap();
            assert_eq!(read_request(line).unwrap(), plain, "{line}");
        }
    }

    #[test]
    fn what_is_no_json_is_refused() {
        let deep = "[".repeat(1_000_000);
        for line in [
            "", "{", "{} {}", "nonsense", "1e999", "{\"a\":}", "\u{0}", &deep,
        ] {
            let error = read_request(line).unwrap_err();
            assert!(matches!(error, CalculateError::NotJson(_)), "{error}");
            assert_eq!(error.field(), None);
        }
    }

    #[test]
    fn of_two_members_of_one_name_neither_is_taken() {
        for (line, member) in [
            (r#"{"mass_g":"30","mass_g":"30"}"#, "mass_g"),
            (
                r#"{"check":{"answers":{"DC-01":"conform","DC-01":"not_conform"}}}"#,
                "DC-01",
            ),
            (r#"[{"a":1,"\u0061":2}]"#, "a"),
        ] {
            let error = read_request(line).unwrap_err();
            assert_eq!(error, CalculateError::at(member, Fault::Twice), "{line}");
        }
    }
}
