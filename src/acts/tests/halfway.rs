//! Batches that break off half-way: full stores, and another window that writes
//! between the look and the write.

use super::*;
use crate::journal::JournalError;

/// A working copy in which another window writes a head just before ours.
#[derive(Default)]
struct RacedStore {
    inner: MemoryStore,
    theirs: Cell<Option<Piece>>,
}

impl Store for RacedStore {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.inner.keys()
    }

    fn read(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.inner.read(key)
    }

    fn put(&self, piece: &Piece) -> Result<(), StoreError> {
        let theirs = self.theirs.take();
        let races = |theirs: &Piece| theirs.key == piece.key;
        if let Some(theirs) = theirs.clone().filter(races) {
            self.inner.put(&theirs)?;
        } else {
            self.theirs.set(theirs);
        }
        self.inner.put(piece)
    }

    fn discard(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.inner.discard(key, text)
    }

    fn used(&self) -> Result<usize, StoreError> {
        self.inner.used()
    }
}

#[test]
fn a_batch_that_another_window_cuts_is_in_both_copies_after_the_next_save() {
    let store = Rc::new(RacedStore::default());
    let tablet = Tablet::default();
    let open_desk = || {
        let (journal, clock) = (tablet.journal.clone(), tablet.clock.clone());
        ready(Desk::open(store.clone(), journal, clock)).unwrap()
    };
    let (desk, _) = open_desk();
    let (mut head, check) = complete_draft(&desk, "A");
    let theirs = answered(&head, "inspector", "Bình");
    let key = Key::DraftHead(head.id);
    store.theirs.set(Some(Piece::of(key, 9, &theirs).unwrap()));
    let second = CheckDraft {
        id: head.add_check(check.kind, &check.subject).id,
        ..check.clone()
    };
    let added = ready(desk.add_check(&head, &second));
    assert!(matches!(added, Err(SaveError::Refused(_))), "{added:?}");
    // Any other save, for example of the settings.
    ready(desk.save_settings(&Settings::default())).unwrap();
    let key = Key::DraftCheck(head.id, second.id).to_string();
    assert!(store.read(&key).unwrap().is_some());
    assert_eq!(store.read(&key).unwrap(), tablet.journal.text(&key));
    let (desk, opening) = open_desk();
    assert_eq!((opening.missing, opening.without_head), (vec![], vec![]));
    let draft = desk.load_draft(head.id).unwrap();
    assert_eq!(draft.head.answers, theirs.answers);
    assert_eq!(draft.checks, [check, second]);
}

#[test]
fn a_correction_there_is_no_room_for_leaves_nothing_behind() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    ready(desk.close(head.id)).unwrap();
    let desk = tablet.open();
    // Room for a head, not for its check; and the journal takes nothing.
    tablet.store.set_room(tablet.store.used().unwrap() + 900);
    tablet.journal.set_full(true);
    let before = tablet.store.all().unwrap();
    let begun = ready(desk.correct(head.id));
    assert!(matches!(begun, Err(CorrectError::Save(_))), "{begun:?}");
    assert_eq!(tablet.store.all().unwrap(), before);
    tablet.journal.set_full(false);
    ready(desk.save_settings(&Settings::default())).unwrap();
    let (desk, opening) = tablet.try_open().unwrap();
    assert_eq!((opening, desk.drafts()), (Opening::default(), vec![]));
}

#[test]
fn a_batch_that_the_quota_cuts_is_whole_after_the_next_save_or_restart() {
    for restarts in [false, true] {
        let tablet = Tablet::default();
        let desk = tablet.open();
        let (mut head, check) = complete_draft(&desk, "A");
        let second = CheckDraft {
            id: head.add_check(check.kind, &check.subject).id,
            ..check.clone()
        };
        // Room for the check, not for the longer head.
        let longer = answered(&head, "conclusion", &"Đạt. ".repeat(200));
        tablet.store.set_room(tablet.store.used().unwrap() + 900);
        tablet.journal.set_full(true);
        let added = ready(desk.add_check(&longer, &second));
        assert!(matches!(added, Err(SaveError::Nowhere { .. })), "{added:?}");
        assert!(matches!(
            added,
            Err(SaveError::Nowhere {
                journal: JournalError::Full,
                ..
            })
        ));
        tablet.store.set_room(usize::MAX);
        tablet.journal.set_full(false);
        let desk = if restarts { tablet.open() } else { desk };
        ready(desk.save_settings(&Settings::default())).unwrap();
        let (after, opening) = tablet.try_open().unwrap();
        assert_eq!(opening, Opening::default());
        let draft = after.load_draft(head.id).unwrap();
        assert_eq!(draft.checks, [check, second]);
        assert_eq!(draft.head.checks, head.checks);
    }
}
