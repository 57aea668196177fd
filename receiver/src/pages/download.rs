//! What the office gives back as it came: the bytes of a document, and the file
//! inside a photo or an attachment. Nothing of it may act as a page.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use inspection::{AttachmentType, Digest, Document, DocumentId, Encoded, Received};

use super::{Failure, Shown, see, unavailable};
use crate::office::Office;
use crate::people::Seat;
use crate::store::{StoreError, Stored};

/// Files come from outside: they load nothing, run nothing, and no other site
/// shows them.
const POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// `GET /office/documents/{id}`: a document's frozen bytes.
pub(crate) async fn document(
    State(office): State<Office>,
    seat: Seat,
    id: Result<Path<String>, PathRejection>,
) -> Shown {
    let stored = find(&office, &seat, id).await?;
    Ok(json(stored.receipt.id, stored.document))
}

/// `GET /office/documents/{id}/conflicts/{sha256}`: the bytes of another
/// document that came under the id.
pub(crate) async fn conflicting_document(
    State(office): State<Office>,
    seat: Seat,
    names: Result<Path<(String, String)>, PathRejection>,
) -> Shown {
    let missing = || Failure::NotFound(office.clone());
    let Path((id, sha256)) = names.map_err(|_| missing())?;
    let id: DocumentId = id.parse().map_err(|_| missing())?;
    let sha256 = Digest::try_from(sha256).map_err(|_| missing())?;
    see(&office, &seat, id).await?;
    let found = office.store.find_conflict(id, &sha256).await;
    let text = found.map_err(unavailable(&office))?.ok_or_else(missing)?;
    Ok(json(id, text))
}

/// `GET /office/documents/{id}/content`: the picture of a photo, the file of an
/// attachment.
pub(crate) async fn content(
    State(office): State<Office>,
    seat: Seat,
    id: Result<Path<String>, PathRejection>,
) -> Shown {
    let stored = find(&office, &seat, id).await?;
    let damaged = |reason: String| {
        let what = "a document";
        unavailable(&office)(StoreError::Unreadable { what, reason })
    };
    let received = Received::read(&stored.document).map_err(|error| damaged(error.to_string()))?;
    let (media_type, name, content) = match received.document {
        Document::Photo(photo) => (photo.media_type.into(), None, photo.content),
        Document::Attachment(file) => (file.media_type, Some(file.name), file.content),
        Document::Inspection(_) | Document::Outcome(_) => {
            return Err(Failure::NotFound(office.clone()));
        }
    };
    let bytes = file(&content).map_err(damaged)?;
    let shown = match media_type {
        AttachmentType::Jpeg | AttachmentType::Png | AttachmentType::WebP => "inline",
        // A sandbox shows no PDF, so it is handed over as a file.
        AttachmentType::Pdf => "attachment",
    };
    let disposition = disposition(shown, name.as_deref());
    Ok((headers(media_type.code(), &disposition), bytes).into_response())
}

async fn find(
    office: &Office,
    seat: &Seat,
    id: Result<Path<String>, PathRejection>,
) -> Result<Stored, Failure> {
    let missing = || Failure::NotFound(office.clone());
    let Path(id) = id.map_err(|_| missing())?;
    let id: DocumentId = id.parse().map_err(|_| missing())?;
    see(office, seat, id).await?;
    let found = office.store.find(id).await.map_err(unavailable(office))?;
    found.ok_or_else(missing)
}

fn file(content: &Encoded) -> Result<Vec<u8>, String> {
    content.bytes().map_err(|error| error.to_string())
}

fn json(id: DocumentId, text: String) -> Response {
    let disposition = format!("attachment; filename=\"{id}.json\"");
    (headers("application/json", &disposition), text).into_response()
}

fn headers(media_type: &'static str, disposition: &str) -> HeaderMap {
    const SAME_ORIGIN: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
    let mut headers = HeaderMap::from_iter([
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        ),
        (SAME_ORIGIN, HeaderValue::from_static("same-origin")),
    ]);
    if let Ok(disposition) = HeaderValue::from_str(disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    headers
}

/// The header `Content-Disposition` (RFC 6266), the name in the form of RFC
/// 8187: every byte that is no letter or digit of ASCII is percent-encoded.
fn disposition(shown: &str, name: Option<&str>) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut header = shown.to_owned();
    if let Some(name) = name {
        header.push_str("; filename*=UTF-8''");
        for byte in name.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
                header.push(char::from(byte));
            } else {
                header.push('%');
                header.push(char::from(HEX[usize::from(byte >> 4)]));
                header.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_a_header_holds_nothing_but_letters_digits_and_percent_signs() {
        for (name, expected) in [
            (None, "inline"),
            (Some("bb-12_a.pdf"), "inline; filename*=UTF-8''bb-12_a.pdf"),
            (
                Some("Số 1.pdf"),
                "inline; filename*=UTF-8''S%E1%BB%91%201.pdf",
            ),
            (
                Some("a\"\r\n; b"),
                "inline; filename*=UTF-8''a%22%0D%0A%3B%20b",
            ),
            (Some(""), "inline; filename*=UTF-8''"),
        ] {
            assert_eq!(disposition("inline", name), expected);
        }
    }
}
