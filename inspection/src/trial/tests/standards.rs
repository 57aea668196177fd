//! Standards that are out of date or too coarse (OIML R 76-1:2006 3.7.1).

use super::*;

const SCALE: [(&str, &str); 5] = [
    ("accuracy_class", "III"),
    ("max", "15"),
    ("e", "5"),
    ("load.1", "5"),
    ("indication.1", "5"),
];

fn scale(typed: &[(&str, &str)]) -> Verdict {
    let own = [("std_name.1", "Quả cân"), ("added.1", "2,5")];
    let typed = [&SCALE[..], &own, typed].concat();
    verdict_on("counter_scale", &typed, "error_of_indication.1")
}

#[test]
fn the_day_that_is_printed_still_counts() {
    for (until, expected) in [
        ("", Verdict::Conforming),
        ("21/11/2026", Verdict::Conforming),
        ("20/11/2026", Verdict::Conforming),
        ("11/2026", Verdict::Conforming),
        ("19/11/2026", UNSUITABLE),
        ("10/2026", UNSUITABLE),
    ] {
        assert_eq!(scale(&[("std_valid_until.1", until)]), expected, "{until}");
    }
}

/// A third of the narrowest limit, 5 g at 5 kg: 0.1 % is 5 g and far too much;
/// a third of 5 g is a thirtieth of a per cent of 5 kg, between 0.0333 and
/// 0.0334.
#[test]
fn a_standard_is_at_most_a_third_of_the_narrowest_limit() {
    for (percent, expected) in [
        ("0,0333", Verdict::Conforming),
        ("0,0334", UNSUITABLE),
        ("0", Verdict::Conforming),
    ] {
        assert_eq!(scale(&[("std_error.1", percent)]), expected, "{percent}");
    }
}

/// ĐLVN 10:2013: cans of 0.1 % for a limit of 0.3 %, exactly a third.
#[test]
fn a_can_of_exactly_a_third_is_allowed() {
    for (percent, expected) in [
        ("0,1", Verdict::Conforming),
        ("0,100000001", UNSUITABLE),
        ("0,05", Verdict::Conforming),
    ] {
        let typed = [
            ("v_displayed.1", "20"),
            ("v_reference.1", "19,99"),
            ("std_name.1", "Bình chuẩn 20 L"),
            ("std_error.1", percent),
        ];
        let found = verdict_on("fuel_dispenser", &typed, "delivery.1");
        assert_eq!(found, expected, "{percent}");
    }
}

#[test]
fn one_unfit_standard_leaves_no_verdict_either_way_and_says_why() {
    let typed = [
        &SCALE[..],
        &[
            ("load.2", "5"),
            ("indication.2", "5,5"),
            ("std_name.1", "tốt"),
            ("std_valid_until.1", "2027-01-01"),
            ("std_name.2", "hết hạn"),
            ("std_valid_until.2", "2026-01-01"),
        ],
    ]
    .concat();
    let found = assess("counter_scale", &typed);
    for subject in [
        "error_of_indication.1",
        "error_of_indication.2",
        "standards.2",
    ] {
        assert_eq!(find(&found, subject).verdict, UNSUITABLE, "{subject}");
        let basis = find(&found, subject).basis.as_deref().unwrap();
        assert!(basis.contains("3.7.1"), "{basis}");
    }
    assert!(
        !found
            .findings
            .iter()
            .any(|found| found.subject == "standards.1")
    );
    assert_eq!(find(&found, "CAN-09").verdict, UNSUITABLE);
}

/// What is not measured against a standard does not depend on one; a good
/// standard alone measures nothing.
#[test]
fn ranges_and_zero_need_no_standard() {
    let typed = [
        ("accuracy_class", "III"),
        ("max", "15"),
        ("e", "5"),
        ("zero_indication.1", "0"),
        ("zero_added.1", "2,5"),
        ("std_name.1", "hết hạn"),
        ("std_valid_until.1", "2026-01-01"),
    ];
    let found = verdict_on("counter_scale", &typed, "zero_setting.1");
    assert_eq!(found, Verdict::Conforming);
    let alone = [("std_name.1", "tốt")];
    let typed = [&SCALE[..3], &alone].concat();
    let untested = doubt(Doubt::NotTested);
    assert_eq!(verdict_on("counter_scale", &typed, "CAN-09"), untested);
}
