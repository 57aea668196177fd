//! Boundary triples of every table: `tests/boundaries/<table>.jsonl`, a line for
//! each limit of each row, with what comes out just below, on and just above
//! it, worked by hand from the text of the source that the line names. Fails
//! where a row has no line, where the answer does not rest on the row, and where
//! a figure of the row could be another and no line would tell.

mod changes;
mod lines;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use self::changes::{changes, is_dead, is_hidden};
use self::lines::{Line, key, lines, rows, rows_before};
use super::{Tables, fuel, prepackage, weighing};
use crate::calculate::calculate_from;
use crate::metrology::gold::GoldTables;
use crate::rules::tables_of;

/// Members that name a row of any table.
const NAMING: [&str; 8] = [
    "system",
    "class",
    "code",
    "convention",
    "edition",
    "quantity",
    "test",
    "stage",
];

/// Documents of tables, by the name of their file; those of other countries
/// come with the feature `abroad`.
fn documents() -> Vec<(&'static str, Value)> {
    let texts = [
        (&weighing::DOCUMENTS[..], ["weighing", "weighing_abroad"]),
        (&fuel::DOCUMENTS, ["fuel", "fuel_abroad"]),
    ];
    let named = texts
        .into_iter()
        .flat_map(|(texts, names)| texts.iter().zip(names));
    let of_their_own = named.map(|(text, name)| (name, super::parse(text).unwrap()));
    let mut documents: Vec<(&str, Value)> = of_their_own.collect();
    documents.push((
        "gold",
        of_pack(include_str!("../rules/2026-11/gold.json"), "gold"),
    ));
    let prepackages = include_str!("../rules/2026-11/prepackages.json");
    documents.push(("prepackage", of_pack(prepackages, "prepackages")));
    #[cfg(feature = "abroad")]
    documents.push((
        "prepackage_abroad",
        serde_json::from_str(prepackage::ABROAD).unwrap(),
    ));
    documents
}

/// The tables of a part of the pack that hold now.
fn of_pack(part: &str, table: &str) -> Value {
    let part: Value = serde_json::from_str(part).unwrap();
    let dated = part[table].as_array().unwrap();
    dated.last().unwrap().clone()
}

/// What `ask` makes of the tables of these documents, one of them changed.
fn with<T>(
    documents: &[(&str, Value)],
    document: &str,
    changed: &Value,
    ask: impl Fn(Tables<'_>) -> T,
) -> T {
    let family = |name: &str| name.trim_end_matches("_abroad").to_owned();
    let of_family = documents
        .iter()
        .filter(|(name, _)| family(name) == family(document));
    let all: Vec<_> = of_family
        .map(|(name, own)| if *name == document { changed } else { own })
        .cloned()
        .collect();
    let family = family(document);
    let shipped = Tables::shipped();
    match family.as_str() {
        "weighing" => {
            let weighing = &weighing::from(&all).unwrap();
            ask(Tables {
                weighing,
                ..shipped
            })
        }
        "fuel" => {
            let fuel = &fuel::from(&all).unwrap();
            ask(Tables { fuel, ..shipped })
        }
        "gold" => {
            let changed = changed.as_object().unwrap();
            let gold = &tables_of(changed, GoldTables::read).unwrap();
            ask(Tables { gold, ..shipped })
        }
        _ => {
            let prepackage = &prepackage::from(&all).unwrap();
            ask(Tables {
                prepackage,
                ..shipped
            })
        }
    }
}

/// What is wrong with the answers to one line; nothing where they come out as
/// they are written.
fn wrong(tables: Tables<'_>, line: &Line) -> Option<String> {
    line.cases().find_map(|(value, request, expected)| {
        let found = match calculate_from(tables, &request) {
            Ok(found) => found,
            Err(error) => json!({ "refused": error.field() }),
        };
        // What is null is not there.
        let differs = expected
            .iter()
            .find(|(name, value)| found.get(*name).unwrap_or(&Value::Null) != *value);
        differs.map(|(name, value_of)| {
            let place = &line.place;
            format!("{place}: at {value}: {name} is {value_of} by the source: {found}")
        })
    })
}

#[test]
fn every_triple_comes_out_as_the_source_has_it() {
    let mut all = Vec::new();
    for (document, _) in documents() {
        let lines = lines(document);
        all.extend(
            lines
                .iter()
                .filter_map(|line| wrong(Tables::shipped(), line)),
        );
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn every_triple_names_a_row_and_its_source_and_goes_upwards() {
    for (document, json) in documents() {
        let keys: Vec<_> = rows(&json).iter().map(|place| key(&json, place)).collect();
        let distinct: BTreeSet<_> = keys.iter().collect();
        assert_eq!(
            distinct.len(),
            keys.len(),
            "two rows of {document} are told apart by nothing"
        );
        for line in lines(document) {
            assert!(
                keys.contains(&line.row),
                "{}: there is no row {}",
                line.place,
                line.row
            );
            assert!(!line.source.is_empty(), "{} names no source", line.place);
            assert!(
                line.goes_upwards(),
                "{} is not below, on, above",
                line.place
            );
            let read = |request| calculate_from(Tables::shipped(), &request);
            let unread = line
                .cases()
                .filter_map(|(_, request, _)| read(request).ok());
            for found in unread {
                assert!(found["unread"].is_null(), "{}: {found}", line.place);
            }
        }
    }
}

/// Every row is marked in the document it names as its basis; the answers to
/// its own lines must show the mark.
#[test]
fn every_row_of_every_table_is_hit_by_a_triple_of_its_own() {
    let mut missed = Vec::new();
    let documents = documents();
    for (document, json) in &documents {
        let mut marked = json.clone();
        let places = rows(json);
        for (number, place) in places.iter().enumerate() {
            let row = marked.pointer_mut(place).unwrap();
            let said = if row.get("why").is_some() {
                "why"
            } else {
                "basis"
            };
            row[said] = json!(format!("⟨{number}⟩"));
        }
        let lines = lines(document);
        let seen = with(&documents, document, &marked, |tables| {
            let mut seen: BTreeMap<String, String> = BTreeMap::new();
            for line in &lines {
                let said = seen.entry(line.row.clone()).or_default();
                for (_, request, _) in line.cases() {
                    let found = calculate_from(tables, &request).unwrap_or_default();
                    said.push_str(&found.to_string());
                }
            }
            seen
        });
        for (number, place) in places.iter().enumerate() {
            let key = key(json, place);
            let hit = seen
                .get(&key)
                .is_some_and(|said| said.contains(&format!("⟨{number}⟩")));
            if !hit {
                missed.push(format!("{document}: {key}"));
            }
        }
    }
    assert!(missed.is_empty(), "no triple hits\n{}", missed.join("\n"));
}

/// Numbers a hundredth up and down, counts one up and down, words turned: each
/// such change of a row must be told by a line of that row.
#[test]
fn no_figure_of_any_row_could_be_another_unnoticed() {
    let mut unnoticed = Vec::new();
    let documents = documents();
    for (document, json) in &documents {
        let lines = lines(document);
        for place in rows(json) {
            let key = key(json, &place);
            let own: Vec<_> = lines.iter().filter(|line| line.row == key).collect();
            let row = json.pointer(&place).unwrap();
            let before = rows_before(json, &place);
            for change in changes(row) {
                if is_hidden(row, before, &change) || is_dead(document, &key, &change.member) {
                    continue;
                }
                let mut changed = json.clone();
                *changed.pointer_mut(&place).unwrap() = change.row;
                let told = with(&documents, document, &changed, |tables| {
                    own.iter().any(|line| wrong(tables, line).is_some())
                });
                if !told {
                    unnoticed.push(format!(
                        "{document}: {key}: {} {}",
                        change.member, change.to
                    ));
                }
            }
        }
    }
    assert!(
        unnoticed.is_empty(),
        "no triple tells of\n{}",
        unnoticed.join("\n")
    );
}
