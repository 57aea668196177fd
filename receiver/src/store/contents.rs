//! Documents that hold a file: the database keeps the text around it, the folder
//! its bytes, and the document is made again from both, byte for byte.

use std::time::Duration;

use chrono::Utc;
use inspection::{Digest, Document, Encoded, Received};

use super::rows::{digest, number, signed};
use crate::store::{Arrival, Connection, Store, StoreError};

/// How old a file is that no document names before it is removed: longer than
/// any upload takes.
const ORPHANED: Duration = Duration::from_hours(24);
/// Documents moved at a time: of the largest size they are 70 MB.
const BATCH: i64 = 10;
/// The fact that every document was looked at.
const MOVED: &str = "contents_moved";

/// A document taken apart.
pub(super) struct Parts {
    /// The text without the file.
    pub(super) around: String,
    /// The byte of it at which the file goes in.
    pub(super) starts_at: usize,
    /// The digest of the file.
    pub(super) file: Digest,
    bytes: Vec<u8>,
}

impl Parts {
    /// Takes the document apart, where it holds a file that gives the same text
    /// when it is put in again.
    pub(super) fn of(text: &str, document: &Document) -> Option<Self> {
        let (file, content) = match document {
            Document::Photo(photo) => (&photo.sha256, &photo.content),
            Document::Attachment(file) => (&file.sha256, &file.content),
            Document::Inspection(_) | Document::Outcome(_) => return None,
        };
        let bytes = content.bytes().ok()?;
        if Encoded::of(&bytes) != *content || Digest::of(&bytes) != *file {
            return None;
        }
        // A quotation mark inside any other text has a stroke before it.
        let before = "\"content\":\"";
        let starts_at = text.find(&format!("{before}{}\"", content.0))? + before.len();
        let rest = text.get(starts_at + content.0.len()..)?;
        Some(Self {
            around: format!("{}{rest}", text.get(..starts_at)?),
            starts_at,
            file: file.clone(),
            bytes,
        })
    }
}

impl Store {
    /// Takes an arrival's file out of it, and writes it to the folder.
    pub(super) async fn apart(&self, arrival: &Arrival) -> Result<Option<Parts>, StoreError> {
        let received = &arrival.received;
        let Some(mut parts) = Parts::of(&received.frozen.text, &received.document) else {
            return Ok(None);
        };
        let bytes = std::mem::take(&mut parts.bytes);
        self.shared.files.put(&parts.file, bytes).await?;
        Ok(Some(parts))
    }

    /// The whole text of a document, of the text that the database has of it.
    pub(super) async fn whole(
        &self,
        sha256: &Digest,
        text: String,
        place: Option<(Digest, usize)>,
    ) -> Result<String, StoreError> {
        let Some((file, starts_at)) = place else {
            return Ok(text);
        };
        let content = Encoded::of(&self.shared.files.get(&file).await?);
        let damaged = || StoreError::Damaged(sha256.clone());
        let (before, after) = text.split_at_checked(starts_at).ok_or_else(damaged)?;
        let whole = [before, &content.0, after].concat();
        if Digest::of(whole.as_bytes()) == *sha256 {
            Ok(whole)
        } else {
            Err(damaged())
        }
    }

    /// Removes files that no document names, such as those of an upload that
    /// broke off; how many that were.
    ///
    /// # Errors
    /// [`StoreError`] where the database or the folder failed.
    pub async fn sweep(&self) -> Result<usize, StoreError> {
        self.sweep_older(ORPHANED).await
    }

    pub(super) async fn sweep_older(&self, age: Duration) -> Result<usize, StoreError> {
        let files = &self.shared.files;
        let mut removed = files.remove_halves(age)?;
        for file in files.before(Utc::now() - age).await? {
            if is_named(&mut *self.read().await?, &file).await? {
                continue;
            }
            // Behind the lock: who names it meanwhile has looked that it is there.
            let mut transaction = self.write().await?;
            if !is_named(&mut transaction, &file).await? {
                files.remove(&file).await?;
                removed += 1;
            }
        }
        Ok(removed)
    }

    /// Moves the files of documents that an earlier program kept whole.
    pub(super) async fn move_contents(&self) -> Result<(), StoreError> {
        let mut read = self.read().await?;
        let moved: Option<String> = sqlx::query_scalar("SELECT value FROM facts WHERE name = $1")
            .bind(MOVED)
            .fetch_optional(&mut *read)
            .await?;
        drop(read);
        if moved.is_some() {
            return Ok(());
        }
        for (select, update) in [
            (
                WHOLE_DOCUMENTS,
                "UPDATE documents SET document = $2 WHERE sha256 = $1",
            ),
            (
                WHOLE_CONFLICTS,
                "UPDATE conflicts SET document = $2 WHERE sha256 = $1",
            ),
        ] {
            let mut last = String::new();
            while let Some(next) = self.move_some(select, update, &last).await? {
                last = next;
            }
        }
        self.writing(async |on| {
            sqlx::query(
                "INSERT INTO facts (name, value) VALUES ($1, '1') ON CONFLICT (name) DO NOTHING",
            )
            .bind(MOVED)
            .execute(on)
            .await?;
            Ok(())
        })
        .await
    }

    /// Moves the next few after a digest; the last digest of them.
    async fn move_some(
        &self,
        select: &'static str,
        update: &'static str,
        after: &str,
    ) -> Result<Option<String>, StoreError> {
        let mut read = self.read().await?;
        let rows: Vec<(String, String)> = sqlx::query_as(select)
            .bind(after)
            .bind(BATCH)
            .fetch_all(&mut *read)
            .await?;
        drop(read);
        let mut apart = Vec::new();
        for (sha256, text) in &rows {
            // What cannot be read stays as it is.
            let parts = Received::read(text).ok();
            let parts = parts.and_then(|received| Parts::of(text, &received.document));
            if let Some(mut parts) = parts {
                let bytes = std::mem::take(&mut parts.bytes);
                self.shared.files.put(&parts.file, bytes).await?;
                apart.push((digest(sha256.clone())?, parts));
            }
        }
        self.writing(async |on| {
            for (sha256, parts) in &apart {
                sqlx::query(update)
                    .bind(sha256.as_str())
                    .bind(&parts.around)
                    .execute(&mut *on)
                    .await?;
                insert(on, sha256, parts).await?;
            }
            Ok(())
        })
        .await?;
        Ok(rows.into_iter().next_back().map(|(sha256, _)| sha256))
    }
}

const WHOLE_DOCUMENTS: &str = "SELECT d.sha256, d.document
    FROM documents d JOIN files f ON f.document_id = d.id
    WHERE d.sha256 > $1
    AND NOT EXISTS (SELECT 1 FROM contents c WHERE c.document_sha256 = d.sha256)
    ORDER BY d.sha256 LIMIT $2";
const WHOLE_CONFLICTS: &str = "SELECT d.sha256, d.document FROM conflicts d
    WHERE d.sha256 > $1
    AND NOT EXISTS (SELECT 1 FROM contents c WHERE c.document_sha256 = d.sha256)
    ORDER BY d.sha256 LIMIT $2";

/// Notes where the file of a document goes.
pub(super) async fn insert(
    on: &mut Connection,
    sha256: &Digest,
    parts: &Parts,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO contents (document_sha256, file_sha256, starts_at) VALUES ($1, $2, $3)
         ON CONFLICT (document_sha256) DO NOTHING",
    )
    .bind(sha256.as_str())
    .bind(parts.file.as_str())
    .bind(signed("starts_at", parts.starts_at as u64)?)
    .execute(on)
    .await?;
    Ok(())
}

/// The file of a document, and where it goes; `None` where the text is whole.
pub(super) async fn place(
    on: &mut Connection,
    sha256: &Digest,
) -> Result<Option<(Digest, usize)>, StoreError> {
    let found: Option<(String, i64)> =
        sqlx::query_as("SELECT file_sha256, starts_at FROM contents WHERE document_sha256 = $1")
            .bind(sha256.as_str())
            .fetch_optional(on)
            .await?;
    let Some((file, starts_at)) = found else {
        return Ok(None);
    };
    let starts_at = number("starts_at", starts_at)?;
    let starts_at = usize::try_from(starts_at).map_err(super::rows::unreadable("starts_at"))?;
    Ok(Some((digest(file)?, starts_at)))
}

async fn is_named(on: &mut Connection, file: &Digest) -> Result<bool, StoreError> {
    let named: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM contents WHERE file_sha256 = $1")
        .bind(file.as_str())
        .fetch_one(on)
        .await?;
    Ok(named > 0)
}

#[cfg(test)]
mod tests;
