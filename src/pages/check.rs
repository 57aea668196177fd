//! One check: its sections, its verdict as it emerges, and the way to take it
//! out again.

use inspection::check_sections;

use super::draft::next_part;
use super::form::{Sheet, sections};
use super::judgement;
use super::naming::check_name;
use super::rest::unasked;
use super::{empty, heading, sheet};
use crate::components::{self, Element, Ruling, button, el};
use crate::signal::Derived;
use crate::state::{OpenCheck, OpenDraft, Part, State};
use crate::wording::{Language, fill};

/// The page of a check.
pub(crate) fn check(
    state: State,
    draft: OpenDraft,
    check: OpenCheck,
    language: Language,
) -> Element {
    let words = language.words();
    let (name, list) = check.draft.with_untracked(|check| {
        let name = check_name(language, check.kind, &check.subject);
        let list = check_sections(draft.pack(), check.kind, &check.subject);
        (name, list)
    });
    let unknown = list.is_empty().then(|| empty(words.unknown_subject));
    let answers = Sheet {
        state,
        draft,
        part: Part::Check(check),
        language,
    };
    let page = el("div")
        .attr("data-check", &check.id.to_string())
        .child(heading(state, &format!("{}. {name}", check.id)))
        .children(unknown)
        .children(sections(answers, list))
        .child(sheet(words.check_verdict).child(verdict(check, language)))
        .child(unasked(state, move |rest| {
            (rest.photos)(state, draft, Some(check.id), language)
        }))
        .child(same_again(state, draft, check, language))
        .child(next_part(language, &after(draft, check)))
        .child(remove(state, draft, check, language));
    el("div").class("part").child(page)
}

/// Where the draft has no such check.
pub(crate) fn gone(state: State, language: Language) -> Element {
    let words = language.words();
    el("div")
        .class("part")
        .child(heading(state, words.draft_missing_title))
        .child(el("p").text(words.close_missing_checks))
}

/// The verdict on the whole check; none while something is missing.
pub(crate) fn verdict(check: OpenCheck, language: Language) -> Element {
    let words = language.words();
    let ruling = Derived::new(move |_| {
        check.assessment.with(|assessment| {
            let verdict = assessment.as_ref().map(|assessment| assessment.verdict);
            let lines = match assessment {
                None => vec![fill(words.gaps_left_long, &check.gaps_left().to_string())],
                Some(assessment) => judgement::check_lines(language, assessment),
            };
            Ruling {
                state: judgement::state(verdict),
                word: judgement::word(words, verdict),
                lines,
            }
        })
    });
    components::verdict("check", ruling, true)
}

/// The path of the part after a check.
fn after(draft: OpenDraft, check: OpenCheck) -> String {
    let next = draft.checks.with_untracked(|checks| {
        let at = checks.iter().position(|known| known.id == check.id)?;
        checks.get(at + 1).map(|next| next.id)
    });
    match next {
        Some(next) => format!("/drafts/{}/checks/{next}", draft.id),
        None => format!("/drafts/{}/closing", draft.id),
    }
}

/// The way to the next thing of the same type.
fn same_again(state: State, draft: OpenDraft, check: OpenCheck, language: Language) -> Element {
    let add = move || {
        let next = state.add_again(draft, check);
        state.go(&format!("/drafts/{}/checks/{}", draft.id, next.id));
    };
    let again = button("same-again", language.words().same_again).on_click(add);
    el("p").class("next").child(again)
}

fn remove(state: State, draft: OpenDraft, check: OpenCheck, language: Language) -> Element {
    let take_out = move || {
        state.remove_check(draft, check.id);
        state.go(&format!("/drafts/{}", draft.id));
    };
    let remove = button("remove-check", language.words().remove_check).on_click(take_out);
    el("div").class("remove").child(remove)
}
