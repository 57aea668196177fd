//! Photos of a draft: each is kept in the journal with the head that names it,
//! in one transaction. Scaling and marking them is for others.

use chrono::{DateTime, Utc};
use inspection::{
    CheckId, Digest, DocumentId, Encoded, Exif, Head, InspectionId, NotAPicture, NotWritten,
    PhotoName, PhotoTaken, Stamp,
};
use serde::Serialize;

use super::closing::unsaved;
use super::exchange::settled;
use super::saving::{Change, failed};
use super::{CloseError, Desk, Inner, Saving};
use crate::LocalFuture;
use crate::journal::JournalError;
use crate::store::{Body, Json, Key, Piece};

/// A photo that was just taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPhoto {
    /// The check it belongs to; `None` for the visit as a whole.
    pub check: Option<CheckId>,
    /// What it shows, in words.
    pub caption: Option<String>,
    /// SHA-256 of the picture's bytes.
    pub sha256: Digest,
    /// The members of the document (`UPLOAD.md`, photo) but for its id, name
    /// and place in the chain: when and where it was taken, type, size, bytes.
    pub kept: Json,
}

/// A picture as it was taken or chosen, made smaller and without what its file said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shot {
    /// What the camera wrote.
    pub exif: Exif,
    /// When the file was last changed.
    pub changed: Option<DateTime<Utc>>,
    /// Pixels from left to right, and from top to bottom.
    pub sides: [u32; 2],
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// Its bytes, as JPEG.
    pub content: Encoded,
}

/// Why a photo was not taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPhoto {
    /// It is no picture that the office takes.
    NotAPicture,
    /// It is one of HEIF, which most browsers do not read.
    Heic,
    /// It is not whole, or the browser cannot draw it.
    Broken,
    /// It has more pixels, or its file more bytes, than are drawn.
    TooLarge,
    /// The tablet is too full for photos.
    NoRoom,
    /// What takes it up was not loaded, or it was not kept.
    NotKept,
}

impl From<NotAPicture> for NoPhoto {
    fn from(why: NotAPicture) -> Self {
        match why {
            NotAPicture::Other => Self::NotAPicture,
            NotAPicture::Heic => Self::Heic,
            NotAPicture::Broken => Self::Broken,
            NotAPicture::TooManyPixels => Self::TooLarge,
        }
    }
}

impl Shot {
    /// The photo it becomes: dated by the camera, else by its file, else `now`.
    ///
    /// # Errors
    /// Where it has no form to be kept in.
    pub fn photo(
        self,
        inspection: InspectionId,
        check: Option<CheckId>,
        caption: Option<String>,
        now: Stamp,
    ) -> Result<NewPhoto, NotWritten> {
        let by_file = self.changed.map(|at| (at, now.offset_minutes));
        let taken = self.exif.taken(now.offset_minutes).or(by_file);
        let (at, offset_minutes) = taken.unwrap_or((now.at, now.offset_minutes));
        let position = self.exif.place();
        let kept = Kept {
            inspection,
            taken: Stamp {
                at,
                offset_minutes,
                zone: now.zone,
            },
            position: position.map(|[latitude, longitude]| Place {
                latitude,
                longitude,
            }),
            media_type: "image/jpeg",
            width: self.sides[0],
            height: self.sides[1],
            content: self.content,
        };
        Ok(NewPhoto {
            check,
            caption,
            sha256: self.sha256,
            kept: Json::of(&kept)?,
        })
    }
}

/// The members of the document that are known when a photo is taken.
#[derive(Serialize)]
struct Kept {
    inspection: InspectionId,
    taken: Stamp,
    position: Option<Place>,
    media_type: &'static str,
    width: u32,
    height: u32,
    content: Encoded,
}

/// Where it was taken, as the camera says.
#[derive(Serialize)]
struct Place {
    latitude: String,
    longitude: String,
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
            caption,
            sha256,
            kept,
        } = photo;
        head.photos.push(PhotoTaken {
            id,
            name: PhotoName {
                sha256,
                check,
                caption,
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

    /// What was kept of a photo of a draft, as text; `None` where it is not here.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub async fn kept_photo(
        &self,
        id: InspectionId,
        photo: DocumentId,
    ) -> Result<Option<Json>, JournalError> {
        let kept = self.journaled(&[Key::DraftPhoto(id, photo)]).await?;
        Ok(kept.iter().find_map(|piece| piece.json().cloned()))
    }

    /// Deletes the pictures of a draft that its head does not name: they were removed,
    /// and nobody took that back.
    ///
    /// # Errors
    /// Where the journal cannot be read, or the deletion is not kept.
    pub async fn sweep_photos(&self, id: InspectionId) -> Result<(), CloseError> {
        let keys = self.inner.journal.keys().await.map_err(unsaved)?;
        let head = self.load_draft(id)?.head;
        let mut keys: Vec<Key> = keys.iter().filter_map(|key| key.parse().ok()).collect();
        keys.retain(|key| match key {
            Key::DraftPhoto(of, photo) => {
                *of == id && head.photos.iter().all(|named| named.id != *photo)
            }
            _ => false,
        });
        let kept = self.journaled(&keys).await.map_err(unsaved)?;
        let here = kept.iter().filter(|piece| piece.body != Body::Removed);
        let gone: Vec<_> = here.map(|piece| Change::Remove(piece.key)).collect();
        if gone.is_empty() {
            return Ok(());
        }
        settled(self.save_draft(id, Ok(gone), None).await)?;
        Ok(())
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
