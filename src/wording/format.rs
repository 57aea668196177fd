//! How numbers, days and moments are written: decimal comma and dotted
//! thousands in Vietnamese, days as dd/mm/yyyy in both languages.

use chrono::{DateTime, Duration, NaiveDate, Timelike, Utc};
use inspection::filled;
use inspection::moment::day_first;

use super::{Language, Words};

/// Puts a value in the place the sentence keeps for it.
pub(crate) fn fill(sentence: &str, value: &str) -> String {
    filled(sentence, value)
}

/// The moment on the wall `offset_minutes` ahead of UTC: `22/11/2026 14:05`.
pub(crate) fn moment(at: DateTime<Utc>, offset_minutes: i16) -> String {
    let ahead = Duration::minutes(i64::from(offset_minutes));
    // A receipt may claim any instant; one beyond the calendar stays in UTC.
    let wall = at.checked_add_signed(ahead).unwrap_or(at);
    format!(
        "{} {:02}:{:02}",
        day(wall.date_naive()),
        wall.hour(),
        wall.minute()
    )
}

/// A day, the same in both languages.
pub(crate) fn day(day: NaiveDate) -> String {
    day_first(day)
}

/// How long ago something was, in the largest whole unit.
pub(crate) fn age(words: &Words, since: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let minutes = (now - since).num_minutes().max(0);
    match minutes {
        0 => words.age_now.to_owned(),
        1..60 => fill(words.age_minutes, &minutes.to_string()),
        60..2880 => fill(words.age_hours, &(minutes / 60).to_string()),
        _ => fill(words.age_days, &(minutes / 1440).to_string()),
    }
}

impl Language {
    /// A plain decimal such as `-1234.50` as people of the language write it.
    pub(crate) fn number(self, plain: &str) -> String {
        let (sign, digits) = match plain.strip_prefix('-') {
            Some(rest) => ("−", rest),
            None => ("", plain),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let (group, point) = match self {
            Self::Vietnamese => ('.', ","),
            Self::English => (',', "."),
        };
        let mut written = sign.to_owned();
        for (place, digit) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place) % 3 == 0 {
                written.push(group);
            }
            written.push(digit);
        }
        if !part.is_empty() {
            written.push_str(point);
            written.push_str(part);
        }
        written
    }

    /// The same with its sign always written: `+150`.
    pub(crate) fn signed(self, plain: &str) -> String {
        let written = self.number(plain);
        let unsigned = plain.starts_with('-') || plain.chars().all(|c| matches!(c, '0' | '.'));
        if unsigned {
            written
        } else {
            format!("+{written}")
        }
    }
}
