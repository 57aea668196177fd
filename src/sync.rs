//! What goes to the office and what comes back: the upload, the reply, and the
//! one function that says what a reply means. How bytes travel is for the
//! transport; when to send is `outbox`'s.

mod enrolling;
mod headers;
mod profile;
mod rules;

use chrono::TimeDelta;
use inspection::{
    Digest, DocumentId, FromJson, Frozen, Member, NotJson, Receipt, read_json, upload_body,
};
use serde::Serialize;

pub use enrolling::{Enrolled, NotEnrolled};
use headers::content_digest;
pub use headers::seconds;
pub use profile::OfficeProfile;
pub use rules::{OfficeRules, Published};

use crate::LocalFuture;

/// The most bytes of a reply that are read; a receipt has about 200.
pub const LONGEST_REPLY: usize = 64 * 1024;

/// The most bytes of a list that are read: 5,000 rows of the longest texts.
pub const LONGEST_LIST: usize = 16 * 1024 * 1024;
/// The most characters kept of each text of a problem document.
const LONGEST_WORDS: usize = 500;

/// One frozen document, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// The document.
    pub id: DocumentId,
    /// The digest of its text.
    pub sha256: Digest,
    /// The JSON envelope.
    pub body: String,
    /// The header `Content-Digest` (RFC 9530) of the body.
    pub content_digest: String,
}

impl Upload {
    /// The upload of a document.
    ///
    /// # Errors
    /// Where the document's text is not JSON.
    pub fn of(frozen: &Frozen) -> Result<Self, NotJson> {
        let body = upload_body(frozen)?;
        Ok(Self {
            id: frozen.id,
            sha256: frozen.sha256.clone(),
            content_digest: content_digest(&body),
            body,
        })
    }
}

/// What came back over the network, not yet understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// A response of HTTP.
    Response {
        /// The status; 0 for a redirect that was not followed.
        status: u16,
        /// Seconds of the header `Retry-After`.
        retry_after: Option<u32>,
        /// The body; empty where it was longer than [`LONGEST_REPLY`].
        body: String,
    },
    /// Nobody answered: no network, no such host, refused, cut off.
    Unreachable,
    /// No answer in time.
    TimedOut,
}

/// What a reply means for the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The office keeps exactly these bytes.
    Accepted(Receipt),
    /// The office keeps another document under this id.
    Conflict(Problem),
    /// The office does not take the document.
    Refused(Problem),
    /// Not now.
    Later {
        /// What was met.
        reason: Later,
        /// How long the office asks to wait.
        after: Option<TimeDelta>,
    },
}

/// Why a document still waits after a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Later {
    /// Nobody answered.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// Something answered, but it is not the office's receipt for these bytes:
    /// the sign-in page of a network, a proxy, another server.
    NotAReceipt,
    /// The office wants to know who sends: 401 or 403.
    SignInNeeded,
    /// The office asks to wait: 408, 425 or 429.
    Busy,
    /// The office has a fault: 5xx.
    OfficeFault {
        /// The status.
        status: u16,
    },
    /// A status that has no meaning here.
    Unexpected {
        /// The status.
        status: u16,
    },
}

/// What the office said when it did not take a document (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The status of HTTP.
    pub status: u16,
    /// The problem's type, for example `/problems/wrong-digest`.
    pub kind: String,
    /// Its title; may be empty.
    pub title: String,
    /// Its detail; may be empty.
    pub detail: String,
}

impl Problem {
    /// Whether it is the contract's own conflict: the office has both documents.
    #[must_use]
    pub fn says_both_are_kept(&self) -> bool {
        self.kind == "/problems/conflict"
    }
}

/// The way to the office.
pub trait Transport {
    /// Sends one document and brings back what was answered. Never retries.
    fn send<'a>(&'a self, upload: &'a Upload) -> LocalFuture<'a, Reply>;

    /// Asks the office for its profile; `None` where it cannot be had.
    fn office(&self) -> LocalFuture<'_, Option<OfficeProfile>>;

    /// Asks the office something by a JSON body.
    fn ask<'a>(&'a self, _path: &'a str, _body: &'a str) -> LocalFuture<'a, Reply> {
        Box::pin(std::future::ready(Reply::Unreachable))
    }

    /// Asks the office for one of its lists, of up to [`LONGEST_LIST`].
    fn list<'a>(&'a self, _: &'a str) -> LocalFuture<'a, Reply> {
        Box::pin(std::future::ready(Reply::Unreachable))
    }
}

/// What a reply means for the document that was sent.
///
/// | reply | answer |
/// | --- | --- |
/// | 200, 201, 409 with a receipt for this id and digest | `Accepted` |
/// | 409 with a problem document | `Conflict` |
/// | 400, 404, 413, 415, 422 with a problem document | `Refused` |
/// | any of these without one; any other 2xx; 3xx; 0 | `Later`: `NotAReceipt` |
/// | 401, 403 | `Later`: `SignInNeeded` |
/// | 408, 425, 429 | `Later`: `Busy` |
/// | 5xx | `Later`: `OfficeFault` |
/// | any other status | `Later`: `Unexpected` |
/// | no response | `Later`: `Unreachable` or `TimedOut` |
#[must_use]
pub fn read_reply(reply: &Reply, id: DocumentId, sha256: &Digest) -> Answer {
    let (status, retry_after, body) = match reply {
        Reply::Response {
            status,
            retry_after,
            body,
        } => (*status, *retry_after, body.as_str()),
        Reply::Unreachable => return later(Later::Unreachable, None),
        Reply::TimedOut => return later(Later::TimedOut, None),
    };
    let receipt = || {
        let receipt: Option<Receipt> = read_json(body).ok();
        receipt.filter(|receipt| receipt.matches(id, sha256))
    };
    match status {
        200 | 201 => {
            receipt().map_or_else(|| later(Later::NotAReceipt, retry_after), Answer::Accepted)
        }
        0 | 202..=399 => later(Later::NotAReceipt, retry_after),
        400 | 404 | 409 | 413 | 415 | 422 => match Problem::read(status, body) {
            Some(problem) if status == 409 => Answer::Conflict(problem),
            Some(problem) => Answer::Refused(problem),
            None => match receipt().filter(|_| status == 409) {
                Some(receipt) => Answer::Accepted(receipt),
                // A network's page of any status must not end the sending.
                None => later(Later::NotAReceipt, retry_after),
            },
        },
        401 | 403 => later(Later::SignInNeeded, retry_after),
        408 | 425 | 429 => later(Later::Busy, retry_after),
        500..=599 => later(Later::OfficeFault { status }, retry_after),
        _ => later(Later::Unexpected { status }, retry_after),
    }
}

impl Problem {
    /// Reads a problem document; `None` where it names no type, for the office
    /// always does.
    fn read(status: u16, body: &str) -> Option<Self> {
        let Said([kind, title, detail]) = read_json(body).ok()?;
        if kind.is_empty() {
            return None;
        }
        let short = |words: String| words.chars().take(LONGEST_WORDS).collect();
        Some(Self {
            status,
            kind: short(kind),
            title: short(title),
            detail: short(detail),
        })
    }
}

impl FromJson for Problem {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            status: from.get("status"),
            kind: from.get("kind"),
            title: from.get("title"),
            detail: from.get("detail"),
        }
    }
}

impl FromJson for Later {
    fn from_json(from: &Member<'_>) -> Self {
        let plain = from.member("why").word([
            ("unreachable", Self::Unreachable),
            ("timed_out", Self::TimedOut),
            ("not_a_receipt", Self::NotAReceipt),
            ("sign_in_needed", Self::SignInNeeded),
            ("busy", Self::Busy),
            ("office_fault", Self::OfficeFault { status: 0 }),
            ("unexpected", Self::Unexpected { status: 0 }),
        ]);
        match plain {
            Self::OfficeFault { .. } => Self::OfficeFault {
                status: from.get("status"),
            },
            Self::Unexpected { .. } => Self::Unexpected {
                status: from.get("status"),
            },
            plain => plain,
        }
    }
}

/// Type, title and detail of a problem document; empty where they are absent.
struct Said([String; 3]);

impl FromJson for Said {
    fn from_json(from: &Member<'_>) -> Self {
        Self(["type", "title", "detail"].map(|name| from.get_or_default(name)))
    }
}

fn later(reason: Later, retry_after: Option<u32>) -> Answer {
    let after = retry_after.map(|seconds| TimeDelta::seconds(i64::from(seconds)));
    Answer::Later { reason, after }
}

#[cfg(test)]
mod tests;
