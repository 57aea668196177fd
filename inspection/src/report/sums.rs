//! Establishments and counts: of one visit, of a ward, of everything.

use std::ops::AddAssign;

use serde::Serialize;

use super::decisions::Decisions;
use super::measures::{Measures, Severities};
use super::samples::Samples;
use crate::tally::Tally;

/// Establishments and counts of one kind or ward, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// Establishments visited, each once.
    pub establishments: u32,
    /// Those of them with at least one violation.
    pub violating: u32,
    /// The counts of visits.
    pub tally: Tally,
    /// What visits asked for.
    pub measures: Measures,
    /// What they found, by severity.
    pub severities: Severities,
    /// What became of the samples that they took.
    pub samples: Samples,
    /// What was decided in the period, of whatever visits.
    pub decisions: Decisions,
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.establishments += other.establishments;
        self.violating += other.violating;
        self.tally += other.tally;
        self.measures += other.measures;
        self.severities += other.severities;
        self.samples += other.samples;
        self.decisions += other.decisions;
    }
}
