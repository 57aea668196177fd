//! One typed field. What stands in it is never written back while it is on the
//! screen, so Telex and VNI compose undisturbed; the place for a message is
//! always kept, so nothing jumps.

use std::rc::Rc;

use leptos::prelude::*;

use super::element::{Element, el, live, nothing};
use crate::signal::Derived;

/// How a field is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// A number, with the keypad for decimals.
    Number,
    /// A day.
    Day,
}

/// What is wrong with a field now, in words.
#[derive(Clone, Copy)]
pub struct Message(pub Derived<Option<String>>);

/// A typed field.
pub struct TextField {
    /// What tests and messages call the field.
    pub code: String,
    /// Unique in the page.
    pub id: String,
    /// What is asked.
    pub label: String,
    /// Small words after the label: the unit, or that it may be left empty.
    pub note: String,
    /// What an empty field shows.
    pub example: &'static str,
    /// How it is typed.
    pub entry: Entry,
    /// What stands in it when it appears.
    pub value: String,
    /// What is wrong with it, in words.
    pub message: Message,
}

/// The field with its label and its message; `on_input` hears the text at every
/// change, `on_settle` that the person has left it or finished the value.
pub fn text_field(
    field: TextField,
    on_input: impl Fn(String) + 'static,
    on_settle: impl Fn() + 'static,
) -> Element {
    let message_id = format!("{}-message", field.id);
    let (control, kind) = match field.entry {
        Entry::Lines => (lines(&field), "Lines"),
        Entry::Line => (line(&field, "text"), "Line"),
        Entry::Number => (line(&field, "decimal"), "Number"),
        Entry::Day => (line(&field, "text"), "Day"),
    };
    let on_settle = Rc::new(on_settle);
    let left = Rc::clone(&on_settle);
    let control = control
        .attr("id", &field.id)
        .attr("data-field", &field.code)
        .attr("autocomplete", "off")
        .attr("aria-describedby", &message_id)
        .attr_of("aria-invalid", field.message.invalid())
        .on("input", move |event| on_input(event_target_value(&event)))
        .on("change", move |_| on_settle())
        .on("blur", move |_| left());
    el("div")
        .class("field")
        .attr("data-entry", kind)
        .child(label(&field.id, &field.label, &field.note))
        .child(control)
        .child(field_message(field.code, &message_id, field.message))
}

fn lines(field: &TextField) -> Element {
    el("textarea").attr("rows", "4").text(&field.value)
}

fn line(field: &TextField, keypad: &'static str) -> Element {
    el("input")
        .attr("type", "text")
        .attr("inputmode", keypad)
        .attr("placeholder", field.example)
        .attr("enterkeyhint", "next")
        .attr("value", &field.value)
}

/// What is asked, with small words after it.
pub(super) fn label(id: &str, label: &str, note: &str) -> Element {
    let note = el("span").class("note").text(note);
    el("label").attr("for", id).text(label).child(note)
}

/// The place where a field says what is wrong with it.
pub(super) fn field_message(code: String, id: &str, message: Message) -> Element {
    let said = live(move || {
        let said = |text: &String| el("span").attr("data-gap", &code).text(text).into();
        message
            .0
            .with(|message| message.as_ref().map_or_else(nothing, said))
    });
    el("p")
        .class("message")
        .attr("id", id)
        .attr("aria-live", "polite")
        .child(said)
}

impl Message {
    /// Whether a field is to be marked as wrong.
    pub(super) fn invalid(self) -> impl Fn() -> Option<&'static str> {
        move || self.0.with(Option::is_some).then_some("true")
    }
}
