//! Closing: the draft becomes a frozen document, in the journal first and in
//! one transaction with the tombstones of its pieces. A crash after it is
//! finished by `reconcile`.

use std::rc::Rc;

use inspection::{
    CanonicalError, CheckId, Closing, DocumentId, Draft, Frozen, Gap, InspectionId, PackName,
    PhotoTaken, RulePack, freeze, freeze_photo,
};

use super::chain::Tail;
use super::enrolling::number;
use super::{Desk, Inner, LoadError, SaveError};
use crate::LocalFuture;
use crate::enrolment::Enrolment;
use crate::journal::JournalError;
use crate::store::{Body, Json, Key, Piece, Refusal};

/// How often closing is tried anew when other windows close meanwhile.
pub(super) const TRIES: u32 = 5;

/// Why a draft was not closed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CloseError {
    /// Something is missing or cannot be read.
    #[error("{} answers are missing or wrong", .0.len())]
    Gaps(Vec<Gap>),
    /// Checks that the visit lists are not on this tablet: remove them first.
    #[error("{} checks are missing", .0.len())]
    MissingChecks(Vec<CheckId>),
    /// A photo that the visit lists is not in the journal: remove it first.
    #[error("the photo {0} is missing")]
    MissingPhoto(DocumentId),
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
            if desk.is_read_only() {
                return Err(SaveError::ReadOnly.into());
            }
            let _guard = Guard::take(&desk.inner, id)?;
            desk.pay_for(id).await?;
            let photos = desk.photos_taken(id).await?;
            let mut tries = 0;
            let (frozen, pieces) = loop {
                let enrolment = desk.enrolment().await.map_err(unsaved)?;
                let tail = desk.tail().await?;
                let (frozen, pieces) =
                    desk.prepare(id, &photos, tail.as_ref(), enrolment.as_ref())?;
                match desk.inner.journal.commit(&pieces).await {
                    Ok(()) => break (frozen, pieces),
                    // Another window closed an inspection meanwhile.
                    Err(JournalError::Refused(Refusal::Stale(Key::Chain | Key::Enrolment)))
                        if tries < TRIES =>
                    {
                        tries += 1;
                    }
                    Err(error) => return Err(unsaved(error)),
                }
            };
            desk.inner.follow(&pieces);
            for piece in &pieces {
                desk.inner.note_picture(piece.key);
            }
            Ok(frozen)
        })
    }

    /// Pays what is owed of a draft: a window that another one has overtaken
    /// hears of it here, and does not close what it alone has typed.
    async fn pay_for(&self, id: InspectionId) -> Result<(), SaveError> {
        let mut keys = self.inner.keys();
        keys.retain(|key| match key {
            Key::DraftHead(draft) | Key::DraftCheck(draft, _) => *draft == id,
            _ => false,
        });
        match self.inner.finish(&keys).await {
            Err(SaveError::JournalOnly(_)) => Ok(()),
            other => other,
        }
    }

    /// The document and every piece of the one transaction.
    fn prepare(
        &self,
        id: InspectionId,
        photos: &[(PhotoTaken, Piece)],
        tail: Option<&Tail>,
        enrolment: Option<&(Enrolment, u64)>,
    ) -> Result<(Frozen, Vec<Piece>), CloseError> {
        let mut draft = self.load_draft(id)?;
        let missing = missing_checks(&draft);
        if !missing.is_empty() {
            return Err(CloseError::MissingChecks(missing));
        }
        let name = &draft.head.rule_pack;
        let pack = RulePack::named(name).ok_or_else(|| CloseError::UnknownPack(name.clone()))?;
        let closed = self.now();
        let link = self.link(tail);
        let close = |draft: &Draft| {
            let (closed, link) = (closed.clone(), link.clone());
            let closed = draft.close(pack, Closing { closed, link });
            closed.map_err(CloseError::Gaps)
        };
        let mut inspection = close(&draft)?;
        let taken = number(&mut draft, &inspection, enrolment)?;
        if taken.is_some() {
            inspection = close(&draft)?;
        }
        let frozen = freeze(&inspection)?;
        // What cannot be read again would be set aside at the next start.
        if Frozen::thaw(&frozen.text).is_err() {
            return Err(CloseError::Unreadable);
        }
        let mut last = Tail::of(&inspection.link, &frozen);
        let mut pieces = vec![document(Key::Document(id), &frozen)?];
        for (taken, kept) in photos {
            let link = self.link(Some(&last));
            let text = kept.json().map(Json::text).unwrap_or_default();
            let photo = freeze_photo(text, taken, &link)?;
            last = Tail::of(&link, &photo);
            pieces.push(document(Key::Photo(id, taken.id), &photo)?);
            pieces.push(Piece::removed(kept.key, kept.revision.saturating_add(1)));
        }
        pieces.push(last.piece());
        pieces.extend(taken);
        let checks = draft.head.checks.iter();
        let checks = checks.map(|check| Key::DraftCheck(id, *check));
        let gone = std::iter::once(Key::DraftHead(id)).chain(checks);
        pieces.extend(gone.map(|key| Piece::removed(key, self.inner.next_revision(key))));
        Ok((frozen, pieces))
    }
}

pub(super) fn document(key: Key, frozen: &Frozen) -> Result<Piece, CloseError> {
    let text = Json::verbatim(&frozen.text);
    let text = text.map_err(|error| SaveError::Unwritable(error.to_string()))?;
    Ok(Piece {
        key,
        revision: 1,
        body: Body::Json(text),
    })
}

/// What the journal said, as a person has to hear it.
pub(super) fn unsaved(error: JournalError) -> CloseError {
    CloseError::Save(error.into())
}

/// Checks that the head lists and the draft has not.
pub(super) fn missing_checks(draft: &Draft) -> Vec<CheckId> {
    let listed = draft.head.checks.iter().copied();
    let at_hand = |id: CheckId| draft.checks.iter().any(|check| check.id == id);
    listed.filter(|id| !at_hand(*id)).collect()
}

/// Keeps a second closing out, and every change of the draft, also when the
/// first is dropped half-way.
pub(super) struct Guard(Rc<Inner>);

impl Guard {
    pub(super) fn take(inner: &Rc<Inner>, id: InspectionId) -> Result<Self, CloseError> {
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
