//! Changes on their way to the working copy: whole batches, in an order that
//! leaves no head without its checks, and what there was no room for.

use super::Change;
use crate::acts::Inner;
use crate::store::{Key, Piece, Refusal, StoreError, admit};

impl Inner {
    /// Writes changes to the working copy and notes what is owed: none of them
    /// where one would be refused. Unchanged values are not written again.
    /// Where another window writes in between, what was written before it is
    /// owed like any other, so the next save brings it to the journal.
    pub(super) fn stage(&self, changes: Vec<Change>) -> Result<(), Refusal> {
        self.retry_over();
        let mut pieces = Vec::new();
        for change in changes {
            let key = change.key();
            let body = change.body();
            if let Some(refusal) = self.ledger.borrow().refusal(&key) {
                return Err(refusal);
            }
            let here = !key.is_in_journal_only();
            let present = self.present(key).ok().flatten().filter(|_| here);
            if present.is_some_and(|present| present.body == body) {
                continue;
            }
            let piece = Piece {
                key,
                revision: self.next_revision(key),
                body,
            };
            if here {
                let there = self.store.read(&key.to_string()).ok().flatten();
                admit(there.as_deref(), &piece)?;
            }
            pieces.push(piece);
        }
        for piece in pieces {
            if !piece.key.is_in_journal_only() {
                self.put(&piece)?;
            }
            let mut ledger = self.ledger.borrow_mut();
            ledger.note(piece.key, piece.revision);
            ledger.owed.insert(piece.key, piece);
        }
        Ok(())
    }

    /// Writes one piece to the working copy, or keeps it to be read from here.
    pub(in crate::acts) fn put(&self, piece: &Piece) -> Result<(), Refusal> {
        if self.ledger.borrow().has_to_wait(piece) {
            self.ledger
                .borrow_mut()
                .over
                .insert(piece.key, piece.clone());
            return Ok(());
        }
        let written = self.store.put(piece);
        let mut ledger = self.ledger.borrow_mut();
        match written {
            Ok(()) => {
                ledger.over.remove(&piece.key);
                if ledger.over.is_empty() {
                    ledger.trouble = None;
                }
                Ok(())
            }
            Err(StoreError::Refused(refusal)) => Err(refusal),
            Err(error) => {
                ledger.over.insert(piece.key, piece.clone());
                ledger.trouble = Some(error);
                Ok(())
            }
        }
    }

    /// Tries again what the working copy had no room for, checks before the
    /// heads that list them, until there is no room again. Nothing while damage
    /// lies in its place: what stands for it is read from here.
    pub(in crate::acts) fn retry_over(&self) {
        if !self.left_in_place.borrow().is_empty() {
            return;
        }
        let over: Vec<Key> = self.ledger.borrow().over.keys().copied().collect();
        for key in over.into_iter().rev() {
            let piece = self.ledger.borrow().over(&key).cloned();
            let Some(piece) = piece.filter(|piece| !self.ledger.borrow().has_to_wait(piece)) else {
                continue;
            };
            if self.put(&piece).is_err() {
                // Another window has written a newer one: that is read now.
                self.ledger.borrow_mut().over.remove(&key);
            } else if self.ledger.borrow().over.contains_key(&key) {
                return;
            }
        }
    }
}
