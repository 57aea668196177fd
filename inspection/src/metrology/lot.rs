//! A lot by the packages that were measured of it: how many are short, and
//! what the count says under a plan. The mean is `sampling`'s.

use super::prepackage::{PackageClass, Tolerance};
use super::ratio::{Ratio, TooManyDigits};
use super::sampling::Plan;

/// How many packages are short.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Short {
    /// By more than T and at most 2 T.
    pub(crate) t1: u64,
    /// By more than 2 T.
    pub(crate) t2: u64,
}

/// What the count of short packages says of a lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Individual {
    /// No more than the plan allows.
    Conforms,
    /// More than the plan allows.
    Fails,
    /// The plan asks for its second sample.
    SecondSample,
    /// The system's acceptance number is not known and decides.
    Unknown,
}

impl Short {
    /// Counts by errors, actual less nominal.
    pub(crate) fn of(errors: &[Ratio], limits: &Tolerance<'_>) -> Self {
        let mut short = Self::default();
        for error in errors {
            match limits.class_of(error.negated()) {
                PackageClass::Tolerated => {}
                PackageClass::T1 => short.t1 += 1,
                PackageClass::T2 => short.t2 += 1,
            }
        }
        short
    }
}

/// Whether as few are short by more than T as the plan allows.
pub(crate) fn counted(plan: &Plan, lot: u64, short: u64) -> Result<Individual, TooManyDigits> {
    Ok(match plan.accepts(lot)? {
        None if short == 0 => Individual::Conforms,
        None => Individual::Unknown,
        Some(accept) if short <= accept => Individual::Conforms,
        Some(_) => match plan.reject {
            Some(reject) if short < reject => Individual::SecondSample,
            _ => Individual::Fails,
        },
    })
}

/// The same, and none short by more than 2 T.
pub(crate) fn individual(plan: &Plan, lot: u64, short: Short) -> Result<Individual, TooManyDigits> {
    if short.t2 > 0 {
        return Ok(Individual::Fails);
    }
    counted(plan, lot, short.t1)
}
