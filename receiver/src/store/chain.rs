//! What is here of each tablet's chain: how far it goes, and what is missing
//! before that.

use std::ops::RangeInclusive;

use chrono::{DateTime, Utc};
use inspection::DeviceId;

/// The documents of one tablet, or of the office where it writes its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Who made them.
    pub device: DeviceId,
    /// How many are here.
    pub documents: u64,
    /// The last place in the chain that is here.
    pub last: u64,
    /// When one of them last came.
    pub last_at: DateTime<Utc>,
    /// The places before the last that are not here, in order.
    pub missing: Vec<RangeInclusive<u64>>,
}
