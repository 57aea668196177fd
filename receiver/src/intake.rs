//! Takes a document in: read the body, decode, judge again, keep, and only then
//! answer with the receipt. What a document is, is `inspection`'s business; how
//! it is kept, the store's; what the headers promise is read in `declared.rs`.

use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, SubsecRound, Utc};
use inspection::{DecodeError, Discrepancy, Document, DocumentId, decode_upload, reassess};

use crate::office::Office;
use crate::problem::Problem;
use crate::routes::Carrier;
use crate::rules;
use crate::store::{Arrival, Kept};

mod declared;
mod judges;
mod refusing;

use declared::Declared;
pub(crate) use declared::{CONTENT_DIGEST, IDEMPOTENCY_KEY};
pub(crate) use judges::Judges;

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
    Carrier(tablet): Carrier,
    request: Request,
) -> Result<Response, Problem> {
    let judged = match receive(&office, request).await {
        Ok(judged) => judged,
        Err((problem, id)) => {
            refusing::note(&office, tablet.as_ref(), &problem, id).await;
            return Err(problem);
        }
    };
    let mut arrival = known(&office, judged).await?;
    arrival.carried_by = tablet.map(|tablet| tablet.id);
    let sent = arrival.received.frozen.sha256.clone();
    let id = arrival.received.frozen.id;
    let kind = arrival.received.frozen.kind.code();
    match office.store.keep(arrival).await? {
        Kept::New(receipt) => {
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

/// The document of a request; where it is none, the id that it claims.
async fn receive(
    office: &Office,
    request: Request,
) -> Result<Arrival, (Problem, Option<DocumentId>)> {
    let nameless = |problem| (problem, None);
    let declared = Declared::read(request.headers()).map_err(nameless)?;
    let body = read(request).await.map_err(nameless)?;
    let judged = office.judges.run(move || {
        admit(&declared, &body).map_err(|problem| (problem, refusing::claimed(&body)))
    });
    judged.await.map_err(|problem| (problem, None))?
}

/// The arrival, judged once more where it names an edition that another process
/// published.
async fn known(office: &Office, mut arrival: Arrival) -> Result<Arrival, Problem> {
    let unknown = |found: &Discrepancy| matches!(found, Discrepancy::UnknownPack { .. });
    if let Document::Inspection(inspection) = &arrival.received.document
        && arrival.discrepancies.iter().any(unknown)
    {
        rules::look_up(&office.store, &inspection.rule_pack).await?;
        let inspection = inspection.clone();
        let judged = office.judges.run(move || reassess(&inspection));
        arrival.discrepancies = judged.await?;
    }
    Ok(arrival)
}

/// The document of a body, where it is what the headers promise.
fn admit(declared: &Declared, body: &[u8]) -> Result<Arrival, Problem> {
    declared.check_body(body)?;
    let arrival = judge(body, Utc::now())?;
    declared.check_id(arrival.received.frozen.id)?;
    Ok(arrival)
}

/// Decodes a body and judges an inspection again. A document of the largest
/// size takes a good part of a second: not for a thread that serves requests.
///
/// # Errors
/// [`DecodeError`] where it is no document.
pub(crate) fn judge(body: &[u8], now: DateTime<Utc>) -> Result<Arrival, DecodeError> {
    let received = decode_upload(body)?;
    let discrepancies = match &received.document {
        Document::Inspection(inspection) => reassess(inspection),
        Document::Photo(_) | Document::Attachment(_) | Document::Outcome(_) => Vec::new(),
    };
    Ok(Arrival {
        received,
        received_at: now.trunc_subsecs(DECIMALS),
        discrepancies,
        carried_by: None,
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
