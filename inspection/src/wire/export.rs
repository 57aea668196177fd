//! Reads the file by which a tablet hands over what it holds where there is no
//! network: the envelopes of an upload, one after the other. Each is given as
//! it stands in the file; what it says is read as that of an upload is. Drafts
//! and what was set aside are the tablets' own and only counted.

use std::fmt;

use serde::de::{Error, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::VERSION;
use crate::id::DeviceId;
use crate::stamp::Stamp;

/// The largest file in bytes: 512 MiB, the longest text that a browser can
/// write (V8's strings end at 2^29 - 24 units).
pub const LARGEST_EXPORT: usize = 512 * 1024 * 1024;
/// The most documents in a file: a hundred on each working day of four years.
pub const MOST_EXPORTED: usize = 100_000;

/// What a tablet held.
#[derive(Clone, Debug)]
pub struct Export<'a> {
    /// The tablet.
    pub device: DeviceId,
    /// When the file was written, by the tablet's clock.
    pub exported: Stamp,
    /// The envelopes, each as the body of an upload.
    pub documents: Vec<&'a str>,
    /// How many drafts it holds: inspections that are not closed.
    pub drafts: usize,
    /// How many values it holds that the tablet could not read.
    pub set_aside: usize,
}

/// Why a file is no export.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// More bytes than an export has.
    #[error("the file has {size} bytes; an export has at most {LARGEST_EXPORT}")]
    TooLarge {
        /// How many.
        size: usize,
    },
    /// Not JSON, or broken off: the line and the column are in the error.
    #[error("the file is not JSON, or not all of it is here: {0}")]
    NotJson(serde_json::Error),
    /// Another version.
    #[error("version {found} is not supported; this program reads version {VERSION}")]
    UnknownVersion {
        /// What the file says.
        found: String,
    },
    /// JSON of another kind.
    #[error("the file says that it is {found}, not an export")]
    OtherKind {
        /// What it says.
        found: String,
    },
    /// A member is missing or of the wrong form.
    #[error("the export cannot be read at `{field}`: {reason}")]
    Unreadable {
        /// The way to the member, for example `exported.at`; `.` for the file
        /// itself.
        field: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// Reads an export. Its documents are not opened.
///
/// # Errors
/// [`ExportError`] says what is wrong, and where.
pub fn read_export(file: &[u8]) -> Result<Export<'_>, ExportError> {
    if file.len() > LARGEST_EXPORT {
        return Err(ExportError::TooLarge { size: file.len() });
    }
    let head: Head = serde_json::from_slice(file).map_err(not_an_object)?;
    if head.kind != "export" {
        let found = head.kind.to_string();
        return Err(ExportError::OtherKind { found });
    }
    if head.v.as_u64() != Some(VERSION) {
        let found = head.v.to_string();
        return Err(ExportError::UnknownVersion { found });
    }
    let mut reader = serde_json::Deserializer::from_slice(file);
    let read: File = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let field = error.path().to_string();
        let reason = error.into_inner().to_string();
        ExportError::Unreadable { field, reason }
    })?;
    Ok(Export {
        device: read.device,
        exported: read.exported,
        documents: read.documents.0.iter().map(|raw| raw.get()).collect(),
        drafts: read.drafts.len(),
        set_aside: read.set_aside.len(),
    })
}

/// JSON that is no object is told by what it should hold.
fn not_an_object(error: serde_json::Error) -> ExportError {
    if error.is_data() {
        ExportError::Unreadable {
            field: ".".to_owned(),
            reason: error.to_string(),
        }
    } else {
        ExportError::NotJson(error)
    }
}

/// What says which file this is.
#[derive(Deserialize)]
#[serde(expecting = "an export")]
struct Head {
    v: Value,
    kind: Value,
}

#[derive(Deserialize)]
struct File<'a> {
    device: DeviceId,
    exported: Stamp,
    #[serde(borrow)]
    documents: Envelopes<'a>,
    // Values that are passed over take no memory, however many there are.
    #[serde(default)]
    drafts: Vec<IgnoredAny>,
    #[serde(default)]
    set_aside: Vec<IgnoredAny>,
}

/// At most [`MOST_EXPORTED`] values, each where it stands in the file.
struct Envelopes<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Envelopes<'a> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_seq(Reading).map(Self)
    }
}

struct Reading;

impl<'de> Visitor<'de> for Reading {
    type Value = Vec<&'de RawValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of envelopes")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Self::Value, A::Error> {
        let mut envelopes = Vec::new();
        while let Some(envelope) = values.next_element()? {
            if envelopes.len() == MOST_EXPORTED {
                return Err(A::Error::custom(format!(
                    "more than {MOST_EXPORTED} documents"
                )));
            }
            envelopes.push(envelope);
        }
        Ok(envelopes)
    }
}

#[cfg(test)]
mod tests;
