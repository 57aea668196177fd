//! Sampling plans: every row and its borders.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::tables::prepackage::prepackage;

use Test::{Destructive as D, NonDestructive as N};

fn ratio(text: &str) -> Ratio {
    Ratio::from(text.parse::<Decimal>().unwrap())
}

fn errors(texts: &[&str]) -> Vec<Ratio> {
    texts.iter().map(|text| ratio(text)).collect()
}

/// The plans of a lot as `n k accept`, in the order of the table.
fn found(system: &str, test: Test, lot: u64) -> Vec<String> {
    let plans = plans(&prepackage().plans, system, test, lot).unwrap();
    let written = plans.iter().map(|plan| {
        let k = plan.k.as_ref().map_or("-", |k| &k.text);
        let accept = plan.accepts(lot).unwrap();
        let accept = accept.map_or("-".to_owned(), |count| count.to_string());
        format!("{} {k} {accept}", plan.size(lot).unwrap())
    });
    written.collect()
}

type Case = (&'static str, Test, u64, &'static [&'static str]);

/// OIML R 87:2004 Table 2 and TT 21/2014 (whole lot: 2.5 % of it), the lots on
/// either side of every border.
const HOME: [Case; 22] = [
    ("R87_2004", N, 1, &["1 0 -"]),
    ("R87_2004", N, 99, &["99 0 -"]),
    ("R87_2004", N, 100, &["50 0.379 3"]),
    ("R87_2004", N, 101, &["50 0.379 3"]),
    ("R87_2004", N, 500, &["50 0.379 3"]),
    ("R87_2004", N, 501, &["80 0.295 5"]),
    ("R87_2004", N, 3200, &["80 0.295 5"]),
    ("R87_2004", N, 3201, &["125 0.234 7"]),
    ("R87_2004", N, 1_000_000, &["125 0.234 7"]),
    ("R87_2004", D, 19, &[]),
    ("R87_2004", D, 20, &["20 0.640 1"]),
    ("R87_2004", D, 21, &["20 0.640 1"]),
    ("TT21_2014", N, 39, &["39 0 0"]),
    ("TT21_2014", N, 40, &["40 0 1"]),
    ("TT21_2014", N, 50, &["50 0 1"]),
    ("TT21_2014", N, 99, &["99 0 2"]),
    ("TT21_2014", N, 100, &["100 0 2", "50 0.379 3"]),
    ("TT21_2014", N, 500, &["500 0 12", "50 0.379 3"]),
    ("TT21_2014", N, 501, &["501 0 12", "80 0.295 5"]),
    ("TT21_2014", N, 3201, &["3201 0 80", "125 0.234 7"]),
    ("TT21_2014", D, 19, &[]),
    ("TT21_2014", D, 20, &["20 0.640 1"]),
];

#[cfg(feature = "abroad")]
mod abroad;
#[cfg(feature = "abroad")]
use self::abroad::ABROAD;
#[cfg(not(feature = "abroad"))]
const ABROAD: [Case; 0] = [];

#[test]
fn every_plan_holds_from_its_first_lot_to_its_last() {
    for (system, test, lot, expected) in HOME.into_iter().chain(ABROAD) {
        assert_eq!(
            found(system, test, lot),
            expected,
            "{system} {test:?} {lot}"
        );
    }
}

#[test]
fn every_row_is_hit() {
    let rows = &prepackage().plans;
    let mut hit = BTreeSet::new();
    for row in rows {
        for lot in [row.lot_from, row.lot_to.unwrap_or(1_000_000)] {
            for plan in plans(rows, &row.system, row.test, lot).unwrap() {
                hit.insert(rows.iter().position(|known| std::ptr::eq(known, plan)));
            }
        }
    }
    assert_eq!(hit.len(), rows.len());
}

/// Rows of one system and test do not overlap, but for the whole lot beside a
/// sample of it.
#[test]
fn no_lot_has_two_samples() {
    let rows = &prepackage().plans;
    for row in rows {
        for lot in [row.lot_from, row.lot_to.unwrap_or(1_000_000)] {
            let found = plans(rows, &row.system, row.test, lot).unwrap();
            let samples = found.iter().filter(|plan| plan.n != SampleSize::WholeLot);
            let wholes = found.iter().filter(|plan| plan.n == SampleSize::WholeLot);
            assert!(samples.count() <= 1 && wholes.count() <= 1, "{row:?}");
        }
    }
}

#[test]
fn only_the_whole_lot_rule_of_the_circular_is_found() {
    for plan in prepackage()
        .plans
        .iter()
        .filter(|plan| plan.system == "TT21_2014")
    {
        let expected = match plan.n {
            SampleSize::WholeLot => Evidence::Found,
            _ => Evidence::Memory,
        };
        assert_eq!(plan.evidence, expected);
    }
}

#[cfg(feature = "abroad")]
#[test]
fn the_second_samples_are_those_of_annex_ii() {
    for (lot, reject, n, accept, reject_both) in
        [(100, 3, 30, 4, 5), (501, 5, 50, 6, 7), (3201, 7, 80, 8, 9)]
    {
        let plan = plans(&prepackage().plans, "EU76_211", N, lot).unwrap()[0];
        assert_eq!(plan.reject, Some(reject));
        let reject = reject_both;
        assert_eq!(plan.second, Some(SecondSample { n, accept, reject }));
    }
    let plan = plans(&prepackage().plans, "EU76_211", N, 3201).unwrap()[0];
    assert_eq!(plan.mean_n, Some(50));
}

/// Three errors m − d, m, m + d have the standard deviation d, so mean + k s is
/// nothing exactly at m = −k d.
#[test]
fn a_mean_exactly_on_the_criterion_conforms() {
    let k = ratio("0.640");
    for (sample, expected) in [
        (["-1.639999999", "-0.639999999", "0.360000001"], true),
        (["-1.640000000", "-0.640000000", "0.360000000"], true),
        (["-1.640000001", "-0.640000001", "0.359999999"], false),
    ] {
        let statistics = Statistics::of(&errors(&sample)).unwrap().unwrap();
        assert_eq!(statistics.variance, Some(Ratio::ONE));
        assert_eq!(statistics.mean_conforms(k).unwrap(), expected, "{sample:?}");
    }
}

/// Two errors m − 1 and m + 1 have the standard deviation √2 = 1.41421356237…;
/// the means lie on either side of it, closer than nine decimals show.
#[test]
fn the_decision_is_not_made_on_printed_figures() {
    let k = ratio("1000");
    for (sample, expected) in [
        (["-1415.213562373", "-1413.213562373"], true),
        (["-1415.213562374", "-1413.213562374"], false),
    ] {
        let statistics = Statistics::of(&errors(&sample)).unwrap().unwrap();
        let printed = statistics.variance.unwrap().root_nine_decimals().unwrap();
        assert_eq!(printed, "1.414213562");
        assert_eq!(statistics.mean_conforms(k).unwrap(), expected, "{sample:?}");
    }
}

#[test]
fn one_package_has_a_mean_and_no_deviation() {
    let of = |text| Statistics::of(&errors(&[text])).unwrap().unwrap();
    assert_eq!(of("-1").variance, None);
    assert!(!of("-1").mean_conforms(ratio("9")).unwrap());
    assert!(of("0").mean_conforms(Ratio::ZERO).unwrap());
    assert_eq!(Statistics::of(&[]).unwrap(), None);
}

#[test]
fn numbers_too_long_to_square_are_refused() {
    let long = errors(&["-999999999999.999999999", "0.000000001"]);
    assert_eq!(Statistics::of(&long), Err(TooManyDigits));
}

fn sample() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(-2000_i64..1000, 2..60)
}

fn statistics(sample: &[i64], scale: u32) -> Statistics {
    let errors: Vec<_> = sample
        .iter()
        .map(|error| Ratio::from(Decimal::new(*error, scale)))
        .collect();
    Statistics::of(&errors).unwrap().unwrap()
}

proptest! {
    /// Against whole numbers: K² n (n Σe² − (Σe)²) ≥ 10⁶ (n − 1) (Σe)².
    #[test]
    fn the_decision_is_that_of_whole_numbers(sample in sample(), thousandths in 0_i64..3000) {
        let n = i128::try_from(sample.len()).unwrap();
        let sum: i128 = sample.iter().map(|error| i128::from(*error)).sum();
        let squares: i128 = sample.iter().map(|error| i128::from(error * error)).sum();
        let factor = i128::from(thousandths * thousandths);
        let left = factor * n * (n * squares - sum * sum);
        let expected = sum >= 0 || left >= 1_000_000 * (n - 1) * sum * sum;
        let k = Ratio::from(Decimal::new(thousandths, 3));
        prop_assert_eq!(statistics(&sample, 0).mean_conforms(k).unwrap(), expected);
    }

    #[test]
    fn the_order_of_a_sample_changes_nothing(
        (sample, shuffled) in sample().prop_flat_map(|sample| (Just(sample.clone()), Just(sample).prop_shuffle())),
    ) {
        prop_assert_eq!(statistics(&sample, 2), statistics(&shuffled, 2));
    }

    #[test]
    fn the_unit_of_a_sample_changes_no_decision(sample in sample(), thousandths in 0_i64..3000) {
        let k = Ratio::from(Decimal::new(thousandths, 3));
        let decided = |scale| statistics(&sample, scale).mean_conforms(k).unwrap();
        prop_assert_eq!(decided(0), decided(3));
        prop_assert_eq!(decided(0), decided(6));
    }

    #[test]
    fn a_larger_factor_never_fails_what_a_smaller_passed(
        sample in sample(),
        a in 0_i64..3000,
        b in 0_i64..3000,
    ) {
        let of = |k| statistics(&sample, 0).mean_conforms(Ratio::from(Decimal::new(k, 3))).unwrap();
        prop_assert!(of(a.max(b)) || !of(a.min(b)));
    }

    #[test]
    fn a_larger_lot_never_asks_for_fewer_packages(a in 1_u64..20_000, b in 1_u64..20_000) {
        // TT 21/2014 takes the whole lot below 100 and then fewer: within each
        // kind of row only.
        for (system, test) in [("CA", N), ("DE", D), ("NZ", N)] {
            let size = |lot| {
                let found = plans(&prepackage().plans, system, test, lot).unwrap();
                found.first().map(|plan| plan.size(lot).unwrap())
            };
            if let (Some(fewer), Some(more)) = (size(a.min(b)), size(a.max(b))) {
                prop_assert!(fewer <= more, "{}", system);
            }
        }
    }
}
