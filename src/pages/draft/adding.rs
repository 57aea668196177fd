//! Adding a check: the kinds that the pack suggests for the establishment
//! first, every other behind a disclosure.

use inspection::{CheckKind, Head, RulePack};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::components::live;
use crate::pages::naming::check_name;
use crate::pages::say;
use crate::state::{OpenDraft, State};

/// The buttons, the likely ones first.
pub(super) fn add_check(state: State, draft: OpenDraft) -> impl IntoView {
    let here = Memo::new(move |_| {
        let kind = |head: &Head| head.answers.get("establishment_kind").cloned();
        suggested(&draft.head.with(kind).unwrap_or_default())
    });
    let buttons = move |kinds: Vec<Kind>| {
        let button = |kind| kind_button(state, draft, kind).into_any();
        kinds.into_iter().map(button).collect_view()
    };
    let others = move |instruments: bool| {
        let here = here.get();
        let ours = |(kind, _): &Kind| (*kind == CheckKind::Instrument) == instruments;
        buttons(
            kinds()
                .filter(|kind| ours(kind) && !here.contains(kind))
                .collect(),
        )
        .into_any()
    };
    view! {
        <div class="add" role="group" aria-labelledby="add-check-title">
            <p id="add-check-title">{say(state, |words| words.add_check)}</p>
            <div class="add-buttons" data-field="checks">{live(move || buttons(here.get()).into_any())}</div>
            <details class="add-others" prop:open=move || here.with(Vec::is_empty)>
                <summary data-action="more-checks">{say(state, |words| words.more_checks)}</summary>
                <p>{say(state, |words| words.instruments)}</p>
                <div class="add-buttons">{live(move || others(true))}</div>
                <p>{say(state, |words| words.goods)}</p>
                <div class="add-buttons">{live(move || others(false))}</div>
            </details>
        </div>
    }
}

fn kind_button(state: State, draft: OpenDraft, (kind, subject): Kind) -> impl IntoView {
    let navigate = use_navigate();
    let add = move |_| {
        let check = state.add_check(draft, kind, subject);
        let path = format!("/drafts/{}/checks/{}", draft.id, check.id);
        navigate(&path, NavigateOptions::default());
    };
    let code = match kind {
        CheckKind::Instrument => "instrument",
        CheckKind::Label => "label",
        CheckKind::Quality => "quality",
        CheckKind::Quantity => "quantity",
    };
    view! {
        <button
            type="button"
            class="button"
            data-action="add-check"
            data-value=format!("{code}:{subject}")
            on:click=add
        >
            {Signal::derive(move || check_name(state.language.get(), kind, subject))}
        </button>
    }
}

/// A kind of check with its subject.
type Kind = (CheckKind, &'static str);

/// The checks that the pack suggests for a kind of establishment.
fn suggested(establishment: &str) -> Vec<Kind> {
    let kinds = &RulePack::current().establishment_kinds;
    let Some(kind) = kinds.iter().find(|kind| kind.name.code == establishment) else {
        return Vec::new();
    };
    let instruments = kind.suggested_instruments.iter();
    let instruments = instruments.map(|code| (CheckKind::Instrument, code.as_str()));
    let goods = kind.suggested_goods.iter().flat_map(|code| of_goods(code));
    instruments.chain(goods).collect()
}

/// Every kind of check with every subject that the pack knows.
fn kinds() -> impl Iterator<Item = Kind> {
    let pack = RulePack::current();
    let instruments = pack.instrument_kinds.iter();
    let instruments = instruments.map(|kind| (CheckKind::Instrument, kind.name.code.as_str()));
    let quantities = pack.quantity_kinds.iter();
    let quantities = quantities.map(|kind| (CheckKind::Quantity, kind.name.code.as_str()));
    let goods = pack.goods_kinds.iter();
    instruments
        .chain(quantities)
        .chain(goods.flat_map(|kind| of_goods(&kind.name.code)))
}

/// The checks of a group of goods that the pack has lists for.
fn of_goods(code: &'static str) -> impl Iterator<Item = Kind> {
    let known = RulePack::current().goods_kind(code);
    let label = known.filter(|known| !known.label_lists.is_empty());
    let quality = known.filter(|known| !known.quality_lists.is_empty());
    let label = label.map(|_| (CheckKind::Label, code));
    label
        .into_iter()
        .chain(quality.map(|_| (CheckKind::Quality, code)))
}
