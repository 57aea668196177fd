//! Signatures hold for what they were given to, and for nothing else.

use super::*;
use crate::draft::{CheckDraft, Closing, Head};
use crate::id::InspectionId;
use crate::stamp::Stamp;

const DAY: &str = "2026-11-22T03:00:00Z";

fn stamp(text: &str) -> Stamp {
    Stamp {
        at: text.parse().unwrap(),
        offset_minutes: 420,
        zone: "Asia/Ho_Chi_Minh".to_owned(),
    }
}

fn closed_shop() -> Draft {
    let id = InspectionId(uuid::Uuid::from_u128(7));
    let mut head = Head::new(id, stamp(DAY), RulePack::current().name());
    for (field, text) in [
        ("establishment_name", "Sạp A"),
        ("establishment_address", "1 Nguyễn Thái Sơn"),
        ("establishment_kind", "market_stall"),
        ("inspector", "Nguyễn Văn An"),
        ("inspected_on", "22/11/2026"),
        ("without_checks", "closed"),
        ("conclusion", "Sạp đóng cửa."),
    ] {
        head.answers.insert(field.to_owned(), text.to_owned());
    }
    Draft {
        head,
        checks: Vec::<CheckDraft>::new(),
    }
}

fn today() -> NaiveDate {
    stamp(DAY).local_date()
}

fn sign(draft: &mut Draft, side: Side, name: &str) {
    let whole = draft.whole(RulePack::current(), today()).unwrap();
    let row = Signed::free_row(&draft.head.answers);
    let mut strokes = Strokes::default();
    strokes.begin(10, 10);
    strokes.go_on(60, 40);
    let signed = Signed {
        row,
        side,
        name: name.to_owned(),
        at: DAY.parse().unwrap(),
        strokes,
        sha256: digest_to_sign(whole).unwrap().as_str().to_owned(),
    };
    draft.head.answers.extend(signed.answers());
}

fn close(draft: &Draft) -> Result<Inspection, Vec<Gap>> {
    let closing = Closing {
        closed: stamp("2026-11-22T04:00:00Z"),
        link: Link {
            device: crate::id::DeviceId(uuid::Uuid::from_u128(9)),
            sequence: 3,
            previous: None,
        },
    };
    draft.close(RulePack::current(), closing)
}

#[test]
fn signatures_are_part_of_what_is_closed_and_hold_in_it() {
    let mut draft = closed_shop();
    sign(&mut draft, Side::Team, "Nguyễn Văn An");
    sign(&mut draft, Side::Establishment, "Lê Thị Hoa");
    // The number is taken when the visit is closed.
    draft
        .head
        .answers
        .insert("minutes_no".to_owned(), "12".to_owned());
    let closed = close(&draft).unwrap();
    let given = closed.signatures();
    let names: Vec<_> = given
        .iter()
        .map(|(one, holds)| (one.name.as_str(), *holds))
        .collect();
    assert_eq!(names, [("Nguyễn Văn An", true), ("Lê Thị Hoa", true)]);
    assert_eq!(given[0].0.strokes.text(), "10 10 50 30");
    let frozen = freeze(&closed).unwrap();
    assert!(frozen.text.contains("10 10 50 30"));
}

#[test]
fn an_answer_changed_after_signing_voids_every_signature_until_it_is_as_it_was() {
    let mut draft = closed_shop();
    sign(&mut draft, Side::Team, "Nguyễn Văn An");
    sign(&mut draft, Side::Establishment, "Lê Thị Hoa");
    let conclusion = |text: &str| ("conclusion".to_owned(), text.to_owned());
    draft.head.answers.extend([conclusion("Sạp mở cửa.")]);
    let gaps = close(&draft).unwrap_err();
    let told: Vec<_> = gaps
        .iter()
        .map(|gap| (gap.place.field.as_str(), &gap.reason))
        .collect();
    let void = &GapReason::SignatureVoid;
    assert_eq!(
        told,
        [("signed_strokes.1", void), ("signed_strokes.2", void)]
    );
    draft.head.answers.extend([conclusion("Sạp đóng cửa.")]);
    assert!(close(&draft).is_ok());
}

#[test]
fn an_answer_that_is_taken_away_voids_them_too() {
    let mut draft = closed_shop();
    sign(&mut draft, Side::Team, "Nguyễn Văn An");
    draft.head.answers.remove("conclusion");
    let void = draft.void_signatures(RulePack::current(), today());
    assert_eq!(void.len(), 1);
}

#[test]
fn a_signature_that_was_cleared_is_none() {
    let mut draft = closed_shop();
    sign(&mut draft, Side::Team, "Nguyễn Văn An");
    let cleared = Signed::cleared(&draft.head.answers, 1);
    draft.head.answers.extend(cleared);
    assert_eq!(Signed::among(&draft.head.answers), []);
    assert!(close(&draft).unwrap().lists.is_empty());
}

#[test]
fn a_signature_that_cannot_be_read_is_a_gap_until_all_of_its_row_is_cleared() {
    let mut draft = closed_shop();
    sign(&mut draft, Side::Team, "Nguyễn Văn An");
    sign(&mut draft, Side::Establishment, "Lê Thị Hoa");
    let answers = &mut draft.head.answers;
    // More than is read, and a column of another program.
    answers.insert(Signed::place(2), "1 1;".repeat(3_000));
    answers.insert("signed_else.2".to_owned(), "x".to_owned());
    assert_eq!(Signed::unreadable(answers), [2]);
    let gaps = close(&draft).unwrap_err();
    let told: Vec<_> = gaps.iter().map(|gap| gap.place.field.as_str()).collect();
    assert_eq!(told, ["signed_strokes.2"]);
    let cleared = Signed::cleared(&draft.head.answers, 2);
    draft.head.answers.extend(cleared);
    assert_eq!(Signed::unreadable(&draft.head.answers), [0_u16; 0]);
    assert_eq!(close(&draft).unwrap().signatures().len(), 1);
}

#[test]
fn a_document_whose_text_was_changed_has_signatures_that_do_not_hold() {
    let mut draft = closed_shop();
    sign(&mut draft, Side::Team, "Nguyễn Văn An");
    let mut closed = close(&draft).unwrap();
    "Sạp mở cửa.".clone_into(&mut closed.conclusion);
    assert!(!closed.signatures()[0].1);
}

#[test]
fn a_correction_begins_without_signatures() {
    let mut draft = closed_shop();
    sign(&mut draft, Side::Team, "Nguyễn Văn An");
    let closed = close(&draft).unwrap();
    let id = InspectionId(uuid::Uuid::from_u128(8));
    let begun = crate::Correction::of(&closed, id, stamp(DAY), RulePack::current());
    assert_eq!(Signed::among(&begun.draft.head.answers), []);
    assert_eq!(begun.left_out, []);
}
