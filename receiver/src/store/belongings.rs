//! What belongs to an inspection, whether or not the inspection itself is
//! there: photos, attachments, outcomes, and its corrections.

use chrono::{DateTime, Utc};
use inspection::{CheckId, Digest, DocumentId, InspectionId};

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
