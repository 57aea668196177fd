//! What is refused for good: the tablet shows it to a person and does not send
//! it again.

use inspection::DocumentId;
use serde_json::{Value, json};

use super::{Bench, envelope, envelope_value};
use crate::conformance::Shortcoming;
use crate::conformance::endpoint::{Sending, content_digest};
use crate::intake::LARGEST_BODY;

pub(super) fn not_json(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let id = DocumentId(uuid::Uuid::now_v7());
    for body in ["this is no JSON", "{\"v\":1", "[]", "{}"] {
        let reply = bench.send(id, body)?;
        bench
            .refused(&reply, 400)
            .map_err(|Shortcoming(said)| Shortcoming::fault(format!("{body}: {said}")))?;
    }
    bench.advice.dedup();
    Ok(true)
}

pub(super) fn wrong_content_type(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let frozen = bench.trial.outcome()?;
    let body = envelope(&frozen)?;
    let digest = content_digest(&body);
    let reply = bench.endpoint.send(Sending {
        content_type: "text/plain",
        ..Sending::whole(frozen.id, &body, &digest)
    })?;
    bench.refused(&reply, 415)?;
    bench.nothing_kept(&frozen)?;
    Ok(true)
}

pub(super) fn wrong_digest(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let frozen = bench.trial.outcome()?;
    let mut wrong_proof = envelope_value(&frozen)?;
    wrong_proof["proof"]["sha256"] = json!("0".repeat(64));
    let mut wrong_document = envelope_value(&frozen)?;
    wrong_document["document"]["reference"] = json!("changed");
    for wrong in [wrong_proof, wrong_document] {
        refused(bench, frozen.id, &wrong, 422)?;
    }
    bench.nothing_kept(&frozen)?;
    Ok(true)
}

pub(super) fn other_id(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let frozen = bench.trial.outcome()?;
    let id = DocumentId(uuid::Uuid::now_v7());
    let mut envelope = envelope_value(&frozen)?;
    envelope["id"] = json!(id);
    refused(bench, id, &envelope, 422)?;
    let mut envelope = envelope_value(&frozen)?;
    envelope["kind"] = json!("inspection");
    refused(bench, frozen.id, &envelope, 422)?;
    bench.nothing_kept(&frozen)?;
    Ok(true)
}

pub(super) fn unknown_version(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let frozen = bench.trial.outcome()?;
    for (member, value) in [("v", json!(2)), ("kind", json!("hologram"))] {
        let mut envelope = envelope_value(&frozen)?;
        envelope[member] = value;
        refused(bench, frozen.id, &envelope, 400)?;
    }
    bench.nothing_kept(&frozen)?;
    Ok(true)
}

pub(super) fn too_large(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let frozen = bench.trial.outcome()?;
    let body = envelope(&frozen)?;
    let padding = " ".repeat((LARGEST_BODY + 1).saturating_sub(body.len()));
    let reply = bench.send(frozen.id, &format!("{body}{padding}"))?;
    if reply.receipt(&frozen).is_err() {
        bench.refused(&reply, 413)?;
    }
    bench.nothing_kept(&frozen)?;
    Ok(true)
}

fn refused(
    bench: &mut Bench<'_>,
    id: DocumentId,
    envelope: &Value,
    expected: u16,
) -> Result<(), Shortcoming> {
    let reply = bench.send(id, &envelope.to_string())?;
    bench.refused(&reply, expected)?;
    bench.advice.dedup();
    Ok(())
}
