//! Decimals as documents hold them: strings, bounded so that sums and products
//! of the rules are exact and cannot overflow, whoever wrote the document.

use rust_decimal::Decimal;
use serde::Serializer;

/// The most digits after the separator; no instrument of the packs shows more.
const MOST_DECIMALS: u32 = 9;
/// Ten to the twelfth: in grams a million tonnes, beyond anything inspected.
const LARGEST: u64 = 1_000_000_000_000;

/// The largest number that documents hold.
pub(crate) fn largest() -> Decimal {
    Decimal::from(LARGEST)
}

/// Whether a number is one that documents hold.
pub(crate) fn holds(number: Decimal) -> bool {
    number.scale() <= MOST_DECIMALS && number.abs() <= Decimal::from(LARGEST)
}

/// Whether a written number is nothing.
pub(crate) fn is_zero(text: &str) -> bool {
    read(text).is_some_and(|number| number.is_zero())
}

pub(crate) fn serialize<S: Serializer>(number: &Decimal, to: S) -> Result<S::Ok, S::Error> {
    rust_decimal::serde::str::serialize(number, to)
}

/// Reads a plain decimal within the bounds, and nothing else.
pub(crate) fn read(text: &str) -> Option<Decimal> {
    let number = parse(text)?;
    (holds(number) && number.to_string() == text).then_some(number)
}

/// Reads digits as they stand: no exponents, and nothing is rounded.
pub(crate) fn parse(text: &str) -> Option<Decimal> {
    Decimal::from_str_exact(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_bounded_decimals_are_read() {
        for good in ["10.00", "-0.5", "1000000000000", "0.000000001", "5"] {
            assert_eq!(read(good).unwrap().to_string(), good);
        }
        for bad in [
            "1e3",
            "+1",
            "01",
            ".5",
            "1_0",
            "",
            "1000000000001",
            "0.0000000001",
            "79228162514264337593543950335",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
