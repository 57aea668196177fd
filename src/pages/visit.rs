//! The visit's own fields: who is visited, by whom, and when.

use inspection::visit_sections;
use leptos::prelude::*;

use super::draft::next_part;
use super::form::{Sheet, sections};
use super::heading;
use super::rest::later;
use crate::components::{Element, el};
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
        .children(sections(answers, visit_sections(draft.pack())))
        .child(next_part(language, &next))
        .child(later(state, move |rest| {
            (rest.otherwise)(state, draft, language)
        }))
}
