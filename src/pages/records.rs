//! The records: every closed inspection with how far it has got.

use std::sync::Arc;

use inspection::{InspectionId, Verdict};
use leptos::prelude::*;

use super::judgement;
use super::{heading, localised};
use crate::acts::Entry;
use crate::components::{RecordRow, live};
use crate::outbox::{Delivery, Haste};
use crate::state::State;
use crate::sync::{Later, Problem};
use crate::wording::{Language, Words, fill, moment};

/// The page.
pub(crate) fn records(state: State) -> impl IntoView {
    let ids = Memo::new(move |_| {
        state.entries.with(|entries| {
            let ids = entries.iter().map(|entry| entry.frozen.id);
            ids.collect::<Vec<_>>()
        })
    });
    localised(state, move |language| {
        let words = language.words();
        let list = live(move || {
            let ids = ids.get();
            if ids.is_empty() {
                return view! { <p class="empty">{words.records_none}</p> }.into_any();
            }
            let rows = ids
                .iter()
                .map(|id| row(state, language, *id))
                .collect_view();
            view! { <ul class="rows">{rows}</ul> }.into_any()
        });
        view! {
            <div class="page">
                <div class="title-line">
                    {heading(state, words.records_title.to_owned())}
                    {send_button(state, language)}
                </div>
                {list}
            </div>
        }
    })
}

/// The button that sends everything that waits. It always works: only trying
/// tells whether the office can be reached.
pub(crate) fn send_button(state: State, language: Language) -> impl IntoView {
    let words = language.words();
    let word = Signal::derive(move || {
        if state.is_sending() {
            words.sending_now
        } else {
            words.send_now
        }
    });
    let busy = Signal::derive(move || if state.is_sending() { "true" } else { "false" });
    view! {
        <button
            type="button"
            class="button"
            data-action="send-now"
            aria-busy=busy
            on:click=move |_| state.send(Haste::Now)
        >
            {word}
        </button>
    }
}

/// One line of a list of records; its state is followed.
pub(crate) fn row(state: State, language: Language, id: InspectionId) -> impl IntoView + use<> {
    let entry = follow(state, id);
    let words = language.words();
    let shown = entry.get_untracked();
    let shown = shown.as_ref().map(|entry| &entry.inspection);
    let title = shown.map(|shown| shown.establishment.name.clone());
    let detail = shown.map(|shown| {
        let closed = moment(shown.closed.at, shown.closed.offset_minutes);
        let verdicts = shown.checks.iter().map(|check| check.assessment.verdict);
        let worst = judgement::word(words, Some(Verdict::worst(verdicts)));
        format!("{} · {worst}", fill(words.closed_at, &closed))
    });
    view! {
        <RecordRow
            id=id.to_string()
            record=true
            title=title.unwrap_or_default()
            detail=detail.unwrap_or_default()
            state=delivery_state(state, entry)
            word=Signal::derive(move || delivery_word(words, delivery_state(state, entry).get()).to_owned())
            reason=Signal::derive(move || {
                entry.with(|entry| entry.as_ref().map(|entry| reason(state, language, &entry.delivery)))
                    .unwrap_or_default()
            })
            href=format!("/records/{id}")
        />
    }
}

/// A record, followed.
pub(crate) fn follow(state: State, id: InspectionId) -> Memo<Option<Arc<Entry>>> {
    Memo::new(move |_| {
        state.entries.with(|entries| {
            let entry = entries.iter().find(|entry| entry.frozen.id == id);
            entry.cloned()
        })
    })
}

/// The code of how far a record has got.
pub(crate) fn delivery_state(
    state: State,
    entry: Memo<Option<Arc<Entry>>>,
) -> Signal<&'static str> {
    Signal::derive(move || {
        entry.with(|entry| {
            match entry
                .as_ref()
                .map(|entry| (entry.frozen.id, &entry.delivery))
            {
                Some((_, Delivery::Received { .. })) => "received",
                Some((id, _)) if state.is_on_its_way(id) => "sending",
                Some((_, Delivery::Refused { .. })) => "refused",
                Some((_, Delivery::Conflict { .. })) => "conflict",
                Some((_, Delivery::Waiting { .. })) | None => "waiting",
            }
        })
    })
}

/// The word for it.
pub(crate) fn delivery_word(words: &Words, state: &str) -> &'static str {
    match state {
        "received" => words.state_received,
        "sending" => words.state_sending,
        "refused" => words.state_refused,
        "conflict" => words.state_conflict,
        _ => words.state_waiting,
    }
}

/// Why it is there.
pub(crate) fn reason(state: State, language: Language, delivery: &Delivery) -> String {
    let words = language.words();
    match delivery {
        Delivery::Waiting { reason: None, .. } => words.state_never_tried.to_owned(),
        Delivery::Waiting {
            tries,
            reason: Some(reason),
            ..
        } => format!(
            "{} {}",
            later(words, *reason),
            fill(words.state_tries, &tries.to_string())
        ),
        Delivery::Received { receipt } => {
            let received = moment(receipt.received_at, state.offset());
            fill(words.state_received_at, &received)
        }
        Delivery::Refused { reason } => fill(words.refused_text, &problem(reason)),
        Delivery::Conflict { reason } => fill(words.conflict_text, &problem(reason)),
    }
}

fn later(words: &Words, reason: Later) -> String {
    let plain = match reason {
        Later::Unreachable => words.why_unreachable,
        Later::TimedOut => words.why_timed_out,
        Later::NotAReceipt => words.why_not_a_receipt,
        Later::SignInNeeded => words.why_sign_in,
        Later::Busy => words.why_busy,
        Later::OfficeFault { status } => return fill(words.why_office_fault, &status.to_string()),
        Later::Unexpected { status } => return fill(words.why_unexpected, &status.to_string()),
    };
    plain.to_owned()
}

/// What the office said, in its own words.
fn problem(problem: &Problem) -> String {
    let said = [&problem.title, &problem.detail];
    let said: Vec<_> = said
        .into_iter()
        .filter(|text| !text.is_empty())
        .cloned()
        .collect();
    format!("{} ({})", said.join(": "), problem.status)
}
