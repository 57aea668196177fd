//! What belongs to an inspection, whether or not the inspection itself is
//! there: photos, attachments, outcomes, and its corrections.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use inspection::{CheckId, Digest, DocumentId, InspectionId, Kind};

use super::rows::{digest, kind, number, time, unreadable};
use crate::store::{Connection, Store, StoreError};

/// Everything that names one inspection, oldest receipt first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Belongings {
    /// Its photos.
    pub photos: Vec<StoredFile>,
    /// Its attachments.
    pub attachments: Vec<StoredFile>,
    /// Its outcomes.
    pub outcomes: Vec<StoredOutcome>,
    /// The inspections that say they correct it.
    pub corrected_by: Vec<InspectionId>,
    /// The inspection that it says it corrects.
    pub corrects: Option<Corrected>,
}

/// An inspection that another one says it corrects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// Its id.
    pub id: InspectionId,
    /// Whether it has come.
    pub here: bool,
}

impl Belongings {
    /// Whether nothing names the inspection.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A photo or an attachment, told without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// The document.
    pub id: DocumentId,
    /// When it was kept.
    pub received_at: DateTime<Utc>,
    /// SHA-256 of the file's bytes.
    pub sha256: Digest,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// An attachment's name, a photo's caption.
    pub name: Option<String>,
    /// The check it belongs to.
    pub check: Option<CheckId>,
    /// When it was taken or added, by the sender's clock.
    pub made_at: DateTime<Utc>,
    /// Where a photo was taken, as its camera said: latitude and longitude.
    pub place: Option<[String; 2]>,
    /// Other documents that came under its id.
    pub conflicts: Vec<Digest>,
}

/// An outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOutcome {
    /// The document.
    pub id: DocumentId,
    /// When it was kept.
    pub received_at: DateTime<Utc>,
    /// The frozen text.
    pub document: String,
    /// Whether somebody of the office entered it.
    pub by_office: bool,
    /// The name of the tablet that made it, where it is one of the office's.
    pub tablet: Option<String>,
    /// Other documents that came under its id.
    pub conflicts: Vec<Digest>,
}

/// An inspection that other documents name and that has not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// The inspection.
    pub inspection: InspectionId,
    /// How many documents name it.
    pub documents: u64,
    /// When the last of them came.
    pub last_at: DateTime<Utc>,
}

impl Store {
    /// What belongs to an inspection, whether or not it has come itself.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn belongings(&self, id: InspectionId) -> Result<Belongings, StoreError> {
        belongings(&mut *self.read().await?, id).await
    }

    /// The inspections that were named and have not come, last named first.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn awaited(&self) -> Result<Vec<Awaited>, StoreError> {
        awaited(&mut *self.read().await?).await
    }
}

/// What belongs to one inspection.
pub(super) async fn belongings(
    on: &mut Connection,
    id: InspectionId,
) -> Result<Belongings, StoreError> {
    // What stands around a picture is as small as an outcome.
    let rows: Vec<BelongingRow> = sqlx::query_as(
        "SELECT d.id, d.kind, d.received_at, f.sha256, f.media_type, f.size, f.name, f.check_no,
                f.made_at, CASE WHEN d.kind IN ('outcome', 'photo') THEN d.document END AS document,
                CASE WHEN o.document_id IS NULL THEN 0 ELSE 1 END AS by_office, t.name AS tablet
         FROM documents d LEFT JOIN files f ON f.document_id = d.id
         LEFT JOIN office_documents o ON o.document_id = d.id
         LEFT JOIN tablets t ON t.device = d.device
         WHERE d.inspection = $1 ORDER BY d.received_at, d.id",
    )
    .bind(id.to_string())
    .fetch_all(&mut *on)
    .await?;
    let mut conflicts = conflicts(on, id).await?;
    let mut belongings = Belongings::default();
    for row in rows {
        let others = conflicts.remove(&row.id).unwrap_or_default();
        match kind(&row.kind)? {
            Kind::Inspection => {}
            Kind::Photo => belongings.photos.push(row.file(others)?),
            Kind::Attachment => belongings.attachments.push(row.file(others)?),
            Kind::Outcome => belongings.outcomes.push(row.outcome(others)?),
        }
    }
    belongings.corrected_by = corrected_by(on, id).await?;
    belongings.corrects = corrects(on, id).await?;
    Ok(belongings)
}

async fn corrected_by(
    on: &mut Connection,
    id: InspectionId,
) -> Result<Vec<InspectionId>, StoreError> {
    let corrections: Vec<String> = sqlx::query_scalar(
        "SELECT document_id FROM inspections WHERE supersedes = $1 ORDER BY document_id",
    )
    .bind(id.to_string())
    .fetch_all(on)
    .await?;
    let read = |id: String| id.parse().map_err(unreadable("id"));
    corrections.into_iter().map(read).collect()
}

async fn corrects(on: &mut Connection, id: InspectionId) -> Result<Option<Corrected>, StoreError> {
    let named: Option<(String, i64)> = sqlx::query_as(
        "SELECT c.supersedes, CASE WHEN i.document_id IS NULL THEN 0 ELSE 1 END
         FROM inspections c LEFT JOIN inspections i ON i.document_id = c.supersedes
         WHERE c.document_id = $1 AND c.supersedes IS NOT NULL",
    )
    .bind(id.to_string())
    .fetch_optional(on)
    .await?;
    let read = |(id, here): (String, i64)| {
        let id = id.parse().map_err(unreadable("supersedes"))?;
        Ok(Corrected {
            id,
            here: here == 1,
        })
    };
    named.map(read).transpose()
}

/// Digests of the conflicts of all documents of one inspection, by id.
async fn conflicts(
    on: &mut Connection,
    id: InspectionId,
) -> Result<BTreeMap<String, Vec<Digest>>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT c.document_id, c.sha256 FROM conflicts c JOIN documents d ON d.id = c.document_id
         WHERE d.inspection = $1 ORDER BY c.received_at, c.sha256",
    )
    .bind(id.to_string())
    .fetch_all(on)
    .await?;
    let mut conflicts: BTreeMap<String, Vec<Digest>> = BTreeMap::new();
    for (document, sha256) in rows {
        conflicts.entry(document).or_default().push(digest(sha256)?);
    }
    Ok(conflicts)
}

/// The inspections that were named and have not come.
pub(super) async fn awaited(on: &mut Connection) -> Result<Vec<Awaited>, StoreError> {
    let rows: Vec<AwaitedRow> = sqlx::query_as(
        "SELECT named.id AS inspection, COUNT(*) AS documents, MAX(received_at) AS last_at
         FROM (
             SELECT d.inspection AS id, d.received_at FROM documents d
             WHERE d.inspection IS NOT NULL
             UNION ALL
             SELECT c.supersedes, d.received_at
             FROM inspections c JOIN documents d ON d.id = c.document_id
             WHERE c.supersedes IS NOT NULL
         ) named
         WHERE NOT EXISTS (SELECT 1 FROM inspections i WHERE i.document_id = named.id)
         GROUP BY named.id ORDER BY last_at DESC, named.id",
    )
    .fetch_all(on)
    .await?;
    rows.into_iter().map(Awaited::try_from).collect()
}

#[derive(sqlx::FromRow)]
struct BelongingRow {
    id: String,
    kind: String,
    received_at: String,
    sha256: Option<String>,
    media_type: Option<String>,
    size: Option<i64>,
    name: Option<String>,
    check_no: Option<i64>,
    made_at: Option<String>,
    document: Option<String>,
    by_office: i64,
    tablet: Option<String>,
}

#[derive(sqlx::FromRow)]
struct AwaitedRow {
    inspection: String,
    documents: i64,
    last_at: String,
}

impl BelongingRow {
    fn file(self, conflicts: Vec<Digest>) -> Result<StoredFile, StoreError> {
        let check = self.check_no.map(u16::try_from).transpose();
        Ok(StoredFile {
            id: self.id.parse().map_err(unreadable("id"))?,
            received_at: time(&self.received_at)?,
            sha256: digest(there("sha256", self.sha256)?)?,
            media_type: there("media_type", self.media_type)?,
            size: number("size", there("size", self.size)?)?,
            name: self.name,
            check: check.map_err(unreadable("check_no"))?.map(CheckId),
            made_at: time(&there("made_at", self.made_at)?)?,
            place: self.document.as_deref().and_then(place),
            conflicts,
        })
    }

    fn outcome(self, conflicts: Vec<Digest>) -> Result<StoredOutcome, StoreError> {
        Ok(StoredOutcome {
            id: self.id.parse().map_err(unreadable("id"))?,
            received_at: time(&self.received_at)?,
            document: there("document", self.document)?,
            by_office: self.by_office == 1,
            tablet: self.tablet,
            conflicts,
        })
    }
}

impl TryFrom<AwaitedRow> for Awaited {
    type Error = StoreError;

    fn try_from(row: AwaitedRow) -> Result<Self, StoreError> {
        Ok(Self {
            inspection: row.inspection.parse().map_err(unreadable("inspection"))?,
            documents: number("documents", row.documents)?,
            last_at: time(&row.last_at)?,
        })
    }
}

/// Where a photo says it was taken.
fn place(around: &str) -> Option<[String; 2]> {
    let around: serde_json::Value = serde_json::from_str(around).ok()?;
    let degrees = |name| Some(around["position"][name].as_str()?.to_owned());
    Some([degrees("latitude")?, degrees("longitude")?])
}

/// A value that every file or outcome has.
fn there<T>(what: &'static str, value: Option<T>) -> Result<T, StoreError> {
    value.ok_or_else(|| unreadable(what)("missing"))
}
