//! As which tablet of which office this one is enrolled, and the minutes numbers
//! it was given: which is the next, and how many are left. How it is kept is
//! `acts`', how it is asked for `sync`'s.

use inspection::{FromJson, Member};
use serde::Serialize;

/// As which tablet this one is enrolled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Enrolment {
    /// What it shows the office. Empty where it was not given one.
    pub token: String,
    /// What the office calls it.
    pub name: String,
    /// Whose it is.
    pub authority: String,
    /// The blocks of numbers it was given.
    pub numbers: Vec<Block>,
    /// The greatest number taken of each year.
    pub taken: Vec<Taken>,
}

/// Minutes numbers of a year, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// The year.
    pub year: i64,
    /// The first.
    pub first: u64,
    /// The last.
    pub last: u64,
}

/// The greatest number of a year that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// The year.
    pub year: i64,
    /// The number.
    pub number: u64,
}

impl Enrolment {
    /// The next number of a year; `None` where there is none.
    #[must_use]
    pub fn next(&self, year: i64) -> Option<u64> {
        let taken = self.taken(year);
        let left = self.of(year).filter(|block| block.last > taken);
        left.map(|block| block.first.max(taken + 1)).min()
    }

    /// How many numbers of a year are left.
    #[must_use]
    pub fn left(&self, year: i64) -> u64 {
        let from = self.taken(year) + 1;
        let left = self.of(year);
        left.map(|block| (block.last + 1).saturating_sub(block.first.max(from)))
            .sum()
    }

    /// The same with the next number of a year taken.
    #[must_use]
    pub fn take(&self, year: i64) -> Option<(u64, Self)> {
        let number = self.next(year)?;
        let mut after = self.clone();
        after.taken.retain(|taken| taken.year != year);
        after.taken.push(Taken { year, number });
        Some((number, after))
    }

    /// Whether the office is to be asked for more numbers of a year: it gives
    /// some, and less than a quarter of a block is left.
    #[must_use]
    pub fn wants(&self, year: i64) -> bool {
        let size = self
            .numbers
            .last()
            .map(|block| block.last - block.first + 1);
        size.is_some_and(|size| self.left(year) * 4 < size)
    }

    /// The first number of a year that was not taken, as the office is told.
    #[must_use]
    pub fn unused(&self, year: i64) -> u64 {
        self.taken(year) + 1
    }

    /// The same with other blocks of a year.
    #[must_use]
    pub fn given(&self, year: i64, blocks: Vec<Block>) -> Self {
        let mut after = self.clone();
        after.numbers.retain(|block| block.year != year);
        after.numbers.extend(blocks);
        after
    }

    /// The same after `before`: what was taken of blocks that it still has stays
    /// taken.
    #[must_use]
    pub fn after(mut self, before: &Self) -> Self {
        let still = |taken: &&Taken| {
            let mut old = before
                .numbers
                .iter()
                .filter(|block| block.year == taken.year);
            old.any(|block| self.numbers.contains(block))
        };
        self.taken = before.taken.iter().filter(still).copied().collect();
        self
    }

    fn taken(&self, year: i64) -> u64 {
        let taken = self.taken.iter().find(|taken| taken.year == year);
        taken.map_or(0, |taken| taken.number)
    }

    fn of(&self, year: i64) -> impl Iterator<Item = &Block> {
        self.numbers.iter().filter(move |block| block.year == year)
    }
}

impl FromJson for Enrolment {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            token: from.get("token"),
            name: from.get("name"),
            authority: from.get("authority"),
            numbers: from.get("numbers"),
            taken: from.get("taken"),
        }
    }
}

impl FromJson for Block {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            year: from.get("year"),
            first: from.get("first"),
            last: from.get("last"),
        }
    }
}

impl FromJson for Taken {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            year: from.get("year"),
            number: from.get("number"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(year: i64, first: u64, last: u64) -> Block {
        Block { year, first, last }
    }

    fn enrolment(numbers: &[Block]) -> Enrolment {
        Enrolment {
            numbers: numbers.to_vec(),
            ..Enrolment::default()
        }
    }

    #[test]
    fn numbers_are_taken_in_order_through_all_blocks_and_then_there_is_none() {
        let mut has = enrolment(&[block(2026, 3, 4), block(2026, 21, 22), block(2027, 1, 2)]);
        assert_eq!((has.left(2026), has.left(2027), has.left(2025)), (4, 2, 0));
        let mut taken = Vec::new();
        while let Some((number, after)) = has.take(2026) {
            taken.push(number);
            has = after;
        }
        assert_eq!(taken, [3, 4, 21, 22]);
        assert_eq!((has.left(2026), has.next(2027)), (0, Some(1)));
        assert_eq!(has.unused(2026), 23);
    }

    #[test]
    fn more_are_wanted_while_less_than_a_quarter_of_a_block_is_left() {
        let mut has = enrolment(&[block(2026, 1, 20)]);
        for _ in 0..15 {
            assert!(!has.wants(2026));
            has = has.take(2026).unwrap().1;
        }
        // Five of twenty are a quarter, four are less.
        assert!(!has.wants(2026));
        assert!(has.take(2026).unwrap().1.wants(2026));
        assert!(has.wants(2027), "nothing of another year was given");
        assert!(!enrolment(&[]).wants(2026), "the office gives none");
    }

    #[test]
    fn what_was_taken_stays_so_with_the_same_blocks_and_not_with_others() {
        let before = enrolment(&[block(2026, 1, 20)]).take(2026).unwrap().1;
        let again = enrolment(&[block(2026, 1, 20), block(2026, 41, 60)]).after(&before);
        assert_eq!(again.next(2026), Some(2));
        let other = enrolment(&[block(2026, 61, 80)]).after(&before);
        assert_eq!(other.next(2026), Some(61));
        let other = enrolment(&[block(2026, 1, 10)]).after(&before);
        assert_eq!(
            other.next(2026),
            Some(1),
            "another authority counts for itself"
        );
    }

    #[test]
    fn more_blocks_of_a_year_take_the_place_of_those_of_that_year_alone() {
        let has = enrolment(&[block(2026, 1, 20), block(2027, 1, 5)]);
        let has = has.given(2026, vec![block(2026, 1, 20), block(2026, 41, 60)]);
        assert_eq!((has.left(2026), has.left(2027)), (40, 5));
    }
}
