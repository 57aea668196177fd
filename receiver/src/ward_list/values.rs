//! Tax codes, telephones and degrees as spreadsheets leave them: with a zero
//! lost, as a number in scientific notation, with dots and blanks between.

use inspection::Point;
use rust_decimal::{Decimal, RoundingStrategy};

use super::Why;

/// A tax code: 10 digits, 10 and 3 of a branch, or the 12 of a person's number
/// (Circular 86/2024/TT-BTC, from 1 July 2025). A spreadsheet that took it for a
/// number lost the zero before: no code has 9, 11 or 14 digits, and a person's
/// number begins with a zero.
pub(crate) fn tax_code(text: &str) -> Result<String, Why> {
    let digits = digits(text, Why::NoTaxCode)?;
    let whole = match digits.len() {
        9 | 11 => format!("0{digits}"),
        12 if !digits.starts_with('0') => format!("0{digits}"),
        10 | 12 | 13 => digits,
        _ => return Err(Why::NoTaxCode),
    };
    match whole.split_at_checked(10) {
        Some((company, branch)) if branch.len() == 3 => Ok(format!("{company}-{branch}")),
        _ => Ok(whole),
    }
}

/// One telephone number or several, each of the form that Vietnam has: `0` and 9
/// digits, `02` and 9, or a number of 1800 or 1900.
pub(crate) fn phone(text: &str) -> Result<String, Why> {
    let parts = text.split(['/', ';', ',', '\n']).map(str::trim);
    let parts = parts.filter(|part| !part.is_empty());
    let numbers: Result<Vec<_>, _> = parts.map(one_phone).collect();
    Ok(numbers?.join(", "))
}

fn one_phone(text: &str) -> Result<String, Why> {
    let international = text.trim_start().starts_with('+');
    let digits = digits(text.trim_start().trim_start_matches('+'), Why::NoPhone)?;
    let abroad = digits
        .strip_prefix("84")
        .filter(|rest| international || rest.len() >= 9);
    let national = match abroad.map(|rest| rest.trim_start_matches('0')) {
        Some(rest) => format!("0{rest}"),
        None if digits.starts_with("1800") || digits.starts_with("1900") => digits,
        // A spreadsheet that took it for a number lost the zero.
        None if !digits.starts_with('0') && matches!(digits.len(), 9 | 10) => format!("0{digits}"),
        None => digits,
    };
    let fits = match national.get(..2) {
        Some("02") => national.len() == 11,
        Some("03" | "05" | "07" | "08" | "09") => national.len() == 10,
        Some("18" | "19") => matches!(national.len(), 8..=10),
        _ => false,
    };
    if fits {
        Ok(national)
    } else {
        Err(Why::NoPhone)
    }
}

/// The digits of a text that holds nothing but them and what stands between.
fn digits(text: &str, otherwise: Why) -> Result<String, Why> {
    if text.contains(['e', 'E']) && text.starts_with(|c: char| c.is_ascii_digit()) {
        return scientific(text).ok_or(Why::DigitsLost);
    }
    // A number of a spreadsheet: `301234567.0`.
    let text = text.strip_suffix(".0").unwrap_or(text);
    let between = |c: char| {
        c.is_whitespace() || matches!(c, '.' | '-' | '(' | ')' | '\'' | '\u{2013}' | '\u{ad}')
    };
    let digits: String = text.chars().filter(|c| !between(*c)).collect();
    let all = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    if all { Ok(digits) } else { Err(otherwise) }
}

/// A whole number in scientific notation, where none of its digits was lost.
fn scientific(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let exponent: usize = exponent.trim_start_matches('+').parse().ok()?;
    let mantissa = mantissa.replace(',', ".");
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((&mantissa, ""));
    let plain = [whole, fraction]
        .iter()
        .all(|part| part.chars().all(|c| c.is_ascii_digit()));
    // Fewer digits than the number has: the others were rounded away.
    let complete = whole.len() == 1 && fraction.len() == exponent;
    (plain && complete).then(|| format!("{whole}{fraction}"))
}

/// Vietnam and its islands, in degrees.
const LATITUDES: [i64; 2] = [6, 24];
const LONGITUDES: [i64; 2] = [102, 118];

/// A point from degrees as `10.83854` or `10,83854`.
pub(super) fn place(latitude: &str, longitude: &str) -> Result<Point, Why> {
    let [latitude, longitude] = [degrees(latitude)?, degrees(longitude)?];
    let within = |degrees: Decimal, [first, last]: [i64; 2]| {
        (Decimal::from(first)..=Decimal::from(last)).contains(&degrees)
    };
    if within(longitude, LATITUDES) && within(latitude, LONGITUDES) {
        return Err(Why::SwappedPlace);
    }
    if !within(latitude, LATITUDES) || !within(longitude, LONGITUDES) {
        return Err(Why::FarPlace);
    }
    let point = millionths(latitude).zip(millionths(longitude));
    point
        .and_then(|(latitude, longitude)| Point::new(latitude, longitude))
        .ok_or(Why::FarPlace)
}

/// A point from both in one cell: `10.83854, 106.66529`.
pub(crate) fn place_of_one(text: &str) -> Result<Point, Why> {
    let parts: Vec<_> = text
        .split([',', ';', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [latitude, longitude] => place(latitude, longitude),
        _ => Err(Why::NoDegrees),
    }
}

fn degrees(text: &str) -> Result<Decimal, Why> {
    let text = text.trim_end_matches(['°', 'º']).trim().replace(',', ".");
    let plain = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    let degrees = plain.then(|| text.parse::<Decimal>().ok()).flatten();
    degrees.ok_or(Why::NoDegrees)
}

fn millionths(degrees: Decimal) -> Option<i64> {
    let millionths = degrees.checked_mul(Decimal::from(1_000_000))?;
    let whole = millionths.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    i64::try_from(whole).ok()
}
