//! Which records were put away: those that have a line in the journal and no
//! document in the working copy. Nothing of them is read at opening.

use inspection::{DocumentId, InspectionId, put_in_order};

use super::super::Picture;
use crate::store::{Key, Stored};

/// The records that were put away, and their photos, each in order.
pub(super) struct Archived {
    pub(super) records: Vec<InspectionId>,
    photos: Vec<DocumentId>,
}

impl Archived {
    pub(super) fn of(journal: &[String], store: &[Stored], pictures: &[Picture]) -> Self {
        let here = store.iter().filter_map(|stored| match stored.key.parse() {
            Ok(Key::Document(id)) => Some(id),
            _ => None,
        });
        let mut here: Vec<InspectionId> = here.collect();
        put_in_order(&mut here, Ord::cmp);
        let lines = journal.iter().filter_map(|text| match text.parse() {
            Ok(Key::Line(id)) if here.binary_search(&id).is_err() => Some(id),
            _ => None,
        });
        let mut records: Vec<InspectionId> = lines.collect();
        put_in_order(&mut records, Ord::cmp);
        let is_away = |(of, ..): &&Picture| records.binary_search(of).is_ok();
        let photos = pictures.iter().filter(is_away).map(|(_, photo, _)| *photo);
        let mut photos: Vec<DocumentId> = photos.collect();
        put_in_order(&mut photos, Ord::cmp);
        Self { records, photos }
    }

    /// Whether a key names a part of one of them, or a line.
    pub(super) fn has(&self, key: &str) -> bool {
        let is_record = |id: &InspectionId| self.records.binary_search(id).is_ok();
        match key.parse() {
            Ok(Key::Line(_)) => true,
            Ok(Key::Delivery(id)) => {
                is_record(&InspectionId(id.0)) || self.photos.binary_search(&id).is_ok()
            }
            Ok(key) => key.inspection().as_ref().is_some_and(is_record),
            Err(_) => false,
        }
    }
}
