//! A verdict with what it rests on: its state as an icon and a word, and the
//! lines below. The place is kept while there is nothing to say yet.

use leptos::prelude::*;

/// A verdict; `state` is the code that styles and tests read.
#[component]
pub fn Verdict(
    /// What it is about: `reading.1`, an item's code, or `check`.
    #[prop(into)]
    subject: String,
    /// The code of its state, which styles and tests read.
    #[prop(into)]
    state: Signal<&'static str>,
    /// The word for its state.
    #[prop(into)]
    word: Signal<&'static str>,
    /// Figures, limits and reasons, a line each.
    #[prop(into)]
    lines: Signal<Vec<String>>,
    /// Whether a change is read out.
    #[prop(optional)]
    live: bool,
) -> impl IntoView {
    view! {
        <div
            class="verdict"
            data-verdict=subject
            data-state=state
            aria-live=if live { "polite" } else { "off" }
            aria-atomic="true"
        >
            <strong class="badge">{word}</strong>
            <For each=move || lines.get() key=Clone::clone let:line>
                <p>{line}</p>
            </For>
        </div>
    }
}
