//! A tablet of a story: its two copies, the life of its browser, its windows.
//! A browser that dies writes nothing more, in the middle of whatever it does.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

use futures::FutureExt as _;
use inspection::{Draft, InspectionId};
use tablet::LocalFuture;
use tablet::acts::{Desk, OpenError, Opening};
use tablet::journal::{Journal, JournalError, MemoryJournal, SetAside};
use tablet::store::{MemoryStore, Piece, Store, StoreError, Stored};

use super::super::visit::TestClock;
use super::faults::Fault;

/// How long a browser lives.
#[derive(Default)]
pub(super) struct Life {
    /// Writes until its death, where that is settled.
    left: Cell<Option<u32>>,
    over: Cell<bool>,
}

impl Life {
    /// Lets it end after this many writes.
    pub(super) fn doom(&self, writes: u32) {
        self.left.set(Some(writes));
    }

    /// Lets it live on.
    pub(super) fn spare(&self) {
        self.left.set(None);
    }

    pub(super) fn is_over(&self) -> bool {
        self.over.get()
    }

    /// Whether one more write is done.
    fn write(&self) -> bool {
        match self.left.get() {
            Some(0) => self.over.set(true),
            Some(left) => self.left.set(Some(left - 1)),
            None => {}
        }
        !self.over.get()
    }
}

/// The two copies, as one browser reaches them; a planted fault lies between.
pub(super) struct Copies {
    pub(super) store: Rc<MemoryStore>,
    pub(super) journal: Rc<MemoryJournal>,
    pub(super) life: Rc<Life>,
    pub(super) fault: Fault,
}

impl Store for Copies {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.store.keys()
    }

    fn read(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.store.read(key)
    }

    fn put(&self, piece: &Piece) -> Result<(), StoreError> {
        if !self.life.write() {
            return Err(StoreError::Unavailable("dead".to_owned()));
        }
        self.fault.put(self, piece)
    }

    fn discard(&self, key: &str, text: &str) -> Result<(), StoreError> {
        if !self.life.write() {
            return Err(StoreError::Unavailable("dead".to_owned()));
        }
        self.store.discard(key, text)
    }

    fn used(&self) -> Result<usize, StoreError> {
        self.store.used()
    }

    fn all(&self) -> Result<Vec<Stored>, StoreError> {
        self.fault.before_opening(self);
        self.store.all()
    }
}

impl Journal for Copies {
    fn commit<'a>(&'a self, pieces: &'a [Piece]) -> LocalFuture<'a, Result<(), JournalError>> {
        Box::pin(async move {
            let alive = self.life.write();
            self.fault.commit(self, pieces, alive).await
        })
    }

    fn keys(&self) -> LocalFuture<'_, Result<Vec<String>, JournalError>> {
        self.journal.keys()
    }

    fn read<'a>(
        &'a self,
        keys: &'a [String],
    ) -> LocalFuture<'a, Result<Vec<Stored>, JournalError>> {
        self.journal.read(keys)
    }

    fn set_aside<'a>(
        &'a self,
        values: &'a [SetAside],
    ) -> LocalFuture<'a, Result<(), JournalError>> {
        Box::pin(async move {
            if !self.life.write() {
                return Err(dead());
            }
            self.fault.set_aside(self, values).await
        })
    }

    fn bury<'a>(&'a self, keys: &'a [String]) -> LocalFuture<'a, Result<(), JournalError>> {
        Box::pin(async move {
            if !self.life.write() {
                return Err(dead());
            }
            self.journal.bury(keys).await
        })
    }
}

/// What a browser that died says.
pub(super) fn dead() -> JournalError {
    JournalError::Unavailable("dead".to_owned())
}

/// A window, with the drafts as they are on its screen.
pub(super) struct Window {
    /// No other window of the story has it.
    pub(super) number: u32,
    pub(super) desk: Desk,
    pub(super) screens: BTreeMap<InspectionId, Draft>,
}

impl Window {
    /// The draft as this window shows it; `None` where it is not to be had.
    pub(super) fn screen(&mut self, id: InspectionId) -> Option<&mut Draft> {
        let Ok(draft) = self.desk.load_draft(id) else {
            self.screens.remove(&id);
            return None;
        };
        Some(self.screens.entry(id).or_insert(draft))
    }

    /// Shows the drafts anew.
    pub(super) fn show_anew(&mut self, id: InspectionId) {
        self.screens.remove(&id);
    }
}

/// A tablet.
pub(super) struct Tablet {
    pub(super) store: Rc<MemoryStore>,
    pub(super) journal: Rc<MemoryJournal>,
    pub(super) clock: Rc<TestClock>,
    pub(super) life: Rc<Life>,
    pub(super) windows: Vec<Window>,
    /// What the working copy forgets when a doomed browser dies.
    pub(super) loses: usize,
    /// Whether two windows have been open since the last start.
    pub(super) crowded: bool,
    /// Texts that were damaged and not yet seen set aside.
    pub(super) damaged: Vec<String>,
    /// Texts that were set aside.
    pub(super) raced: Vec<String>,
    /// Values in quarantine, at the least.
    pub(super) aside: usize,
}

impl Tablet {
    /// A tablet on which nothing was opened yet.
    pub(super) fn new(number: usize) -> Self {
        Self {
            store: Rc::default(),
            journal: Rc::default(),
            clock: Rc::new(TestClock::of(number)),
            life: Rc::default(),
            windows: Vec::new(),
            loses: 0,
            crowded: false,
            damaged: Vec::new(),
            raced: Vec::new(),
            aside: 0,
        }
    }

    /// Opens a desk; a story never waits.
    pub(super) fn open(&self, fault: Fault) -> Result<(Desk, Opening), OpenError> {
        let copies = Rc::new(Copies {
            store: self.store.clone(),
            journal: self.journal.clone(),
            life: self.life.clone(),
            fault,
        });
        ready(Desk::open(copies.clone(), copies, self.clock.clone()))
    }

    /// Whether the journal gives nothing now.
    pub(super) fn is_unreadable(&self) -> bool {
        self.life.is_over() || ready(self.journal.keys()).is_err()
    }

    /// The text of a value, of the working copy or of the journal.
    pub(super) fn text(&self, in_store: bool, key: &str) -> Option<String> {
        if in_store {
            self.store.read(key).unwrap()
        } else {
            self.journal.text(key)
        }
    }
}

/// The output of a future that waits for nothing.
pub(super) fn ready<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("it waits")
}
