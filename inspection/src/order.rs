//! Puts lists in order. One sort for lists of every type: each of the standard library's own
//! weighs more on the tablet than what calls it.

use std::cmp::Ordering;

/// Puts a list in the order of `compare`; what is equal stays as it stood.
pub fn put_in_order<T>(list: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(list.len(), &|one, other| {
        // Both are places in the list.
        match (list.get(one), list.get(other)) {
            (Some(one), Some(other)) => compare(one, other),
            _ => Ordering::Equal,
        }
    });
    let mut taken: Vec<Option<T>> = list.drain(..).map(Some).collect();
    for place in order {
        list.extend(taken.get_mut(place).and_then(Option::take));
    }
}

/// The places from 0 to before `count`, in the order of what stands there.
#[inline(never)]
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_equal_stays_as_it_stood() {
        let mut list = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        put_in_order(&mut list, |one, other| one.0.cmp(&other.0));
        assert_eq!(list, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }

    proptest! {
        /// The standard library's sort says the same.
        #[test]
        fn every_list_is_put_in_order(list: Vec<(u8, u8)>) {
            let mut ours: Vec<_> = list.iter().map(|row| (row.0, row.1.to_string())).collect();
            let mut theirs = ours.clone();
            put_in_order(&mut ours, |one, other| one.0.cmp(&other.0));
            theirs.sort_by_key(|row| row.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
