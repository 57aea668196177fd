//! The rows of one trial, with the verdict of each as it is typed. An empty row
//! is always ready at the end; rows never disappear while typing.

use inspection::{Answers, Field, MOST_ROWS, Trial};
use leptos::prelude::*;

use super::form::{Sheet, field_at};
use super::judgement;
use crate::components;
use crate::state::{OpenCheck, Part};
use crate::wording::fill;

/// The table of a trial's readings.
pub(crate) fn readings(
    sheet: Sheet,
    trial: &'static Trial,
    fields: Vec<Field<'static>>,
) -> AnyView {
    let Part::Check(check) = sheet.part else {
        return ().into_any();
    };
    let hint = sheet.language.pick(&trial.help_vi, &trial.help_en);
    let rows = Memo::new(move |before: Option<&u16>| {
        let typed = check.draft.with(|draft| last_row(&draft.answers, trial));
        before.copied().unwrap_or(0).max(typed + 1).min(MOST_ROWS)
    });
    let fields = StoredValue::new(fields);
    view! {
        <p class="hint">{hint}</p>
        <ol class="readings">
            <For
                each=move || 1..=rows.get()
                key=|row| *row
                children=move |row| reading(sheet, check, trial, &fields.get_value(), row)
            />
        </ol>
    }
    .into_any()
}

fn reading(
    sheet: Sheet,
    check: OpenCheck,
    trial: &'static Trial,
    fields: &[Field<'static>],
    row: u16,
) -> impl IntoView + use<> {
    let language = sheet.language;
    let words = language.words();
    let subject = format!("{}.{row}", trial.name.code);
    let named = subject.clone();
    let finding = Memo::new(move |_| {
        check.readings.with(|readings| {
            let found = readings.iter().find(|finding| finding.subject == named);
            found.cloned()
        })
    });
    let verdict = move || finding.with(|finding| finding.as_ref().map(|found| found.verdict));
    let lines = move || {
        finding.with(|finding| match finding {
            None => vec![words.reading_waiting.to_owned()],
            Some(finding) => judgement::reading_lines(language, finding),
        })
    };
    let inputs = fields
        .iter()
        .map(|field| field_at(sheet, *field, format!("{}.{row}", field.row.name.code)))
        .collect_view();
    view! {
        <li class="reading">
            <fieldset>
                <legend>{fill(words.reading_row, &row.to_string())}</legend>
                <div class="reading-inputs">{inputs}</div>
                <components::Verdict
                    subject=subject
                    state=Signal::derive(move || judgement::state(verdict()))
                    word=Signal::derive(move || judgement::word(words, verdict()))
                    lines=Signal::derive(lines)
                    live=true
                />
            </fieldset>
        </li>
    }
}

/// The last row of the trial in which anything was typed, whatever is read in
/// it; 0 where nothing was.
fn last_row(answers: &Answers, trial: &Trial) -> u16 {
    let row_of = |place: &String| {
        let (code, row) = place.split_once('.')?;
        let ours = trial.fields.iter().any(|field| field.name.code == code);
        row.parse().ok().filter(|_| ours)
    };
    answers.keys().filter_map(row_of).max().unwrap_or(0)
}
