//! The report of a period: documents folded into figures. Which of several
//! documents stand is `corrections`', which establishment they are of
//! `identity`'s, which of them are one visit `visits`', what was decided
//! afterwards `decisions`', the days are `period`'s. Every figure is the sum of
//! what single visits and decisions add to it: `Share`.

#[cfg(feature = "office")]
mod behind;
#[cfg(feature = "office")]
mod corrections;
#[cfg(feature = "office")]
mod decisions;
#[cfg(feature = "office")]
mod entry;
#[cfg(feature = "office")]
mod figure;
mod identity;
#[cfg(feature = "office")]
mod ledger;
#[cfg(feature = "office")]
mod line;
#[cfg(feature = "office")]
mod measures;
mod period;
#[cfg(feature = "office")]
mod samples;
#[cfg(feature = "office")]
mod share;
#[cfg(feature = "office")]
mod sums;
#[cfg(feature = "office")]
mod visits;

#[cfg(feature = "office")]
pub use self::behind::{Cut, Record};
#[cfg(feature = "office")]
pub use self::decisions::{Decisions, Sequel};
#[cfg(feature = "office")]
pub use self::entry::{Contribution, Entry, Subject};
#[cfg(feature = "office")]
pub use self::figure::{Figure, InstrumentFault};
pub use self::identity::{place_identity, tax_identity};
#[cfg(feature = "office")]
pub use self::ledger::{Ledger, Report};
#[cfg(feature = "office")]
pub use self::line::LINE_FORMAT;
#[cfg(feature = "office")]
pub use self::measures::{Measures, Severities};
pub use self::period::{CutOffs, Period, PeriodKind, Span, YearDay, next_deadlines};
#[cfg(feature = "office")]
pub use self::samples::Samples;
#[cfg(feature = "office")]
pub use self::share::Share;
#[cfg(feature = "office")]
pub use self::sums::Sums;

#[cfg(test)]
mod tests;
