//! Laying drafts aside, taking them back, deleting them for good.

use super::exchange::{another, import};
use super::photos::add;
use super::*;

#[test]
fn a_draft_laid_aside_comes_back_as_it_was() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, check) = complete_draft(&desk, "A");
    ready(desk.lay_aside(head.id, WhyLaid::Deleted)).unwrap();
    assert_eq!(desk.drafts(), []);
    assert_eq!(desk.load_draft(head.id), Err(LoadError::LaidAside));
    let (after, opening) = tablet.try_open().unwrap();
    assert_eq!(opening, Opening::default());
    let laid = after.laid_aside();
    assert_eq!(laid.len(), 1);
    assert_eq!((&laid[0].0, laid[0].1.why), (&head, WhyLaid::Deleted));
    ready(after.take_back(head.id)).unwrap();
    assert_eq!(after.laid_aside(), []);
    let draft = tablet.open().load_draft(head.id).unwrap();
    assert_eq!((draft.head, draft.checks), (head, vec![check]));
}

#[test]
fn what_was_deleted_for_good_does_not_come_back_from_an_older_copy() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    ready(desk.lay_aside(head.id, WhyLaid::Deleted)).unwrap();
    tablet.store.flush();
    ready(desk.shred(head.id).unwrap()).unwrap();
    // The browser forgets that the working copy lost its pieces.
    tablet.store.lose_last(10);
    let after = tablet.open();
    assert_eq!((after.drafts(), after.laid_aside()), (vec![], vec![]));
    assert_eq!(after.load_draft(head.id), Err(LoadError::NotFound));
}

#[test]
fn nothing_is_written_to_a_draft_that_was_laid_aside_or_deleted_for_good() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, check) = complete_draft(&desk, "A");
    ready(desk.lay_aside(head.id, WhyLaid::HandedOver)).unwrap();
    let newer = answered(&head, "inspector", "Bình");
    assert_eq!(ready(desk.save_head(&newer)), Err(SaveError::Closed));
    assert_eq!(
        ready(desk.save_check(head.id, &check)),
        Err(SaveError::Closed)
    );
    assert_eq!(desk.laid_aside()[0].0, head);
    ready(desk.take_back(head.id)).unwrap();
    assert_eq!(ready(desk.save_head(&newer)), Ok(()));
}

#[test]
fn a_draft_is_deleted_for_good_as_a_whole_or_not_at_all() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, check) = complete_draft(&desk, "A");
    ready(desk.lay_aside(head.id, WhyLaid::Deleted)).unwrap();
    tablet.store.flush();
    tablet.journal.set_full(true);
    let shredded = ready(desk.shred(head.id).unwrap());
    assert!(matches!(shredded, Err(SaveError::StoreOnly(_))));
    tablet.journal.set_full(false);
    for _ in 0..3 {
        tablet.store.lose_last(1);
        let (after, opening) = tablet.try_open().unwrap();
        assert_eq!(opening, Opening::default());
        assert_eq!(after.laid_aside().len(), 1);
    }
    ready(desk.take_back(head.id)).unwrap();
    assert_eq!(desk.load_draft(head.id).unwrap().checks, [check]);
}

#[test]
fn everything_in_a_file_has_the_bin_and_it_comes_in_as_such() {
    let desk = Tablet::default().open();
    let (mut head, check) = complete_draft(&desk, "A");
    add(&desk, &mut head, "one");
    ready(desk.lay_aside(head.id, WhyLaid::Deleted)).unwrap();
    let laid = desk.laid_aside();
    let file = ready(desk.export(Scope::All)).unwrap();
    let other = another().open();
    assert_eq!(import(&other, &file.text).drafts, 1);
    assert_eq!((other.drafts(), other.laid_aside()), (vec![], laid.clone()));
    for desk in [&desk, &other] {
        assert_eq!(import(desk, &file.text).known, 1);
        assert_eq!(desk.laid_aside(), laid);
    }
    ready(other.take_back(head.id)).unwrap();
    assert_eq!(other.load_draft(head.id).unwrap().checks, [check]);
    // What is in use stays in use, and what went on is not set back.
    assert_eq!(import(&other, &file.text).known, 1);
    let newer = answered(&head, "inspector", "Chi");
    ready(other.save_head(&newer)).unwrap();
    assert_eq!(import(&other, &file.text).refused, [head.id.to_string()]);
    assert_eq!(other.drafts(), [newer]);
    // Deleted for good and imported again, it is back in the bin.
    ready(desk.shred(head.id).unwrap()).unwrap();
    assert_eq!(import(&desk, &file.text).drafts, 1);
    assert_eq!((desk.drafts(), desk.laid_aside()), (vec![], laid));
}
