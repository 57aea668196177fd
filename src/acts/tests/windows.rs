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

    fn all(&self) -> LocalFuture<'_, Result<Vec<Stored>, JournalError>> {
        let all = ready(self.journal.all());
        (self.other_window)();
        Box::pin(std::future::ready(all))
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
    let closed = ready(desk.close(head.id));
    let unavailable = |error: &CloseError| {
        matches!(
            error,
            CloseError::Load(LoadError::Store(StoreError::Unavailable(_)))
        )
    };
    assert!(closed.as_ref().is_err_and(unavailable), "{closed:?}");
    gone.set(false);
    ready(desk.close(head.id)).unwrap();
    assert_eq!(desk.entry(head.id).unwrap().inspection.link.sequence, 2);
}
