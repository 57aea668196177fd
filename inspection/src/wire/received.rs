//! Reads what was sent, of every kind: envelope, digest, document, and the file
//! inside it. What can be wrong has a name of its own, for the sender to act on.

use std::fmt::Display;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Frozen, Kind, ThawError, VERSION, known_version};
use crate::attachment::Attachment;
use crate::canonical::{CanonicalError, canonical_json};
use crate::file::ContentError;
use crate::id::{Digest, DocumentId, InspectionId};
use crate::inspection::{Inspection, Link};
use crate::members::{NotRead, read_json};
use crate::outcome::Outcome;
use crate::photo::Photo;

/// A document as the office understands it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The bytes to keep.
    pub frozen: Frozen,
    /// What they say.
    pub document: Document,
}

/// What a document says, by kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// One closed inspection.
    Inspection(Box<Inspection>),
    /// One photo of an inspection.
    Photo(Box<Photo>),
    /// One paper of an inspection.
    Attachment(Box<Attachment>),
    /// What became of an inspection.
    Outcome(Box<Outcome>),
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
        /// What the envelope or document says.
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
    /// Envelope and document name different kinds.
    #[error("the envelope says {}, the document {}", .envelope.code(), .document.code())]
    OtherKind {
        /// In the envelope.
        envelope: Kind,
        /// In the document.
        document: Kind,
    },
    /// Envelope and document name different ids.
    #[error("the envelope names {envelope}, the document {document}")]
    OtherId {
        /// In the envelope.
        envelope: DocumentId,
        /// In the document.
        document: DocumentId,
    },
    /// A field of the document is missing or of the wrong form.
    #[error("the document cannot be read at `{field}`: {reason}")]
    Unreadable {
        /// The way to the field, for example `checks[0].assessment`; `.` for
        /// the document itself.
        field: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The inspection claims to correct itself.
    #[error("the inspection says that it corrects itself")]
    SupersedesItself,
    /// The file in the document is not what the document says.
    #[error(transparent)]
    Content(#[from] ContentError),
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [
        Self::Inspection,
        Self::Photo,
        Self::Attachment,
        Self::Outcome,
    ];

    fn read(value: &Value) -> Result<Self, DecodeError> {
        let mut kinds = Self::ALL.into_iter();
        let known = kinds.find(|kind| value.as_str() == Some(kind.code()));
        known.ok_or_else(|| DecodeError::UnknownKind(value.to_string()))
    }
}

/// Reads an upload: version, kind, digest, document, file, in this order.
///
/// # Errors
/// [`DecodeError`] says which of them failed.
pub fn decode_upload(body: &[u8]) -> Result<Received, DecodeError> {
    let value: Value = serde_json::from_slice(body).map_err(DecodeError::NotAnEnvelope)?;
    let kind = known_version(&value).map_err(|error| refusal(error, DecodeError::NotAnEnvelope))?;
    let kind = Kind::read(kind)?;
    let envelope: Incoming = serde_json::from_value(value).map_err(DecodeError::NotAnEnvelope)?;
    let text = canonical_json(&envelope.document)?;
    let found = Digest::of(text.as_bytes());
    if found.as_str() != envelope.proof.sha256 {
        return Err(DecodeError::WrongDigest {
            promised: envelope.proof.sha256,
            found,
        });
    }
    let inner = kind_of(&envelope.document)?;
    if inner != kind {
        return Err(DecodeError::OtherKind {
            envelope: kind,
            document: inner,
        });
    }
    let received = Received::of(kind, text)?;
    if received.frozen.id != envelope.id {
        return Err(DecodeError::OtherId {
            envelope: envelope.id,
            document: received.frozen.id,
        });
    }
    Ok(received)
}

impl Received {
    /// Takes up a document that was kept before.
    ///
    /// # Errors
    /// [`DecodeError`] where the text is no document of this version.
    pub fn read(text: &str) -> Result<Self, DecodeError> {
        let value = serde_json::from_str(text).map_err(|error| unreadable(".", &error))?;
        Self::of(kind_of(&value)?, text.to_owned())
    }

    fn of(kind: Kind, text: String) -> Result<Self, DecodeError> {
        let document = Document::read(kind, &text)?;
        document.verify()?;
        Ok(Self {
            frozen: Frozen::of(kind, document.id(), text),
            document,
        })
    }
}

impl Document {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> DocumentId {
        match self {
            Self::Inspection(inspection) => inspection.id.into(),
            Self::Photo(photo) => photo.id,
            Self::Attachment(attachment) => attachment.id,
            Self::Outcome(outcome) => outcome.id,
        }
    }

    /// Its place in the chain.
    #[must_use]
    pub fn link(&self) -> &Link {
        match self {
            Self::Inspection(inspection) => &inspection.link,
            Self::Photo(photo) => &photo.link,
            Self::Attachment(attachment) => &attachment.link,
            Self::Outcome(outcome) => &outcome.link,
        }
    }

    /// The inspection it belongs to; `None` for an inspection itself.
    #[must_use]
    pub fn belongs_to(&self) -> Option<InspectionId> {
        match self {
            Self::Inspection(_) => None,
            Self::Photo(photo) => Some(photo.inspection),
            Self::Attachment(attachment) => Some(attachment.inspection),
            Self::Outcome(outcome) => Some(outcome.inspection),
        }
    }

    fn read(kind: Kind, text: &str) -> Result<Self, DecodeError> {
        // A flattened member has lost its name when it fails: first by itself.
        if kind != Kind::Inspection {
            parse::<Link>(text)?;
        }
        if kind == Kind::Outcome {
            parse::<Decided>(text)?;
        }
        Ok(match kind {
            Kind::Inspection => Self::Inspection(Box::new(inspection(text)?)),
            Kind::Photo => Self::Photo(parse(text)?),
            Kind::Attachment => Self::Attachment(parse(text)?),
            Kind::Outcome => Self::Outcome(parse(text)?),
        })
    }

    /// What no field alone can show.
    fn verify(&self) -> Result<(), DecodeError> {
        match self {
            Self::Inspection(inspection) if inspection.supersedes == Some(inspection.id) => {
                return Err(DecodeError::SupersedesItself);
            }
            Self::Inspection(_) | Self::Outcome(_) => {}
            Self::Photo(photo) => {
                let declared = photo.media_type.into();
                photo.content.verify(declared, &photo.sha256)?;
            }
            Self::Attachment(file) => file.content.verify(file.media_type, &file.sha256)?,
        }
        Ok(())
    }
}

/// The kind a document names, where its version is known.
fn kind_of(document: &Value) -> Result<Kind, DecodeError> {
    let kind = known_version(document);
    Kind::read(kind.map_err(|error| refusal(error, |error| unreadable(".", &error)))?)
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, DecodeError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| unreadable(&error.path().to_string(), error.inner()))
}

fn inspection(text: &str) -> Result<Inspection, DecodeError> {
    read_json(text).map_err(|error| match error {
        NotRead::NotJson(error) => unreadable(".", &error),
        NotRead::Member { way, wanted } => DecodeError::Unreadable {
            field: way,
            reason: format!("it is not {wanted}"),
        },
    })
}

fn refusal(error: ThawError, missing: impl Fn(serde_json::Error) -> DecodeError) -> DecodeError {
    match error {
        ThawError::UnknownVersion { found } => DecodeError::UnknownVersion { found },
        ThawError::UnknownKind(kind) => DecodeError::UnknownKind(kind),
        ThawError::Unreadable(error) => missing(serde::de::Error::custom(error)),
    }
}

fn unreadable(field: &str, reason: &dyn Display) -> DecodeError {
    DecodeError::Unreadable {
        field: field.to_owned(),
        reason: reason.to_string(),
    }
}

/// The members of an outcome's result.
#[derive(Deserialize)]
#[expect(dead_code, reason = "read for its errors only")]
struct Decided {
    result: String,
    amount_vnd: Option<u64>,
}

#[derive(Deserialize)]
struct Incoming {
    id: DocumentId,
    document: Value,
    proof: Proof,
}

#[derive(Deserialize)]
struct Proof {
    sha256: String,
}
