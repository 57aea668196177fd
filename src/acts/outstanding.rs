//! What is not yet in the office: how many records, how far they have got, and
//! how old the oldest is. What the office is known to hold does not count, nor
//! what it refused once a correction of it was received.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use inspection::{Head, InspectionId};

use super::Entry;
use crate::outbox::Delivery;

/// From this age on, what is not in the office is offered as a file.
const OLD: TimeDelta = TimeDelta::days(7);

/// The records that are not yet in the office.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outstanding {
    /// Those that wait, or whose photos do.
    pub waiting: usize,
    /// Those it refused, and of which no correction was received.
    pub refused: usize,
    /// Those whose id somebody else's document has; nobody said that both are
    /// kept.
    pub conflict: usize,
    /// When the oldest was closed, by the tablet's clock of then.
    pub oldest: Option<DateTime<Utc>>,
    /// When the newest was.
    newest: Option<DateTime<Utc>>,
}

impl Outstanding {
    /// Of all records.
    #[must_use]
    pub fn of(entries: &[Arc<Entry>]) -> Self {
        let mut all = Self::default();
        for entry in entries.iter().filter(|entry| !entry.is_received()) {
            match &entry.delivery {
                Delivery::Waiting { .. } | Delivery::Received { .. } => all.waiting += 1,
                Delivery::Refused { .. } if is_put_right(entries, entry.id, entries.len()) => {
                    continue;
                }
                Delivery::Refused { .. } => all.refused += 1,
                Delivery::Conflict { reason } if reason.says_both_are_kept() => continue,
                Delivery::Conflict { .. } => all.conflict += 1,
            }
            let at = Some(entry.summary.closed.at);
            // `None` is less than any time.
            all.newest = all.newest.max(at);
            if all.oldest.is_none() || at < all.oldest {
                all.oldest = at;
            }
        }
        all
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.waiting + self.refused + self.conflict
    }

    /// Whether one of them or of the drafts is more than a week old. What was
    /// dated by a clock that was ahead may be of any age.
    #[must_use]
    pub fn is_old(&self, drafts: &[Head], now: DateTime<Utc>) -> bool {
        let is_old = |at: DateTime<Utc>| (now - at).abs() > OLD;
        self.oldest.is_some_and(is_old)
            || self.newest.is_some_and(is_old)
            || drafts.iter().any(|head| is_old(head.opened.at))
    }
}

/// Whether a correction of a record was received, or of a correction of it; a
/// circle of corrections ends after so many steps.
fn is_put_right(entries: &[Arc<Entry>], id: InspectionId, steps: usize) -> bool {
    steps > 0
        && entries.iter().any(|entry| {
            entry.summary.supersedes == Some(id)
                && (entry.delivery.is_received() || is_put_right(entries, entry.id, steps - 1))
        })
}
