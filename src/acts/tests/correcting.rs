//! Drafts begun from a record.

use super::room::fill_to;
use super::*;

fn closed(desk: &Desk) -> InspectionId {
    let (head, _) = complete_draft(desk, "A");
    ready(desk.close(head.id)).unwrap();
    head.id
}

#[test]
fn a_second_tap_on_correct_finds_the_draft_of_the_first() {
    let tablet = Tablet::default();
    let (desk, second) = (tablet.open(), tablet.open());
    let record = closed(&desk);
    let taps = [&desk, &desk, &second].map(|desk| desk.correct(record));
    let begun = taps.map(|tap| ready(tap).unwrap());
    let drafts = tablet.open().drafts();
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].supersedes, Some(record));
    assert_eq!(begun, [drafts[0].id; 3]);

    // One that was laid aside is no draft in hand.
    ready(desk.lay_aside(begun[0], WhyLaid::Deleted)).unwrap();
    assert_ne!(ready(desk.correct(record)).unwrap(), begun[0]);
    assert_eq!(desk.drafts().len(), 1);
}

#[test]
fn a_correction_begins_only_where_a_visit_does() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let record = closed(&desk);
    fill_to(&tablet, 90);
    let refused = Err(CorrectError::Save(SaveError::NoRoom));
    assert_eq!(ready(desk.correct(record)), refused);
    assert_eq!(ready(desk.new_draft()), Err(SaveError::NoRoom));
    assert_eq!(desk.drafts(), []);

    fill_to(&tablet, 80);
    let begun = ready(desk.correct(record)).unwrap();
    // What is in hand can be gone on with.
    fill_to(&tablet, 90);
    assert_eq!(ready(desk.correct(record)), Ok(begun));
}

#[test]
fn the_next_visit_has_the_place_and_the_types_and_not_what_was_found() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let record = closed(&desk);
    let id = ready(desk.next_visit(record)).unwrap();
    let laid = ready(desk.correct(record)).unwrap();
    let [next, laid] = [id, laid].map(|id| tablet.open().load_draft(id).unwrap());
    assert_eq!(next.head.supersedes, None);
    let same = |code: &str| next.head.answers.get(code) == laid.head.answers.get(code);
    assert!(same("establishment_address") && same("establishment_kind") && same("inspector"));
    assert_eq!(next.head.answers.get("establishment_name"), None);
    assert_eq!(next.head.answers.get("conclusion"), None);
    // A second one is another visit.
    assert_ne!(ready(desk.next_visit(record)).unwrap(), id);
    fill_to(&tablet, 90);
    let refused = Err(CorrectError::Save(SaveError::NoRoom));
    assert_eq!(ready(desk.next_visit(record)), refused);
}
