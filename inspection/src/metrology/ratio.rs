//! Exact fractions: what the formulas of measuring are worked in, so that a
//! limit is compared as it stands and nothing is rounded before it is written.
//! Arithmetic that would not fit is refused, never wrapped or cut.

mod order;

use rust_decimal::Decimal;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::exact;

/// Decimals of a quotient or a root, as answers print them.
const PRINTED: u32 = 9;
/// The most decimals an exact number is written with: no product of the
/// formulas has more.
const MOST_DECIMALS: usize = 37;

/// A fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ratio {
    numerator: i128,
    /// Always above zero.
    denominator: i128,
}

/// A figure has more digits than can be worked with exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the numbers together have more digits than can be worked with exactly")]
pub(crate) struct TooManyDigits;

type Worked = Result<Ratio, TooManyDigits>;

impl Ratio {
    pub(crate) const ZERO: Self = Self::whole(0);
    pub(crate) const ONE: Self = Self::whole(1);
    pub(crate) const HALF: Self = Self {
        numerator: 1,
        denominator: 2,
    };
    pub(crate) const HUNDRED: Self = Self::whole(100);

    /// A whole number.
    pub(crate) const fn whole(number: i64) -> Self {
        Self {
            numerator: number as i128,
            denominator: 1,
        }
    }

    /// A count, for example of packages.
    pub(crate) fn count(number: u64) -> Self {
        Self {
            numerator: i128::from(number),
            denominator: 1,
        }
    }

    pub(crate) fn plus(self, other: Self) -> Worked {
        let common = divisor(self.denominator, other.denominator);
        let (left, right) = (other.denominator / common, self.denominator / common);
        let left_part = self.numerator.checked_mul(left);
        let right_part = other.numerator.checked_mul(right);
        let sum = left_part
            .zip(right_part)
            .and_then(|(a, b)| a.checked_add(b));
        let denominator = self.denominator.checked_mul(left);
        Self::reduced(sum, denominator)
    }

    pub(crate) fn minus(self, other: Self) -> Worked {
        self.plus(other.negated())
    }

    pub(crate) fn times(self, other: Self) -> Worked {
        // Cancelled crosswise first, so that only a result that is too long
        // itself is refused.
        let first = divisor(self.numerator, other.denominator);
        let second = divisor(other.numerator, self.denominator);
        let numerator = (self.numerator / first).checked_mul(other.numerator / second);
        let denominator = (self.denominator / second).checked_mul(other.denominator / first);
        Self::reduced(numerator, denominator)
    }

    /// The quotient; `divisor` must not be zero, which its reader saw to.
    pub(crate) fn over(self, divisor: Self) -> Worked {
        if divisor.is_zero() {
            return Err(TooManyDigits);
        }
        self.times(Self {
            numerator: divisor.denominator * divisor.numerator.signum(),
            denominator: divisor.numerator.abs(),
        })
    }

    pub(crate) fn negated(self) -> Self {
        Self {
            numerator: -self.numerator,
            ..self
        }
    }

    pub(crate) fn abs(self) -> Self {
        Self {
            numerator: self.numerator.abs(),
            ..self
        }
    }

    pub(crate) fn is_zero(self) -> bool {
        self.numerator == 0
    }

    pub(crate) fn is_negative(self) -> bool {
        self.numerator < 0
    }

    pub(crate) fn is_whole(self) -> bool {
        self.denominator == 1
    }

    /// The largest whole number that is not above it.
    pub(crate) fn floor(self) -> i128 {
        self.numerator.div_euclid(self.denominator)
    }

    /// The smallest whole number that is not below it.
    pub(crate) fn ceiling(self) -> Worked {
        Self::reduced(Some(-self.negated().floor()), Some(1))
    }

    /// The decimal it is, without trailing zeros. A fraction that no decimal
    /// ends on is refused.
    pub(crate) fn decimal(self) -> Result<String, TooManyDigits> {
        let (mut digits, rest) = self.digits(MOST_DECIMALS)?;
        if rest != 0 {
            return Err(TooManyDigits);
        }
        if digits.contains('.') {
            let kept = digits.trim_end_matches('0').trim_end_matches('.').len();
            digits.truncate(kept);
        }
        Ok(self.signed(&digits))
    }

    /// Nine decimals, half away from zero.
    pub(crate) fn nine_decimals(self) -> Result<String, TooManyDigits> {
        let size = self.numerator.abs();
        let mut count = size / self.denominator;
        let mut rest = size % self.denominator;
        for _ in 0..PRINTED {
            rest = rest.checked_mul(10).ok_or(TooManyDigits)?;
            count = count.checked_mul(10).ok_or(TooManyDigits)? + rest / self.denominator;
            rest %= self.denominator;
        }
        let up = i128::from(rest >= self.denominator - rest);
        Ok(self.signed(&placed(count + up)))
    }

    /// What a document holds of it: at most nine decimals, half away from zero;
    /// `None` where it is larger than any number of a document.
    pub(crate) fn printed(self) -> Option<Decimal> {
        let printed = exact::parse(&self.nine_decimals().ok()?)?;
        exact::holds(printed).then(|| printed.normalize())
    }

    /// The square root of a fraction that is not negative: nine decimals, half
    /// away from zero.
    pub(crate) fn root_nine_decimals(self) -> Result<String, TooManyDigits> {
        // Halves of the last decimal: the largest whole number of them whose
        // square is not above the fraction says on which side of a half it is.
        let halves = 2 * 10_i128.pow(PRINTED);
        let square = |count: i128| Self::reduced(count.checked_mul(count), Some(halves * halves));
        let (mut low, mut high) = (0, 10_i128.pow(19));
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if square(middle)? <= self {
                low = middle;
            } else {
                high = middle;
            }
        }
        if square(high)? <= self {
            return Err(TooManyDigits);
        }
        Ok(placed((low + 1) / 2))
    }

    /// Absolute value in decimals, without sign, and what is left over.
    fn digits(self, most: usize) -> Result<(String, i128), TooManyDigits> {
        let size = self.numerator.abs();
        let mut digits = text_of(size / self.denominator);
        let mut rest = size % self.denominator;
        for place in 0..most {
            if rest == 0 {
                break;
            }
            if place == 0 {
                digits.push('.');
            }
            rest = rest.checked_mul(10).ok_or(TooManyDigits)?;
            digits.push_str(&text_of(rest / self.denominator));
            rest %= self.denominator;
        }
        Ok((digits, rest))
    }

    fn signed(self, digits: &str) -> String {
        let nothing = digits.bytes().all(|digit| matches!(digit, b'0' | b'.'));
        if self.is_negative() && !nothing {
            format!("-{digits}")
        } else {
            digits.to_owned()
        }
    }

    fn reduced(numerator: Option<i128>, denominator: Option<i128>) -> Worked {
        // The smallest of all numbers has no absolute value; no sum reaches it
        // except by having too many digits.
        let numerator = numerator.filter(|number| *number != i128::MIN);
        let (numerator, denominator) = numerator.zip(denominator).ok_or(TooManyDigits)?;
        let common = divisor(numerator, denominator);
        Ok(Self {
            numerator: numerator / common,
            denominator: denominator / common,
        })
    }
}

impl From<Decimal> for Ratio {
    fn from(number: Decimal) -> Self {
        // At most 28 decimals, so the power fits.
        let (numerator, denominator) = (number.mantissa(), 10_i128.pow(number.scale()));
        let common = divisor(numerator, denominator);
        Self {
            numerator: numerator / common,
            denominator: denominator / common,
        }
    }
}

impl<'de> Deserialize<'de> for Ratio {
    /// A plain decimal in a string, as tables and documents hold them.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let read = exact::parse(&text);
        read.filter(|number| exact::holds(*number))
            .map(Self::from)
            .ok_or_else(|| D::Error::custom(format!("{text:?} is not a plain decimal")))
    }
}

/// A count of the ninth decimal, written as a number.
fn placed(count: i128) -> String {
    let unit = 10_i128.pow(PRINTED);
    // A decimal more than there are, so that zeros after the point stay.
    let decimals = text_of(unit + count % unit);
    format!("{}.{}", text_of(count / unit), &decimals[1..])
}

/// The digits of a number that is not negative. What the standard library prints such
/// wide numbers with is half a kilobyte of the tablet.
fn text_of(mut number: i128) -> String {
    let mut digits = Vec::new();
    while number > 9 {
        digits.push(digit(number % 10));
        number /= 10;
    }
    digits.push(digit(number));
    digits.into_iter().rev().collect()
}

fn digit(number: i128) -> char {
    let number = u32::try_from(number).unwrap_or_default();
    char::from_digit(number, 10).unwrap_or_default()
}

/// The greatest common divisor; one where both are zero.
fn divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests;
