//! A journal in memory, for tests: a transaction happens whole when its future
//! is polled, never before, and can be made to fail.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::{Journal, JournalError, SetAside, Side};
use crate::LocalFuture;
use crate::store::{Piece, Stored, admit, seal};

/// The durable copy, in memory.
#[derive(Debug, Default)]
pub struct MemoryJournal {
    texts: RefCell<BTreeMap<String, String>>,
    failing: Cell<bool>,
    full: Cell<bool>,
    commits: Cell<u32>,
}

impl MemoryJournal {
    /// Makes every call fail from now on, or work again.
    pub fn set_failing(&self, failing: bool) {
        self.failing.set(failing);
    }

    /// Makes every write fail for want of room from now on, or work again.
    pub fn set_full(&self, full: bool) {
        self.full.set(full);
    }

    /// Transactions that wrote, so far.
    #[must_use]
    pub fn commits(&self) -> u32 {
        self.commits.get()
    }

    /// Puts any text under any key, as a fault would.
    pub fn plant(&self, key: &str, text: &str) {
        self.texts
            .borrow_mut()
            .insert(key.to_owned(), text.to_owned());
    }

    /// Loses what is under a key, as a fault would.
    pub fn forget(&self, key: &str) {
        self.texts.borrow_mut().remove(key);
    }

    /// The text under a key.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        self.texts.borrow().get(key).cloned()
    }

    fn working(&self) -> Result<(), JournalError> {
        if self.failing.get() {
            return Err(JournalError::Unavailable("made to fail".to_owned()));
        }
        Ok(())
    }

    fn transact(
        &self,
        work: impl FnOnce(&mut BTreeMap<String, String>) -> Result<(), JournalError>,
    ) -> Result<(), JournalError> {
        self.working()?;
        if self.full.get() {
            return Err(JournalError::Full);
        }
        let mut after = self.texts.borrow().clone();
        work(&mut after)?;
        self.texts.replace(after);
        self.commits.set(self.commits.get().saturating_add(1));
        Ok(())
    }
}

impl Journal for MemoryJournal {
    fn commit<'a>(&'a self, pieces: &'a [Piece]) -> LocalFuture<'a, Result<(), JournalError>> {
        Box::pin(async move {
            self.transact(|texts| {
                for piece in pieces {
                    let key = piece.key.to_string();
                    if admit(texts.get(&key).map(String::as_str), piece)? {
                        texts.insert(key, seal(piece));
                    }
                }
                Ok(())
            })
        })
    }

    fn keys(&self) -> LocalFuture<'_, Result<Vec<String>, JournalError>> {
        Box::pin(async move {
            self.working()?;
            Ok(self.texts.borrow().keys().cloned().collect())
        })
    }

    fn read<'a>(
        &'a self,
        keys: &'a [String],
    ) -> LocalFuture<'a, Result<Vec<Stored>, JournalError>> {
        Box::pin(async move {
            self.working()?;
            let stored = keys.iter().filter_map(|key| {
                let text = self.text(key)?;
                let key = key.clone();
                Some(Stored { key, text })
            });
            Ok(stored.collect())
        })
    }

    fn set_aside<'a>(
        &'a self,
        values: &'a [SetAside],
    ) -> LocalFuture<'a, Result<(), JournalError>> {
        Box::pin(async move {
            self.transact(|texts| {
                for value in values {
                    texts.insert(value.quarantine_key(), value.text.clone());
                    if value.side == Side::Journal && texts.get(&value.key) == Some(&value.text) {
                        texts.remove(&value.key);
                    }
                }
                Ok(())
            })
        })
    }
}
