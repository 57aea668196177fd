//! Every row of the plans: sizes, acceptance numbers and printed factors, just
//! below, on and just above each limit.

use super::*;

/// Lot, kind of test, sample, and the most packages that may be short; the
/// whole lot where there are fewer than 100 (2.5 % of it, rounded down).
const PLANS: [(&str, &str, usize, usize); 14] = [
    ("39", "non_destructive", 39, 0),
    ("40", "non_destructive", 40, 1),
    ("79", "non_destructive", 79, 1),
    ("80", "non_destructive", 80, 2),
    ("99", "non_destructive", 99, 2),
    ("100", "non_destructive", 50, 3),
    ("101", "non_destructive", 50, 3),
    ("500", "non_destructive", 50, 3),
    ("501", "non_destructive", 80, 5),
    ("3200", "non_destructive", 80, 5),
    ("3201", "non_destructive", 125, 7),
    ("20", "destructive", 20, 1),
    ("21", "destructive", 20, 1),
    ("5000", "destructive", 20, 1),
];

#[test]
fn as_many_may_be_short_as_the_plan_allows_and_not_one_more() {
    for (lot, test, size, accept) in PLANS {
        let fields = [("lot_size", lot), ("test", test)];
        for short in accept.saturating_sub(1)..=accept + 1 {
            let packages = sample(size - short, "1100", &vec!["984"; short]);
            let found = assess(&fields, &packages);
            let expected = if short <= accept {
                Verdict::Conforming
            } else {
                Verdict::NonConforming
            };
            assert_eq!(
                verdict(&found, "sample.short"),
                expected,
                "{short} of {lot}"
            );
            assert_eq!(found.verdict, expected, "{short} of {lot}");
            assert_eq!(limits(&found, "sample.short"), [accept.to_string()]);
            assert_eq!(limits(&found, "sample.size"), [size.to_string()]);
        }
    }
}

#[test]
fn one_package_more_or_less_than_a_plan_takes_is_a_gap_and_never_a_pass() {
    for (lot, test, size, _) in PLANS {
        let fields = [("lot_size", lot), ("test", test)];
        for taken in [size - 1, size + 1] {
            if taken.to_string() == lot || taken > lot.parse().unwrap() {
                continue;
            }
            let found = assess(&fields, &sample(taken, "1001", &[]));
            assert_eq!(found.verdict, GAP, "{taken} of {lot}");
            assert_eq!(verdict(&found, "sample.size"), GAP);
            let wanted = limits(&found, "sample.size");
            assert_eq!(wanted[0], size.to_string());
        }
    }
}

/// Whatever else is measured: one short by more than 2 T fails a lot, and so do
/// more short packages than any plan allows (2.5 % of 200 is 5).
#[test]
fn what_no_further_package_can_mend_fails_before_the_sample_is_full() {
    let lot = [("lot_size", "200")];
    let far = assess(&lot, &sample(9, "1001", &["969"]));
    assert_eq!(verdict(&far, "sample.far_short"), Verdict::NonConforming);
    assert_eq!(verdict(&far, "sample.mean"), GAP);
    let four = assess(&lot, &sample(9, "1001", &["984"; 4]));
    assert_eq!(
        verdict(&four, "sample.short"),
        GAP,
        "the whole lot may hold 5"
    );
    let five = assess(&lot, &sample(9, "1001", &["984"; 5]));
    assert_eq!(verdict(&five, "sample.short"), GAP);
    let six = assess(&lot, &sample(9, "1001", &["984"; 6]));
    assert_eq!(verdict(&six, "sample.short"), Verdict::NonConforming);
}

/// Pairs of deviations whose squares sum to n − 1, so that s is 1 g exactly: a
/// mean of Qn − k passes, and one of a ten-thousandth less does not.
#[test]
fn the_mean_is_held_against_the_printed_factor_exactly() {
    for (lot, test, size, k, pairs) in [
        ("500", "non_destructive", 50, "0.3790", &["3.5", "3.5"][..]),
        (
            "3200",
            "non_destructive",
            80,
            "0.2950",
            &["6", "1.5", "1", "0.5"],
        ),
        ("9999", "non_destructive", 125, "0.2340", &["7", "3", "2"]),
        ("9999", "destructive", 20, "0.6400", &["3", "0.5", "0.5"]),
    ] {
        for (less, expected) in [
            ("-0.0001", Verdict::Conforming),
            ("0", Verdict::Conforming),
            ("0.0001", Verdict::NonConforming),
        ] {
            let number = |text: &str| text.parse::<rust_decimal::Decimal>().unwrap();
            let mean = number("1000") - number(k) - number(less);
            let both = pairs
                .iter()
                .flat_map(|pair| [mean + number(pair), mean - number(pair)]);
            let mut packages: Vec<_> = both.map(|content| content.to_string()).collect();
            packages.resize(size, mean.to_string());
            let found = assess(&[("lot_size", lot), ("test", test)], &packages);
            assert_eq!(verdict(&found, "sample.mean"), expected, "{k} {less}");
            assert_eq!(figure(&found, "sample.mean", "s"), Some("1"));
            assert_eq!(
                limits(&found, "sample.mean"),
                [number(k).normalize().to_string()]
            );
        }
    }
}

/// The plan for destructive tests takes 20, which a lot of 19 does not have.
#[test]
fn a_lot_without_a_plan_is_not_covered() {
    let fields = [("lot_size", "19"), ("test", "destructive")];
    let found = assess(&fields, &sample(19, "1001", &[]));
    assert_eq!(found.verdict, Verdict::NotCovered);
    assert_eq!(verdict(&found, "DGS-05"), Verdict::NotCovered);
    let far = assess(&fields, &sample(18, "1001", &["969"]));
    assert_eq!(far.verdict, Verdict::NonConforming, "beyond 2 T in any lot");
}
