//! What crosses the network: a frozen document in a versioned envelope, and the
//! receipt that answers it. Knows no HTTP.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::canonical::{CanonicalError, canonical_json};
use crate::id::{Digest, InspectionId};
use crate::inspection::Inspection;

/// The version of envelope and document that this program writes.
const VERSION: u64 = 1;

/// The kinds of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One closed inspection.
    Inspection,
}

/// A document in its canonical bytes: what is stored, sent, hashed and printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// Its id.
    pub id: InspectionId,
    /// The canonical text.
    pub text: String,
    /// SHA-256 of the text.
    pub sha256: Digest,
}

/// The office's word that a document is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The document.
    pub id: InspectionId,
    /// The digest of what is kept.
    pub sha256: Digest,
    /// When the office committed it.
    pub received_at: DateTime<Utc>,
}

/// A document as the office understands it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The bytes to keep.
    pub frozen: Frozen,
    /// What they say.
    pub inspection: Inspection,
}

/// Why an upload is not a document.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// The body is not JSON of the envelope's shape.
    #[error("the body is not an upload envelope: {0}")]
    NotAnEnvelope(serde_json::Error),
    /// Another version of the envelope or document.
    #[error("version {found} is not supported; this program reads version {VERSION}")]
    UnknownVersion {
        /// What the envelope says.
        found: String,
    },
    /// A kind this program does not know.
    #[error("documents of the kind {0} are not supported")]
    UnknownKind(String),
    /// The document has no canonical form.
    #[error(transparent)]
    NotCanonical(#[from] CanonicalError),
    /// The document's digest is not the one promised.
    #[error("the document's SHA-256 is {found}, the proof says {promised}")]
    WrongDigest {
        /// What the envelope promised.
        promised: String,
        /// What the document's bytes give.
        found: Digest,
    },
    /// Envelope and document name different ids.
    #[error("the envelope names {envelope}, the document {document}")]
    OtherId {
        /// In the envelope.
        envelope: InspectionId,
        /// In the document.
        document: InspectionId,
    },
    /// A field of the document is missing or of the wrong form.
    #[error("the document cannot be read: {0}")]
    Unreadable(serde_json::Error),
}

/// Freezes an inspection: from here on its bytes never change.
///
/// # Errors
/// [`CanonicalError`] cannot arise from an [`Inspection`], whose numbers are
/// small integers and strings; it is passed on rather than assumed away.
pub fn freeze(inspection: &Inspection) -> Result<Frozen, CanonicalError> {
    let versioned = Versioned {
        v: VERSION,
        kind: Kind::Inspection,
        inspection,
    };
    let unwritable = |error: serde_json::Error| CanonicalError::NotAnInteger(error.to_string());
    let written = serde_json::to_string(&versioned).map_err(unwritable)?;
    let value = serde_json::from_str(&written).map_err(unwritable)?;
    let text = canonical_json(&value)?;
    let sha256 = Digest::of(text.as_bytes());
    Ok(Frozen {
        id: inspection.id,
        text,
        sha256,
    })
}

impl Frozen {
    /// Takes up a document that was frozen before.
    ///
    /// # Errors
    /// [`DecodeError`] where the text is no document of this version.
    pub fn thaw(text: &str) -> Result<Received, DecodeError> {
        let value: Value = serde_json::from_str(text).map_err(DecodeError::Unreadable)?;
        known(&value, DecodeError::Unreadable)?;
        let inspection: Inspection = serde_json::from_str(text).map_err(DecodeError::Unreadable)?;
        let sha256 = Digest::of(text.as_bytes());
        let frozen = Self {
            id: inspection.id,
            text: text.to_owned(),
            sha256,
        };
        Ok(Received { frozen, inspection })
    }
}

impl Receipt {
    /// Whether it answers for exactly these bytes.
    #[must_use]
    pub fn matches(&self, id: InspectionId, sha256: &Digest) -> bool {
        self.id == id && self.sha256 == *sha256
    }
}

/// The body of an upload: the envelope around the frozen bytes.
///
/// # Errors
/// Where `frozen.text` is not JSON.
pub fn upload_body(frozen: &Frozen) -> Result<String, serde_json::Error> {
    let document: &RawValue = serde_json::from_str(&frozen.text)?;
    let proof = Proof {
        sha256: frozen.sha256.as_str().to_owned(),
    };
    let envelope = Outgoing {
        v: VERSION,
        kind: Kind::Inspection,
        id: frozen.id,
        document,
        proof,
    };
    serde_json::to_string(&envelope)
}

/// Reads an upload: version, kind, digest, document, in this order.
///
/// # Errors
/// [`DecodeError`] says which of them failed.
pub fn decode_upload(body: &[u8]) -> Result<Received, DecodeError> {
    let value: Value = serde_json::from_slice(body).map_err(DecodeError::NotAnEnvelope)?;
    known(&value, DecodeError::NotAnEnvelope)?;
    let envelope: Incoming = serde_json::from_value(value).map_err(DecodeError::NotAnEnvelope)?;
    let text = canonical_json(&envelope.document)?;
    let found = Digest::of(text.as_bytes());
    if found.as_str() != envelope.proof.sha256 {
        return Err(DecodeError::WrongDigest {
            promised: envelope.proof.sha256,
            found,
        });
    }
    let received = Frozen::thaw(&text)?;
    let document = received.inspection.id;
    if document != envelope.id {
        return Err(DecodeError::OtherId {
            envelope: envelope.id,
            document,
        });
    }
    Ok(received)
}

/// Refuses a version or kind that this program does not know, or none at all.
fn known(value: &Value, missing: fn(serde_json::Error) -> DecodeError) -> Result<(), DecodeError> {
    let member = |name: &'static str| {
        let absent = || missing(serde::de::Error::missing_field(name));
        value.get(name).ok_or_else(absent)
    };
    let version = member("v")?;
    if version.as_u64() != Some(VERSION) {
        return Err(DecodeError::UnknownVersion {
            found: version.to_string(),
        });
    }
    match member("kind")? {
        Value::String(kind) if kind == "inspection" => Ok(()),
        other => Err(DecodeError::UnknownKind(other.to_string())),
    }
}

/// The document says its own version and kind, so that they are hashed.
#[derive(Serialize)]
struct Versioned<'a> {
    v: u64,
    kind: Kind,
    #[serde(flatten)]
    inspection: &'a Inspection,
}

#[derive(Serialize)]
struct Outgoing<'a> {
    v: u64,
    kind: Kind,
    id: InspectionId,
    document: &'a RawValue,
    proof: Proof,
}

#[derive(Deserialize)]
struct Incoming {
    id: InspectionId,
    document: Value,
    proof: Proof,
}

#[derive(Serialize, Deserialize)]
struct Proof {
    sha256: String,
}

#[cfg(test)]
mod tests;
