//! An attachment: a paper that belongs to an inspection, scanned or received as
//! a file (signed minutes, a laboratory's report, a decision).

use serde::{Deserialize, Serialize};

use crate::file::{AttachmentType, Encoded};
use crate::id::{CheckId, Digest, DocumentId, InspectionId};
use crate::inspection::Link;
use crate::stamp::Stamp;

/// One attachment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its id.
    pub id: DocumentId,
    /// Its place among the documents of the tablet, or of the office.
    #[serde(flatten)]
    pub link: Link,
    /// The inspection it belongs to.
    pub inspection: InspectionId,
    /// The check it belongs to; `None` for the visit as a whole.
    pub check: Option<CheckId>,
    /// When it was added.
    pub added: Stamp,
    /// The file's name, as a person gave it.
    pub name: String,
    /// Type of the file.
    pub media_type: AttachmentType,
    /// SHA-256 of the file's bytes.
    pub sha256: Digest,
    /// The file's bytes.
    pub content: Encoded,
}
