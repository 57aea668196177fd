//! From where minutes numbers go on. Most often that is after the last one given. An
//! office out of a backup does not know what was given after it was taken: there, all
//! blocks of before are closed, and numbers go on far beyond whatever can have been
//! given. Numbers that two documents share all the same are `same_numbers.rs`'s.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::rows::{number, signed, time, time_text};
use super::{Connection, StoreError};

/// The fact that tells when the office was made of a backup.
const RESTORED: &str = "restored_at";
/// How many numbers of a year one authority has surely not given between a backup and
/// its restoring.
const BEYOND: u64 = 10_000;
/// How many it has surely not given in an hour of the year, taken all together: an
/// office that is restored twice from one backup goes on at two places.
const AN_HOUR: i64 = 100;
/// The last number of a year: what has more than seven digits is no count of one.
pub(crate) const LAST_NUMBER: u64 = 9_999_999;
/// Numbers go on from a round one.
const ROUND: u64 = 1_000;

/// Which blocks a tablet still has: neither left behind nor of before a restoring.
macro_rules! open_block {
    () => {
        "closed_at IS NULL AND given_at > COALESCE(
             (SELECT value FROM facts WHERE name = 'restored_at'), '')"
    };
}
pub(super) use open_block;

/// Writes down that the office was made of a backup, in the transaction that makes it.
pub(super) async fn restored(on: &mut Connection, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO facts (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(RESTORED)
    .bind(time_text(now))
    .execute(on)
    .await?;
    Ok(())
}

/// The last number of the year that an authority may have given; `claimed` is the last
/// that the asking tablet says to have used, which counts for nothing where it is none
/// of a year.
pub(super) async fn last_given(
    on: &mut Connection,
    authority: &str,
    year: i32,
    claimed: u64,
) -> Result<u64, StoreError> {
    let known: i64 = sqlx::query_scalar(
        "SELECT CAST(COALESCE(MAX(last), 0) AS BIGINT) FROM number_blocks
         WHERE authority = $1 AND year = $2",
    )
    .bind(authority)
    .bind(i64::from(year))
    .fetch_one(&mut *on)
    .await?;
    let known = number("last", known)?;
    let Some(restored) = unknown_since(on, authority, year).await? else {
        return Ok(known);
    };
    let named = last_named(on, authority, year).await?;
    let claimed = if claimed > LAST_NUMBER { 0 } else { claimed };
    let known = known.max(named).max(claimed).max(hours(restored, year));
    let beyond = known.checked_add(BEYOND);
    let round = beyond.and_then(|beyond| beyond.checked_next_multiple_of(ROUND));
    round.ok_or_else(|| StoreError::Unreadable {
        what: "last",
        reason: known.to_string(),
    })
}

/// When the office was restored, where nothing of that count was given since and
/// something may have been given before that it does not know.
async fn unknown_since(
    on: &mut Connection,
    authority: &str,
    year: i32,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let restored: Option<String> = sqlx::query_scalar("SELECT value FROM facts WHERE name = $1")
        .bind(RESTORED)
        .fetch_optional(&mut *on)
        .await?;
    let Some(text) = restored else {
        return Ok(None);
    };
    let since: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM number_blocks WHERE authority = $1 AND year = $2 AND given_at > $3",
    )
    .bind(authority)
    .bind(i64::from(year))
    .bind(&text)
    .fetch_one(on)
    .await?;
    let restored = time(&text)?;
    // Numbers are given for this year and the next.
    let next = restored + TimeDelta::days(366);
    let concerned = NaiveDate::from_ymd_opt(year, 1, 1).is_none_or(|new| new <= next.date_naive());
    Ok((since == 0 && concerned).then_some(restored))
}

/// The greatest number of the year that a document of the authority names, or one of a
/// tablet that nobody knows.
async fn last_named(on: &mut Connection, authority: &str, year: i32) -> Result<u64, StoreError> {
    let named: i64 = sqlx::query_scalar(
        "SELECT CAST(COALESCE(MAX(i.minutes_number), 0) AS BIGINT) FROM inspections i
         JOIN documents d ON d.id = i.document_id LEFT JOIN tablets t ON t.device = d.device
         WHERE i.inspected_on LIKE $2 AND (t.authority IS NULL OR t.authority = $1)",
    )
    .bind(authority)
    .bind(format!("{year}-%"))
    .fetch_one(on)
    .await?;
    number("minutes_number", named)
}

/// What can have been given up to a moment of the year, by the hours.
fn hours(at: DateTime<Utc>, year: i32) -> u64 {
    let new_year = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let since = at.date_naive().signed_duration_since(new_year).num_hours();
    let hours = since + i64::from(chrono::Timelike::hour(&at));
    u64::try_from(hours.max(0) * AN_HOUR).unwrap_or_default()
}

/// The number of minutes as it is compared, and as a number where it is one of at most
/// seven digits: what is longer is no count of a year.
pub(super) fn minutes_number(typed: &str) -> (String, i64) {
    let text = typed.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number {
        return (text.to_owned(), 0);
    }
    let plain = text.trim_start_matches('0');
    let number = plain.parse().ok().filter(|it| *it <= LAST_NUMBER);
    (
        plain.to_owned(),
        number.map_or(0, |it| signed("", it).unwrap_or_default()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_compared_without_zeros_before_them() {
        for (typed, expected) in [
            (" 057 ", ("57", 57)),
            ("57", ("57", 57)),
            ("", ("", 0)),
            ("12/BB-KT", ("12/BB-KT", 0)),
            ("0281234567", ("281234567", 0)),
        ] {
            let (text, number) = minutes_number(typed);
            assert_eq!((text.as_str(), number), expected, "{typed}");
        }
    }

    /// Noon of 23 November is hour 7,836 of a year without leap day: 326 days of 24
    /// hours, and 12.
    #[test]
    fn the_hours_of_a_year_are_counted_from_its_first_day() {
        let at: DateTime<Utc> = "2026-11-23T12:30:00Z".parse().unwrap();
        assert_eq!(hours(at, 2026), 783_600);
        assert_eq!(hours(at, 2027), 0);
    }
}
