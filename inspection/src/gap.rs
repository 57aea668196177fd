//! What a draft lacks or holds unreadably, by field, so that the screen can
//! say it beside the field. The sentences are the language catalogues'.

use serde::{Deserialize, Serialize};

use crate::id::CheckId;

/// Where a field stands: in the visit itself, or in one of its checks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The check, or `None` for a field of the visit.
    pub check: Option<CheckId>,
    /// Code of the field or checklist item.
    pub field: String,
}

/// One field that keeps an inspection from being closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Where it is.
    pub place: Place,
    /// What is wrong with it.
    pub reason: GapReason,
}

/// Why a field does not count yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GapReason {
    /// Nothing was entered.
    Missing,
    /// Not a number, or one with both kinds of separator.
    NotANumber,
    /// A number below zero.
    Negative,
    /// Zero where a size is asked.
    Zero,
    /// More than can be meant here; `limit` is the most that is accepted, in
    /// the field's unit.
    TooLarge {
        /// The most that is accepted, as text.
        limit: String,
    },
    /// Not more than what it must be more than, which is `limit`, in the
    /// field's unit.
    TooSmall {
        /// What it must be more than, as text.
        limit: String,
    },
    /// Less than it can be; `limit` is the least that is accepted, in the
    /// field's unit.
    LessThan {
        /// The least that is accepted, as text.
        limit: String,
    },
    /// A choice that another row has, and only one can have.
    Twice,
    /// It contradicts what was entered elsewhere.
    NotWith {
        /// Code of the other field.
        field: String,
    },
    /// A number with a fraction, where things are counted.
    NotACount,
    /// Not a day of the calendar.
    NotADate,
    /// A day before the year 2000.
    BeforeYear2000,
    /// A day after the one on the tablet's wall.
    InTheFuture,
    /// Not one of the field's choices.
    UnknownChoice,
    /// Longer than a field can be; `limit` counts characters.
    TooLong {
        /// The most characters accepted.
        limit: usize,
    },
    /// The visit holds no check.
    NoCheck,
    /// The visit is said to have been without checks, and holds some.
    HasChecks,
    /// A choice that did not exist on the day of the visit.
    NotOnThatDay,
    /// The verdict rests on nothing that was verified: the inspector's own
    /// words are needed.
    BasisNeeded,
    /// What was signed on the screen was changed afterwards.
    SignatureVoid,
}

impl GapReason {
    /// Whether something was entered that cannot be used, as against nothing
    /// entered yet. The first is shown at once, the second when closing.
    #[must_use]
    pub fn is_bad_input(&self) -> bool {
        !matches!(self, Self::Missing | Self::NoCheck | Self::BasisNeeded)
    }
}
