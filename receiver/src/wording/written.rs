//! How the office writes numbers, days and moments: as in Việt Nam, with a
//! decimal comma, day first, on the wall clock of UTC+7.

use chrono::{DateTime, Duration, FixedOffset, NaiveDate, Utc};
use inspection::{Amount, CheckId, Recorded, Stamp};
use rust_decimal::Decimal;

use super::language::Language;

/// A limit to both sides.
#[must_use]
pub fn limit(language: Language, within: &Amount) -> String {
    match within.unit.as_str() {
        "month" => {
            let months = number(within.value);
            language.tell(format!("{months} tháng"), format!("{months} months"))
        }
        unit => format!("±{} {unit}", number(within.value)),
    }
}

/// What was entered, with its unit, as decimals are written in Việt Nam.
#[must_use]
pub fn recorded(field: &Recorded) -> String {
    match &field.unit {
        Some(unit) => format!("{} {unit}", localized(&field.value)),
        None => field.value.clone(),
    }
}

/// An error with its sign and unit.
#[must_use]
pub fn error(error: &Amount) -> String {
    format!("{} {}", signed(error.shown()), error.unit)
}

/// A number with a decimal comma.
#[must_use]
pub fn number(number: Decimal) -> String {
    localized(&number.to_string())
}

/// A number with its sign, as errors are written.
#[must_use]
pub fn signed(value: Decimal) -> String {
    if value.is_sign_positive() && !value.is_zero() {
        format!("+{}", number(value))
    } else {
        number(value)
    }
}

/// A day as it is written in Việt Nam.
#[must_use]
pub fn day(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// A document that ends soon, and its last day.
#[must_use]
pub fn lapsing(language: Language, text: &str, last: NaiveDate) -> String {
    let last = day(last);
    language.tell(
        format!("Sắp hết hiệu lực: {text} (đến hết ngày {last})."),
        format!("Ends soon: {text} (last day {last})."),
    )
}

/// The office's wall clock: Việt Nam keeps UTC+7 all year.
#[must_use]
pub fn wall_time(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    const EAST: i32 = 7 * 3600;
    let zone = FixedOffset::east_opt(EAST);
    zone.map_or_else(|| at.fixed_offset(), |zone| at.with_timezone(&zone))
}

/// A moment on the office's wall clock.
#[must_use]
pub fn moment(at: DateTime<Utc>) -> String {
    let wall = at.checked_add_signed(Duration::hours(7));
    wall.unwrap_or(at).format("%d/%m/%Y %H:%M:%S").to_string()
}

/// A moment on the tablet's wall clock, with the name of its zone.
#[must_use]
pub fn stamp(stamp: &Stamp) -> String {
    let ahead = Duration::minutes(i64::from(stamp.offset_minutes));
    // A document may claim any instant; one beyond the calendar stays in UTC.
    let wall = stamp.at.checked_add_signed(ahead).unwrap_or(stamp.at);
    format!("{} ({})", wall.format("%d/%m/%Y %H:%M"), stamp.zone)
}

/// An amount of money, in groups of three digits.
pub(super) fn dong(amount: u64) -> String {
    format!("{} đồng", grouped(amount))
}

/// A number in groups of three digits.
#[must_use]
pub fn grouped(amount: u64) -> String {
    let digits = amount.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

/// The size of a file, in the next smaller unit, cut after the first decimal.
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} byte"),
        1_000..1_000_000 => format!("{},{} kB", bytes / 1_000, bytes / 100 % 10),
        _ => format!("{},{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// Which check something belongs to.
#[must_use]
pub fn check_number(language: Language, check: Option<CheckId>) -> String {
    check.map_or_else(
        || language.say(super::belongings::WHOLE_VISIT).to_owned(),
        |check| check.to_string(),
    )
}

/// A plain decimal with a comma and a proper minus.
fn localized(text: &str) -> String {
    text.replace('-', "−").replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_a_decimal_comma_and_keep_their_zeros() {
        for (typed, plain, with_sign) in [
            ("10.00", "10,00", "+10,00"),
            ("-50", "−50", "−50"),
            ("0", "0", "0"),
            ("0.5", "0,5", "+0,5"),
        ] {
            let value: Decimal = typed.parse().unwrap();
            assert_eq!(number(value), plain);
            assert_eq!(signed(value), with_sign);
        }
    }

    #[test]
    fn money_is_grouped_in_threes_and_sizes_keep_one_decimal() {
        for (amount, written) in [
            (0, "0 đồng"),
            (999, "999 đồng"),
            (1_000, "1.000 đồng"),
            (2_500_000, "2.500.000 đồng"),
            (15_000_000, "15.000.000 đồng"),
        ] {
            assert_eq!(dong(amount), written);
        }
        for (bytes, written) in [
            (0, "0 byte"),
            (999, "999 byte"),
            (1_000, "1,0 kB"),
            (304_299, "304,2 kB"),
            (7_340_032, "7,3 MB"),
        ] {
            assert_eq!(size(bytes), written);
        }
    }

    #[test]
    fn days_and_moments_are_written_day_first_on_the_wall_in_viet_nam() {
        assert_eq!(day("2026-11-02".parse().unwrap()), "02/11/2026");
        // 17:30 UTC is half past midnight of the next day at UTC+7.
        let at: DateTime<Utc> = "2026-11-21T17:30:05Z".parse().unwrap();
        assert_eq!(moment(at), "22/11/2026 00:30:05");
        assert_eq!(wall_time(at).date_naive().to_string(), "2026-11-22");
    }

    #[test]
    fn an_instant_at_the_end_of_the_calendar_is_still_written() {
        let last = Stamp {
            at: DateTime::<Utc>::MAX_UTC,
            offset_minutes: i16::MAX,
            zone: "Asia/Ho_Chi_Minh".to_owned(),
        };
        assert!(stamp(&last).ends_with("(Asia/Ho_Chi_Minh)"));
        assert!(!moment(DateTime::<Utc>::MAX_UTC).is_empty());
    }
}
