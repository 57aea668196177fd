//! Today's lists: planned visits, drafts that were laid aside, what is not yet
//! in the office and how old it is, and the latest records.

use leptos::prelude::*;

use super::empty;
use super::exchange::{export_button, laid_aside};
use super::plan::plan;
use super::records::{row, send_button};
use crate::acts::{Keeping, Outstanding, Scope};
use crate::components::{Fragment, all, el, live};
use crate::signal::Derived;
use crate::state::State;
use crate::wording::{Language, Words, age, fill, kept};

/// How many of the latest records are shown.
const LATEST: usize = 5;

/// What is to be known before a visit begins: that the browser may not keep it,
/// and what is here and on no page.
fn notices(state: State, language: Language) -> Fragment {
    untrack(|| state.look_at_storage(false));
    let said = kept(language);
    let notice = |mark, text: &str| {
        el("div")
            .class("message")
            .attr("data-mark", mark)
            .child(el("p").text(text))
    };
    let uncertain = live(move || {
        let keeping = state.room.with(|room| room.keeping);
        let is_so = keeping.is_some_and(|keeping| keeping.promised != Some(true));
        all(is_so.then(|| notice("not-promised", said.not_promised)))
    });
    let alone = state.desk().without_head().len();
    let alone = (alone > 0).then(|| {
        let text = fill(said.without_head, &alone.to_string());
        notice("without-head", &text).child(export_button(state, Scope::All))
    });
    let low = live(move || {
        let keeping = state.room.with(|room| room.keeping);
        let percent = keeping
            .filter(|keeping| keeping.is_full())
            .and_then(Keeping::percent);
        all(percent.map(|percent| notice("low", &fill(said.journal_low, &percent.to_string()))))
    });
    all([uncertain, low, all(alone)])
}

/// The lists.
pub(crate) fn lists(state: State, language: Language) -> Fragment {
    let words = language.words();
    let section = |title, content| el("section").child(el("h2").text(title)).child(content);
    all([
        notices(state, language),
        plan(state, language),
        laid_aside(state, language),
        section(words.unsent_title, unsent(state, language)).into(),
        section(words.latest_title, latest(state, language)).into(),
    ])
}

fn unsent(state: State, language: Language) -> Fragment {
    let words = language.words();
    let is_any = Derived::new(move |_| state.unsent().count() > 0);
    live(move || {
        if !is_any.get() {
            return empty(words.unsent_empty);
        }
        let count = move || fill(words.unsent_some, &state.unsent().count().to_string());
        let oldest = move || {
            let said = |oldest| fill(words.unsent_oldest, &age(words, oldest, state.now.get()));
            state.unsent().oldest.map_or_else(String::new, said)
        };
        let line = el("p")
            .child(el("strong").text_of(count))
            .text(" ")
            .text_of(oldest);
        let apart = el("p")
            .attr("data-mark", "apart")
            .text_of(move || apart(words, state.unsent()));
        el("div")
            .class("unsent-line")
            .child(el("div").child(line).child(apart))
            .child(send_button(state, language))
    })
}

/// How far they have got, where they have not all got as far.
fn apart(words: &Words, unsent: Outstanding) -> String {
    let counts = [
        (unsent.waiting, words.state_waiting),
        (unsent.refused, words.state_refused),
        (unsent.conflict, words.state_conflict),
    ];
    if unsent.waiting == unsent.count() {
        return String::new();
    }
    let said = counts.iter().filter(|(count, _)| *count > 0);
    let said: Vec<String> = said
        .map(|(count, word)| format!("{word}: {count}"))
        .collect();
    said.join(" · ")
}

fn latest(state: State, language: Language) -> Fragment {
    let words = language.words();
    let ids = Derived::new(move |_| {
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
