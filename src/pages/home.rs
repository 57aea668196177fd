//! Today: one large button, what is in progress, what is not yet in the office
//! and how old it is, and the latest records.

use inspection::Head;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::records::{row, send_button};
use super::{heading, localised};
use crate::components::{RecordRow, live};
use crate::state::State;
use crate::wording::{Language, age, fill, moment};

/// How many of the latest records are shown.
const LATEST: usize = 5;

/// The page.
pub(crate) fn home(state: State) -> impl IntoView {
    state.refresh();
    localised(state, move |language| {
        let words = language.words();
        view! {
            <div class="page home">
                <div class="hero">
                    {heading(state, words.home_title.to_owned())}
                    {new_inspection(state, language)}
                </div>
                <section>
                    <h2>{words.drafts_title}</h2>
                    {drafts(state, language)}
                </section>
                <section>
                    <h2>{words.unsent_title}</h2>
                    {unsent(state, language)}
                </section>
                <section>
                    <h2>{words.latest_title}</h2>
                    {latest(state, language)}
                </section>
            </div>
        }
    })
}

fn new_inspection(state: State, language: Language) -> impl IntoView {
    let words = language.words();
    let navigate = use_navigate();
    let trouble = RwSignal::new(false);
    let beginning = RwSignal::new(false);
    let begin = move |_| {
        // The second tap of a double tap begins no second visit.
        if beginning.get_untracked() {
            return;
        }
        beginning.set(true);
        let navigate = navigate.clone();
        state.new_draft(move |begun| {
            // The page may be gone by now.
            beginning.try_set(false);
            trouble.try_set(begun.is_err());
            if let Ok(id) = begun {
                navigate(&format!("/drafts/{id}"), NavigateOptions::default());
            }
        });
    };
    view! {
        <button
            type="button"
            class="button big"
            data-kind="primary"
            data-action="new-inspection"
            on:click=begin
        >
            {words.new_inspection}
        </button>
        <p class="message" aria-live="assertive">
            {Signal::derive(move || trouble.get().then_some(words.unsaved_broken))}
        </p>
    }
}

fn drafts(state: State, language: Language) -> impl IntoView {
    let words = language.words();
    live(move || {
        let drafts = state.drafts.get();
        if drafts.is_empty() {
            return view! { <p class="empty">{words.drafts_none}</p> }.into_any();
        }
        let rows = drafts
            .iter()
            .map(|head| draft_row(language, head))
            .collect_view();
        view! { <ul class="rows">{rows}</ul> }.into_any()
    })
}

fn draft_row(language: Language, head: &Head) -> impl IntoView + use<> {
    let words = language.words();
    let opened = moment(head.opened.at, head.opened.offset_minutes);
    let detail = format!(
        "{} · {}",
        fill(words.started, &opened),
        fill(words.checks_count, &head.checks.len().to_string())
    );
    view! {
        <RecordRow
            id=head.id.to_string()
            record=false
            title=draft_name(language, head)
            detail=detail
            state="draft"
            word=words.continue_draft.to_owned()
            reason=String::new()
            href=format!("/drafts/{}", head.id)
        />
    }
}

/// What a draft is called: its establishment, once it has a name.
pub(crate) fn draft_name(language: Language, head: &Head) -> String {
    let name = head.answers.get("establishment_name");
    let name = name.map(|name| name.trim()).filter(|name| !name.is_empty());
    name.unwrap_or(language.words().no_name_yet).to_owned()
}

fn unsent(state: State, language: Language) -> impl IntoView {
    let words = language.words();
    let unsent = Memo::new(move |_| state.unsent());
    live(move || {
        match unsent.get() {
        (_, None) => view! { <p class="empty">{words.unsent_empty}</p> }.into_any(),
        (count, Some(oldest)) => view! {
            <div class="unsent-line">
                <p>
                    <strong>{fill(words.unsent_some, &count.to_string())}</strong>
                    " "
                    {Signal::derive(move || fill(words.unsent_oldest, &age(words, oldest, state.now.get())))}
                </p>
                {send_button(state, language)}
            </div>
        }
        .into_any(),
    }
    })
}

fn latest(state: State, language: Language) -> impl IntoView {
    let words = language.words();
    let ids = Memo::new(move |_| {
        state.entries.with(|entries| {
            let latest = entries.iter().take(LATEST);
            latest.map(|entry| entry.frozen.id).collect::<Vec<_>>()
        })
    });
    live(move || {
        let ids = ids.get();
        if ids.is_empty() {
            return view! { <p class="empty">{words.latest_none}</p> }.into_any();
        }
        let rows = ids
            .iter()
            .map(|id| row(state, language, *id))
            .collect_view();
        view! {
            <ul class="rows">{rows}</ul>
            <p>
                <a class="link" href="/records">{words.all_records}</a>
            </p>
        }
        .into_any()
    })
}
