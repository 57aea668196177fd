//! Whether what was typed is safe on the tablet. Loud when it is not.

use leptos::prelude::*;

use super::live::live;

/// The mark; `state` is `saved`, `saving` or `unsaved`.
#[component]
pub fn SaveMark(
    /// The code of its state, which styles and tests read.
    #[prop(into)]
    state: Signal<&'static str>,
    /// The word for its state.
    #[prop(into)]
    word: Signal<&'static str>,
    /// What to do, where it is not saved.
    #[prop(into)]
    advice: Signal<Option<&'static str>>,
    /// The word of the act that tries again.
    #[prop(into)]
    again: Signal<&'static str>,
    /// Tries again.
    on_again: Callback<()>,
) -> impl IntoView {
    let help = live(move || {
        let help = |text| {
            view! {
                <span class="advice">{text}</span>
                <button type="button" class="button" data-action="save-again" on:click=move |_| on_again.run(())>
                    {again}
                </button>
            }
        };
        advice.get().map(help).into_any()
    });
    view! {
        <div class="save-mark" data-mark="save" data-state=state>
            <strong class="badge" role="status">{word}</strong>
            {help}
        </div>
    }
}
