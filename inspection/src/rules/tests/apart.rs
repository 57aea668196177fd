//! Parts of the pack without English: nothing else is missing, and every text
//! is found again by its Vietnamese.

use std::collections::BTreeMap;

use serde_json::Value;

use super::EDITIONS;
use taking::{Apart, apart};

#[path = "../../../build/apart.rs"]
mod taking;

#[test]
fn a_part_loses_english_and_notes_and_the_space_between_words() {
    let part = r#"{ "rows": [
        {"code": "a", "vi": "Một \"x\"", "en": "One: {1}, [2]", "note": "why", "n": -1},
        {"vi": "Hai", "rule_vi": "Nhìn", "en": "Two", "rule_en": "Look"},
        {"note": "alone"}, {"note": null}
    ] }"#;
    let pair = |vi: &str, en: &str| (vi.to_owned(), en.to_owned());
    assert_eq!(
        apart(part).unwrap(),
        Apart {
            rest: r#"{"rows":[{"code":"a","vi":"Một \"x\"","n":-1},{"vi":"Hai","rule_vi":"Nhìn"},{},{"note":null}]}"#.to_owned(),
            pairs: vec![
                pair(r#""Một \"x\"""#, r#""One: {1}, [2]""#),
                pair(r#""Hai""#, r#""Two""#),
                pair(r#""Nhìn""#, r#""Look""#),
            ],
            helps: Vec::new(),
        }
    );
}

#[test]
fn rows_lose_how_to_look() {
    let items = r#"{"items":[{"code":"a","vi":"Một","help_vi":"Nhìn","help_en":"Look"}]}"#;
    let pair = |one: &str, other: &str| vec![(one.to_owned(), other.to_owned())];
    assert_eq!(
        apart(items).unwrap(),
        Apart {
            rest: r#"{"items":[{"code":"a","vi":"Một"}]}"#.to_owned(),
            pairs: pair(r#""Nhìn""#, r#""Look""#),
            helps: pair(r#""a""#, r#""Nhìn""#),
        }
    );
    assert!(apart(r#"{"items":[{"help_vi":"Nhìn","code":"a"}]}"#).is_err());
}

#[test]
fn english_without_its_vietnamese_before_it_is_an_error() {
    for part in [
        r#"{"en": "One", "vi": "Một"}"#,
        r#"{"vi": "Một", "help_en": "Look"}"#,
    ] {
        assert!(apart(part).is_err(), "{part}");
    }
}

#[test]
fn every_edition_can_be_taken_apart_and_each_text_is_said_in_one_way() {
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    let mut texts = 0;
    for part in EDITIONS.iter().flat_map(|edition| edition.parts) {
        let apart = apart(part).unwrap();
        let mut whole: Value = serde_json::from_str(part).unwrap();
        without_help(&mut whole, &apart.helps);
        texts += without(&mut whole);
        assert_eq!(serde_json::from_str::<Value>(&apart.rest).unwrap(), whole);
        for (vietnamese, english) in apart.pairs {
            let before = said.insert(vietnamese.clone(), english.clone());
            assert!(
                before.is_none_or(|before| before == english),
                "{vietnamese}"
            );
        }
    }
    // Nearly six hundred texts stand in more than six hundred places.
    assert!(texts > 600 && said.len() > 500, "{texts} {}", said.len());
}

/// Takes out how to look at items and to do trials, each of which must be among those given.
fn without_help(part: &mut Value, helps: &[(String, String)]) {
    let mut rows = Vec::new();
    for (name, list) in part.as_object_mut().unwrap() {
        let list = list.as_array_mut().into_iter().flatten();
        match name.as_str() {
            "checklists" => {
                rows.extend(list.flat_map(|list| list["items"].as_array_mut().unwrap()));
            }
            "trials" => rows.extend(list),
            _ => {}
        }
    }
    let mut given = helps.iter();
    for row in rows {
        let help = row.as_object_mut().unwrap().remove("help_vi").unwrap();
        let expected = (row["code"].to_string(), help.to_string());
        assert_eq!(given.next(), Some(&expected));
    }
    assert_eq!(given.next(), None);
}

/// Takes out the members that are English or notes; how many were English.
fn without(value: &mut Value) -> usize {
    match value {
        Value::Object(members) => {
            let english = ["en", "help_en", "rule_en"];
            let found = english
                .iter()
                .filter(|name| members.remove(**name).is_some());
            let found = found.count();
            members.remove("note");
            found + members.values_mut().map(without).sum::<usize>()
        }
        Value::Array(values) => values.iter_mut().map(without).sum(),
        _ => 0,
    }
}
