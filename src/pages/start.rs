//! Before the records are open: a moment of waiting, or a plain statement that
//! nothing can be kept here.

use leptos::prelude::*;

use crate::acts::OpenError;
use crate::wording::{Language, fill};

/// While the records are being opened.
pub(crate) fn opening() -> impl IntoView {
    let words = Language::default().words();
    view! {
        <main id="content" class="page" data-mark="opening">
            <p role="status">{words.opening}</p>
        </main>
    }
}

/// Nothing can be kept here, so nothing can be recorded. The language is not
/// known either, so it is said in both.
pub(crate) fn blocked(error: &OpenError) -> impl IntoView {
    let newer = matches!(error, OpenError::Newer { .. });
    let reason = error.to_string();
    let said = [Language::Vietnamese, Language::English].map(|language| {
        let words = language.words();
        let text = if newer { words.newer_text } else { words.blocked_text };
        view! {
            <section lang=language.code()>
                <h2>{words.blocked_title}</h2>
                <p>{text}</p>
                <p class="quiet">{fill(words.blocked_detail, &reason)}</p>
                <p>
                    <a class="button" data-kind="primary" href="" rel="external" data-action="reload">
                        {words.reload}
                    </a>
                </p>
            </section>
        }
    });
    view! {
        <main id="content" class="page" data-mark="blocked" role="alert">
            <h1>{Language::default().words().app_name}</h1>
            {said.collect_view()}
        </main>
    }
}
