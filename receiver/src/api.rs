//! The small answers of the API: alive, which office this is, and problem
//! documents for what is not there. Documents come in through `intake.rs`.

use std::any::Any;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, SubsecRound, Utc};
use serde::Serialize;

use crate::office::Office;
use crate::problem::Problem;

/// What a tablet wants to know of its office.
#[derive(Debug, Serialize)]
pub(crate) struct Profile {
    demo: bool,
    /// The office's clock, to the millisecond.
    #[serde(with = "inspection::moment")]
    now: DateTime<Utc>,
    retention_months: u16,
    /// Days after an inspection within which another one is warned of.
    #[serde(skip_serializing_if = "Option::is_none")]
    revisit_days: Option<u16>,
    /// Whether visits may be signed on the screen.
    screen_signing: bool,
}

/// That the program answers; nothing about the database.
#[derive(Debug, Serialize)]
pub(crate) struct Health {
    status: &'static str,
}

/// `GET /api/health`.
pub(crate) async fn health() -> impl IntoResponse {
    (no_store(), Json(Health { status: "ok" }))
}

/// `GET /api/ready`: whether documents can be kept now.
///
/// # Errors
/// [`Problem::NotReady`] names what is in the way.
pub(crate) async fn ready(State(office): State<Office>) -> Result<Response, Problem> {
    let failing = office.store.failing().await;
    if failing.is_empty() {
        let state = Health { status: "ready" };
        return Ok((no_store(), Json(state)).into_response());
    }
    Err(Problem::NotReady { failing })
}

/// `GET /api/v1/office`.
///
/// # Errors
/// [`Problem::Unavailable`] where the database does not answer.
pub(crate) async fn office(State(office): State<Office>) -> Result<Response, Problem> {
    let profile = Profile {
        demo: office.demo,
        now: Utc::now().trunc_subsecs(3),
        retention_months: office.retention_months,
        revisit_days: office.revisit_days,
        screen_signing: office.store.screen_signing().await?,
    };
    Ok((no_store(), Json(profile)).into_response())
}

/// Any other address under `/api`.
pub(crate) async fn not_found() -> Problem {
    Problem::NotFound
}

/// A known address with another method.
pub(crate) async fn method_not_allowed() -> Problem {
    Problem::MethodNotAllowed
}

/// The answer where a handler panicked: it may work the next time.
pub(crate) fn panicked(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a handler of the API panicked");
    Problem::Unavailable.into_response()
}

/// No cache answers for the office.
fn no_store() -> [(header::HeaderName, HeaderValue); 1] {
    [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))]
}
