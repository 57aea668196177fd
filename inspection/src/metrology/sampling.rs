//! Sampling plans against the rows they are given, and the statistics of a
//! sample, decided exactly: roots are compared as squares, quotients as
//! products, and never a printed figure.

use super::ratio::{Ratio, TooManyDigits};
use crate::evidence::Evidence;

/// Whether a test leaves the package fit for sale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    /// It does.
    NonDestructive,
    /// It does not.
    Destructive,
}

impl Test {
    /// The kind of test of this word, as tables and checks have it.
    pub(crate) fn named(word: &str) -> Option<Self> {
        Some(match word {
            "non_destructive" => Self::NonDestructive,
            "destructive" => Self::Destructive,
            _ => return None,
        })
    }
}

/// The plan of one range of lots.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// Code of the system.
    pub(crate) system: String,
    /// The kind of test.
    pub(crate) test: Test,
    /// The smallest lot.
    pub(crate) lot_from: u64,
    /// The largest lot, itself included; `None` without end.
    pub(crate) lot_to: Option<u64>,
    /// Packages to measure one by one.
    pub(crate) n: SampleSize,
    /// Packages to take the mean of, where they are another number.
    pub(crate) mean_n: Option<u64>,
    /// The factor on the standard deviation; `None` where it is not known.
    pub(crate) k: Option<Printed>,
    /// The most packages short by more than T; `None` where it is not known.
    pub(crate) accept: Option<Acceptance>,
    /// From this many on the lot is rejected; where a second sample may follow.
    pub(crate) reject: Option<u64>,
    /// The second sample, where the plan has one.
    pub(crate) second: Option<SecondSample>,
    /// Document and clause.
    pub(crate) basis: String,
    /// How sure the row is.
    pub(crate) evidence: Evidence,
}

/// How many packages are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SampleSize {
    /// So many.
    Count(u64),
    /// All of them.
    WholeLot,
    /// A part of the lot, rounded up.
    PartOfLot {
        /// Percent of the lot.
        percent: Ratio,
        /// Never fewer than this.
        at_least: u64,
    },
}

/// How many packages may be short by more than T.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Acceptance {
    /// So many.
    Count(u64),
    /// At most this many percent of the lot.
    PercentOfLot(Ratio),
}

/// The second stage of a double sampling plan, both samples counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SecondSample {
    /// Packages to add.
    pub(crate) n: u64,
    /// The most that are short by more than T.
    pub(crate) accept: u64,
    /// From this many on the lot is rejected.
    pub(crate) reject: u64,
}

/// A factor with the digits its document prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Printed {
    /// As printed.
    pub(crate) text: String,
    /// The number.
    pub(crate) value: Ratio,
}

/// The plans of a system for one lot: more than one where the whole lot may be
/// measured instead of a sample. A plan that takes more than the lot is none.
pub(crate) fn plans<'rows>(
    rows: &'rows [Plan],
    system: &str,
    test: Test,
    lot: u64,
) -> Result<Vec<&'rows Plan>, TooManyDigits> {
    let mut found = Vec::new();
    for plan in rows {
        let reaches = lot >= plan.lot_from && plan.lot_to.is_none_or(|last| lot <= last);
        if plan.system == system && plan.test == test && reaches && plan.size(lot)? <= lot {
            found.push(plan);
        }
    }
    Ok(found)
}

impl Plan {
    /// Packages to measure of a lot.
    pub(crate) fn size(&self, lot: u64) -> Result<u64, TooManyDigits> {
        match self.n {
            SampleSize::Count(count) => Ok(count),
            SampleSize::WholeLot => Ok(lot),
            SampleSize::PartOfLot { percent, at_least } => {
                let part = percent.times(Ratio::count(lot))?.over(Ratio::HUNDRED)?;
                let up = -part.negated().floor();
                Ok(whole(up)?.max(at_least))
            }
        }
    }

    /// The most packages of a lot that may be short by more than T.
    pub(crate) fn accepts(&self, lot: u64) -> Result<Option<u64>, TooManyDigits> {
        match self.accept {
            None => Ok(None),
            Some(Acceptance::Count(count)) => Ok(Some(count)),
            Some(Acceptance::PercentOfLot(percent)) => {
                let part = percent.times(Ratio::count(lot))?.over(Ratio::HUNDRED)?;
                whole(part.floor()).map(Some)
            }
        }
    }
}

fn whole(number: i128) -> Result<u64, TooManyDigits> {
    u64::try_from(number).map_err(|_| TooManyDigits)
}

/// Mean and variance of the errors of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Statistics {
    /// The mean error; below zero the packages are short on average.
    pub(crate) mean: Ratio,
    /// The square of the standard deviation, with n − 1; one package has none.
    pub(crate) variance: Option<Ratio>,
}

impl Statistics {
    /// Of errors, actual less nominal; of none, nothing.
    pub(crate) fn of(errors: &[Ratio]) -> Result<Option<Self>, TooManyDigits> {
        let Ok(n) = i64::try_from(errors.len()) else {
            return Err(TooManyDigits);
        };
        if n == 0 {
            return Ok(None);
        }
        let (mut sum, mut squares) = (Ratio::ZERO, Ratio::ZERO);
        for error in errors {
            sum = sum.plus(*error)?;
            squares = squares.plus(error.times(*error)?)?;
        }
        let count = Ratio::whole(n);
        let mean = sum.over(count)?;
        let variance = if n == 1 {
            None
        } else {
            let about_mean = squares.minus(sum.times(mean)?)?;
            Some(about_mean.over(Ratio::whole(n - 1))?)
        };
        Ok(Some(Self { mean, variance }))
    }

    /// Whether mean + k s is not below zero. With a mean below zero that is
    /// k² s² ≥ mean², which needs no root.
    pub(crate) fn mean_conforms(&self, k: Ratio) -> Result<bool, TooManyDigits> {
        if !self.mean.is_negative() {
            return Ok(true);
        }
        let Some(variance) = self.variance else {
            return Ok(false);
        };
        let margin = k.times(k)?.times(variance)?;
        Ok(margin >= self.mean.times(self.mean)?)
    }
}

#[cfg(test)]
mod tests;
