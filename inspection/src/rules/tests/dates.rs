//! The day of the inspection picks the rows, and where none is for that day
//! nothing is said.

use super::office::{SCALE, assessed};
use super::*;
use crate::assessment::{Assessment, Verdict};

const DAYS: [&str; 7] = [
    "2010-06-15",
    "2014-06-15",
    "2021-06-15",
    "2024-06-15",
    "2025-06-15",
    "2026-06-15",
    "2027-06-15",
];

fn percents(assessment: &Assessment) -> Vec<String> {
    let figures = assessment.findings.last().unwrap().figures.as_ref();
    let limits = figures.map(|figures| figures.limits.iter());
    let texts = limits.map(|limits| limits.map(|limit| limit.within.value.to_string()));
    texts.map(Iterator::collect).unwrap_or_default()
}

/// 10 L at the prover. ĐLVN 10:2011: 0.5 %, until ĐLVN 10:2013 of 19/08/2013:
/// 0.30 %; in sale 1.5 times as much (TT 11/2010, TT 15/2015 from 01/04/2016).
#[test]
fn the_limits_of_fuel_are_those_of_the_day() {
    let pack = RulePack::current();
    let typed = [
        ("valid_until_on_sticker", "2029-12"),
        ("dispenser_no", "1"),
        ("fuel_grade", "E5"),
        ("totaliser", "12"),
        ("unit_price", "20500"),
        ("printer_works", "yes"),
        ("v_displayed.1", "10,00"),
        ("v_reference.1", "10,00"),
    ];
    for (on, limits, basis) in [
        ("2010-06-15", vec![], None),
        ("2011-12-31", vec![], None),
        ("2012-01-01", vec!["50", "75"], Some("ĐLVN 10:2011")),
        ("2013-08-18", vec!["50", "75"], Some("ĐLVN 10:2011")),
        ("2013-08-19", vec!["30", "45"], Some("ĐLVN 10:2013")),
        ("2014-06-15", vec!["30", "45"], Some("ĐLVN 10:2013")),
        ("2016-03-31", vec!["30", "45"], Some("TT 11/2010")),
        ("2016-04-01", vec!["30", "45"], Some("TT 15/2015")),
        ("2021-06-15", vec!["30", "45"], Some("TT 15/2015")),
        ("2027-06-15", vec!["30", "45"], Some("TT 15/2015")),
    ] {
        let found = assessed(pack, "fuel_dispenser", &typed, on);
        assert_eq!(percents(&found), limits, "{on}");
        let reading = found.findings.last().unwrap();
        let covered = reading.verdict != Verdict::NotCovered;
        assert_eq!(covered, basis.is_some(), "{on}");
        let figures = reading.figures.as_ref();
        let named = figures.is_some_and(|figures| {
            let mut limits = figures.limits.iter();
            limits.any(|limit| limit.basis.contains(basis.unwrap_or_default()))
        });
        assert_eq!(named, basis.is_some(), "{on}");
    }
}

/// What the sources know of scales in use begins with NĐ 119/2017; of periods,
/// with the list of 2020, and is sure from the list of 15/10/2024 on.
#[test]
fn a_scale_is_covered_on_the_days_for_which_all_it_needs_is_known() {
    let pack = RulePack::current();
    for (on, item, period) in DAYS
        .into_iter()
        .zip([
            (false, false),
            (false, false),
            (true, true),
            (true, true),
            (true, true),
            (true, true),
            (true, true),
        ])
        .map(|(on, (item, period))| (on, item, period))
    {
        let year = &on[..4];
        let verified = format!("01/01/{year}");
        let mut typed = SCALE.to_vec();
        typed.retain(|(code, _)| *code != "verified_on");
        typed.push(("verified_on", &verified));
        typed.extend([("load.1", "10"), ("indication.1", "10,00")]);
        let found = assessed(pack, "spring_dial_scale", &typed, on);
        let of = |code: &str| {
            let mut findings = found.findings.iter();
            findings
                .find(|one| one.subject == code)
                .map(|one| one.verdict)
        };
        let expected = |covered| {
            Some(if covered {
                Verdict::Conforming
            } else {
                Verdict::NotCovered
            })
        };
        assert_eq!(of("CAN-02"), expected(item && period), "{on}");
        let of_item = of("CAN-01");
        assert_eq!(of_item.is_some(), !item, "an adverse finding only, {on}");
        assert_eq!(found.verdict == Verdict::Conforming, item && period, "{on}");
        let rows = pack.periods_on("spring_dial_scale", day(on)).count();
        assert_eq!(rows == 1, period, "{on}");
    }
}

/// NĐ 43/2017 from 01/06/2017, amended by NĐ 111/2021 from 15/02/2022, replaced
/// by NĐ 37/2026 from 23/01/2026; nothing is known of labels before.
#[test]
fn the_label_decree_is_that_of_the_day_and_none_before_2017() {
    let pack = RulePack::current();
    let item = pack.item("NHAN-01").unwrap();
    for (on, decree, amended) in [
        ("2010-06-15", None, false),
        ("2014-06-15", None, false),
        ("2017-05-31", None, false),
        ("2017-06-01", Some("43/2017"), false),
        ("2021-06-15", Some("43/2017"), false),
        ("2022-02-14", Some("43/2017"), false),
        ("2022-02-15", Some("43/2017"), true),
        ("2025-06-15", Some("43/2017"), true),
        ("2026-01-22", Some("43/2017"), true),
        ("2026-01-23", Some("37/2026"), false),
        ("2027-06-15", Some("37/2026"), false),
    ] {
        let basis = item.basis_on(day(on));
        assert_eq!(basis.is_some(), decree.is_some(), "{on}");
        let text = basis.unwrap_or_default();
        assert!(text.contains(decree.unwrap_or_default()), "{on}: {text}");
        assert_eq!(text.contains("111/2021"), amended, "{on}: {text}");
        assert_eq!(item.is_without_law(day(on)), decree.is_none(), "{on}");
    }
}

/// 16 wards in 2021, 12 from January 2025, 6 from July 2025.
#[test]
fn the_wards_are_those_of_the_day() {
    let pack = RulePack::current();
    let wards = |on: &str| {
        let units = pack.units.iter().filter(|unit| unit.level == "ward");
        units.filter(|unit| unit.days.hold(day(on))).count()
    };
    let counts = [
        ("2021-06-15", 16),
        ("2024-12-31", 16),
        ("2025-01-01", 12),
        ("2025-06-30", 12),
        ("2025-07-01", 6),
        ("2027-06-15", 6),
    ];
    assert_eq!(
        counts.map(|(on, _)| wards(on)),
        counts.map(|(_, count)| count)
    );
}

/// Two data sets differ on An Hội Đông: 15 + 16, or 16 + 17.
#[test]
fn a_composition_that_sources_disagree_on_is_not_given() {
    let pack = RulePack::current();
    let unit = |code: &str| pack.units.iter().find(|unit| unit.code == code).unwrap();
    let disputed = unit("an-hoi-dong");
    assert_eq!(disputed.made_from(), None);
    let lists = disputed
        .predecessors
        .iter()
        .map(|source| source.units.join(" "));
    let expected = ["gv-p15-2025 gv-p16", "gv-p16 gv-p17"];
    assert_eq!(lists.collect::<Vec<_>>(), expected);
    assert_eq!(unit("an-nhon").made_from().unwrap(), ["gv-p5", "gv-p6"]);
    assert_eq!(unit("gv-p3").made_from().unwrap(), [""; 0]);
}

/// NĐ 132/2025 gives wards their powers until 1 March 2027: sixty days before
/// that is 31 December 2026.
#[test]
fn what_lapses_is_told_from_sixty_days_before_to_the_last_day() {
    let pack = RulePack::current();
    let told = |on: &str| {
        let lapses = pack.lapsing(day(on)).into_iter();
        let told = lapses.map(|lapse| (lapse.row.as_str(), lapse.last.to_string()));
        told.collect::<Vec<_>>()
    };
    let powers = ("powers", "2027-03-01".to_owned());
    for (on, expected) in [
        ("2026-12-30", vec![]),
        ("2026-12-31", vec![powers.clone()]),
        ("2027-03-01", vec![powers]),
        ("2027-03-02", vec![]),
    ] {
        assert_eq!(told(on), expected, "{on}");
    }
    // The old label decree, at the end of 2025: by the item it stands in.
    let old = told("2025-11-23");
    assert!(
        old.contains(&("NHAN-01", "2026-01-22".to_owned())),
        "{old:?}"
    );
    assert!(!told("2025-11-22").iter().any(|(row, _)| *row == "NHAN-01"));
    let whole = RulePack::load(&newest()).unwrap();
    let texts = whole.lapsing(day("2027-03-01")).into_iter();
    assert!(texts.clone().all(|lapse| lapse.text.contains("132/2025")));
    assert_eq!(
        texts.count(),
        2,
        "what the powers rest on, and the decree itself"
    );
}
