//! From a record to the next visit at the same place, as from stall to stall.

use inspection::InspectionId;

use crate::acts::CorrectError;
use crate::components::{Element, button, el};
use crate::pages::home::{beginning, why_not};
use crate::state::State;
use crate::wording::{Language, Words, printing};

/// The way on, with what the next visit begins with.
pub(super) fn next_visit(state: State, language: Language, id: InspectionId) -> Element {
    let (words, printed) = (language.words(), printing(language));
    let (begin, trouble) = beginning(state, "", move |then| {
        state.next_visit(id, move |begun| {
            then(begun.map_err(|error| why(words, error)));
        });
    });
    el("p")
        .child(button("next-visit", printed.next_visit).on_click(begin))
        .child(el("span").class("quiet").text(printed.next_visit_text))
        .child(trouble)
}

/// Why no draft was begun.
pub(super) fn why(words: &Words, error: CorrectError) -> &'static str {
    match error {
        CorrectError::Save(error) => why_not(words, &error),
        CorrectError::Read(_) => words.unsaved_broken,
    }
}
