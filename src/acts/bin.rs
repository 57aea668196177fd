//! Laying a draft aside, and taking it back. Its pieces stay as they are: a
//! piece of its own says that it is not in use, and why. Nothing leaves by
//! itself; a person empties the bin.

use inspection::{FromJson, Head, InspectionId, Member, Stamp, put_in_order};
use serde::Serialize;

use super::saving::Change;
use super::{Desk, LoadError, Saving};
use crate::store::Key;

/// That a draft was laid aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Laid {
    /// When.
    pub at: Stamp,
    /// Why.
    pub why: WhyLaid,
}

/// Why a draft was laid aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyLaid {
    /// A person deleted it.
    Deleted,
    /// It was handed to another tablet, which owns it now.
    HandedOver,
    /// It came in a file of another tablet, which did not hand it over and may
    /// still be working on it.
    Copy,
}

impl Desk {
    /// Lays a draft aside; [`Desk::take_back`] undoes it.
    #[must_use = "whether it is durable"]
    pub fn lay_aside(&self, id: InspectionId, why: WhyLaid) -> Saving {
        let at = self.now();
        self.save_value(Key::Bin(id), &Laid { at, why })
    }

    /// Takes a draft back that was laid aside.
    #[must_use = "whether it is durable"]
    pub fn take_back(&self, id: InspectionId) -> Saving {
        self.save(vec![Change::Remove(Key::Bin(id))])
    }

    /// The drafts that were laid aside, the last one first.
    #[must_use]
    pub fn laid_aside(&self) -> Vec<(Head, Laid)> {
        let keys = self.inner.keys().into_iter();
        let mut all: Vec<(Head, Laid)> = keys
            .filter_map(|key| match key {
                Key::Bin(id) if !self.is_closed(id) => {
                    Some((self.value(Key::DraftHead(id))?, self.laid(id)?))
                }
                _ => None,
            })
            .collect();
        put_in_order(&mut all, |(_, one), (_, other)| other.at.at.cmp(&one.at.at));
        all
    }

    /// Deletes for good what was laid aside, in one transaction. Tombstones
    /// stay, so that no older copy brings it back.
    ///
    /// # Errors
    /// [`LoadError`] where it cannot be read.
    pub fn shred(&self, id: InspectionId) -> Result<Saving, LoadError> {
        let draft = self.whole_draft(id)?;
        let checks = draft.head.checks.iter();
        let photos = draft.head.photos.iter();
        let keys = std::iter::once(Key::DraftHead(id))
            .chain(checks.map(|check| Key::DraftCheck(id, *check)))
            .chain(photos.map(|photo| Key::DraftPhoto(id, photo.id)))
            .chain(std::iter::once(Key::Bin(id)));
        Ok(self.save_whole(keys.map(Change::Remove).collect()))
    }

    /// Whether a draft was laid aside.
    pub(super) fn laid(&self, id: InspectionId) -> Option<Laid> {
        self.value(Key::Bin(id))
    }
}

impl FromJson for Laid {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            at: from.get("at"),
            why: from.member("why").word([
                ("deleted", WhyLaid::Deleted),
                ("handed_over", WhyLaid::HandedOver),
                ("copy", WhyLaid::Copy),
            ]),
        }
    }
}
