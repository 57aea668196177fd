//! How far each document has got, which one is next, and when. A view over the
//! documents, not a second queue. Pure: knows no network and no store.

use chrono::{DateTime, TimeDelta, Utc};
use inspection::{DocumentId, FromJson, Member, Receipt};
use serde::Serialize;

use crate::sync::{Answer, Later, Problem};

/// Wait after the first failed try.
const FIRST_WAIT: TimeDelta = TimeDelta::seconds(5);
/// The longest wait of our own making.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(5);
/// The longest wait that an office's `Retry-After` is believed for, and the
/// wait until somebody has signed in.
const LONGEST_ASKED: TimeDelta = TimeDelta::hours(1);

/// How far a document has got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Delivery {
    /// Not yet at the office, as far as this tablet knows.
    Waiting {
        /// Tries so far.
        tries: u32,
        /// Not to be tried by itself before; `None` for at once.
        #[serde(serialize_with = "inspection::moment::optional::serialize")]
        not_before: Option<DateTime<Utc>>,
        /// What the last try met.
        reason: Option<Later>,
    },
    /// The office keeps exactly these bytes.
    Received {
        /// Its word.
        receipt: Receipt,
    },
    /// The office does not take it. Kept; tried again only by hand.
    Refused {
        /// What the office said.
        reason: Problem,
    },
    /// The office keeps another document under this id. Both are kept.
    Conflict {
        /// What the office said.
        reason: Problem,
    },
}

impl Delivery {
    /// Whether the office has confirmed it.
    #[must_use]
    pub fn is_received(&self) -> bool {
        matches!(self, Self::Received { .. })
    }
}

impl Default for Delivery {
    /// Never tried: what a document without a delivery piece is.
    fn default() -> Self {
        Self::Waiting {
            tries: 0,
            not_before: None,
            reason: None,
        }
    }
}

/// Whether waits are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Haste {
    /// What is due.
    Due,
    /// "Send now": everything that waits, and once more what was refused or
    /// said to be in conflict, in case that came from another server or was put
    /// right.
    Now,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Send this document.
    Send(DocumentId),
    /// Nothing is due before.
    Wait {
        /// The earliest time at which something is.
        until: DateTime<Utc>,
    },
    /// Nothing waits.
    Done,
}

/// Spreads tablets that failed together: 0 for half the wait, 255 for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jitter(pub u8);

/// The next thing to do. Least tried first, then oldest id first, so that one
/// document that fails holds up no other.
#[must_use]
pub fn next(
    entries: impl IntoIterator<Item = (DocumentId, Delivery)>,
    now: DateTime<Utc>,
    haste: Haste,
) -> Task {
    let waiting: Vec<_> = entries
        .into_iter()
        .filter_map(|(id, delivery)| match delivery {
            Delivery::Waiting {
                tries, not_before, ..
            } => {
                let until = not_before.filter(|until| haste == Haste::Due && is_ahead(*until, now));
                Some((until, tries, id))
            }
            Delivery::Received { .. } => None,
            Delivery::Refused { .. } | Delivery::Conflict { .. } => {
                (haste == Haste::Now).then_some((None, u32::MAX, id))
            }
        })
        .collect();
    // `None` sorts before every time: what is due comes first.
    match waiting.into_iter().min() {
        None => Task::Done,
        Some((None, _, id)) => Task::Send(id),
        Some((Some(until), _, _)) => Task::Wait { until },
    }
}

/// What a document's delivery becomes by an answer. A receipt is for ever; a
/// refusal stays until the office says something else.
#[must_use]
pub fn settle(delivery: Delivery, answer: Answer, now: DateTime<Utc>, jitter: Jitter) -> Delivery {
    match (delivery, answer) {
        (received @ Delivery::Received { .. }, _) => received,
        (_, Answer::Accepted(receipt)) => Delivery::Received { receipt },
        (_, Answer::Conflict(reason)) => Delivery::Conflict { reason },
        (_, Answer::Refused(reason)) => Delivery::Refused { reason },
        (Delivery::Waiting { tries, .. }, Answer::Later { reason, after }) => {
            let asked = match reason {
                Later::SignInNeeded => LONGEST_ASKED,
                _ => after.unwrap_or_default().min(LONGEST_ASKED),
            };
            let wait = wait(tries, jitter).max(asked);
            Delivery::Waiting {
                tries: tries.saturating_add(1),
                not_before: now.checked_add_signed(wait),
                reason: Some(reason),
            }
        }
        (known, Answer::Later { .. }) => known,
    }
}

/// The wait after `tries` earlier failures: 5 s, doubled each time up to five
/// minutes, less up to half of it.
fn wait(tries: u32, jitter: Jitter) -> TimeDelta {
    let doubled = 1_i32.checked_shl(tries.min(16)).unwrap_or(i32::MAX);
    let whole = FIRST_WAIT.checked_mul(doubled).unwrap_or(LONGEST_WAIT);
    let half = whole.min(LONGEST_WAIT).num_milliseconds() / 2;
    TimeDelta::milliseconds(half + half * i64::from(jitter.0) / 255)
}

/// Whether `until` is still to come. A time further ahead than any wait was
/// written by a clock that has been put back since, and holds nothing up.
fn is_ahead(until: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    let ahead = until - now;
    ahead > TimeDelta::zero() && ahead <= LONGEST_ASKED
}

impl FromJson for Delivery {
    fn from_json(from: &Member<'_>) -> Self {
        let state = from.member("state").word([
            ("waiting", State::Waiting),
            ("received", State::Received),
            ("refused", State::Refused),
            ("conflict", State::Conflict),
        ]);
        match state {
            State::Waiting => Self::Waiting {
                tries: from.get("tries"),
                not_before: from.get("not_before"),
                reason: from.get("reason"),
            },
            State::Received => Self::Received {
                receipt: from.get("receipt"),
            },
            State::Refused => Self::Refused {
                reason: from.get("reason"),
            },
            State::Conflict => Self::Conflict {
                reason: from.get("reason"),
            },
        }
    }
}

#[derive(Clone, Copy)]
enum State {
    Waiting,
    Received,
    Refused,
    Conflict,
}

#[cfg(test)]
mod tests;
