//! The screens: the frame around them, and which path shows which. They read
//! `state`, show `components`, and never meet the browser.

mod check;
mod closing;
mod draft;
mod form;
mod frame;
mod gaps;
mod home;
mod items;
mod judgement;
mod naming;
mod readings;
mod record;
mod records;
mod settings;
mod start;
mod visit;

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;

use crate::components::{Live, live};
use crate::state::State;
use crate::wording::{Language, Words};

pub(crate) use start::{blocked, opening};

/// The whole app once its records are open.
pub(crate) fn app(state: State) -> impl IntoView {
    view! { <Router>{frame::frame(state, routes(state))}</Router> }
}

fn routes(state: State) -> impl IntoView {
    view! {
        <Routes fallback=move || not_found(state)>
            <Route path=path!("/") view=move || home::home(state) />
            <ParentRoute path=path!("/drafts/:id") view=move || draft::frame(state)>
                <Route path=path!("") view=move || visit::visit(state) />
                <Route path=path!("/checks/:n") view=move || check::check(state) />
                <Route path=path!("/closing") view=move || closing::closing(state) />
            </ParentRoute>
            <Route path=path!("/records") view=move || records::records(state) />
            <Route path=path!("/records/:id") view=move || record::record(state) />
            <Route path=path!("/settings") view=move || settings::settings(state) />
        </Routes>
    }
}

/// The heading of a page. Names the page, and takes the focus when the page is
/// another one than before.
pub(crate) fn heading(state: State, title: String) -> impl IntoView {
    let path = use_location().pathname.get_untracked();
    untrack(|| state.arrive(path, &title));
    view! { <h1 tabindex="-1">{title}</h1> }
}

/// A sentence that follows the language.
pub(crate) fn say(state: State, pick: fn(&Words) -> &'static str) -> Signal<&'static str> {
    Signal::derive(move || pick(state.words()))
}

/// A page that is written anew in the other language. What was typed stays: it
/// is in the state.
pub(crate) fn localised<V: IntoView + 'static>(
    state: State,
    page: impl Fn(Language) -> V + Send + 'static,
) -> Live {
    live(move || {
        let language = state.language.get();
        untrack(|| page(language)).into_any()
    })
}

fn not_found(state: State) -> impl IntoView {
    localised(state, move |language| {
        let words = language.words();
        view! {
            <div class="page">
                {heading(state, words.not_found_title.to_owned())}
                <p>{words.not_found_text}</p>
                <p>
                    <a class="button" data-kind="primary" href="/">
                        {words.go_home}
                    </a>
                </p>
            </div>
        }
    })
}

/// Where the parts of a draft appear.
fn outlet() -> impl IntoView {
    view! { <Outlet /> }
}
