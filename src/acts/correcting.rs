//! Drafts from a record: laid out again, to take its place on closing, where both
//! stay; or the next visit at the same place.

use inspection::{Correction, Draft, InspectionId, NotWritten, next_visit};

use super::saving::Change;
use super::{Desk, ReadError, SaveError};
use crate::LocalFuture;
use crate::store::{Json, Key};

/// Why no draft was begun from a record.
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
            let new = InspectionId(desk.inner.clock.new_id());
            let draft = Correction::of(&record, new, desk.now(), desk.rules()).draft;
            desk.keep_whole(&draft).await?;
            Ok(new)
        })
    }

    /// Begins the next visit at the same place as a record's. Gives the draft's
    /// id once it is kept.
    ///
    /// # Errors
    /// [`CorrectError`], inside the future.
    #[must_use]
    pub fn next_visit(
        &self,
        id: InspectionId,
    ) -> LocalFuture<'static, Result<InspectionId, CorrectError>> {
        let desk = self.clone();
        Box::pin(async move {
            let record = desk.record(id).await?.inspection;
            let new = InspectionId(desk.inner.clock.new_id());
            let draft = next_visit(&record, new, desk.now(), desk.rules());
            desk.keep_whole(&draft).await?;
            Ok(new)
        })
    }

    /// Keeps a draft that was laid out, where there is room to begin one.
    async fn keep_whole(&self, draft: &Draft) -> Result<(), SaveError> {
        self.room_for_more()?;
        let id = draft.head.id;
        let unwritable = |error: NotWritten| SaveError::Unwritable(error.to_string());
        let head = Json::of(&draft.head).map_err(unwritable)?;
        let mut changes = Vec::new();
        for check in &draft.checks {
            let json = Json::of(check).map_err(unwritable)?;
            changes.push(Change::Write(Key::DraftCheck(id, check.id), json));
        }
        // The head last: the working copy has none without its checks.
        changes.push(Change::Write(Key::DraftHead(id), head));
        // Whole or not at all: nobody would miss a part of it.
        self.save_whole(changes).await
    }
}
