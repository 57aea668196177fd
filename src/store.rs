//! The working copy: what lists and pages read, at once. Knows pieces and the
//! one seam every stored value passes; what a piece means is for `acts`, and
//! the durable copy is `journal`'s.

mod key;
mod memory;
mod piece;

pub use key::{Key, NotAKey, PREFIX, QUARANTINE};
pub use memory::MemoryStore;
pub use piece::{Body, Json, Piece, PieceError, Refusal, admit, is_tombstone, open, seal};

/// UTF-16 units that a browser gives an origin's localStorage: 5 Mi (Chromium;
/// `WebKit` and Firefox count likewise).
pub const CAPACITY: usize = 5 * 1024 * 1024;

/// A value as it lies in a store: key and text, both exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The key's text.
    pub key: String,
    /// The sealed value, or bytes nobody can read.
    pub text: String,
}

impl Stored {
    /// The piece, where it is one that this program can read.
    #[must_use]
    pub fn piece(&self) -> Option<Piece> {
        let key = self.key.parse().ok()?;
        open(&key, &self.text).ok()
    }
}

/// A synchronous store of sealed pieces: localStorage on the tablet.
pub trait Store {
    /// Keys that begin with [`PREFIX`], in any order.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    fn keys(&self) -> Result<Vec<String>, StoreError>;

    /// The text under a key, if any.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    fn read(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// Writes one piece by the rule of [`admit`]. A failure leaves what was
    /// there.
    ///
    /// # Errors
    /// [`StoreError`] says what stands in the way.
    fn put(&self, piece: &Piece) -> Result<(), StoreError>;

    /// Removes a value that was set aside elsewhere, if it still is `text`.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    fn discard(&self, key: &str, text: &str) -> Result<(), StoreError>;

    /// UTF-16 units in use, by keys and values of everything on the origin.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    fn used(&self) -> Result<usize, StoreError>;

    /// Everything under [`PREFIX`].
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    fn all(&self) -> Result<Vec<Stored>, StoreError> {
        let mut all = Vec::new();
        for key in self.keys()? {
            if let Some(text) = self.read(&key)? {
                all.push(Stored { key, text });
            }
        }
        Ok(all)
    }
}

/// Why the working copy did not take or give a piece.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// No room: what was received can be moved out to make some.
    #[error("the store is full")]
    Full,
    /// The browser does not let the app store anything here.
    #[error("the store cannot be used: {0}")]
    Unavailable(String),
    /// What lies there must not be replaced by this.
    #[error(transparent)]
    Refused(#[from] Refusal),
}
