//! Renders any list of sections: the form is data, this page is its only
//! reader. What is wrong with a field stands beside it; bad input at once,
//! what is missing after closing was tried.

mod choices;

use std::rc::Rc;

use inspection::{Assessment, Content, Field, Input, Section};
use leptos::prelude::*;

use self::choices::choice;
use super::findings::findings;
use super::items::items;
use super::naming::gap_sentence;
use super::readings::{last_row, readings, rows};
use super::sheet as titled;
use crate::components::{Element, Entry, Message, TextField, el, text_field};
use crate::signal::{Derived, Source};
use crate::state::{OpenCheck, OpenDraft, Part, State};
use crate::wording::Language;

/// Where a field's answer lives and how its words are chosen.
#[derive(Clone, Copy)]
pub(crate) struct Sheet {
    /// What the app shows.
    pub(crate) state: State,
    /// The draft.
    pub(crate) draft: OpenDraft,
    /// The part of it.
    pub(crate) part: Part,
    /// The language of the words.
    pub(crate) language: Language,
}

/// All sections of a part.
pub(crate) fn sections(sheet: Sheet, list: Vec<Section<'static>>) -> impl Iterator<Item = Element> {
    list.into_iter().map(move |section| one(sheet, section))
}

fn one(sheet: Sheet, section: Section<'static>) -> Element {
    let words = sheet.language.words();
    let part = match section.content {
        Content::Fields(fields) => {
            let codes: Vec<_> = fields.iter().map(|field| &field.row.name.code).collect();
            let said = findings(sheet, move |head, _| codes.iter().any(|code| *code == head));
            let title = match section.code {
                "visit" => words.section_visit,
                "closing" => words.section_closing,
                "visit_more" | "identity_more" | "closing_more" => return folded(sheet, fields),
                "basis" => return in_words(sheet, fields),
                _ => words.section_identity,
            };
            titled(title).child(all(sheet, fields)).children(said)
        }
        Content::Items { title, items: list } => {
            titled(sheet.language.term(&title)).child(items(sheet, list))
        }
        Content::Rows { list, fields } => {
            let title = sheet.language.term(list);
            let part = fold(title, is_begun(sheet, &fields)).attr("data-list", &list.code);
            let draw = |_, set| el("li").class("entry").child(set);
            part.child(rows(sheet, format!("{title} {{}}"), fields, Box::new(draw)))
        }
        Content::Readings { trial, fields } => {
            let title = sheet.language.term(&trial.name);
            let part = if section.code == "readings" {
                titled(title)
            } else {
                fold(title, is_begun(sheet, &fields))
            };
            let of_whole =
                |head: &str, row: &str| head == trial.name.code && row.parse::<u16>().is_err();
            part.children(readings(sheet, trial, fields))
                .children(findings(sheet, of_whole))
        }
    };
    part.attr("data-section", section.code)
}

/// Whether a row was begun.
fn is_begun(sheet: Sheet, fields: &[Field<'static>]) -> bool {
    untrack(|| last_row(sheet, fields)) > 0
}

/// Fields one below the other.
fn all(sheet: Sheet, fields: Vec<Field<'static>>) -> Element {
    let fields = fields.into_iter().map(|row| field(sheet, row));
    el("div").class("fields").children(fields)
}

/// Fields that are seldom filled in; unfolded where one of them is. What is no
/// longer asked stands there only where it was filled in.
fn folded(sheet: Sheet, mut fields: Vec<Field<'static>>) -> Element {
    let is_filled = |field: &Field<'_>| {
        let typed = sheet.part.typed(sheet.draft, &field.row.name.code);
        !typed.is_empty()
    };
    let title = sheet.language.words().more_fields;
    let is_any = fields.iter().any(is_filled);
    fields.retain(|field| !field.row.retired || is_filled(field));
    fold(title, is_any)
        .attr("data-section", "more")
        .child(all(sheet, fields))
}

/// The inspector's own words on a verdict, hidden unless it needs them or they
/// were written.
fn in_words(sheet: Sheet, fields: Vec<Field<'static>>) -> Element {
    let codes: Vec<_> = fields.iter().map(|field| &field.row.name.code).collect();
    let wanted = Derived::new(move |_| {
        let written = |code: &&String| !sheet.part.follow(sheet.draft, code).is_empty();
        let needed = |check: OpenCheck| {
            let assessment = check.assessment;
            assessment.with(|made| made.as_ref().is_some_and(Assessment::needs_basis))
        };
        let needed = matches!(sheet.part, Part::Check(check) if needed(check));
        needed || codes.iter().any(written)
    });
    let title = fields
        .first()
        .map(|field| sheet.language.term(&field.row.name));
    titled(title.unwrap_or_default())
        .attr("data-section", "basis")
        .attr_of("hidden", move || (!wanted.get()).then_some(""))
        .child(all(sheet, fields))
}

/// A part that is folded away until it is wanted.
fn fold(title: &str, open: bool) -> Element {
    let part = el("details").class("sheet");
    let part = if open { part.attr("open", "") } else { part };
    part.child(el("summary").text(title))
}

/// One field of the check or visit itself.
pub(crate) fn field(sheet: Sheet, field: Field<'static>) -> Element {
    field_at(sheet, field, field.row.name.code.clone())
}

/// One field, by how it is entered; its answer is kept under `code`, such as
/// `load.3`.
pub(crate) fn field_at(sheet: Sheet, field: Field<'static>, code: String) -> Element {
    let words = sheet.language.words();
    let mut notes = Vec::new();
    let unit = field.row.unit.as_deref();
    notes.extend(unit);
    if unit.is_some_and(|unit| unit.starts_with("VND")) {
        notes.push(words.money_note);
    }
    // Where most may be left out, what may not is marked.
    let is_in_row = code != field.row.name.code;
    if field.row.list.is_some() {
        notes.extend((field.row.required && !field.row.unless_check).then_some(words.needed));
    } else if !field.row.required && !field.row.folded && !is_in_row {
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
) -> Element {
    let Sheet { draft, part, .. } = sheet;
    let value = part.typed(draft, &code);
    let settled = Source::new(!value.is_empty());
    let message = message(sheet, code.clone(), unit, settled);
    let on_input = {
        let code = code.clone();
        move |text: String| {
            draft.answer(part, &code, text);
            let gap = untrack(|| part.gap(draft, &code));
            if !gap.is_some_and(|gap| gap.reason.is_bad_input()) {
                settled.set(false);
            }
        }
    };
    let on_settle = move || {
        settled.set(true);
        draft.saver.flush();
    };
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
    let id = part.id_of(&code);
    let field = TextField {
        code,
        id,
        label,
        note,
        example,
        entry,
        value,
        message,
    };
    text_field(field, on_input, on_settle)
}

/// What is to be said beside a field now.
pub(crate) fn message(
    sheet: Sheet,
    code: String,
    unit: &'static str,
    settled: Source<bool>,
) -> Message {
    let Sheet {
        draft,
        part,
        language,
        ..
    } = sheet;
    Message(Derived::new(move |_| {
        let gap = part.gap(draft, &code)?;
        let shown = draft.tried.get() || (settled.get() && gap.reason.is_bad_input());
        shown.then(|| gap_sentence(language, &gap.reason, unit))
    }))
}

/// The answer to a field, followed.
pub(crate) fn selected(sheet: Sheet, code: String) -> Derived<String> {
    Derived::new(move |_| sheet.part.follow(sheet.draft, &code))
}

/// Notes a picked answer and keeps it at once.
pub(crate) fn pick(sheet: Sheet, code: String) -> Rc<dyn Fn(String)> {
    Rc::new(move |value| {
        sheet.draft.answer(sheet.part, &code, value);
        sheet.draft.saver.flush();
    })
}
