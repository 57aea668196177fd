//! Trials of weighing instruments, by OIML R 76-1:2006. Unless another is
//! named: a counter scale of class III, Max 15 kg, e = d = 5 g. At 5 kg (1000 e)
//! the limit is 1 e = 5 g, with the factor 2 of 3.5.2 10 g.

use super::*;

pub(super) const COUNTER: [(&str, &str); 4] = [
    ("accuracy_class", "III"),
    ("max", "15"),
    ("e", "5"),
    ("d", "5"),
];
/// Class IIII, Max 15 kg, e = 50 g: at 10 kg (200 e) 50 g and 100 g.
const DIAL: [(&str, &str); 4] = [
    ("accuracy_class", "IIII"),
    ("max", "15"),
    ("e", "50"),
    ("d", "50"),
];

pub(super) fn counter(typed: &[(&str, &str)], of: &str) -> Verdict {
    verdict_on("counter_scale", &[&COUNTER[..], typed].concat(), of)
}

pub(super) fn dial(typed: &[(&str, &str)], of: &str) -> Verdict {
    verdict_on("spring_dial_scale", &[&DIAL[..], typed].concat(), of)
}

fn error_of(subject: &str, own: &[(&str, &str)], typed: &[(&str, &str)], of: &str) -> String {
    let found = assess(subject, &[own, typed].concat());
    let figures = find(&found, of).figures.clone().unwrap();
    figures.error.value.to_string()
}

/// 3.5.3.2, A.4.4.3: E = I + e/2 − ΔL − L, I = 5.000 kg, so E = 2.5 g − ΔL.
#[test]
fn with_change_over_weights_the_error_is_exact() {
    for (shown, added, error, expected) in [
        ("5,000", "1,5", "1", Verdict::Conforming),
        ("5,000", "0", "2.5", Verdict::Conforming),
        ("5,005", "2,5", "5", Verdict::Conforming),
        ("5,005", "2,499", "5.001", DISPUTED),
        ("5,010", "2,5", "10", DISPUTED),
        ("5,010", "2,499", "10.001", Verdict::NonConforming),
        ("4,995", "2,5", "-5", Verdict::Conforming),
        ("4,995", "2,501", "-5.001", DISPUTED),
        ("4,990", "2,501", "-10.001", Verdict::NonConforming),
    ] {
        let typed = [("load.1", "5"), ("indication.1", shown), ("added.1", added)];
        assert_eq!(
            counter(&typed, "error_of_indication.1"),
            expected,
            "{typed:?}"
        );
        let found = error_of("counter_scale", &COUNTER, &typed, "error_of_indication.1");
        assert_eq!(found, error, "{typed:?}");
    }
}

/// 3.5.3.2: without them the error is known to half a step, 2.5 g. At 10.005 kg
/// (2001 e) the limits are 7.5 g and 15 g, at 2.5 kg 2.5 g and 5 g.
#[test]
fn without_change_over_weights_only_what_is_certain_is_said() {
    for (load, shown, expected) in [
        ("2,5", "2,500", Verdict::Conforming),
        ("2,5", "2,505", UNRESOLVED),
        ("2,5", "2,510", Verdict::NonConforming),
        ("5", "5,000", Verdict::Conforming),
        ("5", "5,005", UNRESOLVED),
        ("5", "4,990", UNRESOLVED),
        ("5", "5,015", Verdict::NonConforming),
        ("10,005", "10,010", Verdict::Conforming),
        ("10,005", "10,015", UNRESOLVED),
        ("10,005", "10,020", UNRESOLVED),
        ("10,005", "10,025", Verdict::NonConforming),
    ] {
        let typed = [("load.1", load), ("indication.1", shown)];
        assert_eq!(
            counter(&typed, "error_of_indication.1"),
            expected,
            "{typed:?}"
        );
    }
}

/// Class III, e = 50 g, d = 20 g: at 10 kg (200 e) 25 g and 50 g, and the error is
/// known to 10 g. From 36 to 40 g over it is above 25 g and within 50 g for
/// certain.
#[test]
fn outside_one_limit_and_inside_the_other_for_certain_is_disputed() {
    let own = [
        ("accuracy_class", "III"),
        ("max", "60"),
        ("e", "50"),
        ("d", "20"),
    ];
    for (shown, expected) in [
        ("10,015", Verdict::Conforming),
        ("10,016", UNRESOLVED),
        ("10,035", UNRESOLVED),
        ("10,036", DISPUTED),
        ("10,040", DISPUTED),
        ("10,041", UNRESOLVED),
        ("10,060", UNRESOLVED),
        ("10,061", Verdict::NonConforming),
    ] {
        let typed = [("load.1", "10"), ("indication.1", shown)];
        let found = verdict_on(
            "platform_scale",
            &[&own[..], &typed].concat(),
            "error_of_indication.1",
        );
        assert_eq!(found, expected, "{shown}");
    }
}

/// 3.5.3.2: rounding is eliminated where d > 0.2 e. With d = 1 g it is not.
#[test]
fn a_fine_display_is_read_as_it_stands() {
    for (d, shown, expected) in [
        ("1", "5,005", Verdict::Conforming),
        ("1", "5,006", DISPUTED),
        ("1,001", "5,005", UNRESOLVED),
    ] {
        let typed = [("d", d), ("load.1", "5"), ("indication.1", shown)];
        assert_eq!(
            counter(&typed, "error_of_indication.1"),
            expected,
            "{typed:?}"
        );
    }
}

/// A.4.4.3: e = 5 g, L = 1 kg, step after 1.5 g: E = +1 g; E0 = +0.5 g, so
/// Ec = +0.5 g. On a dial E0 is what the pointer shows.
#[test]
fn the_error_at_zero_is_taken_off() {
    let example = [
        ("load.1", "1"),
        ("indication.1", "1"),
        ("added.1", "1,5"),
        ("zero_indication.1", "0"),
        ("zero_added.1", "2"),
    ];
    let of = "error_of_indication.1";
    assert_eq!(error_of("counter_scale", &COUNTER, &example, of), "0.5");
    let pointer = [
        ("load.1", "10"),
        ("indication.1", "10,06"),
        ("zero_indication.1", "0,01"),
    ];
    assert_eq!(error_of("spring_dial_scale", &DIAL, &pointer, of), "50");
    assert_eq!(dial(&pointer, of), Verdict::Conforming);
}

/// 4.5.2 and 4.6.3: 0.25 e = 1.25 g, whatever the stage; E = 2.5 g − ΔL. On a
/// dial of e = 50 g 12.5 g.
#[test]
fn zero_and_tare_leave_at_most_a_quarter_of_e() {
    for (added, expected) in [
        ("1,25", Verdict::Conforming),
        ("1,249", Verdict::NonConforming),
        ("3,75", Verdict::Conforming),
        ("3,751", Verdict::NonConforming),
    ] {
        let zero = [("zero_indication.1", "0"), ("zero_added.1", added)];
        assert_eq!(counter(&zero, "zero_setting.1"), expected, "{added}");
        let tracked = [
            ("zero_load.1", "0,05"),
            ("zero_indication.1", "0,05"),
            zero[1],
        ];
        assert_eq!(counter(&tracked, "zero_setting.1"), expected, "{added}");
        let tare = [("tare_indication.1", "0"), ("tare_added.1", added)];
        assert_eq!(counter(&tare, "tare_setting.1"), expected, "{added}");
    }
    for (shown, expected) in [
        ("0,0125", Verdict::Conforming),
        ("0,0126", Verdict::NonConforming),
    ] {
        let zero = [("zero_indication.1", shown)];
        assert_eq!(dial(&zero, "zero_setting.1"), expected, "{shown}");
    }
}

/// 3.6.2.1: each place within the limit at the load, 5 kg: 5 g and 10 g.
#[test]
fn every_place_is_judged_at_its_load() {
    for (shown, expected) in [
        ("5,005", Verdict::Conforming),
        ("5,010", DISPUTED),
        ("5,015", Verdict::NonConforming),
    ] {
        let typed = [
            ("ecc_place.1", "giữa"),
            ("ecc_load.1", "5"),
            ("ecc_indication.1", "5"),
            ("ecc_added.1", "2,5"),
            ("ecc_place.2", "trước"),
            ("ecc_load.2", "5"),
            ("ecc_indication.2", shown),
            ("ecc_added.2", "2,5"),
        ];
        assert_eq!(counter(&typed, "eccentricity.1"), Verdict::Conforming);
        assert_eq!(counter(&typed, "eccentricity.2"), expected, "{shown}");
        assert_eq!(counter(&typed, "CAN-09"), expected, "{shown}");
    }
    let basis = |subject: &str, own: &[(&str, &str)], of: &str| {
        find(&assess(subject, own), of).basis.clone().unwrap()
    };
    let truck = [
        ("accuracy_class", "III"),
        ("max", "60"),
        ("e", "20"),
        ("supports", "6"),
        ("ecc_place.1", "1"),
        ("ecc_load.1", "12"),
        ("ecc_indication.1", "12"),
        ("roll_place.1", "vào"),
        ("roll_load.1", "40"),
        ("roll_indication.1", "40"),
    ];
    assert!(basis("truck_scale", &truck, "eccentricity.1").contains("3.6.2.2"));
    assert!(basis("truck_scale", &truck, "rolling_load.1").contains("3.6.2.4"));
    let few = [&truck[..3], &[("supports", "4")], &truck[4..7]].concat();
    assert!(basis("truck_scale", &few, "eccentricity.1").contains("3.6.2.1"));
    let again = [("rep_load.1", "10"), ("rep_indication.1", "10")];
    let again = [&truck[..4], &again].concat();
    assert!(basis("truck_scale", &again, "repeatability.1").contains("3.6.1,"));
}
