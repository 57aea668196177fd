//! What minutes are made from, and how one entered value is written: by its
//! field in the pack, or as it stands where the pack does not name it.

use chrono::NaiveDate;

use super::signatures::Given;
use super::wording;
use super::{Block, Fact};
use crate::check::{Check, asked};
use crate::inspection::Inspection;
use crate::reading::last_day_of_month;
use crate::recorded::{Fields, Recorded};
use crate::rules::{Annex, FieldType, MinutesForm, PackField, RulePack};

/// A line to write on, for what is missing.
pub const DOTS: &str = "……………………";

/// What minutes are made from.
pub(super) struct Source<'a> {
    pub(super) inspection: &'a Inspection,
    pub(super) pack: &'a RulePack,
    pub(super) annex: &'a Annex,
    pub(super) form: &'a MinutesForm,
    pub(super) given: &'a Given,
}

impl Source<'_> {
    /// What was entered into a field of the visit.
    pub(super) fn entered(&self, code: &str) -> Option<String> {
        self.of_row(&self.inspection.fields, code)
    }

    /// What was entered into a row of one of the visit's lists.
    pub(super) fn of_row(&self, row: &Fields, code: &str) -> Option<String> {
        let rows: Vec<_> = self.pack.fields_of_visit().collect();
        shown(row, code, &rows)
    }

    /// The same, or dots.
    pub(super) fn or_dots(&self, code: &str) -> String {
        dotted(self.entered(code))
    }

    /// A day that was entered.
    pub(super) fn day(&self, code: &str) -> Option<NaiveDate> {
        self.inspection.fields.date(code)
    }

    /// Paragraphs of what was entered, or a line to write on.
    pub(super) fn paragraphs(&self, code: &str) -> Vec<Block> {
        paragraphs(&self.or_dots(code))
    }

    /// What was entered into a field of a check.
    pub(super) fn of_check(&self, check: &Check, code: &str) -> Option<String> {
        shown(&check.content.fields, code, &self.fields_of(check))
    }

    /// The pack's fields of a check.
    pub(super) fn fields_of(&self, check: &Check) -> Vec<&PackField> {
        let content = &check.content;
        let asked = asked(self.pack, content.kind, &content.subject);
        let own = asked.into_iter().flat_map(|asked| asked.fields.iter());
        own.chain(&self.pack.check_fields).collect()
    }

    /// What was entered of a check whatever its kind, such as a basis in words.
    pub(super) fn of_every_check(&self, check: &Check) -> Vec<Fact> {
        let rows = self.fields_of(check);
        let fields = check.content.fields.0.iter();
        let common = fields.filter(|field| self.is_of_every_check(&field.code));
        common.map(|field| fact_of(field, &rows)).collect()
    }

    fn is_of_every_check(&self, code: &str) -> bool {
        let mut rows = self.pack.check_fields.iter();
        rows.any(|row| row.name.code == code)
    }

    /// What was entered into fields of a check beyond `codes`, with its labels.
    pub(super) fn beyond(&self, check: &Check, codes: &[&str]) -> Vec<Fact> {
        let rows = self.fields_of(check);
        let others = check.content.fields.0.iter();
        let taken = |code: &str| codes.contains(&code) || self.is_of_every_check(code);
        let others = others.filter(|field| !taken(&field.code));
        others.map(|field| fact_of(field, &rows)).collect()
    }
}

/// Paragraphs of a text of several lines.
pub(super) fn paragraphs(text: &str) -> Vec<Block> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Block::Text(line.to_owned())).collect()
}

/// What is there, or dots.
pub(super) fn dotted(text: Option<String>) -> String {
    text.unwrap_or_else(|| DOTS.to_owned())
}

pub(super) fn fact(label: &str, value: Option<String>) -> Fact {
    Fact {
        label: label.to_owned(),
        value: dotted(value),
    }
}

/// A recorded field under its name.
pub(super) fn fact_of(field: &Recorded, rows: &[&PackField]) -> Fact {
    let row = rows.iter().find(|row| row.name.code == field.code);
    Fact {
        label: row.map_or(&field.code, |row| &row.name.vi).clone(),
        value: written(field, row.copied()),
    }
}

/// What was entered into a field, as it is written in Vietnamese.
pub(super) fn shown(fields: &Fields, code: &str, rows: &[&PackField]) -> Option<String> {
    let field = fields.0.iter().find(|field| field.code == code)?;
    let row = rows.iter().find(|row| row.name.code == code);
    Some(written(field, row.copied()))
}

fn written(field: &Recorded, row: Option<&PackField>) -> String {
    let value = field.value.as_str();
    let text = match row.map(|row| row.kind) {
        Some(FieldType::Choice) => {
            let choices = row.into_iter().flat_map(|row| row.choices_on(None));
            let mut named = choices.filter(|term| term.code == value);
            named.next().map_or(value, |term| &term.vi).to_owned()
        }
        Some(FieldType::Date | FieldType::DateOrMonth) => day_or_month(value),
        Some(FieldType::Decimal) => wording::number(value),
        Some(FieldType::Count) if field.unit.is_some() => wording::thousands(value),
        _ => value.to_owned(),
    };
    match &field.unit {
        Some(unit) => format!("{text} {}", wording::unit(unit)),
        None => text,
    }
}

/// `2026-11-22` and `2026-11` as people write them.
pub(super) fn day_or_month(value: &str) -> String {
    match (value.parse(), last_day_of_month(value)) {
        (Ok(day), _) => wording::day(day),
        (Err(_), Some(day)) => day.format("%m/%Y").to_string(),
        _ => value.to_owned(),
    }
}
