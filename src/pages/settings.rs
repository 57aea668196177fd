//! What a person sets, which tablet and versions these are, and what is kept
//! here.

use inspection::RulePack;
use leptos::prelude::*;

use super::{heading, localised};
use crate::components::{Entry, TextField};
use crate::state::{State, is_address};
use crate::wording::Language;

/// The page.
pub(crate) fn settings(state: State) -> impl IntoView {
    localised(state, move |language| {
        let words = language.words();
        view! {
            <div class="page">
                {heading(state, words.settings_title.to_owned())}
                <section class="sheet">
                    <h2>{words.language_title}</h2>
                    <button
                        type="button"
                        class="button"
                        data-action="choose-other-language"
                        on:click=move |_| state.switch_language()
                    >
                        {words.switch_language}
                    </button>
                </section>
                {endpoint(state, language)}
                {storage(state, language)}
                {about(state, language)}
            </div>
        }
    })
}

fn endpoint(state: State, language: Language) -> impl IntoView {
    let words = language.words();
    let value = state.desk().settings().upload_url.unwrap_or_default();
    let typed = RwSignal::new(value.clone());
    let wrong = RwSignal::new(false);
    let kept = RwSignal::new(None);
    let message = Signal::derive(move || wrong.get().then(|| words.endpoint_bad.to_owned()));
    let check = move || wrong.set(!typed.with_untracked(|typed| is_address(typed)));
    let save = move |_| {
        check();
        if !wrong.get_untracked() {
            // The page may be gone when the answer comes.
            state.set_address(&typed.get_untracked(), move |ok| {
                kept.try_set(Some(ok));
            });
        }
    };
    let said = Signal::derive(move || {
        kept.get().map(|ok| {
            if ok {
                words.endpoint_saved
            } else {
                words.settings_not_saved
            }
        })
    });
    view! {
        <section class="sheet">
            <h2>{words.endpoint_title}</h2>
            <p>{words.endpoint_hint}</p>
            <TextField
                code="upload_url"
                id="upload-url"
                label=words.endpoint_label
                note=words.optional
                entry=Entry::Line
                value=value
                message=message
                on_input=Callback::new(move |text| {
                    kept.set(None);
                    typed.set(text);
                })
                on_settle=Callback::new(move |()| check())
            />
            <button type="button" class="button" data-action="save-settings" on:click=save>
                {words.endpoint_save}
            </button>
            <p role="status" class="message">{said}</p>
        </section>
    }
}

fn storage(state: State, language: Language) -> impl IntoView {
    let words = language.words();
    view! {
        <section class="sheet">
            <h2>{words.storage_title}</h2>
            <p>{words.storage_text}</p>
            <dl class="facts">
                <dt>{words.storage_drafts}</dt>
                <dd>{count(move || state.drafts.with(Vec::len))}</dd>
                <dt>{words.storage_records}</dt>
                <dd>{count(move || state.entries.with(Vec::len))}</dd>
                <dt>{words.storage_unsent}</dt>
                <dd>{count(move || state.unsent().0)}</dd>
            </dl>
        </section>
    }
}

fn count(number: impl Fn() -> usize + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(move || number().to_string())
}

fn about(state: State, language: Language) -> impl IntoView {
    let words = language.words();
    let pack = RulePack::current().name();
    view! {
        <section class="sheet">
            <h2>{words.about_title}</h2>
            <dl class="facts">
                <dt>{words.app_version}</dt>
                <dd>{env!("CARGO_PKG_VERSION")}</dd>
                <dt>{words.device}</dt>
                <dd class="code">{state.desk().device().to_string()}</dd>
                <dt>{words.document_pack}</dt>
                <dd class="code">{pack.id} " " {pack.sha256.to_string()}</dd>
            </dl>
        </section>
    }
}
