//! What comes of contents that are missing, and by which decree.

use super::*;

#[test]
fn a_missing_content_fails_by_the_decree_and_with_the_mark_of_the_day() {
    use Evidence::{Found, Memory, Weak};
    let old = "NĐ 43/2017/NĐ-CP Phụ lục I";
    let amended = "NĐ 43/2017/NĐ-CP Phụ lục I (thay bởi NĐ 111/2021/NĐ-CP)";
    let new = "NĐ 37/2026/NĐ-CP Điều 42, Phụ lục I";
    let helmets = "QCVN 2:2008/BKHCN";
    for (goods, item, on, basis, mark) in [
        ("alcoholic_drink", "ND-ETANOL", "2022-02-14", old, Memory),
        ("alcoholic_drink", "ND-ETANOL", "2022-02-15", amended, Weak),
        ("alcoholic_drink", "ND-ETANOL", "2026-01-22", amended, Weak),
        ("alcoholic_drink", "ND-LO", "2026-01-23", new, Weak),
        ("toys", "ND-CANH-BAO", "2024-05-05", amended, Memory),
        ("toys", "DC-01", "2024-05-05", amended, Weak),
        ("helmets", "MBH-01", "2023-12-31", helmets, Memory),
        (
            "helmets",
            "MBH-01",
            "2024-01-01",
            "QCVN 2:2021/BKHCN",
            Found,
        ),
        (
            "gold_jewellery",
            "ND-HAM-LUONG-VANG",
            "2026-11-20",
            "TT 22/2013/TT-BKHCN Điều 7 khoản 2",
            Found,
        ),
    ] {
        let found = label(goods, on, &[(item, "not_conform")]);
        assert_eq!(found.verdict, Verdict::NonConforming, "{goods} {item}");
        let content = find(&found, item);
        assert_eq!(content.basis.as_deref(), Some(basis), "{item} on {on}");
        assert_eq!(content.evidence, mark, "{item} on {on}");
        let whole = find(&found, "NHAN-06");
        assert_eq!(whole.verdict, Verdict::NonConforming);
        assert_eq!(whole.evidence, mark, "{item} on {on}");
        assert!(whole.basis.as_ref().unwrap().contains(basis), "{whole:?}");
    }
}

/// What is sure fails surely, whatever else is missing; a pass is as sure as
/// the least sure of its contents.
#[test]
fn the_whole_is_as_sure_as_what_decides_it() {
    let both = [("MBH-01", "not_conform"), ("NHAN-08", "not_conform")];
    let failed = label("helmets", "2026-11-20", &both);
    assert_eq!(find(&failed, "NHAN-08").evidence, Evidence::Weak);
    assert_eq!(find(&failed, "NHAN-06").evidence, Evidence::Found);
    let passed = label("helmets", "2026-11-20", &[]);
    assert_eq!(find(&passed, "NHAN-06").verdict, Verdict::Conforming);
    assert_eq!(find(&passed, "NHAN-06").evidence, Evidence::Weak);
    assert_eq!(passed.verdict, Verdict::Conforming);
}

#[test]
fn contents_not_looked_at_or_common_ones_missing_are_told_apart() {
    let untested = label("toys", "2026-11-20", &[("ND-HDSD", "not_checked")]);
    assert_eq!(find(&untested, "NHAN-06").verdict, UNTESTED);
    assert_eq!(untested.verdict, UNTESTED);
    let nameless = label("toys", "2026-11-20", &[("NHAN-01", "not_conform")]);
    assert_eq!(find(&nameless, "NHAN-06").verdict, Verdict::Conforming);
    assert_eq!(nameless.verdict, Verdict::NonConforming);
    let free = label("toys", "2026-11-20", &[("ND-CANH-BAO", "not_applicable")]);
    assert_eq!(free.verdict, Verdict::Conforming);
}

#[test]
fn the_contents_cannot_be_passed_by_hand_and_are_judged_while_typing() {
    let forged = [("NHAN-06", "conform"), ("ND-HDSD", "not_conform")];
    let found = label("toys", "2026-11-20", &forged);
    assert_eq!(find(&found, "NHAN-06").verdict, Verdict::NonConforming);

    let pack = RulePack::current();
    let mut draft = check(CheckKind::Label, "toys", "2026-11-20", &[]);
    let live = |draft: &CheckDraft| live_items(pack, draft, day("2026-11-20"));
    assert_eq!(live(&draft), [("NHAN-06", Some(Verdict::Conforming))]);
    draft.answers.remove("ND-HDSD");
    assert_eq!(live(&draft), [("NHAN-06", None)]);
    draft
        .answers
        .insert("DC-01".to_owned(), "not_conform".to_owned());
    assert_eq!(live(&draft), [("NHAN-06", Some(Verdict::NonConforming))]);
}

/// Before NĐ 43/2017 (01/06/2017) another decree was in force; no row has it.
/// That a label is legible rests on NĐ 119/2017, in force from 15/12/2017.
#[test]
fn a_day_before_the_known_decrees_is_not_covered() {
    let found = label("toys", "2017-05-31", &[]);
    assert_eq!(found.verdict, Verdict::NotCovered);
    let failed = label("toys", "2017-05-31", &[("NHAN-01", "not_conform")]);
    assert_eq!(find(&failed, "NHAN-01").verdict, Verdict::NotCovered);
    let later = label("toys", "2017-06-01", &[("NHAN-01", "not_conform")]);
    assert_eq!(find(&later, "NHAN-01").verdict, Verdict::NonConforming);
    assert_eq!(find(&later, "NHAN-05").verdict, Verdict::NotCovered);
    let on = |day| label("toys", day, &[]).verdict;
    assert_eq!(on("2017-12-14"), Verdict::NotCovered);
    assert_eq!(on("2017-12-15"), Verdict::Conforming);
}
