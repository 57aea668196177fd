//! Correcting: a record laid out as a draft again, which on closing takes its
//! place. Both stay.

use inspection::{Correction, InspectionId, RulePack};

use super::saving::Change;
use super::{Desk, ReadError};
use crate::LocalFuture;
use crate::store::{Json, Key};

impl Desk {
    /// Begins a correction of a record. Gives the draft's id once it is kept.
    ///
    /// # Errors
    /// [`ReadError`], inside the future.
    #[must_use]
    pub fn correct(
        &self,
        id: InspectionId,
    ) -> LocalFuture<'static, Result<InspectionId, ReadError>> {
        let desk = self.clone();
        Box::pin(async move {
            let record = desk.record(id).await?.inspection;
            let new = InspectionId(desk.inner.clock.new_id());
            let draft = Correction::of(&record, new, desk.now(), RulePack::current()).draft;
            let unreadable = |error: serde_json::Error| ReadError::Unreadable(error.to_string());
            let head = Json::of(&draft.head).map_err(unreadable)?;
            let mut changes = Vec::new();
            for check in &draft.checks {
                let json = Json::of(check).map_err(unreadable)?;
                changes.push(Change::Write(Key::DraftCheck(new, check.id), json));
            }
            // The head last: the working copy has none without its checks.
            changes.push(Change::Write(Key::DraftHead(new), head));
            // Whole or not at all: nobody would miss a part of it.
            let saved = desk.save_whole(changes).await;
            saved.map_err(|error| ReadError::Unreadable(error.to_string()))?;
            Ok(new)
        })
    }
}
