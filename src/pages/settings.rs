//! What a person sets, which tablet and versions these are, and what is kept
//! here.

mod look;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::enrol;
use super::exchange::exchange;
use super::{heading, localised, sheet};
use crate::acts::Keeping;
use crate::components::{Element, Entry, Fragment, Message, TextField, button, el, text_field};
use crate::signal::{Derived, Source};
use crate::state::{State, is_address};
use crate::wording::{Language, Words, fill, kept};

/// The page.
pub(crate) fn settings(state: State) -> Fragment {
    localised(state, move |language| {
        let words = language.words();
        let other = button("choose-other-language", words.switch_language)
            .on_click(move || state.switch_language());
        el("div")
            .class("page")
            .child(heading(state, words.settings_title))
            .child(sheet(words.language_title).child(other))
            .child(look::look(state, language))
            .child(enrol::part(state, language))
            .child(exchange(state, language))
            .child(storage(state, language))
            .child(endpoint(state, language))
            .child(about(state, language))
    })
}

fn endpoint(state: State, language: Language) -> Element {
    let words = language.words();
    let value = state.desk().settings().upload_url.unwrap_or_default();
    let typed = Source::new(value.clone());
    let wrong = Source::new(false);
    let kept = Source::new(None);
    let check = move || wrong.set(!typed.with_untracked(|typed| is_address(typed)));
    let save = move || {
        check();
        if !wrong.get_untracked() {
            // The page may be gone when the answer comes.
            state.set_address(&typed.get_untracked(), move |ok| {
                kept.try_set(Some(ok));
            });
        }
    };
    let said = move || match kept.get() {
        None => "",
        Some(true) => words.endpoint_saved,
        Some(false) => words.settings_not_saved,
    };
    let field = TextField {
        code: "upload_url".to_owned(),
        id: "upload-url".to_owned(),
        label: words.endpoint_label.to_owned(),
        note: words.optional.to_owned(),
        example: "",
        entry: Entry::Line,
        value,
        message: Message(Derived::new(move |_| {
            wrong.get().then(|| words.endpoint_bad.to_owned())
        })),
    };
    let on_input = move |text| {
        kept.set(None);
        typed.set(text);
    };
    sheet(words.endpoint_title)
        .child(el("p").text(words.endpoint_hint))
        .child(text_field(field, on_input, check))
        .child(button("save-settings", words.endpoint_save).on_click(save))
        .child(
            el("p")
                .attr("role", "status")
                .class("message")
                .text_of(said),
        )
}

fn storage(state: State, language: Language) -> Element {
    state.read_archive();
    let words = language.words();
    let said = Source::new(String::new());
    let counting = state.desk().in_quarantine();
    spawn_local(async move {
        // The page may be gone by now.
        said.try_set(match counting.await {
            Ok(count) => count.to_string(),
            Err(_) => words.unknown.to_owned(),
        });
    });
    let count = |number: fn(State) -> usize| el("dd").text_of(move || number(state).to_string());
    let facts = el("dl")
        .class("facts")
        .child(el("dt").text(words.storage_drafts))
        .child(count(|state| state.drafts.with(Vec::len)))
        .child(el("dt").text(words.storage_records))
        .child(count(|state| state.entries.with(Vec::len)))
        .child(el("dt").text(words.storage_unsent))
        .child(count(|state| state.unsent().count()))
        .child(el("dt").text(words.storage_fill))
        .child(el("dd").attr("data-mark", "fill").text_of(move || {
            let percent = state.room.with(|room| room.fill.percent());
            fill(words.percent, &percent.to_string())
        }))
        .child(el("dt").text(words.storage_browser))
        .child(el("dd").text_of(move || bytes(state, language)))
        .child(el("dt").text(words.storage_promise))
        .child(
            el("dd")
                .attr("data-mark", "promise")
                .text_of(move || promise(state, words)),
        )
        .child(el("dt").text(kept(language).quarantine))
        .child(
            el("dd")
                .attr("data-mark", "quarantine")
                .text_of(move || said.get()),
        )
        .child(el("dt").text(words.clock_skew))
        .child(el("dd").text(&skew(state, words)));
    untrack(|| state.look_at_storage(true));
    sheet(words.storage_title)
        .child(el("p").text(words.storage_text))
        .child(facts)
}

/// What the browser says of its room, in MB.
fn bytes(state: State, language: Language) -> String {
    let words = language.words();
    let megabytes = |bytes: u64| language.number(&(bytes / 1_000_000).to_string());
    match keeping(state).and_then(|keeping| keeping.bytes) {
        Some((used, there)) => fill(
            &fill(words.storage_bytes, &megabytes(used)),
            &megabytes(there),
        ),
        None => words.unknown.to_owned(),
    }
}

/// Whether the browser promised to keep what is stored.
fn promise(state: State, words: &Words) -> &'static str {
    match keeping(state).and_then(|keeping| keeping.promised) {
        Some(true) => words.promised,
        Some(false) => words.not_promised,
        None => words.unknown,
    }
}

fn keeping(state: State) -> Option<Keeping> {
    state.room.with(|room| room.keeping)
}

/// How far the tablet's clock is from the office's.
fn skew(state: State, words: &Words) -> String {
    match state.desk().office().and_then(|office| office.skew_seconds) {
        None => words.unknown.to_owned(),
        Some(seconds) if seconds.unsigned_abs() < 60 => words.clock_right.to_owned(),
        Some(seconds) => {
            let minutes = (seconds.unsigned_abs() / 60).to_string();
            let said = if seconds > 0 {
                words.clock_ahead
            } else {
                words.clock_behind
            };
            fill(said, &minutes)
        }
    }
}

fn about(state: State, language: Language) -> Element {
    let words = language.words();
    let pack = state.desk().rules().name();
    let code = |text: &str| el("dd").class("code").text(text);
    let facts = el("dl")
        .class("facts")
        .child(el("dt").text(words.app_version))
        .child(el("dd").text(env!("CARGO_PKG_VERSION")))
        .child(el("dt").text(words.device))
        .child(code(&state.desk().device().to_string()))
        .child(el("dt").text(words.document_pack))
        .child(code(&format!("{} {}", pack.id, pack.sha256)));
    sheet(words.about_title).child(facts)
}
