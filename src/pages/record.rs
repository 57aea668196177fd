//! One closed inspection in full, as it was frozen: nothing here can change it.

mod checks;

use std::sync::Arc;

use inspection::{Inspection, InspectionId, PackField, RulePack};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::records::{delivery_state, delivery_word, follow, reason, send_button};
use super::{heading, localised};
use crate::acts::Entry;
use crate::components::live;
use crate::outbox::Delivery;
use crate::state::State;
use crate::wording::{Language, day, fill, moment};

/// The page of the record that the path names.
pub(crate) fn record(state: State) -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        let id: Option<InspectionId> = params.with(|params| params.get("id")?.parse().ok());
        id
    });
    live(move || {
        let shown = id.get().map(|id| follow(state, id));
        localised(state, move |language| {
            let entry = shown.and_then(|entry| entry.get_untracked().map(|now| (entry, now)));
            match entry {
                Some((entry, now)) => page(state, language, entry, &now).into_any(),
                None => missing(state, language).into_any(),
            }
        })
        .into_any()
    })
}

fn missing(state: State, language: Language) -> impl IntoView {
    let words = language.words();
    view! {
        <div class="page">
            {heading(state, words.records_title.to_owned())}
            <p>{words.record_missing_text}</p>
            <p>
                <a class="button" data-kind="primary" href="/records">
                    {words.all_records}
                </a>
            </p>
        </div>
    }
}

fn page(
    state: State,
    language: Language,
    entry: Memo<Option<Arc<Entry>>>,
    now: &Entry,
) -> impl IntoView + use<> {
    let words = language.words();
    let inspection = &now.inspection;
    let title = fill(words.record_title, &inspection.establishment.name);
    let code = delivery_state(state, entry);
    view! {
        <article class="page record" data-record=now.frozen.id.to_string() data-state=code>
            {heading(state, title)}
            {delivery(state, language, entry)}
            <section class="sheet">
                <h2>{words.section_visit}</h2>
                {visit(language, inspection)}
            </section>
            {checks::checks(language, inspection)}
            <section class="sheet">
                <h2>{words.section_closing}</h2>
                <p class="long">{inspection.conclusion.clone()}</p>
            </section>
            {document(language, now)}
        </article>
    }
}

fn delivery(state: State, language: Language, entry: Memo<Option<Arc<Entry>>>) -> impl IntoView {
    let words = language.words();
    let code = delivery_state(state, entry);
    let why = Signal::derive(move || {
        entry.with(|entry| {
            let entry = entry.as_ref();
            entry.map(|entry| reason(state, language, &entry.delivery))
        })
    });
    let received = Memo::new(move |_| {
        entry.with(|entry| {
            let delivery = entry.as_ref().map(|entry| &entry.delivery);
            matches!(delivery, Some(Delivery::Received { .. }))
        })
    });
    let button = live(move || {
        let button = || send_button(state, language);
        (!received.get()).then(button).into_any()
    });
    view! {
        <section class="sheet delivery row-state" aria-live="polite" data-state=code>
            <h2>{words.delivery_title}</h2>
            <strong class="badge">{Signal::derive(move || delivery_word(words, code.get()))}</strong>
            <p class="reason">{why}</p>
            {button}
        </section>
    }
}

fn visit(language: Language, inspection: &Inspection) -> AnyView {
    let pack = RulePack::current();
    let words = language.words();
    let establishment = &inspection.establishment;
    let asked = pack.visit_fields.iter().chain(&pack.closing_fields);
    let rows = asked.filter_map(|field| {
        let value = match field.name.code.as_str() {
            "establishment_name" => establishment.name.clone(),
            "establishment_address" => establishment.address.clone(),
            "establishment_kind" => choice(language, field, &establishment.kind),
            "inspector" => inspection.inspector.clone(),
            "inspected_on" => day(inspection.inspected_on),
            "without_checks" => choice(language, field, inspection.without_checks?.code()),
            "conclusion" => return None,
            code => checks::entered(language, Some(field), inspection.fields.recorded(code)?),
        };
        Some((language.term(&field.name), value))
    });
    let stamp = |stamp: &inspection::Stamp| moment(stamp.at, stamp.offset_minutes);
    let times = [
        (words.opened_at, stamp(&inspection.opened)),
        (words.closed, stamp(&inspection.closed)),
    ];
    facts(rows.chain(times).collect())
}

/// The name of a choice; its code where the pack has none.
fn choice(language: Language, field: &PackField, code: &str) -> String {
    let mut choices = field.choices_on(None);
    let known = choices.find(|term| term.code == code);
    known.map_or(code, |term| language.term(term)).to_owned()
}

fn document(language: Language, entry: &Entry) -> impl IntoView + use<> {
    let words = language.words();
    let Inspection {
        id,
        link,
        rule_pack,
        ..
    } = &entry.inspection;
    let previous = link.previous.as_ref().map(ToString::to_string);
    let rows = [
        (words.document_id, id.to_string()),
        (words.document_sequence, link.sequence.to_string()),
        (words.document_digest, entry.frozen.sha256.to_string()),
        (
            words.document_previous,
            previous.unwrap_or_else(|| words.document_first.to_owned()),
        ),
        (words.device, link.device.to_string()),
        (
            words.document_pack,
            format!("{} {}", rule_pack.id, rule_pack.sha256),
        ),
    ];
    view! {
        <section class="sheet document">
            <h2>{words.document_title}</h2>
            {facts(rows.into())}
        </section>
    }
}

/// Names with values.
fn facts(rows: Vec<(&str, String)>) -> AnyView {
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(name, value)| view! { <dt>{name.to_owned()}</dt> <dd>{value}</dd> }.into_any())
        .collect();
    view! { <dl class="facts">{rows}</dl> }.into_any()
}
