//! A draft that another window wrote: what is laid out here follows it, and the
//! fields that differ are named.

use inspection::{Answers, Draft};

use super::{OpenCheck, OpenDraft, Part};

/// A field that another window changed.
#[derive(Clone)]
pub(crate) struct Changed {
    /// The part of the draft.
    pub(crate) part: Part,
    /// The field.
    pub(crate) field: String,
    /// What stood in it here.
    pub(crate) before: String,
    /// What stands in it now.
    pub(in crate::state) now: String,
}

impl OpenDraft {
    /// Takes over what another window kept, and says which fields that changed.
    pub(in crate::state) fn renew(self, draft: Draft) -> Vec<Changed> {
        let mut changed = Vec::new();
        let before = self.head.get();
        if before != draft.head {
            compare(
                Part::Head,
                &before.answers,
                &draft.head.answers,
                &mut changed,
            );
            self.head.set(draft.head);
        }
        let known = self.checks.get();
        let mut checks = Vec::new();
        for check in draft.checks {
            let Some(open) = self.check(check.id) else {
                checks.push(OpenCheck::new(check, self.day, self.rules_of, self.edition));
                continue;
            };
            let before = open.draft.get();
            if before != check {
                let part = Part::Check(open);
                compare(part, &before.answers, &check.answers, &mut changed);
                open.draft.set(check);
            }
            checks.push(open);
        }
        let ids = |checks: &[OpenCheck]| checks.iter().map(|check| check.id).collect::<Vec<_>>();
        if ids(&known) != ids(&checks) {
            self.checks.set(checks);
        }
        changed
    }
}

/// Notes the fields that differ.
fn compare(part: Part, before: &Answers, now: &Answers, changed: &mut Vec<Changed>) {
    let text = |answers: &Answers, field: &String| answers.get(field).cloned();
    let gone = before.keys().filter(|field| !now.contains_key(*field));
    for field in now.keys().chain(gone) {
        let (before, now) = (text(before, field), text(now, field));
        if before != now {
            changed.push(Changed {
                part,
                field: field.clone(),
                before: before.unwrap_or_default(),
                now: now.unwrap_or_default(),
            });
        }
    }
}
