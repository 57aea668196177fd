//! What became of samples: of those that an inspection took, by what a laboratory
//! answered since.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use super::decisions::Sequel;
use super::entry::Entry;
use crate::outcome::OutcomeResult;
use crate::tally::add;

/// Samples by answer. All that were taken are in one of the three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Samples {
    /// Found to conform.
    pub passed: u32,
    /// Found not to.
    pub failed: u32,
    /// Without an answer.
    pub pending: u32,
}

add! { Samples { passed failed pending } }

impl Samples {
    /// The samples of one inspection, by the last answer to each: a laboratory may
    /// correct itself. One about the whole visit answers for all of them, as it
    /// settles what was left open.
    pub(super) fn of(entry: &Entry, sequels: &[&Sequel]) -> Self {
        let mut samples = Self::default();
        for check in &entry.samples {
            let answers = sequels.iter().filter(|sequel| {
                let is_answer = matches!(
                    sequel.result,
                    OutcomeResult::SamplePassed | OutcomeResult::SampleFailed
                );
                let about = sequel.check.is_none() || sequel.check == *check;
                is_answer && about && sequel.decided_on >= entry.inspected_on
            });
            let last = answers.max_by_key(|sequel| (sequel.decided_on, sequel.id));
            *match last.map(|sequel| sequel.result) {
                Some(OutcomeResult::SamplePassed) => &mut samples.passed,
                Some(_) => &mut samples.failed,
                None => &mut samples.pending,
            } += 1;
        }
        samples
    }

    /// All that were taken.
    #[must_use]
    pub fn taken(self) -> u32 {
        self.tested() + self.pending
    }

    /// Those with an answer.
    #[must_use]
    pub fn tested(self) -> u32 {
        self.passed + self.failed
    }
}
