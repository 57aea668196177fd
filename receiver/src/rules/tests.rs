//! What words amount to: the last word on a thing counts, limits and those who
//! inspect follow one another.

use chrono::Utc;

use super::*;
use crate::store::Author;

fn act() -> Author {
    Author {
        name: "Trần Thị B".to_owned(),
        at: Utc::now(),
    }
}

fn word(kind: WordKind, row: Value) -> Word {
    Word {
        id: 1,
        kind,
        row,
        said: act(),
        struck: None,
    }
}

fn sign_off(row: &str, text: &str) -> Word {
    word(
        WordKind::SignOff,
        json!({"table": "items", "row": row, "by": "B", "on": "2026-11-20", "text": text}),
    )
}

fn settled(code: &str, from: &str) -> Word {
    word(
        WordKind::Settlement,
        json!({"code": code, "by": "B", "on": "2026-11-20", "document": "CV 1", "valid_from": from}),
    )
}

fn table(words: &[Word], name: &str) -> Value {
    let draft = put_together(words, &[]).unwrap();
    let mut additions: Value = serde_json::from_str(&draft.additions).unwrap();
    additions[name].take()
}

#[test]
fn the_last_word_on_a_row_counts_and_a_struck_one_does_not() {
    let mut struck = sign_off("CAN-05", "gone");
    struck.struck = Some(act());
    let words = [
        sign_off("CAN-09", "first"),
        struck,
        sign_off("CAN-09", "second"),
    ];
    let signed = table(&words, "sign_offs");
    assert_eq!(signed.as_array().unwrap().len(), 1);
    assert_eq!(signed[0]["text"], "second");
}

#[test]
fn a_limit_is_settled_on_until_the_day_before_its_rival_is() {
    let words = [
        settled("nawi_in_service_factor_r76", "2026-12-01"),
        settled("fuel_mpe_verification", "2026-12-05"),
        settled("nawi_in_service_factor_vn", "2027-02-01"),
    ];
    let settled = table(&words, "settlements");
    let days = settled.as_array().unwrap().iter();
    let days: Vec<_> = days
        .map(|row| (row["code"].as_str().unwrap(), row["valid_to"].as_str()))
        .collect();
    assert_eq!(
        days,
        [
            ("nawi_in_service_factor_r76", Some("2027-01-31")),
            ("fuel_mpe_verification", None),
            ("nawi_in_service_factor_vn", None),
        ]
    );
}

/// The ward's row of the edition that shipped begins on 1 July 2025, and is
/// blank.
#[test]
fn who_inspects_is_filled_in_and_followed_by_who_comes_next() {
    let ward = |name: &str, from: &str| {
        word(
            WordKind::Authority,
            json!({"superior": name, "valid_from": from, "evidence": "found"}),
        )
    };
    let words = [
        ward("UBND phường Hạnh Thông", "2025-07-01"),
        ward("UBND phường mới", "2027-01-01"),
    ];
    let rows = table(&words, "authorities");
    let days = |at: usize| (rows[at]["superior"].as_str(), rows[at]["valid_to"].as_str());
    assert_eq!(days(0), (Some("UBND quận Gò Vấp"), Some("2025-06-30")));
    assert_eq!(
        days(1),
        (Some("UBND phường Hạnh Thông"), Some("2026-12-31"))
    );
    assert_eq!(days(2), (Some("UBND phường mới"), None));
}

#[test]
fn what_names_no_row_is_refused_before_anything_is_published() {
    let fault = put_together(&[sign_off("CAN-99", "A")], &[]).unwrap_err();
    assert!(fault.to_string().contains("CAN-99 of items"), "{fault}");
}

#[test]
fn the_edition_in_use_is_the_last_that_stands_on_the_newest_that_shipped() {
    let shipped = RulePack::current().name();
    let edition = |words: &[Word], before: &[Edition], withdrawn: bool| {
        let draft = put_together(words, before).unwrap();
        Edition {
            name: draft.name,
            base: draft.base,
            additions: draft.additions,
            published: act(),
            withdrawn: withdrawn.then(|| (act(), "sai".to_owned())),
        }
    };
    assert_eq!(current(&[]), shipped);
    let first = edition(&[sign_off("CAN-09", "A")], &[], false);
    assert_eq!(first.name.id, format!("{}.1", shipped.id));
    let second = edition(&[], std::slice::from_ref(&first), false);
    assert_eq!(second.name.id, format!("{}.2", shipped.id));
    assert_eq!(current(&[first.clone(), second.clone()]), second.name);
    let mut gone = second.clone();
    gone.withdrawn = Some((act(), "sai".to_owned()));
    assert_eq!(current(&[first.clone(), gone]), first.name);
    let mut older = first;
    older.base = "2020-01".to_owned();
    assert_eq!(current(&[older]), shipped);
}
