//! A spring dial scale against OIML R 76-1:2006, with figures worked by hand.

use proptest::prelude::*;

use super::*;
use crate::assessment::Favours;
use crate::evidence::Evidence;
use crate::form::{Content, check_sections};
use crate::rules::ItemAnswer;
use crate::{CheckDraft, live_readings};

const SUBJECT: &str = "spring_dial_scale";

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

/// Max 15 kg, e = d = 50 g, class IIII, every item answered "conform".
fn scale() -> Answers {
    let typed = [
        ("model", "CĐH-15"),
        ("serial", "0421"),
        ("accuracy_class", "IIII"),
        ("max", "15"),
        ("e", "50"),
        ("d", "50"),
        ("valid_until_on_sticker", "20/11/2026"),
        ("seal_state", "intact"),
    ];
    let mut answers: Answers = typed
        .iter()
        .map(|(field, text)| ((*field).to_owned(), (*text).to_owned()))
        .collect();
    let pack = RulePack::current();
    for item in pack.items(&pack.instrument_kind(SUBJECT).unwrap().lists) {
        if item.answer == ItemAnswer::Conform {
            answers.insert(item.name.code.clone(), "conform".to_owned());
        }
    }
    answers
}

fn with(pairs: &[(&str, &str)]) -> CheckDraft {
    let mut answers = scale();
    answers.extend(
        pairs
            .iter()
            .map(|(field, typed)| ((*field).to_owned(), (*typed).to_owned())),
    );
    CheckDraft {
        id: CheckId(1),
        kind: CheckKind::Instrument,
        subject: SUBJECT.to_owned(),
        answers,
    }
}

fn assess(pairs: &[(&str, &str)]) -> Assessment {
    let pack = RulePack::current();
    with(pairs)
        .complete(pack, day())
        .unwrap()
        .assess(pack, day())
}

fn find<'a>(assessment: &'a Assessment, subject: &str) -> &'a Finding {
    assessment
        .findings
        .iter()
        .find(|found| found.subject == subject)
        .unwrap()
}

fn reason(pairs: &[(&str, &str)], field: &str) -> Option<GapReason> {
    let gaps = with(pairs).complete(RulePack::current(), day()).err()?;
    gaps.into_iter()
        .find(|gap| gap.place.field == field)
        .map(|gap| gap.reason)
}

const DISPUTED: Verdict = Verdict::Inconclusive {
    doubt: Doubt::DisputedLimit,
};
const UNTESTED: Verdict = Verdict::Inconclusive {
    doubt: Doubt::NotTested,
};

/// R 76 3.5.1: ±25 g up to 50 e = 2.5 kg, ±50 g up to 200 e = 10 kg, ±75 g
/// above; in service twice that (3.5.2). Limits themselves pass.
#[test]
fn each_reading_is_judged_under_both_factors() {
    use Verdict::{Conforming, NonConforming};
    for (load, indication, error, narrow, wide, expected) in [
        ("2,5", "2,500", "0", "25", "50", Conforming),
        ("2,5", "2,525", "25", "25", "50", Conforming),
        ("2,5", "2,526", "26", "25", "50", DISPUTED),
        ("2,5", "2,55", "50", "25", "50", DISPUTED),
        ("2,5", "2,551", "51", "25", "50", NonConforming),
        ("5", "5,05", "50", "50", "100", Conforming),
        ("5", "4,95", "-50", "50", "100", Conforming),
        ("5", "4,9", "-100", "50", "100", DISPUTED),
        ("5", "4.899", "-101", "50", "100", NonConforming),
        ("10", "10,00", "0", "50", "100", Conforming),
        ("10", "10,10", "100", "50", "100", DISPUTED),
        ("10", "10,15", "150", "50", "100", NonConforming),
        ("10,001", "10,076", "75", "75", "150", Conforming),
        ("15", "15,15", "150", "75", "150", DISPUTED),
    ] {
        let found = assess(&[("load.1", load), ("indication.1", indication)]);
        let reading = find(&found, "error_of_indication.1");
        assert_eq!(reading.verdict, expected, "{load} shown as {indication}");
        assert_eq!(find(&found, "CAN-09").verdict, expected);
        assert_eq!(found.verdict, expected);
        let figures = reading.figures.as_ref().unwrap();
        assert_eq!(figures.error.value.to_string(), error);
        let limits: Vec<_> = figures
            .limits
            .iter()
            .map(|limit| limit.within.value.to_string())
            .collect();
        assert_eq!(limits, [narrow, wide], "{load}");
    }
}

#[test]
fn who_gains_follows_the_sign() {
    for (indication, expected) in [
        ("5,02", Favours::Seller),
        ("4,98", Favours::Customer),
        ("5,000", Favours::Nobody),
    ] {
        let found = assess(&[("load.1", "5"), ("indication.1", indication)]);
        assert_eq!(
            find(&found, "error_of_indication.1")
                .figures
                .as_ref()
                .unwrap()
                .favours,
            Some(expected)
        );
    }
}

#[test]
fn the_marks_of_both_limits_reach_the_finding() {
    let found = assess(&[("load.1", "10"), ("indication.1", "10,1")]);
    let figures = find(&found, "error_of_indication.1")
        .figures
        .as_ref()
        .unwrap();
    let marks: Vec<_> = figures.limits.iter().map(|limit| limit.evidence).collect();
    assert_eq!(marks, [Evidence::Memory, Evidence::Found]);
    assert!(figures.limits[1].basis.contains("3.5.2"));
}

#[test]
fn the_worst_reading_decides_and_rows_may_be_left_out() {
    let found = assess(&[
        ("load.1", "2,5"),
        ("indication.1", "2,5"),
        ("load.3", "5"),
        ("indication.3", "5,2"),
    ]);
    assert_eq!(find(&found, "CAN-09").verdict, Verdict::NonConforming);
    assert_eq!(
        find(&found, "error_of_indication.2").verdict,
        Verdict::NonConforming
    );
}

#[test]
fn without_a_reading_nothing_was_tested() {
    let found = assess(&[]);
    assert_eq!(find(&found, "CAN-09").verdict, UNTESTED);
    assert_eq!(found.verdict, UNTESTED);
}

#[test]
fn verification_counts_through_the_printed_day() {
    for (printed, expected) in [
        ("21/11/2026", Verdict::Conforming),
        ("20/11/2026", Verdict::Conforming),
        ("19/11/2026", Verdict::NonConforming),
        ("", UNTESTED),
    ] {
        let found = assess(&[("valid_until_on_sticker", printed)]);
        assert_eq!(find(&found, "CAN-02").verdict, expected, "{printed}");
    }
}

/// ĐLVN 30:2019 covers Max up to 200 kg; Table 6 ends at 1 000 e.
#[test]
fn beyond_the_tables_a_reading_is_not_covered() {
    let too_big = [("max", "201"), ("load.1", "5"), ("indication.1", "9")];
    assert_eq!(
        find(&assess(&too_big), "error_of_indication.1").verdict,
        Verdict::NotCovered
    );
    let too_fine = [("e", "5"), ("load.1", "5,001"), ("indication.1", "9")];
    assert_eq!(
        find(&assess(&too_fine), "error_of_indication.1").verdict,
        Verdict::NotCovered
    );
    let at_the_end = [("e", "5"), ("load.1", "5"), ("indication.1", "5")];
    assert_eq!(
        find(&assess(&at_the_end), "error_of_indication.1").verdict,
        Verdict::Conforming
    );
}

#[test]
fn bad_figures_are_named_where_they_were_typed() {
    let large = |limit: &str| {
        Some(GapReason::TooLarge {
            limit: limit.to_owned(),
        })
    };
    for (field, typed, expected) in [
        ("max", "", Some(GapReason::Missing)),
        ("max", "0", Some(GapReason::Zero)),
        ("max", "200001", large("200000")),
        ("e", "15001", large("15000")),
        ("e", "-50", Some(GapReason::Negative)),
        ("d", "0,0", Some(GapReason::Zero)),
        ("d", "", None),
        ("accuracy_class", "IV", Some(GapReason::UnknownChoice)),
        (
            "valid_until_on_sticker",
            "01/01/1999",
            Some(GapReason::BeforeYear2000),
        ),
        ("load.1", "năm", Some(GapReason::NotANumber)),
        ("load.1", "-5", Some(GapReason::Negative)),
        ("load.1", "15,001", large("15")),
        ("indication.1", "30,001", large("30")),
        ("CAN-04", "", Some(GapReason::Missing)),
    ] {
        let typed = [("load.1", "5"), ("indication.1", "5"), (field, typed)];
        assert_eq!(reason(&typed, field), expected, "{field}: {}", typed[2].1);
    }
}

#[test]
fn half_a_row_is_a_gap_in_its_other_half() {
    assert_eq!(
        reason(&[("load.7", "5")], "indication.7"),
        Some(GapReason::Missing)
    );
    assert_eq!(
        reason(&[("indication.7", "5")], "load.7"),
        Some(GapReason::Missing)
    );
}

#[test]
fn a_computed_item_cannot_be_answered_by_hand() {
    let forged = [
        ("CAN-09", "conform"),
        ("load.1", "10"),
        ("indication.1", "10,15"),
    ];
    assert_eq!(
        find(&assess(&forged), "CAN-09").verdict,
        Verdict::NonConforming
    );
}

#[test]
fn live_verdicts_wait_only_for_class_max_and_e() {
    let pack = RulePack::current();
    let typed = [("load.2", "10"), ("indication.2", "10,15"), ("load.3", "1")];
    let mut check = with(&typed);
    check.answers.remove("model");
    let live = live_readings(pack, &check, day());
    let found = live
        .iter()
        .map(|finding| (finding.subject.as_str(), finding.verdict));
    let expected = [("error_of_indication.2", Verdict::NonConforming)];
    assert_eq!(found.collect::<Vec<_>>(), expected);
    check.answers.remove("e");
    assert!(live_readings(pack, &check, day()).is_empty());
}

#[test]
fn the_form_asks_for_every_item_of_the_one_list() {
    let sections = check_sections(RulePack::current(), CheckKind::Instrument, SUBJECT);
    let codes: Vec<_> = sections.iter().map(|section| section.code).collect();
    assert_eq!(codes[..3], ["identity", "checklist", "readings"]);
    assert_eq!(codes.last(), Some(&"basis"));
    let trials = sections[2..sections.len() - 1]
        .iter()
        .map(|section| match &section.content {
            Content::Readings { trial, .. } => trial.name.code.as_str(),
            _ => "",
        });
    let expected = [
        "error_of_indication",
        "repeatability",
        "eccentricity",
        "discrimination",
        "zero_setting",
        "standards",
    ];
    assert_eq!(trials.collect::<Vec<_>>(), expected);
    let Content::Items { items, .. } = &sections[1].content else {
        unreachable!()
    };
    assert_eq!(items.len(), 14);
}

proptest! {
    #[test]
    fn the_sign_of_the_error_does_not_change_the_verdict(load in 0_u32..15_000, error in 0_u32..400) {
        prop_assume!(error <= load);
        let kg = |grams: u32| format!("{}.{:03}", grams / 1000, grams % 1000);
        let judge = |shown: u32| {
            let (load, shown) = (kg(load), kg(shown));
            assess(&[("load.1", &load), ("indication.1", &shown)]).verdict
        };
        prop_assert_eq!(judge(load + error), judge(load - error));
    }

    #[test]
    fn a_larger_error_is_never_judged_milder(load in 0_u32..15_000, a in 0_u32..300, b in 0_u32..300) {
        let kg = |grams: u32| format!("{}.{:03}", grams / 1000, grams % 1000);
        let rank = |error: u32| {
            let (load, shown) = (kg(load), kg(load + error));
            match assess(&[("load.1", &load), ("indication.1", &shown)]).verdict {
                Verdict::Conforming => 0,
                Verdict::NonConforming => 2,
                _ => 1,
            }
        };
        prop_assert!(rank(a.min(b)) <= rank(a.max(b)));
    }

    #[test]
    fn nothing_typed_makes_it_panic(texts in proptest::collection::vec(".{0,40}", 6)) {
        let fields = ["max", "e", "d", "valid_until_on_sticker", "load.1", "indication.1"];
        let pairs: Vec<_> = fields.iter().copied().zip(texts.iter().map(String::as_str)).collect();
        let check = with(&pairs);
        let pack = RulePack::current();
        let live = live_readings(pack, &check, day());
        prop_assert!(live.len() <= 1);
        if let Ok(content) = check.complete(pack, day()) {
            let found = content.assess(pack, day());
            prop_assert!(!found.findings.is_empty());
        }
    }
}
