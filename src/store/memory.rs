//! A store in memory, for tests: it can be full, and it can forget its last
//! writes as Chromium's localStorage does when the browser is killed.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::{PREFIX, Piece, Store, StoreError, admit, seal};

/// The working copy, in memory.
#[derive(Debug)]
pub struct MemoryStore {
    texts: RefCell<BTreeMap<String, String>>,
    /// What each write replaced, the last one last.
    undo: RefCell<Vec<(String, Option<String>)>>,
    units: Cell<usize>,
    /// Units of the texts, and those of other pages of the origin.
    ours: Cell<usize>,
    others: Cell<usize>,
}

impl Default for MemoryStore {
    fn default() -> Self {
        Self::with_room(usize::MAX)
    }
}

impl MemoryStore {
    /// A store that holds this many UTF-16 units, keys included.
    #[must_use]
    pub fn with_room(units: usize) -> Self {
        Self {
            texts: RefCell::default(),
            undo: RefCell::default(),
            units: Cell::new(units),
            ours: Cell::default(),
            others: Cell::default(),
        }
    }

    /// Changes the room.
    pub fn set_room(&self, units: usize) {
        self.units.set(units);
    }

    /// Units that other pages of the origin take from now on.
    pub fn set_others(&self, units: usize) {
        self.others.set(units);
    }

    /// Takes back the last `writes` writes, as a killed browser does.
    pub fn lose_last(&self, writes: usize) {
        for _ in 0..writes {
            let Some((key, before)) = self.undo.borrow_mut().pop() else {
                return;
            };
            self.set(&key, before);
        }
    }

    /// Makes everything so far outlive [`Self::lose_last`].
    pub fn flush(&self) {
        self.undo.borrow_mut().clear();
    }

    /// Puts any text under any key, as a fault would.
    pub fn plant(&self, key: &str, text: &str) {
        self.set(key, Some(text.to_owned()));
    }

    fn used_beside(&self, key: &str) -> usize {
        let texts = self.texts.borrow();
        let own = texts.get(key).map_or(0, |text| units(key) + units(text));
        self.ours.get() + self.others.get() - own
    }

    fn set(&self, key: &str, text: Option<String>) -> Option<String> {
        let mut texts = self.texts.borrow_mut();
        let added = text.as_ref().map_or(0, |text| units(key) + units(text));
        let before = match text {
            Some(text) => texts.insert(key.to_owned(), text),
            None => texts.remove(key),
        };
        let gone = before.as_ref().map_or(0, |text| units(key) + units(text));
        self.ours.set(self.ours.get() + added - gone);
        before
    }

    fn change(&self, key: &str, text: Option<String>) {
        let before = self.set(key, text);
        self.undo.borrow_mut().push((key.to_owned(), before));
    }
}

impl Store for MemoryStore {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let texts = self.texts.borrow();
        let ours = texts.keys().filter(|key| key.starts_with(PREFIX));
        Ok(ours.cloned().collect())
    }

    fn read(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.texts.borrow().get(key).cloned())
    }

    fn put(&self, piece: &Piece) -> Result<(), StoreError> {
        let key = piece.key.to_string();
        if !admit(self.texts.borrow().get(&key).map(String::as_str), piece)? {
            return Ok(());
        }
        let text = seal(piece);
        let used = self.used_beside(&key);
        if used + units(&key) + units(&text) > self.units.get() {
            return Err(StoreError::Full);
        }
        self.change(&key, Some(text));
        Ok(())
    }

    fn used(&self) -> Result<usize, StoreError> {
        Ok(self.ours.get() + self.others.get())
    }

    fn discard(&self, key: &str, text: &str) -> Result<(), StoreError> {
        let same = self
            .texts
            .borrow()
            .get(key)
            .is_some_and(|present| present == text);
        if same {
            self.change(key, None);
        }
        Ok(())
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
