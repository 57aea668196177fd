//! A moment as the tablet knew it: the instant, the offset, and the zone's
//! name. Tablets' clocks can be wrong, so a stamp orders nothing by itself.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::members::{FromJson, Member};

/// A moment on one tablet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The instant, in UTC.
    #[serde(with = "crate::moment")]
    pub at: DateTime<Utc>,
    /// Minutes that local time is ahead of UTC; 420 in Việt Nam.
    pub offset_minutes: i16,
    /// The zone's name, for example `Asia/Ho_Chi_Minh`.
    pub zone: String,
}

impl Stamp {
    /// The calendar day on the wall where the stamp was made.
    #[must_use]
    pub fn local_date(&self) -> NaiveDate {
        let ahead = Duration::minutes(i64::from(self.offset_minutes));
        // At the very ends of the calendar there is no such day; UTC's is near.
        self.at
            .checked_add_signed(ahead)
            .unwrap_or(self.at)
            .date_naive()
    }
}

impl FromJson for Stamp {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            at: from.get("at"),
            offset_minutes: from.get("offset_minutes"),
            zone: from.get("zone"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_local_date_is_the_one_on_the_wall() {
        let late = Stamp {
            at: "2026-11-21T17:30:00Z".parse().unwrap(),
            offset_minutes: 420,
            zone: "Asia/Ho_Chi_Minh".to_owned(),
        };
        let expected = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        assert_eq!(late.local_date(), expected);
        let last = Stamp {
            at: DateTime::<Utc>::MAX_UTC,
            ..late
        };
        assert_eq!(last.local_date(), DateTime::<Utc>::MAX_UTC.date_naive());
    }
}
