//! The frame around every page: the name, the way to the other pages, what is
//! not yet in the office, the language, and what is true of the whole app.

use super::draft::advice;
use super::home::draft_name;
use super::rest::{later, not_loaded};
use super::say;
use crate::acts::{Opening, Scope};
use crate::components::{Element, Fragment, all, banner, bare_button, button, el, live};
use crate::signal::Derived;
use crate::state::{OpenDraft, State, Trouble};
use crate::wording::{Language, Words, age, fill};

/// Header, banners and the page.
pub(crate) fn frame(state: State, page: Fragment) -> Fragment {
    let skip = el("a")
        .class("skip")
        .attr("href", "#content")
        .attr("rel", "external")
        .text_of(say(state, |words| words.skip_to_content));
    let content = el("main").attr("id", "content").child(page);
    let header = header(state).into();
    let before = [skip.into(), header].into_iter().chain(banners(state));
    all(before.chain([content.into(), demo(state)]))
}

fn header(state: State) -> Element {
    let count = move || match state.unsent().count() {
        0 => state.words().unsent_none.to_owned(),
        count => fill(state.words().unsent_short, &count.to_string()),
    };
    let oldest = move || {
        let words = state.words();
        let said = |oldest| fill(words.unsent_oldest, &age(words, oldest, state.now.get()));
        state.unsent().oldest.map_or_else(String::new, said)
    };
    let some = move || {
        if state.unsent().count() == 0 {
            "none"
        } else {
            "some"
        }
    };
    let unsent = el("a")
        .class("unsent")
        .attr("href", "/records")
        .attr("data-mark", "unsent")
        .attr_of("data-state", some)
        .child(el("span").text_of(count))
        .child(el("span").class("age").text_of(oldest));
    let language = bare_button("switch-language")
        .text_of(say(state, |words| words.other_language))
        .child(
            el("span")
                .class("unseen")
                .text_of(say(state, |words| words.switch_language)),
        )
        .on_click(move || state.switch_language());
    el("header")
        .class("top")
        .child(brand(state))
        .child(menu(state))
        .child(unsent)
        .child(language)
}

fn brand(state: State) -> Element {
    let mark = el("img")
        .attr("src", "/icons/mark.svg")
        .attr("alt", "")
        .attr("width", "36")
        .attr("height", "36");
    el("a")
        .class("brand")
        .attr("href", "/")
        .attr("data-action", "go-home")
        .child(mark)
        .child(el("span").text_of(say(state, |words| words.app_name)))
}

fn menu(state: State) -> Element {
    let link = |href: &'static str, action, word: fn(&Words) -> &'static str| {
        el("a")
            .attr("href", href)
            .attr("data-action", action)
            .attr_of("aria-current", move || {
                state.path.with(|path| path == href).then_some("page")
            })
            .text_of(say(state, word))
    };
    el("nav")
        .attr_of("aria-label", say(state, |words| words.main_menu))
        .child(link("/", "open-home", |words| words.home_title))
        .child(link("/records", "open-records", |words| {
            words.records_title
        }))
        .child(link("/settings", "open-settings", |words| {
            words.settings_title
        }))
}

/// A draft in hand that is not kept is said on every page, but for its own,
/// where the save mark says it.
fn not_saved(state: State) -> Fragment {
    let elsewhere = move || {
        let (draft, trouble) = state.not_saved()?;
        let own = format!("/drafts/{}", draft.id);
        let is_own = state.path.with(|path| path.starts_with(&own));
        (!is_own).then_some((draft, own, trouble))
    };
    live(move || {
        let language = state.language.get();
        let words = language.words();
        let banner = |(draft, own, trouble): (OpenDraft, String, Trouble)| {
            let name = draft.head.with(|head| draft_name(language, head));
            let said = format!("{}: {name}. {}", words.unsaved, advice(words, trouble));
            let rescue = later(state, move |rest| (rest.rescue)(state, draft, &own));
            banner("alarm", "not-saved", &said)
                .attr("role", "alert")
                .child(rescue)
        };
        all(elsewhere().map(banner))
    })
}

/// That nothing here is real. The office says it when it is first heard of, so it
/// stands below the page, where it moves nothing.
fn demo(state: State) -> Fragment {
    let is_shown = Derived::new(move |_| state.demo.get() && !is_in_draft(state));
    live(move || {
        let banner = || banner("demo", "demo", state.words().demo);
        all(is_shown.get().then(banner))
    })
}

fn is_in_draft(state: State) -> bool {
    state.path.with(|path| path.starts_with("/drafts/"))
}

fn banners(state: State) -> [Fragment; 6] {
    let in_draft = Derived::new(move |_| is_in_draft(state));
    let is_unsaved = Derived::new(move |_| state.not_saved().is_some());
    // A draft does not move under the finger: what becomes true while it is open
    // is said once it is left.
    let at_rest = |is_true: fn(State) -> bool| {
        Derived::new(move |before| match before {
            Some(before) if in_draft.get() => *before,
            _ => is_true(state),
        })
    };
    // Never while a draft is open, or something is not saved: reloading is for
    // quiet moments.
    let new_version = live(move || {
        let words = state.words();
        let banner = || {
            let take = button("take-new-version", words.new_version_reload)
                .on_click(move || state.screen().take_new_version());
            banner("news", "new-version", words.new_version).child(take)
        };
        all((state.new_version.get() && !in_draft.get() && !is_unsaved.get()).then(banner))
    });
    let opening = live(move || {
        let language = state.language.get();
        let banner = |opening: &Opening| {
            let dismiss = button("dismiss", language.words().understood)
                .on_click(move || state.opening.set(None));
            banner("news", "opening", &report(language, opening)).child(dismiss)
        };
        state
            .opening
            .with(|opening| all(opening.as_ref().map(banner)))
    });
    let is_low = at_rest(|state| state.room.with(|room| room.fill.is_low()));
    let low = live(move || {
        let banner = || {
            let percent = state.room.with(|room| room.fill.percent()).to_string();
            banner("news", "low", &fill(state.words().room_low, &percent))
        };
        all(is_low.get().then(banner))
    });
    let is_old = at_rest(|state| {
        let unsent = state.unsent();
        state
            .drafts
            .with(|drafts| unsent.is_old(drafts, state.now.get()))
    });
    // What has not reached the office for long may be taken there by hand.
    let old = live(move || {
        let banner = || {
            banner("news", "old", state.words().unsent_old).child(later(state, move |rest| {
                (rest.export)(state, Scope::Unsent)
            }))
        };
        all(is_old.get().then(banner))
    });
    let language = live(move || all(state.not_loaded.get().then(|| not_loaded(state))));
    [not_saved(state), new_version, opening, low, old, language]
}

/// What was found when the records were opened.
fn report(language: Language, opening: &Opening) -> String {
    let words = language.words();
    if !opening.left_in_place.is_empty() {
        let count = opening.left_in_place.len().to_string();
        return fill(words.read_only_text, &count);
    }
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
    if !opening.without_text.is_empty() {
        let count = opening.without_text.len().to_string();
        said.push(fill(words.without_text, &count));
    }
    if !opening.missing.is_empty() {
        let count = opening.missing.len().to_string();
        said.push(fill(words.missing_checks_text, &count));
    }
    if !opening.missing_photos.is_empty() {
        let count = opening.missing_photos.len().to_string();
        said.push(fill(words.missing_photos_text, &count));
    }
    said.join(" ")
}
