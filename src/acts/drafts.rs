//! Recording: drafts in pieces, a head and one piece per check, so that one
//! answer rewrites one piece.

use inspection::moment::day_first;
use inspection::{CheckDraft, CheckId, Draft, Head, InspectionId, NotWritten, RulePack};

use super::saving::{Change, failed};
use super::{Desk, SaveError, Saving};
use crate::LocalFuture;
use crate::store::{Body, Json, Key, Piece, StoreError};

/// Why a draft cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// There is none of this id.
    #[error("there is no such draft")]
    NotFound,
    /// It was laid aside: take it back first.
    #[error("the draft was laid aside")]
    LaidAside,
    /// It is closed: look among the records.
    #[error("the inspection is closed")]
    Closed,
    /// It was kept by a version that wrote it otherwise.
    #[error("the draft cannot be read: {0}")]
    Unreadable(String),
    /// The working copy gives nothing.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Desk {
    /// Heads of the drafts, the newest first.
    #[must_use]
    pub fn drafts(&self) -> Vec<Head> {
        let keys = self.inner.keys();
        let open = keys.iter().rev().filter_map(|key| match key {
            Key::DraftHead(id) if !self.is_closed(*id) && self.laid(*id).is_none() => Some(*key),
            _ => None,
        });
        open.filter_map(|key| self.value(key)).collect()
    }

    /// A draft with the checks that are at hand: those its head lists, then
    /// any that it does not. A listed check that is missing keeps its place in
    /// the head.
    ///
    /// # Errors
    /// [`LoadError`].
    pub fn load_draft(&self, id: InspectionId) -> Result<Draft, LoadError> {
        if self.is_closed(id) {
            return Err(LoadError::Closed);
        }
        if self.laid(id).is_some() {
            return Err(LoadError::LaidAside);
        }
        self.whole_draft(id)
    }

    /// A draft, laid aside or not.
    pub(super) fn whole_draft(&self, id: InspectionId) -> Result<Draft, LoadError> {
        let mut head: Head = self.part(Key::DraftHead(id))?.ok_or(LoadError::NotFound)?;
        if RulePack::named(&head.rule_pack).is_none() {
            // Another window may have taken it over meanwhile.
            self.know_rules();
        }
        for key in self.inner.keys() {
            let Key::DraftCheck(draft, check) = key else {
                continue;
            };
            if draft == id && !head.checks.contains(&check) && self.has(key) {
                head.checks.push(check);
            }
            if draft == id {
                head.checks_made = head.checks_made.max(check.0);
            }
        }
        let checks = head
            .checks
            .iter()
            .map(|check| self.part(Key::DraftCheck(id, *check)));
        let checks: Vec<Option<CheckDraft>> = checks.collect::<Result<_, _>>()?;
        Ok(Draft {
            head,
            checks: checks.into_iter().flatten().collect(),
        })
    }

    /// Begins a visit, dated today.
    ///
    /// # Errors
    /// [`SaveError`], inside the future.
    #[must_use]
    pub fn new_draft(&self) -> LocalFuture<'static, Result<Head, SaveError>> {
        if let Err(error) = self.room_for_more() {
            return Box::pin(std::future::ready(Err(error)));
        }
        let opened = self.now();
        let today = day_first(opened.local_date());
        let id = InspectionId(self.inner.clock.new_id());
        let mut head = Head::new(id, opened, self.rules().name());
        head.answers.insert("inspected_on".to_owned(), today);
        let saving = self.save_head(&head);
        Box::pin(async move { saving.await.map(|()| head) })
    }

    /// Saves the visit's own fields.
    #[must_use = "whether it is durable"]
    pub fn save_head(&self, head: &Head) -> Saving {
        self.save_draft(head.id, Ok(Vec::new()), Some(head))
    }

    /// Saves one check of a draft.
    #[must_use = "whether it is durable"]
    pub fn save_check(&self, draft: InspectionId, check: &CheckDraft) -> Saving {
        self.save_draft(draft, written(draft, check), None)
    }

    /// Saves a check that was just added ([`Head::add_check`]) with the head
    /// that lists it, in one transaction.
    #[must_use = "whether it is durable"]
    pub fn add_check(&self, head: &Head, check: &CheckDraft) -> Saving {
        self.save_draft(head.id, written(head.id, check), Some(head))
    }

    /// Removes a check, and saves the head without it, in one transaction.
    #[must_use = "whether it is durable"]
    pub fn remove_check(&self, head: &Head, check: CheckId) -> Saving {
        let mut head = head.clone();
        head.checks.retain(|listed| *listed != check);
        // The head first: one that lists a check that is gone cannot be closed.
        let changes = Json::of(&head).map(|listed| {
            let gone = Change::Remove(Key::DraftCheck(head.id, check));
            vec![Change::Write(Key::DraftHead(head.id), listed), gone]
        });
        self.save_draft(head.id, changes, None)
    }

    pub(super) fn save_draft(
        &self,
        id: InspectionId,
        changes: Result<Vec<Change>, NotWritten>,
        head: Option<&Head>,
    ) -> Saving {
        // A draft that was laid aside may be another tablet's by now.
        let at_rest = self.is_closed(id) || self.laid(id).is_some();
        if at_rest || self.inner.closing.get() == Some(id) {
            return failed(SaveError::Closed);
        }
        let all = changes.and_then(|mut changes| {
            if let Some(head) = head {
                changes.push(Change::Write(Key::DraftHead(id), Json::of(head)?));
            }
            Ok(changes)
        });
        match all {
            Ok(changes) => self.save(changes),
            Err(error) => failed(SaveError::Unwritable(error.to_string())),
        }
    }

    /// The pieces of a draft but for its pictures, whether they can be read or
    /// not.
    pub(super) fn pieces_of(&self, id: InspectionId) -> Vec<Piece> {
        let keys = self.inner.keys().into_iter();
        let own = keys.filter(|key| match key {
            Key::DraftHead(of) | Key::DraftCheck(of, _) => *of == id,
            _ => false,
        });
        let present = own.filter_map(|key| self.inner.present(key).ok().flatten());
        present.filter(|piece| piece.json().is_some()).collect()
    }

    pub(super) fn is_closed(&self, id: InspectionId) -> bool {
        self.has(Key::Document(id)) || self.is_put_away(id)
    }

    pub(super) fn has(&self, key: Key) -> bool {
        let present = self.inner.present(key).ok().flatten();
        present.is_some_and(|piece| piece.body != Body::Removed)
    }

    /// A part of a draft; `None` where it is not there or removed.
    fn part<T: inspection::FromJson>(&self, key: Key) -> Result<Option<T>, LoadError> {
        let Some(piece) = self.inner.present(key)? else {
            return Ok(None);
        };
        let read = piece.json().map(Json::read).transpose();
        read.map_err(|error| LoadError::Unreadable(error.to_string()))
    }
}

fn written(draft: InspectionId, check: &CheckDraft) -> Result<Vec<Change>, NotWritten> {
    let key = Key::DraftCheck(draft, check.id);
    Ok(vec![Change::Write(key, Json::of(check)?)])
}
