//! Numbers under bar codes: EAN-8, EAN-13, UPC-A, UPC-E and GTIN-14, with their
//! check digit. What a number says beside an origin is `observed`'s.

use std::fmt;

/// A number whose check digit is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Barcode {
    /// How it was printed.
    pub kind: BarcodeKind,
    /// Its digits in a field of fourteen, zeros before them.
    digits: [u8; WIDEST],
}

/// How a number was printed, told by its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarcodeKind {
    /// Eight digits (GTIN-8).
    Ean8,
    /// Eight digits beginning with 0, short for a UPC-A of the same check digit.
    UpcE,
    /// Twelve digits (GTIN-12).
    UpcA,
    /// Thirteen digits (GTIN-13).
    Ean13,
    /// Fourteen digits, on cases and pallets.
    Gtin14,
}

/// Why a text is no such number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BarcodeError {
    /// Something else than a digit, a space or a hyphen stands in it.
    #[error("{found:?} is not a digit")]
    NotADigit {
        /// The first such character.
        found: char,
    },
    /// Numbers have 8, 12, 13 or 14 digits.
    #[error("{digits} digits, where a number has 8, 12, 13 or 14")]
    Length {
        /// How many digits there are.
        digits: usize,
    },
    /// The last digit does not fit those before it: one of them is wrong.
    #[error("the check digit is {found}, where the digits before it give {expected}")]
    CheckDigit {
        /// What the digits before it give.
        expected: u8,
        /// The last digit.
        found: u8,
    },
}

impl Barcode {
    /// Reads a number as it is printed, with or without spaces and hyphens.
    ///
    /// # Errors
    /// [`BarcodeError`] says what is wrong, and which check digit is expected.
    pub fn parse(text: &str) -> Result<Self, BarcodeError> {
        let mut typed = Vec::new();
        for found in text.chars() {
            match found
                .to_digit(10)
                .and_then(|digit| u8::try_from(digit).ok())
            {
                Some(digit) => typed.push(digit),
                None if found.is_whitespace() || found == '-' => {}
                None => return Err(BarcodeError::NotADigit { found }),
            }
        }
        let kind = match (typed.len(), typed.first()) {
            (8, Some(0)) => BarcodeKind::UpcE,
            (8, _) => BarcodeKind::Ean8,
            (12, _) => BarcodeKind::UpcA,
            (13, _) => BarcodeKind::Ean13,
            (14, _) => BarcodeKind::Gtin14,
            (digits, _) => return Err(BarcodeError::Length { digits }),
        };
        let whole = match typed.first_chunk::<7>() {
            Some([_, short @ ..]) if kind == BarcodeKind::UpcE => expanded(*short, &typed),
            _ => typed,
        };
        let mut digits = [0; WIDEST];
        for (place, digit) in digits.iter_mut().rev().zip(whole.iter().rev()) {
            *place = *digit;
        }
        let [before @ .., found] = digits;
        let expected = check_digit(&before);
        if expected != found {
            return Err(BarcodeError::CheckDigit { expected, found });
        }
        Ok(Self { kind, digits })
    }

    /// The three digits that name the GS1 organisation which gave the number
    /// out: of a GTIN-8 its first three, of others those after the indicator.
    #[must_use]
    pub fn prefix(&self) -> u16 {
        let start = match self.kind {
            BarcodeKind::Ean8 => WIDEST - 8,
            _ => 1,
        };
        let three = self.digits.iter().skip(start).take(3);
        three.fold(0, |number, digit| number * 10 + u16::from(*digit))
    }
}

/// The fourteen digits of the number, as data bases hold it.
impl fmt::Display for Barcode {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.digits
            .iter()
            .try_for_each(|digit| write!(to, "{digit}"))
    }
}

/// Digits of the widest number.
const WIDEST: usize = 14;

/// What brings the sum to a multiple of ten: the digits count three times and
/// once in turn, the last three times (GS1 General Specifications, check digit
/// of all GS1 numbers).
fn check_digit(before: &[u8]) -> u8 {
    let weights = [3, 1].into_iter().cycle();
    let sum: u8 = before
        .iter()
        .rev()
        .zip(weights)
        .map(|(digit, weight)| digit * weight % 10)
        .sum();
    (10 - sum % 10) % 10
}

/// The UPC-A that the six digits of a UPC-E stand for, its check digit last:
/// the sixth says where zeros were left out.
fn expanded(short: [u8; 6], typed: &[u8]) -> Vec<u8> {
    let [first @ .., sixth] = &short;
    let at = match sixth {
        0..=2 => 2,
        3 => 3,
        4 => 4,
        _ => 5,
    };
    let (maker, item) = first.split_at(at);
    let zeros: &[u8] = match sixth {
        0..=2 => &[*sixth, 0, 0, 0, 0],
        3 | 4 => &[0, 0, 0, 0, 0],
        _ => &[0, 0, 0, 0, *sixth],
    };
    let check = typed.last().into_iter().copied();
    let digits = [&[0], maker, zeros, item].concat();
    digits.into_iter().chain(check).collect()
}

#[cfg(test)]
mod tests;
