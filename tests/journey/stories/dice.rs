//! Chance that is the same everywhere.

/// Xorshift64* (Vigna 2016): enough for stories.
pub(super) struct Dice(u64);

impl Dice {
    /// The dice of a story.
    pub(super) fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(super) fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % sides
    }

    pub(super) fn one_in(&mut self, sides: u64) -> bool {
        self.roll(sides) == 0
    }

    pub(super) fn index(&mut self, sides: usize) -> usize {
        usize::try_from(self.roll(sides.try_into().unwrap())).unwrap()
    }

    pub(super) fn days(&mut self, most: u64) -> i64 {
        i64::try_from(self.roll(most)).unwrap()
    }
}
