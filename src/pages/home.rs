//! Today: one large button, what is in progress, and what ends soon. The lists
//! of records below them are of the rest.

use inspection::{Head, InspectionId, RulePack};
use leptos::prelude::*;

use super::rest::later;
use super::{empty, heading, localised};
use crate::acts::SaveError;
use crate::components::{Element, Fragment, RecordRow, all, button, el, live, record_row};
use crate::signal::Source;
use crate::state::State;
use crate::wording::{Language, Words, day, fill, moment};

/// The page.
pub(crate) fn home(state: State) -> Fragment {
    untrack(|| state.refresh());
    localised(state, move |language| {
        let words = language.words();
        let hero = el("div")
            .class("hero")
            .child(heading(state, words.home_title))
            .child(new_inspection(state, language));
        let drafts = el("section")
            .child(el("h2").text(words.drafts_title))
            .child(drafts(state, language));
        el("div")
            .class("page home")
            .child(hero)
            .children(lapsing(state, language))
            .child(drafts)
            .child(later(state, move |rest| (rest.lists)(state, language)))
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
    let (begin, trouble) = beginning(state, "/establishment", move |then| {
        state.new_draft(move |begun| then(begun.map_err(|error| why_not(words, &error))));
    });
    let button = button("new-inspection", words.new_inspection)
        .class("button big")
        .attr("data-kind", "primary")
        .on_click(begin);
    all([button, trouble])
}

/// How beginning a draft went: its id, or why there is none.
pub(super) type Begun = Result<InspectionId, &'static str>;

/// What a button does that begins a draft and goes to this part of it, and
/// where it is said why none was begun.
pub(super) fn beginning(
    state: State,
    part: &'static str,
    start: impl Fn(Box<dyn FnOnce(Begun)>) + 'static,
) -> (impl Fn() + 'static, Element) {
    let trouble = Source::new("");
    let under_way = Source::new(false);
    let begin = move || {
        // The second tap of a double tap begins no second draft.
        if under_way.get_untracked() {
            return;
        }
        under_way.set(true);
        start(Box::new(move |begun| {
            // The page may be gone by now.
            under_way.try_set(false);
            trouble.try_set(match begun {
                Ok(id) => {
                    state.go(&format!("/drafts/{id}{part}"));
                    ""
                }
                Err(why) => why,
            });
        }));
    };
    let said = el("span")
        .class("message")
        .attr("aria-live", "assertive")
        .text_of(move || trouble.get());
    (begin, said)
}

/// Why nothing was begun.
pub(super) fn why_not(words: &Words, error: &SaveError) -> &'static str {
    match error {
        SaveError::NoRoom => words.no_room,
        SaveError::NoRoomInJournal => words.no_room_in_journal,
        SaveError::ReadOnly => words.unsaved_read_only,
        _ => words.unsaved_broken,
    }
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
