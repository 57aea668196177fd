//! The frame around every page: the name, the way to the other pages, what is
//! not yet in the office, the language, and what is true of the whole app.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::say;
use crate::acts::Opening;
use crate::components::{Banner, live};
use crate::state::State;
use crate::wording::{Language, fill};

/// Header, banners and the page.
pub(crate) fn frame(state: State, page: impl IntoView) -> impl IntoView {
    view! {
        <a class="skip" href="#content" rel="external">
            {say(state, |words| words.skip_to_content)}
        </a>
        {header(state)}
        {banners(state)}
        <main id="content">{page}</main>
    }
}

fn header(state: State) -> impl IntoView {
    let path = use_location().pathname;
    let link = move |href: &'static str, verb: &'static str, text| {
        let here = Signal::derive(move || path.with(|path| path == href).then_some("page"));
        view! {
            <a href=href data-action=verb aria-current=here>
                {say(state, text)}
            </a>
        }
    };
    let unsent = Signal::derive(move || {
        let words = state.words();
        match state.unsent() {
            (0, _) => words.unsent_none.to_owned(),
            (count, _) => fill(words.unsent_some, &count.to_string()),
        }
    });
    let some = Signal::derive(move || {
        if state.unsent().0 == 0 {
            "none"
        } else {
            "some"
        }
    });
    view! {
        <header class="top">
            <a class="brand" href="/" data-action="go-home">
                <img src="/icons/mark.svg" alt="" width="36" height="36" />
                <span>{say(state, |words| words.app_name)}</span>
            </a>
            <nav aria-label=say(state, |words| words.main_menu)>
                {link("/", "open-home", |words| words.home_title)}
                {link("/records", "open-records", |words| words.records_title)}
                {link("/settings", "open-settings", |words| words.settings_title)}
            </nav>
            <a
                class="unsent"
                href="/records"
                data-mark="unsent"
                data-state=some
            >
                {unsent}
            </a>
            <button
                type="button"
                class="button"
                data-action="switch-language"
                aria-label=say(state, |words| words.switch_language)
                on:click=move |_| state.switch_language()
            >
                {say(state, |words| words.other_language)}
            </button>
        </header>
    }
}

fn banners(state: State) -> impl IntoView {
    let path = use_location().pathname;
    let in_draft = Memo::new(move |_| path.with(|path| path.starts_with("/drafts/")));
    let demo = live(move || {
        let banner = || view! { <Banner kind="demo" mark="demo" text=state.words().demo /> };
        state.demo.get().then(banner).into_any()
    });
    // Never while a draft is open: reloading is for quiet moments.
    let new_version = live(move || {
        let words = state.words();
        let banner = || {
            view! {
                <Banner
                    kind="news"
                    mark="new-version"
                    text=words.new_version
                    act=("take-new-version", words.new_version_reload)
                    on_act=Callback::new(move |()| state.screen().take_new_version())
                />
            }
        };
        (state.new_version.get() && !in_draft.get())
            .then(banner)
            .into_any()
    });
    let opening = live(move || {
        let language = state.language.get();
        let banner = |opening: &Opening| {
            view! {
                <Banner
                    kind="news"
                    mark="opening"
                    text=report(language, opening)
                    act=("dismiss", language.words().understood)
                    on_act=Callback::new(move |()| state.opening.set(None))
                />
            }
        };
        state
            .opening
            .with(|opening| opening.as_ref().map(banner))
            .into_any()
    });
    view! { {demo} {new_version} {opening} }
}

/// What was found when the records were opened.
fn report(language: Language, opening: &Opening) -> String {
    let words = language.words();
    let mut said = vec![format!(
        "{}. {}",
        words.repaired_title,
        fill(words.repaired_text, &opening.restored.to_string())
    )];
    if !opening.set_aside.is_empty() {
        let keys: Vec<_> = opening
            .set_aside
            .iter()
            .map(|value| value.key.as_str())
            .collect();
        said.push(fill(words.set_aside_text, &keys.join(", ")));
    }
    if !opening.missing.is_empty() {
        let count = opening.missing.len().to_string();
        said.push(fill(words.missing_checks_text, &count));
    }
    said.join(" ")
}
