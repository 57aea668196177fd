//! Fields of forms: what was typed stays, and what is wrong with it stands at the
//! field.

use maud::{Markup, html};

use super::spoken::say;
use crate::wording::language::Pair;

/// Where there is nothing to know of a field.
pub(crate) const NO_HINT: Pair = ["", ""];

/// What is wrong with a form.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    /// The field's name.
    pub(crate) field: &'static str,
    /// What is wrong.
    pub(crate) words: String,
}

impl Fault {
    pub(crate) fn at(field: &'static str, words: impl Into<String>) -> Self {
        let words = words.into();
        Self { field, words }
    }
}

/// A field to type into.
#[derive(Clone, Copy)]
pub(crate) struct Field<'a> {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it is called.
    pub(crate) label: &'a str,
    /// `text`, `password` or `number`.
    pub(crate) kind: &'static str,
    /// What stands in it.
    pub(crate) value: &'a str,
    /// What a browser fills in, as HTML names it.
    pub(crate) fill: &'static str,
    /// What there is to know.
    pub(crate) hint: &'a str,
}

impl Field<'_> {
    /// A field of plain text.
    pub(crate) const TEXT: Field<'static> = Field {
        name: "",
        label: "",
        kind: "text",
        value: "",
        fill: "off",
        hint: "",
    };

    /// A field of plain text, in the language of the page.
    pub(crate) fn text(name: &'static str, label: Pair, hint: Pair) -> Field<'static> {
        Field {
            name,
            label: say(label),
            hint: say(hint),
            ..Field::TEXT
        }
    }

    /// The field with what is wrong with it.
    pub(crate) fn draw(self, fault: Option<&Fault>) -> Markup {
        let fault = fault.filter(|fault| fault.field == self.name);
        let told = format!("{}-told", self.name);
        html! {
            p.field {
                label for=(self.name) { (self.label) }
                input type=(self.kind) id=(self.name) name=(self.name) data-field=(self.name)
                    value=(self.value)
                    autocomplete=(self.fill) aria-describedby=(told)
                    aria-invalid=[fault.map(|_| "true")];
                span id=(told) {
                    @if let Some(fault) = fault { span.alert { "⚠ " (fault.words) } }
                    @else if !self.hint.is_empty() { small { (self.hint) } }
                }
            }
        }
    }
}

/// A field for several lines, with what is wrong with it.
pub(crate) fn lines(
    (name, label): (&'static str, &str),
    value: &str,
    fault: Option<&Fault>,
) -> Markup {
    let fault = fault.filter(|fault| fault.field == name);
    let told = format!("{name}-told");
    html! {
        p.field {
            label for=(name) { (label) }
            textarea id=(name) name=(name) data-field=(name) rows="3" aria-describedby=(told)
                aria-invalid=[fault.map(|_| "true")] { (value) }
            (at(&told, fault))
        }
    }
}

/// A field to choose from.
pub(crate) fn select(
    (name, label): (&'static str, &str),
    options: &[(String, String)],
    value: &str,
    fault: Option<&Fault>,
) -> Markup {
    let fault = fault.filter(|fault| fault.field == name);
    let told = format!("{name}-told");
    html! {
        p.field {
            label for=(name) { (label) }
            select id=(name) name=(name) data-field=(name) aria-describedby=(told)
                aria-invalid=[fault.map(|_| "true")] {
                @for (code, words) in options {
                    option value=(code) selected[code == value] { (words) }
                }
            }
            (at(&told, fault))
        }
    }
}

/// What is wrong with a field, below it.
fn at(told: &str, fault: Option<&Fault>) -> Markup {
    html! {
        span id=(told) {
            @if let Some(fault) = fault { span.alert { "⚠ " (fault.words) } }
        }
    }
}
