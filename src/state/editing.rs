//! One draft under the hand: a signal for the head and one for each check, so
//! that typing touches one field, one verdict and one stored piece however
//! many checks there are. Judging is the inspection crate's.

mod edition;
mod renewing;

use chrono::NaiveDate;
use inspection::{
    Answers, Assessment, CheckContent, CheckDraft, CheckId, Draft, Finding, Gap, Head,
    InspectionId, Signed, Verdict, basis_gap, live_items, live_readings,
};
use leptos::prelude::*;

use super::ownership::Ownership;
use super::saving::{Piece, Saver};
use super::signing::draft;
use super::undo::History;
use crate::signal::{Derived, Source};
use edition::{at, pack};
pub(crate) use renewing::Changed;

/// A draft with what is known of it so far.
#[derive(Clone, Copy)]
pub(crate) struct OpenDraft {
    /// The inspection's id.
    pub(crate) id: InspectionId,
    /// The visit's own fields.
    pub(crate) head: Source<Head>,
    /// The checks, in order.
    pub(crate) checks: Source<Vec<OpenCheck>>,
    /// What the visit's own fields lack, and its signatures that hold no more.
    pub(crate) head_gaps: Derived<Vec<Gap>>,
    /// The day that picks the rules, once it can be read.
    pub(crate) day: Derived<Option<NaiveDate>>,
    /// The day whose rules are shown: that one, until it is known today.
    pub(crate) rules_of: Derived<NaiveDate>,
    /// Which edition of the rules it is asked and judged by, as on closing.
    pub(super) edition: Derived<usize>,
    /// Whether closing was tried, so that missing fields are shown too.
    pub(crate) tried: Source<bool>,
    /// What keeps it on the tablet.
    pub(crate) saver: Saver,
    /// What can be undone.
    pub(crate) history: History,
    /// Which window owns it.
    pub(super) ownership: StoredValue<Ownership, LocalStorage>,
}

/// One check of it.
#[derive(Clone, Copy)]
pub(crate) struct OpenCheck {
    /// Its number.
    pub(crate) id: CheckId,
    /// Its answers.
    pub(crate) draft: Source<CheckDraft>,
    /// What it holds, once it is complete.
    pub(crate) content: Derived<Result<CheckContent, Vec<Gap>>>,
    /// The verdict, once it is complete.
    pub(crate) assessment: Derived<Option<Assessment>>,
    /// What keeps it from being closed.
    gaps: Derived<Vec<Gap>>,
    /// The verdicts on the readings typed so far.
    pub(crate) readings: Derived<Vec<Finding>>,
    /// The verdicts on computed items so far, by code.
    pub(crate) computed: Derived<Vec<(&'static str, Option<Verdict>)>>,
}

/// One part of a draft: what a page shows at a time.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    /// The visit's own fields and the closing ones.
    Head,
    /// One check.
    Check(OpenCheck),
}

impl OpenDraft {
    /// Lays a draft out in signals; `today` is the day on the wall.
    pub(crate) fn new(kept: Draft, today: Source<NaiveDate>, saver: Saver) -> Self {
        let id = kept.head.id;
        let head = Source::new(kept.head);
        let edition = Derived::new(move |_| head.with(at));
        let day = Derived::new(move |_| head.with(Head::inspected_on));
        let rules_of = Derived::new(move |_| day.get().unwrap_or_else(|| today.get()));
        let checks = kept.checks.into_iter();
        let checks = checks
            .map(|check| OpenCheck::new(check, day, rules_of, edition))
            .collect();
        let checks = Source::new(checks);
        let head_gaps = Derived::new(move |_| {
            let (pack, today) = (pack(edition.get()), today.get());
            let mut gaps = head.with(|head| head.gaps(pack, today));
            // Nobody else pays for signatures that may hold no more.
            if head.with(|head| Signed::is_any(&head.answers)) {
                gaps.extend(draft(head, checks).void_signatures(pack, today));
            }
            gaps
        });
        Self {
            id,
            head,
            checks,
            head_gaps,
            day,
            rules_of,
            edition,
            tried: Source::new(false),
            saver,
            history: History::new(),
            ownership: StoredValue::new_local(Ownership::new()),
        }
    }

    /// The check of this number.
    pub(crate) fn check(self, id: CheckId) -> Option<OpenCheck> {
        self.checks
            .with(|checks| checks.iter().find(|check| check.id == id).copied())
    }

    /// Notes an answer and has its piece kept.
    pub(crate) fn answer(self, part: Part, field: &str, text: String) {
        let before = |answers: &Answers| self.history.answered(part.check_id(), field, answers);
        match part {
            Part::Head => {
                self.head.with_untracked(|head| before(&head.answers));
                self.head
                    .update(|head| note(&mut head.answers, field, text));
                self.saver.touch(Piece::Head);
            }
            Part::Check(check) => {
                check.draft.with_untracked(|draft| before(&draft.answers));
                check
                    .draft
                    .update(|draft| note(&mut draft.answers, field, text));
                self.saver.touch(Piece::Check(check.id));
            }
        }
    }

    /// Puts a check back to where it was; keeping that is the caller's business.
    pub(super) fn put_back(self, check: CheckDraft, at: usize) -> OpenCheck {
        let id = check.id;
        let check = OpenCheck::new(check, self.day, self.rules_of, self.edition);
        self.checks.update(|checks| {
            let at = at.min(checks.len());
            checks.insert(at, check);
        });
        self.head.update(|head| {
            let at = at.min(head.checks.len());
            head.checks.insert(at, id);
        });
        check
    }

    /// Takes a check out; keeping that is the caller's business.
    pub(super) fn take_out(self, id: CheckId) {
        self.head
            .update(|head| head.checks.retain(|check| *check != id));
        self.checks
            .update(|checks| checks.retain(|check| check.id != id));
        self.saver.forget(Piece::Check(id));
    }

    /// Everything that keeps it from being closed, in the order of the screen.
    pub(crate) fn gaps(self) -> Vec<Gap> {
        let pack = self.pack();
        let at_the_end = |gap: &Gap| pack.asks_at_the_end(&gap.place.field);
        let (last, mut gaps): (Vec<_>, Vec<_>) =
            self.head_gaps.get().into_iter().partition(at_the_end);
        for check in self.checks.get() {
            gaps.extend(check.gaps.get());
        }
        gaps.extend(last);
        gaps
    }
}

impl OpenCheck {
    pub(super) fn new(
        draft: CheckDraft,
        day: Derived<Option<NaiveDate>>,
        rules_of: Derived<NaiveDate>,
        edition: Derived<usize>,
    ) -> Self {
        let pack = move || pack(edition.get());
        let id = draft.id;
        let draft = Source::new(draft);
        let content =
            Derived::new(move |_| draft.with(|draft| draft.complete(pack(), rules_of.get())));
        let assessment = Derived::new(move |_| {
            let day = day.get()?;
            content.with(|content| {
                content
                    .as_ref()
                    .ok()
                    .map(|content| content.assess(pack(), day))
            })
        });
        let gaps = Derived::new(move |_| {
            content.with(|content| match content {
                Err(gaps) => gaps.clone(),
                Ok(content) => assessment
                    .with(|made| basis_gap(id, content, made.as_ref()?))
                    .into_iter()
                    .collect(),
            })
        });
        let live = move |draft: &CheckDraft| live_readings(pack(), draft, rules_of.get());
        let readings = Derived::new(move |_| draft.with(live));
        let computed =
            Derived::new(move |_| draft.with(|draft| live_items(pack(), draft, rules_of.get())));
        Self {
            id,
            draft,
            content,
            assessment,
            gaps,
            readings,
            computed,
        }
    }

    /// The first field that keeps it from being closed.
    pub(super) fn first_gap(self) -> Option<String> {
        let first = |gaps: &Vec<Gap>| gaps.first().map(|gap| gap.place.field.clone());
        self.gaps.with_untracked(first)
    }

    /// How much of it is not finished.
    pub(crate) fn gaps_left(self) -> usize {
        self.gaps.with(Vec::len)
    }
}

impl Part {
    /// The answer as it stands, without following it.
    pub(crate) fn typed(self, draft: OpenDraft, field: &str) -> String {
        untrack(|| self.follow(draft, field))
    }

    /// The answer, followed.
    pub(crate) fn follow(self, draft: OpenDraft, field: &str) -> String {
        let mut answer = String::new();
        self.see(draft, &mut |answers| {
            answer = answers.get(field).cloned().unwrap_or_default();
        });
        answer
    }

    /// Shows all its answers, followed.
    pub(crate) fn see(self, draft: OpenDraft, show: &mut dyn FnMut(&Answers)) {
        match self {
            Self::Head => draft.head.with(|head| show(&head.answers)),
            Self::Check(check) => check.draft.with(|draft| show(&draft.answers)),
        }
    }

    /// What is wrong with a field, if anything.
    pub(crate) fn gap(self, draft: OpenDraft, field: &str) -> Option<Gap> {
        let of = |gaps: &[Gap]| gaps.iter().find(|gap| gap.place.field == field).cloned();
        match self {
            Self::Head => draft.head_gaps.with(|gaps| of(gaps)),
            Self::Check(check) => check.gaps.with(|gaps| of(gaps)),
        }
    }

    /// The id of a field's element.
    pub(crate) fn id_of(self, field: &str) -> String {
        format!("{}-{}", self.prefix(), field.replace('.', "-"))
    }

    /// Unique in the page, for ids of elements.
    pub(crate) fn prefix(self) -> String {
        match self {
            Self::Head => "visit".to_owned(),
            Self::Check(check) => format!("check-{}", check.id),
        }
    }
}

fn note(answers: &mut Answers, field: &str, text: String) {
    if text.is_empty() {
        answers.remove(field);
    } else {
        answers.insert(field.to_owned(), text);
    }
}

pub(super) fn note_all(answers: &mut Answers, texts: &Answers) {
    for (field, text) in texts {
        note(answers, field, text.clone());
    }
}
