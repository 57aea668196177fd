//! Every member of every golden inspection: what becomes of the document when
//! it is missing or of another form.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use inspection::{DecodeError, Frozen, NotRead, Received, ThawError};
use serde_json::{Value, json};

/// Members that a document may leave out: they stand there only where there is
/// something to say.
const MAY_BE_LEFT_OUT: [&str; 19] = [
    "alternatives",
    "basis",
    "caption",
    "check",
    "doubt",
    "favours",
    "fields",
    "figures",
    "lists",
    "noted",
    "percent",
    "photos",
    "previous",
    "register",
    "series",
    "supersedes",
    "text",
    "unit",
    "without_checks",
];

/// A way into a document, and the same as a JSON pointer (RFC 6901).
type Way = (String, String);

fn inspections() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1");
    let files = fs::read_dir(folder).unwrap();
    let texts = files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    // A list of digests lies beside them.
    texts
        .filter_map(|text| serde_json::from_str::<Value>(&text).ok())
        .filter(|document| document["kind"] == "inspection")
        .collect()
}

/// Every member of a value, with the ways to it.
fn ways(value: &Value, at: &Way, found: &mut Vec<Way>) {
    let (way, pointer) = at;
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let dot = if way.is_empty() { "" } else { "." };
                let at = (format!("{way}{dot}{name}"), format!("{pointer}/{name}"));
                found.push(at.clone());
                ways(member, &at, found);
            }
        }
        Value::Array(values) => {
            for (place, value) in values.iter().enumerate() {
                let at = (format!("{way}[{place}]"), format!("{pointer}/{place}"));
                found.push(at.clone());
                ways(value, &at, found);
            }
        }
        _ => {}
    }
}

/// The members of a document beside its version and kind.
fn members(document: &Value) -> Vec<Way> {
    let mut found = Vec::new();
    ways(document, &(String::new(), String::new()), &mut found);
    found.retain(|(way, _)| way != "v" && way != "kind");
    found
}

/// The way at fault, as tablet and office name it.
fn fault(document: &Value) -> Option<String> {
    let text = document.to_string();
    let office = match Received::read(&text) {
        Ok(_) => None,
        Err(DecodeError::Unreadable { field, .. }) => Some(field),
        Err(other) => Some(other.to_string()),
    };
    let tablet = match Frozen::thaw(&text) {
        Ok(_) => None,
        Err(ThawError::Unreadable(NotRead::Member { way, .. })) => Some(way),
        Err(other) => Some(other.to_string()),
    };
    assert_eq!(tablet, office);
    tablet
}

#[test]
fn a_member_of_another_form_is_refused_by_the_way_to_it() {
    let mut seen = BTreeSet::new();
    for document in inspections() {
        for (way, pointer) in members(&document) {
            // One of each name is enough for all of them.
            if !seen.insert(way.replace(|letter: char| letter.is_ascii_digit(), "")) {
                continue;
            }
            // Neither a text nor an integer, list, object or flag.
            let mut other = document.clone();
            *other.pointer_mut(&pointer).unwrap() = json!(0.5);
            assert_eq!(fault(&other), Some(way));
        }
    }
    assert!(seen.len() > 60, "{} members", seen.len());
}

#[test]
fn a_member_that_is_missing_is_refused_unless_it_may_be_left_out() {
    let mut seen = BTreeSet::new();
    let mut left_out = BTreeSet::new();
    for document in inspections() {
        for (way, pointer) in members(&document) {
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            let new = seen.insert(way.replace(|letter: char| letter.is_ascii_digit(), ""));
            let mut less = document.clone();
            let Some(Value::Object(around)) = less.pointer_mut(parent) else {
                continue;
            };
            if !new {
                continue;
            }
            around.remove(name);
            match fault(&less) {
                Some(found) => assert_eq!(found, way),
                None => {
                    left_out.insert(name.to_owned());
                }
            }
        }
    }
    let unknown: Vec<_> = left_out
        .iter()
        .filter(|name| !MAY_BE_LEFT_OUT.contains(&name.as_str()))
        .collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
