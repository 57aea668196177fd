//! Adding a check: the kinds that the pack suggests for the establishment
//! first, every other behind a disclosure, found by a part of its name.

use inspection::{CheckKind, Head, RulePack, has_words};
use leptos::prelude::*;

use crate::components::{Element, bare_button, el, live};
use crate::pages::naming::check_name;
use crate::pages::say;
use crate::signal::{Derived, Source};
use crate::state::{OpenDraft, State};

/// The buttons, the likely ones first.
pub(super) fn add_check(state: State, draft: OpenDraft) -> Element {
    let here = Derived::new(move |_| {
        let kind = |head: &Head| head.answers.get("establishment_kind").cloned();
        suggested(draft.pack(), &draft.head.with(kind).unwrap_or_default())
    });
    let buttons = move |kinds: Vec<Kind>| {
        let kinds = kinds.into_iter();
        let buttons = kinds.map(|kind| kind_button(state, draft, kind));
        el("div").class("add-buttons").children(buttons)
    };
    let wanted = Source::new(String::new());
    let find = el("input")
        .attr("type", "search")
        .attr("id", "find-check")
        .attr("data-field", "find_check")
        .attr("autocomplete", "off")
        .on("input", move |event| wanted.set(event_target_value(&event)));
    let label = el("label")
        .attr("for", "find-check")
        .text_of(say(state, |words| words.find_check));
    let others = live(move || {
        let (language, here, wanted) = (state.language.get(), here.get(), wanted.get());
        let is_meant = |kind: &Kind| {
            let is_shown = wanted.is_empty() && here.contains(kind);
            !is_shown && has_words(&check_name(language, kind.0, kind.1), &wanted)
        };
        buttons(kinds(draft.pack()).filter(is_meant).collect())
    });
    let more = el("summary")
        .attr("data-action", "more-checks")
        .text_of(say(state, |words| words.more_checks));
    let more = el("details")
        .class("add-others")
        .attr_of("open", move || here.with(Vec::is_empty).then_some(""))
        .child(more)
        .child(el("div").class("field").child(label).child(find))
        .child(others);
    let title = el("p")
        .attr("id", "add-check-title")
        .text_of(say(state, |words| words.add_check));
    el("div")
        .class("add")
        .attr("role", "group")
        .attr("aria-labelledby", "add-check-title")
        .child(title)
        .child(live(move || {
            buttons(here.get()).attr("data-field", "checks")
        }))
        .child(more)
}

fn kind_button(state: State, draft: OpenDraft, (kind, subject): Kind) -> Element {
    let add = move || {
        let check = state.add_check(draft, kind, subject);
        state.go(&format!("/drafts/{}/checks/{}", draft.id, check.id));
    };
    let code = match kind {
        CheckKind::Instrument => "instrument",
        CheckKind::Label => "label",
        CheckKind::Quality => "quality",
        CheckKind::Quantity => "quantity",
    };
    bare_button("add-check")
        .attr("data-value", &format!("{code}:{subject}"))
        .text_of(move || check_name(state.language.get(), kind, subject))
        .on_click(add)
}

/// A kind of check with its subject.
type Kind = (CheckKind, &'static str);

/// The checks that the pack suggests for a kind of establishment.
fn suggested(pack: &'static RulePack, establishment: &str) -> Vec<Kind> {
    let kinds = &pack.establishment_kinds;
    let Some(kind) = kinds.iter().find(|kind| kind.name.code == establishment) else {
        return Vec::new();
    };
    let instruments = kind.suggested_instruments.iter();
    let instruments = instruments.map(|code| (CheckKind::Instrument, code.as_str()));
    let quantities = kind.suggested_quantities.iter();
    let quantities = quantities.map(|code| (CheckKind::Quantity, code.as_str()));
    let goods = kind.suggested_goods.iter();
    let goods = goods.flat_map(|code| of_goods(pack, code, false));
    instruments.chain(quantities).chain(goods).collect()
}

/// Every kind of check with every subject that the pack knows.
fn kinds(pack: &'static RulePack) -> impl Iterator<Item = Kind> {
    let instruments = pack.instrument_kinds.iter();
    let instruments = instruments.map(|kind| (CheckKind::Instrument, kind.name.code.as_str()));
    let quantities = pack.quantity_kinds.iter();
    let quantities = quantities.map(|kind| (CheckKind::Quantity, kind.name.code.as_str()));
    let goods = pack.goods_kinds.iter();
    instruments
        .chain(quantities)
        .chain(goods.flat_map(move |kind| of_goods(pack, &kind.name.code, true)))
}

/// The checks of a group of goods that the pack has lists for; with `exempt`
/// also that it needs no label, which is recorded with its reason.
fn of_goods(
    pack: &'static RulePack,
    code: &'static str,
    exempt: bool,
) -> impl Iterator<Item = Kind> {
    let known = pack.goods_kind(code);
    let label = known.filter(|known| {
        let mut fields = known.label_fields.iter();
        let mut is_exempt = || {
            let asked = fields.any(|field| field.name.code == "label_exclusion");
            asked || known.label_exclusion.is_some()
        };
        !known.label_lists.is_empty() || exempt && is_exempt()
    });
    let quality = known.filter(|known| !known.quality_lists.is_empty());
    let label = label.map(|_| (CheckKind::Label, code));
    label
        .into_iter()
        .chain(quality.map(|_| (CheckKind::Quality, code)))
}
