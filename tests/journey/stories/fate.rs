//! What may become of an upload on its way and back: every row of the table of
//! replies, and what a bad line adds to it.

use super::dice::Dice;

/// What becomes of one upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It arrives, and so does the receipt.
    Whole,
    /// As before, twice.
    Twice,
    /// The office keeps it and says so with 409.
    Receipt409,
    /// The office has another document under the id.
    Taken,
    /// A network's page with this status.
    Page(u16),
    /// A receipt for another id, or for other bytes.
    ReceiptOfAnother,
    ReceiptForOtherBytes,
    /// A problem document, or a status without one.
    Problem(u16),
    Bare(u16),
    /// 401, 403.
    SignIn(u16),
    /// A status with seconds of `Retry-After`.
    Busy(u16, Option<u32>),
    Fault(u16, Option<u32>),
    /// A status that has no meaning here.
    Odd(u16),
    Unreachable,
    TimedOut,
    /// The office keeps it, and its answer is lost.
    Lost,
    /// It is held up on the way, and arrives later.
    Held,
}

impl Fate {
    pub(super) fn five(dice: &mut Dice) -> [Self; 5] {
        std::array::from_fn(|_| Self::any(dice))
    }

    fn any(dice: &mut Dice) -> Self {
        let refusing = [400, 404, 413, 415, 422][dice.index(5)];
        let asked = [None, Some(0), Some(90), Some(1800), Some(90_000)][dice.index(5)];
        match dice.roll(36) {
            0 => Self::Twice,
            1 => Self::Receipt409,
            2 => Self::Taken,
            3..=5 => Self::Page([200, 201, 409][dice.index(3)]),
            6 => Self::ReceiptOfAnother,
            7 => Self::ReceiptForOtherBytes,
            8..=12 => Self::Problem(refusing),
            13..=17 => Self::Bare(refusing),
            18 | 19 => Self::SignIn([401, 403][dice.index(2)]),
            20..=22 => Self::Busy([408, 425, 429][dice.index(3)], asked),
            23..=25 => Self::Fault([500, 502, 503][dice.index(3)], asked),
            26..=28 => Self::Page([0, 204, 302][dice.index(3)]),
            29 | 30 => Self::Odd([405, 410][dice.index(2)]),
            31 => Self::Unreachable,
            32 => Self::TimedOut,
            33 => Self::Lost,
            34 => Self::Held,
            _ => Self::Whole,
        }
    }

    /// Whether the person may be shown this after it; `stays`: that it was
    /// refused before, and still is.
    pub(super) fn may_leave(self, state: &str, stays: bool) -> bool {
        match self {
            Self::Whole | Self::Twice | Self::Receipt409 | Self::Taken => {
                matches!(state, "received" | "conflict")
            }
            Self::Problem(_) => state == "refused",
            _ => state == "waiting" || stays,
        }
    }

    /// Seconds that the document has to wait after it, at least.
    pub(super) fn asks_for(self) -> u32 {
        const AN_HOUR: u32 = 3600;
        match self {
            Self::SignIn(_) => AN_HOUR,
            Self::Busy(_, asked) | Self::Fault(_, asked) => asked.unwrap_or(0).clamp(2, AN_HOUR),
            // Half of the five seconds of a first wait.
            _ => 2,
        }
    }
}
