//! Renders any list of sections: the form is data, this page is its only
//! reader. What is wrong with a field stands beside it; bad input at once,
//! what is missing after closing was tried.

use std::rc::Rc;

use inspection::{Assessment, Content, Field, Input, Section};
use leptos::prelude::*;

use super::findings::findings;
use super::items::items;
use super::naming::gap_sentence;
use super::readings::readings;
use super::sheet as titled;
use crate::components::{
    Choice, ChoiceGroup, Element, Entry, Message, SelectField, TextField, choice_group, el,
    select_field, text_field,
};
use crate::state::{OpenCheck, OpenDraft, Part, memo};
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
        Content::Readings { trial, fields } => {
            let title = sheet.language.term(&trial.name);
            let is_main = section.code == "readings";
            let is_done = fields.iter().any(|field| {
                let first = format!("{}.1", field.row.name.code);
                !sheet.part.typed(sheet.draft, &first).is_empty()
            });
            let part = if is_main {
                titled(title)
            } else {
                fold(title, is_done)
            };
            let of_whole =
                |head: &str, row: &str| head == trial.name.code && row.parse::<u16>().is_err();
            part.children(readings(sheet, trial, fields))
                .children(findings(sheet, of_whole))
        }
    };
    part.attr("data-section", section.code)
}

/// Fields one below the other.
fn all(sheet: Sheet, fields: Vec<Field<'static>>) -> Element {
    let fields = fields.into_iter().map(|row| field(sheet, row));
    el("div").class("fields").children(fields)
}

/// Fields that are seldom filled in; unfolded where one of them is.
fn folded(sheet: Sheet, fields: Vec<Field<'static>>) -> Element {
    let is_filled = |field: &Field<'_>| {
        let typed = sheet.part.typed(sheet.draft, &field.row.name.code);
        !typed.is_empty()
    };
    let title = sheet.language.words().more_fields;
    fold(title, fields.iter().any(is_filled))
        .attr("data-section", "more")
        .child(all(sheet, fields))
}

/// The inspector's own words on a verdict, hidden unless it needs them or they
/// were written.
fn in_words(sheet: Sheet, fields: Vec<Field<'static>>) -> Element {
    let codes: Vec<_> = fields.iter().map(|field| &field.row.name.code).collect();
    let wanted = memo(move |_| {
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
) -> Element {
    let Sheet { draft, part, .. } = sheet;
    let value = part.typed(draft, &code);
    let settled = RwSignal::new(!value.is_empty());
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
    settled: RwSignal<bool>,
) -> Message {
    let Sheet {
        draft,
        part,
        language,
    } = sheet;
    Message(memo(move |_| {
        let gap = part.gap(draft, &code)?;
        let shown = draft.tried.get() || (settled.get() && gap.reason.is_bad_input());
        shown.then(|| gap_sentence(language, &gap.reason, unit))
    }))
}

fn choice(sheet: Sheet, field: Field<'static>, code: String, label: &str, note: String) -> Element {
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
    let id = part.id_of(&code);
    if choices.len() > MOST_BUTTONS {
        let field = SelectField {
            value: part.typed(draft, &code),
            code,
            id,
            label: label.to_owned(),
            note,
            empty: sheet.language.words().choose,
            choices,
            message,
        };
        return select_field(field, move |picked| on_pick(picked));
    }
    let labelled_by = format!("{id}-name");
    let name = el("span")
        .class("label")
        .attr("id", &labelled_by)
        .text(label)
        .child(el("span").class("note").text(&note));
    let group = ChoiceGroup {
        selected: selected(sheet, code.clone()),
        code,
        labelled_by,
        id,
        choices,
        message,
        on_pick,
    };
    el("div")
        .class("field")
        .child(name)
        .child(choice_group(group))
}

/// The answer to a field, followed.
pub(crate) fn selected(sheet: Sheet, code: String) -> Memo<String> {
    memo(move |_| sheet.part.follow(sheet.draft, &code))
}

/// Notes a picked answer and keeps it at once.
pub(crate) fn pick(sheet: Sheet, code: String) -> Rc<dyn Fn(String)> {
    Rc::new(move |value| {
        sheet.draft.answer(sheet.part, &code, value);
        sheet.draft.saver.flush();
    })
}
