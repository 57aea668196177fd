//! Windows and tablets that know only half of it: what one did, the other finds
//! before it acts on it.

use std::task::{Context, Waker};

use super::delivering::Scripted;
use super::exchange::{another, import};
use super::many::{Used, id};
use super::photos::{add, picture};
use super::windows::lagging;
use super::*;
use crate::journal::JournalError;
use crate::outbox::Haste;
use crate::store::CAPACITY;

#[test]
fn a_photo_that_another_window_closed_is_exported_and_sent() {
    let tablet = Tablet::default();
    let (desk, second) = (tablet.open(), tablet.open());
    let (mut head, _) = complete_draft(&desk, "A");
    add(&desk, &mut head, "one");
    ready(desk.close(head.id)).unwrap();
    let file = ready(second.export(Scope::Record(head.id))).unwrap();
    assert_eq!(file.left_out, 0);
    assert_eq!(file.text.matches("\"proof\":").count(), 2);

    let third = tablet.open();
    let (mut next, _) = complete_draft(&desk, "B");
    add(&desk, &mut next, "two");
    ready(desk.close(next.id)).unwrap();
    let office = Scripted::default();
    ready(third.deliver(&office, Haste::Now, &|_| {}));
    assert_eq!(office.sent().len(), 4);
}

#[test]
fn a_record_that_another_window_put_away_is_listed_once_it_is_asked_for() {
    let used = Used::with(600);
    let (desk, second) = (used.open(), used.open());
    let before = desk.entries().len();
    ready(desk.deliver(&Scripted::default(), Haste::Now, &|_| {}));
    assert!(second.entries().len() < before);
    ready(second.read_archive()).unwrap();
    assert_eq!(second.entries().len(), before);
    assert_eq!(second.load_draft(id(1)), Err(LoadError::Closed));
}

#[test]
fn records_that_two_pages_ask_for_at_once_are_listed_once() {
    let used = Used::with(600);
    let desk = used.open();
    let before = desk.entries().len();
    ready(desk.deliver(&Scripted::default(), Haste::Now, &|_| {}));
    let desk = used.open();
    used.journal.is_slow.set(true);
    let mut asked = vec![desk.read_archive(), desk.read_archive()];
    let mut turn = Context::from_waker(Waker::noop());
    while !asked.is_empty() {
        asked.retain_mut(|one| one.as_mut().poll(&mut turn).is_pending());
    }
    assert_eq!(desk.entries().len(), before);
}

#[test]
fn a_file_of_more_than_the_working_copy_holds_comes_in_and_is_known_again() {
    let from = another().open();
    let (mut head, _) = complete_draft(&from, "A");
    for word in ["x", "y"] {
        let large = word.repeat(CAPACITY * 6 / 10);
        let photo = picture(&head, &large);
        ready(from.add_photo(&mut head, photo)).unwrap();
    }
    ready(from.close(head.id)).unwrap();
    let (open, _) = complete_draft(&from, "B");
    let file = ready(from.export(Scope::All)).unwrap().text;
    let desk = Tablet::default().open();
    let imported = import(&desk, &file);
    assert_eq!((imported.documents, imported.drafts), (3, 1));
    assert_eq!(import(&desk, &file).known, 4);
    assert_eq!(desk.laid_aside()[0].0, open);
}

#[test]
fn a_photo_without_room_holds_up_nothing_that_is_typed() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (mut head, _) = complete_draft(&desk, "A");
    tablet.journal.set_most(Some(5_000));
    let photo = picture(&head, &"x".repeat(6_000));
    let saved = ready(desk.add_photo(&mut head, photo));
    assert_eq!(saved, Err(SaveError::StoreOnly(JournalError::Full)));
    let typed = answered(&head, "inspector", "Bình");
    assert_eq!(ready(desk.save_head(&typed)), Ok(()));
    let key = Key::DraftHead(head.id);
    assert_eq!(tablet.journaled(key), tablet.stored(key));
}

#[test]
fn a_check_is_not_removed_by_a_window_whose_head_is_refused() {
    let tablet = Tablet::default();
    let owner = tablet.open();
    let (head, check) = complete_draft(&owner, "A");
    let other = lagging(&tablet);
    let robbed = other.open();
    let newer = answered(&head, "inspector", "Bình");
    ready(owner.save_head(&newer)).unwrap();
    let removed = ready(robbed.remove_check(&head, check.id));
    assert!(matches!(removed, Err(SaveError::Refused(_))), "{removed:?}");
    let key = Key::DraftCheck(head.id, check.id);
    assert!(tablet.journaled(key).unwrap().json().is_some());
    // Whatever this window's copy says of it, the check stands.
    for tablet in [&other, &tablet] {
        let draft = tablet.open().load_draft(head.id).unwrap();
        assert_eq!(
            (draft.head, draft.checks),
            (newer.clone(), vec![check.clone()])
        );
    }
}

#[test]
fn a_tablet_to_which_a_draft_was_not_handed_over_lays_its_copy_aside() {
    let desk = Tablet::default().open();
    let (head, _) = complete_draft(&desk, "A");
    for scope in [Scope::All, Scope::Draft(head.id)] {
        let file = ready(desk.export(scope)).unwrap().text;
        let other = another().open();
        assert_eq!(import(&other, &file).drafts, 1);
        assert_eq!(other.drafts(), []);
        let (laid, why) = other.laid_aside().remove(0);
        assert_eq!((laid, why.why), (head.clone(), WhyLaid::Copy));
        // Once it is there, handing it over makes it that tablet's own.
        let given = ready(desk.hand_over(head.id)).unwrap();
        assert_eq!(import(&other, &given).drafts, 1);
        assert_eq!(other.drafts(), std::slice::from_ref(&head));
        ready(desk.take_back(head.id)).unwrap();
    }
}
