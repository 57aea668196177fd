//! The frame of a draft: what it is called, whether it is saved, and its parts
//! with how much of each is left. The parts themselves are other pages.

mod adding;
mod windows;

use inspection::{Gap, InspectionId, RulePack};
use leptos::prelude::*;

use super::home::draft_name;
use super::naming::{check_name, is_asked_at_the_end};
use super::rest::later;
use super::{check, closing, localised, nothing_here, say, visit};
use crate::acts::{LoadError, Scope};
use crate::components::{
    Element, Fragment, Said, all, button, el, live, main_link, nothing, save_mark,
};
use crate::place::{Draft, Place};
use crate::signal::Derived;
use crate::state::{Mark, OpenCheck, OpenDraft, Piece, Standing, State, Trouble};
use crate::wording::{Language, Words, fill};

/// The frame of the draft of this id, with the part that `place` names.
pub(crate) fn frame(state: State, id: Option<InspectionId>, place: Derived<Place>) -> Fragment {
    let draft = match id.map(|id| (id, untrack(|| state.open_draft(id)))) {
        Some((_, Ok(draft))) => draft,
        Some((id, Err(LoadError::Closed))) => {
            return localised(state, move |language| closed(state, id, language.words()));
        }
        _ => return localised(state, move |language| missing(state, language.words())),
    };
    untrack(|| state.show_draft(draft));
    // Whoever owns it, the page stays; only its end draws another one.
    let standing = draft.standing();
    let known = Derived::new(move |_| standing.get() != Standing::Unknown);
    let gone = Derived::new(move |_| matches!(standing.get(), Standing::Gone { .. }));
    live(move || match (known.get(), gone.get()) {
        (false, _) => nothing(),
        (_, false) => untrack(|| open(state, draft, place)),
        _ => {
            let words = state.words();
            untrack(|| match standing.get() {
                Standing::Gone { closed: true } => closed(state, draft.id, words).into(),
                _ => missing(state, words).into(),
            })
        }
    })
}

/// Of a draft that is known to be a draft.
fn open(state: State, draft: OpenDraft, place: Derived<Place>) -> Fragment {
    let part = live(move || match place.get() {
        Place::Draft(shown, part) if shown == Some(draft.id) => {
            let language = state.language.get();
            draft.history.undone.track();
            // Other rules may ask other things.
            draft.pack();
            untrack(|| page(state, draft, part, language))
        }
        _ => el("div"),
    });
    el("div")
        .class("draft")
        .child(bar(state, draft))
        .child(parts(state, draft))
        .child(windows::writing(draft, part))
        .into()
}

fn page(state: State, draft: OpenDraft, part: Draft, language: Language) -> Element {
    match part {
        Draft::Visit => visit::visit(state, draft, language),
        Draft::Establishment => visit::establishment(state, draft, language),
        Draft::Closing => closing::closing(state, draft, language),
        Draft::Check(number) => match number.and_then(|number| draft.check(number)) {
            Some(check) => check::check(state, draft, check, language),
            None => check::gone(state, language),
        },
    }
}

fn missing(state: State, words: &Words) -> Element {
    let records = main_link("/records", words.records_title);
    nothing_here(
        state,
        words.draft_missing_title,
        words.draft_missing_text,
        records,
    )
}

fn closed(state: State, id: InspectionId, words: &Words) -> Element {
    let record = main_link(&format!("/records/{id}"), words.open_record);
    let record = record.attr("data-action", "open-closed");
    nothing_here(state, words.closed_title, words.closed_text, record)
}

fn bar(state: State, draft: OpenDraft) -> Element {
    let name = Derived::new(move |_| {
        draft
            .head
            .with(|head| draft_name(state.language.get(), head))
    });
    let said = move || match draft.saver.mark() {
        Mark::Saved if windows::is_reading(draft) => windows::said(state.words()),
        mark => said(state.words(), mark),
    };
    let name = el("p").class("draft-name").text_of(move || name.get());
    el("div")
        .class("draft-bar")
        .child(name)
        .child(undo(state, draft))
        .child(save_mark(said, move || state.save_again()))
        .child(rescue(state, draft))
        .child(other_rules(state, draft))
        .child(windows::notice(state, draft))
}

/// A draft of rules that this program does not have cannot be closed by them;
/// a person may have it judged by those at hand.
fn other_rules(state: State, draft: OpenDraft) -> Fragment {
    let unknown = Derived::new(move |_| {
        draft
            .head
            .with(|head| RulePack::named(&head.rule_pack).is_none())
    });
    live(move || {
        let words = state.words();
        let adopt = move || {
            draft
                .head
                .update(|head| head.rule_pack = state.desk().rules().name());
            draft.saver.touch(Piece::Head);
        };
        let offer = || {
            el("p")
                .class("message")
                .text(words.close_unknown_pack)
                .child(button("adopt-rules", words.adopt_rules).on_click(adopt))
        };
        all((unknown.get() && !windows::is_reading(draft)).then(offer))
    })
}

/// What cannot be saved can be put into a file.
fn rescue(state: State, draft: OpenDraft) -> Fragment {
    let unsaved = Derived::new(move |_| matches!(draft.saver.mark(), Mark::Unsaved(_)));
    live(move || {
        let button = || {
            later(state, move |rest| {
                (rest.export)(state, Scope::Draft(draft.id))
            })
        };
        all(unsaved.get().then(button))
    })
}

/// The button that undoes the last step, while there is one.
fn undo(state: State, draft: OpenDraft) -> Fragment {
    let is_any = Derived::new(move |_| draft.history.count.get() > 0);
    live(move || {
        let button = || {
            button("undo", state.words().undo).on_click(move || {
                if let Some(path) = state.undo(draft) {
                    state.go(&path);
                }
            })
        };
        all((is_any.get() && !windows::is_reading(draft)).then(button))
    })
}

fn said(words: &Words, mark: Mark) -> Said {
    let (state, word) = match mark {
        Mark::Saved => ("saved", words.saved),
        Mark::Saving => ("saving", words.saving),
        Mark::Unsaved(_) => ("unsaved", words.unsaved),
    };
    let advice = match mark {
        Mark::Saved | Mark::Saving => None,
        Mark::Unsaved(trouble) => Some(advice(words, trouble)),
    };
    Said {
        state,
        word,
        advice,
        again: words.save_again,
    }
}

/// What to do where something is not saved.
pub(crate) fn advice(words: &Words, trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Full => words.unsaved_full,
        Trouble::Broken => words.unsaved_broken,
        Trouble::Elsewhere => words.unsaved_elsewhere,
        Trouble::Newer => words.unsaved_newer,
        Trouble::ReadOnly => words.unsaved_read_only,
    }
}

fn parts(state: State, draft: OpenDraft) -> Element {
    let list = live(move || {
        let checks = draft.checks.get();
        untrack(|| list(state, draft, checks))
    });
    el("nav")
        .class("parts")
        .attr_of("aria-label", say(state, |words| words.parts_title))
        .child(list)
        .child(windows::writing(draft, adding::add_check(state, draft)))
}

fn list(state: State, draft: OpenDraft, checks: Vec<OpenCheck>) -> Element {
    let id = draft.id;
    let visit_left = Derived::new(move |_| head_left(draft, false));
    let closing_left = Derived::new(move |_| head_left(draft, true));
    let visit = move || state.words().part_visit.to_owned();
    let visit = part_link(state, "visit", format!("/drafts/{id}"), visit_left, visit);
    let closing = move || state.words().part_closing.to_owned();
    let href = format!("/drafts/{id}/closing");
    let closing = part_link(state, "closing", href, closing_left, closing);
    let checks = checks.into_iter().map(|check| {
        let left = Derived::new(move |_| check.gaps_left());
        let part = format!("check-{}", check.id);
        let href = format!("/drafts/{id}/checks/{}", check.id);
        let name = move || {
            let language = state.language.get();
            let name = check
                .draft
                .with_untracked(|draft| check_name(language, draft.kind, &draft.subject));
            format!("{}. {name}", check.id)
        };
        part_link(state, &part, href, left, name)
    });
    el("ul").child(visit).children(checks).child(closing)
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
    part: &str,
    href: String,
    left: Derived<usize>,
    name: impl Fn() -> String + 'static,
) -> Element {
    let count = move || match left.get() {
        0 => state.words().gaps_none.to_owned(),
        left => fill(state.words().gaps_left, &left.to_string()),
    };
    let count = el("span")
        .class("count")
        .attr_of(
            "data-state",
            move || if left.get() == 0 { "done" } else { "left" },
        )
        .text_of(count);
    let link = el("a")
        .class("part-link")
        .attr("href", &href)
        .attr("data-action", "open-part")
        .attr("data-value", part)
        .attr_of("aria-current", move || {
            state.path.with(|path| *path == href).then_some("page")
        })
        .child(el("span").text_of(name))
        .child(count);
    el("li").child(link)
}

/// The link to the part after this one.
pub(crate) fn next_part(language: Language, href: &str) -> Element {
    let link = main_link(href, language.words().next_part).attr("data-action", "next-part");
    el("p").class("next").child(link)
}
