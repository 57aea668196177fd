//! What is kept, once, and answered with one receipt.

use std::thread;

use inspection::{LARGEST_CONTENT, Receipt};
use serde_json::json;

use super::{Bench, envelope, envelope_value, with_member};
use crate::conformance::Shortcoming;
use crate::conformance::form;
use crate::wording::conformance::TRIAL;

/// How often the same document is sent at once.
const AT_ONCE: usize = 4;

pub(super) fn receipt(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let frozen = bench.trial.outcome()?;
    let reply = bench.send(frozen.id, &envelope(&frozen)?)?;
    reply.receipt(&frozen)?;
    if reply.status != 201 {
        let said = "answered 200: 201 tells a person that the document is new";
        bench.advice.push(said.to_owned());
    }
    Ok(true)
}

pub(super) fn same_again(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let frozen = bench.trial.outcome()?;
    let body = envelope(&frozen)?;
    let first = bench.keep(&frozen)?;
    let reply = bench.send(frozen.id, &body)?;
    same(&first, &reply.receipt(&frozen)?)?;
    if reply.status != 200 {
        let said = "answered 201 the second time: 200 tells a person that it was there";
        bench.advice.push(said.to_owned());
    }
    Ok(true)
}

pub(super) fn other_form(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let frozen = bench.trial.outcome()?;
    let first = bench.keep(&frozen)?;
    let other = form::other_form(&envelope_value(&frozen)?);
    let reply = bench.send(frozen.id, &other)?;
    same(&first, &reply.receipt(&frozen)?)?;
    // And the other way round.
    let frozen = bench.trial.outcome()?;
    let other = form::other_form(&envelope_value(&frozen)?);
    let first = bench.send(frozen.id, &other)?.receipt(&frozen)?;
    same(&first, &bench.keep(&frozen)?)?;
    Ok(true)
}

pub(super) fn unknown_member(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let frozen = bench.trial.outcome()?;
    let later = json!({ "words": [TRIAL, { "mm": 3 }], "a": null });
    let (body, grown) = with_member(&frozen, "weather", later)?;
    bench.trial.is_now(&grown);
    bench.send(grown.id, &body)?.receipt(&grown)?;
    Ok(true)
}

pub(super) fn any_order(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let before = [
        bench.trial.photo()?,
        bench.trial.attachment()?,
        bench.trial.outcome()?,
    ];
    let visit = bench.trial.visit()?;
    for frozen in before.iter().chain([&visit]) {
        let kept = bench.keep(frozen);
        let kind = frozen.kind.code();
        kept.map_err(|Shortcoming(said)| Shortcoming::fault(format!("the {kind}: {said}")))?;
    }
    Ok(true)
}

pub(super) fn large(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let frozen = bench.trial.photo_of_size(LARGEST_CONTENT)?;
    bench.keep(&frozen)?;
    Ok(true)
}

pub(super) fn conflict(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let frozen = bench.trial.outcome()?;
    let first = bench.keep(&frozen)?;
    let (other, changed) = with_member(&frozen, "reference", json!("2"))?;
    for _ in 0..2 {
        let reply = bench.send(frozen.id, &other)?;
        if reply.receipt(&changed).is_ok() {
            let said = "the other document got a receipt: the first is gone, or there are two";
            return Err(Shortcoming::fault(said));
        }
        if reply.receipt(&frozen).is_ok() {
            let said = "the other document was answered with the first one's receipt: \
                        nobody learns that there are two";
            return Err(Shortcoming::fault(said));
        }
        bench.refused(&reply, 409)?;
    }
    // Advice on both answers is the same.
    bench.advice.dedup();
    let again = bench.keep(&frozen).map_err(|Shortcoming(said)| {
        Shortcoming::fault(format!("the first document was sent again: {said}"))
    })?;
    same(&first, &again)?;
    Ok(true)
}

pub(super) fn at_once(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let frozen = bench.trial.outcome()?;
    let body = envelope(&frozen)?;
    let (bench, frozen, body) = (&*bench, &frozen, body.as_str());
    let receipts = thread::scope(|scope| {
        let sends = [(); AT_ONCE].map(|()| {
            let send = || bench.send(frozen.id, body)?.receipt(frozen);
            scope.spawn(send)
        });
        sends.map(|send| send.join().unwrap_or_else(|_| Err(stopped())))
    });
    let mut receipts = receipts.into_iter();
    let first = receipts.next().unwrap_or_else(|| Err(stopped()))?;
    for receipt in receipts {
        same(&first, &receipt?)?;
    }
    same(&first, &bench.keep(frozen)?)?;
    Ok(true)
}

pub(super) fn conflict_at_once(bench: &mut Bench<'_>) -> Result<bool, Shortcoming> {
    let frozen = bench.trial.outcome()?;
    let (other, changed) = with_member(&frozen, "reference", json!("2"))?;
    let documents = [(envelope(&frozen)?, frozen), (other, changed)];
    let replies = {
        let bench = &*bench;
        thread::scope(|scope| {
            let sends = documents
                .each_ref()
                .map(|(body, frozen)| scope.spawn(move || bench.send(frozen.id, body)));
            sends.map(|send| send.join().unwrap_or_else(|_| Err(stopped())))
        })
    };
    let mut kept = Vec::new();
    let mut refused = Vec::new();
    for (reply, (_, frozen)) in replies.into_iter().zip(&documents) {
        let reply = reply?;
        match reply.receipt(frozen) {
            Ok(receipt) => kept.push((frozen, receipt)),
            Err(_) => refused.push(reply),
        }
    }
    let [(frozen, receipt)] = &kept[..] else {
        let said = format!("{} of two documents under one id got a receipt", kept.len());
        return Err(Shortcoming::fault(said));
    };
    for reply in &refused {
        bench.refused(reply, 409)?;
    }
    bench.trial.is_now(frozen);
    same(receipt, &bench.keep(frozen)?)?;
    Ok(true)
}

fn same(first: &Receipt, second: &Receipt) -> Result<(), Shortcoming> {
    if first == second {
        return Ok(());
    }
    let moment = |receipt: &Receipt| inspection::moment::write(receipt.received_at);
    let (first, second) = (moment(first), moment(second));
    Err(Shortcoming::fault(format!(
        "another receipt: received_at was {first} and is {second} now"
    )))
}

fn stopped() -> Shortcoming {
    Shortcoming::own("a sending stopped")
}
