//! One closed inspection in full, as it was frozen: nothing here can change it.

mod checks;
mod onward;
mod papers;

use std::sync::Arc;

use inspection::{
    Check, FieldType, Inspection, InspectionId, Listed, PackField, SIGNATURES, Thawed,
};
use leptos::prelude::*;

use super::exchange::export_button;
use super::home::beginning;
use super::minutes::next_steps;
use super::naming::check_name;
use super::records::{delivery_state, delivery_word, follow, reason, send_button};
use super::signing::given;
use super::{heading, localised, nothing_here, sheet};
use crate::acts::{Entry, ReadError, Scope};
use crate::components::{Element, Fragment, all, button, el, live, main_link};
use crate::signal::Derived;
use crate::state::State;
use crate::wording::{Language, day, fill, moment};

/// The page of the record of this id.
pub(crate) fn record(state: State, id: Option<InspectionId>) -> Fragment {
    let shown = id.map(|id| follow(state, id));
    let known = Derived::new(move |_| shown.is_some_and(|entry| entry.with(Option::is_some)));
    if !known.get_untracked() {
        // It may have been put away.
        state.read_archive();
    }
    localised(state, move |language| {
        live(move || match id.zip(shown).filter(|_| known.get()) {
            Some((id, entry)) => untrack(|| read(state, language, id, entry)),
            None => untrack(|| missing(state, language).into()),
        })
    })
}

fn read(
    state: State,
    language: Language,
    id: InspectionId,
    entry: Derived<Option<Arc<Entry>>>,
) -> Fragment {
    let whole = state.record(id);
    live(move || {
        whole.with(|whole| match whole {
            None => el("p")
                .attr("role", "status")
                .text(language.words().opening),
            Some(Ok(whole)) => untrack(|| page(state, language, entry, whole)),
            Some(Err(error)) => untrack(|| unreadable(state, language, entry, error)),
        })
    })
}

/// Only its line is here, or its text cannot be read now.
fn unreadable(
    state: State,
    language: Language,
    entry: Derived<Option<Arc<Entry>>>,
    error: &ReadError,
) -> Element {
    let words = language.words();
    let name = entry.with_untracked(|entry| {
        let entry = entry.as_ref();
        entry.map_or_else(String::new, |entry| entry.summary.establishment.clone())
    });
    let why = match error {
        ReadError::NoLongerKept => words.record_no_longer_kept.to_owned(),
        other => fill(words.record_unreadable, &other.to_string()),
    };
    el("article")
        .class("page record")
        .child(heading(state, &fill(words.record_title, &name)))
        .child(delivery(state, language, entry))
        .child(el("p").class("message").text(&why))
}

fn missing(state: State, language: Language) -> Element {
    let words = language.words();
    let all = main_link("/records", words.all_records);
    nothing_here(state, words.records_title, words.record_missing_text, all)
}

fn page(
    state: State,
    language: Language,
    entry: Derived<Option<Arc<Entry>>>,
    whole: &Thawed,
) -> Element {
    let words = language.words();
    let inspection = &whole.inspection;
    let title = fill(words.record_title, &inspection.establishment.name);
    let conclusion = el("p").class("long").text(&inspection.conclusion);
    el("article")
        .class("page record")
        .attr("data-record", &inspection.id.to_string())
        .attr_of("data-state", delivery_state(state, entry))
        .child(heading(state, &title))
        .child(delivery(state, language, entry))
        .child(next_steps(language, whole))
        .child(onward::next_visit(state, language, inspection.id))
        .children(given(language, inspection))
        .child(papers::papers(state, language, inspection.id, entry))
        .child(sheet(words.section_visit).child(visit(language, inspection)))
        .children(checks::checks(language, inspection))
        .child(sheet(words.section_closing).child(conclusion))
        .child(document(language, whole))
        .child(export_button(state, Scope::Record(inspection.id)))
        .child(correct(state, language, inspection.id))
}

/// A record is put right by another one; both stay.
fn correct(state: State, language: Language, id: InspectionId) -> Element {
    let words = language.words();
    let (begin, trouble) = beginning(state, "", move |then| {
        state.correct(id, move |begun| {
            then(begun.map_err(|error| onward::why(words, error)));
        });
    });
    el("p")
        .child(button("correct", words.correct).on_click(begin))
        .child(el("span").class("quiet").text(words.correct_text))
        .child(trouble)
}

fn delivery(state: State, language: Language, entry: Derived<Option<Arc<Entry>>>) -> Element {
    let words = language.words();
    let code = delivery_state(state, entry);
    let why = move || {
        entry.with(|entry| {
            let said = |entry: &Arc<Entry>| reason(state, language, entry);
            entry.as_ref().map_or_else(String::new, said)
        })
    };
    let received = Derived::new(move |_| {
        entry.with(|entry| entry.as_ref().is_some_and(|entry| entry.is_received()))
    });
    let button = live(move || {
        let button = || send_button(state, language);
        all((!received.get()).then(button))
    });
    let word = el("strong").class("badge");
    sheet(words.delivery_title)
        .class("sheet delivery row-state")
        .attr("aria-live", "polite")
        .attr_of("data-state", code)
        .child(word.text_of(move || delivery_word(words, code())))
        .child(el("p").class("reason").text_of(why))
        .child(button)
}

fn visit(language: Language, inspection: &Inspection) -> Element {
    let pack = checks::rules_of(inspection);
    let words = language.words();
    let establishment = &inspection.establishment;
    let rows = pack.fields_of_visit().filter_map(|field| {
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
    facts(
        rows.chain(lists(language, inspection))
            .chain(times)
            .collect(),
    )
}

/// The lists of the visit, a fact for each row.
fn lists(language: Language, inspection: &Inspection) -> Vec<(&str, String)> {
    let pack = checks::rules_of(inspection);
    let mut rows = Vec::new();
    let entered = inspection.lists.iter();
    for Listed { list, rows: listed } in entered.filter(|one| one.list != SIGNATURES) {
        let mut names = pack.lists.iter();
        let name = names.find(|known| known.code == *list);
        let name = name.map_or(list.as_str(), |name| language.term(name));
        let columns = pack.columns(list);
        for row in listed {
            let about = inspection.check_of(row, &columns);
            let said = row.0.iter().map(|recorded| {
                let column = columns.iter().find(|it| it.name.code == recorded.code);
                let is_check = column.is_some_and(|it| it.kind == FieldType::Check);
                match about.filter(|_| is_check) {
                    Some(check) => numbered_name(language, check),
                    None => checks::entered(language, column.copied(), recorded),
                }
            });
            rows.push((name, said.collect::<Vec<_>>().join("; ")));
        }
    }
    rows
}

fn numbered_name(language: Language, check: &Check) -> String {
    let content = &check.content;
    let name = check_name(language, content.kind, &content.subject);
    format!("{}. {name}", check.id)
}

/// The name of a choice; its code where the pack has none.
fn choice(language: Language, field: &PackField, code: &str) -> String {
    let mut choices = field.choices_on(None);
    let known = choices.find(|term| term.code == code);
    known.map_or(code, |term| language.term(term)).to_owned()
}

fn document(language: Language, whole: &Thawed) -> Element {
    let words = language.words();
    let Inspection {
        id,
        link,
        rule_pack,
        ..
    } = &whole.inspection;
    let previous = link.previous.as_ref().map(ToString::to_string);
    let rows = [
        (words.document_id, id.to_string()),
        (words.document_sequence, link.sequence.to_string()),
        (words.document_digest, whole.frozen.sha256.to_string()),
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
    sheet(words.document_title)
        .class("sheet document")
        .child(facts(rows.into()))
}

/// Names with values.
pub(super) fn facts(rows: Vec<(&str, String)>) -> Element {
    let list = el("dl").class("facts");
    rows.into_iter().fold(list, |list, (name, value)| {
        list.child(el("dt").text(name)).child(el("dd").text(&value))
    })
}
