//! What one visit, or one decision, adds to a report: the records behind a figure.

use chrono::NaiveDate;

use super::figure::Figure;
use super::sums::Sums;
use crate::id::InspectionId;

/// A part of a report that is not taken apart further. The figures of a report are
/// the sums of its shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share<'a> {
    /// The inspections it rests on: the parts of a visit, or what was decided of.
    pub documents: Vec<InspectionId>,
    /// The day of the visit or of the decision.
    pub day: NaiveDate,
    /// What tells the establishment from others.
    pub establishment: &'a str,
    /// Code of its kind; empty where the inspection is not here.
    pub kind: &'a str,
    /// Code of the ward.
    pub ward: Option<&'a str>,
    /// What it adds.
    pub sums: Sums,
}

impl Share<'_> {
    /// What it adds to one figure.
    #[must_use]
    pub fn of(&self, figure: Figure) -> u64 {
        figure.of(&self.sums)
    }
}
