//! What a newer program wrote: told apart from what is damaged, and left alone.

use inspection::{Frozen, ThawError};

use super::OpenError;
use crate::journal::JournalError;
use crate::store::{Key, PieceError, Stored, open};

impl OpenError {
    /// Whether a newer program is to be used.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        matches!(
            self,
            Self::Newer { .. } | Self::Journal(JournalError::Newer)
        )
    }
}

/// The key of a value that a newer program wrote.
pub(in crate::acts) fn newer(stored: &Stored) -> Option<String> {
    let key: Key = stored.key.parse().ok()?;
    let of_newer_version = match open(&key, &stored.text) {
        Err(PieceError::Newer(_)) => true,
        Err(PieceError::Unreadable(_)) => false,
        Ok(piece) => match (key, piece.json()) {
            (Key::Document(_), Some(json)) => {
                let thawed = Frozen::thaw(json.text());
                matches!(
                    thawed,
                    Err(ThawError::UnknownVersion { .. } | ThawError::UnknownKind(_))
                )
            }
            _ => false,
        },
    };
    of_newer_version.then(|| stored.key.clone())
}
