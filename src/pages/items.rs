//! The items of a checklist: big buttons for what is answered by hand, a live
//! verdict for what is computed, and how to look behind a disclosure.

use inspection::{Days, Finding, Input, Item, ItemAnswer, Verdict};
use leptos::prelude::*;

use super::form::{Sheet, message, pick, selected, typed};
use super::judgement;
use crate::components::{self, Choice, ChoiceGroup};
use crate::state::Part;
use crate::wording::fill;

/// All items of a list.
pub(crate) fn items(sheet: Sheet, list: Vec<&'static Item>) -> impl IntoView {
    let rows = list.into_iter().map(|item| one(sheet, item)).collect_view();
    view! { <ol class="items">{rows}</ol> }
}

fn one(sheet: Sheet, item: &'static Item) -> impl IntoView {
    let words = sheet.language.words();
    let code = item.name.code.clone();
    let id = format!("{}-{code}", sheet.part.prefix());
    let name = format!("{id}-name");
    let answer = match item.answer {
        ItemAnswer::Conform | ItemAnswer::Flag => {
            let choices: Vec<_> = item
                .answer
                .options()
                .into_iter()
                .map(|value| Choice {
                    value: value.to_owned(),
                    label: judgement::answer(words, value).to_owned(),
                })
                .collect();
            let message = message(sheet, code.clone(), "", RwSignal::new(true));
            let selected = selected(sheet, code.clone());
            let on_pick = pick(sheet, code.clone());
            view! {
                <ChoiceGroup
                    code=code.clone()
                    id=id
                    labelled_by=name.clone()
                    choices
                    selected
                    message
                    on_pick
                />
            }
            .into_any()
        }
        ItemAnswer::Record => {
            let label = words.to_record.to_owned();
            typed(
                sheet,
                code.clone(),
                Input::Text,
                label,
                words.optional.to_owned(),
                "",
            )
        }
        ItemAnswer::Computed { .. } => computed(sheet, item).into_any(),
    };
    let asked = asked(sheet, item);
    view! {
        <li class="item" hidden=move || !asked.get()>
            <p class="item-name" id=name>
                <span class="item-code">{code}</span>
                {sheet.language.term(&item.name).to_owned()}
            </p>
            {answer}
            <details>
                <summary>{words.how_to_look}</summary>
                {help(sheet, item)}
            </details>
        </li>
    }
}

/// Whether the item is asked on the day, given what was chosen so far.
fn asked(sheet: Sheet, item: &'static Item) -> Signal<bool> {
    let Part::Check(check) = sheet.part else {
        return Signal::stored(true);
    };
    if item.when.is_none() && item.days == Days::default() {
        return Signal::stored(true);
    }
    Memo::new(move |_| {
        let day = sheet.draft.rules_of.get();
        check
            .draft
            .with(|draft| item.is_asked(day, |field| draft.answers.get(field).map(String::as_str)))
    })
    .into()
}

fn help(sheet: Sheet, item: &'static Item) -> impl IntoView {
    let words = sheet.language.words();
    let basis = Signal::derive(move || {
        let day = sheet.draft.day.get();
        day.and_then(|day| item.basis_on(day)).map_or_else(
            || words.basis_unknown.to_owned(),
            |text| fill(words.basis, text),
        )
    });
    view! {
        <p>{sheet.language.pick(&item.help_vi, &item.help_en).to_owned()}</p>
        <p class="quiet">
            {judgement::severity(words, item.severity)} " · " {basis} " ("
            {judgement::evidence(words, item.evidence)} ")"
        </p>
    }
}

fn computed(sheet: Sheet, item: &'static Item) -> impl IntoView {
    let words = sheet.language.words();
    let verdict = Memo::new(move |_| verdict(sheet.part, &item.name.code));
    let lines = move || {
        let verdict = verdict.get();
        let reason = verdict.and_then(|verdict| judgement::doubt(words, verdict));
        vec![reason.unwrap_or(words.computed).to_owned()]
    };
    view! {
        <components::Verdict
            subject=item.name.code.clone()
            state=Signal::derive(move || judgement::state(verdict.get()))
            word=Signal::derive(move || judgement::word(words, verdict.get()))
            lines=Signal::derive(lines)
        />
    }
}

/// The verdict so far on a computed item: the assessment's once the check is
/// complete, until then what can be worked out.
fn verdict(part: Part, code: &str) -> Option<Verdict> {
    let Part::Check(check) = part else {
        return None;
    };
    let assessed = check.assessment.with(|assessment| {
        let findings = assessment.as_ref().map(|assessment| &assessment.findings);
        let of_item = |findings: &Vec<Finding>| {
            let found = findings.iter().find(|finding| finding.subject == code);
            found.map(|finding| finding.verdict)
        };
        findings.and_then(of_item)
    });
    let live = || {
        check.computed.with(|items| {
            let found = items.iter().find(|(item, _)| *item == code);
            found.and_then(|(_, verdict)| *verdict)
        })
    };
    assessed.or_else(live)
}
