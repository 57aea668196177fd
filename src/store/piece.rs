//! A piece, the seam it passes on its way to storage and back, and the rule of
//! which piece may replace which. Every stored value goes through here, so
//! encryption at rest has one place to come to.

mod said;

use inspection::{
    FromJson, NotJson, NotRead, NotWritten, json_members, read_json, verbatim_json, write_json,
};
use serde::Serialize;

use super::key::Key;

/// The version of the sealed form that this program writes.
const VERSION: u64 = 1;

/// One value with its name and age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its name.
    pub key: Key,
    /// 1 for the first, one more with every change. No clock is involved.
    pub revision: u64,
    /// What it says.
    pub body: Body,
}

/// What a piece says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A value.
    Json(Json),
    /// Nothing any more: a tombstone, which outlives older copies.
    Removed,
    /// A line that stands for a document whose text is not here: at least the
    /// member `sha256` of that text. In the working copy the text is in the
    /// journal; in the journal, the time it had to be kept is over.
    Stub(Json),
}

/// Text that is JSON, byte for byte as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Json(String);

/// Why stored bytes are no piece.
#[derive(Debug, thiserror::Error)]
pub enum PieceError {
    /// The bytes are damaged, or were never a piece.
    #[error("the stored value cannot be read: {0}")]
    Unreadable(#[from] NotRead),
    /// A newer program wrote them: this one must not touch them.
    #[error("version {0} of stored values is newer than this program")]
    Newer(u64),
}

/// Why one piece may not replace another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// What is stored is as new or newer: another window wrote it.
    #[error("{0} was changed elsewhere")]
    Stale(Key),
    /// A closed document never changes.
    #[error("{0} is closed")]
    WriteOnce(Key),
    /// What is stored cannot be read and must be set aside first.
    #[error("{0} holds something unreadable")]
    Unreadable(Key),
}

impl Refusal {
    /// The piece's name.
    #[must_use]
    pub fn key(&self) -> Key {
        let (Self::Stale(key) | Self::WriteOnce(key) | Self::Unreadable(key)) = self;
        *key
    }
}

impl Json {
    /// Writes a value.
    ///
    /// # Errors
    /// Where the value has no JSON form.
    pub fn of<T: Serialize>(value: &T) -> Result<Self, NotWritten> {
        write_json(value).map(Self)
    }

    /// Takes text over, byte for byte.
    ///
    /// # Errors
    /// Where the text is not JSON.
    pub fn verbatim(text: &str) -> Result<Self, NotJson> {
        verbatim_json(text).map(|text| Self(text.to_owned()))
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Reads the value.
    ///
    /// # Errors
    /// Where it is of another form.
    pub fn read<T: FromJson>(&self) -> Result<T, NotRead> {
        read_json(&self.0)
    }
}

impl Piece {
    /// A piece that holds a value.
    ///
    /// # Errors
    /// Where the value has no JSON form.
    pub fn of<T: Serialize>(key: Key, revision: u64, value: &T) -> Result<Self, NotWritten> {
        let body = Body::Json(Json::of(value)?);
        Ok(Self {
            key,
            revision,
            body,
        })
    }

    /// A tombstone.
    #[must_use]
    pub fn removed(key: Key, revision: u64) -> Self {
        Self {
            key,
            revision,
            body: Body::Removed,
        }
    }

    /// The value, unless it is a tombstone.
    #[must_use]
    pub fn json(&self) -> Option<&Json> {
        match &self.body {
            Body::Json(json) => Some(json),
            Body::Removed | Body::Stub(_) => None,
        }
    }
}

/// The text a store keeps of a piece. The same piece gives the same text.
#[must_use]
pub fn seal(piece: &Piece) -> String {
    let revision = piece.revision;
    match &piece.body {
        Body::Json(json) => {
            format!(
                r#"{{"v":{VERSION},"revision":{revision},"body":{json}}}"#,
                json = json.0
            )
        }
        Body::Stub(line) => {
            format!(
                r#"{{"v":{VERSION},"revision":{revision},"stub":{}}}"#,
                line.0
            )
        }
        Body::Removed => format!(r#"{{"v":{VERSION},"revision":{revision},"removed":true}}"#),
    }
}

/// The piece that a store's text holds.
///
/// # Errors
/// [`PieceError`] tells damaged from newer.
pub fn open(key: &Key, text: &str) -> Result<Piece, PieceError> {
    let members = json_members(text).map_err(NotRead::NotJson)?;
    let member = |name: &str| {
        let mut members = members.iter().filter(|(member, _)| member == name);
        members.next().map(|(_, text)| *text)
    };
    let number = |name: &str| read_json::<u64>(member(name).unwrap_or("null"));
    let json = |name: &str| {
        let text = member(name).filter(|text| *text != "null");
        text.map(|text| Json(text.to_owned()))
    };
    let version = number("v")?;
    if version > VERSION {
        return Err(PieceError::Newer(version));
    }
    let revision = number("revision")?;
    let body = if member("removed") == Some("true") {
        Body::Removed
    } else if let Some(json) = json("body") {
        Body::Json(json)
    } else {
        Body::Stub(json("stub").ok_or_else(missing)?)
    };
    Ok(Piece {
        key: *key,
        revision,
        body,
    })
}

fn missing() -> NotRead {
    let way = "body".to_owned();
    NotRead::Member {
        way,
        wanted: "there",
    }
}

/// Whether `next` is to be written over what lies under its key: `true` to
/// write, `false` where the same is there already.
///
/// # Errors
/// [`Refusal`] where it would lose something: a newer or equal revision with
/// other content, a closed document, or bytes nobody has read.
pub fn admit(present: Option<&str>, next: &Piece) -> Result<bool, Refusal> {
    let key = next.key;
    let Some(text) = present else {
        return Ok(true);
    };
    let Ok(present) = open(&key, text) else {
        return Err(Refusal::Unreadable(key));
    };
    if key.is_document() && present.body != Body::Removed {
        // A text may give way to its stub, and come back for it.
        return match (&present.body, &next.body) {
            (before, after) if before == after => Ok(false),
            (Body::Json(_), Body::Json(_)) => Err(Refusal::WriteOnce(key)),
            _ if present.is_same_document(next) => Ok(true),
            _ => Err(Refusal::WriteOnce(key)),
        };
    }
    if matches!(key, Key::DraftPhoto(..)) {
        // A picture never becomes another one, so its age does not matter: it
        // is there, or it was taken away, or it came back.
        return match (&present.body, &next.body) {
            (before, after) if before == after => Ok(false),
            (Body::Json(_), Body::Json(_)) => Err(Refusal::WriteOnce(key)),
            _ => Ok(true),
        };
    }
    let (is_receipt, was_receipt) = (next.is_receipt(), present.is_receipt());
    if present == *next {
        Ok(false)
    } else if is_receipt && !was_receipt {
        Ok(true)
    } else if was_receipt && !is_receipt {
        Err(Refusal::Stale(key))
    } else if present.revision < next.revision {
        Ok(true)
    } else {
        Err(Refusal::Stale(key))
    }
}

/// Whether a stored text is a tombstone.
#[must_use]
pub fn is_tombstone(key: &str, text: &str) -> bool {
    let key = key.parse().ok();
    let piece = key.and_then(|key: Key| open(&key, text).ok());
    piece.is_some_and(|piece| piece.body == Body::Removed)
}

#[cfg(test)]
mod tests;
