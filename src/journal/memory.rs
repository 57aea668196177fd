//! A journal in memory, for tests: a transaction happens whole when its future
//! is polled, never before, and can be made to fail.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::{Journal, JournalError, SetAside, Side};
use crate::LocalFuture;
use crate::store::{Piece, Stored, admit, is_tombstone, seal};

type Texts = BTreeMap<String, String>;

/// The durable copy, in memory.
#[derive(Debug, Default)]
pub struct MemoryJournal {
    texts: RefCell<Texts>,
    failing: Cell<bool>,
    full: Cell<bool>,
    most: Cell<Option<usize>>,
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

    /// Makes each transaction that writes more bytes than this fail for want of
    /// room.
    pub fn set_most(&self, most: Option<usize>) {
        self.most.set(most);
    }

    /// Whether nothing more can be written.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.full.get()
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

    /// Writes what `work` gives, in order: all of it or nothing.
    fn transact(
        &self,
        work: impl FnOnce(&Texts) -> Result<Vec<(String, Option<String>)>, JournalError>,
    ) -> Result<(), JournalError> {
        self.working()?;
        let changes = work(&self.texts.borrow())?;
        let written = changes.iter().filter_map(|(_, text)| text.as_ref());
        let bytes: usize = written.clone().map(String::len).sum();
        let too_much = self.most.get().is_some_and(|most| bytes > most);
        if too_much || (self.full.get() && written.count() > 0) {
            return Err(JournalError::Full);
        }
        let mut texts = self.texts.borrow_mut();
        for (key, text) in changes {
            match text {
                Some(text) => texts.insert(key, text),
                None => texts.remove(&key),
            };
        }
        self.commits.set(self.commits.get().saturating_add(1));
        Ok(())
    }
}

impl Journal for MemoryJournal {
    fn commit<'a>(&'a self, pieces: &'a [Piece]) -> LocalFuture<'a, Result<(), JournalError>> {
        Box::pin(async move {
            self.transact(|texts| {
                let mut changes = BTreeMap::new();
                for piece in pieces {
                    let key = piece.key.to_string();
                    let present = changes.get(&key).or_else(|| texts.get(&key));
                    if admit(present.map(String::as_str), piece)? {
                        changes.insert(key, seal(piece));
                    }
                }
                let written = changes.into_iter();
                Ok(written.map(|(key, text)| (key, Some(text))).collect())
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
                let mut changes = Vec::new();
                for value in values {
                    changes.push((value.quarantine_key(), Some(value.text.clone())));
                    if value.side == Side::Journal && texts.get(&value.key) == Some(&value.text) {
                        changes.push((value.key.clone(), None));
                    }
                }
                Ok(changes)
            })
        })
    }

    fn bury<'a>(&'a self, keys: &'a [String]) -> LocalFuture<'a, Result<(), JournalError>> {
        Box::pin(async move {
            self.transact(|texts| {
                let is_dead = |key: &&String| {
                    let text = texts.get(*key);
                    text.is_some_and(|text| is_tombstone(key, text))
                };
                let dead = keys.iter().filter(is_dead);
                Ok(dead.map(|key| (key.clone(), None)).collect())
            })
        })
    }
}
