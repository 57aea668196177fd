//! The visit's own fields: who is visited, by whom, and when; and the page on
//! which that is chosen from the register.

use inspection::{REGISTER_FIELD, visit_sections};
use leptos::prelude::*;

use super::draft::next_part;
use super::form::{Sheet, sections};
use super::heading;
use super::rest::later;
use crate::components::{Element, all, button, el, live, main_link};
use crate::state::{OpenDraft, Part, State};
use crate::wording::Language;

/// The page.
pub(crate) fn visit(state: State, draft: OpenDraft, language: Language) -> Element {
    let answers = Sheet {
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
        .child(register(draft, language))
        .children(sections(answers, visit_sections(draft.pack())))
        .child(next_part(language, &next))
        .child(later(state, move |rest| {
            (rest.otherwise)(state, draft, language)
        }))
}

/// Whether the establishment was chosen from the register, and the way there.
fn register(draft: OpenDraft, language: Language) -> Element {
    let words = language.register();
    let unlink = move || {
        draft.answer(Part::Head, REGISTER_FIELD, String::new());
        draft.saver.flush();
    };
    let chosen = live(move || {
        let chosen = !Part::Head.follow(draft, REGISTER_FIELD).is_empty();
        let said = move || {
            el("p")
                .attr("data-mark", "registered")
                .text(words.registered)
                .child(button("unlink-establishment", words.unlink).on_click(unlink))
        };
        all(chosen.then(said))
    });
    let href = format!("/drafts/{}/establishment", draft.id);
    let link = main_link(&href, words.choose_from_register);
    let link = link.attr("data-action", "choose-from-register");
    el("div").child(el("p").child(link)).child(chosen)
}

/// The page on which the establishment is chosen. The way around it is here even
/// where the rest of the program cannot be loaded.
pub(crate) fn establishment(state: State, draft: OpenDraft, language: Language) -> Element {
    let words = language.register();
    let href = format!("/drafts/{}", draft.id);
    let by_hand = main_link(&href, words.add_by_hand).attr("data-action", "add-by-hand");
    el("div")
        .class("part")
        .child(heading(state, words.establishment_title))
        .child(el("p").child(by_hand))
        .child(later(state, move |rest| {
            (rest.establishment)(state, draft, language)
        }))
}
