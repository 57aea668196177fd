//! What keeps a draft from being closed: every gap with what is wrong, each one
//! tap from its field.

use inspection::Gap;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::naming::{check_name, field_name, gap_sentence, is_asked_at_the_end, part_of};
use crate::components::live;
use crate::state::{OpenDraft, State};
use crate::wording::Language;

/// The list; nothing where nothing is missing.
pub(crate) fn list(state: State, draft: OpenDraft, language: Language) -> impl IntoView {
    let words = language.words();
    let gaps = Memo::new(move |_| draft.gaps());
    live(move || {
        let gaps = gaps.get();
        if !draft.tried.get() || gaps.is_empty() {
            return ().into_any();
        }
        let rows = gaps
            .iter()
            .map(|gap| one(state, draft, language, gap))
            .collect_view();
        view! {
            <section class="sheet gaps" data-mark="gaps">
                <h2 tabindex="-1" id="gaps-title">{words.gaps_title}</h2>
                <p>{words.gaps_text}</p>
                <ul>{rows}</ul>
            </section>
        }
        .into_any()
    })
}

fn one(state: State, draft: OpenDraft, language: Language, gap: &Gap) -> impl IntoView + use<> {
    let navigate = use_navigate();
    let name = untrack(|| field_name(language, draft, &gap.place));
    let check = gap.place.check.and_then(|id| untrack(|| draft.check(id)));
    let part = check.map(|check| {
        let name = check
            .draft
            .with_untracked(|check| check_name(language, check.kind, &check.subject));
        format!("{}. {name}: ", check.id)
    });
    let field = gap.place.field.clone();
    let path = match part_of(&gap.place).strip_prefix("check-") {
        Some(check) => format!("/drafts/{}/checks/{check}", draft.id),
        None if is_asked_at_the_end(&field) => format!("/drafts/{}/closing", draft.id),
        None => format!("/drafts/{}", draft.id),
    };
    let go = {
        let field = field.clone();
        move |_| {
            // On this very page no other page appears that would take the focus.
            if is_asked_at_the_end(&field) {
                state.screen().focus(&format!("[data-field=\"{field}\"]"));
            } else {
                state.point_at(&field);
                navigate(&path, NavigateOptions::default());
            }
        }
    };
    view! {
        <li>
            <button type="button" class="gap-link" data-action="open-gap" data-value=field on:click=go>
                <strong>{part} {name}</strong>
                <span>{gap_sentence(language, &gap.reason, "")}</span>
            </button>
        </li>
    }
}
