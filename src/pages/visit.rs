//! The visit's own fields: who is visited, by whom, and when; and the page on
//! which that is chosen from the register.

use inspection::{REGISTER_FIELD, visit_sections};
use leptos::prelude::*;

use super::draft::next_part;
use super::form::{Sheet, sections};
use super::heading;
use super::rest::later;
use crate::components::{Element, all, el, main_link};
use crate::state::{OpenDraft, Part, State};
use crate::wording::Language;

/// The page.
pub(crate) fn visit(state: State, draft: OpenDraft, language: Language) -> Element {
    let answers = Sheet {
        state,
        draft,
        part: Part::Head,
        language,
    };
    let first = draft
        .checks
        .with_untracked(|checks| checks.first().map(|check| check.id));
    let next = first.map_or_else(
        || format!("/drafts/{}/closing", draft.id),
        |check| format!("/drafts/{}/checks/{check}", draft.id),
    );
    el("div")
        .class("part")
        .child(heading(state, language.words().part_visit))
        .child(register(state, draft, language))
        .children(sections(answers, visit_sections(draft.pack())))
        .child(next_part(language, &next))
        .child(later(state, move |rest| {
            (rest.otherwise)(state, draft, language)
        }))
}

/// The way to the register, and whether the establishment was chosen there.
fn register(state: State, draft: OpenDraft, language: Language) -> Element {
    let href = format!("/drafts/{}/establishment", draft.id);
    let link = main_link(&href, language.words().choose_from_register);
    let link = link.attr("data-action", "choose-from-register");
    let chosen = !untrack(|| Part::Head.typed(draft, REGISTER_FIELD)).is_empty();
    let said = || later(state, move |rest| (rest.registered)(draft, language));
    el("p").child(link).child(all(chosen.then(said)))
}

/// The page on which the establishment is chosen. The way around it is here even
/// where the rest of the program cannot be loaded.
pub(crate) fn establishment(state: State, draft: OpenDraft, language: Language) -> Element {
    let words = language.words();
    let href = format!("/drafts/{}", draft.id);
    let by_hand = main_link(&href, words.add_by_hand).attr("data-action", "add-by-hand");
    el("div")
        .class("part")
        .child(heading(state, words.choose_from_register))
        .child(el("p").child(by_hand))
        .child(later(state, move |rest| {
            (rest.establishment)(state, draft, language)
        }))
}
