//! Photos of a draft: each is kept in the journal with the head that names it,
//! in one transaction. Scaling and marking them is for others.

use inspection::{CheckId, Digest, DocumentId, Head, InspectionId, PhotoName, PhotoTaken};

use super::closing::unsaved;
use super::exchange::settled;
use super::saving::{Change, failed};
use super::{CloseError, Desk, Inner, Saving};
use crate::LocalFuture;
use crate::store::{Body, Json, Key, Piece};

/// A photo that was just taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPhoto {
    /// The check it belongs to; `None` for the visit as a whole.
    pub check: Option<CheckId>,
    /// SHA-256 of the picture's bytes.
    pub sha256: Digest,
    /// The members of the document (`UPLOAD.md`, photo) but for its id, name
    /// and place in the chain: when and where it was taken, type, size, bytes.
    pub kept: Json,
}

impl Desk {
    /// Adds a photo to a draft: to `head`, and to the journal with it; to
    /// neither where the journal is too full for photos.
    #[must_use = "whether it is durable"]
    pub fn add_photo(&self, head: &mut Head, photo: NewPhoto) -> Saving {
        if let Err(error) = self.room_for_photo() {
            return failed(error);
        }
        let id = DocumentId(self.inner.clock.new_id());
        let NewPhoto {
            check,
            sha256,
            kept,
        } = photo;
        head.photos.push(PhotoTaken {
            id,
            name: PhotoName {
                sha256,
                check,
                caption: None,
            },
        });
        let picture = Change::Write(Key::DraftPhoto(head.id, id), kept);
        self.save_draft(head.id, Ok(vec![picture]), Some(head))
    }

    /// Takes a photo out of the head that names it, where the photo is not on
    /// this tablet: its save was cut short, or the journal lost it. Gives the
    /// head as it is then; a photo that is here stays in it.
    ///
    /// # Errors
    /// [`CloseError`], inside the future; then the name stays.
    #[must_use]
    pub fn drop_photo(
        &self,
        id: InspectionId,
        photo: DocumentId,
    ) -> LocalFuture<'static, Result<Head, CloseError>> {
        let desk = self.clone();
        Box::pin(async move {
            let key = Key::DraftPhoto(id, photo);
            let kept = desk.inner.journal.read(&[key.to_string()]).await;
            let kept = kept.map_err(unsaved)?;
            let is_here = kept.iter().any(|stored| {
                // What cannot be read is for the next opening to set aside.
                let piece = stored.piece();
                piece.is_none_or(|piece| piece.body != Body::Removed)
            });
            let mut head = desk.load_draft(id)?.head;
            if !is_here {
                head.photos.retain(|named| named.id != photo);
                settled(desk.save_head(&head).await)?;
            }
            Ok(head)
        })
    }

    /// The photos that a draft names, with what was kept of each.
    ///
    /// # Errors
    /// Where one is not in the journal.
    pub(super) async fn photos_taken(
        &self,
        id: InspectionId,
    ) -> Result<Vec<(PhotoTaken, Piece)>, CloseError> {
        let head = self.load_draft(id)?.head;
        let mut photos = Vec::new();
        for taken in head.photos {
            let missing = CloseError::MissingPhoto(taken.id);
            let key = Key::DraftPhoto(id, taken.id);
            let kept = self.journaled(&[key]).await.map_err(unsaved)?;
            let kept = kept.into_iter().find(|piece| piece.json().is_some());
            photos.push((taken, kept.ok_or(missing)?));
        }
        Ok(photos)
    }
}

/// Whether a document that belongs to an inspection is a photo of it.
pub(super) fn is_photo(key: Key) -> bool {
    matches!(key, Key::Photo(..))
}

impl Inner {
    /// Notes that a photo or a paper is a document; other keys name none.
    pub(super) fn note_picture(&self, key: Key) {
        let Some((inspection, id)) = key.belonging() else {
            return;
        };
        let mut pictures = self.pictures.borrow_mut();
        if let Err(place) = pictures.binary_search(&(inspection, id, key)) {
            pictures.insert(place, (inspection, id, key));
        }
    }
}
