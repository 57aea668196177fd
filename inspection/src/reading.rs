//! Reads what people type: decimals with comma or point, days as written in
//! Việt Nam. Says what is wrong; never guesses and never rounds.

use chrono::{Datelike, Months, NaiveDate};
use rust_decimal::Decimal;

use crate::exact;
use crate::gap::GapReason;
use crate::moment::read_day;

/// The earliest year that is not a slip of the finger.
const FIRST_YEAR: i32 = 2000;

/// Reads a number that may be zero but not negative. Keeps trailing zeros.
///
/// # Errors
/// [`GapReason::Missing`], [`GapReason::Negative`] or [`GapReason::NotANumber`].
pub fn read_decimal(typed: &str) -> Result<Decimal, GapReason> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(GapReason::Missing);
    }
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, part) = digits.split_once([',', '.']).unwrap_or((digits, "0"));
    let numeric = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !numeric(whole) || !numeric(part) {
        return Err(GapReason::NotANumber);
    }
    let number = exact::parse(&digits.replace(',', "."));
    let number = number.filter(|number| exact::holds(*number));
    let number = number.ok_or(GapReason::NotANumber)?;
    if negative && !number.is_zero() {
        Err(GapReason::Negative)
    } else {
        Ok(number)
    }
}

/// Writes a day or month of documents (ISO 8601) as people type it.
pub(crate) fn write_date(iso: &str) -> String {
    let parts: Vec<_> = iso.split('-').rev().collect();
    parts.join("/")
}

/// Reads a whole number, with or without thousands set apart as in Việt Nam:
/// `20500`, `20.500` and `20 500` are the same. A fraction is refused, so a
/// thousand is never read as one.
///
/// # Errors
/// As [`read_decimal`], and [`GapReason::NotACount`].
pub fn read_count(typed: &str) -> Result<Decimal, GapReason> {
    let text = typed.trim();
    let mut groups = text.split(['.', ' ', '\u{a0}']);
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let first = groups
        .next()
        .is_some_and(|group| digits(group) && group.len() <= 3);
    let mut rest = groups.peekable();
    if first && rest.peek().is_some() && rest.all(|group| digits(group) && group.len() == 3) {
        return read_decimal(&text.replace(['.', ' ', '\u{a0}'], ""));
    }
    let number = read_decimal(text)?;
    if number.scale() > 0 {
        Err(GapReason::NotACount)
    } else {
        Ok(number)
    }
}

/// Reads a day written `22/11/2026`, `2.11.2026` or `2026-11-22`.
///
/// # Errors
/// [`GapReason::Missing`], [`GapReason::NotADate`] or
/// [`GapReason::BeforeYear2000`].
pub fn read_date(typed: &str) -> Result<NaiveDate, GapReason> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(GapReason::Missing);
    }
    let mut parts = text.split(['/', '-', '.']);
    let (Some(a), Some(b), Some(c), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(GapReason::NotADate);
    };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    let short = |part: &str| matches!(part.len(), 1 | 2);
    if year.len() != 4 || !short(month) || !short(day) {
        return Err(GapReason::NotADate);
    }
    let number = |part: &str| {
        let digits = part.bytes().all(|b| b.is_ascii_digit());
        digits
            .then(|| part.parse::<u32>().ok())
            .flatten()
            .ok_or(GapReason::NotADate)
    };
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    let year = i32::try_from(year).map_err(|_| GapReason::NotADate)?;
    let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(GapReason::NotADate)?;
    if year < FIRST_YEAR {
        Err(GapReason::BeforeYear2000)
    } else {
        Ok(date)
    }
}

/// Reads a day, or a month and year written `11/2026` or `2026-11`. Gives what
/// documents hold: `2026-11-22` or `2026-11`.
///
/// # Errors
/// As [`read_date`].
pub fn read_date_or_month(typed: &str) -> Result<String, GapReason> {
    let text = typed.trim();
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let &[a, b] = parts.as_slice() else {
        return read_date(text).map(|day| day.to_string());
    };
    let (year, month) = if a.len() == 4 { (a, b) } else { (b, a) };
    let first = read_date(&format!("01/{month}/{year}"))?;
    Ok(format!("{:04}-{:02}", first.year(), first.month()))
}

/// The last day of a month written `2026-11`.
pub(crate) fn last_day_of_month(text: &str) -> Option<NaiveDate> {
    let first = read_day(&format!("{text}-01"))?;
    first.checked_add_months(Months::new(1))?.pred_opt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comma_and_point_are_the_same_separator_and_zeros_are_kept() {
        for (typed, expected) in [
            ("10,15", "10.15"),
            ("10.15", "10.15"),
            ("10,00", "10.00"),
            (" 5 ", "5"),
            ("0,5", "0.5"),
            ("007", "7"),
            ("-0", "0"),
            ("0,000000001", "0.000000001"),
        ] {
            assert_eq!(
                read_decimal(typed).unwrap().to_string(),
                expected,
                "{typed}"
            );
        }
    }

    #[test]
    fn what_is_not_a_plain_number_is_said_to_be_none() {
        use GapReason::{Missing, Negative, NotANumber};
        for (typed, expected) in [
            ("", Missing),
            ("  ", Missing),
            ("mười", NotANumber),
            ("1.000,5", NotANumber),
            ("1,000,5", NotANumber),
            ("10 kg", NotANumber),
            (",5", NotANumber),
            ("5,", NotANumber),
            ("1e3", NotANumber),
            ("+5", NotANumber),
            ("١٢", NotANumber),
            ("99999999999999999999999999999999", NotANumber),
            ("0,0000000001", NotANumber),
            ("-", NotANumber),
            ("-5", Negative),
            ("−0,1", Negative),
        ] {
            assert_eq!(read_decimal(typed), Err(expected), "{typed}");
        }
    }

    #[test]
    fn days_are_read_as_written_in_viet_nam_or_in_iso_order() {
        let expected = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
        for typed in [
            "02/11/2026",
            "2/11/2026",
            "2-11-2026",
            "2.11.2026",
            "2026-11-02",
        ] {
            assert_eq!(read_date(typed), Ok(expected), "{typed}");
        }
    }

    #[test]
    fn a_day_that_is_none_or_before_2000_is_refused() {
        use GapReason::{BeforeYear2000, Missing, NotADate};
        for (typed, expected) in [
            ("", Missing),
            ("31/02/2026", NotADate),
            ("29/02/2025", NotADate),
            ("11/2026", NotADate),
            ("1/2/26", NotADate),
            ("1/2/3/2026", NotADate),
            ("+1/02/2026", NotADate),
            ("hôm nay", NotADate),
            ("31/12/1999", BeforeYear2000),
        ] {
            assert_eq!(read_date(typed), Err(expected), "{typed}");
        }
        assert!(read_date("01/01/2000").is_ok());
        assert!(read_date("29/02/2024").is_ok());
    }

    #[test]
    fn a_month_counts_to_its_last_day() {
        for (typed, held, last) in [
            ("11/2026", "2026-11", "2026-11-30"),
            ("2/2024", "2024-02", "2024-02-29"),
            ("2027-12", "2027-12", "2027-12-31"),
        ] {
            assert_eq!(read_date_or_month(typed).as_deref(), Ok(held));
            assert_eq!(last_day_of_month(held).unwrap().to_string(), last);
        }
        assert_eq!(
            read_date_or_month("22/11/2026").as_deref(),
            Ok("2026-11-22")
        );
        for bad in ["13/2026", "0/2026", "11/26", "11/", "2026"] {
            assert_eq!(read_date_or_month(bad), Err(GapReason::NotADate), "{bad}");
        }
        assert_eq!(
            read_date_or_month("12/1999"),
            Err(GapReason::BeforeYear2000)
        );
    }

    #[test]
    fn a_price_with_thousands_set_apart_is_never_read_as_a_fraction() {
        for (typed, expected) in [
            ("20500", "20500"),
            ("20.500", "20500"),
            ("20 500", "20500"),
            ("1.204.533", "1204533"),
            ("410", "410"),
            ("0", "0"),
        ] {
            assert_eq!(read_count(typed).unwrap().to_string(), expected, "{typed}");
        }
        for (typed, expected) in [
            ("20.5", GapReason::NotACount),
            ("20,500", GapReason::NotACount),
            ("2050.0", GapReason::NotACount),
            ("20.50.500", GapReason::NotANumber),
            ("20.", GapReason::NotANumber),
            ("-20.500", GapReason::Negative),
            ("", GapReason::Missing),
        ] {
            assert_eq!(read_count(typed), Err(expected), "{typed}");
        }
    }
}
