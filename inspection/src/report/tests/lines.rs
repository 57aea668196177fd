//! Entries as lines, figures by their codes.

use std::collections::BTreeSet;

use super::*;

#[test]
fn a_line_says_what_the_entry_says() {
    let mut full = entry(
        7,
        "2026-11-02",
        &[
            fields(&[
                ("visit_no", "KT-12\u{1f}\n\"x\""),
                ("ward", "gv-go-vap"),
                ("guidance", "Đã giải thích."),
            ]),
            supersedes(1),
            ("without_checks", json!("entry_refused")),
        ],
    );
    full.samples = vec![None, Some(crate::id::CheckId(3))];
    full.tally.suspended_vnd = 1_500_000_000;
    full.measures.referral = 2;
    full.severities.critical = 9;
    full.subjects = vec![
        (
            Subject {
                check: crate::check::CheckKind::Instrument,
                code: "scale_ab_rs".to_owned(),
            },
            Contribution {
                acts: full.tally.acts,
                counts: full.tally.labels,
                faults: full.tally.faults,
            },
        );
        2
    ];
    for entry in [full, entry(1, "2026-11-02", &[])] {
        let line = entry.to_line().unwrap();
        assert!(!line.contains(['\u{1f}', '\u{1e}', '\n']), "{line:?}");
        assert_eq!(Entry::from_line(&line), Some(entry));
    }
}

#[test]
fn an_amount_beyond_every_line_is_counted_as_the_largest() {
    let mut entry = entry(1, "2026-11-02", &[]);
    entry.tally.sealed_vnd = u64::MAX;
    let read = Entry::from_line(&entry.to_line().unwrap()).unwrap();
    assert_eq!(read.tally.sealed_vnd, u64::MAX / 2);
}

#[test]
fn a_code_that_no_pack_can_have_is_cut() {
    let long = "x".repeat(100_000);
    let cut = entry(1, "2026-11-02", &[fields(&[("ward", &long)])]);
    assert_eq!(cut.ward.unwrap().len(), 64);
}

#[test]
fn a_line_of_another_format_or_none_is_not_read() {
    let line = entry(1, "2026-11-02", &[]).to_line().unwrap();
    let own = format!("[{LINE_FORMAT},");
    assert!(line.starts_with(&own));
    let other = line.replacen(&own, &format!("[{},", LINE_FORMAT + 1), 1);
    let longer = line.replacen("],[]", ",5],[]", 1);
    let shorter = line.replacen("],[]", "],[],[]", 1);
    let endless = line.replacen(",[1,-", ",[1,-9000", 1);
    for text in [
        other.as_str(),
        "",
        "[]",
        "{}",
        &line[1..],
        &line[..40],
        &longer,
        &shorter,
        &endless,
    ] {
        assert_eq!(Entry::from_line(text), None, "{text}");
    }
}

#[test]
fn every_figure_has_a_code_of_its_own_and_is_found_by_it() {
    let all = Figure::all();
    let codes: BTreeSet<String> = all.iter().map(|figure| figure.code()).collect();
    assert_eq!(codes.len(), all.len());
    for figure in all {
        assert_eq!(Figure::named(&figure.code()), Some(figure));
    }
    assert_eq!(Figure::named("nothing"), None);
}
