//! One check: its sections, its verdict as it emerges, and the way to take it
//! out again.

use inspection::{CheckId, InspectionId, RulePack, check_sections};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::draft::{draft_id, next_part};
use super::form::{Sheet, sections};
use super::heading;
use super::judgement;
use super::naming::check_name;
use crate::components::{Verdict, live};
use crate::state::{OpenCheck, OpenDraft, Part, State};
use crate::wording::{Language, fill};

/// The page of the check that the path names.
pub(crate) fn check(state: State) -> impl IntoView {
    let id = draft_id();
    let params = use_params_map();
    let number = Memo::new(move |_| {
        let number: Option<u16> = params.with(|params| params.get("n")?.parse().ok());
        number.map(CheckId)
    });
    // Keyed: drawn in place, the fields of one check would keep showing what
    // was typed into those of the check before.
    view! {
        <For
            each=move || [(id.get().zip(number.get()), state.language.get())]
            key=|shown| *shown
            children=move |(named, language)| named_page(state, named, language)
        />
    }
}

fn named_page(state: State, named: Option<(InspectionId, CheckId)>, language: Language) -> AnyView {
    untrack(|| {
        let found = named.and_then(|(id, number)| {
            let draft = state.open_draft(id).ok()?;
            Some((draft, draft.check(number)?))
        });
        match found {
            Some((draft, check)) => page(state, draft, check, language).into_any(),
            None => gone(state, language).into_any(),
        }
    })
}

fn page(state: State, draft: OpenDraft, check: OpenCheck, language: Language) -> impl IntoView {
    let words = language.words();
    let (name, list) = check.draft.with_untracked(|check| {
        let name = check_name(language, check.kind, &check.subject);
        let list = check_sections(RulePack::current(), check.kind, &check.subject);
        (name, list)
    });
    let unknown = list
        .is_empty()
        .then(|| view! { <p class="empty">{words.unknown_subject}</p> });
    let sheet = Sheet {
        draft,
        part: Part::Check(check),
        language,
    };
    view! {
        <div data-check=check.id.to_string()>
            {heading(state, format!("{}. {name}", check.id))}
            {unknown}
            {sections(sheet, list)}
            <section class="sheet">
                <h2>{words.check_verdict}</h2>
                {verdict(check, language)}
            </section>
            {next_part(language, after(draft, check))}
            {remove(state, draft, check, language)}
        </div>
    }
}

fn gone(state: State, language: Language) -> impl IntoView {
    let words = language.words();
    view! {
        {heading(state, words.draft_missing_title.to_owned())}
        <p>{words.close_missing_checks}</p>
    }
}

/// The verdict on the whole check; none while something is missing.
pub(crate) fn verdict(check: OpenCheck, language: Language) -> impl IntoView {
    let words = language.words();
    let assessment = check.assessment;
    let verdict = Memo::new(move |_| {
        assessment.with(|assessment| assessment.as_ref().map(|assessment| assessment.verdict))
    });
    let lines = Signal::derive(move || {
        assessment.with(|assessment| match assessment {
            None => vec![fill(words.gaps_left_long, &check.gaps_left().to_string())],
            Some(assessment) => judgement::check_lines(language, assessment),
        })
    });
    view! {
        <Verdict
            subject="check"
            state=Signal::derive(move || judgement::state(verdict.get()))
            word=Signal::derive(move || judgement::word(words, verdict.get()))
            lines=lines
            live=true
        />
    }
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

fn remove(state: State, draft: OpenDraft, check: OpenCheck, language: Language) -> impl IntoView {
    let words = language.words();
    let asked = RwSignal::new(false);
    let navigate = use_navigate();
    let take_out = Callback::new(move |()| {
        state.remove_check(draft, check);
        navigate(&format!("/drafts/{}", draft.id), NavigateOptions::default());
    });
    let question = live(move || {
        if !asked.get() {
            return view! {
                <button
                    type="button"
                    class="button"
                    data-action="remove-check"
                    on:click=move |_| asked.set(true)
                >
                    {words.remove_check}
                </button>
            }
            .into_any();
        }
        view! {
            <div class="confirm" role="group" aria-label=words.remove_check>
                <p>{words.remove_confirm}</p>
                <button
                    type="button"
                    class="button"
                    data-kind="danger"
                    data-action="confirm-remove"
                    on:click=move |_| take_out.run(())
                >
                    {words.remove_yes}
                </button>
                <button
                    type="button"
                    class="button"
                    data-action="keep-check"
                    on:click=move |_| asked.set(false)
                >
                    {words.keep}
                </button>
            </div>
        }
        .into_any()
    });
    view! { <div class="remove">{question}</div> }
}
