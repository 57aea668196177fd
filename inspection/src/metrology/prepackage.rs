//! How much a package may fall short, and in which class a shortage puts it,
//! against the rows it is given. Grams or millilitres, metres, square metres or
//! pieces, as the rows have them; a shortage is nominal less actual.

use super::ratio::{Ratio, TooManyDigits};
use crate::evidence::Evidence;

/// What a package declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quantity {
    /// Grams or millilitres.
    MassVolume,
    /// Metres.
    Length,
    /// Square metres.
    Area,
    /// Pieces.
    Count,
}

/// The tolerable deficiency of one range of nominal quantities.
#[derive(Clone, Debug)]
pub(crate) struct DeficiencyRow {
    /// Code of the system.
    pub(crate) system: String,
    /// What is declared.
    pub(crate) quantity: Quantity,
    /// The smallest nominal quantity the system covers; on a first row only.
    pub(crate) from: Option<Ratio>,
    /// The largest of this row, itself included; `None` without end.
    pub(crate) up_to: Option<Ratio>,
    /// The deficiency, before rounding.
    pub(crate) amount: Amount,
    /// How the system rounds it; `None` where it does not.
    pub(crate) rounding: Option<Rounding>,
    /// What the limit of class T2 is.
    pub(crate) second_limit: SecondLimit,
    /// Document and clause.
    pub(crate) basis: String,
    /// How sure the row is.
    pub(crate) evidence: Evidence,
}

/// A deficiency as its row states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Amount {
    /// Percent of the nominal quantity.
    Percent(Ratio),
    /// The same for the whole range.
    Absolute(Ratio),
}

/// A rounding of a system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rounding {
    /// To which side.
    pub(crate) way: Way,
    /// Decimals that are kept.
    pub(crate) decimals: u32,
}

/// The side a system rounds to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// To the next one above.
    Up,
    /// To the nearest, a half up.
    Nearest,
}

/// What the limit between T1 and T2 is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SecondLimit {
    /// Twice the deficiency as rounded.
    #[default]
    TwiceT,
    /// Twice the amount of the row, rounded by itself.
    RoundedItself,
}

/// The limits of one nominal quantity.
#[derive(Debug)]
pub(crate) struct Tolerance<'rows> {
    /// The tolerable deficiency T.
    pub(crate) t: Ratio,
    /// Short by more than this is T2.
    pub(crate) second: Ratio,
    /// The row they come from.
    pub(crate) row: &'rows DeficiencyRow,
}

/// What a shortage makes of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PackageClass {
    /// Not short, or by no more than T.
    Tolerated,
    /// Short by more than T and at most 2 T.
    T1,
    /// Short by more than 2 T.
    T2,
}

/// The limits of a nominal quantity; `None` where the system has no row for it.
/// The nearest row is never used instead.
pub(crate) fn tolerance<'rows>(
    rows: &'rows [DeficiencyRow],
    system: &str,
    quantity: Quantity,
    nominal: Ratio,
) -> Result<Option<Tolerance<'rows>>, TooManyDigits> {
    let mut of_system = rows
        .iter()
        .filter(|row| row.system == system && row.quantity == quantity);
    // Rows follow each other upwards, so the first that reaches is the one.
    let row = of_system.find(|row| row.up_to.is_none_or(|edge| nominal <= edge));
    match row.filter(|row| row.from.is_none_or(|edge| nominal >= edge)) {
        Some(row) => row.limits(nominal).map(Some),
        None => Ok(None),
    }
}

impl DeficiencyRow {
    fn limits(&self, nominal: Ratio) -> Result<Tolerance<'_>, TooManyDigits> {
        let amount = match self.amount {
            Amount::Percent(percent) => nominal.times(percent)?.over(Ratio::HUNDRED)?,
            Amount::Absolute(amount) => amount,
        };
        let rounded = |number| match self.rounding {
            Some(rounding) => rounding.of(number),
            None => Ok(number),
        };
        let t = rounded(amount)?;
        let second = match self.second_limit {
            SecondLimit::TwiceT => t.plus(t)?,
            SecondLimit::RoundedItself => rounded(amount.plus(amount)?)?,
        };
        let row = self;
        Ok(Tolerance { t, second, row })
    }
}

impl Rounding {
    fn of(self, number: Ratio) -> Result<Ratio, TooManyDigits> {
        let steps = Ratio::count(10_u64.checked_pow(self.decimals).ok_or(TooManyDigits)?);
        let scaled = number.times(steps)?;
        let whole = match self.way {
            Way::Up => -scaled.negated().floor(),
            Way::Nearest => scaled.plus(Ratio::HALF)?.floor(),
        };
        let whole = i64::try_from(whole).map_err(|_| TooManyDigits)?;
        Ratio::whole(whole).over(steps)
    }
}

impl Tolerance<'_> {
    /// The class of a package by what it lacks; below zero it holds more than
    /// declared.
    pub(crate) fn class_of(&self, deficiency: Ratio) -> PackageClass {
        if deficiency <= self.t {
            PackageClass::Tolerated
        } else if deficiency <= self.second {
            PackageClass::T1
        } else {
            PackageClass::T2
        }
    }
}

#[cfg(test)]
mod tests;
