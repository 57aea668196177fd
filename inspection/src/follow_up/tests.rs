//! What is left open and what settles it, by the golden visit that has every list.

use super::*;
use crate::inspection::Link;
use crate::stamp::Stamp;
use crate::wire::{Document, Received};

/// The visit of 20 November 2026 with a scale (1), a label (2) and a product (3),
/// all of them not in order.
fn visit() -> Inspection {
    let text = include_str!("../../tests/golden/v1/visit_whole.json");
    match Received::read(text.trim_end()).unwrap().document {
        Document::Inspection(inspection) => *inspection,
        other => panic!("{other:?}"),
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id(number: u128) -> DocumentId {
    DocumentId(uuid::Uuid::from_u128(number))
}

fn outcome(number: u128, result: OutcomeResult, check: Option<u16>, on: &str) -> Outcome {
    Outcome {
        id: id(number),
        link: Link {
            device: crate::id::DeviceId(uuid::Uuid::from_u128(9)),
            sequence: 1,
            previous: None,
        },
        inspection: visit().id,
        check: check.map(CheckId),
        recorded: Stamp {
            at: "2026-12-01T02:00:00Z".parse().unwrap(),
            offset_minutes: 420,
            zone: "Asia/Ho_Chi_Minh".to_owned(),
        },
        recorded_by: "A".to_owned(),
        decided_on: day(on),
        result,
        reference: None,
        note: None,
    }
}

/// Whether each of what is open is settled, by the letter of its kind and check.
fn told(outcomes: &[Outcome], later: &[Later]) -> Vec<String> {
    let aftermath = Aftermath::of(&visit());
    let open = aftermath.with(outcomes).into_iter();
    let told = open.map(|one| {
        let check = one.check.map_or("-".to_owned(), |check| check.to_string());
        let settled = aftermath.settled(&one, outcomes, later).is_some();
        format!("{} {check} {}", one.kind.code(), u8::from(settled))
    });
    told.collect()
}

const OPEN: [&str; 8] = [
    "remedy 2 0",
    "reverification 1 0",
    "suspension 1 0",
    "suspension 3 0",
    "seal 1 0",
    "seal - 0",
    "sample 3 0",
    "referral 3 0",
];

#[test]
fn every_row_of_the_measures_is_left_open_with_its_check_and_day() {
    assert_eq!(told(&[], &[]), OPEN);
    let open = Aftermath::of(&visit()).left_open;
    let until: Vec<_> = open.iter().filter_map(|one| one.until).collect();
    assert_eq!(until, [day("2026-12-05"), day("2026-12-05")]);
    let words: Vec<_> = open.iter().map(|one| one.what.as_str()).collect();
    let expected = [
        "Ghi nhãn phụ tiếng Việt",
        "",
        "",
        "",
        "NP-0031",
        "12 hộp đồ chơi; NP-0032",
        "07/BBLM; M-011",
        "Xử lý hàng hóa không có dấu hợp quy CR; Đội Quản lý thị trường số 5",
    ];
    assert_eq!(words, expected);
}

#[test]
fn an_outcome_settles_what_it_says_of_the_check_it_names_or_of_the_whole_visit() {
    use OutcomeResult as R;
    for (result, check, settled) in [
        (R::Remedied, Some(2), &[0][..]),
        (R::Remedied, None, &[0]),
        (R::Remedied, Some(1), &[]),
        (R::Reverified, Some(1), &[1]),
        (R::SuspensionLifted, Some(3), &[3]),
        (R::SuspensionLifted, None, &[2, 3]),
        (R::SealLifted, Some(1), &[4]),
        // What names no check is settled with the whole visit alone.
        (R::SealLifted, None, &[4, 5]),
        (R::SamplePassed, Some(3), &[6]),
        (R::SampleFailed, Some(3), &[6]),
        (R::ReferralAnswered, None, &[7]),
        (R::GoodsDestroyed, Some(3), &[3]),
        (R::ClosedWithoutMeasure, None, &[0, 1, 7]),
        (R::Fined { amount_vnd: 1 }, None, &[]),
        (R::Warned, Some(2), &[]),
    ] {
        let told = told(&[outcome(1, result, check, "2026-11-30")], &[]);
        let done = |(place, line): (usize, &String)| line.ends_with('1').then_some(place);
        let done: Vec<_> = told.iter().enumerate().filter_map(done).collect();
        assert_eq!(done, settled, "{result:?} {check:?}");
    }
}

#[test]
fn what_was_decided_before_the_visit_settles_nothing_and_the_earliest_is_named() {
    let early = outcome(1, OutcomeResult::Remedied, None, "2026-11-19");
    assert_eq!(told(std::slice::from_ref(&early), &[]), OPEN);
    let second = outcome(2, OutcomeResult::Remedied, None, "2026-12-02");
    let third = outcome(3, OutcomeResult::Remedied, Some(2), "2026-11-30");
    let aftermath = Aftermath::of(&visit());
    let settled = aftermath.settled(&aftermath.left_open[0], &[early, second, third], &[]);
    let expected = Settled {
        on: day("2026-11-30"),
        by: id(3),
    };
    assert_eq!(settled, Some(expected));
}

#[test]
fn what_is_passed_on_afterwards_is_open_until_it_is_answered() {
    let passed_on = outcome(1, OutcomeResult::PassedOn, None, "2026-12-01");
    let answered = |on| outcome(2, OutcomeResult::ReferralAnswered, None, on);
    let last = |outcomes: &[Outcome]| told(outcomes, &[]).pop().unwrap();
    assert_eq!(last(std::slice::from_ref(&passed_on)), "referral - 0");
    let before = [passed_on.clone(), answered("2026-11-30")];
    assert_eq!(last(&before), "referral - 0");
    assert_eq!(last(&[passed_on, answered("2026-12-09")]), "referral - 1");
}

/// A visit of another day that found every thing so.
fn later(on: &str, change: impl Fn(&mut LookedAt)) -> Later {
    let mut aftermath = Aftermath::of(&visit());
    aftermath.looked_at.iter_mut().for_each(change);
    Later {
        id: InspectionId(uuid::Uuid::from_u128(7)),
        on: day(on),
        aftermath,
    }
}

fn in_order(thing: &mut LookedAt) {
    (thing.conforms, thing.violates) = (true, false);
}

#[test]
fn a_later_visit_settles_what_it_looked_at_and_found_in_order() {
    let settled = |visit: Later| {
        let told = told(&[], &[visit]);
        [
            told[0].ends_with('1'),
            told[1].ends_with('1'),
            told[4].ends_with('1'),
        ]
    };
    // A seal is not lifted by looking.
    assert_eq!(settled(later("2026-12-06", in_order)), [true, true, false]);
    assert_eq!(settled(later("2026-11-20", in_order)), [false; 3]);
    assert_eq!(settled(later("2026-12-06", |_| {})), [false; 3]);
    let other_scale = later("2026-12-06", |thing| {
        in_order(thing);
        if thing.kind == CheckKind::Instrument {
            "0422 2024".clone_into(&mut thing.name);
        }
    });
    assert_eq!(settled(other_scale), [true, false, false]);
    let mut twin = later("2026-12-06", in_order);
    let mut scale = twin.aftermath.looked_at[0].clone();
    scale.conforms = false;
    twin.aftermath.looked_at.push(scale);
    assert_eq!(settled(twin), [true, false, false]);
}

#[test]
fn an_outcome_fits_only_what_the_visit_left_or_found() {
    use OutcomeResult as R;
    let whole = Aftermath::of(&visit());
    let fine = R::Fined { amount_vnd: 0 };
    for (result, check, fits) in [
        (R::Remedied, Some(2), true),
        (R::Remedied, Some(1), false),
        (R::Reverified, Some(1), true),
        (R::Reverified, Some(2), false),
        (R::SealLifted, None, true),
        (R::SealLifted, Some(3), false),
        (R::SamplePassed, Some(3), true),
        (R::SamplePassed, Some(1), false),
        (R::GoodsDestroyed, Some(3), true),
        (R::GoodsReturned, Some(2), true),
        (fine, None, true),
        (fine, Some(9), false),
        (R::ReferralAnswered, None, true),
    ] {
        let check = check.map(CheckId);
        assert_eq!(whole.fits(result, check, &[]), fits, "{result:?} {check:?}");
    }
    let mut clean = Aftermath::default();
    assert!(
        R::ALL
            .into_iter()
            .all(|result| !clean.fits(result, None, &[]))
    );
    let failed = [outcome(1, R::SampleFailed, None, "2026-12-01")];
    assert!(clean.fits(fine, None, &failed));
    let passed_on = [outcome(1, R::PassedOn, None, "2026-12-01")];
    assert!(clean.fits(R::ReferralAnswered, None, &passed_on));
    clean.refused = true;
    assert!(clean.fits(R::ViolationMinutes, None, &[]));
    assert!(!clean.fits(R::SealLifted, None, &[]));
}

/// Documents of before the lists say a measure once, in a field of the visit.
#[test]
fn what_older_documents_say_in_a_field_is_open_too() {
    let mut inspection = visit();
    inspection.lists.clear();
    for (code, value) in [
        ("deadline", "2026-12-31"),
        ("instruments_sealed", "0"),
        ("goods_suspended", "500000"),
    ] {
        inspection.fields.0.push(crate::recorded::Recorded {
            code: code.to_owned(),
            value: value.to_owned(),
            unit: None,
        });
    }
    let open = Aftermath::of(&inspection).left_open;
    let told: Vec<_> = open.iter().map(|one| (one.kind, one.until)).collect();
    let expected = [
        (FollowUpKind::Remedy, Some(day("2026-12-31"))),
        (FollowUpKind::Suspension, None),
    ];
    assert_eq!(told, expected);
}
