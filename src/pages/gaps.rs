//! What keeps a draft from being closed: every gap with what is wrong, each one
//! tap from its field.

use inspection::Gap;
use leptos::prelude::*;

use super::naming::{check_name, field_name, gap_sentence, is_asked_at_the_end, part_of};
use crate::components::{Element, Fragment, el, live, nothing};
use crate::signal::Derived;
use crate::state::{OpenDraft, State};
use crate::wording::Language;

/// The list; nothing where nothing is missing.
pub(crate) fn list(state: State, draft: OpenDraft, language: Language) -> Fragment {
    let words = language.words();
    let gaps = Derived::new(move |_| draft.gaps());
    live(move || {
        let gaps = gaps.get();
        if !draft.tried.get() || gaps.is_empty() {
            return nothing();
        }
        let rows = gaps
            .iter()
            .map(|gap| untrack(|| one(state, draft, language, gap)));
        let title = el("h2").attr("tabindex", "-1").attr("id", "gaps-title");
        el("section")
            .class("sheet gaps")
            .attr("data-mark", "gaps")
            .child(title.text(words.gaps_title))
            .child(el("p").text(words.gaps_text))
            .child(el("ul").children(rows))
            .into()
    })
}

fn one(state: State, draft: OpenDraft, language: Language, gap: &Gap) -> Element {
    let name = field_name(language, draft, &gap.place);
    let check = gap.place.check.and_then(|id| draft.check(id));
    let part = check.map_or_else(String::new, |check| {
        let name = check
            .draft
            .with(|check| check_name(language, check.kind, &check.subject));
        format!("{}. {name}: ", check.id)
    });
    let field = gap.place.field.clone();
    let path = match part_of(&gap.place).strip_prefix("check-") {
        Some(check) => format!("/drafts/{}/checks/{check}", draft.id),
        None if is_asked_at_the_end(&field) => format!("/drafts/{}/closing", draft.id),
        None => format!("/drafts/{}", draft.id),
    };
    let link = el("button")
        .attr("type", "button")
        .class("gap-link")
        .attr("data-action", "open-gap")
        .attr("data-value", &field)
        .child(el("strong").text(&format!("{part}{name}")))
        .child(el("span").text(&gap_sentence(language, &gap.reason, "")));
    let mend = move || {
        // On this very page no other page appears that would take the focus.
        if is_asked_at_the_end(&field) {
            state.screen().focus(&format!("[data-field=\"{field}\"]"));
        } else {
            state.point_at(&field);
            state.go(&path);
        }
    };
    el("li").child(link.on_click(mend))
}
