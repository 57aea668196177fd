//! Dispensers, measures, and what the dispensers of one place say together.

use super::*;
use crate::assessment::{Favours, Severity};
use crate::{CheckContent as Content, observations_on};

fn delivery(typed: &[(&str, &str)]) -> Finding {
    find(&assess("fuel_dispenser", typed), "delivery.1").clone()
}

/// ĐLVN 10:2011, the error in per cent of the reference: 0.1 of 29.9 L is 0.334448160…%, 0.01
/// of 3 L a third.
#[test]
fn the_error_is_shown_in_per_cent_to_nine_decimals() {
    for (displayed, reference, percent) in [
        ("30", "29,9", "0.334448161"),
        ("3,01", "3", "0.333333333"),
        ("2,98", "3", "-0.666666667"),
        ("20", "20", "0"),
    ] {
        let found = delivery(&[("v_displayed.1", displayed), ("v_reference.1", reference)]);
        let shown = found.figures.unwrap().percent.unwrap();
        assert_eq!(
            (shown.value.to_string().as_str(), &*shown.unit),
            (percent, "%")
        );
    }
}

/// 20 L of stainless steel at 35 °C hold 20 × 0.0000477 × 15 = 14.31 mL more, of
/// mild steel 10.05 mL (Suiter 2004).
#[test]
fn a_warm_prover_holds_more_than_it_reads() {
    for (material, displayed, error) in [
        ("stainless", "20,01431", "0"),
        ("mild_steel", "20,01005", "0"),
        ("stainless", "20", "-14.31"),
    ] {
        let found = delivery(&[
            ("prover_material", material),
            ("v_displayed.1", displayed),
            ("v_reference.1", "20"),
            ("prover_temperature.1", "35"),
        ]);
        let figures = found.figures.unwrap();
        assert_eq!(figures.error.value.to_string(), error, "{material}");
        assert!(found.basis.unwrap().contains("Suiter"));
    }
    let cold = delivery(&[
        ("prover_material", "stainless"),
        ("v_displayed.1", "20"),
        ("v_reference.1", "20"),
        ("prover_temperature.1", "20"),
    ]);
    assert_eq!(cold.figures.unwrap().error.value.to_string(), "0");
}

#[test]
fn a_temperature_asks_for_the_material() {
    let typed = [
        ("v_displayed.1", "20"),
        ("v_reference.1", "20"),
        ("prover_temperature.1", "30"),
    ];
    let missing = vec![("prover_material".to_owned(), GapReason::Missing)];
    assert_eq!(gaps("fuel_dispenser", &typed), missing);
    let live = crate::live_readings(RulePack::current(), &check("fuel_dispenser", &typed), day());
    assert_eq!(live[0].verdict, BEGUN);
}

/// R 117 class 1.0, from memory: 200 mL of 20 L.
#[test]
fn an_lpg_dispenser_has_a_limit_of_one_per_cent() {
    for (displayed, expected) in [
        ("20,199", Verdict::Conforming),
        ("20,2", Verdict::Conforming),
        ("20,201", Verdict::NonConforming),
        ("19,8", Verdict::Conforming),
        ("19,799", Verdict::NonConforming),
    ] {
        let typed = [("v_displayed.1", displayed), ("v_reference.1", "20")];
        let found = assess("lpg_dispenser", &typed);
        let row = find(&found, "lpg_delivery.1");
        assert_eq!(row.verdict, expected, "{displayed}");
        assert_eq!(row.evidence, Evidence::Memory);
        assert_eq!(find(&found, "PTD-09").verdict, expected);
    }
}

/// ĐLVN 10:2013: proof measures of 0.1 %, 10 mL of 10 L. For measures that goods
/// are sold by no limit is known.
#[test]
fn a_measure_is_judged_only_for_what_a_limit_is_known() {
    for (used, holds, expected, favours) in [
        (
            "dispenser_check",
            "9,99",
            Verdict::Conforming,
            Favours::Seller,
        ),
        (
            "dispenser_check",
            "9,9899",
            Verdict::NonConforming,
            Favours::Seller,
        ),
        (
            "dispenser_check",
            "10,01",
            Verdict::Conforming,
            Favours::Customer,
        ),
        (
            "dispenser_check",
            "10,0101",
            Verdict::NonConforming,
            Favours::Customer,
        ),
        ("sale", "9", Verdict::NotCovered, Favours::Seller),
        ("", "10", Verdict::NotCovered, Favours::Nobody),
    ] {
        let typed = [
            ("nominal_volume", "10"),
            ("measure_use", used),
            ("capacity_measured.1", holds),
        ];
        let found = assess("volume_measure", &typed);
        let row = find(&found, "capacity.1");
        assert_eq!(row.verdict, expected, "{used} {holds}");
        assert_eq!(
            row.figures.as_ref().unwrap().favours,
            Some(favours),
            "{holds}"
        );
    }
}

fn dispensers(rows: &[&[(&str, &str)]]) -> Vec<Content> {
    let pack = RulePack::current();
    let content = |typed: &&[(&str, &str)]| {
        let check = check("fuel_dispenser", typed);
        check.complete(pack, day()).unwrap()
    };
    rows.iter().map(content).collect()
}

fn together(checks: &[Content]) -> Vec<Finding> {
    let checks: Vec<_> = checks.iter().collect();
    observations_on(RulePack::current(), day(), &checks)
}

/// Half of 0.30 % of 20 L is 30 mL.
#[test]
fn errors_all_for_the_owner_and_near_the_limit_are_observed() {
    let near = [("v_displayed.1", "20,03"), ("v_reference.1", "20")];
    let nearer = [("v_displayed.1", "20,05"), ("v_reference.1", "20")];
    let below = [("v_displayed.1", "20,0299"), ("v_reference.1", "20")];
    let short = [("v_displayed.1", "19,95"), ("v_reference.1", "20")];
    let mixed = [near, [("v_displayed.2", "20"), ("v_reference.2", "20")]].concat();
    let found = together(&dispensers(&[&near, &nearer]));
    let [found] = &found[..] else {
        panic!("{found:?}");
    };
    assert_eq!(
        (found.subject.as_str(), found.severity),
        ("same_sign", Severity::Info)
    );
    assert!(found.basis.as_deref().unwrap().contains("HB 44"));
    let figures = found.figures.as_ref().unwrap();
    assert_eq!(figures.favours, Some(Favours::Seller));
    assert_eq!(figures.error.value.to_string(), "0.15");
    assert_eq!(figures.limits[0].within.value.to_string(), "0.15");
    for (other, why) in [
        (&below[..], "below half of the limit"),
        (&short[..], "the other sign"),
        (&mixed[..], "one delivery that is right"),
        (&[][..], "one dispenser measured"),
    ] {
        assert!(together(&dispensers(&[&near, other])).is_empty(), "{why}");
    }
}

/// A price of nothing for a litre would make every price agree.
#[test]
fn a_unit_price_of_zero_is_a_gap() {
    let zero = vec![("unit_price".to_owned(), GapReason::Zero)];
    for subject in ["fuel_dispenser", "lpg_dispenser"] {
        assert_eq!(gaps(subject, &[("unit_price", "0")]), zero, "{subject}");
        assert_eq!(gaps(subject, &[("unit_price", "1")]), []);
    }
}
