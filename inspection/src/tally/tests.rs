//! Counts of the golden documents by hand, and the shares of a published report.

use super::*;
use crate::rules::ActKind;
use crate::wire::Frozen;

fn tally(name: &str) -> Tally {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/v1");
    let text = std::fs::read_to_string(format!("{folder}/{name}.json")).unwrap();
    Tally::of(&Frozen::thaw(&text).unwrap().inspection)
}

fn counts(conforming: u32, non_conforming: u32, inconclusive: u32, not_covered: u32) -> Counts {
    Counts {
        conforming,
        non_conforming,
        inconclusive,
        not_covered,
    }
}

/// A scale 150 g out at 10 kg where 100 g is the widest limit: the item and the
/// reading are one act. A label without sub-label, a toy without CR mark.
#[test]
fn a_visit_with_three_violations_counts_three_acts() {
    let expected = Tally {
        inspections: 1,
        instruments: counts(0, 1, 0, 0),
        faults: Faults {
            out_of_limit: 1,
            ..Faults::default()
        },
        labels: counts(0, 1, 0, 0),
        quality: counts(0, 1, 0, 0),
        acts: Acts {
            label: 1,
            instrument: 1,
            quality: 1,
            ..Acts::default()
        },
        ..Tally::default()
    };
    assert_eq!(tally("visit"), expected);
}

#[test]
fn doubts_and_what_is_not_covered_are_no_acts() {
    for (name, expected) in [
        ("scale-conforming", counts(1, 0, 0, 0)),
        ("scale-inconclusive", counts(0, 0, 1, 0)),
        ("scale-not_covered", counts(0, 0, 0, 1)),
        ("dispenser-inconclusive", counts(0, 0, 1, 0)),
    ] {
        let tally = tally(name);
        assert_eq!(tally.instruments, expected, "{name}");
        assert_eq!(
            (tally.acts.total(), tally.faults),
            (0, Faults::default()),
            "{name}"
        );
    }
}

/// No CR mark is of quality; what is only a sign to take a sample is an
/// observation and no act.
#[test]
fn an_observation_is_no_act() {
    let found = tally("quality-non_conforming");
    assert_eq!((found.acts.quality, found.acts.total()), (1, 1));
}

/// A helmet without importer, a toy without warning: the content and the item
/// that all contents are there are one act.
#[test]
fn contents_missing_on_one_label_are_one_act() {
    for name in [
        "label_helmet-non_conforming",
        "label_old_print-non_conforming",
    ] {
        let found = tally(name);
        assert_eq!((found.acts.label, found.acts.total()), (1, 1), "{name}");
    }
    let slip = tally("label_barcode-conforming");
    assert_eq!(slip.acts.total(), 0, "a wrong check digit is no act");
}

/// cand.com.vn on the gold campaign of 2016: 517 acts, of labels 305 (59 %),
/// instruments 78 (15 %), standards 73 (14 %), quality 13 (2.5 %), mass 10
/// (2 %), other 38 (7.4 %). Nine decimals by long division.
#[test]
fn shares_of_acts_are_those_of_the_campaign_of_2016() {
    let acts = Acts {
        label: 305,
        instrument: 78,
        quantity: 10,
        published_standard: 73,
        quality: 13,
        other: 38,
    };
    assert_eq!(acts.total(), 517);
    for (kind, share) in [
        (ActKind::Label, "58.994197292"),
        (ActKind::Instrument, "15.087040619"),
        (ActKind::Quantity, "1.934235977"),
        (ActKind::PublishedStandard, "14.119922631"),
        (ActKind::Quality, "2.514506770"),
        (ActKind::Other, "7.350096712"),
    ] {
        assert_eq!(acts.share(kind).as_deref(), Some(share), "{kind:?}");
    }
    assert_eq!(Acts::default().share(ActKind::Label), None);
}

#[test]
fn a_tally_that_an_older_program_wrote_is_read() {
    let one = r#"{"conforming":1,"non_conforming":2,"inconclusive":3,"not_covered":4}"#;
    let text = format!(r#"{{"inspections":3,"instruments":{one},"labels":{one},"quality":{one}}}"#);
    let read: Tally = serde_json::from_str(&text).unwrap();
    assert_eq!(read.inspections, 3);
    assert_eq!(read.instruments, counts(1, 2, 3, 4));
    assert_eq!(read.acts, Acts::default());
}

/// 1 250 000 and 12 as entered; more than documents hold, and no number, are
/// nothing.
#[test]
fn what_was_sealed_and_suspended_is_taken_from_the_visit() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/v1");
    let text = std::fs::read_to_string(format!("{folder}/visit.json")).unwrap();
    let mut inspection = Frozen::thaw(&text).unwrap().inspection;
    let recorded = |(code, value): (&str, &str)| crate::recorded::Recorded {
        code: code.to_owned(),
        value: value.to_owned(),
        unit: None,
    };
    let entered = [
        ("instruments_sealed", "12"),
        ("goods_suspended", "1250000"),
        ("goods_sealed", "99999999999999999999"),
        ("guidance", "Đã phát tờ rơi."),
    ];
    inspection.fields = Fields(entered.into_iter().map(recorded).collect());
    let tally = Tally::of(&inspection);
    assert_eq!(
        (tally.sealed, tally.suspended_vnd, tally.sealed_vnd),
        (12, 1_250_000, 0)
    );
    assert_eq!(tally.guided, 1);
}

/// Two seals, of which one is on the scale; two suspensions, of which one is of
/// goods for 1 250 000.
#[test]
fn what_was_sealed_suspended_and_sampled_is_taken_from_the_lists_of_the_visit() {
    let tally = tally("visit_whole");
    assert_eq!(
        (tally.sealed, tally.suspended_vnd, tally.sealed_vnd),
        (1, 1_250_000, 1_250_000)
    );
    assert_eq!((tally.samples, tally.guided), (1, 1));
}

/// What the campaign report of 2016 lists, by where it comes from.
#[test]
fn every_figure_of_reports_says_what_it_is_taken_from() {
    use crate::rules::FigureSource::{Both, Inspections, Outcomes, Words};
    let figures = &Reporting::current().report_figures;
    let from = |source| {
        let rows = figures.iter().filter(|row| row.from == source);
        rows.map(|row| row.name.code.as_str()).collect::<Vec<_>>()
    };
    let counted = [
        "inspections",
        "establishments",
        "violating_establishments",
        "acts_by_kind",
        "instruments",
        "goods",
    ];
    assert_eq!(from(Inspections), counted);
    assert_eq!(from(Outcomes), ["fined", "warned", "fines_total"]);
    assert_eq!(from(Both), ["samples"]);
    assert_eq!(from(Words), ["difficulties", "proposals", "next_plan"]);
}

#[test]
fn sums_that_no_number_holds_stay_at_the_largest() {
    let most = Tally {
        suspended_vnd: u64::MAX,
        samples: u32::MAX,
        ..Tally::default()
    };
    let sum: Tally = [most, most, most].into_iter().sum();
    assert_eq!((sum.suspended_vnd, sum.samples), (u64::MAX, u32::MAX));
}
