//! The end of a visit: the conclusion, what was checked, what is missing, and
//! closing, which makes it immutable.

use inspection::{RulePack, closing_sections};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::check::verdict;
use super::draft::part;
use super::form::{Sheet, sections};
use super::naming::check_name;
use super::{gaps, heading};
use crate::acts::CloseError;
use crate::components::live;
use crate::state::{Closed, OpenDraft, Part, State};
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
    /// Did not work; why.
    Failed(&'static str),
}

/// The page.
pub(crate) fn closing(state: State) -> impl IntoView {
    part(state, move |draft, language| {
        let words = language.words();
        let sheet = Sheet {
            draft,
            part: Part::Head,
            language,
        };
        view! {
            {heading(state, words.part_closing.to_owned())}
            {checks(draft, language)}
            {sections(sheet, closing_sections(RulePack::current()))}
            {gaps::list(state, draft, language)}
            {close(state, draft, language)}
        }
        .into_any()
    })
}

fn checks(draft: OpenDraft, language: Language) -> impl IntoView {
    let words = language.words();
    let rows = live(move || {
        let checks = draft.checks.get();
        if checks.is_empty() {
            return view! { <p class="empty">{words.gap_no_check}</p> }.into_any();
        }
        let rows = checks
            .into_iter()
            .map(|check| {
                let name = check
                    .draft
                    .with_untracked(|check| check_name(language, check.kind, &check.subject));
                let href = format!("/drafts/{}/checks/{}", draft.id, check.id);
                view! {
                    <li data-check=check.id.to_string()>
                        <a class="link" href=href>
                            {format!("{}. {name}", check.id)}
                        </a>
                        {verdict(check, language)}
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="summary">{rows}</ul> }.into_any()
    });
    view! {
        <section class="sheet">
            <h2>{words.checks_title}</h2>
            {rows}
        </section>
    }
}

fn close(state: State, draft: OpenDraft, language: Language) -> impl IntoView {
    let words = language.words();
    let step = RwSignal::new(Step::Open);
    let ask = move |_| {
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
    let confirm = confirm(state, draft, step, words);
    live(move || match step.get() {
        Step::Open | Step::Failed(_) => {
            let failed = match step.get() {
                Step::Failed(why) => Some(fill(words.close_failed, why)),
                _ => None,
            };
            view! {
                <section class="sheet close">
                    <p class="message" role="alert">{failed}</p>
                    <p>{words.close_hint}</p>
                    <button
                        type="button"
                        class="button big"
                        data-kind="primary"
                        data-action="close-inspection"
                        on:click=ask
                    >
                        {words.close_inspection}
                    </button>
                </section>
            }
            .into_any()
        }
        Step::Asked | Step::Closing => {
            let busy = step.get() == Step::Closing;
            view! {
                <section class="sheet close confirm" aria-labelledby="confirm-title">
                    <h2 id="confirm-title">{words.confirm_title}</h2>
                    <p>{words.confirm_text}</p>
                    <button
                        type="button"
                        class="button big"
                        data-kind="primary"
                        data-action="confirm-close"
                        disabled=busy
                        on:click=move |_| confirm.run(())
                    >
                        {if busy { words.closing_now } else { words.confirm_yes }}
                    </button>
                    <button
                        type="button"
                        class="button"
                        data-action="cancel-close"
                        disabled=busy
                        on:click=move |_| step.set(Step::Open)
                    >
                        {words.confirm_no}
                    </button>
                </section>
            }
            .into_any()
        }
    })
}

fn confirm(
    state: State,
    draft: OpenDraft,
    step: RwSignal<Step>,
    words: &'static Words,
) -> Callback<()> {
    let navigate = use_navigate();
    Callback::new(move |()| {
        if step.get_untracked() == Step::Closing {
            return;
        }
        step.set(Step::Closing);
        let navigate = navigate.clone();
        state.close(draft, move |closed| match closed {
            Closed::Yes(id) => navigate(&format!("/records/{id}"), NavigateOptions::default()),
            // The page may be gone by now.
            Closed::Gaps => drop(step.try_set(Step::Open)),
            Closed::No(error) => drop(step.try_set(Step::Failed(why(words, &error)))),
        });
    })
}

fn why(words: &Words, error: &CloseError) -> &'static str {
    match error {
        CloseError::Gaps(_) => words.gaps_title,
        CloseError::MissingChecks(_) => words.close_missing_checks,
        CloseError::UnknownPack(_) => words.close_unknown_pack,
        CloseError::Busy => words.close_busy,
        CloseError::Load(_) => words.close_gone,
        CloseError::Freeze(_) | CloseError::Unreadable | CloseError::Save(_) => {
            words.unsaved_broken
        }
    }
}
