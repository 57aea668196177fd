//! The records: every closed inspection with how far it has got.

use std::sync::Arc;

use inspection::InspectionId;
use leptos::prelude::*;

use super::judgement;
use super::{empty, heading, localised};
use crate::acts::Entry;
use crate::components::{Element, Fragment, RecordRow, bare_button, el, live, record_row};
use crate::outbox::{Delivery, Haste};
use crate::signal::Derived;
use crate::state::State;
use crate::sync::{Later, Problem};
use crate::wording::{Language, Words, fill, kept, moment};

/// The page.
pub(crate) fn records(state: State) -> Fragment {
    state.read_archive();
    let ids = Derived::new(move |_| {
        state.entries.with(|entries| {
            let ids = entries.iter().map(|entry| entry.id);
            ids.collect::<Vec<_>>()
        })
    });
    localised(state, move |language| {
        let words = language.words();
        let list = live(move || {
            let ids = ids.get();
            if ids.is_empty() {
                return empty(words.records_none);
            }
            let rows = ids.iter().map(|id| untrack(|| row(state, language, *id)));
            el("ul").class("rows").children(rows)
        });
        let title = el("div")
            .class("title-line")
            .child(heading(state, words.records_title))
            .child(send_button(state, language));
        el("div").class("page").child(title).child(list)
    })
}

/// The button that sends everything that waits. It always works: only trying
/// tells whether the office can be reached.
pub(crate) fn send_button(state: State, language: Language) -> Element {
    let words = language.words();
    let word = move || {
        if state.is_waiting_for_another() {
            kept(language).another_sends
        } else if state.is_sending() {
            words.sending_now
        } else {
            words.send_now
        }
    };
    bare_button("send-now")
        .attr_of("aria-busy", move || {
            if state.is_sending() { "true" } else { "false" }
        })
        .text_of(word)
        .on_click(move || state.send(Haste::Now))
}

/// One line of a list of records; its state is followed.
pub(crate) fn row(state: State, language: Language, id: InspectionId) -> Element {
    let entry = follow(state, id);
    let words = language.words();
    let (title, detail) = entry.with(|entry| {
        let Some(entry) = entry else {
            return Default::default();
        };
        let shown = &entry.summary;
        let closed = moment(shown.closed.at, shown.closed.offset_minutes);
        let mut detail = fill(words.closed_at, &closed);
        if !shown.verdict.is_empty() {
            detail.push_str(" · ");
            detail.push_str(judgement::word_of(words, &shown.verdict));
        }
        (shown.establishment.clone(), detail)
    });
    let row = RecordRow {
        id: id.to_string(),
        record: true,
        title,
        detail,
        href: format!("/records/{id}"),
    };
    let code = delivery_state(state, entry);
    let why = move || {
        entry.with(|entry| {
            let said = |entry: &Arc<Entry>| reason(state, language, entry);
            entry.as_ref().map_or_else(String::new, said)
        })
    };
    record_row(&row, code, move || delivery_word(words, code()), why)
}

/// A record, followed.
pub(crate) fn follow(state: State, id: InspectionId) -> Derived<Option<Arc<Entry>>> {
    Derived::new(move |_| {
        state.entries.with(|entries| {
            let entry = entries.iter().find(|entry| entry.id == id);
            entry.cloned()
        })
    })
}

/// The code of how far a record has got.
pub(crate) fn delivery_state(
    state: State,
    entry: Derived<Option<Arc<Entry>>>,
) -> impl Fn() -> &'static str + Copy + 'static {
    move || {
        entry.with(|entry| {
            let Some(entry) = entry else { return "waiting" };
            match &entry.delivery {
                Delivery::Received { .. } if entry.photos_missing() > 0 => "photos_missing",
                Delivery::Received { .. } => "received",
                _ if state.is_on_its_way(entry.id) => "sending",
                other => outcome(other),
            }
        })
    }
}

/// The code of how far one document has got.
pub(crate) fn outcome(delivery: &Delivery) -> &'static str {
    match delivery {
        Delivery::Received { .. } => "received",
        Delivery::Refused { .. } => "refused",
        Delivery::Conflict { .. } => "conflict",
        Delivery::Waiting { .. } => "waiting",
    }
}

/// The word for it.
pub(crate) fn delivery_word(words: &Words, state: &str) -> &'static str {
    match state {
        "received" => words.state_received,
        "photos_missing" => words.state_photos_missing,
        "sending" => words.state_sending,
        "refused" => words.state_refused,
        "conflict" => words.state_conflict,
        _ => words.state_waiting,
    }
}

/// Why it is there, and why it cannot be sent where it cannot.
pub(crate) fn reason(state: State, language: Language, entry: &Entry) -> String {
    let reason = reached(state, language, entry);
    // It is found by a round of sending.
    state.is_sending();
    match state.desk().unsendable(entry.id) {
        Some(why) if !entry.is_received() => {
            format!("{reason} {}", fill(kept(language).unsendable, &why))
        }
        _ => reason,
    }
}

fn reached(state: State, language: Language, entry: &Entry) -> String {
    let words = language.words();
    match &entry.delivery {
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
            let received = fill(words.state_received_at, &received);
            match entry.photos_missing() {
                0 => received,
                missing => {
                    format!(
                        "{received} {}",
                        fill(words.photos_missing, &missing.to_string())
                    )
                }
            }
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
