//! What the office says of itself, and what of it is news.

use chrono::{DateTime, Utc};
use inspection::{FromJson, Member};
use serde::Serialize;

/// What the office says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OfficeProfile {
    /// A demonstration with sample data, said on every page.
    pub demo: bool,
    /// How many months received records are kept on the tablet.
    pub retention_months: Option<u32>,
    /// Within how many days after an inspection another one is warned of.
    pub revisit_days: Option<u32>,
    /// Whether its visits may be signed on the screen.
    pub screen_signing: bool,
    /// Its own time, when it was asked.
    #[serde(skip_serializing)]
    pub now: Option<DateTime<Utc>>,
    /// Seconds that this tablet's clock is ahead of the office's.
    pub skew_seconds: Option<i64>,
}

impl OfficeProfile {
    /// Seconds of skew that are no news.
    const STEADY: u64 = 5;

    /// Whether another profile says something else.
    #[must_use]
    pub fn differs(&self, other: &Self) -> bool {
        let steady = match (self.skew_seconds, other.skew_seconds) {
            (Some(before), Some(now)) => before.abs_diff(now) <= Self::STEADY,
            (before, now) => before == now,
        };
        let said = |profile: &Self| Self {
            now: None,
            skew_seconds: None,
            ..*profile
        };
        !steady || said(self) != said(other)
    }
}

impl FromJson for OfficeProfile {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            demo: from.get("demo"),
            retention_months: from.get("retention_months"),
            revisit_days: from.get("revisit_days"),
            screen_signing: from.get_or_default("screen_signing"),
            now: from.get("now"),
            skew_seconds: from.get("skew_seconds"),
        }
    }
}
