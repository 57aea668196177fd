//! Another window, or a browser that takes the working copy away, in the middle
//! of an act.

use super::*;
use crate::journal::{JournalError, SetAside};
use crate::store::Stored;

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
