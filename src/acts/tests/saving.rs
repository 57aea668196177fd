//! "Saved" means durable, also after failures, overlaps and full stores.

use std::cell::RefCell;

use super::*;
use crate::journal::{JournalError, SetAside};
use crate::store::{Refusal, Stored};

/// A journal whose commits begin at once and end when they are let through.
#[derive(Default)]
struct GatedJournal {
    inner: MemoryJournal,
    open: Rc<Cell<bool>>,
    begun: RefCell<u32>,
}

impl Journal for GatedJournal {
    fn commit<'a>(&'a self, pieces: &'a [Piece]) -> LocalFuture<'a, Result<(), JournalError>> {
        Box::pin(async move {
            *self.begun.borrow_mut() += 1;
            let open = self.open.clone();
            std::future::poll_fn(move |_| {
                if open.get() {
                    std::task::Poll::Ready(())
                } else {
                    std::task::Poll::Pending
                }
            })
            .await;
            self.inner.commit(pieces).await
        })
    }

    fn keys(&self) -> LocalFuture<'_, Result<Vec<String>, JournalError>> {
        self.inner.keys()
    }

    fn read<'a>(
        &'a self,
        keys: &'a [String],
    ) -> LocalFuture<'a, Result<Vec<Stored>, JournalError>> {
        self.inner.read(keys)
    }

    fn set_aside<'a>(
        &'a self,
        values: &'a [SetAside],
    ) -> LocalFuture<'a, Result<(), JournalError>> {
        self.inner.set_aside(values)
    }

    fn bury<'a>(&'a self, keys: &'a [String]) -> LocalFuture<'a, Result<(), JournalError>> {
        self.inner.bury(keys)
    }
}

#[test]
fn saving_writes_the_working_copy_at_once_and_ends_with_the_journal() {
    let store = Rc::new(MemoryStore::default());
    let journal = Rc::new(GatedJournal::default());
    journal.open.set(true);
    let clock = Rc::new(TestClock::default());
    let opened = ready(Desk::open(store.clone(), journal.clone(), clock));
    let desk = opened.unwrap().0;
    let head = ready(desk.new_draft()).unwrap();
    let key = Key::DraftHead(head.id).to_string();
    journal.open.set(false);

    let mut saving = desk.save_head(&answered(&head, "inspector", "An"));
    assert!(store.read(&key).unwrap().unwrap().contains("\"An\""));
    assert_eq!((&mut saving).now_or_never(), None);
    assert_eq!((&mut saving).now_or_never(), None);
    assert!(!journal.inner.text(&key).unwrap().contains("\"An\""));
    journal.open.set(true);
    assert_eq!(saving.now_or_never(), Some(Ok(())));
    assert!(journal.inner.text(&key).unwrap().contains("\"An\""));
}

#[test]
fn a_new_visit_is_dated_by_the_day_on_the_wall() {
    let desk = Tablet::default().open();
    let head = ready(desk.new_draft()).unwrap();
    assert_eq!(head.answers.get("inspected_on").unwrap(), "22/11/2026");
    assert_eq!(desk.drafts(), [head]);
}

#[test]
fn overlapping_saves_leave_the_newest_whichever_ends_first() {
    for second_first in [false, true] {
        let tablet = Tablet::default();
        let desk = tablet.open();
        let head = ready(desk.new_draft()).unwrap();
        let first = desk.save_head(&answered(&head, "inspector", "A"));
        let second = desk.save_head(&answered(&head, "inspector", "An"));
        let order = if second_first {
            [second, first]
        } else {
            [first, second]
        };
        for saving in order {
            assert_eq!(ready(saving), Ok(()));
        }
        let kept = tablet.journaled(Key::DraftHead(head.id)).unwrap();
        assert!(kept.json().unwrap().text().contains("\"An\""));
        assert_eq!(kept.revision, 3);
    }
}

#[test]
fn a_save_nobody_waited_for_is_covered_by_the_next() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, mut check) = complete_draft(&desk, "A");
    check
        .answers
        .insert("product".to_owned(), "Búp bê".to_owned());
    drop(desk.save_check(head.id, &check));
    let key = Key::DraftCheck(head.id, check.id);
    assert_ne!(tablet.journaled(key), tablet.stored(key));
    ready(desk.save_head(&answered(&head, "inspector", "Bình"))).unwrap();
    assert_eq!(tablet.journaled(key), tablet.stored(key));
}

#[test]
fn a_journal_that_fails_is_said_and_the_next_success_covers_everything() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, mut check) = complete_draft(&desk, "A");
    check
        .answers
        .insert("product".to_owned(), "Búp bê".to_owned());
    tablet.journal.set_failing(true);
    let failed = ready(desk.save_check(head.id, &check));
    assert!(matches!(failed, Err(SaveError::StoreOnly(_))), "{failed:?}");
    let again = ready(desk.save_check(head.id, &check));
    assert!(matches!(again, Err(SaveError::StoreOnly(_))), "{again:?}");
    let other = ready(desk.save_head(&head));
    assert!(matches!(other, Err(SaveError::StoreOnly(_))), "{other:?}");

    tablet.journal.set_failing(false);
    assert_eq!(ready(desk.save_head(&head)), Ok(()));
    let key = Key::DraftCheck(head.id, check.id);
    assert_eq!(tablet.journaled(key), tablet.stored(key));
}

#[test]
fn an_unchanged_save_writes_nothing() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, check) = complete_draft(&desk, "A");
    let before = tablet.journal.commits();
    assert_eq!(ready(desk.save_head(&head)), Ok(()));
    assert_eq!(ready(desk.save_check(head.id, &check)), Ok(()));
    assert_eq!(tablet.journal.commits(), before);
}

#[test]
fn what_a_full_store_does_not_take_is_in_the_journal_and_is_shown() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let head = ready(desk.new_draft()).unwrap();
    tablet.store.set_room(0);
    let longer = answered(&head, "conclusion", "Đạt");
    let saved = ready(desk.save_head(&longer));
    assert_eq!(saved, Err(SaveError::JournalOnly(StoreError::Full)));
    assert_eq!(desk.store_trouble(), Some(StoreError::Full));
    assert_eq!(desk.load_draft(head.id).unwrap().head, longer);
    assert_eq!(desk.drafts(), std::slice::from_ref(&longer));

    tablet.store.set_room(usize::MAX);
    assert_eq!(tablet.open().drafts(), std::slice::from_ref(&longer));
    assert_eq!(ready(desk.save_head(&longer)), Ok(()));
    assert_eq!(desk.store_trouble(), None);
    let key = Key::DraftHead(head.id);
    assert_eq!(tablet.stored(key), tablet.journaled(key));
}

#[test]
fn what_neither_copy_takes_is_said_to_be_nowhere() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let head = ready(desk.new_draft()).unwrap();
    tablet.store.set_room(0);
    tablet.journal.set_failing(true);
    let saved = ready(desk.save_head(&answered(&head, "conclusion", "Đạt")));
    assert!(matches!(saved, Err(SaveError::Nowhere { .. })), "{saved:?}");
}

#[test]
fn a_draft_changed_in_another_window_is_not_written_over() {
    let tablet = Tablet::default();
    let one = tablet.open();
    let (head, check) = complete_draft(&one, "A");
    let other = tablet.open();
    let theirs = answered(&head, "inspector", "Bình");
    ready(other.save_head(&theirs)).unwrap();

    let key = Key::DraftHead(head.id);
    let refused = Err(SaveError::Refused(Refusal::Stale(key)));
    for ours in ["An", "Cường"] {
        let saved = ready(one.save_head(&answered(&head, "inspector", ours)));
        assert_eq!(saved, refused);
    }
    assert_eq!(one.load_draft(head.id).unwrap().head, theirs);
    // Other pieces are still saved.
    let mut check = check;
    check
        .answers
        .insert("product".to_owned(), "Búp bê".to_owned());
    assert_eq!(ready(one.save_check(head.id, &check)), Ok(()));
}

#[test]
fn a_piece_the_journal_refuses_holds_up_no_other() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, check) = complete_draft(&desk, "A");
    let key = Key::DraftHead(head.id);
    // Another window's write that the working copy has lost.
    let theirs = Piece::of(key, 9, &answered(&head, "inspector", "Bình")).unwrap();
    tablet.journal.plant(&key.to_string(), &seal(&theirs));

    let ours = ready(desk.save_head(&answered(&head, "inspector", "An")));
    assert_eq!(ours, Err(SaveError::Refused(Refusal::Stale(key))));
    let mut check = check;
    check
        .answers
        .insert("product".to_owned(), "Búp bê".to_owned());
    assert_eq!(ready(desk.save_check(head.id, &check)), Ok(()));
}

#[test]
fn a_check_removed_stays_removed_after_the_store_forgot_it() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, check) = complete_draft(&desk, "A");
    tablet.store.flush();
    ready(desk.remove_check(&head, check.id)).unwrap();
    tablet.store.lose_last(2);
    let draft = tablet.open().load_draft(head.id).unwrap();
    assert_eq!(draft.checks, []);
    assert_eq!(draft.head.checks, []);
    assert_eq!(draft.head.checks_made, 1);
}

#[test]
fn settings_are_kept_and_the_last_window_wins() {
    let tablet = Tablet::default();
    let (one, other) = (tablet.open(), tablet.open());
    assert_eq!(one.settings(), Settings::default());
    let english = Settings {
        language: Some("en".to_owned()),
        ..Settings::default()
    };
    ready(other.save_settings(&english)).unwrap();
    let both = Settings {
        upload_url: Some("https://office.example/api/v1/uploads".to_owned()),
        ..one.settings()
    };
    assert_eq!(ready(one.save_settings(&both)), Ok(()));
    assert_eq!(tablet.open().settings().language.as_deref(), Some("en"));
}

#[test]
fn a_head_never_lists_a_check_that_the_working_copy_has_no_room_for() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, check) = complete_draft(&desk, "A");
    let mut longer = head.clone();
    let second = CheckDraft {
        id: longer.add_check(check.kind, &check.subject).id,
        ..check.clone()
    };
    // Room for the head's new line, not for the check.
    tablet.store.set_room(tablet.store.used().unwrap() + 50);
    drop(desk.add_check(&longer, &second));
    assert_eq!(desk.load_draft(head.id).unwrap().checks.len(), 2);
    let (after, opening) = tablet.try_open().unwrap();
    assert_eq!((opening, after.drafts()), (Opening::default(), vec![head]));
    // With room again, both are written.
    tablet.store.set_room(usize::MAX);
    ready(desk.save_head(&answered(&longer, "inspector", "Chi"))).unwrap();
    let draft = tablet.open().load_draft(longer.id).unwrap();
    assert_eq!(draft.checks, [check, second]);
}
