//! What one inspection adds to a report, and the fold of many. The same code on
//! tablet and at the office.

use std::iter::Sum;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::assessment::Verdict;
use crate::check::CheckKind;
use crate::inspection::Inspection;

/// Counts of a period, or of one inspection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    /// Visits.
    pub inspections: u32,
    /// Measuring instruments looked at.
    pub instruments: Counts,
    /// Labels looked at.
    pub labels: Counts,
    /// Products looked at for quality.
    pub quality: Counts,
    /// Quantities measured.
    pub quantity: Counts,
}

/// Checks of one kind, by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Conforming.
    pub conforming: u32,
    /// Non-conforming.
    pub non_conforming: u32,
    /// Without a verdict.
    pub inconclusive: u32,
    /// Not covered by the rules at hand.
    pub not_covered: u32,
}

impl Tally {
    /// What one inspection adds.
    #[must_use]
    pub fn of(inspection: &Inspection) -> Self {
        let mut tally = Self {
            inspections: 1,
            ..Self::default()
        };
        for check in &inspection.checks {
            let counts = match check.content.kind {
                CheckKind::Instrument => &mut tally.instruments,
                CheckKind::Label => &mut tally.labels,
                CheckKind::Quality => &mut tally.quality,
                CheckKind::Quantity => &mut tally.quantity,
            };
            let count = match check.assessment.verdict {
                Verdict::Conforming => &mut counts.conforming,
                Verdict::NonConforming => &mut counts.non_conforming,
                Verdict::Inconclusive { .. } => &mut counts.inconclusive,
                Verdict::NotCovered => &mut counts.not_covered,
            };
            *count += 1;
        }
        tally
    }
}

impl Counts {
    /// Checks of any verdict.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.conforming + self.non_conforming + self.inconclusive + self.not_covered
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.conforming += other.conforming;
        self.non_conforming += other.non_conforming;
        self.inconclusive += other.inconclusive;
        self.not_covered += other.not_covered;
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.inspections += other.inspections;
        self.instruments += other.instruments;
        self.labels += other.labels;
        self.quality += other.quality;
        self.quantity += other.quantity;
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |mut sum, tally| {
            sum += tally;
            sum
        })
    }
}
