//! What crosses the network: a frozen document of any kind in a versioned
//! envelope, and the receipt that answers it. Knows no HTTP. Reading what was
//! sent is the office's, in `received.rs`; the tablet reads its inspections.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::attachment::Attachment;
use crate::canonical::{CanonicalError, canonical_json};
use crate::id::{Digest, DocumentId};
use crate::inspection::{Inspection, Link};
use crate::json::{NotJson, parse_json, verbatim_json, write_json};
use crate::members::{FromJson, Member, NotRead, read_value};
use crate::outcome::Outcome;
use crate::photo::{Photo, PhotoTaken};

#[cfg(feature = "office")]
mod export;
#[cfg(feature = "office")]
mod received;

#[cfg(feature = "office")]
pub use export::{Export, ExportError, LARGEST_EXPORT, MOST_EXPORTED, read_export};
#[cfg(feature = "office")]
pub use received::{DecodeError, Document, Received, decode_upload};

/// The version of envelope and document that this program writes.
const VERSION: u64 = 1;

/// The kinds of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One closed inspection.
    Inspection,
    /// One photo of an inspection.
    Photo,
    /// One paper of an inspection.
    Attachment,
    /// What became of an inspection.
    Outcome,
}

impl Kind {
    /// The code in documents.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Inspection => "inspection",
            Self::Photo => "photo",
            Self::Attachment => "attachment",
            Self::Outcome => "outcome",
        }
    }
}

/// What can be frozen: a document of one of the kinds.
pub trait Freeze: Serialize {
    /// Its kind.
    const KIND: Kind;

    /// Its id.
    fn document_id(&self) -> DocumentId;
}

/// A document in its canonical bytes: what is stored, sent, hashed and printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: DocumentId,
    /// The canonical text.
    pub text: String,
    /// SHA-256 of the text.
    pub sha256: Digest,
}

/// The office's word that a document is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The document.
    pub id: DocumentId,
    /// The digest of what is kept.
    pub sha256: Digest,
    /// When the office committed it.
    #[serde(with = "crate::moment")]
    pub received_at: DateTime<Utc>,
}

/// An inspection that was frozen before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thawed {
    /// Its bytes.
    pub frozen: Frozen,
    /// What they say.
    pub inspection: Inspection,
}

/// Why a text is no frozen inspection.
#[derive(Debug, thiserror::Error)]
pub enum ThawError {
    /// Another version of the document.
    #[error("version {found} is not supported; this program reads version {VERSION}")]
    UnknownVersion {
        /// What the document says.
        found: String,
    },
    /// Another kind of document.
    #[error("documents of the kind {0} are not supported")]
    UnknownKind(String),
    /// A field of the document is missing or of the wrong form.
    #[error("the document cannot be read: {0}")]
    Unreadable(#[from] NotRead),
}

/// Freezes a document: from here on its bytes never change.
///
/// # Errors
/// [`CanonicalError`] where a number has more than 53 bits: an amount, or a
/// place in the chain.
pub fn freeze<T: Freeze>(document: &T) -> Result<Frozen, CanonicalError> {
    let mut value = parse_json(&write_json(document)?)?;
    // The document says its own version and kind, so that they are hashed.
    if let Value::Object(members) = &mut value {
        members.insert("v".to_owned(), VERSION.into());
        members.insert("kind".to_owned(), T::KIND.code().into());
    }
    Ok(Frozen::of(
        T::KIND,
        document.document_id(),
        canonical_json(&value)?,
    ))
}

/// Freezes a photo: what was kept when it was taken (a [`Photo`] but for its
/// place in the chain and its name) becomes the document.
///
/// # Errors
/// [`CanonicalError`]; also where `kept` is not what a photo was kept as.
pub fn freeze_photo(kept: &str, taken: &PhotoTaken, link: &Link) -> Result<Frozen, CanonicalError> {
    let Value::Object(mut document) = parse_json(kept)? else {
        return Err(NotJson { at: 0 }.into());
    };
    let known = [
        ("v", VERSION.into()),
        ("kind", "photo".into()),
        ("id", taken.id.to_string().into()),
        ("check", taken.name.check.map(|check| check.0).into()),
        ("caption", taken.name.caption.clone().into()),
        ("sha256", taken.name.sha256.to_string().into()),
        ("device", link.device.to_string().into()),
        ("sequence", link.sequence.into()),
        (
            "previous",
            link.previous.as_ref().map(Digest::to_string).into(),
        ),
    ];
    document.extend(known.map(|(name, member)| (name.to_owned(), member)));
    let text = canonical_json(&Value::Object(document))?;
    Ok(Frozen::of(Kind::Photo, taken.id, text))
}

impl Frozen {
    /// Takes up an inspection that was frozen before.
    ///
    /// # Errors
    /// [`ThawError`] where the text is no inspection of this version.
    pub fn thaw(text: &str) -> Result<Thawed, ThawError> {
        let value = parse_json(text).map_err(NotRead::NotJson)?;
        match known_version(&value)? {
            Value::String(kind) if kind == "inspection" => {}
            other => return Err(ThawError::UnknownKind(said(other))),
        }
        let inspection: Inspection = read_value(&value)?;
        let frozen = Self::of(Kind::Inspection, inspection.id.into(), text.to_owned());
        Ok(Thawed { frozen, inspection })
    }

    /// A document whose canonical text is known.
    #[must_use]
    pub fn of(kind: Kind, id: DocumentId, text: String) -> Self {
        let sha256 = Digest::of(text.as_bytes());
        Self {
            kind,
            id,
            text,
            sha256,
        }
    }
}

impl Receipt {
    /// Whether it answers for exactly these bytes.
    #[must_use]
    pub fn matches(&self, id: DocumentId, sha256: &Digest) -> bool {
        self.id == id && self.sha256 == *sha256
    }
}

/// The body of an upload: the envelope around the frozen bytes.
///
/// # Errors
/// Where `frozen.text` is not JSON.
pub fn upload_body(frozen: &Frozen) -> Result<String, NotJson> {
    let (kind, id, sha256) = (frozen.kind.code(), frozen.id, &frozen.sha256);
    let document = verbatim_json(&frozen.text)?;
    Ok(format!(
        r#"{{"v":{VERSION},"kind":"{kind}","id":"{id}","document":{document},"proof":{{"sha256":"{sha256}"}}}}"#
    ))
}

/// A value as a fault names it.
fn said(value: &Value) -> String {
    canonical_json(value).unwrap_or_else(|error| error.to_string())
}

/// The kind that a document or an envelope of this version names.
fn known_version(value: &Value) -> Result<&Value, ThawError> {
    let member = |name: &'static str| {
        let absent = || NotRead::Member {
            way: name.to_owned(),
            wanted: "there",
        };
        value.get(name).ok_or_else(absent)
    };
    let version = member("v")?;
    if version.as_u64() != Some(VERSION) {
        return Err(ThawError::UnknownVersion {
            found: said(version),
        });
    }
    Ok(member("kind")?)
}

impl Freeze for Inspection {
    const KIND: Kind = Kind::Inspection;

    fn document_id(&self) -> DocumentId {
        self.id.into()
    }
}

impl Freeze for Photo {
    const KIND: Kind = Kind::Photo;

    fn document_id(&self) -> DocumentId {
        self.id
    }
}

impl Freeze for Attachment {
    const KIND: Kind = Kind::Attachment;

    fn document_id(&self) -> DocumentId {
        self.id
    }
}

impl Freeze for Outcome {
    const KIND: Kind = Kind::Outcome;

    fn document_id(&self) -> DocumentId {
        self.id
    }
}

impl FromJson for Receipt {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            id: from.get("id"),
            sha256: from.get("sha256"),
            received_at: from.get("received_at"),
        }
    }
}

#[cfg(test)]
mod tests;
