//! What is told of photos and attachments without opening them.

use chrono::{DateTime, Utc};
use inspection::{Attachment, CheckId, Digest, DocumentId, Encoded, Photo};

use super::rows::{storable, time_text, unreadable};
use crate::store::{Connection, StoreError};

/// What is told of a file without opening it.
pub(super) struct FileFacts<'a> {
    id: DocumentId,
    sha256: &'a Digest,
    media_type: &'static str,
    content: &'a Encoded,
    name: Option<&'a str>,
    check: Option<CheckId>,
    made_at: DateTime<Utc>,
}

impl<'a> FileFacts<'a> {
    pub(super) fn of_photo(photo: &'a Photo) -> Self {
        Self {
            id: photo.id,
            sha256: &photo.sha256,
            media_type: photo.media_type.code(),
            content: &photo.content,
            name: photo.caption.as_deref(),
            check: photo.check,
            made_at: photo.taken.at,
        }
    }

    pub(super) fn of_attachment(file: &'a Attachment) -> Self {
        Self {
            id: file.id,
            sha256: &file.sha256,
            media_type: file.media_type.code(),
            content: &file.content,
            name: Some(&file.name),
            check: file.check,
            made_at: file.added.at,
        }
    }
}

/// Keeps what is told of a file.
pub(super) async fn insert_file(
    on: &mut Connection,
    file: &FileFacts<'_>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO files (document_id, sha256, media_type, size, name, check_no, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(file.id.to_string())
    .bind(file.sha256.as_str())
    .bind(file.media_type)
    .bind(i64::try_from(file.content.size()).map_err(unreadable("size"))?)
    .bind(file.name.map(storable))
    .bind(file.check.map(|check| i64::from(check.0)))
    .bind(time_text(file.made_at))
    .execute(on)
    .await?;
    Ok(())
}
