//! The figures of reports, over a population of documents whose every figure is
//! counted again from the JSON, by code that knows nothing of this crate.

#![expect(clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

#[path = "statistics/population.rs"]
mod population;
#[path = "statistics/recount.rs"]
mod recount;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use inspection::{
    Acts, Cut, CutOffs, Entry, Figure, Inspection, Ledger, Outcome, OutcomeResult, Period, Report,
    Sequel,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use self::population::{documents, outcomes};
use self::recount::{decisions, recount, standing};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn entries(documents: &[Value]) -> Vec<Entry> {
    let read = |document: &Value| {
        let inspection: Inspection = serde_json::from_value(document.clone()).unwrap();
        Entry::of(&inspection)
    };
    documents.iter().map(read).collect()
}

fn any(from: &str, to: &str) -> Period {
    Period::any(day(from), day(to)).unwrap()
}

/// Months at the ends of years, half-years, years, and everything.
fn periods() -> Vec<Period> {
    let mut periods: Vec<_> = (1..=12)
        .map(|month| Period::month(2026, month).unwrap())
        .collect();
    periods.push(Period::month(2025, 12).unwrap());
    for year in [2025, 2026, 2027] {
        periods.push(Period::half_year(year, &CutOffs::default()).unwrap());
        periods.push(Period::year(year, &CutOffs::default()).unwrap());
    }
    periods.push(any("2025-01-01", "2027-12-31"));
    periods.push(any("2026-12-31", "2026-12-31"));
    periods
}

/// The report as JSON of the shape of the recount.
fn figures(report: &Report) -> Value {
    let sums = |sums: &inspection::Sums| {
        let mut tally = serde_json::to_value(sums.tally).unwrap();
        tally["measures"] = json!(sums.measures);
        tally["severities"] = json!(sums.severities);
        tally["establishments"] = json!(sums.establishments);
        tally["violating"] = json!(sums.violating);
        tally
    };
    let by_kind: BTreeMap<_, _> = report
        .by_kind
        .iter()
        .map(|(code, of)| (code, sums(of)))
        .collect();
    let wards = report.by_ward.iter();
    let by_ward: BTreeMap<_, _> = wards
        .map(|(code, of)| (code.as_deref().unwrap_or("-"), sums(of)))
        .collect();
    let subjects = report.subjects.iter().map(|(subject, found)| {
        let key = format!("{}/{}", subject.check.code(), subject.code);
        (key, serde_json::to_value(found).unwrap())
    });
    let documents: Vec<_> = report.documents.iter().map(ToString::to_string).collect();
    json!({
        "documents": documents,
        "whole": sums(&report.whole),
        "by_kind": by_kind,
        "by_ward": by_ward,
        "subjects": subjects.collect::<BTreeMap<_, _>>(),
    })
}

#[test]
fn every_figure_of_every_period_is_what_the_recount_finds() {
    let documents = documents(2026);
    let (entries, standing) = (entries(&documents), standing(&documents));
    for period in periods() {
        let report = Report::fold(period, entries.clone());
        let expected = recount(&standing, period.from(), period.to());
        assert_eq!(figures(&report), expected, "{period:?}");
    }
}

/// A population that misses a rule would let it pass unseen.
#[test]
fn the_population_has_what_reports_distinguish() {
    let documents = documents(2026);
    assert!(documents.len() >= 300, "{}", documents.len());
    let report = Report::fold(any("2025-01-01", "2027-12-31"), entries(&documents));
    let Report {
        whole,
        documents: counted,
        ..
    } = &report;
    let tally = whole.tally;
    for (figure, least) in [
        (tally.inspections, 200),
        (whole.establishments, 30),
        (whole.violating, 10),
        (tally.without_checks.closed, 3),
        (tally.without_checks.owner_absent, 3),
        (tally.without_checks.entry_refused, 3),
        (tally.guided, 20),
        (tally.faults.expired, 5),
        (tally.faults.without_mark, 5),
        (tally.faults.out_of_limit, 5),
        (tally.faults.seals_broken, 5),
        (tally.samples, 5),
    ] {
        assert!(figure >= least, "{figure} < {least} of {tally:?}");
    }
    for kind in Acts::KINDS {
        assert!(tally.acts.of_kind(kind) > 0, "{kind:?}");
    }
    let visits = usize::try_from(tally.inspections).unwrap();
    assert!(visits < counted.len(), "no visit of two tablets");
    assert!(
        tally.acts.total() > whole.violating,
        "acts are more than establishments"
    );
    let ids: std::collections::BTreeSet<_> =
        documents.iter().map(|it| it["id"].to_string()).collect();
    assert!(ids.len() < documents.len(), "nothing came twice");
    assert!(counted.len() < ids.len(), "nothing was corrected");
}

#[test]
fn wards_and_kinds_add_up_to_the_whole() {
    let ledger: Ledger = entries(&documents(7)).into_iter().collect();
    for period in periods() {
        let report = ledger.report(period);
        let tallies = |sums: &mut dyn Iterator<Item = &inspection::Sums>| {
            let mut all = inspection::Sums::default();
            sums.for_each(|one| all += *one);
            all
        };
        assert_eq!(tallies(&mut report.by_kind.values()), report.whole);
        assert_eq!(tallies(&mut report.by_ward.values()), report.whole);
        let by_subject: u32 = report.subjects.values().map(|it| it.counts.total()).sum();
        let tally = report.whole.tally;
        let checks = [
            tally.instruments,
            tally.labels,
            tally.quality,
            tally.quantity,
        ];
        assert_eq!(
            by_subject,
            checks.iter().map(inspection::Counts::total).sum::<u32>()
        );
        let acts: u32 = report.subjects.values().map(|it| it.acts.total()).sum();
        assert_eq!(acts, tally.acts.total());
    }
}

/// The ledger of documents and of the outcomes of them.
fn with_outcomes(documents: &[Value], outcomes: &[Value]) -> Ledger {
    let mut ledger: Ledger = entries(documents).into_iter().collect();
    for outcome in outcomes {
        let outcome: Outcome = serde_json::from_value(outcome.clone()).unwrap();
        ledger.add_sequel(Sequel::of(&outcome));
    }
    ledger
}

#[test]
fn every_decision_of_every_period_is_what_the_recount_finds() {
    let documents = documents(2026);
    let outcomes = outcomes(2026, &documents);
    let ledger = with_outcomes(&documents, &outcomes);
    let mut fined = 0;
    for period in periods() {
        let told = ledger.report(period).whole.decisions;
        let expected = decisions(&documents, &outcomes, period.from(), period.to());
        let told = [
            u64::from(told.of_result(OutcomeResult::Fined { amount_vnd: 0 })),
            u64::from(told.fined),
            told.fines_vnd,
            u64::from(told.of_result(OutcomeResult::Warned)),
            u64::from(told.of_result(OutcomeResult::SamplePassed)),
        ];
        assert_eq!(told, expected, "{period:?}");
        fined += expected[0] - expected[1];
    }
    assert!(fined > 0, "nobody was fined twice");
}

#[test]
fn every_figure_is_the_sum_of_its_records() {
    let documents = documents(11);
    let ledger = with_outcomes(&documents, &outcomes(11, &documents));
    for period in periods() {
        let report = ledger.report(period);
        let shares = ledger.shares(period, |_| true);
        for figure in Figure::all() {
            let sum: u64 = shares.iter().map(|share| share.of(figure)).sum();
            assert_eq!(sum, figure.of(&report.whole), "{figure:?} of {period:?}");
        }
        let parts: std::collections::BTreeSet<_> = shares
            .iter()
            .filter(|share| share.of(Figure::Inspections) > 0)
            .flat_map(|share| share.documents.clone())
            .collect();
        assert_eq!(parts.into_iter().collect::<Vec<_>>(), report.documents);
    }
}

/// Each figure of each kind, ward and subject, and the records it leads to.
#[test]
fn the_records_behind_a_figure_come_to_the_figure() {
    let documents = documents(5);
    let ledger = with_outcomes(&documents, &outcomes(5, &documents));
    let period = any("2025-01-01", "2027-12-31");
    let report = ledger.report(period);
    let kinds = report.by_kind.iter();
    let kinds = kinds.map(|(kind, sums)| (Cut::Kind(kind.clone()), *sums));
    let wards = report.by_ward.iter();
    let wards = wards.map(|(ward, sums)| (Cut::Ward(ward.clone()), *sums));
    let subjects = report.subjects.iter().map(|(subject, found)| {
        let sums = found.sums(subject.check);
        (Cut::Subject(subject.clone()), sums)
    });
    let whole = std::iter::once((Cut::Whole, report.whole));
    let mut leading = 0;
    for (cut, sums) in whole.chain(kinds).chain(wards).chain(subjects) {
        for figure in Figure::all() {
            let behind = ledger.behind(period, |_| true, &cut, figure);
            let sum: u64 = behind.iter().map(|record| record.adds).sum();
            assert_eq!(sum, figure.of(&sums), "{figure:?} of {cut:?}");
            leading += behind.len();
        }
    }
    assert!(leading > 3_000, "{leading}");
}

#[test]
fn a_line_holds_what_a_report_needs() {
    for entry in entries(&documents(3)) {
        let line = entry.to_line().unwrap();
        assert_eq!(Entry::from_line(&line), Some(entry));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_order_of_documents_changes_nothing(seed in 0_u64..50, places in any_places()) {
        let entries = entries(&documents(seed));
        let mut shuffled = entries.clone();
        shuffle(&mut shuffled, &places);
        let period = any("2025-01-01", "2027-12-31");
        prop_assert_eq!(Report::fold(period, entries), Report::fold(period, shuffled));
    }

    #[test]
    fn ledgers_join_in_any_grouping_and_order(seed in 0_u64..50, one in 0_usize..300, two in 0_usize..300) {
        let entries = entries(&documents(seed));
        let (first, second) = (one.min(two), one.max(two));
        let ledger = |part: &[Entry]| part.iter().cloned().collect::<Ledger>();
        let [a, b, c] = [&entries[..first], &entries[first..second], &entries[second..]].map(ledger);
        let left = a.clone().join(b.clone()).join(c.clone());
        prop_assert_eq!(&left, &a.clone().join(b.clone().join(c.clone())));
        prop_assert_eq!(&left, &c.join(a).join(b));
        prop_assert_eq!(&left.clone().join(left.clone()), &left);
        prop_assert_eq!(left, ledger(&entries));
    }

    #[test]
    fn the_parts_of_a_period_add_up(seed in 0_u64..50, cut in 1_i64..700) {
        let ledger: Ledger = entries(&documents(seed)).into_iter().collect();
        let (from, to) = (day("2025-01-01"), day("2027-12-31"));
        let middle = from + chrono::Duration::days(cut);
        let tally = |from, to| ledger.report(Period::any(from, to).unwrap()).whole.tally;
        let mut parts = tally(from, middle);
        parts += tally(middle + chrono::Duration::days(1), to);
        prop_assert_eq!(parts, tally(from, to));
    }
}

/// Documents that stand are corrected by ones that say the same: no figure
/// changes, but that of two tablets the one corrected has the last word on
/// why a visit ended. Whatever is corrected, no more documents stand than did.
/// Every population of fifty, every document of it to every fourth.
#[test]
fn corrections_never_change_the_number_of_visits() {
    let of = |entries: &[Entry]| Report::fold(any("2025-01-01", "2027-12-31"), entries.to_vec());
    for seed in 0..50 {
        let documents = documents(seed);
        let said = entries(&documents);
        let before = of(&said);
        let totals_before = totals(before.whole);
        let corrections = documents.iter().map(correction).collect::<Vec<_>>();
        let corrections = entries(&corrections);
        let stands = |document: &Value| {
            before
                .documents
                .iter()
                .any(|id| document["id"] == id.to_string())
        };
        let standing: Vec<_> = documents.iter().map(stands).collect();
        for step in 1..5 {
            let again = corrections
                .iter()
                .zip(&standing)
                .filter(|(_, stands)| **stands);
            let again = again.map(|(entry, _)| entry).step_by(step);
            let same: Vec<_> = said.iter().chain(again).cloned().collect();
            assert_eq!(
                totals(of(&same).whole),
                totals_before,
                "seed {seed}, step {step}"
            );
            let again = corrections.iter().step_by(step);
            let other: Vec<_> = said.iter().chain(again).cloned().collect();
            let count = of(&other).documents.len();
            assert_eq!(count, before.documents.len(), "seed {seed}, step {step}");
        }
    }
}

/// The figures, with the reasons of visits without checks together.
fn totals(mut sums: inspection::Sums) -> (inspection::Sums, u32) {
    let without_checks = sums.tally.without_checks.total();
    sums.tally.without_checks = inspection::Unseen::default();
    (sums, without_checks)
}

fn correction(document: &Value) -> Value {
    let mut correction = document.clone();
    let id = document["id"].as_str().unwrap();
    correction["supersedes"] = json!(id);
    correction["id"] = json!(id.replacen("7000", "7fff", 1));
    correction
}

fn any_places() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0_usize..10_000, 400)
}

fn shuffle<T>(list: &mut [T], places: &[usize]) {
    for (at, place) in places.iter().enumerate().take(list.len()) {
        let other = place % list.len();
        list.swap(at, other);
    }
}
