//! Closed inspections with how far they have got.

use inspection::{Frozen, Inspection, InspectionId};

use super::Desk;
use crate::outbox::Delivery;
use crate::store::Key;

/// A closed inspection and its way to the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it says.
    pub inspection: Inspection,
    /// Its bytes.
    pub frozen: Frozen,
    /// How far it has got.
    pub delivery: Delivery,
}

impl Desk {
    /// Every closed inspection, the last closed first.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        let documents = self.documents();
        let mut entries: Vec<Entry> = documents.iter().filter_map(|id| self.entry(*id)).collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.inspection.link.sequence));
        entries
    }

    /// One closed inspection.
    #[must_use]
    pub fn entry(&self, id: InspectionId) -> Option<Entry> {
        let piece = self.inner.present(Key::Document(id)).ok().flatten()?;
        let thawed = Frozen::thaw(piece.json()?.text()).ok()?;
        Some(Entry {
            inspection: thawed.inspection,
            frozen: thawed.frozen,
            delivery: self.delivery(id),
        })
    }

    /// How far a document has got.
    pub(super) fn delivery(&self, id: InspectionId) -> Delivery {
        self.value(Key::Delivery(id)).unwrap_or_default()
    }

    /// Ids of the documents, oldest first.
    pub(super) fn documents(&self) -> Vec<InspectionId> {
        let keys = self.inner.keys().into_iter();
        keys.filter_map(|key| match key {
            Key::Document(id) => Some(id),
            _ => None,
        })
        .collect()
    }
}
