//! Taking a row over into the draft. Asks first where something else was typed,
//! and where the last visit was not long ago.

use std::rc::Rc;

use inspection::{Place, REGISTER_FIELD, RegisterRow};
use leptos::prelude::*;

use super::Search;
use crate::components::{Element, Fragment, all, button, el, live};
use crate::pages::naming::field_name;
use crate::state::{OpenDraft, Part};
use crate::wording::{Language, day, fill};

/// What has to be asked before a row is taken over.
#[derive(Clone)]
pub(super) struct Asking {
    row: Rc<RegisterRow>,
    /// Within how many days the office wants no other visit, where that is so.
    too_soon: Option<u32>,
    /// Fields in which something else was typed, with that.
    typed: Rc<Vec<(String, String)>>,
}

/// Takes the row over, or asks.
pub(super) fn choose(search: Search, row: &RegisterRow) {
    let typed = search.draft().typed_otherwise(row);
    let too_soon = search.state().too_soon(row);
    if typed.is_empty() && too_soon.is_none() {
        return take(search, row, true);
    }
    search.asking.set(Some(Asking {
        row: Rc::new(row.clone()),
        too_soon,
        typed: Rc::new(typed),
    }));
    search.state().screen().focus("[data-mark=\"asking\"]");
}

fn take(search: Search, row: &RegisterRow, replace: bool) {
    search.draft().take_row(row, replace);
    search.state().go(&format!("/drafts/{}", search.draft().id));
}

/// The question in place of the search.
pub(super) fn question(search: Search, asking: &Asking) -> Fragment {
    let words = search.language.register();
    let row = &asking.row;
    let last = row.last.as_ref();
    let warning = asking.too_soon.zip(last).map(|(days, last)| {
        let said = fill(words.too_soon, &day(last.on));
        let said = fill(&said, &days.to_string());
        el("p").attr("data-mark", "too-soon").text(&said)
    });
    let typed = (!asking.typed.is_empty()).then(|| {
        let lines = asking.typed.iter().map(|(field, typed)| {
            let place = Place {
                check: None,
                field: field.clone(),
            };
            let name = field_name(search.language, search.draft(), &place);
            el("li").text(&format!("{name}: {typed}"))
        });
        el("div")
            .child(el("p").text(words.typed_already))
            .child(el("ul").children(lines))
    });
    el("section")
        .class("sheet")
        .attr("role", "alert")
        .child(
            el("h2")
                .attr("tabindex", "-1")
                .attr("data-mark", "asking")
                .text(&row.name),
        )
        .child(el("p").text(&row.address))
        .children(warning)
        .children(typed)
        .child(answers(search, asking))
        .into()
}

fn answers(search: Search, asking: &Asking) -> Element {
    let words = search.language.register();
    let taking = |replace: bool| {
        let row = Rc::clone(&asking.row);
        move || take(search, &row, replace)
    };
    let buttons = el("div").class("acts");
    let buttons = if asking.typed.is_empty() {
        buttons.child(button("choose-anyway", words.choose_anyway).on_click(taking(true)))
    } else {
        buttons
            .child(button("keep-typed", words.keep_typed).on_click(taking(false)))
            .child(button("replace-typed", words.replace_typed).on_click(taking(true)))
    };
    let back = move || search.asking.set(None);
    buttons.child(button("choose-none", words.choose_none).on_click(back))
}

/// That the establishment was chosen from the register, and the way to undo it.
pub(crate) fn registered(draft: OpenDraft, language: Language) -> Fragment {
    let words = language.register();
    let unlink = move || {
        draft.answer(Part::Head, REGISTER_FIELD, String::new());
        draft.saver.flush();
    };
    live(move || {
        let chosen = !Part::Head.follow(draft, REGISTER_FIELD).is_empty();
        let said = move || {
            el("span")
                .attr("data-mark", "registered")
                .text(words.registered)
                .child(button("unlink-establishment", words.unlink).on_click(unlink))
        };
        all(chosen.then(said))
    })
}
