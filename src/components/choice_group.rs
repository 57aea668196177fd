//! One choice of a few, as big buttons: a radio group with one stop for the
//! tab key and arrows inside.

use leptos::ev::KeyboardEvent;
use leptos::html::Button;
use leptos::prelude::*;

use super::text_field::{FieldMessage, invalid};

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What is read.
    pub label: String,
}

/// The buttons; labelled by what stands above them.
#[component]
pub fn ChoiceGroup(
    /// What tests and messages call the field.
    #[prop(into)]
    code: String,
    /// Id of the element that names the group.
    #[prop(into)]
    labelled_by: String,
    /// Unique in the page.
    #[prop(into)]
    id: String,
    /// The choices, in order.
    choices: Vec<Choice>,
    /// Code of the one that is picked; empty for none.
    #[prop(into)]
    selected: Signal<String>,
    /// What is wrong with it, in words.
    #[prop(into)]
    message: Signal<Option<String>>,
    /// Hears the code of what is picked.
    on_pick: Callback<String>,
) -> impl IntoView {
    let message_id = format!("{id}-message");
    let values: Vec<String> = choices.iter().map(|choice| choice.value.clone()).collect();
    let buttons: Vec<NodeRef<Button>> = choices.iter().map(|_| NodeRef::new()).collect();
    let keys = {
        let (values, buttons) = (values.clone(), buttons.clone());
        move |event: KeyboardEvent| {
            let now = selected.with_untracked(|now| values.iter().position(|value| value == now));
            let Some(next) = step(&event.key(), now, values.len()) else {
                return;
            };
            event.prevent_default();
            on_pick.run(values[next].clone());
            if let Some(button) = buttons[next].get_untracked() {
                drop(button.focus());
            }
        }
    };
    let options = choices
        .into_iter()
        .zip(buttons)
        .enumerate()
        .map(|(place, (choice, button))| {
            let value = StoredValue::new(choice.value.clone());
            let values = values.clone();
            let checked =
                Memo::new(move |_| value.with_value(|value| selected.with(|now| now == value)));
            let stop = Signal::derive(move || {
                let none = selected.with(|now| !values.contains(now));
                if checked.get() || (none && place == 0) {
                    "0"
                } else {
                    "-1"
                }
            });
            let state = Signal::derive(move || if checked.get() { "true" } else { "false" });
            view! {
                <button
                    type="button"
                    role="radio"
                    class="choice"
                    node_ref=button
                    data-value=choice.value
                    aria-checked=state
                    tabindex=stop
                    on:click=move |_| on_pick.run(value.get_value())
                >
                    {choice.label}
                </button>
            }
        })
        .collect_view();
    view! {
        <div
            role="radiogroup"
            class="choices"
            data-field=code.clone()
            aria-labelledby=labelled_by
            aria-describedby=message_id.clone()
            aria-invalid=invalid(message)
            on:keydown=keys
        >
            {options}
        </div>
        <FieldMessage code=code id=message_id message=message />
    }
}

/// Where a key leads from the choice `now`.
fn step(key: &str, now: Option<usize>, count: usize) -> Option<usize> {
    let at = now.unwrap_or(0);
    match key {
        "ArrowRight" | "ArrowDown" => Some(now.map_or(0, |at| (at + 1) % count)),
        "ArrowLeft" | "ArrowUp" => Some((at + count - 1) % count),
        "Home" => Some(0),
        "End" => Some(count - 1),
        _ => None,
    }
}
