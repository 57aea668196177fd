//! The frame of a draft: what it is called, whether it is saved, and its parts
//! with how much of each is left. The parts themselves are other pages.

mod adding;

use inspection::{Gap, InspectionId};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};

use super::home::draft_name;
use super::naming::{check_name, is_asked_at_the_end};
use super::{heading, localised, outlet, say};
use crate::components::{Live, SaveMark, live};
use crate::state::{Mark, OpenCheck, OpenDraft, State, Trouble};
use crate::wording::{Language, Words, fill};

/// The frame with the part that the path names.
pub(crate) fn frame(state: State) -> impl IntoView {
    let id = draft_id();
    live(move || {
        let draft = id
            .get()
            .and_then(|id| untrack(|| state.open_draft(id)).ok());
        match draft {
            Some(draft) => view! {
                <div class="draft">
                    {bar(state, draft)}
                    {parts(state, draft)}
                    <div class="part">{outlet()}</div>
                </div>
            }
            .into_any(),
            None => missing(state).into_any(),
        }
    })
}

/// The id that the path names.
pub(crate) fn draft_id() -> Memo<Option<InspectionId>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("id")?.parse().ok()))
}

/// A page of the draft that the path names; nothing where there is none.
pub(crate) fn part(
    state: State,
    page: impl Fn(OpenDraft, Language) -> AnyView + Copy + Send + 'static,
) -> Live {
    let id = draft_id();
    live(move || {
        let language = state.language.get();
        let draft = id
            .get()
            .and_then(|id| untrack(|| state.open_draft(id)).ok());
        let shown = draft.map(|draft| untrack(|| page(draft, language)));
        shown.into_any()
    })
}

fn missing(state: State) -> impl IntoView {
    localised(state, move |language| {
        let words = language.words();
        view! {
            <div class="page">
                {heading(state, words.draft_missing_title.to_owned())}
                <p>{words.draft_missing_text}</p>
                <p>
                    <a class="button" data-kind="primary" href="/records">
                        {words.records_title}
                    </a>
                </p>
            </div>
        }
    })
}

fn bar(state: State, draft: OpenDraft) -> impl IntoView {
    let name = move || {
        draft
            .head
            .with(|head| draft_name(state.language.get(), head))
    };
    let name = Memo::new(move |_| name());
    let mark = move || draft.saver.mark();
    let shown = Signal::derive(move || match mark() {
        Mark::Saved => "saved",
        Mark::Saving => "saving",
        Mark::Unsaved(_) => "unsaved",
    });
    let word = Signal::derive(move || mark_word(state.words(), mark()));
    let advice = Signal::derive(move || advice(state.words(), mark()));
    view! {
        <div class="draft-bar">
            <p class="draft-name">{move || name.get()}</p>
            <SaveMark
                state=shown
                word=word
                advice=advice
                again=say(state, |words| words.save_again)
                on_again=Callback::new(move |()| draft.saver.flush())
            />
        </div>
    }
}

fn mark_word(words: &Words, mark: Mark) -> &'static str {
    match mark {
        Mark::Saved => words.saved,
        Mark::Saving => words.saving,
        Mark::Unsaved(_) => words.unsaved,
    }
}

fn advice(words: &Words, mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Saved | Mark::Saving => None,
        Mark::Unsaved(Trouble::Full) => Some(words.unsaved_full),
        Mark::Unsaved(Trouble::Broken) => Some(words.unsaved_broken),
        Mark::Unsaved(Trouble::Elsewhere) => Some(words.unsaved_elsewhere),
    }
}

fn parts(state: State, draft: OpenDraft) -> impl IntoView {
    let id = draft.id;
    let visit_left = Memo::new(move |_| head_left(draft, false));
    let closing_left = Memo::new(move |_| head_left(draft, true));
    let check_link = move |check: OpenCheck| {
        let left = Memo::new(move |_| check.gaps_left());
        let name = Signal::derive(move || {
            let language = state.language.get();
            let name = check
                .draft
                .with_untracked(|draft| check_name(language, draft.kind, &draft.subject));
            format!("{}. {name}", check.id)
        });
        part_link(
            state,
            format!("check-{}", check.id),
            format!("/drafts/{id}/checks/{}", check.id),
            left,
            name,
        )
    };
    let title = Signal::derive(move || state.words().part_visit.to_owned());
    let closing = Signal::derive(move || state.words().part_closing.to_owned());
    view! {
        <nav class="parts" aria-label=say(state, |words| words.parts_title)>
            <ul>
                {part_link(state, "visit".to_owned(), format!("/drafts/{id}"), visit_left, title)}
                <For
                    each=move || draft.checks.get()
                    key=|check| check.id
                    children=check_link
                />
                {part_link(
                    state,
                    "closing".to_owned(),
                    format!("/drafts/{id}/closing"),
                    closing_left,
                    closing,
                )}
            </ul>
            {adding::add_check(state, draft)}
        </nav>
    }
}

/// How much of the visit's own fields, or of the closing ones, is left.
fn head_left(draft: OpenDraft, closing: bool) -> usize {
    draft.head_gaps.with(|gaps| {
        let ours = |gap: &&Gap| is_asked_at_the_end(&gap.place.field) == closing;
        gaps.iter().filter(ours).count()
    })
}

fn part_link(
    state: State,
    part: String,
    href: String,
    left: Memo<usize>,
    name: Signal<String>,
) -> impl IntoView {
    let path = use_location().pathname;
    let here = {
        let href = href.clone();
        Signal::derive(move || path.with(|path| *path == href).then_some("page"))
    };
    let state_of = Signal::derive(move || if left.get() == 0 { "done" } else { "left" });
    let count = Signal::derive(move || match left.get() {
        0 => state.words().gaps_none.to_owned(),
        left => fill(state.words().gaps_left, &left.to_string()),
    });
    view! {
        <li>
            <a
                class="part-link"
                href=href
                data-action="open-part"
                data-value=part
                aria-current=here
            >
                <span>{name}</span>
                <span class="count" data-state=state_of>
                    {count}
                </span>
            </a>
        </li>
    }
}

/// The link to the part after this one.
pub(crate) fn next_part(language: Language, href: String) -> impl IntoView {
    view! {
        <p class="next">
            <a class="button" data-kind="primary" data-action="next-part" href=href>
                {language.words().next_part}
            </a>
        </p>
    }
}
