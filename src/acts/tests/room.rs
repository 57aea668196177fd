//! What leaves a working copy that fills up, and what never does.

use inspection::{InspectionId, Receipt};

use super::*;
use crate::outbox::Delivery;
use crate::store::{Body, CAPACITY};

fn close_one(desk: &Desk, stall: &str) -> InspectionId {
    let (head, _) = complete_draft(desk, stall);
    ready(desk.close(head.id)).unwrap();
    head.id
}

fn receive(desk: &Desk, id: InspectionId) {
    let receipt = Receipt {
        id: id.into(),
        sha256: desk.entry(id).unwrap().summary.sha256.clone(),
        received_at: "2026-11-22T03:00:00Z".parse().unwrap(),
    };
    let received = Delivery::Received { receipt };
    ready(desk.save_value(Key::Delivery(id.into()), &received)).unwrap();
}

/// Fills the working copy to a share of its room, in percent, rounded up.
pub(super) fn fill_to(tablet: &Tablet, percent: usize) {
    tablet.store.plant("other", "");
    let used = tablet.store.used().unwrap();
    let rest = (CAPACITY * percent).div_ceil(100) - used;
    tablet.store.plant("other", &"x".repeat(rest));
}

fn is_moved_out(tablet: &Tablet, id: InspectionId) -> bool {
    let piece = tablet.stored(Key::Document(id)).unwrap();
    matches!(piece.body, Body::Stub(_))
}

#[test]
fn received_records_move_out_of_a_full_store_and_are_read_as_before() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let [sent, waiting] = ["A", "B"].map(|stall| close_one(&desk, stall));
    receive(&desk, sent);
    assert_eq!(ready(desk.make_room()), Ok(0));
    fill_to(&tablet, 71);
    let (before, whole) = (desk.entry(sent).unwrap(), record(&desk, sent));
    assert_eq!(ready(desk.make_room()), Ok(1));
    assert!(is_moved_out(&tablet, sent));
    assert!(!is_moved_out(&tablet, waiting));
    for desk in [desk, tablet.open()] {
        let entry = desk.entry(sent).unwrap();
        assert_eq!(entry.delivery, before.delivery);
        assert_eq!(entry.summary.establishment, "A");
        assert_eq!(record(&desk, sent), whole);
        assert_eq!(desk.entries().len(), 2);
    }
    // Opening again brings no text back.
    assert!(is_moved_out(&tablet, sent));
}

#[test]
fn a_text_the_journal_does_not_hold_stays_in_the_store() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let id = close_one(&desk, "A");
    receive(&desk, id);
    tablet.journal.forget(&Key::Document(id).to_string());
    fill_to(&tablet, 95);
    assert_eq!(ready(desk.make_room()), Ok(0));
    assert!(!is_moved_out(&tablet, id));
}

#[test]
fn a_line_whose_text_is_gone_is_named_at_opening() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let id = close_one(&desk, "A");
    receive(&desk, id);
    fill_to(&tablet, 71);
    ready(desk.make_room()).unwrap();
    tablet.journal.forget(&Key::Document(id).to_string());
    let (desk, opening) = tablet.try_open().unwrap();
    assert_eq!(opening.without_text, [id]);
    assert_eq!(ready(desk.record(id)), Err(ReadError::NotFound));
}

#[test]
fn a_damaged_text_behind_a_line_is_said_to_be_unreadable() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let id = close_one(&desk, "Sạp A");
    receive(&desk, id);
    fill_to(&tablet, 71);
    ready(desk.make_room()).unwrap();
    let key = Key::Document(id).to_string();
    let whole = tablet.journal.text(&key).unwrap();
    // Cut off, and one letter changed.
    for damaged in [&whole[..whole.len() / 2], &whole.replace("Sạp A", "Sạp B")] {
        tablet.journal.plant(&key, damaged);
        for desk in [desk.clone(), tablet.open()] {
            let read = ready(desk.record(id));
            assert!(matches!(read, Err(ReadError::Unreadable(_))), "{read:?}");
            assert_eq!(desk.entry(id).unwrap().summary.establishment, "Sạp A");
        }
    }
}

#[test]
fn from_ninety_percent_on_no_visit_begins_and_the_one_in_hand_closes() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    fill_to(&tablet, 89);
    assert!(ready(desk.new_draft()).is_ok());
    fill_to(&tablet, 90);
    assert_eq!(ready(desk.new_draft()), Err(SaveError::NoRoom));
    ready(desk.save_head(&answered(&head, "inspector", "Bình"))).unwrap();
    ready(desk.close(head.id)).unwrap();
}

#[test]
fn received_records_are_kept_for_the_offices_time_and_never_less_than_24_months() {
    for (months, office_time, retired) in [
        (24, "2028-11-22T03:00:00Z", 0),
        (24, "2028-12-07T03:00:01Z", 1),
        (1, "2028-11-01T00:00:00Z", 0),
        (36, "2029-11-22T00:00:00Z", 0),
        (36, "2030-01-01T00:00:00Z", 1),
    ] {
        let tablet = Tablet::default();
        let desk = tablet.open();
        let [sent, waiting] = ["A", "B"].map(|stall| close_one(&desk, stall));
        receive(&desk, sent);
        let case = format!("{months} months, {office_time}");
        let office_time = office_time.parse().unwrap();
        tablet.clock.set_to(office_time);
        let first = ready(desk.retire(office_time, months));
        assert_eq!(first, Ok(retired), "{case}");
        for desk in [desk, tablet.open()] {
            assert_eq!(desk.entries().len(), 2, "{case}");
            assert!(ready(desk.record(waiting)).is_ok(), "{case}");
            let no_longer = ready(desk.record(sent)) == Err(ReadError::NoLongerKept);
            assert_eq!(no_longer, retired == 1, "{case}");
            assert_eq!(ready(desk.retire(office_time, months)), Ok(0), "{case}");
        }
        let kept = tablet.journaled(Key::Document(sent)).unwrap();
        if let Body::Stub(line) = kept.body {
            let summary: Summary = line.read().unwrap();
            assert_eq!(summary.receipt.unwrap().sha256, summary.sha256, "{case}");
        }
    }
}

#[test]
fn nothing_is_let_go_by_one_clock_that_the_other_does_not_bear_out() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let id = close_one(&desk, "A");
    receive(&desk, id);
    for (office, ours, retired) in [
        // One answer with a wrong clock, and a tablet whose clock jumped.
        ("2099-01-01T00:00:00Z", "2026-11-22T03:00:00Z", 0),
        ("2026-11-22T03:00:00Z", "2099-01-01T00:00:00Z", 0),
        ("2029-01-03T00:00:00Z", "2029-01-01T23:00:00Z", 0),
        // 24 months of 31 days after it was received, by the earlier of both.
        ("2028-12-05T12:00:00Z", "2028-12-05T02:00:00Z", 0),
        ("2028-12-05T02:00:00Z", "2028-12-05T12:00:00Z", 0),
        ("2028-12-05T12:00:00Z", "2028-12-05T04:00:00Z", 1),
    ] {
        tablet.clock.set_to(ours.parse().unwrap());
        let gone = ready(desk.retire(office.parse().unwrap(), 24));
        assert_eq!(gone, Ok(retired), "{office}, {ours}");
    }
}
