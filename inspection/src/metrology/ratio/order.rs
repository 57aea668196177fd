//! Which of two fractions is larger, at any size.

use std::cmp::Ordering;

use super::Ratio;

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    /// Exact at any size: by whole parts, then by the reciprocals of what is
    /// left, so that no product is needed.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut left, mut right) = (*self, *other);
        loop {
            let (a, b) = (left.floor(), right.floor());
            if a != b {
                return a.cmp(&b);
            }
            let left_rest = left.numerator.rem_euclid(left.denominator);
            let right_rest = right.numerator.rem_euclid(right.denominator);
            match (left_rest, right_rest) {
                (0, 0) => return Ordering::Equal,
                (0, _) => return Ordering::Less,
                (_, 0) => return Ordering::Greater,
                _ => {
                    let flipped = |under, over| Self {
                        numerator: over,
                        denominator: under,
                    };
                    let old_left = flipped(left_rest, left.denominator);
                    left = flipped(right_rest, right.denominator);
                    right = old_left;
                }
            }
        }
    }
}
