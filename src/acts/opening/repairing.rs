//! Doing what reconciling found: sets aside first, then the journal, then the
//! working copy, so that a crash in between leaves work for the next opening
//! and loses nothing.

use super::{OpenError, Opening};
use crate::LocalFuture;
use crate::acts::Desk;
use crate::journal::{JournalError, Repair, Side};
use crate::store::{Body, Key, Piece, Refusal, StoreError, Stored};

impl Desk {
    /// Does the repairs. Where there is no room to set aside what cannot be
    /// used, it stays in its place and nothing is written any more.
    pub(in crate::acts) async fn repair(
        &self,
        repairs: Vec<Repair>,
        opening: &mut Opening,
    ) -> Result<(), OpenError> {
        let (mut aside, mut to_store, mut to_journal) = (Vec::new(), Vec::new(), Vec::new());
        for repair in repairs {
            match repair {
                Repair::SetAside(value) => aside.push(value),
                Repair::ToStore(piece) => to_store.push(piece),
                Repair::ToJournal(piece) => to_journal.push(piece),
                Repair::WithoutText(Key::Document(id)) => opening.without_text.push(id),
                Repair::WithoutText(_) => {}
            }
        }
        let inner = &self.inner;
        if !aside.is_empty() {
            match inner.journal.set_aside(&aside).await {
                Err(JournalError::Full) => {
                    let mut left = inner.left_in_place.borrow_mut();
                    left.retain(|known| !aside.contains(known));
                    left.extend(aside.iter().cloned());
                    drop(left);
                    opening.left_in_place = aside;
                    // The newer ones are shown all the same.
                    inner.ledger.borrow_mut().read_from(to_store);
                    return Ok(());
                }
                moved => moved?,
            }
            opening.in_quarantine += aside.len();
        }
        for value in aside.iter().filter(|value| value.side == Side::Store) {
            inner.store.discard(&value.key, &value.text)?;
        }
        opening.set_aside = aside;
        self.secure(&mut to_journal).await?;
        for piece in &to_store {
            match inner.put(piece) {
                Ok(()) => opening.restored += 1,
                Err(refusal) if is_overtaken(refusal) => {}
                Err(refusal) => return Err(StoreError::Refused(refusal).into()),
            }
        }
        opening.secured = to_journal.len();
        Ok(())
    }

    /// Tries again to set aside what there was no room for; with room for it,
    /// everything is written as before.
    ///
    /// # Errors
    /// [`OpenError`], inside the future; then nothing is known to be saved.
    #[must_use]
    pub fn set_aside_again(&self) -> LocalFuture<'static, Result<(), OpenError>> {
        let desk = self.clone();
        Box::pin(async move {
            let aside = desk.inner.left_in_place.borrow().clone();
            desk.inner.journal.set_aside(&aside).await?;
            for value in aside.iter().filter(|value| value.side == Side::Store) {
                desk.inner.store.discard(&value.key, &value.text)?;
            }
            let left = &desk.inner.left_in_place;
            left.borrow_mut().retain(|value| !aside.contains(value));
            // What one copy alone has is in both before any of it is called
            // saved.
            for head in desk.drafts() {
                desk.reread(head.id).await?;
            }
            Ok(())
        })
    }

    /// Commits what the journal lacks, less what another window has overtaken.
    /// What it has no room for stays owed, and is said to be not saved.
    async fn secure(&self, pieces: &mut Vec<Piece>) -> Result<(), OpenError> {
        while !pieces.is_empty() {
            match self.inner.journal.commit(pieces).await {
                Ok(()) => break,
                Err(JournalError::Refused(refusal)) if is_overtaken(refusal) => {
                    pieces.retain(|piece| piece.key != refusal.key());
                }
                Err(JournalError::Full) => self.inner.owe(std::mem::take(pieces)),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// A tombstone that the journal holds is of no use in the working copy,
    /// which they would fill up in time. What is not cleared now is cleared at
    /// the next opening.
    pub(super) fn clear_tombstones(&self, ours: &[Stored], kept: &[Stored]) {
        // Both stores give their keys in order; a miss is no harm.
        let is_kept = |stored: &Stored| {
            let found = kept.binary_search_by(|other| other.key.cmp(&stored.key));
            found.is_ok_and(|at| kept.get(at) == Some(stored))
        };
        for stored in ours {
            let removed = |piece: Piece| piece.body == Body::Removed;
            if stored.piece().is_some_and(removed) && is_kept(stored) {
                drop(self.inner.store.discard(&stored.key, &stored.text));
            }
        }
    }
}

/// Whether another window has written something newer since the copies were
/// read: that stays, and there is nothing left to repair.
fn is_overtaken(refusal: Refusal) -> bool {
    matches!(refusal, Refusal::Stale(_) | Refusal::WriteOnce(_))
}
