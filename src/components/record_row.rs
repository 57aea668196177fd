//! One line of a list: what it is, what state it is in, and where it leads.

use leptos::prelude::*;

/// A line that opens something.
#[component]
pub fn RecordRow(
    /// The inspection's id.
    #[prop(into)]
    id: String,
    /// Whether it is a record that tests look up by id, or a draft.
    record: bool,
    /// What the line is.
    #[prop(into)]
    title: String,
    /// More about it.
    #[prop(into)]
    detail: String,
    /// The state of its delivery; empty for a draft.
    #[prop(into)]
    state: Signal<&'static str>,
    /// The word for its state.
    #[prop(into)]
    word: Signal<String>,
    /// Why it is in that state.
    #[prop(into)]
    reason: Signal<String>,
    /// Where the line leads.
    #[prop(into)]
    href: String,
) -> impl IntoView {
    let action = if record { "open-record" } else { "open-draft" };
    view! {
        <li class="row" data-record=record.then(|| id.clone()) data-state=state>
            <a
                class="row-link"
                href=href
                data-action=action
                data-value=id.clone()
            >
                <span class="row-title">{title}</span>
                <span class="row-detail">{detail}</span>
            </a>
            <span class="row-state">
                <strong class="badge">{word}</strong>
                <span class="reason">{reason}</span>
            </span>
        </li>
    }
}
