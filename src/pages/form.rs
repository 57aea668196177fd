//! Renders any list of sections: the form is data, this page is its only
//! reader. What is wrong with a field stands beside it; bad input at once,
//! what is missing after closing was tried.

use inspection::{Content, Field, Input, Section};
use leptos::prelude::*;

use super::items::items;
use super::naming::gap_sentence;
use super::readings::readings;
use crate::components::{Choice, ChoiceGroup, Entry, SelectField, TextField};
use crate::state::{OpenDraft, Part};
use crate::wording::Language;

/// More choices than this are a list instead of buttons.
const MOST_BUTTONS: usize = 6;

/// Where a field's answer lives and how its words are chosen.
#[derive(Clone, Copy)]
pub(crate) struct Sheet {
    /// The draft.
    pub(crate) draft: OpenDraft,
    /// The part of it.
    pub(crate) part: Part,
    /// The language of the words.
    pub(crate) language: Language,
}

/// All sections of a part.
pub(crate) fn sections(sheet: Sheet, list: Vec<Section<'static>>) -> impl IntoView {
    list.into_iter()
        .map(|section| {
            let words = sheet.language.words();
            let (title, body) = match section.content {
                Content::Fields(fields) => {
                    let title = match section.code {
                        "visit" => words.section_visit,
                        "closing" => words.section_closing,
                        "visit_more" | "closing_more" => return folded(sheet, fields),
                        _ => words.section_identity,
                    };
                    (title.to_owned(), all(sheet, fields))
                }
                Content::Items { title, items: list } => (
                    sheet.language.term(&title).to_owned(),
                    items(sheet, list).into_any(),
                ),
                Content::Readings { trial, fields } => (
                    sheet.language.term(&trial.name).to_owned(),
                    readings(sheet, trial, fields).into_any(),
                ),
            };
            view! {
                <section class="sheet" data-section=section.code>
                    <h2>{title}</h2>
                    {body}
                </section>
            }
            .into_any()
        })
        .collect_view()
}

/// Fields one below the other.
fn all(sheet: Sheet, fields: Vec<Field<'static>>) -> AnyView {
    let fields: Vec<_> = fields.into_iter().map(|row| field(sheet, row)).collect();
    view! { <div class="fields">{fields}</div> }.into_any()
}

/// Fields that are seldom filled in; unfolded where one of them is.
fn folded(sheet: Sheet, fields: Vec<Field<'static>>) -> AnyView {
    let is_filled = |field: &Field<'_>| {
        let typed = sheet.part.typed(sheet.draft, &field.row.name.code);
        !typed.is_empty()
    };
    let open = fields.iter().any(is_filled);
    view! {
        <details class="sheet" data-section="more" open=open>
            <summary>{sheet.language.words().more_fields}</summary>
            {all(sheet, fields)}
        </details>
    }
    .into_any()
}

/// One field of the check or visit itself.
pub(crate) fn field(sheet: Sheet, field: Field<'static>) -> AnyView {
    field_at(sheet, field, field.row.name.code.clone())
}

/// One field, by how it is entered; its answer is kept under `code`, such as
/// `load.3`.
pub(crate) fn field_at(sheet: Sheet, field: Field<'static>, code: String) -> AnyView {
    let words = sheet.language.words();
    let mut notes = Vec::new();
    let unit = field.row.unit.as_deref();
    notes.extend(unit);
    if unit.is_some_and(|unit| unit.starts_with("VND")) {
        notes.push(words.money_note);
    }
    if !field.row.required {
        notes.push(words.optional);
    }
    let label = sheet.language.term(&field.row.name);
    let note = notes.join(", ");
    match field.input {
        Input::Choice => choice(sheet, field, code, label, note),
        Input::Text | Input::LongText | Input::Decimal | Input::Date => {
            let unit = field.row.unit.as_deref().unwrap_or_default();
            typed(sheet, code, field.input, label.to_owned(), note, unit)
        }
    }
}

/// A typed field.
pub(crate) fn typed(
    sheet: Sheet,
    code: String,
    input: Input,
    label: String,
    note: String,
    unit: &'static str,
) -> AnyView {
    let Sheet { draft, part, .. } = sheet;
    let value = part.typed(draft, &code);
    let settled = RwSignal::new(!value.is_empty());
    let message = message(sheet, code.clone(), unit, settled);
    let on_input = {
        let code = code.clone();
        Callback::new(move |text: String| {
            draft.answer(part, &code, text);
            let gap = untrack(|| part.gap(draft, &code));
            if !gap.is_some_and(|gap| gap.reason.is_bad_input()) {
                settled.set(false);
            }
        })
    };
    let on_settle = Callback::new(move |()| {
        settled.set(true);
        draft.saver.flush();
    });
    let entry = match input {
        Input::LongText => Entry::Lines,
        Input::Decimal => Entry::Number,
        Input::Date => Entry::Day,
        Input::Text | Input::Choice => Entry::Line,
    };
    let example = if entry == Entry::Day {
        sheet.language.words().date_example
    } else {
        ""
    };
    let id = format!("{}-{}", part.prefix(), code.replace('.', "-"));
    view! {
        <TextField
            code=code
            id=id
            label=label
            note=note
            example=example
            entry=entry
            value=value
            message=message
            on_input=on_input
            on_settle=on_settle
        />
    }
    .into_any()
}

/// What is to be said beside a field now.
pub(crate) fn message(
    sheet: Sheet,
    code: String,
    unit: &'static str,
    settled: RwSignal<bool>,
) -> Signal<Option<String>> {
    let Sheet {
        draft,
        part,
        language,
    } = sheet;
    Memo::new(move |_| {
        let gap = part.gap(draft, &code)?;
        let shown = draft.tried.get() || (settled.get() && gap.reason.is_bad_input());
        shown.then(|| gap_sentence(language, &gap.reason, unit))
    })
    .into()
}

fn choice(sheet: Sheet, field: Field<'static>, code: String, label: &str, note: String) -> AnyView {
    let Sheet { draft, part, .. } = sheet;
    let choices: Vec<_> = field
        .row
        .choices_on(draft.day.get_untracked())
        .map(|term| Choice {
            value: term.code.clone(),
            label: sheet.language.term(term).to_owned(),
        })
        .collect();
    let message = message(sheet, code.clone(), "", RwSignal::new(true));
    let on_pick = pick(sheet, code.clone());
    let id = format!("{}-{}", part.prefix(), code.replace('.', "-"));
    if choices.len() > MOST_BUTTONS {
        let value = part.typed(draft, &code);
        let empty = sheet.language.words().choose;
        return view! {
            <SelectField code id label note empty choices value message on_pick />
        }
        .into_any();
    }
    let name = format!("{id}-name");
    let selected = selected(sheet, code.clone());
    view! {
        <div class="field">
            <span class="label" id=name.clone()>
                {label.to_owned()} <span class="note">{note}</span>
            </span>
            <ChoiceGroup code id labelled_by=name choices selected message on_pick />
        </div>
    }
    .into_any()
}

/// The answer to a field, followed.
pub(crate) fn selected(sheet: Sheet, code: String) -> Signal<String> {
    Memo::new(move |_| sheet.part.follow(sheet.draft, &code)).into()
}

/// Notes a picked answer and keeps it at once.
pub(crate) fn pick(sheet: Sheet, code: String) -> Callback<String> {
    Callback::new(move |value| {
        sheet.draft.answer(sheet.part, &code, value);
        sheet.draft.saver.flush();
    })
}
