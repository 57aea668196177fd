//! The end of a visit: the conclusion, what was checked, what is missing, and
//! closing, which makes it immutable.

use std::rc::Rc;

use inspection::{DocumentId, closing_sections};
use leptos::prelude::*;

use super::check::verdict;
use super::form::{Sheet, sections};
use super::naming::check_name;
use super::{empty, gaps, heading, rest, sheet};
use crate::acts::{CloseError, SaveError};
use crate::components::{Element, Fragment, bare_button, button, el, live, nothing};
use crate::signal::{Derived, Source};
use crate::state::{Closed, OpenCheck, OpenDraft, Part, State};
use crate::wording::{Language, Words, fill};

/// How far closing has got on this page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Not asked for.
    Open,
    /// Asked for, nothing is missing.
    Asked,
    /// Under way.
    Closing,
    /// Did not work; why, and the photo that stands in the way.
    Failed(&'static str, Option<DocumentId>),
}

/// The page.
pub(crate) fn closing(state: State, draft: OpenDraft, language: Language) -> Element {
    let words = language.words();
    let answers = Sheet {
        state,
        draft,
        part: Part::Head,
        language,
    };
    el("div")
        .class("part")
        .child(heading(state, words.part_closing))
        .child(
            sheet(words.checks_title)
                .child(checks(draft, language))
                .child(rest::unasked(state, move |rest| {
                    (rest.together)(draft, language)
                })),
        )
        .children(sections(answers, closing_sections(draft.pack())))
        .child(rest::expected(state, move |rest| {
            (rest.signing)(state, draft, language)
        }))
        .child(gaps::list(state, draft, language))
        .child(close(state, draft, language))
}

fn checks(draft: OpenDraft, language: Language) -> Fragment {
    live(move || {
        let checks = draft.checks.get();
        if checks.is_empty() {
            return empty(language.words().gap_no_check);
        }
        let line = |check| untrack(|| summary(draft, check, language));
        el("ul")
            .class("summary")
            .children(checks.into_iter().map(line))
    })
}

fn summary(draft: OpenDraft, check: OpenCheck, language: Language) -> Element {
    let id = check.id.to_string();
    let name = check
        .draft
        .with(|check| check_name(language, check.kind, &check.subject));
    let link = el("a")
        .class("link")
        .attr("href", &format!("/drafts/{}/checks/{id}", draft.id))
        .text(&format!("{id}. {name}"));
    el("li")
        .attr("data-check", &id)
        .child(link)
        .child(verdict(check, language))
}

fn close(state: State, draft: OpenDraft, language: Language) -> Fragment {
    let words = language.words();
    let step = Source::new(Step::Open);
    let asked = Derived::new(move |_| matches!(step.get(), Step::Asked | Step::Closing));
    let confirm = confirm(state, draft, step, words);
    live(move || {
        if asked.get() {
            question(step, words, &confirm)
        } else {
            offer(state, draft, step, words)
        }
    })
}

fn offer(state: State, draft: OpenDraft, step: Source<Step>, words: &'static Words) -> Element {
    let failed = move || match step.get() {
        Step::Failed(why, _) => fill(words.close_failed, why),
        _ => String::new(),
    };
    let ask = move || {
        draft.saver.flush();
        draft.tried.set(true);
        let whole = untrack(|| draft.gaps()).is_empty();
        step.set(if whole { Step::Asked } else { Step::Open });
        let target = if whole {
            "[data-action=\"confirm-close\"]"
        } else {
            "#gaps-title"
        };
        let screen = state.screen();
        request_animation_frame(move || screen.focus(target));
    };
    let button = button("close-inspection", words.close_inspection)
        .class("button big")
        .attr("data-kind", "primary")
        .on_click(ask);
    el("section")
        .class("sheet close")
        .child(
            el("p")
                .class("message")
                .attr("role", "alert")
                .text_of(failed),
        )
        .child(without_photo(state, draft, step, words))
        .child(rest::unasked(state, move |rest| {
            (rest.number)(state, draft, state.language.get_untracked())
        }))
        .child(el("p").text(words.close_hint))
        .child(button)
}

/// Takes the name of a photo that is not on this tablet out of the draft: only
/// a person does.
fn without_photo(
    state: State,
    draft: OpenDraft,
    step: Source<Step>,
    words: &'static Words,
) -> Fragment {
    live(move || {
        let Step::Failed(_, Some(photo)) = step.get() else {
            return nothing();
        };
        let drop_it = move || {
            state.drop_photo(draft, photo, move |dropped| {
                let failed = Step::Failed(words.unsaved_broken, None);
                // The page may be gone by now.
                step.try_set(if dropped { Step::Open } else { failed });
            });
        };
        button("drop-photo", words.drop_photo)
            .attr("data-value", &photo.to_string())
            .on_click(drop_it)
            .into()
    })
}

fn question(step: Source<Step>, words: &'static Words, confirm: &Rc<dyn Fn()>) -> Element {
    let is_busy = move || step.get() == Step::Closing;
    let disabled = move || is_busy().then_some("");
    let word = move || {
        if is_busy() {
            words.closing_now
        } else {
            words.confirm_yes
        }
    };
    let confirm = Rc::clone(confirm);
    let yes = bare_button("confirm-close")
        .class("button big")
        .attr("data-kind", "primary")
        .attr_of("disabled", disabled)
        .text_of(word)
        .on_click(move || confirm());
    let no = button("cancel-close", words.confirm_no)
        .attr_of("disabled", disabled)
        .on_click(move || step.set(Step::Open));
    el("section")
        .class("sheet close confirm")
        .attr("aria-labelledby", "confirm-title")
        .child(
            el("h2")
                .attr("id", "confirm-title")
                .text(words.confirm_title),
        )
        .child(el("p").text(words.confirm_text))
        .child(yes)
        .child(no)
}

fn confirm(
    state: State,
    draft: OpenDraft,
    step: Source<Step>,
    words: &'static Words,
) -> Rc<dyn Fn()> {
    Rc::new(move || {
        if step.get_untracked() == Step::Closing {
            return;
        }
        step.set(Step::Closing);
        state.close(draft, move |closed| match closed {
            Closed::Yes(id) => state.go(&format!("/records/{id}")),
            // The page may be gone by now.
            Closed::Gaps => step.try_set(Step::Open),
            Closed::No(error) => {
                let photo = match error {
                    CloseError::MissingPhoto(photo) => Some(photo),
                    _ => None,
                };
                step.try_set(Step::Failed(why(words, &error), photo));
            }
        });
    })
}

fn why(words: &Words, error: &CloseError) -> &'static str {
    match error {
        CloseError::Gaps(_) => words.gaps_title,
        CloseError::MissingChecks(_) => words.close_missing_checks,
        CloseError::MissingPhoto(_) => words.close_missing_photo,
        CloseError::UnknownPack(_) => words.close_unknown_pack,
        CloseError::Busy => words.close_busy,
        CloseError::Load(_) => words.close_gone,
        CloseError::Save(SaveError::Closed) => words.unsaved_elsewhere,
        CloseError::Freeze(_) | CloseError::Unreadable | CloseError::Save(_) => {
            words.unsaved_broken
        }
    }
}
