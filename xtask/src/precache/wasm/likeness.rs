//! Which functions are alike: those that do the same five things in a row at many places.
//! Puts each beside the one it is most like, which compresses them better.

use std::collections::HashMap;

/// How many instructions in a row count as one thing that two functions have in common.
const IN_A_ROW: usize = 5;

/// Below this two functions have nothing in common, and any other may follow. Two that are
/// the same have 1 in common.
const ALIKE: f64 = 0.05;

/// The places of the functions, each followed by the one of those left that is most like it.
pub(super) fn chain(functions: &[&[u8]]) -> Vec<usize> {
    let features = features(functions);
    let mut with: HashMap<&[u8], Vec<(usize, f64)>> = HashMap::new();
    for (function, features) in features.iter().enumerate() {
        for (row, weight) in features {
            with.entry(*row).or_default().push((function, *weight));
        }
    }
    let mut left: Vec<bool> = vec![true; functions.len()];
    let mut order = Vec::with_capacity(functions.len());
    let mut next = (!functions.is_empty()).then_some(0);
    while let Some(function) = next {
        left[function] = false;
        order.push(function);
        let mut alike = vec![0.0; functions.len()];
        for (row, weight) in &features[function] {
            for (other, its) in &with[row] {
                alike[*other] += weight * its;
            }
        }
        let most = (0..functions.len())
            .filter(|other| left[*other] && alike[*other] > ALIKE)
            .max_by(|one, other| alike[*one].total_cmp(&alike[*other]).then(other.cmp(one)));
        next = most.or_else(|| left.iter().position(|left| *left));
    }
    order
}

/// What rows of instructions each function has, the rarer and the more often the weightier,
/// as a vector of length 1 (tf-idf). In the order of the rows, so that sums come out the
/// same every time.
fn features<'a>(functions: &[&'a [u8]]) -> Vec<Vec<(&'a [u8], f64)>> {
    let mut counts: Vec<HashMap<&[u8], u32>> = Vec::with_capacity(functions.len());
    let mut having: HashMap<&[u8], u32> = HashMap::new();
    for function in functions {
        let mut own = HashMap::new();
        for row in function.windows(IN_A_ROW) {
            *own.entry(row).or_insert(0) += 1;
        }
        for row in own.keys() {
            *having.entry(row).or_insert(0) += 1;
        }
        counts.push(own);
    }
    let all = f64::from(u32::try_from(functions.len()).unwrap_or(u32::MAX)) + 1.0;
    let weights = counts.into_iter().map(|own| {
        // What one function alone has makes it like no other.
        let shared = own.into_iter().filter(|(row, _)| having[row] > 1);
        let weigh = |(row, count): (&'a [u8], u32)| {
            (
                row,
                f64::from(count).sqrt() * (all / f64::from(having[row])).ln(),
            )
        };
        let mut weights: Vec<(&[u8], f64)> = shared.map(weigh).collect();
        weights.sort_by_key(|(row, _)| *row);
        let length = weights
            .iter()
            .map(|(_, weight)| weight * weight)
            .sum::<f64>()
            .sqrt();
        for (_, weight) in &mut weights {
            *weight /= length;
        }
        weights
    });
    weights.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_followed_by_the_one_most_like_it() {
        let functions: [&[u8]; 5] = [
            b"abcdefgh",
            b"tuvwxyz0",
            b"abcdefg1",
            b"tuvwxyz",
            b"abcde234",
        ];
        assert_eq!(chain(&functions), [0, 2, 4, 1, 3]);
    }

    #[test]
    fn what_is_too_short_to_be_like_anything_keeps_its_place_in_line() {
        assert_eq!(chain(&[b"ab", b"", b"ab"]), [0, 1, 2]);
        assert_eq!(chain(&[]), [0; 0]);
    }
}
