//! Chance that can be repeated: the seed is printed, and can be given.

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result};

/// Dice of xorshift64* (Vigna 2016).
#[derive(Clone, Debug)]
pub struct Dice {
    state: u64,
}

impl Dice {
    /// With the seed of `CAN_DUNG_SEED`, else with one of the clock's. Returns
    /// the seed too, for the report.
    ///
    /// # Errors
    /// When the variable holds no number.
    pub fn new() -> Result<(Self, u64)> {
        let seed = match env::var("CAN_DUNG_SEED") {
            Ok(seed) => seed.parse().context("CAN_DUNG_SEED is no number")?,
            Err(_) => u64::from(SystemTime::now().duration_since(UNIX_EPOCH)?.subsec_nanos()),
        };
        // A state of zero would stay zero.
        let state = seed ^ 0x9E37_79B9_7F4A_7C15;
        Ok((Self { state }, seed))
    }

    /// A number from 0 to less than `limit`, which is not 0.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        (self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % limit
    }

    /// One of these.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        let at = self.below(u64::try_from(from.len()).ok()?.max(1));
        from.get(usize::try_from(at).ok()?).copied()
    }
}
