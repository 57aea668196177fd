//! What a request says of its body beside it: its type, the digest of its
//! bytes (RFC 9530) and the document it is the sending of. All but the type may
//! be absent; what is there is held against the body.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use inspection::{Digest, DocumentId};
use sfv::{BareItem, Dictionary, FieldType, Item, ListEntry, Parser};

use crate::problem::Problem;

/// The digest of the body's bytes.
pub(crate) const CONTENT_DIGEST: HeaderName = HeaderName::from_static("content-digest");
/// The id of the document, the same at every try.
pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The one algorithm that is checked; others beside it are passed over.
const ALGORITHM: &str = "sha-256";

/// What the headers promise.
#[derive(Debug)]
pub(super) struct Declared {
    body: Option<Digest>,
    key: Option<String>,
}

impl Declared {
    /// Reads the headers.
    ///
    /// # Errors
    /// [`Problem::WrongContentType`], or [`Problem::UnreadableHeader`] where one
    /// is there and not of its form.
    pub(super) fn read(headers: &HeaderMap) -> Result<Self, Problem> {
        if !is_json(headers) {
            return Err(Problem::WrongContentType);
        }
        let digests: Option<Dictionary> = parsed(headers, &CONTENT_DIGEST)?;
        let promised = digests.as_ref().and_then(|all| all.get(ALGORITHM));
        Ok(Self {
            body: promised.map(sha256).transpose()?,
            key: parsed(headers, &IDEMPOTENCY_KEY)?.map(string).transpose()?,
        })
    }

    /// Whether these are the bytes that were sent.
    ///
    /// # Errors
    /// [`Problem::Damaged`].
    pub(super) fn check_body(&self, body: &[u8]) -> Result<(), Problem> {
        let Some(promised) = &self.body else {
            return Ok(());
        };
        let found = Digest::of(body);
        if found == *promised {
            return Ok(());
        }
        Err(Problem::Damaged {
            promised: promised.clone(),
            found,
        })
    }

    /// Whether the key is the document's id.
    ///
    /// # Errors
    /// [`Problem::OtherIdempotencyKey`].
    pub(super) fn check_id(&self, id: DocumentId) -> Result<(), Problem> {
        match &self.key {
            Some(key) if key.parse().ok() != Some(id) => Err(Problem::OtherIdempotencyKey {
                key: key.clone(),
                id,
            }),
            _ => Ok(()),
        }
    }
}

/// Whether the sender says that the body is JSON. A form of another site
/// cannot say so without asking first, which only listed origins are granted.
fn is_json(headers: &HeaderMap) -> bool {
    let declared = headers.get(header::CONTENT_TYPE);
    let media_type = declared
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.split(';').next());
    media_type.is_some_and(|text| text.trim().eq_ignore_ascii_case("application/json"))
}

/// A header of structured fields (RFC 9651); lines of one name are one value.
fn parsed<T: FieldType>(headers: &HeaderMap, name: &HeaderName) -> Result<Option<T>, Problem> {
    let lines: Vec<_> = headers
        .get_all(name)
        .iter()
        .map(HeaderValue::as_bytes)
        .collect();
    if lines.is_empty() {
        return Ok(None);
    }
    let value = lines.join(b", ".as_slice());
    let read = Parser::new(&value).parse();
    read.map(Some)
        .map_err(|error| unreadable(name, error.to_string()))
}

/// The 32 bytes of a SHA-256.
fn sha256(member: &ListEntry) -> Result<Digest, Problem> {
    let bytes = match member {
        ListEntry::Item(Item {
            bare_item: BareItem::ByteSequence(bytes),
            ..
        }) => bytes.as_slice(),
        _ => &[],
    };
    let digits: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    Digest::try_from(digits.concat()).map_err(|_| {
        let reason = format!("{ALGORITHM} is not a byte sequence of 32 bytes");
        unreadable(&CONTENT_DIGEST, reason)
    })
}

fn string(item: Item) -> Result<String, Problem> {
    match item.bare_item {
        BareItem::String(text) => Ok(text.into()),
        _ => Err(unreadable(&IDEMPOTENCY_KEY, "not a string".to_owned())),
    }
}

fn unreadable(header: &HeaderName, reason: String) -> Problem {
    Problem::UnreadableHeader {
        header: header.clone(),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_json_with_or_without_a_charset() {
        for (declared, expected) in [
            (Some("application/json"), true),
            (Some("Application/JSON; charset=utf-8"), true),
            (Some("text/plain"), false),
            (Some("application/json-seq"), false),
            (Some("text/plain; application/json"), false),
            (Some(""), false),
            (None, false),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(declared) = declared {
                headers.insert(header::CONTENT_TYPE, declared.parse().unwrap());
            }
            assert_eq!(is_json(&headers), expected, "{declared:?}");
        }
    }
}
