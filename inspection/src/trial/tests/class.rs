//! Partial ranges, and what Tables 3 and 4 of OIML R 76-1:2006 do not allow.

use super::*;
use crate::assessment::Severity;

/// The worked example of 3.3: class III, Max 2/5/15 kg, e 1/2/10 g, Min 20 g.
const EXAMPLE: [(&str, &str); 8] = [
    ("accuracy_class", "III"),
    ("max", "2"),
    ("e", "1"),
    ("min", "0,02"),
    ("max_2", "5"),
    ("e_2", "2"),
    ("max_3", "15"),
    ("e_3", "10"),
];

fn observed(subject: &str, typed: &[(&str, &str)]) -> Vec<String> {
    let found = assess(subject, typed);
    let of_class = found.findings.iter().filter(|found| {
        let forbidden = ["class.interval", "class.divisions"].contains(&found.subject.as_str());
        let ours = found.subject.starts_with("class.");
        assert!(!ours || (found.severity == Severity::Info) != forbidden);
        assert_eq!(forbidden, ours && found.verdict == Verdict::NotCovered);
        ours
    });
    of_class.map(|found| found.subject.clone()).collect()
}

/// 3.3 prints: to 500 g ±0.5 g; to 2 kg ±1 g; to 4 kg ±2 g; to 5 kg ±3 g; to 15
/// kg ±10 g.
#[test]
fn the_limit_is_that_of_the_partial_range_of_the_load() {
    for (load, narrowest) in [
        ("0,5", "0.5"),
        ("0,501", "1"),
        ("2", "1"),
        ("2,001", "2"),
        ("4", "2"),
        ("4,001", "3"),
        ("5", "3"),
        ("5,001", "10"),
        ("15", "10"),
    ] {
        let row = [("load.1", load), ("indication.1", load)];
        let found = assess("counter_scale", &[&EXAMPLE[..], &row].concat());
        let figures = find(&found, "error_of_indication.1")
            .figures
            .clone()
            .unwrap();
        assert_eq!(
            figures.limits[0].within.value.to_string(),
            narrowest,
            "{load}"
        );
    }
    assert!(observed("counter_scale", &EXAMPLE).is_empty());
}

/// In the last range the step is 10 g, so half of it is 5 g.
#[test]
fn rounding_is_that_of_the_partial_range() {
    let row = [("load.1", "15"), ("indication.1", "15"), ("added.1", "8")];
    let found = assess("counter_scale", &[&EXAMPLE[..], &row].concat());
    let figures = find(&found, "error_of_indication.1")
        .figures
        .clone()
        .unwrap();
    assert_eq!(figures.error.value.to_string(), "-3");
}

#[test]
fn ranges_that_do_not_go_upwards_are_named_by_their_field() {
    let small = |limit: &str| GapReason::TooSmall {
        limit: limit.to_owned(),
    };
    let with = |more: &[(&str, &str)]| {
        let own = [("accuracy_class", "III"), ("max", "6"), ("e", "2")];
        gaps("counter_scale", &[&own[..], more].concat())
    };
    let gap = |field: &str, reason: GapReason| vec![(field.to_owned(), reason)];
    assert_eq!(with(&[("max_2", "15"), ("e_2", "5")]), []);
    assert_eq!(with(&[("max_2", "15")]), gap("e_2", GapReason::Missing));
    assert_eq!(with(&[("e_2", "5")]), gap("max_2", GapReason::Missing));
    assert_eq!(
        with(&[("max_2", "6"), ("e_2", "5")]),
        gap("max_2", small("6"))
    );
    assert_eq!(
        with(&[("max_2", "15"), ("e_2", "2")]),
        gap("e_2", small("2"))
    );
    let third = with(&[("max_3", "30"), ("e_3", "10")]);
    let expected = [
        ("max_2".to_owned(), GapReason::Missing),
        ("e_2".to_owned(), GapReason::Missing),
    ];
    assert_eq!(third, expected);
    let beyond = with(&[
        ("max_2", "15"),
        ("e_2", "5"),
        ("load.1", "15,1"),
        ("indication.1", "1"),
    ]);
    let limit = "15".to_owned();
    assert_eq!(beyond, gap("load.1", GapReason::TooLarge { limit }));
}

/// Table 3: class III from e = 5 g has 500 ≤ n ≤ 10 000 and Min 20 e; up to 2 g
/// n ≥ 100. Class IIII begins at e = 5 g and ends at n = 1000.
#[test]
fn what_table_3_does_not_allow_is_observed() {
    for (class, max, e, min, expected) in [
        ("III", "2,5", "5", "0,1", vec![]),
        ("III", "2,495", "5", "0,1", vec!["class.divisions"]),
        ("III", "50", "5", "0,1", vec![]),
        ("III", "50,005", "5", "0,1", vec!["class.divisions"]),
        ("III", "50", "5", "0,099", vec!["class.min"]),
        ("III", "0,2", "2", "", vec![]),
        ("III", "0,199", "2", "", vec!["class.divisions"]),
        ("III", "10", "0,09", "", vec!["class.interval"]),
        ("III", "10", "3", "", vec!["class.interval"]),
        ("IIII", "5", "5", "0,05", vec![]),
        ("IIII", "5,005", "5", "0,05", vec!["class.divisions"]),
        ("IIII", "5", "4,9", "", vec!["class.interval"]),
        ("II", "5", "0,05", "0,001", vec![]),
        ("II", "5,001", "0,05", "0,001", vec!["class.divisions"]),
    ] {
        let typed = [
            ("accuracy_class", class),
            ("max", max),
            ("e", e),
            ("min", min),
        ];
        assert_eq!(observed("platform_scale", &typed), expected, "{typed:?}");
    }
}

/// n = 499 of class III from e = 5 g on: no row covers such a scale, however
/// right it shows; one that shows wrong fails all the same.
#[test]
fn a_scale_that_its_class_does_not_have_is_no_pass() {
    for (shown, expected) in [("2", Verdict::NotCovered), ("2,1", Verdict::NonConforming)] {
        let typed = [
            ("accuracy_class", "III"),
            ("max", "2,495"),
            ("e", "5"),
            ("load.1", "2"),
            ("indication.1", shown),
        ];
        assert_eq!(assess("counter_scale", &typed).verdict, expected, "{shown}");
    }
}

/// Table 4, class III: each Max at least 500 of the next e.
#[test]
fn what_table_4_does_not_allow_is_observed() {
    for (max, expected) in [("2,5", vec![]), ("2,499", vec!["class.ranges"])] {
        let typed = [
            ("accuracy_class", "III"),
            ("max", max),
            ("e", "2"),
            ("max_2", "15"),
            ("e_2", "5"),
        ];
        assert_eq!(observed("platform_scale", &typed), expected, "{max}");
    }
}

#[test]
fn an_observation_on_the_class_never_turns_the_verdict() {
    let typed = [
        ("accuracy_class", "III"),
        ("max", "2,5"),
        ("e", "5"),
        ("min", "0,099"),
        ("load.1", "2"),
        ("indication.1", "2"),
    ];
    let found = assess("counter_scale", &typed);
    assert_eq!(find(&found, "class.min").verdict, Verdict::NonConforming);
    assert_eq!(found.verdict, Verdict::Conforming);
}
