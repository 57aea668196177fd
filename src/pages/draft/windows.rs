//! What a draft's bar says when another window owns the draft: that it is read
//! here, how to go on here, and what could not be kept any more.

use inspection::Place;
use leptos::prelude::*;

use crate::components::{Element, Fragment, Said, all, bare_button, button, el, live};
use crate::pages::naming::field_name;
use crate::state::{Changed, OpenDraft, Part, Standing, State};
use crate::wording::{Language, Words};

/// Whether the draft is only read here.
pub(super) fn is_reading(draft: OpenDraft) -> bool {
    matches!(
        draft.standing().get(),
        Standing::Elsewhere | Standing::Taking
    )
}

/// What changes the draft: switched off as one where the draft is only read or
/// being closed, and readable all the same.
pub(super) fn writing(draft: OpenDraft, part: impl Into<Fragment>) -> Element {
    let closing = move || draft.standing().get() == Standing::Closing;
    let off = move || (is_reading(draft) || closing()).then_some("");
    let field = el("fieldset").class("writing");
    field.attr_of("disabled", off).child(part)
}

/// The save mark where nothing is written.
pub(super) fn said(words: &Words) -> Said {
    Said {
        state: "reading",
        word: words.reading_only,
        advice: None,
        again: words.save_again,
    }
}

/// The strip with the way to go on here, and what was typed and not kept.
pub(super) fn notice(state: State, draft: OpenDraft) -> Fragment {
    let notice = live(move || {
        let language = state.language.get();
        all(is_reading(draft).then(|| untrack(|| strip(state, draft, language))))
    });
    let unsaved = live(move || {
        let language = state.language.get();
        let unsaved = draft.unsaved();
        all((!unsaved.is_empty()).then(|| untrack(|| not_kept(draft, language, &unsaved))))
    });
    all([notice, unsaved])
}

fn strip(state: State, draft: OpenDraft, language: Language) -> Element {
    let words = language.words();
    let is_taking = move || draft.standing().get() == Standing::Taking;
    let word = move || {
        if is_taking() {
            words.taking_over
        } else {
            words.take_over
        }
    };
    let take = bare_button("take-over")
        .attr("data-kind", "primary")
        .attr_of("disabled", move || is_taking().then_some(""))
        .text_of(word)
        .on_click(move || state.take_over(draft));
    el("div")
        .class("notice")
        .attr("data-mark", "elsewhere")
        .child(el("p").text(words.open_elsewhere))
        .child(take)
}

fn not_kept(draft: OpenDraft, language: Language, unsaved: &[Changed]) -> Element {
    let words = language.words();
    let line = |field: &Changed| {
        let place = Place {
            check: match field.part {
                Part::Head => None,
                Part::Check(check) => Some(check.id),
            },
            field: field.field.clone(),
        };
        format!("{}: {}", field_name(language, draft, &place), field.before)
    };
    let lines: Vec<String> = unsaved.iter().map(line).collect();
    // A field, so that it can be reached, selected and copied by keys.
    let typed = el("textarea")
        .attr("readonly", "")
        .attr("rows", "3")
        .attr("aria-labelledby", "not-kept")
        .text(&lines.join("\n"));
    let done = button("dismiss-unsaved", words.understood).on_click(move || draft.forget_unsaved());
    el("div")
        .class("notice")
        .attr("data-mark", "not-kept")
        .attr("role", "alert")
        .child(el("p").attr("id", "not-kept").text(words.not_kept))
        .child(typed)
        .child(done)
}
