//! What the API answers when it cannot do what was asked: problem documents of
//! RFC 9457, one variant for each thing a sender can do about it. Pages for
//! people have their own answers.

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use inspection::{ContentError, DecodeError, Digest, DocumentId, Kind, LARGEST_CONTENT};
use serde_json::{Map, Value, json};

use crate::store::StoreError;

/// Why a request to the API was not done.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// No such address under `/api`.
    #[error("there is nothing at this address")]
    NotFound,
    /// The address does not take this method.
    #[error("this address does not take this method")]
    MethodNotAllowed,
    /// The office is not known by the host that was asked for.
    #[error("this office is not known by that name; it is told its names by --name")]
    OtherName,
    /// The body is not declared as JSON.
    #[error("send the document as application/json")]
    WrongContentType,
    /// The body is larger than any document.
    #[error("a body has at most {limit} bytes")]
    TooLarge {
        /// The most that is read.
        limit: usize,
    },
    /// The body did not arrive in time.
    #[error("the body did not arrive within {seconds} seconds")]
    TooSlow {
        /// How long the office waits.
        seconds: u64,
    },
    /// The connection broke inside the body.
    #[error("the body broke off")]
    BrokenOff,
    /// A header is there and not of its form.
    #[error("the header {header} cannot be read: {reason}")]
    UnreadableHeader {
        /// Which one.
        header: HeaderName,
        /// What is wrong with it.
        reason: String,
    },
    /// The bytes are not those that were sent: the same document is fine when
    /// it comes whole.
    #[error("the body's SHA-256 is {found}, its Content-Digest says {promised}; send it again")]
    Damaged {
        /// What the header says.
        promised: Digest,
        /// What the bytes give.
        found: Digest,
    },
    /// The request is the sending of another document than it holds.
    #[error("the Idempotency-Key is {key:?}, the document's id {id}")]
    OtherIdempotencyKey {
        /// What the header says.
        key: String,
        /// The document's id.
        id: DocumentId,
    },
    /// The body is not a document.
    #[error(transparent)]
    NotADocument(#[from] DecodeError),
    /// Another document was received under this id before.
    #[error("another document was received under this id; both are kept")]
    Conflict {
        /// The id that both claim.
        id: DocumentId,
        /// Digest of the one that came first.
        kept: Digest,
        /// Digest of the one just sent.
        sent: Digest,
    },
    /// No token came with the request, or none that the office gave out.
    #[error(
        "this office takes documents of its own tablets alone: ask it for a link to enrol this one"
    )]
    NotEnrolled,
    /// The tablet may send no more.
    #[error(
        "the tablet {name:?} was taken off the office's list: what waits stays on it; ask the \
         office for a link to enrol it again"
    )]
    Revoked {
        /// What the tablet was called.
        name: String,
    },
    /// A link to enrol by was used by another tablet, is too old, or never was one.
    #[error("this link was used by another tablet or is older than 15 minutes: ask for another")]
    LinkNotValid,
    /// A link to enrol by is for a tablet that another device is.
    #[error(
        "this link is for the tablet {name:?}, which is another device: ask for one of its own"
    )]
    OtherDevice {
        /// What that tablet is called.
        name: String,
    },
    /// The body is no JSON object.
    #[error("send a JSON object")]
    NotAnObject,
    /// A member of the body is missing or of the wrong form.
    #[error("{field} is {reason}")]
    Field {
        /// Which one.
        field: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Documents could not be kept now.
    #[error("documents cannot be kept now: {}", .failing.join(", "))]
    NotReady {
        /// What is in the way: `database`, `files`, `room`.
        failing: Vec<&'static str>,
    },
    /// The database failed. Nothing is known to be kept: send again later.
    #[error("the office cannot keep documents now; send again later")]
    Unavailable,
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        Self::Unavailable
    }
}

impl Problem {
    /// Status, name and title of the problem.
    fn class(&self) -> (StatusCode, &'static str, &'static str) {
        use StatusCode as S;
        match self {
            Self::NotFound => (S::NOT_FOUND, "not-found", "Not found"),
            Self::MethodNotAllowed => (
                S::METHOD_NOT_ALLOWED,
                "method-not-allowed",
                "Method not allowed",
            ),
            Self::OtherName => (S::MISDIRECTED_REQUEST, "other-name", "Another name"),
            Self::WrongContentType => (
                S::UNSUPPORTED_MEDIA_TYPE,
                "wrong-content-type",
                "Wrong content type",
            ),
            Self::TooLarge { .. } => (S::PAYLOAD_TOO_LARGE, "too-large", "Body too large"),
            Self::TooSlow { .. } => (S::REQUEST_TIMEOUT, "too-slow", "Body too slow"),
            Self::BrokenOff => (S::REQUEST_TIMEOUT, "broken-off", "Body broke off"),
            Self::UnreadableHeader { .. } => {
                (S::BAD_REQUEST, "unreadable-header", "Unreadable header")
            }
            Self::Damaged { .. } => (S::REQUEST_TIMEOUT, "damaged", "Body damaged"),
            Self::OtherIdempotencyKey { .. } => (
                S::UNPROCESSABLE_ENTITY,
                "other-idempotency-key",
                "Another Idempotency-Key",
            ),
            Self::NotADocument(error) => decode_class(error),
            Self::Conflict { .. } => (S::CONFLICT, "conflict", "Id taken by another document"),
            Self::NotEnrolled => (S::UNAUTHORIZED, "not-enrolled", "Not enrolled"),
            Self::Revoked { .. } => (S::FORBIDDEN, "revoked", "Tablet revoked"),
            Self::LinkNotValid => (S::FORBIDDEN, "link-not-valid", "Link not valid"),
            Self::OtherDevice { .. } => (S::FORBIDDEN, "other-device", "Another device"),
            Self::NotAnObject => (S::BAD_REQUEST, "not-an-object", "Not a JSON object"),
            Self::Field { .. } => (S::UNPROCESSABLE_ENTITY, "unreadable", "Unreadable member"),
            Self::NotReady { .. } => (S::SERVICE_UNAVAILABLE, "not-ready", "Office not ready"),
            Self::Unavailable => (S::SERVICE_UNAVAILABLE, "unavailable", "Office unavailable"),
        }
    }

    /// The name of the problem, where the sender's document is at fault and sending it
    /// again does not help.
    pub(crate) fn refusal(&self) -> Option<&'static str> {
        let (status, name, _) = self.class();
        let is_refusal = match self {
            Self::Conflict { .. } => false,
            _ => [400, 413, 415, 422].contains(&status.as_u16()),
        };
        is_refusal.then_some(name)
    }

    /// Further members: what a program may want to compare.
    fn extensions(&self) -> Map<String, Value> {
        let members = match self {
            Self::Conflict { id, kept, sent } => {
                json!({ "id": id, "kept_sha256": kept, "sent_sha256": sent })
            }
            Self::UnreadableHeader { header, .. } => json!({ "header": header.as_str() }),
            Self::Damaged { promised, found } => {
                json!({ "promised_sha256": promised, "found_sha256": found })
            }
            Self::NotADocument(DecodeError::WrongDigest { promised, found }) => {
                json!({ "promised_sha256": promised, "found_sha256": found })
            }
            Self::NotADocument(DecodeError::UnknownVersion { .. }) => json!({ "supported": [1] }),
            Self::NotADocument(DecodeError::UnknownKind(_)) => {
                json!({ "supported": Kind::ALL.map(Kind::code) })
            }
            Self::NotADocument(DecodeError::Unreadable { field, .. }) => json!({ "field": field }),
            Self::NotADocument(DecodeError::Content(ContentError::OtherDigest {
                promised,
                found,
            })) => json!({ "promised_sha256": promised, "found_sha256": found }),
            Self::NotADocument(DecodeError::Content(ContentError::TooLarge)) => {
                json!({ "limit": LARGEST_CONTENT })
            }
            Self::NotReady { failing } => json!({ "failing": failing }),
            Self::TooLarge { limit } => json!({ "limit": limit }),
            Self::Field { field, .. } => json!({ "field": field }),
            Self::Revoked { name } | Self::OtherDevice { name } => json!({ "tablet": name }),
            _ => Value::Null,
        };
        match members {
            Value::Object(members) => members,
            _ => Map::new(),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, slug, title) = self.class();
        let mut members = self.extensions();
        members.insert("type".to_owned(), format!("/problems/{slug}").into());
        members.insert("title".to_owned(), title.into());
        members.insert("status".to_owned(), status.as_u16().into());
        members.insert("detail".to_owned(), self.to_string().into());
        let mut response = (status, Json(members)).into_response();
        let media_type = HeaderValue::from_static("application/problem+json");
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, media_type);
        if status == StatusCode::UNAUTHORIZED {
            let bearer = HeaderValue::from_static("Bearer");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, bearer);
        }
        response
    }
}

fn decode_class(error: &DecodeError) -> (StatusCode, &'static str, &'static str) {
    const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
    const NOT_READ: StatusCode = StatusCode::BAD_REQUEST;
    match error {
        DecodeError::NotAnEnvelope(_) => (NOT_READ, "not-an-envelope", "Not an envelope"),
        DecodeError::UnknownVersion { .. } => (NOT_READ, "unknown-version", "Unknown version"),
        DecodeError::UnknownKind(_) => (NOT_READ, "unknown-kind", "Unknown kind"),
        DecodeError::NotCanonical(_) => (REFUSED, "not-canonical", "No canonical form"),
        DecodeError::WrongDigest { .. } => (REFUSED, "wrong-digest", "Wrong digest"),
        DecodeError::OtherKind { .. } => (REFUSED, "other-kind", "Another kind"),
        DecodeError::OtherId { .. } => (REFUSED, "other-id", "Another id"),
        DecodeError::Unreadable { .. } => (REFUSED, "unreadable", "Unreadable document"),
        DecodeError::SupersedesItself => (REFUSED, "supersedes-itself", "Corrects itself"),
        DecodeError::Content(error) => content_class(error),
    }
}

fn content_class(error: &ContentError) -> (StatusCode, &'static str, &'static str) {
    const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
    match error {
        ContentError::TooLarge => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "content-too-large",
            "File too large",
        ),
        ContentError::NotBase64(_) => (REFUSED, "content-not-base64", "File not in base64"),
        ContentError::OtherType { .. } => {
            (REFUSED, "content-of-other-type", "File of another type")
        }
        ContentError::OtherDigest { .. } => {
            (REFUSED, "wrong-content-digest", "Wrong digest of the file")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tablet refuses by 400 and waits by 408: the same document is fine when
    /// it comes whole.
    #[test]
    fn what_a_bad_line_did_is_no_refusal() {
        let digest = |bytes: &[u8]| Digest::of(bytes);
        for problem in [
            Problem::BrokenOff,
            Problem::TooSlow { seconds: 60 },
            Problem::Damaged {
                promised: digest(b"sent"),
                found: digest(b"come"),
            },
        ] {
            assert_eq!(
                problem.into_response().status(),
                StatusCode::REQUEST_TIMEOUT
            );
        }
    }
}
