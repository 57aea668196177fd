//! A closed inspection is durable, whole, chained and unchangeable.

use inspection::{Digest, Frozen, Gap, GapReason, InspectionId};

use super::*;
use crate::outbox::Delivery;

fn close(desk: &Desk, id: InspectionId) -> Frozen {
    ready(desk.close(id)).unwrap()
}

#[test]
fn closing_turns_the_draft_into_one_document_in_one_transaction() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, check) = complete_draft(&desk, "A");
    let before = tablet.journal.commits();
    let frozen = close(&desk, head.id);
    assert_eq!(tablet.journal.commits(), before + 1);

    let document = tablet.journaled(Key::Document(head.id)).unwrap();
    assert_eq!(document.json().unwrap().text(), frozen.text);
    assert_eq!(tablet.stored(Key::Document(head.id)), Some(document));
    for key in [Key::DraftHead(head.id), Key::DraftCheck(head.id, check.id)] {
        assert_eq!(tablet.journaled(key).unwrap().json(), None);
        assert_eq!(tablet.stored(key).unwrap().json(), None);
    }
    assert_eq!(desk.drafts(), []);
    let entries = desk.entries();
    assert_eq!(entries.len(), 1);
    assert_eq!(record(&desk, head.id).frozen, frozen);
    assert_eq!(entries[0].summary.establishment, "A");
    assert_eq!(entries[0].delivery, Delivery::default());
}

#[test]
fn each_document_names_the_one_before() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let mut previous: Option<Digest> = None;
    for sequence in 1..=3 {
        let (head, _) = complete_draft(&desk, "A");
        let frozen = close(&desk, head.id);
        let link = record(&desk, head.id).inspection.link;
        assert_eq!(link.device, desk.device());
        assert_eq!(link.sequence, sequence);
        assert_eq!(link.previous, previous);
        previous = Some(frozen.sha256);
    }
    let after_a_restart = tablet.open();
    let (head, _) = complete_draft(&after_a_restart, "A");
    close(&after_a_restart, head.id);
    let link = record(&after_a_restart, head.id).inspection.link;
    assert_eq!((link.sequence, link.previous), (4, previous));
    let order: Vec<u64> = after_a_restart
        .entries()
        .iter()
        .map(|entry| entry.summary.sequence)
        .collect();
    assert_eq!(order, [4, 3, 2, 1]);
}

#[test]
fn a_draft_with_gaps_is_not_closed_and_names_them() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    ready(desk.save_head(&answered(&head, "conclusion", ""))).unwrap();
    let Err(CloseError::Gaps(gaps)) = ready(desk.close(head.id)) else {
        panic!("it was closed");
    };
    let named = |gap: &Gap| gap.place.field == "conclusion" && gap.reason == GapReason::Missing;
    assert!(gaps.len() == 1 && named(&gaps[0]), "{gaps:?}");
    assert_eq!(desk.drafts().len(), 1);
    assert_eq!(desk.entries(), []);
}

#[test]
fn a_draft_the_journal_does_not_take_stays_a_draft() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, check) = complete_draft(&desk, "A");
    tablet.journal.set_failing(true);
    let closed = ready(desk.close(head.id));
    assert!(
        matches!(closed, Err(CloseError::Save(SaveError::StoreOnly(_)))),
        "{closed:?}"
    );
    assert_eq!(desk.load_draft(head.id).unwrap().checks, [check]);
    assert_eq!(desk.entries(), []);
    tablet.journal.set_failing(false);
    ready(desk.save_head(&answered(&head, "inspector", "Bình"))).unwrap();
    let frozen = close(&desk, head.id);
    assert!(frozen.text.contains("Bình"));
}

#[test]
fn what_was_saved_to_the_working_copy_only_is_in_the_document() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    drop(desk.save_head(&answered(&head, "inspector", "Bình")));
    assert!(close(&desk, head.id).text.contains("Bình"));
    // Nothing of it is still owed to the journal.
    let settings = desk.settings();
    assert_eq!(ready(desk.save_settings(&settings)), Ok(()));
    assert_eq!(tablet.open().drafts(), []);
}

#[test]
fn a_save_that_ends_after_the_closing_is_covered_by_it() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    let saving = desk.save_head(&answered(&head, "inspector", "Bình"));
    close(&desk, head.id);
    assert_eq!(ready(saving), Ok(()));
}

#[test]
fn a_closed_inspection_takes_no_more_answers() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, check) = complete_draft(&desk, "A");
    let frozen = close(&desk, head.id);
    let later = answered(&head, "conclusion", "Không đạt");
    assert_eq!(ready(desk.save_head(&later)), Err(SaveError::Closed));
    assert_eq!(
        ready(desk.save_check(head.id, &check)),
        Err(SaveError::Closed)
    );
    assert_eq!(desk.load_draft(head.id), Err(LoadError::Closed));
    let again = ready(desk.close(head.id));
    assert_eq!(again, Err(CloseError::Load(LoadError::Closed)));
    assert_eq!(record(&tablet.open(), head.id).frozen, frozen);
}

#[test]
fn a_closing_cut_off_after_the_journal_is_finished_at_the_next_start() {
    // Document, head and check: every write of the closing is forgotten, or
    // only the last ones.
    for lost in 1..=3 {
        let tablet = Tablet::default();
        let desk = tablet.open();
        let (head, _) = complete_draft(&desk, "A");
        tablet.store.flush();
        let frozen = close(&desk, head.id);
        tablet.store.lose_last(lost);
        let (desk, opening) = tablet.try_open().unwrap();
        assert_eq!(desk.drafts(), [], "{lost}");
        assert_eq!(record(&desk, head.id).frozen, frozen, "{lost}");
        assert_eq!(opening.restored, lost);
        assert_eq!(opening.set_aside, []);
    }
}

#[test]
fn a_document_the_full_store_does_not_take_is_closed_all_the_same() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    tablet.store.set_room(0);
    let frozen = close(&desk, head.id);
    assert_eq!(desk.store_trouble(), Some(StoreError::Full));
    assert_eq!(record(&desk, desk.entries()[0].id).frozen, frozen);
    assert_eq!(desk.drafts(), []);
    tablet.store.set_room(usize::MAX);
    assert_eq!(record(&tablet.open(), head.id).frozen, frozen);
}

#[test]
fn a_listed_check_that_is_missing_keeps_the_draft_open_until_it_is_removed() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (mut head, _) = complete_draft(&desk, "A");
    let never_kept = head.add_check(CheckKind::Quality, "toys");
    ready(desk.save_head(&head)).unwrap();
    let missing = vec![never_kept.id];
    assert_eq!(
        ready(desk.close(head.id)),
        Err(CloseError::MissingChecks(missing))
    );
    let (desk, opening) = tablet.try_open().unwrap();
    assert_eq!(opening.missing, [(head.id, never_kept.id)]);
    ready(desk.remove_check(&head, never_kept.id)).unwrap();
    close(&desk, head.id);
}

#[test]
fn a_check_its_head_does_not_list_is_taken_up_and_closed_with_it() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    let mut other = complete_draft(&desk, "B").1;
    other.id = inspection::CheckId(4);
    ready(desk.save_check(head.id, &other)).unwrap();
    let draft = tablet.open().load_draft(head.id).unwrap();
    assert_eq!(draft.checks.len(), 2);
    assert_eq!(draft.head.checks_made, 4);
    close(&desk, head.id);
    let checks = record(&desk, head.id).inspection.checks;
    assert_eq!(checks.len(), 2);
    assert_eq!(tablet.try_open().unwrap().1.without_head, []);
}
