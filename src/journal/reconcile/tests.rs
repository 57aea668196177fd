//! Every pair of what can lie on the two sides, tried out: the right one wins,
//! nothing is lost, and a second look finds nothing to do.

use std::collections::BTreeMap;

use inspection::InspectionId;

use super::*;
use crate::store::{Body, Json, seal};

type Texts = BTreeMap<String, String>;

fn document() -> Key {
    let id: InspectionId = "019a8c1e-0000-7000-8000-000000000001".parse().unwrap();
    Key::Document(id)
}

fn live(key: Key, revision: u64, text: &str) -> String {
    let body = Body::Json(Json::verbatim(text).unwrap());
    seal(&Piece {
        key,
        revision,
        body,
    })
}

/// Everything that can lie in one place, with the revision where it counts.
fn cases(key: Key) -> Vec<Option<(String, Option<u64>)>> {
    let piece = |revision, text: &str| Some((live(key, revision, text), Some(revision)));
    let gone = |revision| Some((seal(&Piece::removed(key, revision)), Some(revision)));
    vec![
        None,
        piece(1, "\"a\""),
        piece(1, "\"b\""),
        piece(2, "\"a\""),
        piece(2, "\"b\""),
        piece(10, "\"c\""),
        gone(1),
        gone(2),
        Some((live(key, 3, "\"unsound\""), None)),
        Some((String::new(), None)),
        Some(("{\"v\":1,\"revision\":2,\"bo".to_owned(), None)),
    ]
}

fn sound(piece: &Piece) -> bool {
    piece.json().is_none_or(|json| json.text() != "\"unsound\"")
}

fn stored(texts: &Texts) -> Vec<Stored> {
    let each = texts.iter().map(|(key, text)| Stored {
        key: key.clone(),
        text: text.clone(),
    });
    each.collect()
}

/// Does what `acts` does with the repairs.
fn apply(repairs: &[Repair], store: &mut Texts, journal: &mut Texts) {
    for repair in repairs {
        match repair {
            Repair::SetAside(value) => {
                journal.insert(value.quarantine_key(), value.text.clone());
                let side = match value.side {
                    Side::Store => &mut *store,
                    Side::Journal => &mut *journal,
                };
                assert_eq!(side.remove(&value.key), Some(value.text.clone()));
            }
            Repair::ToStore(piece) => {
                store.insert(piece.key.to_string(), seal(piece));
            }
            Repair::ToJournal(piece) => {
                journal.insert(piece.key.to_string(), seal(piece));
            }
            Repair::WithoutText(_) => {}
        }
    }
}

fn side(key: Key, text: Option<&str>) -> Texts {
    let text = text.map(|text| (key.to_string(), text.to_owned()));
    text.into_iter().collect()
}

fn try_all(key: Key, examine: impl Fn(&str, [Option<(String, Option<u64>)>; 2], &Texts, &Texts)) {
    let mut pairs = 0;
    for left in cases(key) {
        for right in cases(key) {
            let mut store = side(key, left.as_ref().map(|(text, _)| text.as_str()));
            let mut journal = side(key, right.as_ref().map(|(text, _)| text.as_str()));
            let pair = format!("store {left:?}, journal {right:?}");
            let repairs = reconcile(&stored(&store), &stored(&journal), &sound);
            apply(&repairs, &mut store, &mut journal);
            let again = reconcile(&stored(&store), &stored(&journal), &sound);
            assert_eq!(again, Vec::new(), "{pair}");
            examine(&pair, [left.clone(), right], &store, &journal);
            pairs += 1;
        }
    }
    assert_eq!(pairs, 121);
}

#[test]
fn the_newer_side_wins_and_of_equals_the_journal() {
    let key = Key::Settings;
    try_all(key, |pair, [left, right], store, journal| {
        let readable = |side: &Option<(String, Option<u64>)>| {
            side.clone()
                .and_then(|(text, revision)| Some((revision?, text)))
        };
        let winner = match (readable(&left), readable(&right)) {
            (Some((ours, text)), Some((kept, _))) if ours > kept => Some(text),
            (_, Some((_, text))) | (Some((_, text)), None) => Some(text),
            (None, None) => None,
        };
        assert_eq!(journal.get(&key.to_string()), winner.as_ref(), "{pair}");
        let ours = store.get(&key.to_string());
        let only_a_tombstone_there = ours.is_none()
            && winner
                .as_ref()
                .is_some_and(|text| text.contains("\"removed\":true"));
        assert!(only_a_tombstone_there || ours == winner.as_ref(), "{pair}");
    });
}

#[test]
fn a_receipt_wins_on_either_side_whatever_the_revision() {
    let id: InspectionId = "019a8c1e-0000-7000-8000-000000000001".parse().unwrap();
    let key = Key::Delivery(id.into());
    for revision in [1, 2, 3] {
        let receipt = live(key, 2, r#"{"state":"received"}"#);
        let waiting = live(key, revision, r#"{"state":"waiting"}"#);
        for [left, right] in [[&receipt, &waiting], [&waiting, &receipt]] {
            let mut store = side(key, Some(left));
            let mut journal = side(key, Some(right));
            let repairs = reconcile(&stored(&store), &stored(&journal), &sound);
            apply(&repairs, &mut store, &mut journal);
            assert_eq!(store, side(key, Some(&receipt)), "{revision}");
            assert_eq!(journal, store, "{revision}");
        }
    }
}

#[test]
fn nothing_is_lost_but_what_a_newer_revision_replaced() {
    for key in [Key::Settings, document()] {
        try_all(key, |pair, sides, store, journal| {
            for (text, revision) in sides.into_iter().flatten() {
                let place = key.to_string();
                let in_place = [store.get(&place), journal.get(&place)];
                let kept = in_place.contains(&Some(&text)) || journal.values().any(|v| *v == text);
                let current = in_place[1].and_then(|text| open(&key, text).ok());
                let replaced = revision.is_some_and(|revision| {
                    current
                        .as_ref()
                        .is_some_and(|newer| newer.revision > revision)
                });
                let same = current.as_ref().map(|piece| &piece.body)
                    == open(&key, &text).ok().map(|piece| piece.body).as_ref();
                assert!(kept || replaced || same, "{pair}: {text}");
            }
        });
    }
}

#[test]
fn a_closed_document_is_never_replaced_whatever_the_revision() {
    let key = document();
    try_all(key, |pair, [_, right], store, journal| {
        let Some((text, Some(_))) = right else {
            return;
        };
        if open(&key, &text).unwrap().json().is_none() {
            return;
        }
        let kept = open(&key, &journal[&key.to_string()]).unwrap();
        assert_eq!(kept.body, open(&key, &text).unwrap().body, "{pair}");
        let shown = open(&key, &store[&key.to_string()]).unwrap();
        assert_eq!(shown.body, kept.body, "{pair}");
    });
}

#[test]
fn what_a_newer_program_wrote_is_not_touched_on_either_side() {
    let key = Key::Settings;
    let newer = "{\"v\":2,\"what\":\"ever\"}";
    for case in cases(key) {
        let other = side(key, case.as_ref().map(|(text, _)| text.as_str()));
        let new = side(key, Some(newer));
        for (store, journal) in [(&other, &new), (&new, &other)] {
            let repairs = reconcile(&stored(store), &stored(journal), &sound);
            assert_eq!(repairs, Vec::new(), "{case:?}");
        }
    }
}

#[test]
fn keys_of_others_and_values_set_aside_before_are_left_alone() {
    let mut store = Texts::new();
    for key in [
        "qc1/photos/7",
        "qc1/quarantine/store/00/qc1/device",
        "other/app",
    ] {
        store.insert(key.to_owned(), "not ours".to_owned());
    }
    assert_eq!(
        reconcile(&stored(&store), &stored(&store), &sound),
        Vec::new()
    );
    assert_eq!(reconcile(&stored(&store), &[], &sound), Vec::new());
}

#[test]
fn a_line_stands_for_its_document_and_for_no_other() {
    let key = document();
    let whole = |text: &str| Piece {
        key,
        revision: 1,
        body: Body::Json(Json::verbatim(text).unwrap()),
    };
    let line = |text: &str| {
        let digest = Digest::of(text.as_bytes());
        let line = Json::verbatim(&format!("{{\"sha256\":\"{digest}\"}}")).unwrap();
        Piece {
            key,
            revision: 1,
            body: Body::Stub(line),
        }
    };
    let aside = |piece: &Piece| {
        Repair::SetAside(SetAside {
            side: Side::Store,
            key: key.to_string(),
            text: seal(piece),
            why: Why::OtherBytes,
        })
    };
    let (a, b, line_a, line_b) = (whole("\"a\""), whole("\"b\""), line("\"a\""), line("\"b\""));
    let restore = |piece: &Piece| Repair::ToStore(piece.clone());
    for (store, journal, expected) in [
        (Some(&line_a), Some(&a), vec![]),
        (Some(&line_a), Some(&line_a), vec![]),
        (Some(&a), Some(&line_a), vec![restore(&line_a)]),
        (None, Some(&line_a), vec![restore(&line_a)]),
        (Some(&line_a), None, vec![Repair::WithoutText(key)]),
        (Some(&line_b), Some(&a), vec![aside(&line_b), restore(&a)]),
        (Some(&b), Some(&line_a), vec![aside(&b), restore(&line_a)]),
    ] {
        let lay = |piece: Option<&Piece>| side(key, piece.map(seal).as_deref());
        let repairs = reconcile(&stored(&lay(store)), &stored(&lay(journal)), &sound);
        assert_eq!(repairs, expected, "store {store:?}, journal {journal:?}");
    }
}

#[test]
fn what_only_the_journal_holds_stays_there() {
    let id: InspectionId = "019a8c1e-0000-7000-8000-000000000001".parse().unwrap();
    for key in [Key::Chain, Key::DraftPhoto(id, id.into())] {
        let journal = side(key, Some(&live(key, 3, "{}")));
        let repairs = reconcile(&[], &stored(&journal), &sound);
        assert_eq!(repairs, Vec::new(), "{key}");
    }
}
