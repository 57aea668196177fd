//! Today's lists: planned visits, drafts that were laid aside, what is not yet
//! in the office and how old it is, and the latest records.

use leptos::prelude::*;

use super::empty;
use super::exchange::laid_aside;
use super::plan::plan;
use super::records::{row, send_button};
use crate::components::{Fragment, all, el, live};
use crate::state::{State, memo};
use crate::wording::{Language, age, fill};

/// How many of the latest records are shown.
const LATEST: usize = 5;

/// The lists.
pub(crate) fn lists(state: State, language: Language) -> Fragment {
    let words = language.words();
    let section = |title, content| el("section").child(el("h2").text(title)).child(content);
    all([
        plan(state, language),
        laid_aside(state, language),
        section(words.unsent_title, unsent(state, language)).into(),
        section(words.latest_title, latest(state, language)).into(),
    ])
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
