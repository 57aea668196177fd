//! One choice of a few, as big buttons: a radio group with one stop for the
//! tab key and arrows inside.

use std::rc::Rc;

use leptos::ev::{Event, KeyboardEvent};
use leptos::wasm_bindgen::JsCast;

use super::element::{Element, Fragment, all, el};
use super::text_field::{Message, field_message};
use crate::signal::Derived;

/// One choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What is read.
    pub label: String,
}

/// A group of choices; labelled by what stands above it.
pub struct ChoiceGroup {
    /// What tests and messages call the field.
    pub code: String,
    /// Id of the element that names the group.
    pub labelled_by: String,
    /// Unique in the page.
    pub id: String,
    /// The choices, in order.
    pub choices: Vec<Choice>,
    /// Code of the one that is picked; empty for none.
    pub selected: Derived<String>,
    /// What is wrong with it, in words.
    pub message: Message,
    /// Hears the code of what is picked.
    pub on_pick: Rc<dyn Fn(String)>,
}

/// The buttons and the place of the message.
pub fn choice_group(group: ChoiceGroup) -> Fragment {
    let ChoiceGroup {
        code,
        labelled_by,
        id,
        choices,
        selected,
        message,
        on_pick,
    } = group;
    let message_id = format!("{id}-message");
    let values: Rc<[String]> = choices.iter().map(|choice| choice.value.clone()).collect();
    let options = choices.iter().enumerate().map(|(place, choice)| {
        let (on_pick, value) = (Rc::clone(&on_pick), choice.value.clone());
        option(&values, selected, place, choice).on_click(move || on_pick(value.clone()))
    });
    let options: Vec<_> = options.collect();
    let focus: Vec<_> = options.iter().map(Element::focus).collect();
    let keys = {
        let (values, on_pick) = (Rc::clone(&values), Rc::clone(&on_pick));
        move |event: Event| {
            let now = selected.with_untracked(|now| values.iter().position(|value| value == now));
            let pressed: &KeyboardEvent = event.unchecked_ref();
            let Some(next) = step(&pressed.key(), now, values.len()) else {
                return;
            };
            event.prevent_default();
            on_pick(values[next].clone());
            focus[next]();
        }
    };
    let buttons = el("div")
        .attr("role", "radiogroup")
        .class("choices")
        .attr("data-field", &code)
        .attr("aria-labelledby", &labelled_by)
        .attr("aria-describedby", &message_id)
        .attr_of("aria-invalid", message.invalid())
        .on("keydown", keys)
        .children(options);
    all([buttons, field_message(code, &message_id, message)])
}

fn option(
    values: &Rc<[String]>,
    selected: Derived<String>,
    place: usize,
    choice: &Choice,
) -> Element {
    let is_picked = {
        let values = Rc::clone(values);
        move || selected.with(|now| *now == values[place])
    };
    let is_stop = {
        let (values, is_picked) = (Rc::clone(values), is_picked.clone());
        move || is_picked() || place == 0 && selected.with(|now| !values.contains(now))
    };
    el("button")
        .attr("type", "button")
        .attr("role", "radio")
        .class("choice")
        .attr("data-value", &choice.value)
        .attr_of(
            "aria-checked",
            move || if is_picked() { "true" } else { "false" },
        )
        .attr_of("tabindex", move || if is_stop() { "0" } else { "-1" })
        .text(&choice.label)
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
