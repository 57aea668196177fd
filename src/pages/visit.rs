//! The visit's own fields: who is visited, by whom, and when.

use inspection::{RulePack, visit_sections};
use leptos::prelude::*;

use super::draft::{next_part, part};
use super::form::{Sheet, sections};
use super::heading;
use crate::state::{Part, State};

/// The page.
pub(crate) fn visit(state: State) -> impl IntoView {
    part(state, move |draft, language| {
        let sheet = Sheet {
            draft,
            part: Part::Head,
            language,
        };
        let first = draft
            .checks
            .with_untracked(|checks| checks.first().map(|check| check.id));
        let next = first.map_or_else(
            || format!("/drafts/{}/closing", draft.id),
            |check| format!("/drafts/{}/checks/{check}", draft.id),
        );
        view! {
            {heading(state, language.words().part_visit.to_owned())}
            {sections(sheet, visit_sections(RulePack::current()))}
            {next_part(language, next)}
        }
        .into_any()
    })
}
