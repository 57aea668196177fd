//! Days and moments as documents hold them: `2026-11-22` and RFC 3339 in UTC.
//! Read and written by hand: chrono's readers and writers of any format weigh
//! more on the tablet than its calendar.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Timelike, Utc};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

/// Writes a moment: to the second, or in three, six or nine decimals where the
/// moment has them.
#[must_use]
pub fn write(at: DateTime<Utc>) -> String {
    let (day, clock) = (at.date_naive(), at.time());
    // chrono keeps a leap second as the nanoseconds after its predecessor.
    let nanos = clock.nanosecond();
    let second = clock.second() + nanos / 1_000_000_000;
    let nanos = nanos % 1_000_000_000;
    let fraction = match nanos {
        0 => String::new(),
        _ if nanos % 1_000_000 == 0 => format!(".{:03}", nanos / 1_000_000),
        _ if nanos % 1_000 == 0 => format!(".{:06}", nanos / 1_000),
        _ => format!(".{nanos:09}"),
    };
    let (hour, minute) = (clock.hour(), clock.minute());
    format!("{day}T{hour:02}:{minute:02}:{second:02}{fraction}Z")
}

/// Reads a moment of RFC 3339, whatever its offset.
#[must_use]
pub fn read(text: &str) -> Option<DateTime<Utc>> {
    let (day, rest) = text.split_once(['T', 't', ' '])?;
    let (clock, rest) = rest.split_at_checked(8)?;
    let mut parts = clock.split(':');
    let mut part = || number(parts.next()?, 2);
    let (hour, minute, second) = (part()?, part()?, part()?);
    let digits = rest.strip_prefix('.').map_or("", |rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit());
        &rest[..end.unwrap_or(rest.len())]
    });
    let offset = rest.trim_start_matches('.').strip_prefix(digits)?;
    if rest.starts_with('.') == digits.is_empty() {
        return None;
    }
    // What is finer than nanoseconds is cut off.
    let nanos = format!("{digits:0<9}");
    let nanos = number(nanos.get(..9)?, 9)?;
    let (second, nanos) = match second {
        60 => (59, nanos + 1_000_000_000),
        _ => (second, nanos),
    };
    let wall = read_day(day)?.and_hms_nano_opt(hour, minute, second, nanos)?;
    wall.checked_sub_offset(ahead(offset)?)
        .map(|utc| utc.and_utc())
}

/// Reads a day written `2026-11-22`; a year beyond four digits has its sign, as
/// ISO 8601 has it and chrono writes it.
#[must_use]
pub fn read_day(text: &str) -> Option<NaiveDate> {
    let unsigned = text.strip_prefix(['+', '-']);
    let (year, rest) = unsigned.unwrap_or(text).split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let length = match unsigned {
        Some(_) => year.len().clamp(4, 6),
        None => 4,
    };
    let year = i32::try_from(number(year, length)?).ok()?;
    let year = if text.starts_with('-') { -year } else { year };
    NaiveDate::from_ymd_opt(year, number(month, 2)?, number(day, 2)?)
}

/// Writes a day as people of the country do: `22/11/2026`.
#[must_use]
pub fn day_first(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// How far an offset such as `Z` or `+07:00` is ahead of UTC.
fn ahead(offset: &str) -> Option<FixedOffset> {
    if matches!(offset, "Z" | "z") {
        return FixedOffset::east_opt(0);
    }
    let (sign, rest) = offset.split_at_checked(1)?;
    let (hours, minutes) = rest.split_once(':')?;
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
    match sign {
        _ if minutes > 59 => None,
        "+" => FixedOffset::east_opt(seconds),
        "-" => FixedOffset::west_opt(seconds),
        _ => None,
    }
}

/// A number of exactly so many digits.
fn number(text: &str, length: usize) -> Option<u32> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// Writes a moment into a document.
///
/// # Errors
/// The serializer's.
pub fn serialize<S: Serializer>(at: &DateTime<Utc>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&write(*at))
}

/// Reads a moment of a document.
///
/// # Errors
/// Where the text is no moment.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
    let text = String::deserialize(from)?;
    read(&text).ok_or_else(|| D::Error::custom(format!("{text:?} is no moment of RFC 3339")))
}

/// A moment that may be absent.
pub mod optional {
    use chrono::{DateTime, Utc};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes it, or `null`.
    ///
    /// # Errors
    /// The serializer's.
    pub fn serialize<S: Serializer>(at: &Option<DateTime<Utc>>, to: S) -> Result<S::Ok, S::Error> {
        match at {
            Some(at) => super::serialize(at, to),
            None => to.serialize_none(),
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// Where there is a text that is no moment.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<DateTime<Utc>>, D::Error> {
        let Some(text) = Option::<String>::deserialize(from)? else {
            return Ok(None);
        };
        let at = super::read(&text);
        let no_moment = || D::Error::custom(format!("{text:?} is no moment of RFC 3339"));
        at.map(Some).ok_or_else(no_moment)
    }
}

/// A day within a document.
pub(crate) mod day {
    use chrono::NaiveDate;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands references")]
    pub(crate) fn serialize<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&day.to_string())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
        let text = String::deserialize(from)?;
        super::read_day(&text).ok_or_else(|| D::Error::custom(format!("{text:?} is no day")))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn moments_are_written_as_rfc_3339_says() {
        for (text, written) in [
            // RFC 3339, 5.8: the examples, in UTC.
            ("1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50.520Z"),
            ("1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57Z"),
            ("1990-12-31T23:59:60Z", "1990-12-31T23:59:60Z"),
            ("1990-12-31T15:59:60-08:00", "1990-12-31T23:59:60Z"),
            ("1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.870Z"),
            (
                "2026-11-22t07:00:00.000001+07:00",
                "2026-11-22T00:00:00.000001Z",
            ),
            (
                "2026-11-22 00:00:00.123456789z",
                "2026-11-22T00:00:00.123456789Z",
            ),
        ] {
            assert_eq!(read(text).map(write).as_deref(), Some(written), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_or_day_is_not_read() {
        for text in [
            "",
            "2026-11-22",
            "2026-11-22T00:00:00",
            "2026-11-22T00:00Z",
            "2026-11-22T24:00:00Z",
            "2026-02-30T00:00:00Z",
            "2026-11-22T00:00:00.Z",
            "2026-11-22T00:00:00..5Z",
            "2026-11-22T00:00:00+7:00",
            "2026-11-22T00:00:00+24:00",
            "2026-11-22T00:00:00*07:00",
            "2026-11-22T00:00:00Zx",
            "2026-11-22T00:60:00Z",
            "2026-11-22T+1:00:00Z",
            "ngày 22 tháng 11",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        for text in [
            "",
            "2026-11",
            "2026-11-22-01",
            "26-11-22",
            "12026-11-22",
            "2026-2-30",
            "2026-02-30",
        ] {
            assert_eq!(read_day(text), None, "{text}");
        }
    }

    proptest! {
        /// chrono's own reader and writer say the same.
        #[test]
        fn every_moment_is_written_and_read_as_chrono_does(
            seconds in prop_oneof![
                -62_135_596_800_i64..253_402_300_800,
                -8_334_601_228_800_i64..8_210_266_876_800,
            ],
            nanos in prop_oneof![Just(0), Just(5_000_000), Just(5_000), 0_u32..1_000_000_000],
        ) {
            let at = DateTime::from_timestamp(seconds, nanos).unwrap();
            let chrono = serde_json::to_value(at).unwrap();
            prop_assert_eq!(chrono.as_str().map(str::to_owned), Some(write(at)));
            prop_assert_eq!(read(&write(at)), Some(at));
            let day = at.date_naive();
            prop_assert_eq!(read_day(&day.to_string()), Some(day));
        }
    }
}
