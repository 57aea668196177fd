//! The screens: the frame around them, and which path shows which. They read
//! `state`, show `components`, and never meet the browser.

mod check;
mod closing;
mod draft;
mod enrol;
mod establishment;
mod exchange;
mod findings;
mod form;
mod frame;
mod gaps;
mod home;
mod items;
mod judgement;
mod lists;
mod looking;
mod minutes;
mod naming;
mod photos;
mod plan;
mod readings;
mod record;
mod records;
mod rest;
mod settings;
mod signing;
mod start;
mod visit;

use leptos::prelude::*;

use crate::components::{Element, Fragment, el, live, main_link};
use crate::place::{Draft, Place};
use crate::signal::Derived;
use crate::state::State;
use crate::wording::{Language, Words};

pub(crate) use start::{blocked, opening};

/// The whole app once its records are open.
pub(crate) fn app(state: State) -> Fragment {
    let place = Derived::new(move |_| state.path.with(|path| Place::of(path)));
    frame::frame(state, shown(state, place))
}

/// What is shown where. The frame of a draft stays while its parts change.
fn shown(state: State, place: Derived<Place>) -> Fragment {
    let page = Derived::new(move |_| match place.get() {
        Place::Draft(id, _) => Place::Draft(id, Draft::Visit),
        other => other,
    });
    live(move || match page.get() {
        Place::Home => home::home(state),
        Place::Draft(id, _) => draft::frame(state, id, place),
        Place::Records => rest::later(state, move |rest| (rest.records)(state)),
        Place::Record(id) => rest::later(state, move |rest| (rest.record)(state, id)),
        Place::Minutes(id) => rest::later(state, move |rest| (rest.minutes)(state, id)),
        Place::Settings => rest::later(state, move |rest| (rest.settings)(state)),
        Place::Enrol => rest::later(state, move |rest| (rest.enrol)(state)),
        Place::Nowhere => not_found(state),
    })
}

/// The heading of a page. Names the page, and takes the focus when the page is
/// another one than before.
pub(crate) fn heading(state: State, title: &str) -> Element {
    untrack(|| state.arrive(title));
    el("h1").attr("tabindex", "-1").text(title)
}

/// A sentence that follows the language.
pub(crate) fn say(
    state: State,
    pick: fn(&Words) -> &'static str,
) -> impl Fn() -> &'static str + Copy + 'static {
    move || pick(state.words())
}

/// A page that is written anew in the other language. What was typed stays: it
/// is in the state.
pub(crate) fn localised<P: Into<Fragment>>(
    state: State,
    page: impl Fn(Language) -> P + 'static,
) -> Fragment {
    live(move || {
        let language = state.language.get();
        untrack(|| page(language))
    })
}

fn not_found(state: State) -> Fragment {
    localised(state, move |language| {
        let words = language.words();
        let home = main_link("/", words.go_home);
        nothing_here(state, words.not_found_title, words.not_found_text, home)
    })
}

/// A page that says why there is nothing on it, and leads on.
pub(crate) fn nothing_here(state: State, title: &str, text: &str, on: Element) -> Element {
    el("div")
        .class("page")
        .child(heading(state, title))
        .child(el("p").text(text))
        .child(el("p").child(on))
}

/// A section of a page with its title.
pub(crate) fn sheet(title: &str) -> Element {
    el("section").class("sheet").child(el("h2").text(title))
}

/// A list without anything in it.
pub(crate) fn empty(text: &str) -> Element {
    el("p").class("empty").text(text)
}
