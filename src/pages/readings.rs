//! Rows of load and indication with the verdict of each as it is typed. An
//! empty row is always ready at the end; rows never disappear while typing.

use inspection::{Answers, Field, Finding, Input, Measures};
use leptos::prelude::*;

use super::form::{Sheet, typed};
use super::judgement;
use crate::components;
use crate::state::{OpenCheck, Part};
use crate::wording::fill;

/// The most readings that a check holds; the inspection crate's limit.
const MOST: u16 = 99;

/// The table of a check's readings.
pub(crate) fn readings(sheet: Sheet, fields: Vec<Field<'static>>) -> AnyView {
    let Part::Check(check) = sheet.part else {
        return ().into_any();
    };
    let measures = check
        .draft
        .with_untracked(|draft| judgement::measures(&draft.subject));
    let words = sheet.language.words();
    let hint = match measures {
        Some(Measures::Delivery) => words.delivery_hint,
        Some(Measures::Weighing) | None => words.scale_hint,
    };
    let rows = Memo::new(move |before: Option<&u16>| {
        let typed = check.draft.with(|draft| last_row(&draft.answers));
        before.copied().unwrap_or(0).max(typed + 1).min(MOST)
    });
    let fields = StoredValue::new(fields);
    view! {
        <p class="hint">{hint}</p>
        <ol class="readings">
            <For
                each=move || 1..=rows.get()
                key=|row| *row
                children=move |row| reading(sheet, check, measures, &fields.get_value(), row)
            />
        </ol>
    }
    .into_any()
}

fn reading(
    sheet: Sheet,
    check: OpenCheck,
    measures: Option<Measures>,
    fields: &[Field<'static>],
    row: u16,
) -> impl IntoView + use<> {
    let language = sheet.language;
    let words = language.words();
    let finding = Memo::new(move |_| {
        check.readings.with(|readings| {
            let found = readings.iter().find(|(number, _)| *number == row);
            found.map(|(_, finding)| finding.clone())
        })
    });
    let verdict = move || finding.with(|finding| finding.as_ref().map(|found| found.verdict));
    let waiting = match measures {
        Some(Measures::Delivery) => words.delivery_waiting,
        Some(Measures::Weighing) | None => words.scale_waiting,
    };
    let lines = move || {
        let said = |found: &Finding| judgement::reading_lines(language, measures, found);
        finding.with(|finding| {
            finding
                .as_ref()
                .map_or_else(|| vec![waiting.to_owned()], said)
        })
    };
    let inputs = fields
        .iter()
        .map(|field| {
            let name = &field.row.name;
            let unit = field.row.unit.as_deref().unwrap_or_default();
            let code = format!("{}.{row}", name.code);
            let label = language.term(name).to_owned();
            typed(sheet, code, Input::Decimal, label, unit.to_owned(), unit)
        })
        .collect_view();
    view! {
        <li class="reading">
            <fieldset>
                <legend>{fill(words.reading_row, &row.to_string())}</legend>
                <div class="reading-inputs">{inputs}</div>
                <components::Verdict
                    subject=format!("reading.{row}")
                    state=Signal::derive(move || judgement::state(verdict()))
                    word=Signal::derive(move || judgement::word(words, verdict()))
                    lines=Signal::derive(lines)
                    live=true
                />
            </fieldset>
        </li>
    }
}

/// The last row in which anything was typed, whatever is read in it; 0 where
/// nothing was. Only fields of rows have a dot in their code.
fn last_row(answers: &Answers) -> u16 {
    let row_of = |code: &String| code.split_once('.')?.1.parse().ok();
    answers.keys().filter_map(row_of).max().unwrap_or(0)
}
