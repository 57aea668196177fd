//! Closing: the draft becomes a frozen document, in the journal first and in
//! one transaction with the tombstones of its pieces. A crash after it is
//! finished by `reconcile`.

use std::rc::Rc;

use inspection::{
    CanonicalError, CheckId, Closing, Digest, Draft, Frozen, Gap, InspectionId, Link, PackName,
    RulePack, freeze,
};
use serde::Deserialize;

use super::{Desk, Inner, LoadError, SaveError};
use crate::LocalFuture;
use crate::journal::JournalError;
use crate::store::{Body, Json, Key, Piece};

/// Why a draft was not closed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CloseError {
    /// Something is missing or cannot be read.
    #[error("{} answers are missing or wrong", .0.len())]
    Gaps(Vec<Gap>),
    /// Checks that the visit lists are not on this tablet: remove them first.
    #[error("{} checks are missing", .0.len())]
    MissingChecks(Vec<CheckId>),
    /// The rules the draft was made with are not in this program.
    #[error("the rule pack {} is not known here", .0.id)]
    UnknownPack(PackName),
    /// Another closing is under way.
    #[error("another inspection is being closed")]
    Busy,
    /// There is no draft to close.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The document has no canonical form.
    #[error(transparent)]
    Freeze(#[from] CanonicalError),
    /// The document could be written, and not read again.
    #[error("the document could not be read again")]
    Unreadable,
    /// The journal did not take it: the draft stays a draft.
    #[error(transparent)]
    Save(#[from] SaveError),
}

impl Desk {
    /// Closes a draft. `Ok` only when the document is durable; it never
    /// changes again. Should the working copy have no room for it, it is read
    /// from the journal, and [`Desk::store_trouble`] says so.
    ///
    /// # Errors
    /// [`CloseError`], inside the future; then the draft is as it was.
    #[must_use]
    pub fn close(&self, id: InspectionId) -> LocalFuture<'static, Result<Frozen, CloseError>> {
        let desk = self.clone();
        Box::pin(async move {
            let _guard = Guard::take(&desk.inner, id)?;
            let (frozen, pieces) = desk.prepare(id)?;
            if let Err(error) = desk.inner.journal.commit(&pieces).await {
                let error = match error {
                    JournalError::Refused(refusal) => SaveError::Refused(refusal),
                    error => SaveError::StoreOnly(error),
                };
                return Err(CloseError::Save(error));
            }
            desk.inner.committed(&pieces);
            for piece in &pieces {
                // A refusal means that another window has been here: what it
                // wrote is set right from the journal at the next start.
                let _refused = desk.inner.put(piece);
            }
            Ok(frozen)
        })
    }

    /// The document and every piece of the one transaction.
    fn prepare(&self, id: InspectionId) -> Result<(Frozen, Vec<Piece>), CloseError> {
        let draft = self.load_draft(id)?;
        let missing = missing_checks(&draft);
        if !missing.is_empty() {
            return Err(CloseError::MissingChecks(missing));
        }
        let name = &draft.head.rule_pack;
        let pack = RulePack::named(name).ok_or_else(|| CloseError::UnknownPack(name.clone()))?;
        let closing = Closing {
            closed: self.now(),
            link: self.link()?,
        };
        let inspection = draft.close(pack, closing).map_err(CloseError::Gaps)?;
        let frozen = freeze(&inspection)?;
        // What cannot be read again would be set aside at the next start.
        if Frozen::thaw(&frozen.text).is_err() {
            return Err(CloseError::Unreadable);
        }
        let document = Key::Document(id);
        let text = Json::verbatim(&frozen.text)
            .map_err(|error| SaveError::Unwritable(error.to_string()))?;
        let checks = draft
            .head
            .checks
            .iter()
            .map(|check| Key::DraftCheck(id, *check));
        let gone = std::iter::once(Key::DraftHead(id)).chain(checks);
        let tombstone = |key| Piece::removed(key, self.inner.next_revision(key));
        let mut pieces = vec![Piece {
            key: document,
            revision: 1,
            body: Body::Json(text),
        }];
        pieces.extend(gone.map(tombstone));
        Ok((frozen, pieces))
    }

    /// The place after the last document at hand.
    fn link(&self) -> Result<Link, CloseError> {
        let mut last: Option<(u64, Digest)> = None;
        // A store that gives nothing must not begin a second chain.
        for key in self.inner.known_keys().map_err(LoadError::Store)? {
            if !matches!(key, Key::Document(_)) {
                continue;
            }
            let piece = self.inner.present(key).map_err(LoadError::Store)?;
            let Some(json) = piece.as_ref().and_then(Piece::json) else {
                continue;
            };
            let Ok(Place { sequence }) = json.read() else {
                continue;
            };
            if last.as_ref().is_none_or(|(highest, _)| *highest < sequence) {
                last = Some((sequence, Digest::of(json.text().as_bytes())));
            }
        }
        let device = self.inner.device.get();
        Ok(match last {
            None => Link {
                device,
                sequence: 1,
                previous: None,
            },
            Some((sequence, digest)) => Link {
                device,
                sequence: sequence.saturating_add(1),
                previous: Some(digest),
            },
        })
    }
}

/// Checks that the head lists and the draft has not.
pub(super) fn missing_checks(draft: &Draft) -> Vec<CheckId> {
    let listed = draft.head.checks.iter().copied();
    let at_hand = |id: CheckId| draft.checks.iter().any(|check| check.id == id);
    listed.filter(|id| !at_hand(*id)).collect()
}

/// What of a document its successor needs.
#[derive(Deserialize)]
struct Place {
    sequence: u64,
}

/// Keeps a second closing out, also when the first is dropped half-way.
struct Guard(Rc<Inner>);

impl Guard {
    fn take(inner: &Rc<Inner>, id: InspectionId) -> Result<Self, CloseError> {
        if inner.closing.get().is_some() {
            return Err(CloseError::Busy);
        }
        inner.closing.set(Some(id));
        Ok(Self(Rc::clone(inner)))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.closing.set(None);
    }
}
