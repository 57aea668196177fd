//! Closed inspections with how far they have got: a line of each for the
//! lists, the whole of one on request.

mod summary;

use std::sync::Arc;

use inspection::{DocumentId, Frozen, InspectionId, Kind, ThawError, Thawed, put_in_order};

use super::Desk;
use super::photos::is_photo;
use crate::LocalFuture;
use crate::journal::JournalError;
use crate::outbox::Delivery;
use crate::store::{Body, Key, Piece, open};
pub use summary::Summary;

/// A closed inspection in a line, with its way to the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: InspectionId,
    /// What lists show of it.
    pub summary: Arc<Summary>,
    /// How far it has got.
    pub delivery: Delivery,
    /// How far each of its photos has got.
    pub photos: Vec<Delivery>,
    /// How far each of its papers has got: the signed sheet.
    pub papers: Vec<Delivery>,
}

/// Why a record cannot be shown in full.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// There is none of this id.
    #[error("there is no such record")]
    NotFound,
    /// The time it had to be kept is over; its line is left.
    #[error("the record is no longer kept in full")]
    NoLongerKept,
    /// The journal does not give it.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Its bytes cannot be read.
    #[error("the record cannot be read: {0}")]
    Unreadable(String),
}

impl Entry {
    /// How many photos the office has not confirmed.
    #[must_use]
    pub fn photos_missing(&self) -> usize {
        let received = self.photos.iter().filter(|photo| photo.is_received());
        // A window does not know the photos that another one closed.
        let named = usize::try_from(self.summary.photos).unwrap_or(usize::MAX);
        named.max(self.photos.len()) - received.count()
    }

    /// Whether the office has confirmed it, each of its photos and each of its
    /// papers.
    #[must_use]
    pub fn is_received(&self) -> bool {
        self.delivery.is_received()
            && self.photos_missing() == 0
            && self.papers.iter().all(Delivery::is_received)
    }
}

impl Desk {
    /// Every closed inspection, the last closed first; those that were put
    /// away once [`Desk::read_archive`] has read them.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries = self.entries_here();
        entries.extend(self.inner.archive.borrow().iter().cloned());
        in_order(&mut entries);
        entries
    }

    /// Those of which the working copy has at least a line.
    pub(super) fn entries_here(&self) -> Vec<Entry> {
        let keys = self.inner.keys().into_iter();
        let mut entries: Vec<Entry> = keys
            .filter_map(|key| match key {
                Key::Document(id) => self.entry(id),
                _ => None,
            })
            .collect();
        in_order(&mut entries);
        entries
    }

    /// One closed inspection in a line.
    #[must_use]
    pub fn entry(&self, id: InspectionId) -> Option<Entry> {
        if self.is_put_away(id) {
            let archive = self.inner.archive.borrow();
            return archive.iter().find(|entry| entry.id == id).cloned();
        }
        let summary = self.summary(id)?;
        let pictures = self.inner.pictures.borrow();
        let first = pictures.partition_point(|(of, ..)| *of < id);
        let own = pictures.iter().skip(first);
        let (mut photos, mut papers) = (Vec::new(), Vec::new());
        for (_, document, key) in own.take_while(|(of, ..)| *of == id) {
            let to = if is_photo(*key) {
                &mut photos
            } else {
                &mut papers
            };
            to.push(self.delivery(*document));
        }
        Some(Entry {
            id,
            summary,
            delivery: self.delivery(id.into()),
            photos,
            papers,
        })
    }

    /// One closed inspection in full.
    ///
    /// # Errors
    /// [`ReadError`], inside the future.
    #[must_use]
    pub fn record(&self, id: InspectionId) -> LocalFuture<'static, Result<Thawed, ReadError>> {
        let desk = self.clone();
        Box::pin(async move {
            let text = desk.text(Key::Document(id)).await?;
            let unreadable = |error: ThawError| ReadError::Unreadable(error.to_string());
            Frozen::thaw(&text).map_err(unreadable)
        })
    }

    /// A document as it is sent.
    pub(super) async fn frozen(&self, id: DocumentId) -> Result<Frozen, ReadError> {
        let inspection = Key::Document(InspectionId(id.0));
        let key = self.photo_key(id).unwrap_or(inspection);
        let kind = match key {
            Key::Photo(..) => Kind::Photo,
            Key::Attachment(..) => Kind::Attachment,
            _ => Kind::Inspection,
        };
        Ok(Frozen::of(kind, id, self.text(key).await?))
    }

    /// The text of a document, from wherever it is.
    async fn text(&self, key: Key) -> Result<String, ReadError> {
        let here = self.inner.present(key).ok().flatten();
        if let Some(json) = here.as_ref().and_then(Piece::json) {
            return Ok(json.text().to_owned());
        }
        let kept = self.inner.journal.read(&[key.to_string()]).await?;
        let Some(stored) = kept.first() else {
            return Err(ReadError::NotFound);
        };
        let piece = open(&key, &stored.text);
        let piece = piece.map_err(|error| ReadError::Unreadable(error.to_string()))?;
        // What stands here is a line of that text, or of another.
        let is_another = here.is_some_and(|line| {
            matches!(line.body, Body::Stub(_)) && !line.is_same_document(&piece)
        });
        match piece.body {
            Body::Json(_) if is_another => Err(ReadError::Unreadable("digest".to_owned())),
            Body::Json(json) => Ok(json.text().to_owned()),
            Body::Stub(_) => Err(ReadError::NoLongerKept),
            Body::Removed => Err(ReadError::NotFound),
        }
    }

    /// How far a document has got. A receipt for other bytes is none.
    pub(super) fn delivery(&self, id: DocumentId) -> Delivery {
        let known: Delivery = self.value(Key::Delivery(id)).unwrap_or_default();
        if let Delivery::Received { receipt } = &known
            && let Some(summary) = self.summary(InspectionId(id.0))
            && !receipt.matches(id, &summary.sha256)
        {
            return Delivery::default();
        }
        known
    }

    /// Ids of the documents of all kinds, oldest first.
    pub(super) fn documents(&self) -> Vec<DocumentId> {
        let keys = self.inner.keys().into_iter();
        let inspections = keys.filter_map(|key| match key {
            Key::Document(id) => Some(id.into()),
            _ => None,
        });
        let pictures = self.inner.pictures.borrow();
        let photos = pictures.iter().filter(|(of, ..)| !self.is_put_away(*of));
        let photos = photos.map(|(_, photo, _)| *photo);
        let mut all: Vec<DocumentId> = inspections.chain(photos).collect();
        put_in_order(&mut all, Ord::cmp);
        all
    }

    /// The inspection that a document is, or belongs to.
    #[must_use]
    pub fn inspection_of(&self, id: DocumentId) -> InspectionId {
        let key = self.photo_key(id);
        let of = key.and_then(|key| key.inspection());
        of.unwrap_or(InspectionId(id.0))
    }

    pub(super) fn photo_key(&self, id: DocumentId) -> Option<Key> {
        let pictures = self.inner.pictures.borrow();
        let found = pictures.iter().find(|(_, photo, _)| *photo == id);
        found.map(|(.., key)| *key)
    }

    fn summary(&self, id: InspectionId) -> Option<Arc<Summary>> {
        let known = self.inner.summaries.borrow();
        let place = known.partition_point(|(of, _)| *of < id);
        if let Some((_, known)) = known.get(place).filter(|(of, _)| *of == id) {
            return Some(Arc::clone(known));
        }
        drop(known);
        let piece = self.inner.present(Key::Document(id)).ok().flatten()?;
        let summary = Arc::new(match &piece.body {
            Body::Json(json) => Summary::of(&Frozen::thaw(json.text()).ok()?),
            Body::Stub(line) => line.read().ok()?,
            Body::Removed => return None,
        });
        let mut summaries = self.inner.summaries.borrow_mut();
        summaries.insert(place, (id, Arc::clone(&summary)));
        Some(summary)
    }
}

/// The last closed first.
fn in_order(entries: &mut Vec<Entry>) {
    put_in_order(entries, |one, other| {
        let age = |entry: &Entry| (entry.summary.closed.at, entry.summary.sequence);
        age(other).cmp(&age(one))
    });
}
