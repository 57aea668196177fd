//! What is counted of the time after a visit: decisions by their own day, samples
//! with the visit that took them.

use super::*;

const FINED: OutcomeResult = OutcomeResult::Fined { amount_vnd: 0 };

fn fine(amount_vnd: u64) -> OutcomeResult {
    OutcomeResult::Fined { amount_vnd }
}

fn sequel(number: u32, of: u32, on: &str, result: OutcomeResult) -> Sequel {
    let uuid = |number| id(number).parse().unwrap();
    Sequel {
        id: DocumentId(uuid(900 + number)),
        inspection: InspectionId(uuid(of)),
        check: None,
        decided_on: on.parse().unwrap(),
        result,
        reference: String::new(),
    }
}

fn numbered(mut sequel: Sequel, reference: &str) -> Sequel {
    reference.clone_into(&mut sequel.reference);
    sequel
}

fn month(month: u32, entries: &[Entry], sequels: &[Sequel]) -> Report {
    let mut ledger: Ledger = entries.iter().cloned().collect();
    for sequel in sequels {
        ledger.add_sequel(sequel.clone());
    }
    ledger.report(Period::month(2026, month).unwrap())
}

/// How many fines, how many establishments, how much.
fn fines(report: &Report) -> (u32, u32, u64) {
    let decisions = report.whole.decisions;
    (
        decisions.of_result(FINED),
        decisions.fined,
        decisions.fines_vnd,
    )
}

#[test]
fn a_fine_counts_on_the_day_of_its_decision_and_not_on_that_of_the_visit() {
    let visit = [entry(1, "2026-10-20", &[])];
    let fined = [sequel(1, 1, "2026-11-03", fine(15_000_000))];
    assert_eq!(fines(&month(10, &visit, &fined)), (0, 0, 0));
    let november = month(11, &visit, &fined);
    assert_eq!(fines(&november), (1, 1, 15_000_000));
    assert_eq!(november.whole.tally.inspections, 0);
    let stall = november.by_kind["market_stall"];
    assert_eq!(stall.decisions.fines_vnd, 15_000_000);
}

#[test]
fn an_establishment_that_is_fined_twice_is_fined_once_and_both_fines_count() {
    let visits = [entry(1, "2026-11-02", &[]), entry(2, "2026-11-09", &[])];
    let fined = [
        sequel(1, 1, "2026-11-10", fine(1_000_000)),
        sequel(2, 2, "2026-11-12", fine(2_000_000)),
        sequel(3, 2, "2026-11-12", OutcomeResult::Warned),
    ];
    let report = month(11, &visits, &fined);
    assert_eq!(fines(&report), (2, 1, 3_000_000));
    assert_eq!(report.whole.decisions.warned, 1);
}

#[test]
fn a_decision_that_two_documents_tell_by_its_number_is_as_the_later_one_says() {
    let visit = [entry(1, "2026-11-02", &[])];
    let first = numbered(sequel(1, 1, "2026-11-10", fine(50_000_000)), "12 qd xphc");
    for (second, expected) in [
        (sequel(2, 1, "2026-11-10", fine(5_000_000)), (2, 55_000_000)),
        (
            numbered(sequel(2, 1, "2026-11-10", fine(5_000_000)), "12 qd xphc"),
            (1, 5_000_000),
        ),
        (
            numbered(sequel(2, 1, "2026-11-11", fine(50_000_000)), "12 qd xphc"),
            (1, 50_000_000),
        ),
        (
            numbered(sequel(2, 1, "2026-12-01", fine(50_000_000)), "12 qd xphc"),
            (0, 0),
        ),
        (
            numbered(sequel(2, 1, "2026-11-10", fine(5_000_000)), "13 qd xphc"),
            (2, 55_000_000),
        ),
    ] {
        let report = month(11, &visit, &[first.clone(), second.clone()]);
        let (count, _, amount) = fines(&report);
        assert_eq!((count, amount), expected, "{second:?}");
    }
    // Without a number nobody can say that two fines of one amount are one.
    let twice = [1, 2].map(|number| sequel(number, 1, "2026-11-10", fine(1_000_000)));
    assert_eq!(fines(&month(11, &visit, &twice)), (2, 1, 2_000_000));
    let warned = [1, 2].map(|number| sequel(number, 1, "2026-11-10", OutcomeResult::Warned));
    let decisions = month(11, &visit, &warned).whole.decisions;
    assert_eq!(decisions.of_result(OutcomeResult::Warned), 1);
}

#[test]
fn a_correction_takes_over_what_was_decided_and_says_where() {
    let in_ward = |ward: &str| fields(&[("ward", ward)]);
    let first = entry(1, "2026-11-02", &[in_ward("gv-an-nhon")]);
    let second = entry(2, "2026-11-02", &[in_ward("gv-go-vap"), supersedes(1)]);
    // One told of the document that was corrected, and again of the correction.
    let decided = [
        numbered(sequel(1, 1, "2026-11-10", fine(5_000_000)), "7"),
        numbered(sequel(2, 2, "2026-11-10", fine(5_000_000)), "7"),
    ];
    let report = month(11, &[first, second], &decided);
    assert_eq!(fines(&report), (1, 1, 5_000_000));
    let of = |ward: &str| report.by_ward.get(&Some(ward.to_owned()));
    assert_eq!(of("gv-go-vap").unwrap().decisions.fined, 1);
    assert_eq!(of("gv-an-nhon"), None);
}

#[test]
fn what_was_decided_of_inspections_that_are_not_here_counts_under_no_kind() {
    let decided = [1, 2].map(|number| sequel(number, 70 + number, "2026-11-10", fine(10)));
    let report = month(11, &[], &decided);
    assert_eq!(fines(&report), (2, 2, 20));
    assert_eq!(report.by_kind[""].decisions.fined, 2);
    assert_eq!(report.by_ward[&None].decisions.fined, 2);
    assert!(report.documents.is_empty());
}

fn sampled(number: u32, on: &str, checks: &[Option<u16>]) -> Entry {
    let mut entry = entry(number, on, &[]);
    let checks = checks.iter().map(|check| check.map(crate::id::CheckId));
    entry.samples = checks.collect();
    entry
}

#[test]
fn samples_are_counted_with_the_visit_that_took_them_by_the_last_answer() {
    use OutcomeResult::{Remedied, SampleFailed, SamplePassed};
    let taken = [sampled(1, "2026-10-20", &[Some(1), Some(2), Some(3), None])];
    let about = |mut sequel: Sequel, check: u16| {
        sequel.check = Some(crate::id::CheckId(check));
        sequel
    };
    let answers = [
        about(sequel(1, 1, "2026-11-05", SampleFailed), 1),
        about(sequel(2, 1, "2026-11-06", SamplePassed), 1),
        about(sequel(3, 1, "2026-11-06", SamplePassed), 2),
        // Not of a sample, not of these, and before the visit.
        about(sequel(4, 1, "2026-11-06", Remedied), 3),
        about(sequel(5, 2, "2026-11-06", SamplePassed), 3),
        about(sequel(6, 1, "2026-10-19", SamplePassed), 3),
    ];
    let october = month(10, &taken, &answers).whole.samples;
    assert_eq!((october.taken(), october.tested()), (4, 2));
    assert_eq!((october.passed, october.failed, october.pending), (2, 0, 2));
    assert_eq!(month(11, &taken, &answers).whole.samples.taken(), 0);
    // An answer about the visit as a whole is one to all of its samples.
    let all = [sequel(7, 1, "2026-11-07", SampleFailed)];
    let october = month(10, &taken, &all).whole.samples;
    assert_eq!((october.failed, october.pending), (4, 0));
}

#[test]
fn a_ward_counts_what_it_sees_of_the_documents_that_stand() {
    let in_ward = |ward: &str| fields(&[("ward", ward), ("tax_code", "1")]);
    let mut ledger: Ledger = [
        entry(1, "2026-11-02", &[in_ward("gv-an-nhon")]),
        entry(2, "2026-11-05", &[in_ward("gv-go-vap")]),
        entry(3, "2026-11-06", &[in_ward("gv-an-nhon")]),
        entry(4, "2026-11-06", &[in_ward("gv-go-vap"), supersedes(3)]),
        entry(5, "2026-11-07", &[]),
    ]
    .into_iter()
    .collect();
    ledger.add_sequel(sequel(1, 1, "2026-11-10", fine(3)));
    ledger.add_sequel(sequel(2, 2, "2026-11-10", fine(5)));
    let period = Period::month(2026, 11).unwrap();
    let own = ledger.report_where(period, |ward| ward == Some("gv-an-nhon"));
    assert_eq!(own.whole.tally.inspections, 1);
    assert_eq!(own.whole.establishments, 1, "its last visit there counts");
    assert_eq!(fines(&own), (1, 1, 3));
}
