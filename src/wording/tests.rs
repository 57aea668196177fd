//! The catalogues against each other and against the screens.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use inspection::Term;

use super::*;

#[test]
fn no_sentence_is_empty_and_both_languages_keep_places_for_the_same_values() {
    let places = |sentence: &str| sentence.matches("{}").count();
    let vietnamese = [vi::VIETNAMESE.all(), register::VIETNAMESE.all()].concat();
    let english = [en::ENGLISH.all(), register::ENGLISH.all()].concat();
    let pairs = vietnamese.into_iter().zip(english);
    for ((name, vi), (_, en)) in pairs {
        assert!(!vi.trim().is_empty() && !en.trim().is_empty(), "{name}");
        assert_eq!(places(vi), places(en), "{name}");
    }
}

#[test]
fn every_sentence_is_shown_by_some_screen() {
    let mut sources = String::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    gather(&root, &mut sources);
    for (name, _) in [vi::VIETNAMESE.all(), register::VIETNAMESE.all()].concat() {
        let used = sources
            .match_indices(&format!(".{name}"))
            .any(|(at, found)| {
                let next = sources[at + found.len()..].chars().next();
                next.is_none_or(|letter| !letter.is_alphanumeric() && letter != '_')
            });
        assert!(used, "no screen shows the sentence `{name}`");
    }
}

#[test]
fn sentences_that_differ_by_language_are_found_by_the_language() {
    assert_eq!(Language::of("en").words().saved, "Saved on this tablet");
    assert_eq!(Language::of("vi").words().saved, "Đã lưu trên máy");
    assert_eq!(Language::of("fr"), Language::Vietnamese);
    assert_eq!(Language::English.other().code(), "vi");
    assert_eq!(Language::Vietnamese.other().code(), "en");
}

#[test]
fn numbers_are_written_as_each_language_writes_them() {
    let vietnamese = Language::Vietnamese;
    assert_eq!(vietnamese.number("10.15"), "10,15");
    assert_eq!(vietnamese.number("-1234567.5"), "−1.234.567,5");
    assert_eq!(Language::English.number("1234.50"), "1,234.50");
    assert_eq!(vietnamese.signed("150"), "+150");
    assert_eq!(vietnamese.signed("-150"), "−150");
    assert_eq!(vietnamese.signed("0.0"), "0,0");
}

#[test]
fn a_moment_is_written_as_the_wall_clock_showed_it() {
    let at = "2026-11-21T17:30:00Z".parse().unwrap();
    assert_eq!(moment(at, 420), "22/11/2026 00:30");
}

#[test]
fn an_instant_at_the_end_of_the_calendar_is_still_written() {
    let last = DateTime::<Utc>::MAX_UTC;
    assert_eq!(moment(last, 420), moment(last, 0));
}

#[test]
fn a_day_is_written_day_first() {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 2, 1).unwrap();
    assert_eq!(day(date), "01/02/2026");
}

#[test]
fn words_of_the_rule_pack_are_picked_by_the_language() {
    let term = Term {
        code: "toys".to_owned(),
        vi: "Đồ chơi".to_owned(),
        en: "Toys".to_owned(),
    };
    assert_eq!(Language::Vietnamese.term(&term), "Đồ chơi");
    assert_eq!(Language::English.term(&term), "Toys");
    assert_eq!(fill("Nhãn: {}", &term.vi), "Nhãn: Đồ chơi");
}

#[test]
fn an_age_is_given_in_its_largest_unit() {
    let now = "2026-11-22T12:00:00Z".parse().unwrap();
    let words = Language::English.words();
    for (since, expected) in [
        ("2026-11-22T12:00:30Z", "just now"),
        ("2026-11-22T11:01:00Z", "59 min ago"),
        ("2026-11-22T11:00:00Z", "1 h ago"),
        ("2026-11-20T12:00:00Z", "2 days ago"),
    ] {
        assert_eq!(age(words, since.parse().unwrap(), now), expected);
    }
}

fn gather(folder: &Path, sources: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "wording") {
                gather(&path, sources);
            }
        } else if path.file_name().is_some_and(|name| name != "wording.rs") {
            sources.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
    // `age` is shown by screens, and knows which unit.
    let format = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/wording/format.rs");
    sources.push_str(&fs::read_to_string(format).unwrap());
}
