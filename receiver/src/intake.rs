//! Takes a document in: read the body, decode, judge again, keep, and only then
//! answer with the receipt. What a document is, is `inspection`'s business; how
//! it is kept, the store's.

use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, SubsecRound, Utc};
use inspection::{Document, Editions, decode_upload, reassess};

use crate::office::Office;
use crate::problem::Problem;
use crate::store::{Arrival, Kept};

/// The largest body that is read: 10 MiB, a file of 7 MiB in base64 with room
/// for what is said of it.
pub const LARGEST_BODY: usize = 10 * 1024 * 1024;
/// How long a body may take to arrive.
const SLOWEST_BODY: Duration = Duration::from_mins(1);
/// Decimals of a second in a receipt: what the stores keep.
const DECIMALS: u16 = 6;

/// `POST /api/v1/uploads`: one document in, its receipt out.
///
/// # Errors
/// [`Problem`] says what the sender can do. Nothing is half kept.
pub(crate) async fn upload(
    State(office): State<Office>,
    request: Request,
) -> Result<Response, Problem> {
    if !is_json(request.headers()) {
        return Err(Problem::WrongContentType);
    }
    let body = read(request).await?;
    let arrival = judge(&body, Utc::now())?;
    let sent = arrival.received.frozen.sha256.clone();
    let id = arrival.received.frozen.id;
    match office.store.keep(&arrival).await? {
        Kept::New(receipt) => {
            let kind = arrival.received.frozen.kind.code();
            tracing::info!(%id, kind, "kept");
            Ok((StatusCode::CREATED, Json(receipt)).into_response())
        }
        Kept::Repeated(receipt) => Ok(Json(receipt).into_response()),
        Kept::Conflicting { first: kept } => {
            tracing::warn!(%id, %kept, %sent, "another document under a taken id");
            Err(Problem::Conflict { id, kept, sent })
        }
    }
}

/// Decodes a body and judges an inspection again.
fn judge(body: &[u8], now: DateTime<Utc>) -> Result<Arrival, Problem> {
    let received = decode_upload(body)?;
    let discrepancies = match &received.document {
        Document::Inspection(inspection) => reassess(inspection, &Editions::default()),
        Document::Photo(_) | Document::Attachment(_) | Document::Outcome(_) => Vec::new(),
    };
    Ok(Arrival {
        received,
        received_at: now.trunc_subsecs(DECIMALS),
        discrepancies,
    })
}

async fn read(request: Request) -> Result<Bytes, Problem> {
    let body = tokio::time::timeout(SLOWEST_BODY, Bytes::from_request(request, &()));
    let Ok(body) = body.await else {
        return Err(Problem::TooSlow {
            seconds: SLOWEST_BODY.as_secs(),
        });
    };
    body.map_err(|rejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Problem::TooLarge {
                limit: LARGEST_BODY,
            }
        } else {
            Problem::BrokenOff
        }
    })
}

/// Whether the sender says that the body is JSON. A form of another site
/// cannot say so without asking first, which the office never grants.
fn is_json(headers: &HeaderMap) -> bool {
    let declared = headers.get(header::CONTENT_TYPE);
    let media_type = declared
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.split(';').next());
    media_type.is_some_and(|text| text.trim().eq_ignore_ascii_case("application/json"))
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
