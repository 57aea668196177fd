//! The lines of the files of triples, and the rows of the documents of tables
//! by the keys that lines name them with.

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::NAMING;

/// What tells the rows of one table apart, beside the members that name them.
const IDENTITY: [&str; 11] = [
    "mass_g",
    "up_to",
    "up_to_e",
    "up_to_g",
    "up_to_l",
    "e_from_g",
    "from_l",
    "from_mmq_l",
    "lot_from",
    "rule",
    "why",
];

/// One limit of one row.
#[derive(Deserialize)]
pub(super) struct Line {
    /// File and number, for messages.
    #[serde(skip)]
    pub(super) place: String,
    /// The row, by its key.
    pub(super) row: String,
    /// Document and clause, and how the figures follow from it.
    pub(super) source: String,
    request: Value,
    /// The member of the request that goes from below to above.
    vary: String,
    /// Its value just below, on and just above the limit, and what the answer
    /// then holds.
    triple: [(Value, Map<String, Value>); 3],
}

impl Line {
    /// Value, request and what the answer must hold, three times.
    pub(super) fn cases(&self) -> impl Iterator<Item = (&Value, Value, &Map<String, Value>)> {
        self.triple.iter().map(|(value, expected)| {
            let mut request = self.request.clone();
            request[self.vary.as_str()] = value.clone();
            for list in ["sample", "first", "second"] {
                if let Some(counted) = request.get(list).and_then(Value::as_object) {
                    request[list] = listed(counted);
                }
            }
            (value, request, expected)
        })
    }

    /// Whether the numbers that are varied grow; samples are told by their
    /// answers alone.
    pub(super) fn goes_upwards(&self) -> bool {
        let number = |value: &Value| -> Option<Decimal> {
            match value {
                Value::String(text) => text.parse().ok(),
                other => other.to_string().parse().ok(),
            }
        };
        let [(below, _), (on, _), (above, _)] = &self.triple;
        if !below.is_string() && !below.is_number() {
            return below != on && on != above;
        }
        number(below) < number(on) && number(on) < number(above)
    }
}

/// `{"1000": 49, "985": 1}` as the list of fifty packages that it counts.
fn listed(counted: &Map<String, Value>) -> Value {
    let times = |count: &Value| usize::try_from(count.as_u64().unwrap()).unwrap();
    let amounts = counted
        .iter()
        .flat_map(|(amount, count)| vec![json!(amount); times(count)]);
    amounts.collect()
}

/// The files of triples, by the document of tables they are for.
const FILES: [(&str, &str); 7] = [
    (
        "weighing",
        include_str!("../../../tests/boundaries/weighing.jsonl"),
    ),
    (
        "weighing_abroad",
        include_str!("../../../tests/boundaries/weighing_abroad.jsonl"),
    ),
    ("fuel", include_str!("../../../tests/boundaries/fuel.jsonl")),
    (
        "fuel_abroad",
        include_str!("../../../tests/boundaries/fuel_abroad.jsonl"),
    ),
    ("gold", include_str!("../../../tests/boundaries/gold.jsonl")),
    (
        "prepackage",
        include_str!("../../../tests/boundaries/prepackage.jsonl"),
    ),
    (
        "prepackage_abroad",
        include_str!("../../../tests/boundaries/prepackage_abroad.jsonl"),
    ),
];

/// The lines of one document of tables.
pub(super) fn lines(document: &str) -> Vec<Line> {
    let (_, text) = FILES.iter().find(|(name, _)| *name == document).unwrap();
    let read = (1..).zip(text.lines()).map(|(number, line)| {
        let place = format!("{document}.jsonl:{number}");
        let read: Line = serde_json::from_str(line).unwrap_or_else(|error| {
            panic!("{place}: {error}");
        });
        Line { place, ..read }
    });
    read.collect()
}

/// Where the rows of a document stand: in its lists, or as one object.
pub(super) fn rows(document: &Value) -> Vec<String> {
    let mut places = Vec::new();
    for (table, rows) in document.as_object().unwrap() {
        match rows {
            Value::Array(rows) => {
                places.extend((0..rows.len()).map(|row| format!("/{table}/{row}")));
            }
            // The days and notes of the tables as a whole.
            Value::String(_) => {}
            _ => places.push(format!("/{table}")),
        }
    }
    places
}

/// The rows that stand before one in its table.
pub(super) fn rows_before<'json>(document: &'json Value, place: &str) -> &'json [Value] {
    let mut parts = place.split('/').skip(1);
    let table = parts.next().and_then(|table| document.get(table));
    let rows = table.and_then(Value::as_array);
    let number = parts.next().map_or(0, |number| number.parse().unwrap());
    rows.map_or(&[], |rows| &rows[..number])
}

/// The name of a row: its table and what tells it apart there.
pub(super) fn key(document: &Value, place: &str) -> String {
    let table = place.split('/').nth(1).unwrap();
    let row = document.pointer(place).unwrap();
    let mut key = table.to_owned();
    for member in NAMING.into_iter().chain(IDENTITY) {
        match row.get(member) {
            Some(Value::String(text)) => key = format!("{key} {text}"),
            Some(Value::Number(number)) => key = format!("{key} {number}"),
            Some(Value::Null) if member.starts_with("up_to") => key.push_str(" end"),
            _ => {}
        }
    }
    if row.get("n") == Some(&json!("whole_lot")) {
        key.push_str(" whole_lot");
    }
    key
}
