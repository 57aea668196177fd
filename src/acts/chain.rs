//! The chain of this tablet's documents: its last place is a piece of the
//! journal whose revision is its sequence, so that two windows that close at
//! once cannot both have the next place.

use inspection::{Digest, FromJson, Frozen, Link, Member};

use super::closing::unsaved;
use super::{CloseError, Desk};
use crate::journal::JournalError;
use crate::store::{Body, Json, Key, Piece};

/// How far beyond the last place that is written down a document at hand is
/// believed: more than a tablet closes in its life. A forged one must not leave
/// a hole in the chain that nobody can tell from lost records.
const REACH: u64 = 10_000;

/// The last document of the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tail {
    /// Its place.
    sequence: u64,
    /// Its digest.
    sha256: Digest,
}

impl Tail {
    /// The place of a document that was frozen just now.
    pub(super) fn of(link: &Link, frozen: &Frozen) -> Self {
        Self {
            sequence: link.sequence,
            sha256: frozen.sha256.clone(),
        }
    }

    /// What the journal keeps.
    pub(super) fn piece(&self) -> Piece {
        let text = format!(
            r#"{{"sequence":{},"sha256":"{}"}}"#,
            self.sequence, self.sha256
        );
        let body = Json::verbatim(&text).map_or(Body::Removed, Body::Json);
        Piece {
            key: Key::Chain,
            revision: self.sequence,
            body,
        }
    }
}

impl Desk {
    /// The last place. The journal's word, while it has one: all windows have
    /// one journal.
    pub(super) async fn tail(&self) -> Result<Option<Tail>, CloseError> {
        let kept = self.journaled(&[Key::Chain]).await.map_err(unsaved)?;
        let Some(tail) = kept.first().and_then(Piece::json) else {
            // It had no room for it yet.
            return Ok(self.last_document(0));
        };
        tail.read().map(Some).map_err(|_| CloseError::Unreadable)
    }

    /// The place after `tail`.
    pub(super) fn link(&self, tail: Option<&Tail>) -> Link {
        let device = self.device();
        match tail {
            None => Link {
                device,
                sequence: 1,
                previous: None,
            },
            Some(Tail { sequence, sha256 }) => Link {
                device,
                sequence: sequence.saturating_add(1),
                previous: Some(sha256.clone()),
            },
        }
    }

    /// Writes the last place down where it is not: for records of a version
    /// that did not, and for those that only the working copy brought back.
    pub(super) async fn know_chain(&self) -> Result<(), JournalError> {
        let known = self.journaled(&[Key::Chain]).await?;
        let known = known.first().map_or(0, |piece| piece.revision);
        let last = self.last_document(known);
        let Some(last) = last.filter(|last| last.sequence > known) else {
            return Ok(());
        };
        match self.inner.journal.commit(&[last.piece()]).await {
            // Another window has gone on meanwhile; or there is no room, and
            // closing works it out again.
            Err(JournalError::Refused(_) | JournalError::Full) => Ok(()),
            other => other,
        }
    }

    /// The last inspection that this tablet closed, within reach of a `known`
    /// place. Its photos follow it in the chain; their places are not given
    /// again.
    fn last_document(&self, known: u64) -> Option<Tail> {
        let device = self.device();
        let farthest = known.saturating_add(REACH);
        let entries = self.entries().into_iter();
        let own = entries
            .filter(|entry| entry.summary.device == device && entry.summary.sequence <= farthest);
        let last = own.max_by_key(|entry| entry.summary.sequence)?;
        let photos = u64::from(last.summary.photos);
        Some(Tail {
            sequence: last.summary.sequence.saturating_add(photos),
            sha256: last.summary.sha256.clone(),
        })
    }
}

impl FromJson for Tail {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            sequence: from.get("sequence"),
            sha256: from.get("sha256"),
        }
    }
}
