//! The editions of the rules that the office judges with, as tablets pull them.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use inspection::{Digest, PackName, RulePack};
use serde::Serialize;
use serde_json::value::RawValue;

use super::{Coding, json, respond};
use crate::office::Office;
use crate::problem::Problem;
use crate::rules;

/// The editions of the rules that the office judges with.
#[derive(Debug, Serialize)]
struct Packs {
    packs: Vec<Pack>,
}

#[derive(Debug, Serialize)]
struct Pack {
    /// Id and SHA-256, as documents name it.
    #[serde(flatten)]
    name: PackName,
    /// Whether visits are to be recorded with it.
    current: bool,
    /// What it adds to an edition that shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    additions: Option<Box<RawValue>>,
}

/// `GET /api/v1/packs`: the editions, those the office published with what they
/// add.
///
/// # Errors
/// [`Problem::Unavailable`] where the database does not answer.
pub(crate) async fn packs(
    State(office): State<Office>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let editions = rules::learn(&office.store).await?;
    let current = rules::current(&editions);
    let shipped = RulePack::shipped().iter().map(RulePack::name);
    let shipped = shipped.map(|name| (name, None));
    let published = editions.into_iter().map(|edition| {
        let additions = RawValue::from_string(edition.additions);
        (edition.name, additions.ok())
    });
    let packs = shipped.chain(published).map(|(name, additions)| Pack {
        current: name == current,
        name,
        additions,
    });
    let text = json(&Packs {
        packs: packs.collect(),
    })?;
    let tag = Digest::of(text.as_bytes()).to_string();
    let coding = Coding::of(&headers);
    if coding.is_known(&tag, &headers) {
        return Ok(coding.not_modified(&tag));
    }
    respond(&office, coding, tag, text).await
}
