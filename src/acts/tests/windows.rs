//! Another window, or a browser that takes the working copy away, in the middle
//! of an act.

use super::*;
use crate::journal::{JournalError, SetAside};
use crate::store::{QUARANTINE, Refusal, Stored};

/// A journal where another window does something just after it was read.
struct Overtaken {
    journal: Rc<MemoryJournal>,
    other_window: Box<dyn Fn()>,
}

impl Journal for Overtaken {
    fn commit<'a>(&'a self, pieces: &'a [Piece]) -> LocalFuture<'a, Result<(), JournalError>> {
        self.journal.commit(pieces)
    }

    fn keys(&self) -> LocalFuture<'_, Result<Vec<String>, JournalError>> {
        self.journal.keys()
    }

    fn read<'a>(
        &'a self,
        keys: &'a [String],
    ) -> LocalFuture<'a, Result<Vec<Stored>, JournalError>> {
        let read = ready(self.journal.read(keys));
        (self.other_window)();
        Box::pin(std::future::ready(read))
    }

    fn set_aside<'a>(
        &'a self,
        values: &'a [SetAside],
    ) -> LocalFuture<'a, Result<(), JournalError>> {
        self.journal.set_aside(values)
    }

    fn bury<'a>(&'a self, keys: &'a [String]) -> LocalFuture<'a, Result<(), JournalError>> {
        self.journal.bury(keys)
    }
}

fn open_while(tablet: &Tablet, other_window: impl Fn() + 'static) -> Desk {
    let journal = Overtaken {
        journal: tablet.journal.clone(),
        other_window: Box::new(other_window),
    };
    let opened = Desk::open(tablet.store.clone(), Rc::new(journal), tablet.clock.clone());
    ready(opened).unwrap().0
}

#[test]
fn a_window_opens_while_another_one_saves() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    // In the working copy only when the second window reads both copies.
    drop(desk.save_head(&answered(&head, "inspector", "Bình")));
    let last = answered(&head, "inspector", "Chi");
    let typed = last.clone();
    let second = open_while(&tablet, move || ready(desk.save_head(&typed)).unwrap());
    let last = vec![last];
    assert_eq!(second.drafts(), last);
    assert_eq!(tablet.open().drafts(), last);
}

#[test]
fn a_window_restores_what_another_one_changes() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    tablet.store.flush();
    let newer = answered(&head, "inspector", "Bình");
    ready(desk.save_head(&newer)).unwrap();
    tablet.store.lose_last(1);
    let last = answered(&head, "inspector", "Chi");
    let typed = last.clone();
    let second = open_while(&tablet, move || ready(desk.save_head(&typed)).unwrap());
    assert_eq!(second.drafts(), [last]);
}

/// A working copy that the browser can take away.
struct Withdrawn {
    store: Rc<MemoryStore>,
    gone: Rc<Cell<bool>>,
}

impl Withdrawn {
    fn at_hand(&self) -> Result<&MemoryStore, StoreError> {
        if self.gone.get() {
            return Err(StoreError::Unavailable("withdrawn".to_owned()));
        }
        Ok(&self.store)
    }
}

impl Store for Withdrawn {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.at_hand()?.keys()
    }

    fn read(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.at_hand()?.read(key)
    }

    fn put(&self, piece: &Piece) -> Result<(), StoreError> {
        self.at_hand()?.put(piece)
    }

    fn used(&self) -> Result<usize, StoreError> {
        self.at_hand()?.used()
    }

    fn discard(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.at_hand()?.discard(key, text)
    }
}

#[test]
fn without_the_working_copy_no_second_chain_is_begun() {
    let tablet = Tablet::default();
    let gone = Rc::new(Cell::new(false));
    let store = Withdrawn {
        store: tablet.store.clone(),
        gone: gone.clone(),
    };
    let opened = Desk::open(Rc::new(store), tablet.journal.clone(), tablet.clock.clone());
    let desk = ready(opened).unwrap().0;
    let (first, _) = complete_draft(&desk, "A");
    ready(desk.close(first.id)).unwrap();
    let (head, mut check) = complete_draft(&desk, "B");
    gone.set(true);
    // The whole draft is typed anew, so that all of it is at hand.
    check
        .answers
        .insert("product".to_owned(), "Diều".to_owned());
    let head = answered(&head, "inspector", "Bình");
    drop(desk.add_check(&head, &check));
    ready(desk.close(head.id)).unwrap();
    gone.set(false);
    let previous = Some(record(&desk, first.id).frozen.sha256);
    let link = record(&desk, head.id).inspection.link;
    assert_eq!((link.sequence, link.previous), (2, previous));
}

#[test]
fn a_window_that_is_behind_removes_nothing() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    let behind = tablet.open();
    let newer = answered(&head, "inspector", "Bình");
    ready(desk.save_head(&newer)).unwrap();
    let removed = ready(behind.remove_check(&head, head.checks[0]));
    assert!(matches!(removed, Err(SaveError::Refused(_))), "{removed:?}");
    let (after, opening) = tablet.try_open().unwrap();
    assert_eq!(opening, Opening::default());
    assert_eq!(after.load_draft(head.id).unwrap().checks.len(), 1);
}

#[test]
fn two_windows_that_close_at_once_make_one_chain() {
    let tablet = Tablet::default();
    let (desk, second) = (tablet.open(), tablet.open());
    let (a, _) = complete_draft(&desk, "A");
    let (b, _) = complete_draft(&second, "B");
    let link = |desk: &Desk, id| record(desk, id).inspection.link;
    // Both have the same last place in sight when they begin.
    let (first, other) = (desk.close(a.id), second.close(b.id));
    let (first, _) = (ready(first).unwrap(), ready(other).unwrap());
    let after = tablet.open();
    let links = [link(&after, a.id), link(&after, b.id)];
    assert_eq!([links[0].sequence, links[1].sequence], [1, 2]);
    assert_eq!(links[1].previous, Some(first.sha256));
}

/// Two windows of one tablet. What the second sees of the working copy is its
/// own: the other's writing has not come through.
pub(super) fn lagging(tablet: &Tablet) -> Tablet {
    let store = Rc::new(MemoryStore::default());
    for stored in tablet.store.all().unwrap() {
        store.plant(&stored.key, &stored.text);
    }
    Tablet {
        store,
        ..tablet.clone()
    }
}

#[test]
fn two_first_windows_opened_at_once_are_one_tablet() {
    // What each sees of the working copy is its own, or the same.
    for apart in [true, false] {
        let tablet = Tablet::default();
        let other = if apart {
            lagging(&tablet)
        } else {
            tablet.clone()
        };
        let first = tablet.clone();
        let second = open_while(&other, move || drop(first.open()));
        let device = tablet.open().device();
        assert_eq!(second.device(), device);
        assert_eq!(other.open().device(), device);
        let (_, opening) = other.try_open().unwrap();
        assert_eq!(opening, Opening::default(), "{apart}");
        assert_eq!(other.stored(Key::Device), tablet.journaled(Key::Device));
    }
}

#[test]
fn a_window_that_takes_a_draft_over_types_on_from_the_journals_truth() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    let other = lagging(&tablet);
    let second = other.open();
    let saved = answered(&head, "inspector", "Bình");
    ready(desk.save_head(&saved)).unwrap();
    assert_eq!(second.load_draft(head.id).unwrap().head, head);

    ready(second.reread(head.id)).unwrap();
    assert_eq!(second.load_draft(head.id).unwrap().head, saved);
    let next = answered(&saved, "conclusion", "Không đạt");
    ready(second.save_head(&next)).unwrap();
    assert_eq!(tablet.open().drafts(), [next]);
}

#[test]
fn without_rereading_a_window_does_not_write_over_what_it_has_not_seen() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    let second = lagging(&tablet).open();
    let saved = answered(&head, "inspector", "Bình");
    ready(desk.save_head(&saved)).unwrap();
    let blind = answered(&head, "inspector", "Chi");
    let key = Key::DraftHead(head.id);
    let refused = Err(SaveError::Refused(Refusal::Stale(key)));
    assert_eq!(ready(second.save_head(&blind)), refused);
    assert_eq!(ready(second.save_head(&blind)), refused);
    let kept: Head = tablet
        .journaled(key)
        .unwrap()
        .json()
        .unwrap()
        .read()
        .unwrap();
    assert_eq!(kept, saved);

    // Once it has read what there is, it may write again.
    ready(second.reread(head.id)).unwrap();
    assert_eq!(second.load_draft(head.id).unwrap().head, saved);
    ready(second.save_head(&blind)).unwrap();
    assert_eq!(tablet.open().drafts(), [blind]);
}

#[test]
fn a_robbed_window_that_wrote_the_working_copy_is_set_aside_and_kept() {
    let tablet = Tablet::default();
    let (desk, second) = (tablet.open(), tablet.open());
    let (head, _) = complete_draft(&desk, "A");
    ready(second.reread(head.id)).unwrap();
    let saved = answered(&head, "inspector", "Bình");
    ready(second.save_head(&saved)).unwrap();
    // The first window froze before it saw that, and writes where it stood.
    let key = Key::DraftHead(head.id);
    let ours = tablet.stored(key).unwrap();
    let frozen = answered(&head, "inspector", "Chi");
    let late = Piece::of(key, ours.revision, &frozen).unwrap();
    tablet.store.plant(&key.to_string(), &seal(&late));

    ready(second.reread(head.id)).unwrap();
    assert_eq!(second.load_draft(head.id).unwrap().head, saved);
    let keys = ready(tablet.journal.keys()).unwrap().into_iter();
    let mut aside = keys.filter(|key| key.starts_with(QUARANTINE));
    let aside = tablet.journal.text(&aside.next().unwrap());
    assert_eq!(aside, Some(seal(&late)));
}

#[test]
fn what_only_the_working_copy_has_is_durable_once_it_was_reread() {
    let tablet = Tablet::default();
    let (desk, second) = (tablet.open(), tablet.open());
    let (head, check) = complete_draft(&desk, "A");
    let typed = answered(&head, "inspector", "Bình");
    // The window that typed this was killed before its journal had it.
    drop(desk.save_head(&typed));
    ready(second.reread(head.id)).unwrap();
    let key = Key::DraftHead(head.id);
    assert_eq!(tablet.journaled(key), tablet.stored(key));
    let draft = second.load_draft(head.id).unwrap();
    assert_eq!((draft.head, draft.checks), (typed, vec![check]));
}

#[test]
fn a_check_that_another_window_removed_is_gone_once_it_was_reread() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, check) = complete_draft(&desk, "A");
    let second = lagging(&tablet).open();
    ready(desk.remove_check(&head, check.id)).unwrap();
    assert_eq!(second.load_draft(head.id).unwrap().checks.len(), 1);
    ready(second.reread(head.id)).unwrap();
    assert_eq!(second.load_draft(head.id).unwrap().checks, []);
}

#[test]
fn a_draft_that_another_window_closed_is_a_record_once_it_was_reread() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    let second = lagging(&tablet).open();
    let frozen = ready(desk.close(head.id)).unwrap();
    assert!(second.load_draft(head.id).is_ok());
    ready(second.reread(head.id)).unwrap();
    assert_eq!(second.load_draft(head.id), Err(LoadError::Closed));
    assert_eq!(record(&second, head.id).frozen, frozen);
    let blind = second.save_head(&answered(&head, "inspector", "Chi"));
    assert_eq!(ready(blind), Err(SaveError::Closed));
}

#[test]
fn with_a_journal_that_cannot_be_read_nothing_is_taken_over() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    tablet.journal.set_failing(true);
    let reread = ready(desk.reread(head.id));
    assert!(matches!(reread, Err(OpenError::Journal(_))));
}

#[test]
fn a_value_of_a_newer_program_is_not_written_over_while_this_one_runs() {
    let newer = "{\"v\":2,\"revision\":1}";
    for in_store in [true, false] {
        let tablet = Tablet::default();
        let desk = tablet.open();
        let (head, _) = complete_draft(&desk, "A");
        let key = Key::DraftHead(head.id);
        let text = key.to_string();
        if in_store {
            tablet.store.plant(&text, newer);
        } else {
            tablet.journal.plant(&text, newer);
        }
        let saved = ready(desk.save_head(&answered(&head, "inspector", "Bình")));
        let refused = Err(SaveError::Refused(Refusal::Unreadable(key)));
        assert_eq!(saved, refused);
        let there = if in_store {
            tablet.store.read(&text).unwrap()
        } else {
            tablet.journal.text(&text)
        };
        assert_eq!(there.as_deref(), Some(newer));
        let reread = ready(desk.reread(head.id));
        assert_eq!(reread, Err(OpenError::Newer { key: text }));
    }
}
