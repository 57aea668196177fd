//! What was decided after visits, by the day of the decision, whenever the visit
//! was: fines, warnings, what was put right, what became of goods.

use std::collections::BTreeSet;
use std::ops::AddAssign;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{CheckId, DocumentId, InspectionId};
use crate::outcome::{Outcome, OutcomeResult};
use crate::register::folded_words;

/// How many results there are.
const RESULTS: usize = OutcomeResult::ALL.len();

/// What a report needs of one outcome.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sequel {
    /// The document.
    pub id: DocumentId,
    /// The inspection it is of.
    pub inspection: InspectionId,
    /// The check it is of.
    pub check: Option<CheckId>,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// What was decided.
    pub result: OutcomeResult,
    /// Number of the decision, folded; empty where it has none.
    pub reference: String,
}

/// Decisions by result. Establishments and money are apart, as reports want them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Decisions {
    /// How many of each, in the order of [`OutcomeResult::ALL`].
    by_result: [u32; RESULTS],
    /// Establishments that were fined, each once.
    pub fined: u32,
    /// Establishments that were reminded or warned, each once.
    pub warned: u32,
    /// All fines, in đồng.
    pub fines_vnd: u64,
}

impl Sequel {
    /// What a report needs of this outcome.
    #[must_use]
    pub fn of(outcome: &Outcome) -> Self {
        Self {
            id: outcome.id,
            inspection: outcome.inspection,
            check: outcome.check,
            decided_on: outcome.decided_on,
            result: outcome.result,
            reference: folded_words(outcome.reference.as_deref().unwrap_or_default()),
        }
    }
}

impl Decisions {
    /// One decision; establishments are counted by whoever knows them.
    pub(super) fn of(result: OutcomeResult) -> Self {
        let mut decisions = Self::default();
        if let Some(count) = decisions.by_result.get_mut(place(result)) {
            *count = 1;
        }
        if let OutcomeResult::Fined { amount_vnd } = result {
            decisions.fines_vnd = amount_vnd;
        }
        decisions
    }

    /// How many of a result; of fines, whatever their amount.
    #[must_use]
    pub fn of_result(&self, result: OutcomeResult) -> u32 {
        self.by_result
            .get(place(result))
            .copied()
            .unwrap_or_default()
    }
}

impl AddAssign for Decisions {
    fn add_assign(&mut self, other: Self) {
        for (sum, one) in self.by_result.iter_mut().zip(other.by_result) {
            *sum += one;
        }
        self.fined += other.fined;
        self.warned += other.warned;
        self.fines_vnd = self.fines_vnd.saturating_add(other.fines_vnd);
    }
}

fn place(result: OutcomeResult) -> usize {
    let mut all = OutcomeResult::ALL.iter();
    all.position(|one| one.code() == result.code())
        .unwrap_or(RESULTS)
}

/// The outcomes that count. A decision that several documents tell of, by its number
/// within one chain of corrections, is one, and the latest document says what it is:
/// so a slip is mended by a further outcome. Without a number, documents that say the
/// same are one; but fines without a number are never taken for the same.
pub(super) fn told_once<'a>(
    sequels: impl Iterator<Item = (InspectionId, &'a Sequel)>,
) -> Vec<(InspectionId, &'a Sequel)> {
    let mut told = BTreeSet::new();
    let mut once: Vec<_> = sequels.collect();
    // Ids are in the order of time.
    once.sort_by_key(|(_, sequel)| std::cmp::Reverse(sequel.id));
    once.retain(|(root, sequel)| {
        let is_numbered = !sequel.reference.is_empty();
        let is_fine = matches!(sequel.result, OutcomeResult::Fined { .. });
        told.insert((
            *root,
            sequel.check,
            sequel.result.code(),
            sequel.reference.as_str(),
            (!is_numbered).then_some(sequel.decided_on),
            (!is_numbered && is_fine).then_some(sequel.id),
        ))
    });
    once
}
