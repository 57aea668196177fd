//! A field with one choice of many, as the browser's own list.

use leptos::prelude::*;

use super::choice_group::Choice;
use super::text_field::{FieldMessage, invalid};

/// A list to pick from, with its label and its message.
#[component]
pub fn SelectField(
    /// What tests and messages call the field.
    #[prop(into)]
    code: String,
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// Small words after the label: the unit, or that it may be left empty.
    #[prop(into)]
    note: String,
    /// What stands there before anything is picked.
    empty: &'static str,
    /// The choices, in order.
    choices: Vec<Choice>,
    /// What is picked when it appears.
    value: String,
    /// What is wrong with it, in words.
    #[prop(into)]
    message: Signal<Option<String>>,
    /// Hears the code of what is picked.
    on_pick: Callback<String>,
) -> impl IntoView {
    let message_id = format!("{id}-message");
    let options = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.value == value;
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{label} <span class="note">{note}</span></label>
            <select
                id=id
                data-field=code.clone()
                aria-describedby=message_id.clone()
                aria-invalid=invalid(message)
                on:change=move |event| on_pick.run(event_target_value(&event))
            >
                <option value="" selected=value.is_empty()>{empty}</option>
                {options}
            </select>
            <FieldMessage code=code id=message_id message=message />
        </div>
    }
}
