//! Today: one large button, what is in progress, what is not yet in the office
//! and how old it is, and the latest records.

use inspection::{Head, RulePack};
use leptos::prelude::*;

use super::exchange::laid_aside;
use super::records::{row, send_button};
use super::{empty, go_to, heading, localised};
use crate::acts::SaveError;
use crate::components::{Element, Fragment, RecordRow, all, button, el, live, record_row};
use crate::state::{State, memo};
use crate::wording::{Language, age, day, fill, moment};

/// How many of the latest records are shown.
const LATEST: usize = 5;

/// The page.
pub(crate) fn home(state: State) -> Fragment {
    untrack(|| state.refresh());
    localised(state, move |language| {
        let words = language.words();
        let hero = el("div")
            .class("hero")
            .child(heading(state, words.home_title))
            .child(new_inspection(state, language));
        let section = |title, content| el("section").child(el("h2").text(title)).child(content);
        el("div")
            .class("page home")
            .child(hero)
            .children(lapsing(state, language))
            .child(section(words.drafts_title, drafts(state, language)))
            .child(laid_aside(state, language))
            .child(section(words.unsent_title, unsent(state, language)))
            .child(section(words.latest_title, latest(state, language)))
    })
}

/// What ends soon, a line for each document and last day.
fn lapsing(state: State, language: Language) -> impl Iterator<Item = Element> {
    let lapses = RulePack::current().lapsing(state.today.get_untracked());
    let mut lines: Vec<_> = lapses
        .into_iter()
        .map(|lapse| {
            let line = fill(language.words().lapsing, &lapse.text);
            fill(&line, &day(lapse.last))
        })
        .collect();
    lines.dedup();
    let line = |text: String| {
        el("p")
            .class("message")
            .attr("data-mark", "lapsing")
            .text(&text)
    };
    lines.into_iter().map(line)
}

fn new_inspection(state: State, language: Language) -> Fragment {
    let words = language.words();
    let go = go_to();
    let trouble = RwSignal::new("");
    let beginning = RwSignal::new(false);
    let begin = move || {
        // The second tap of a double tap begins no second visit.
        if beginning.get_untracked() {
            return;
        }
        beginning.set(true);
        let go = go.clone();
        state.new_draft(move |begun| {
            // The page may be gone by now.
            beginning.try_set(false);
            trouble.try_set(match begun {
                Ok(id) => {
                    go(&format!("/drafts/{id}"));
                    ""
                }
                Err(SaveError::NoRoom) => words.no_room,
                Err(SaveError::ReadOnly) => words.unsaved_full,
                Err(_) => words.unsaved_broken,
            });
        });
    };
    let button = button("new-inspection", words.new_inspection)
        .class("button big")
        .attr("data-kind", "primary")
        .on_click(begin);
    let message = el("p")
        .class("message")
        .attr("aria-live", "assertive")
        .text_of(move || trouble.get());
    all([button, message])
}

fn drafts(state: State, language: Language) -> Fragment {
    live(move || {
        state.drafts.with(|drafts| {
            if drafts.is_empty() {
                return empty(language.words().drafts_none);
            }
            let rows = drafts.iter().map(|head| draft_row(language, head));
            el("ul").class("rows").children(rows)
        })
    })
}

fn draft_row(language: Language, head: &Head) -> Element {
    let words = language.words();
    let opened = moment(head.opened.at, head.opened.offset_minutes);
    let detail = format!(
        "{} · {}",
        fill(words.started, &opened),
        fill(words.checks_count, &head.checks.len().to_string())
    );
    let row = RecordRow {
        id: head.id.to_string(),
        record: false,
        title: draft_name(language, head),
        detail,
        href: format!("/drafts/{}", head.id),
    };
    record_row(&row, || "draft", || words.continue_draft, String::new)
}

/// What a draft is called: its establishment, once it has a name.
pub(crate) fn draft_name(language: Language, head: &Head) -> String {
    let name = head.answers.get("establishment_name");
    let name = name.map(|name| name.trim()).filter(|name| !name.is_empty());
    name.unwrap_or(language.words().no_name_yet).to_owned()
}

fn unsent(state: State, language: Language) -> Fragment {
    let words = language.words();
    let is_any = memo(move |_| state.unsent().0 > 0);
    live(move || {
        if !is_any.get() {
            return empty(words.unsent_empty);
        }
        let count = move || fill(words.unsent_some, &state.unsent().0.to_string());
        let oldest = move || {
            let said = |oldest| fill(words.unsent_oldest, &age(words, oldest, state.now.get()));
            state.unsent().1.map_or_else(String::new, said)
        };
        let line = el("p")
            .child(el("strong").text_of(count))
            .text(" ")
            .text_of(oldest);
        el("div")
            .class("unsent-line")
            .child(line)
            .child(send_button(state, language))
    })
}

fn latest(state: State, language: Language) -> Fragment {
    let words = language.words();
    let ids = memo(move |_| {
        state.entries.with(|entries| {
            let latest = entries.iter().take(LATEST);
            latest.map(|entry| entry.id).collect::<Vec<_>>()
        })
    });
    live(move || {
        let ids = ids.get();
        if ids.is_empty() {
            return empty(words.latest_none).into();
        }
        let rows = ids.iter().map(|id| untrack(|| row(state, language, *id)));
        let more = el("a")
            .class("link")
            .attr("href", "/records")
            .text(words.all_records);
        all([el("ul").class("rows").children(rows), el("p").child(more)])
    })
}
