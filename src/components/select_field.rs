//! A field with one choice of many, as the browser's own list.

use leptos::prelude::*;

use super::choice_group::Choice;
use super::element::{Element, el};
use super::text_field::{Message, field_message, label};

/// A list to pick from.
pub struct SelectField {
    /// What tests and messages call the field.
    pub code: String,
    /// Unique in the page.
    pub id: String,
    /// What is asked.
    pub label: String,
    /// Small words after the label: the unit, or that it may be left empty.
    pub note: String,
    /// What stands there before anything is picked.
    pub empty: &'static str,
    /// The choices, in order.
    pub choices: Vec<Choice>,
    /// What is picked when it appears.
    pub value: String,
    /// What is wrong with it, in words.
    pub message: Message,
}

/// The list with its label and its message; `on_pick` hears the code of what is
/// picked.
pub fn select_field(field: SelectField, on_pick: impl Fn(String) + 'static) -> Element {
    let message_id = format!("{}-message", field.id);
    let option = |value: &str, label: &str| {
        let option = el("option").attr("value", value).text(label);
        if value == field.value {
            option.attr("selected", "")
        } else {
            option
        }
    };
    let options = field.choices.iter();
    let list = el("select")
        .attr("id", &field.id)
        .attr("data-field", &field.code)
        .attr("aria-describedby", &message_id)
        .attr_of("aria-invalid", field.message.invalid())
        .child(option("", field.empty))
        .children(options.map(|choice| option(&choice.value, &choice.label)))
        .on("change", move |event| on_pick(event_target_value(&event)));
    el("div")
        .class("field")
        .child(label(&field.id, &field.label, &field.note))
        .child(list)
        .child(field_message(field.code, &message_id, field.message))
}
