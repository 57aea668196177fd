//! Reads a request of the command line field by field: plain decimals in
//! strings, counts, words and lists, each within bounds. Whatever is wrong is
//! said with the name of its field; nothing is guessed.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde_json::{Map, Value};

pub(super) use super::error::{CalculateError, Fault};
use crate::exact;
use crate::metrology::ratio::Ratio;

/// The most items of one list; a lot measured whole stays well below.
const MOST_ITEMS: usize = 100_000;
/// The largest count, as of [`exact::holds`].
const LARGEST_COUNT: u64 = 1_000_000_000_000;

/// A request and which of its fields were asked for.
#[derive(Debug)]
pub(super) struct Request<'json> {
    fields: &'json Map<String, Value>,
    asked: BTreeSet<&'static str>,
}

impl<'json> Request<'json> {
    pub(super) fn new(request: &'json Value) -> Result<Self, CalculateError> {
        let fields = request.as_object().ok_or(CalculateError::NotAnObject)?;
        Ok(Self {
            fields,
            asked: BTreeSet::new(),
        })
    }

    /// Names of the fields that were never asked for, in order.
    pub(super) fn unread(&self) -> Vec<String> {
        let unasked = self
            .fields
            .keys()
            .filter(|name| !self.asked.contains(name.as_str()));
        unasked.cloned().collect()
    }

    /// The refusal of numbers that do not fit together: names the field with the
    /// most digits, which is the one to shorten.
    pub(super) fn too_many_digits(&self) -> CalculateError {
        let asked = self.asked.iter().copied();
        let longest = asked.max_by_key(|field| self.fields.get(*field).map_or(0, digits));
        CalculateError::at(longest.unwrap_or_default(), Fault::TooManyDigits)
    }

    /// The value of a field; null is the same as absent.
    pub(super) fn optional(&mut self, field: &'static str) -> Option<&'json Value> {
        self.asked.insert(field);
        self.fields.get(field).filter(|value| !value.is_null())
    }

    pub(super) fn has(&mut self, field: &'static str) -> bool {
        self.optional(field).is_some()
    }

    fn required(&mut self, field: &'static str) -> Result<&'json Value, CalculateError> {
        self.optional(field)
            .ok_or_else(|| CalculateError::at(field, Fault::Missing))
    }

    /// A word that must be there.
    pub(super) fn text(&mut self, field: &'static str) -> Result<&'json str, CalculateError> {
        let value = self.required(field)?;
        word(value).map_err(|fault| CalculateError::at(field, fault))
    }

    /// One of the words known here.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        field: &'static str,
        known: &[(&str, T)],
    ) -> Result<T, CalculateError> {
        let text = self.text(field)?;
        let found = known.iter().find(|(name, _)| *name == text);
        found.map(|(_, value)| *value).ok_or_else(|| {
            let names: Vec<_> = known.iter().map(|(name, _)| *name).collect();
            CalculateError::at(field, Fault::Unknown(names.join(", ")))
        })
    }

    /// A number of either sign.
    pub(super) fn number(&mut self, field: &'static str) -> Result<Ratio, CalculateError> {
        let value = self.required(field)?;
        number(value).map_err(|fault| CalculateError::at(field, fault))
    }

    /// A number from zero up.
    pub(super) fn not_negative(&mut self, field: &'static str) -> Result<Ratio, CalculateError> {
        let value = self.required(field)?;
        not_negative(value).map_err(|fault| CalculateError::at(field, fault))
    }

    /// A number above zero.
    pub(super) fn positive(&mut self, field: &'static str) -> Result<Ratio, CalculateError> {
        let value = self.required(field)?;
        positive(value).map_err(|fault| CalculateError::at(field, fault))
    }

    /// A whole number above zero, as an integer or in a string.
    pub(super) fn count(&mut self, field: &'static str) -> Result<u64, CalculateError> {
        let value = self.required(field)?;
        count(value).map_err(|fault| CalculateError::at(field, fault))
    }

    /// A list, read item by item; an empty one counts as missing.
    pub(super) fn list<T>(
        &mut self,
        field: &'static str,
        read: impl Fn(&'json Value) -> Result<T, Fault>,
    ) -> Result<Vec<T>, CalculateError> {
        let value = self.required(field)?;
        let items = value
            .as_array()
            .ok_or_else(|| CalculateError::at(field, Fault::NotAList))?;
        match items.len() {
            0 => return Err(CalculateError::at(field, Fault::Missing)),
            more if more > MOST_ITEMS => {
                return Err(CalculateError::at(field, Fault::TooMany(MOST_ITEMS)));
            }
            _ => {}
        }
        let numbered = items.iter().enumerate();
        numbered
            .map(|(place, item)| {
                read(item).map_err(|fault| CalculateError::at(format!("{field}[{place}]"), fault))
            })
            .collect()
    }
}

/// The most digits of one number in a value.
fn digits(value: &Value) -> usize {
    match value {
        Value::String(text) => text.bytes().filter(u8::is_ascii_digit).count(),
        Value::Array(items) => items.iter().map(digits).max().unwrap_or(0),
        _ => 0,
    }
}

/// A word with something in it.
pub(super) fn word(value: &Value) -> Result<&str, Fault> {
    let text = value.as_str().ok_or(Fault::NotAString)?;
    if text.trim().is_empty() {
        return Err(Fault::Missing);
    }
    Ok(text)
}

/// A plain decimal of either sign in a string, bounded as documents are.
pub(super) fn number(value: &Value) -> Result<Ratio, Fault> {
    let text = word(value)?;
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let numeric = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !numeric(whole) || !numeric(part) {
        return Err(Fault::NotANumber);
    }
    let too_large = || Fault::Above(LARGEST_COUNT.to_string());
    if whole.trim_start_matches('0').len() > LARGEST_COUNT.to_string().len() {
        return Err(too_large());
    }
    // Zeros at the end say nothing here; documents keep them, answers do not.
    let part = part.trim_end_matches('0');
    if part.len() > 9 {
        return Err(Fault::TooFine);
    }
    let sign = if digits.len() < text.len() { "-" } else { "" };
    let plain = format!("{sign}{whole}.{part}0");
    let read: Decimal = plain.parse().map_err(|_| Fault::NotANumber)?;
    Some(read.normalize())
        .filter(|number| exact::holds(*number))
        .map(Ratio::from)
        .ok_or_else(too_large)
}

/// The same from zero up.
pub(super) fn not_negative(value: &Value) -> Result<Ratio, Fault> {
    match number(value)? {
        number if number.is_negative() => Err(Fault::Negative),
        number => Ok(number),
    }
}

/// The same above zero.
pub(super) fn positive(value: &Value) -> Result<Ratio, Fault> {
    match not_negative(value)? {
        number if number.is_zero() => Err(Fault::NotPositive),
        number => Ok(number),
    }
}

/// A whole number above zero, as an integer or in a string.
pub(super) fn count(value: &Value) -> Result<u64, Fault> {
    let count = match value {
        Value::Number(number) if number.is_f64() => return Err(Fault::NotWhole),
        Value::Number(number) => number.as_u64().ok_or(Fault::Negative)?,
        Value::String(_) => {
            let number = not_negative(value)?;
            if !number.is_whole() {
                return Err(Fault::NotWhole);
            }
            u64::try_from(number.floor()).map_err(|_| Fault::NotWhole)?
        }
        _ => return Err(Fault::NotWhole),
    };
    match count {
        0 => Err(Fault::NotPositive),
        count if count > LARGEST_COUNT => Err(Fault::Above(LARGEST_COUNT.to_string())),
        count => Ok(count),
    }
}
