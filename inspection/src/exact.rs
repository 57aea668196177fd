//! Decimals as documents hold them: strings, bounded so that sums and products
//! of the rules are exact and cannot overflow, whoever wrote the document.

use rust_decimal::Decimal;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

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
    let number: Decimal = text.parse().ok()?;
    (holds(number) && number.to_string() == text).then_some(number)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
    let text = String::deserialize(from)?;
    read(&text).ok_or_else(|| {
        D::Error::custom(format!(
            "{text:?} is not a plain decimal of at most nine decimals"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Holder {
        #[serde(with = "super")]
        number: Decimal,
    }

    #[test]
    fn only_plain_bounded_decimals_in_strings_are_read() {
        let read = |text: &str| serde_json::from_str::<Holder>(&format!("{{\"number\":{text}}}"));
        for good in [
            "\"10.00\"",
            "\"-0.5\"",
            "\"1000000000000\"",
            "\"0.000000001\"",
        ] {
            let number = read(good).unwrap().number;
            assert_eq!(format!("\"{number}\""), good);
        }
        for bad in [
            "10.00",
            "5",
            "\"1e3\"",
            "\"+1\"",
            "\"01\"",
            "\".5\"",
            "\"1_0\"",
            "\"\"",
            "\"1000000000001\"",
            "\"0.0000000001\"",
            "\"79228162514264337593543950335\"",
            "null",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
