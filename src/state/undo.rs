//! Undo within a draft: the answers as they were, step by step, and checks that
//! were taken out. Lasts as long as the app runs.

use inspection::{Answers, CheckDraft, CheckId};
use leptos::prelude::*;

use super::editing::note_all;
use super::saving::Piece;
use super::{OpenDraft, Part, State};
use crate::signal::Source;

/// The most steps that are remembered.
const MOST: usize = 200;

/// One step that can be undone.
enum Step {
    /// Answers of one part were changed; before they were these.
    Answers {
        check: Option<CheckId>,
        before: Answers,
    },
    /// A check was taken out from this place.
    Removed { check: CheckDraft, at: usize },
}

/// The steps of one draft.
#[derive(Clone, Copy)]
pub(crate) struct History {
    steps: StoredValue<Vec<Step>, LocalStorage>,
    /// How many there are.
    pub(crate) count: Source<usize>,
    /// Changes when fields have to be drawn anew.
    pub(crate) undone: Source<u32>,
}

impl History {
    pub(super) fn new() -> Self {
        Self {
            steps: StoredValue::new_local(Vec::new()),
            count: Source::new(0),
            undone: Source::new(0),
        }
    }

    /// Remembers what stood in a field. Typing on in one field is one step.
    pub(super) fn answered(self, check: Option<CheckId>, field: &str, answers: &Answers) {
        let same = |step: &Step| {
            matches!(step, Step::Answers { check: of, before } if *of == check
                && before.len() == 1 && before.contains_key(field))
        };
        let typed_on = self
            .steps
            .with_value(|steps| steps.last().is_some_and(same));
        if !typed_on {
            let mut before = Answers::new();
            let text = answers.get(field).cloned().unwrap_or_default();
            before.insert(field.to_owned(), text);
            self.changed(check, before);
        }
    }

    /// Remembers that empty fields were filled in by themselves, in one step.
    pub(super) fn filled(self, check: CheckId, answers: &Answers) {
        let mut before = Answers::new();
        for field in answers.keys() {
            before.insert(field.clone(), String::new());
        }
        self.changed(Some(check), before);
    }

    /// Remembers what stood in fields of the visit that are replaced, in one step.
    pub(super) fn replaced(self, answers: &Answers, by: &Answers) {
        let mut before = Answers::new();
        for field in by.keys() {
            let text = answers.get(field).cloned().unwrap_or_default();
            before.insert(field.clone(), text);
        }
        self.changed(None, before);
    }

    fn changed(self, check: Option<CheckId>, before: Answers) {
        if before.is_empty() {
            return;
        }
        self.steps
            .update_value(|steps| steps.push(Step::Answers { check, before }));
        self.recount();
    }

    fn removed(self, check: CheckDraft, at: usize) {
        self.steps
            .update_value(|steps| steps.push(Step::Removed { check, at }));
        self.recount();
    }

    /// Forgets the steps: another window has gone on from them.
    pub(super) fn clear(self) {
        self.steps.update_value(Vec::clear);
        self.recount();
    }

    fn take(self) -> Option<Step> {
        let step = self.steps.try_update_value(Vec::pop).flatten();
        self.recount();
        step
    }

    fn recount(self) {
        let count = self.steps.try_update_value(|steps| {
            let over = steps.len().saturating_sub(MOST);
            steps.drain(..over);
            steps.len()
        });
        let count = count.unwrap_or_default();
        if self.count.get_untracked() != count {
            self.count.set(count);
        }
    }
}

impl State {
    /// Removes a check from a draft, and keeps that at once.
    pub(crate) fn remove_check(self, draft: OpenDraft, check: CheckId) {
        let head = draft.head.get_untracked();
        let Some(open) = untrack(|| draft.check(check)) else {
            return;
        };
        let at = head.checks.iter().position(|known| *known == check);
        let gone = open.draft.get_untracked();
        draft.take_out(check);
        draft.history.removed(gone, at.unwrap_or(head.checks.len()));
        let saving = self.desk().remove_check(&head, check);
        draft.saver.follow(Piece::Head, saving);
    }

    /// Undoes the last step of a draft. Gives the path of the part it is in.
    pub(crate) fn undo(self, draft: OpenDraft) -> Option<String> {
        let part = match draft.history.take()? {
            Step::Answers {
                check: None,
                before,
            } => {
                draft
                    .head
                    .update(|head| note_all(&mut head.answers, &before));
                draft.saver.touch(Piece::Head);
                let pack = untrack(|| draft.pack());
                let at_the_end = before.keys().any(|field| pack.asks_at_the_end(field));
                if at_the_end { "/closing" } else { "" }.to_owned()
            }
            Step::Answers {
                check: Some(id),
                before,
            } => {
                let check = untrack(|| draft.check(id))?;
                check
                    .draft
                    .update(|check| note_all(&mut check.answers, &before));
                draft.saver.touch(Piece::Check(id));
                format!("/checks/{id}")
            }
            Step::Removed { check, at } => {
                let id = check.id;
                let check = self.with_owner(|| draft.put_back(check, at));
                let head = draft.head.get_untracked();
                let saving = check
                    .draft
                    .with_untracked(|check| self.desk().add_check(&head, check));
                draft.saver.follow(Piece::Head, saving);
                format!("/checks/{id}")
            }
        };
        draft.history.undone.update(|times| *times += 1);
        Some(format!("/drafts/{}{part}", draft.id))
    }
}

impl Part {
    /// The check it is, if it is one.
    pub(super) fn check_id(self) -> Option<CheckId> {
        match self {
            Self::Head => None,
            Self::Check(check) => Some(check.id),
        }
    }
}
