//! The one way to the two copies: the working copy at once, then the journal.
//! Keeps what is still owed to either, so that a later success covers every
//! earlier failure, and nothing is shown as saved that is not.

mod ledger;
mod staging;

use std::rc::Rc;

use inspection::{FromJson, put_in_order};
use serde::Serialize;

use super::{Desk, Inner, Saving};
use crate::journal::JournalError;
use crate::store::{Body, Json, Key, Piece, Refusal, StoreError, Stored, open};
pub(super) use ledger::Ledger;

/// Why something is not, or not wholly, saved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// The journal alone has it, so it outlives a restart: make room.
    #[error("kept in the journal only: {0}")]
    JournalOnly(StoreError),
    /// The working copy has it, and may lose it when the browser ends.
    #[error("kept in the working copy only: {0}")]
    StoreOnly(JournalError),
    /// It is nowhere but on the screen.
    #[error("not kept: {store}; {journal}")]
    Nowhere {
        /// What the working copy said.
        store: StoreError,
        /// What the journal said.
        journal: JournalError,
    },
    /// What is stored must not be replaced: another window changed it, or it
    /// cannot be read. Opening the app again shows what there is.
    #[error(transparent)]
    Refused(Refusal),
    /// The draft is closed or being closed.
    #[error("the inspection is closed")]
    Closed,
    /// What room is left is for the inspections that are in hand.
    #[error("the room that is left is kept for what is in hand")]
    NoRoom,
    /// The same of what the browser leaves to the journal.
    #[error("the room that the browser leaves is kept for what is in hand")]
    NoRoomInJournal,
    /// What cannot be read had no room to be set aside: look, export, make room.
    #[error("nothing is written while there is no room to set damage aside")]
    ReadOnly,
    /// The value has no form to be saved in.
    #[error("cannot be written: {0}")]
    Unwritable(String),
}

impl From<JournalError> for SaveError {
    /// What the journal said of what the working copy has.
    fn from(error: JournalError) -> Self {
        match error {
            JournalError::Refused(refusal) => Self::Refused(refusal),
            error => Self::StoreOnly(error),
        }
    }
}

/// What to make of a key.
pub(super) enum Change {
    Write(Key, Json),
    Remove(Key),
}

impl Desk {
    pub(super) fn save_value<T: Serialize>(&self, key: Key, value: &T) -> Saving {
        match Json::of(value) {
            Ok(json) => self.save(vec![Change::Write(key, json)]),
            Err(error) => failed(SaveError::Unwritable(error.to_string())),
        }
    }

    /// Writes the working copy now, and the journal when the future is polled.
    pub(super) fn save(&self, changes: Vec<Change>) -> Saving {
        if self.inner.journal.is_outdated() {
            return failed(SaveError::StoreOnly(JournalError::Newer));
        }
        if self.is_read_only() {
            return failed(SaveError::ReadOnly);
        }
        let keys: Vec<Key> = changes.iter().map(Change::key).collect();
        if let Err(error) = self.inner.stage(changes) {
            return failed(SaveError::Refused(error));
        }
        let inner = Rc::clone(&self.inner);
        Box::pin(async move { inner.finish(&keys).await })
    }

    /// Writes the journal first and in one transaction, and the working copy
    /// after it: for what must be there whole or not at all.
    pub(super) fn save_whole(&self, changes: Vec<Change>) -> Saving {
        if self.is_read_only() {
            return failed(SaveError::ReadOnly);
        }
        let inner = Rc::clone(&self.inner);
        let pieces = changes.into_iter().map(|change| Piece {
            key: change.key(),
            revision: inner.next_revision(change.key()),
            body: change.body(),
        });
        let pieces: Vec<Piece> = pieces.collect();
        Box::pin(async move {
            inner.journal.commit(&pieces).await?;
            inner.follow(&pieces);
            Ok(())
        })
    }

    /// Values that only the journal has.
    ///
    /// # Errors
    /// [`JournalError`].
    pub(super) async fn journaled(&self, keys: &[Key]) -> Result<Vec<Piece>, JournalError> {
        let keys: Vec<String> = keys.iter().map(Key::to_string).collect();
        let stored = self.inner.journal.read(&keys).await?;
        Ok(stored.iter().filter_map(Stored::piece).collect())
    }

    /// The value under a key, where there is one that can be read.
    pub(super) fn value<T: FromJson>(&self, key: Key) -> Option<T> {
        let piece = self.inner.present(key).ok().flatten()?;
        piece.json()?.read().ok()
    }
}

impl Change {
    pub(super) fn key(&self) -> Key {
        match self {
            Self::Write(key, _) | Self::Remove(key) => *key,
        }
    }

    fn body(self) -> Body {
        match self {
            Self::Write(_, json) => Body::Json(json),
            Self::Remove(_) => Body::Removed,
        }
    }
}

impl Inner {
    /// The piece under a key as the person last left it.
    ///
    /// # Errors
    /// Where the working copy cannot be read.
    pub(super) fn present(&self, key: Key) -> Result<Option<Piece>, StoreError> {
        if let Some(piece) = self.ledger.borrow().over.get(&key) {
            return Ok(Some(piece.clone()));
        }
        let text = self.store.read(&key.to_string());
        let text = text.inspect_err(|error| {
            self.ledger.borrow_mut().trouble = Some(error.clone());
        })?;
        Ok(text.and_then(|text| open(&key, &text).ok()))
    }

    /// Keys of all pieces, tombstones too, in order; those at hand where the
    /// working copy gives none.
    pub(super) fn keys(&self) -> Vec<Key> {
        self.known_keys()
            .unwrap_or_else(|_| self.ledger.borrow().over.keys().copied().collect())
    }

    /// Keys of all pieces, tombstones too, in order.
    ///
    /// # Errors
    /// Where the working copy cannot be read.
    pub(super) fn known_keys(&self) -> Result<Vec<Key>, StoreError> {
        let stored = self.store.keys().inspect_err(|error| {
            self.ledger.borrow_mut().trouble = Some(error.clone());
        })?;
        let mut keys: Vec<Key> = stored.iter().filter_map(|key| key.parse().ok()).collect();
        keys.extend(self.ledger.borrow().over.keys());
        put_in_order(&mut keys, Ord::cmp);
        keys.dedup();
        Ok(keys)
    }

    /// Notes a revision seen when the desk was opened.
    pub(super) fn note(&self, key: Key, revision: u64) {
        self.ledger.borrow_mut().note(key, revision);
    }

    /// The revision that the next change of a piece gets. Drafts have one
    /// owner, so only what this desk has seen counts; of the other pieces the
    /// last writer wins.
    pub(super) fn next_revision(&self, key: Key) -> u64 {
        let known = self.ledger.borrow().revision(key);
        let stored = match key {
            Key::DraftHead(_) | Key::DraftCheck(..) => None,
            _ => self.present(key).ok().flatten().map(|piece| piece.revision),
        };
        known.max(stored).unwrap_or_default().saturating_add(1)
    }

    /// Waits until nothing is owed to the journal that it has room for, and says
    /// how `keys` fared.
    pub(super) async fn finish(&self, keys: &[Key]) -> Result<(), SaveError> {
        let mut journal = self.pay().await;
        let ledger = self.ledger.borrow();
        // A picture that it has no room for is no loss of what was typed since.
        let mut owed = ledger.owed.keys();
        if owed.all(|key| key.is_picture() && !keys.contains(key)) {
            journal = Ok(());
        }
        if let Some(refusal) = keys.iter().find_map(|key| ledger.refusal(key)) {
            return Err(SaveError::Refused(refusal));
        }
        let missing = keys.iter().any(|key| ledger.over.contains_key(key));
        let store = ledger.trouble.clone().filter(|_| missing);
        match (store, journal) {
            (None, Ok(())) => Ok(()),
            (Some(store), Ok(())) => Err(SaveError::JournalOnly(store)),
            (None, Err(journal)) => Err(SaveError::StoreOnly(journal)),
            (Some(store), Err(journal)) => Err(SaveError::Nowhere { store, journal }),
        }
    }

    /// Commits everything owed; where there is no room for that, all but the
    /// pictures. A piece the journal will not take is taken off the list, so
    /// that it holds up no other.
    async fn pay(&self) -> Result<(), JournalError> {
        let mut left = Ok(());
        loop {
            let mut batch: Vec<Piece> = self.ledger.borrow().owed.values().cloned().collect();
            if left.is_err() {
                batch.retain(|piece| !piece.key.is_picture());
            }
            if batch.is_empty() {
                return left;
            }
            match self.journal.commit(&batch).await {
                Ok(()) => {
                    self.ledger.borrow_mut().paid(&batch);
                    return left;
                }
                Err(JournalError::Full)
                    if left.is_ok() && batch.iter().any(|piece| piece.key.is_picture()) =>
                {
                    left = Err(JournalError::Full);
                }
                Err(JournalError::Refused(refusal)) => {
                    self.ledger.borrow_mut().give_up(&batch, refusal);
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Has a value read from here, while nothing is written.
    pub(super) fn bear_in_mind<T: Serialize>(&self, key: Key, value: &T) {
        let revision = self.next_revision(key);
        let pieces = Json::of(value).into_iter().map(|json| Piece {
            key,
            revision,
            body: Body::Json(json),
        });
        self.ledger.borrow_mut().read_from(pieces.collect());
    }

    /// Notes pieces that the working copy has and the journal lacks.
    pub(super) fn owe(&self, pieces: Vec<Piece>) {
        let owed = pieces.into_iter().map(|piece| (piece.key, piece));
        self.ledger.borrow_mut().owed.extend(owed);
    }

    /// Takes back what the journal did not take.
    pub(super) fn owe_no_more(&self, key: Key) {
        self.ledger.borrow_mut().owed.remove(&key);
    }

    /// Has the working copy follow what the journal took in one transaction.
    pub(super) fn follow(&self, pieces: &[Piece]) {
        let mut ledger = self.ledger.borrow_mut();
        for piece in pieces {
            ledger.note(piece.key, piece.revision);
        }
        ledger.paid(pieces);
        drop(ledger);
        for piece in pieces
            .iter()
            .filter(|piece| !piece.key.is_in_journal_only())
        {
            // A refusal means that another window has been here: what it wrote
            // is set right from the journal at the next start.
            let _refused = self.put(piece);
        }
    }
}

pub(super) fn failed(error: SaveError) -> Saving {
    Box::pin(std::future::ready(Err(error)))
}
