//! Correcting: a record laid out as a draft again, which on closing takes its
//! place. Both stay.

use inspection::{Correction, InspectionId, NotWritten, RulePack};

use super::saving::Change;
use super::{Desk, ReadError, SaveError};
use crate::LocalFuture;
use crate::store::{Json, Key};

/// Why no correction was begun.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrectError {
    /// The record cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The draft could not be kept.
    #[error(transparent)]
    Save(#[from] SaveError),
}

impl Desk {
    /// Begins a correction of a record, or finds the one that was begun. Gives
    /// the draft's id once it is kept.
    ///
    /// # Errors
    /// [`CorrectError`], inside the future.
    #[must_use]
    pub fn correct(
        &self,
        id: InspectionId,
    ) -> LocalFuture<'static, Result<InspectionId, CorrectError>> {
        let desk = self.clone();
        Box::pin(async move {
            let record = desk.record(id).await?.inspection;
            // One that was begun, here or in another window, is gone on with.
            let mut begun = desk.drafts().into_iter();
            if let Some(begun) = begun.find(|head| head.supersedes == Some(id)) {
                return Ok(begun.id);
            }
            if desk.fill().is_full() {
                return Err(SaveError::NoRoom.into());
            }
            let new = InspectionId(desk.inner.clock.new_id());
            let draft = Correction::of(&record, new, desk.now(), RulePack::current()).draft;
            let unwritable = |error: NotWritten| SaveError::Unwritable(error.to_string());
            let head = Json::of(&draft.head).map_err(unwritable)?;
            let mut changes = Vec::new();
            for check in &draft.checks {
                let json = Json::of(check).map_err(unwritable)?;
                changes.push(Change::Write(Key::DraftCheck(new, check.id), json));
            }
            // The head last: the working copy has none without its checks.
            changes.push(Change::Write(Key::DraftHead(new), head));
            // Whole or not at all: nobody would miss a part of it.
            desk.save_whole(changes).await?;
            Ok(new)
        })
    }
}
