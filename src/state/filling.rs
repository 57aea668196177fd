//! Checks that are added, and what is filled in by itself: the type of the one
//! before, the standards used last, the items that conform. What is filled in is kept with its check, in
//! one save, and undone in one step. Which answers those are is the inspection crate's to say.

use inspection::{Answers, CheckDraft, CheckKind, Head, Item, RulePack};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::editing::note_all;
use super::saving::Piece;
use super::{OpenCheck, OpenDraft, State};

impl State {
    /// Adds a check to a draft, and keeps both at once.
    pub(crate) fn add_check(self, draft: OpenDraft, kind: CheckKind, subject: &str) -> OpenCheck {
        self.add_filled(draft, kind, subject, Answers::new())
    }

    /// Adds a check of the same kind with what its type has in common with this
    /// one; the focus goes to the first field that is missing.
    pub(crate) fn add_again(self, draft: OpenDraft, check: OpenCheck) -> OpenCheck {
        let pack = untrack(|| draft.pack());
        let (kind, subject, answers) = check.draft.with_untracked(|check| {
            let answers = check.same_again(pack);
            (check.kind, check.subject.clone(), answers)
        });
        let next = self.add_filled(draft, kind, &subject, answers);
        if let Some(field) = next.first_gap() {
            self.point_at(&field);
        }
        next
    }

    /// Remembers the standards of a check for the next one of its kind. Nothing
    /// depends on it: what was not kept is typed again.
    pub(super) fn remember_standards(self, pack: &RulePack, check: &CheckDraft) {
        let rows = check.standards(pack);
        if let Some(saving) = self.desk().remember_standards(&check.subject, &rows) {
            spawn_local(async move { drop(saving.await) });
        }
    }

    fn add_filled(
        self,
        draft: OpenDraft,
        kind: CheckKind,
        subject: &str,
        answers: Answers,
    ) -> OpenCheck {
        let mut head = draft.head.get_untracked();
        let mut check = head.add_check(kind, subject);
        check.answers = answers;
        if check.standards(untrack(|| draft.pack())).is_empty() {
            note_all(&mut check.answers, &self.desk().standards(subject));
        }
        let check = self.with_owner(|| draft.put_in(head.clone(), check));
        let saving = check
            .draft
            .with_untracked(|check| self.desk().add_check(&head, check));
        draft.saver.touch(Piece::Check(check.id));
        draft.saver.follow(Piece::Head, saving);
        check
    }
}

impl OpenDraft {
    /// Gives items of a check the answers of those that conform, in one step
    /// that can be undone.
    pub(crate) fn conform(self, check: OpenCheck, items: &[&'static Item]) {
        let day = self.rules_of.get_untracked();
        let rest = |draft: &CheckDraft| draft.rest_conform(items, day);
        let rest = check.draft.with_untracked(rest);
        self.history.filled(check.id, &rest);
        check
            .draft
            .update(|draft| note_all(&mut draft.answers, &rest));
        self.saver.touch(Piece::Check(check.id));
        self.saver.flush();
    }

    /// Adds a check at the end, with the head that lists it; what is filled in
    /// is one step that can be undone. Keeping it is the caller's business.
    fn put_in(self, head: Head, check: CheckDraft) -> OpenCheck {
        self.history.filled(check.id, &check.answers);
        let check = OpenCheck::new(check, self.day, self.rules_of, self.edition);
        self.checks.update(|checks| checks.push(check));
        self.head.set(head);
        check
    }
}
