//! Amounts of goods: the units they are declared and read in, as exact
//! fractions of one unit each, and back into figures that a document holds.

use rust_decimal::Decimal;

use crate::assessment::{Amount, Favours, Figures, Limit};
use crate::evidence::Evidence;
use crate::exact;
use crate::metrology::prepackage::Quantity;
use crate::metrology::ratio::Ratio;
use crate::recorded::{Fields, Recorded};

/// What is measured of goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dimension {
    Mass,
    Volume,
    Length,
    Area,
    Pieces,
}

/// A unit: so many of the one that figures are given in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub(super) dimension: Dimension,
    pub(super) in_base: Ratio,
}

impl Unit {
    /// The unit of this symbol; `None` for any other text.
    pub(super) fn named(symbol: &str) -> Option<Self> {
        let (dimension, in_base) = match symbol {
            "g" => (Dimension::Mass, 1),
            "kg" => (Dimension::Mass, 1000),
            "mL" => (Dimension::Volume, 1),
            "L" => (Dimension::Volume, 1000),
            "m" => (Dimension::Length, 1),
            "m²" => (Dimension::Area, 1),
            PIECE => (Dimension::Pieces, 1),
            _ => return None,
        };
        let in_base = Ratio::whole(in_base);
        Some(Self { dimension, in_base })
    }
}

/// The symbol of a piece, as the pack's choice of units has it.
const PIECE: &str = "c\u{e1}i";

impl Dimension {
    /// The unit that figures are given in.
    pub(super) fn base(self) -> &'static str {
        match self {
            Self::Mass => "g",
            Self::Volume => "mL",
            Self::Length => "m",
            Self::Area => "m²",
            Self::Pieces => PIECE,
        }
    }

    /// The column of the tables of deficiencies.
    pub(super) fn quantity(self) -> Quantity {
        match self {
            Self::Mass | Self::Volume => Quantity::MassVolume,
            Self::Length => Quantity::Length,
            Self::Area => Quantity::Area,
            Self::Pieces => Quantity::Count,
        }
    }
}

/// A number in the unit it was entered in, and that unit.
pub(super) fn entered<'fields>(
    fields: &'fields Fields,
    code: &str,
) -> Option<(Ratio, &'fields str)> {
    let unit = fields.unit(code)?;
    Some((fields.decimal(code, unit)?.into(), unit))
}

/// A number in the base of its unit, where that measures `dimension`.
pub(super) fn in_base(fields: &Fields, code: &str, dimension: Dimension) -> Option<Ratio> {
    let (number, unit) = entered(fields, code)?;
    let unit = Unit::named(unit).filter(|unit| unit.dimension == dimension)?;
    number.times(unit.in_base).ok()
}

/// A number as documents hold it: nine decimals at most, half away from zero.
/// `None` where it is larger than any number of a document.
pub(super) fn printed(number: Ratio) -> Option<Decimal> {
    held(&number.nine_decimals().ok()?)
}

/// The square root of a number, as documents hold it.
pub(super) fn printed_root(square: Ratio) -> Option<Decimal> {
    held(&square.root_nine_decimals().ok()?)
}

/// A figure with its unit; a count has none.
pub(super) fn amount(value: Decimal, unit: &str) -> Amount {
    Amount {
        value,
        unit: unit.to_owned(),
    }
}

/// A figure among what was measured.
pub(super) fn measured(code: &str, amount: Amount) -> Recorded {
    Recorded {
        code: code.to_owned(),
        value: amount.value.to_string(),
        unit: Some(amount.unit).filter(|unit| !unit.is_empty()),
    }
}

/// What was there less what was declared, against a limit on falling short.
pub(super) fn shortage(
    measured: Fields,
    error: Ratio,
    unit: &str,
    limits: Vec<Limit>,
) -> Option<Figures> {
    Some(Figures {
        measured,
        error: amount(printed(error)?, unit),
        percent: None,
        favours: Some(favours(error)),
        limits,
    })
}

/// A limit, as documents hold it.
pub(super) fn limit(code: &str, within: Amount, (basis, evidence): (&str, Evidence)) -> Limit {
    Limit {
        code: code.to_owned(),
        within,
        basis: basis.to_owned(),
        evidence,
    }
}

/// Who gains where there is more or less than declared.
fn favours(error: Ratio) -> Favours {
    if error.is_zero() {
        Favours::Nobody
    } else if error.is_negative() {
        Favours::Seller
    } else {
        Favours::Customer
    }
}

fn held(text: &str) -> Option<Decimal> {
    let number = exact::parse(text)?;
    exact::holds(number).then(|| number.normalize())
}
