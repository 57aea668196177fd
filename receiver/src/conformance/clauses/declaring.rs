//! What requests say beside their body, and what browsers of another origin
//! ask.

use inspection::{DocumentId, Frozen};

use super::{Bench, envelope};
use crate::conformance::Shortcoming;
use crate::conformance::endpoint::{Reply, Sending, content_digest};

pub(super) fn without_headers(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    for digest in [None, Some("sha-512=:AAAA:, unknown=:AAAA:")] {
        let frozen = bench.trial.outcome()?;
        let body = envelope(&frozen)?;
        let sending = Sending {
            content_type: "application/json",
            digest,
            key: None,
            body: &body,
        };
        bench.endpoint.send(sending)?.receipt(&frozen)?;
    }
    Ok(true)
}

/// Sends a document of which one letter was changed on the way.
fn send_damaged(bench: &mut Bench<'_>) -> Result<(Frozen, Reply), Shortcoming> {
    let frozen = bench.trial.outcome()?;
    let body = envelope(&frozen)?;
    let digest = content_digest(&body);
    let damaged = body.replacen("closed_without_measure", "closed_without_meadure", 1);
    let sending = Sending::whole(frozen.id, &damaged, &digest);
    let reply = bench.endpoint.send(sending)?;
    Ok((frozen, reply))
}

pub(super) fn damaged(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let (frozen, reply) = send_damaged(bench)?;
    if (200..300).contains(&reply.status) {
        let said = format!("answered {} as if it were kept", reply.status);
        return Err(Shortcoming::fault(said));
    }
    bench.nothing_kept(&frozen)?;
    Ok(true)
}

pub(super) fn damaged_is_sent_again(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let (frozen, reply) = send_damaged(bench)?;
    // It is the next in the chain: keep it, whatever was answered.
    let kept = bench.nothing_kept(&frozen);
    if reply.status != 408 {
        return Err(Shortcoming::fault(format!("answered {}", reply.status)));
    }
    kept?;
    Ok(true)
}

pub(super) fn other_key(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let frozen = bench.trial.outcome()?;
    let body = envelope(&frozen)?;
    let digest = content_digest(&body);
    let other = DocumentId(uuid::Uuid::now_v7());
    let sending = Sending::whole(other, &body, &digest);
    let reply = bench.endpoint.send(sending)?;
    let kept = bench.nothing_kept(&frozen);
    bench.refused(&reply, 422)?;
    kept?;
    Ok(true)
}

pub(super) fn cross_origin(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let Some(origin) = bench.endpoint.origin.clone() else {
        return Ok(false);
    };
    let answer = bench.endpoint.ask(&origin)?;
    if !(200..300).contains(&answer.status) {
        let said = format!(
            "OPTIONS is answered {}: browsers send nothing",
            answer.status
        );
        return Err(Shortcoming::fault(said));
    }
    permitted(&answer, &origin, "OPTIONS")?;
    let allowed = answer.header("access-control-allow-headers").to_lowercase();
    let allows = |name: &str| allowed.split(',').any(|one| one.trim() == name);
    if !allows("content-type") {
        let said = "Access-Control-Allow-Headers lacks content-type: browsers send no JSON";
        return Err(Shortcoming::fault(said));
    }
    for name in ["content-digest", "idempotency-key"] {
        if !allows(name) {
            bench.advice.push(format!(
                "Access-Control-Allow-Headers lacks {name}: tablets send the body alone"
            ));
        }
    }
    let frozen = bench.trial.outcome()?;
    let kept = bench.send(frozen.id, &envelope(&frozen)?)?;
    kept.receipt(&frozen)?;
    permitted(&kept, &origin, "a receipt")?;
    let refused = bench.send(frozen.id, "this is no JSON")?;
    permitted(&refused, &origin, "a refusal")?;
    let asterisk = answer.header("access-control-allow-origin") == "*";
    if !asterisk && !answer.header("vary").to_lowercase().contains("origin") {
        let said = "Vary lacks Origin: a cache may give one origin's permission to another";
        bench.advice.push(said.to_owned());
    }
    Ok(true)
}

fn permitted(reply: &Reply, origin: &str, on: &str) -> Result<(), Shortcoming> {
    let found = reply.header("access-control-allow-origin");
    if found == origin || found == "*" {
        return Ok(());
    }
    Err(Shortcoming::fault(format!(
        "Access-Control-Allow-Origin on {on} is {found:?}, not {origin}"
    )))
}
