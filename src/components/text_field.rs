//! One typed field. What stands in it is never written back while it is on the
//! screen, so Telex and VNI compose undisturbed; the place for a message is
//! always kept, so nothing jumps.

use leptos::prelude::*;

use super::live::live;

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

/// A field with its label and its message.
#[component]
pub fn TextField(
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
    /// What an empty field shows.
    #[prop(optional)]
    example: &'static str,
    /// How it is typed.
    entry: Entry,
    /// What stands in it when it appears.
    value: String,
    /// What is wrong with it, in words.
    #[prop(into)]
    message: Signal<Option<String>>,
    /// Hears the text at every change.
    on_input: Callback<String>,
    /// The person has left the field or finished the value.
    on_settle: Callback<()>,
) -> impl IntoView {
    let message_id = format!("{id}-message");
    let invalid = invalid(message);
    let control = if entry == Entry::Lines {
        view! {
            <textarea
                id=id.clone()
                data-field=code.clone()
                rows="4"
                autocomplete="off"
                aria-describedby=message_id.clone()
                aria-invalid=invalid
                on:input=move |event| on_input.run(event_target_value(&event))
                on:change=move |_| on_settle.run(())
                on:blur=move |_| on_settle.run(())
            >
                {value}
            </textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                type="text"
                id=id.clone()
                data-field=code.clone()
                inputmode=if entry == Entry::Number { "decimal" } else { "text" }
                placeholder=example
                autocomplete="off"
                enterkeyhint="next"
                value=value
                aria-describedby=message_id.clone()
                aria-invalid=invalid
                on:input=move |event| on_input.run(event_target_value(&event))
                on:change=move |_| on_settle.run(())
                on:blur=move |_| on_settle.run(())
            />
        }
        .into_any()
    };
    view! {
        <div class="field" data-entry=format!("{entry:?}")>
            <label for=id>{label} <span class="note">{note}</span></label>
            {control}
            <FieldMessage code=code id=message_id message=message />
        </div>
    }
}

/// Whether a field is to be marked as wrong.
pub(super) fn invalid(message: Signal<Option<String>>) -> Signal<Option<&'static str>> {
    Signal::derive(move || message.with(Option::is_some).then_some("true"))
}

/// The place where a field says what is wrong with it.
#[component]
pub(super) fn FieldMessage(
    /// What tests and messages call the field.
    code: String,
    /// Unique in the page.
    id: String,
    /// What is wrong with it, in words.
    message: Signal<Option<String>>,
) -> impl IntoView {
    let said = live(move || {
        let said = |text| view! { <span data-gap=code.clone()>{text}</span> };
        message.get().map(said).into_any()
    });
    view! {
        <p class="message" id=id aria-live="polite">
            {said}
        </p>
    }
}
