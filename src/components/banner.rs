//! A strip that says one thing about the whole app, with at most one act.

use leptos::prelude::*;

/// A strip; `kind` picks its colours and `mark` is what tests look for.
#[component]
pub fn Banner(
    /// Which colours it has.
    kind: &'static str,
    /// What tests look for.
    mark: &'static str,
    /// What it says.
    #[prop(into)]
    text: String,
    /// Name of the act and its word.
    #[prop(optional)]
    act: Option<(&'static str, &'static str)>,
    /// What the act does.
    #[prop(optional)]
    on_act: Option<Callback<()>>,
) -> impl IntoView {
    let button = act.zip(on_act).map(|((verb, word), on_act)| {
        view! {
            <button type="button" class="button" data-action=verb on:click=move |_| on_act.run(())>
                {word}
            </button>
        }
    });
    view! {
        <aside class="banner" data-kind=kind data-mark=mark aria-label=text.clone()>
            <p>{text.clone()}</p>
            {button}
        </aside>
    }
}
