//! Forms of the office's pages: what was typed is kept as it is, what is wrong
//! is said at its field, and a field is drawn with both.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use maud::{Markup, html};

use super::field::{Fault, Field, select};
use super::spoken::say;
use crate::wording::form as words;

/// What a form was sent with, by field, and what is wrong with it.
#[derive(Debug, Default)]
pub(super) struct Filled {
    typed: BTreeMap<String, String>,
    faults: Vec<Fault>,
}

impl Filled {
    /// A form as it was sent.
    pub(super) fn of(typed: BTreeMap<String, String>) -> Self {
        Self {
            typed,
            faults: Vec::new(),
        }
    }

    /// A form that nobody sent yet, with what is known.
    pub(super) fn with(known: &[(&str, &str)]) -> Self {
        let known = known.iter();
        Self::of(
            known
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                .collect(),
        )
    }

    /// What was typed, without the blanks around it.
    pub(super) fn text(&self, name: &str) -> &str {
        self.typed.get(name).map_or("", |text| text.trim())
    }

    /// A text that must be there.
    pub(super) fn required(&mut self, name: &'static str) -> String {
        if self.text(name).is_empty() {
            self.wrong(name, say(words::REQUIRED));
        }
        self.text(name).to_owned()
    }

    /// A day, written as people or as programs write it; `None` where nothing
    /// was typed, or no day.
    pub(super) fn day(&mut self, name: &'static str) -> Option<NaiveDate> {
        let text = self.text(name);
        if text.is_empty() {
            return None;
        }
        let day = inspection::moment::read_day(text).or_else(|| typed_day(text));
        if day.is_none() {
            self.wrong(name, say(words::NOT_A_DAY));
        }
        day
    }

    /// A day that must be there; the first day of all where it is not.
    pub(super) fn required_day(&mut self, name: &'static str) -> NaiveDate {
        self.required(name);
        self.day(name).unwrap_or_default()
    }

    /// Leaves a sentence at a field, where none stands yet.
    pub(super) fn wrong(&mut self, name: &'static str, sentence: impl Into<String>) {
        if self.fault(name).is_none() {
            self.faults.push(Fault::at(name, sentence));
        }
    }

    /// Whether nothing is wrong.
    pub(super) fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// A line to type into.
    pub(super) fn line(&self, field: Field<'static>) -> Markup {
        let value = self.typed(field.name);
        Field { value, ..field }.draw(self.fault(field.name))
    }

    /// A choice of some, by value and name; the first where nothing was chosen.
    pub(super) fn choice(&self, field: Field<'static>, choices: &[(String, String)]) -> Markup {
        let (name, value) = (field.name, self.typed(field.name));
        select((name, field.label), choices, value, self.fault(name))
    }

    /// What is wrong with a field.
    fn fault(&self, name: &str) -> Option<&Fault> {
        self.faults.iter().find(|fault| fault.field == name)
    }

    /// What goes with the form unseen.
    pub(super) fn hidden(&self, name: &str) -> Markup {
        html! { input type="hidden" name=(name) value=(self.typed(name)); }
    }

    fn typed(&self, name: &str) -> &str {
        self.typed.get(name).map_or("", String::as_str)
    }
}

/// A day as `22/11/2026`.
fn typed_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('/');
    let mut next = || parts.next().filter(|part| part.len() <= 4)?.parse().ok();
    let (day, month, year) = (next()?, next()?, next()?);
    let is_whole = parts.next().is_none() && year >= 1900;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day);
    date.filter(|_| is_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_or_programs_write_it_and_kept_as_typed_where_it_is_none() {
        for (typed, day) in [
            ("22/11/2026", Some("2026-11-22")),
            (" 2/1/2027 ", Some("2027-01-02")),
            ("2026-11-22", Some("2026-11-22")),
            ("31/02/2026", None),
            ("22/11/26", None),
            ("22/11", None),
            ("22/11/2026/1", None),
            ("mai", None),
        ] {
            let mut form = Filled::with(&[("on", typed)]);
            assert_eq!(
                form.day("on"),
                day.map(|day| day.parse().unwrap()),
                "{typed}"
            );
            assert_eq!(form.is_sound(), day.is_some());
            let field = Field {
                name: "on",
                label: "Ngày",
                hint: "",
                ..Field::TEXT
            };
            let drawn = form.line(field).into_string();
            assert!(drawn.contains(&format!("value=\"{typed}\"")), "{drawn}");
        }
    }

    #[test]
    fn what_is_missing_is_said_at_its_field() {
        let mut form = Filled::with(&[("by", "  ")]);
        assert_eq!(form.required("by"), "");
        let field = Field {
            name: "by",
            label: "Ai",
            hint: "Họ tên",
            ..Field::TEXT
        };
        let drawn = form.line(field).into_string();
        assert!(drawn.contains("aria-invalid=\"true\"") && drawn.contains(say(words::REQUIRED)));
    }
}
