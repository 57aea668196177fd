//! Drafts: what keeps a visit open, and what closing makes of it.

use std::collections::BTreeSet;

mod basis;
mod lists;

use super::*;
use crate::assessment::{Doubt, Verdict};
use crate::id::DeviceId;

const VISIT: [(&str, &str); 6] = [
    ("establishment_name", "Sạp 12, chợ Gò Vấp"),
    ("establishment_address", "1 Nguyễn Thái Sơn, Gò Vấp"),
    ("establishment_kind", "market_stall"),
    ("inspector", "Nguyễn Văn A"),
    ("inspected_on", "20/11/2026"),
    ("conclusion", "Yêu cầu khắc phục."),
];

fn stamp() -> Stamp {
    Stamp {
        at: "2026-11-20T02:30:00Z".parse().unwrap(),
        offset_minutes: 420,
        zone: "Asia/Ho_Chi_Minh".to_owned(),
    }
}

fn today() -> NaiveDate {
    stamp().local_date()
}

fn closing() -> Closing {
    let device = DeviceId("018f0000-0000-7000-8000-000000000001".parse().unwrap());
    Closing {
        closed: stamp(),
        link: Link {
            device,
            sequence: 1,
            previous: None,
        },
    }
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    pairs
        .iter()
        .map(|(field, typed)| ((*field).to_owned(), (*typed).to_owned()))
        .collect()
}

fn visit() -> Head {
    let id = InspectionId("018f0000-0000-7000-8000-00000000000a".parse().unwrap());
    let mut head = Head::new(id, stamp(), RulePack::current().name());
    head.answers = answers(&VISIT);
    head
}

/// A quality check of a toy with every item answered.
fn toy(head: &mut Head) -> CheckDraft {
    let mut check = head.add_check(CheckKind::Quality, "toys");
    check.answers = answers(&[
        ("product", "Xe đồ chơi"),
        ("QC-01", "not_conform"),
        ("QC-02", "not_applicable"),
        ("QC-03", "conform"),
        ("QC-04", "conform"),
        ("QC-05", "no"),
        ("SHCN-01", "conform"),
        ("SHCN-02", "conform"),
        ("SHCN-03", "not_applicable"),
        ("SHCN-04", "conform"),
    ]);
    check
}

fn gaps_of(draft: &Draft) -> Vec<(Option<u16>, String, GapReason)> {
    let gaps = draft.gaps(RulePack::current(), today());
    gaps.into_iter()
        .map(|gap| {
            (
                gap.place.check.map(|check| check.0),
                gap.place.field,
                gap.reason,
            )
        })
        .collect()
}

#[test]
fn an_empty_visit_lacks_every_field_and_a_check() {
    let mut head = visit();
    head.answers = Answers::new();
    let gaps = gaps_of(&Draft {
        head,
        checks: Vec::new(),
    });
    let fields: BTreeSet<_> = gaps.iter().map(|(_, field, _)| field.as_str()).collect();
    let mut expected: BTreeSet<_> = VISIT.iter().map(|(field, _)| *field).collect();
    expected.insert("checks");
    assert_eq!(fields, expected);
}

#[test]
fn white_space_does_not_fill_a_field() {
    let mut head = visit();
    let check = toy(&mut head);
    head.answers
        .insert("establishment_name".to_owned(), " \u{a0}\t".to_owned());
    let gaps = gaps_of(&Draft {
        head,
        checks: vec![check],
    });
    assert_eq!(
        gaps,
        [(None, "establishment_name".to_owned(), GapReason::Missing)]
    );
}

#[test]
fn bad_days_are_named_where_they_were_typed() {
    for (typed, reason) in [
        ("31/12/1999", GapReason::BeforeYear2000),
        ("20/13/2026", GapReason::NotADate),
        ("21/11/2026", GapReason::InTheFuture),
    ] {
        let mut head = visit();
        let check = toy(&mut head);
        head.answers
            .insert("inspected_on".to_owned(), typed.to_owned());
        let gaps = gaps_of(&Draft {
            head,
            checks: vec![check],
        });
        assert_eq!(gaps, [(None, "inspected_on".to_owned(), reason)], "{typed}");
    }
}

#[test]
fn an_answer_longer_than_a_field_is_refused_and_not_cut() {
    let mut head = visit();
    let check = toy(&mut head);
    head.answers.insert("inspector".to_owned(), "ă".repeat(201));
    let gaps = gaps_of(&Draft {
        head,
        checks: vec![check],
    });
    assert_eq!(
        gaps,
        [(
            None,
            "inspector".to_owned(),
            GapReason::TooLong { limit: 200 }
        )]
    );
}

#[test]
fn a_gap_in_a_check_names_the_check_and_keeps_the_visit_open() {
    let mut head = visit();
    let mut check = toy(&mut head);
    check.answers.remove("QC-03");
    check.answers.insert("QC-04".to_owned(), "maybe".to_owned());
    let draft = Draft {
        head,
        checks: vec![check],
    };
    let expected = [
        (Some(1), "QC-03".to_owned(), GapReason::Missing),
        (Some(1), "QC-04".to_owned(), GapReason::UnknownChoice),
    ];
    assert_eq!(gaps_of(&draft), expected);
    assert_eq!(
        draft
            .close(RulePack::current(), closing())
            .unwrap_err()
            .len(),
        2
    );
}

#[test]
fn a_closed_visit_holds_what_was_typed_and_what_the_rules_said() {
    let mut head = visit();
    let check = toy(&mut head);
    let draft = Draft {
        head,
        checks: vec![check],
    };
    let inspection = draft.close(RulePack::current(), closing()).unwrap();
    assert_eq!(inspection.establishment.name, "Sạp 12, chợ Gò Vấp");
    assert_eq!(inspection.inspected_on, today());
    assert_eq!(inspection.link.sequence, 1);
    let assessment = &inspection.checks[0].assessment;
    assert_eq!(assessment.verdict, Verdict::NonConforming);
    let subjects: Vec<_> = assessment
        .findings
        .iter()
        .map(|found| found.subject.as_str())
        .collect();
    assert_eq!(subjects, ["QC-01"]);
}

#[test]
fn a_sign_that_is_only_an_observation_leaves_the_check_conforming() {
    let mut head = visit();
    let mut check = toy(&mut head);
    check
        .answers
        .extend(answers(&[("QC-01", "conform"), ("QC-05", "yes")]));
    let content = check.complete(RulePack::current(), today()).unwrap();
    let assessment = content.assess(RulePack::current(), today());
    assert_eq!(assessment.verdict, Verdict::Conforming);
    assert_eq!(assessment.findings[0].subject, "QC-05");
}

#[test]
fn what_was_not_looked_at_is_no_pass() {
    let mut head = visit();
    let mut check = toy(&mut head);
    check
        .answers
        .extend(answers(&[("QC-01", "conform"), ("QC-03", "not_checked")]));
    let content = check.complete(RulePack::current(), today()).unwrap();
    let verdict = content.assess(RulePack::current(), today()).verdict;
    assert_eq!(
        verdict,
        Verdict::Inconclusive {
            doubt: Doubt::NotTested
        }
    );
}

/// NHAN-04: imported goods without a sub-label (NĐ 37/2026 from 23/01/2026).
#[test]
fn a_missing_sub_label_fails_under_the_decree_of_the_day() {
    let mut head = visit();
    let mut check = head.add_check(CheckKind::Label, "toys");
    check.answers = answers(&[("product", "Robot"), ("origin", "imported")]);
    let pack = RulePack::current();
    let lists = &pack.goods_kind("toys").unwrap().label_lists;
    for item in pack.items(lists) {
        check
            .answers
            .insert(item.name.code.clone(), "conform".to_owned());
    }
    check
        .answers
        .insert("NHAN-04".to_owned(), "not_conform".to_owned());
    let content = check.complete(pack, today()).unwrap();
    let found = content.assess(pack, today());
    assert_eq!(found.verdict, Verdict::NonConforming);
    assert!(
        found.findings[0]
            .basis
            .as_ref()
            .unwrap()
            .contains("37/2026")
    );
}

/// No form asks for it, so nothing typed can take its place.
#[test]
fn the_id_of_the_register_goes_into_the_document_and_back_into_a_correction() {
    let pack = RulePack::current();
    for id in [None, Some("gv-000123".to_owned())] {
        let mut head = visit();
        let check = toy(&mut head);
        head.answers
            .extend(id.clone().map(|id| (REGISTER_FIELD.to_owned(), id)));
        let draft = Draft {
            head,
            checks: vec![check],
        };
        let inspection = draft.close(pack, closing()).unwrap();
        assert_eq!(inspection.establishment.register, id);
        let again = crate::Correction::of(&inspection, draft.head.id, stamp(), pack);
        assert_eq!(again.draft.head.answers.get(REGISTER_FIELD), id.as_ref());
        assert_eq!(again.left_out, []);
    }
    assert!(
        pack.visit_fields
            .iter()
            .all(|row| row.name.code != REGISTER_FIELD)
    );
}

#[test]
fn a_removed_checks_number_is_not_given_again() {
    let mut head = visit();
    head.add_check(CheckKind::Label, "toys");
    head.checks.clear();
    assert_eq!(head.add_check(CheckKind::Label, "toys").id, CheckId(2));
}

#[test]
fn a_subject_the_pack_does_not_know_is_a_gap_and_no_panic() {
    for kind in [
        CheckKind::Instrument,
        CheckKind::Label,
        CheckKind::Quality,
        CheckKind::Quantity,
    ] {
        let mut head = visit();
        let check = head.add_check(kind, "unicorns");
        let gaps = check.complete(RulePack::current(), today()).unwrap_err();
        assert_eq!(gaps[0].reason, GapReason::UnknownChoice);
    }
}

#[test]
fn a_visit_without_checks_can_be_closed_with_its_reason_and_holds_none_besides() {
    let pack = RulePack::current();
    let mut head = visit();
    head.answers
        .extend(answers(&[("without_checks", "closed")]));
    let alone = Draft {
        head: head.clone(),
        checks: Vec::new(),
    };
    assert_eq!(alone.gaps(pack, today()), []);
    head.add_check(CheckKind::Label, "toys");
    let found: Vec<_> = head.gaps(pack, today());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place.field, "without_checks");
    assert_eq!(found[0].reason, GapReason::HasChecks);
}

/// 16 wards until the end of 2024, 12 until 30 June 2025, then 6.
#[test]
fn a_ward_is_taken_only_on_a_day_on_which_it_existed() {
    let pack = RulePack::current();
    for (ward, day, stands) in [
        ("gv-p1-2021", "31/12/2024", true),
        ("gv-p1-2021", "01/01/2025", false),
        ("hanh-thong", "30/06/2025", false),
        ("hanh-thong", "01/07/2025", true),
    ] {
        let mut head = visit();
        head.add_check(CheckKind::Label, "toys");
        head.answers
            .extend(answers(&[("ward", ward), ("inspected_on", day)]));
        let gaps = head.gaps(pack, today());
        let reasons: Vec<_> = gaps.iter().map(|gap| &gap.reason).collect();
        let expected: &[&GapReason] = if stands {
            &[]
        } else {
            &[&GapReason::NotOnThatDay]
        };
        assert_eq!(reasons, expected, "{ward} on {day}");
    }
}

#[test]
fn a_check_of_which_everything_was_put_aside_is_no_pass() {
    let pack = RulePack::current();
    let mut head = visit();
    let mut check = head.add_check(CheckKind::Quality, "toys");
    check.answers = answers(&[("product", "Robot"), ("QC-05", "no")]);
    for item in pack.items(&pack.goods_kind("toys").unwrap().quality_lists) {
        if item.answer == crate::ItemAnswer::Conform {
            let code = item.name.code.clone();
            check.answers.insert(code, "not_applicable".to_owned());
        }
    }
    let found = check.complete(pack, today()).unwrap().assess(pack, today());
    let untested = Verdict::Inconclusive {
        doubt: Doubt::NotTested,
    };
    assert_eq!(found.verdict, untested);
    assert_eq!(found.findings[0].subject, "checklist");
}

#[test]
fn answers_that_nothing_asks_for_are_named() {
    let pack = RulePack::current();
    let mut head = visit();
    let mut check = head.add_check(CheckKind::Instrument, "spring_dial_scale");
    check.answers = answers(&[
        ("load.1", "5"),
        ("CAN-01", "conform"),
        ("basis_in_words", "x"),
    ]);
    assert_eq!(check.unread(pack), [] as [&str; 0]);
    for place in [
        "load.01",
        "load.1000",
        "load.0",
        "foo.2",
        "CAN-09",
        "colour",
        "load",
    ] {
        check.answers = answers(&[(place, "5")]);
        assert_eq!(check.unread(pack), [place]);
    }
}
