//! The durable copy: what a killed browser leaves. One commit is one strict
//! transaction. How the two copies are brought together is in `reconcile`;
//! what is worth keeping is for `acts` to say.

mod memory;
mod reconcile;

pub use memory::MemoryJournal;
pub use reconcile::{Repair, SetAside, Side, Why, reconcile};

use crate::LocalFuture;
use crate::store::{Piece, Refusal, Stored};

/// An asynchronous store of sealed pieces: IndexedDB on the tablet.
pub trait Journal {
    /// Writes all the pieces or none, each by the rule of
    /// [`crate::store::admit`], checked inside the transaction. Done only when
    /// the transaction has completed.
    ///
    /// # Errors
    /// [`JournalError`]; then nothing of it was written.
    fn commit<'a>(&'a self, pieces: &'a [Piece]) -> LocalFuture<'a, Result<(), JournalError>>;

    /// The texts of all keys, also of what was set aside.
    ///
    /// # Errors
    /// [`JournalError::Unavailable`].
    fn keys(&self) -> LocalFuture<'_, Result<Vec<String>, JournalError>>;

    /// The values under these keys, less those that are not there.
    ///
    /// # Errors
    /// [`JournalError::Unavailable`].
    fn read<'a>(&'a self, keys: &'a [String])
    -> LocalFuture<'a, Result<Vec<Stored>, JournalError>>;

    /// Keeps values under their quarantine keys and, where they lay in the
    /// journal, takes them from their place, if they are still there. All or
    /// nothing.
    ///
    /// # Errors
    /// [`JournalError`]; then nothing was moved.
    fn set_aside<'a>(&'a self, values: &'a [SetAside])
    -> LocalFuture<'a, Result<(), JournalError>>;

    /// Deletes what lies under these keys where it is a tombstone: for those
    /// that no older copy can come back to. All or nothing.
    ///
    /// # Errors
    /// [`JournalError`]; then nothing was deleted.
    fn bury<'a>(&'a self, keys: &'a [String]) -> LocalFuture<'a, Result<(), JournalError>>;

    /// Whether a newer program has taken the journal over while this one ran:
    /// this one writes nowhere any more.
    fn is_outdated(&self) -> bool {
        false
    }
}

/// Why the durable copy did not take or give pieces.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// No room on the tablet.
    #[error("the journal is full")]
    Full,
    /// The browser does not give or keep the database open.
    #[error("the journal cannot be used: {0}")]
    Unavailable(String),
    /// A newer program has laid it out anew: use that one. Nothing was touched.
    #[error("the journal is of a newer version")]
    Newer,
    /// A piece must not replace what lies there; nothing was written.
    #[error(transparent)]
    Refused(#[from] Refusal),
}
