//! Repeatability, discrimination, the interval of gold scales, and the loads of
//! trials; the scales are those of `scales`: at 5 kg 5 g and 10 g, on the dial at
//! 10 kg 50 g and 100 g.

use super::scales::{COUNTER, counter, dial};
use super::*;
use crate::recommended_loads;

/// 3.6.1 at 5 kg: the range is at most 5 g (10 g in service), whatever each
/// error is.
#[test]
fn the_range_of_repeated_weighings_is_held_against_the_limit() {
    for (added, expected) in [
        ("2,5", Verdict::Conforming),
        ("2,501", DISPUTED),
        ("5", DISPUTED),
    ] {
        // P1 = 5.005 kg, P2 = 5.0025 kg − ΔL: 5 g apart at the first ΔL.
        let typed = [
            ("rep_load.1", "5"),
            ("rep_indication.1", "5,005"),
            ("rep_added.1", "2,5"),
            ("rep_load.2", "5"),
            ("rep_indication.2", "5,000"),
            ("rep_added.2", added),
        ];
        assert_eq!(
            counter(&typed, "repeatability.range_1"),
            expected,
            "{added}"
        );
    }
    let far = [
        ("rep_load.1", "5"),
        ("rep_indication.1", "5,005"),
        ("rep_added.1", "2,5"),
        ("rep_load.2", "5"),
        ("rep_indication.2", "4,995"),
        ("rep_added.2", "2,501"),
    ];
    assert_eq!(
        counter(&far, "repeatability.range_1"),
        Verdict::NonConforming
    );
    assert_eq!(counter(&far, "repeatability.1"), Verdict::Conforming);
}

/// Without change-over weights each result is open by 2.5 g either way, so a
/// range by 5 g: 0 g is within 5 g for certain; 5 g may be 10 g.
#[test]
fn a_range_of_plain_readings_is_open_by_a_whole_step() {
    for (shown, expected) in [
        ("5,000", Verdict::Conforming),
        ("5,005", UNRESOLVED),
        ("5,015", UNRESOLVED),
        ("5,020", Verdict::NonConforming),
    ] {
        let typed = [
            ("rep_load.1", "5"),
            ("rep_indication.1", "5"),
            ("rep_load.2", "5"),
            ("rep_indication.2", shown),
        ];
        assert_eq!(
            counter(&typed, "repeatability.range_1"),
            expected,
            "{shown}"
        );
    }
    // A pointer rounds nothing: 50 g and 100 g at 10 kg.
    for (shown, expected) in [
        ("10,05", Verdict::Conforming),
        ("10,1", DISPUTED),
        ("10,101", Verdict::NonConforming),
    ] {
        let typed = [
            ("rep_load.1", "10"),
            ("rep_indication.1", "10"),
            ("rep_load.2", "10"),
            ("rep_indication.2", shown),
        ];
        assert_eq!(dial(&typed, "repeatability.range_1"), expected, "{shown}");
    }
}

#[test]
fn each_load_has_a_range_of_its_own_and_one_weighing_has_none() {
    let typed = [
        ("rep_load.1", "10"),
        ("rep_indication.1", "10"),
        ("rep_load.2", "5"),
        ("rep_indication.2", "5"),
        ("rep_load.3", "10,0"),
        ("rep_indication.3", "10"),
    ];
    assert_eq!(counter(&typed, "repeatability.range_1"), BEGUN);
    assert_eq!(
        counter(&typed, "repeatability.range_2"),
        Verdict::Conforming
    );
}

/// 3.8.2.2: 1.4 d make the display rise by d, 5 g; the rule is for d ≥ 5 mg. 7 g
/// cannot make it rise by 12 g, a step more.
#[test]
fn a_digital_display_rises_by_a_step() {
    for (after, expected) in [
        ("5,005", Verdict::Conforming),
        ("5,0049", Verdict::NonConforming),
        ("5,000", Verdict::NonConforming),
        ("5,010", Verdict::Conforming),
        ("5,0119", Verdict::Conforming),
        ("5,012", BEGUN),
        ("6", BEGUN),
    ] {
        let typed = [
            ("disc_load.1", "5"),
            ("disc_before.1", "5"),
            ("disc_after.1", after),
        ];
        assert_eq!(counter(&typed, "discrimination.1"), expected, "{after}");
    }
    for (d, expected) in [("5", Verdict::Conforming), ("4,9", Verdict::NotCovered)] {
        let typed = [
            ("accuracy_class", "II"),
            ("max", "200"),
            ("e", "10"),
            ("d", d),
            ("disc_load.1", "100"),
            ("disc_before.1", "100"),
            ("disc_after.1", "100,005"),
        ];
        let found = verdict_on("technical_balance", &typed, "discrimination.1");
        assert_eq!(found, expected, "d = {d} mg");
    }
}

/// 3.8.2.1 at 10 kg, |MPE| 50 g or 100 g: 0.7 of the extra load must show. A
/// smaller extra load proves no failure, a larger one no pass.
#[test]
fn a_pointer_moves_by_seven_tenths_of_the_extra_load() {
    for (extra, after, expected) in [
        ("50", "10,035", Verdict::Conforming),
        ("50", "10,0349", DISPUTED),
        ("100", "10,07", DISPUTED),
        ("100", "10,0699", Verdict::NonConforming),
        ("20", "10,014", Verdict::Conforming),
        ("20", "10,01", BEGUN),
        ("101", "10,1", BEGUN),
        ("101", "10,07", Verdict::NonConforming),
        // Errors of 100 g at both readings explain 200 g more, and no more.
        ("50", "10,25", Verdict::Conforming),
        ("50", "10,2501", BEGUN),
    ] {
        let typed = [
            ("disc_load.1", "10"),
            ("disc_before.1", "10"),
            ("disc_extra.1", extra),
            ("disc_after.1", after),
        ];
        assert_eq!(dial(&typed, "discrimination.1"), expected, "{typed:?}");
    }
}

/// TT 22/2013 Điều 4 Bảng 1 as corrected: up to 200 g e is 1 mg at most, above
/// and up to 3 kg 10 mg. What d is does not matter.
#[test]
fn a_gold_scale_is_fine_enough_by_e_at_its_weighing_level() {
    for (level, e, expected) in [
        ("200", "1", Verdict::Conforming),
        ("200", "1,1", Verdict::NonConforming),
        ("200", "10", Verdict::NonConforming),
        ("200,1", "10", Verdict::Conforming),
        ("200,1", "10,1", Verdict::NonConforming),
        ("3000", "10", Verdict::Conforming),
        ("3000,1", "100", Verdict::Conforming),
    ] {
        let typed = [
            ("accuracy_class", "I"),
            ("max", "5000"),
            ("d", "1"),
            ("e", e),
            ("weighing_level", level),
        ];
        let found = verdict_on("gold_scale", &typed, "VANG-01");
        assert_eq!(found, expected, "{level} g, e = {e} mg");
        let live = crate::live_items(RulePack::current(), &check("gold_scale", &typed), day());
        assert!(live.contains(&("VANG-01", Some(expected))), "{level} g");
    }
}

/// 3.6.2: (Max + T)/3 up to four supports, Max/(n − 1) on more, 0.8 Max rolling;
/// 1.4 d for the discrimination.
#[test]
fn the_loads_of_the_trials_follow_from_max_supports_and_d() {
    let loads = |subject: &str, typed: &[(&str, &str)]| -> Vec<(String, String)> {
        recommended_loads(RulePack::current(), &check(subject, typed))
            .into_iter()
            .map(|(trial, load)| (trial.to_owned(), format!("{} {}", load.value, load.unit)))
            .collect()
    };
    let pair = |trial: &str, load: &str| (trial.to_owned(), load.to_owned());
    let found = loads("counter_scale", &COUNTER);
    let expected = [pair("eccentricity", "5 kg"), pair("discrimination", "7 g")];
    assert_eq!(found, expected);
    let found = loads("truck_scale", &[("max", "60"), ("supports", "6")]);
    let expected = [pair("eccentricity", "12 t"), pair("rolling_load", "48 t")];
    assert_eq!(found, expected);
    let found = loads("truck_scale", &[("max", "60"), ("supports", "4")]);
    assert_eq!(found[0], pair("eccentricity", "20 t"));
    assert!(loads("counter_scale", &[]).is_empty());
}
