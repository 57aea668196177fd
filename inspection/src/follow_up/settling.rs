//! Which document settles what, and which outcomes can be said of an inspection.

use super::{Aftermath, FollowUp, FollowUpKind, Later, LookedAt, Settled};
use crate::check::CheckKind;
use crate::id::CheckId;
use crate::outcome::{Outcome, OutcomeResult};

impl FollowUpKind {
    /// Whether an outcome says that it is done. Goods that are gone need no seal,
    /// and a case that is closed asks for nothing; but a seal stays on, and a
    /// laboratory still answers.
    fn is_settled_by(self, result: OutcomeResult) -> bool {
        use OutcomeResult as R;
        match self {
            Self::Remedy => matches!(result, R::Remedied | R::ClosedWithoutMeasure),
            Self::Reverification => matches!(result, R::Reverified | R::ClosedWithoutMeasure),
            Self::Suspension => result == R::SuspensionLifted || is_of_goods(result),
            Self::Seal => result == R::SealLifted || is_of_goods(result),
            Self::Sample => matches!(result, R::SamplePassed | R::SampleFailed),
            Self::Referral => matches!(result, R::ReferralAnswered | R::ClosedWithoutMeasure),
        }
    }
}

fn is_of_goods(result: OutcomeResult) -> bool {
    use OutcomeResult as R;
    matches!(
        result,
        R::GoodsRecycled | R::GoodsReturned | R::GoodsDestroyed
    )
}

impl Aftermath {
    /// What settled one of [`Aftermath::with`] first: an outcome of the inspection
    /// or of what it corrects, or an inspection of a later day that looked at the
    /// same things and found all of them in order.
    #[must_use]
    pub fn settled(
        &self,
        what: &FollowUp,
        outcomes: &[Outcome],
        later: &[Later],
    ) -> Option<Settled> {
        let by_outcome = outcomes.iter().filter(|outcome| {
            let about = outcome.check.is_none() || outcome.check == what.check;
            about && outcome.decided_on >= what.since && what.kind.is_settled_by(outcome.result)
        });
        let by_outcome = by_outcome.map(|outcome| Settled {
            on: outcome.decided_on,
            by: outcome.id,
        });
        let things = self.things(what);
        let by_visit = later.iter().filter(|visit| {
            let found = |thing: &&LookedAt| visit.aftermath.found_in_order(thing, &things);
            visit.on > what.since && !things.is_empty() && things.iter().all(found)
        });
        let by_visit = by_visit.map(|visit| Settled {
            on: visit.on,
            by: visit.id.into(),
        });
        by_outcome.chain(by_visit).min()
    }

    /// What must be found in order to settle it: the check it names; where a remedy
    /// names none, all that was not. A seal, a suspension, a sample and a referral
    /// are not settled by looking.
    fn things(&self, what: &FollowUp) -> Vec<&LookedAt> {
        let is_meant = |thing: &&LookedAt| match (what.kind, what.check) {
            (FollowUpKind::Remedy | FollowUpKind::Reverification, Some(check)) => {
                thing.check == check
            }
            (FollowUpKind::Remedy, None) => thing.violates,
            _ => false,
        };
        self.looked_at.iter().filter(is_meant).collect()
    }

    /// Whether everything here that may be the thing is in order, and is as many
    /// as there were of it.
    fn found_in_order(&self, thing: &LookedAt, before: &[&LookedAt]) -> bool {
        let wanted = before.iter().filter(|other| other.is_like(thing)).count();
        let same = || self.looked_at.iter().filter(|other| other.is_like(thing));
        same().count() >= wanted && same().all(|other| other.conforms)
    }

    /// Whether an outcome can be said of the inspection, or of one check of it,
    /// after `before`.
    #[must_use]
    pub fn fits(&self, result: OutcomeResult, check: Option<CheckId>, before: &[Outcome]) -> bool {
        use OutcomeResult as R;
        let about = |of: Option<CheckId>| check.is_none() || of == check;
        let open = self.with(before);
        let is_left =
            |kind: FollowUpKind| open.iter().any(|one| one.kind == kind && about(one.check));
        let is_wrong = || {
            let mut things = self.looked_at.iter();
            let mut failed = before.iter().filter(|one| one.result == R::SampleFailed);
            things.any(|thing| thing.violates && about(Some(thing.check)))
                || failed.any(|one| one.check.is_none() || about(one.check))
                || self.refused && check.is_none()
        };
        let is_goods = || {
            let mut things = self.looked_at.iter();
            things.any(|thing| thing.kind != CheckKind::Instrument && about(Some(thing.check)))
        };
        match result {
            R::Remedied => is_left(FollowUpKind::Remedy),
            R::Reverified => is_left(FollowUpKind::Reverification),
            R::SealLifted => is_left(FollowUpKind::Seal),
            R::SuspensionLifted => is_left(FollowUpKind::Suspension),
            R::SamplePassed | R::SampleFailed => is_left(FollowUpKind::Sample),
            R::ReferralAnswered => is_left(FollowUpKind::Referral),
            R::GoodsRecycled | R::GoodsReturned | R::GoodsDestroyed => {
                let held = [FollowUpKind::Seal, FollowUpKind::Suspension];
                is_goods() && is_wrong() || held.into_iter().any(is_left)
            }
            R::ClosedWithoutMeasure => is_wrong() || open.iter().any(|one| about(one.check)),
            R::WarningPublished
            | R::ViolationMinutes
            | R::Warned
            | R::Fined { .. }
            | R::PassedOn => is_wrong(),
        }
    }
}

impl LookedAt {
    /// Whether both may be the same thing.
    fn is_like(&self, other: &Self) -> bool {
        (self.kind, &self.subject, &self.name) == (other.kind, &other.subject, &other.name)
    }
}
