//! The rules of counting, each alone: corrections, visits of two tablets,
//! establishments. Figures over a whole population are in `tests/statistics`.

use serde_json::json;

use super::*;
use crate::id::{DocumentId, InspectionId};
use crate::inspection::Inspection;
use crate::outcome::OutcomeResult;

mod decisions;
mod lines;

pub(super) fn id(number: u32) -> String {
    format!("019aa5f0-0000-7000-8000-{number:012}")
}

/// An inspection of `on`, as the table of members says beyond that.
pub(super) fn entry(number: u32, on: &str, members: &[(&str, serde_json::Value)]) -> Entry {
    let stamp =
        json!({"at": "2026-11-20T01:15:00Z", "offset_minutes": 420, "zone": "Asia/Ho_Chi_Minh"});
    let mut document = json!({
        "id": id(number),
        "device": id(0),
        "sequence": number,
        "previous": null,
        "inspected_on": on,
        "opened": stamp,
        "closed": stamp,
        "rule_pack": {"id": "2026-11", "sha256": "0".repeat(64)},
        "establishment": {"name": "Sạp 12", "address": "Chợ Gò Vấp", "kind": "market_stall"},
        "inspector": "A",
        "checks": [],
        "conclusion": "Xong.",
        "supersedes": null,
    });
    for (member, value) in members {
        document[*member] = value.clone();
    }
    Entry::of(&serde_json::from_value::<Inspection>(document).unwrap())
}

pub(super) fn supersedes(number: u32) -> (&'static str, serde_json::Value) {
    ("supersedes", json!(id(number)))
}

pub(super) fn fields(entered: &[(&str, &str)]) -> (&'static str, serde_json::Value) {
    let field = |(code, value): &(&str, &str)| json!({"code": code, "value": value});
    ("fields", entered.iter().map(field).collect())
}

fn november(entries: &[Entry]) -> Report {
    Report::fold(Period::month(2026, 11).unwrap(), entries.to_vec())
}

/// The numbers of the documents counted.
fn counted(entries: &[Entry]) -> Vec<u32> {
    let numbers = november(entries).documents.into_iter();
    numbers
        .map(|id| id.0.to_string()[24..].parse().unwrap())
        .collect()
}

#[test]
fn of_a_chain_of_corrections_the_last_counts() {
    let first = entry(1, "2026-11-02", &[]);
    let second = entry(2, "2026-11-02", &[supersedes(1)]);
    let third = entry(3, "2026-11-03", &[supersedes(2)]);
    for (entries, expected) in [
        (vec![&first], [1]),
        (vec![&first, &second], [2]),
        (vec![&third, &first, &second], [3]),
        // One of the chain has not come, or came elsewhere.
        (vec![&second], [2]),
        (vec![&third], [3]),
        (vec![&third, &second], [3]),
    ] {
        let entries: Vec<_> = entries.into_iter().cloned().collect();
        assert_eq!(counted(&entries), expected);
        assert_eq!(november(&entries).whole.tally.inspections, 1);
    }
    // Without the link between them nobody can know that they are one visit.
    assert_eq!(counted(&[first, third]), [1, 3]);
}

#[test]
fn of_two_corrections_of_one_document_the_later_one_counts() {
    let first = entry(1, "2026-11-02", &[]);
    let one = entry(4, "2026-11-02", &[supersedes(1)]);
    let other = entry(3, "2026-11-02", &[supersedes(1)]);
    let third = entry(2, "2026-11-02", &[supersedes(3)]);
    assert_eq!(counted(&[first.clone(), one.clone(), other.clone()]), [4]);
    assert_eq!(counted(&[other.clone(), one.clone()]), [4]);
    assert_eq!(counted(&[first, one, other, third]), [4]);
}

#[test]
fn a_correction_can_move_the_day_into_another_period() {
    let there = entry(1, "2026-11-30", &[]);
    let away = entry(2, "2026-12-01", &[supersedes(1)]);
    assert!(counted(&[there, away.clone()]).is_empty());
    let back = entry(3, "2026-11-30", &[supersedes(2)]);
    assert_eq!(counted(&[away, back]), [3]);
}

#[test]
fn documents_that_correct_each_other_in_a_circle_count_once() {
    let one = entry(1, "2026-11-02", &[supersedes(2)]);
    let two = entry(2, "2026-11-02", &[supersedes(1)]);
    let tail = entry(3, "2026-11-02", &[supersedes(1)]);
    let itself = entry(4, "2026-11-02", &[supersedes(4)]);
    assert_eq!(counted(&[one.clone(), two.clone()]), [2]);
    assert_eq!(counted(&[itself]), [4]);
    assert_eq!(counted(&[tail, one, two]), [3]);
}

#[test]
fn a_document_that_comes_twice_counts_once_whatever_the_order() {
    let one = entry(1, "2026-11-02", &[]);
    let other = entry(1, "2026-11-03", &[]);
    assert_eq!(counted(&[one.clone(), one.clone()]), [1]);
    assert_eq!(
        november(&[one.clone(), other.clone()]),
        november(&[other, one])
    );
}

#[test]
fn documents_of_one_number_one_day_and_one_establishment_are_one_visit() {
    let number = fields(&[("visit_no", "KT-12")]);
    let first = entry(1, "2026-11-02", std::slice::from_ref(&number));
    let folded = fields(&[("visit_no", " kt-12 ")]);
    let other = (
        "establishment",
        json!({"name": "Sạp 13", "address": "Chợ Gò Vấp", "kind": "market_stall"}),
    );
    for (second, visits) in [
        (entry(2, "2026-11-02", &[folded]), 1),
        (entry(2, "2026-11-03", std::slice::from_ref(&number)), 2),
        (entry(2, "2026-11-02", &[number.clone(), other]), 2),
        (
            entry(2, "2026-11-02", &[fields(&[("visit_no", "KT-13")])]),
            2,
        ),
        (entry(2, "2026-11-02", &[]), 2),
    ] {
        let report = november(&[first.clone(), second]);
        assert_eq!(report.whole.tally.inspections, visits);
        assert_eq!(report.documents.len(), 2);
    }
}

#[test]
fn a_visit_ended_without_checks_only_where_all_its_tablets_say_so() {
    let number = fields(&[("visit_no", "7"), ("guidance", "Đã phát tờ rơi.")]);
    let closed = ("without_checks", json!("closed"));
    let absent = ("without_checks", json!("owner_absent"));
    let first = entry(1, "2026-11-02", &[number.clone(), closed]);
    let alone = november(std::slice::from_ref(&first)).whole.tally;
    assert_eq!((alone.without_checks.closed, alone.guided), (1, 1));
    let seen = entry(2, "2026-11-02", std::slice::from_ref(&number));
    let together = november(&[first.clone(), seen]).whole.tally;
    assert_eq!((together.without_checks.total(), together.guided), (0, 1));
    let both = november(&[first, entry(2, "2026-11-02", &[number, absent])])
        .whole
        .tally;
    assert_eq!(
        (
            both.without_checks.owner_absent,
            both.without_checks.total()
        ),
        (1, 1)
    );
}

#[test]
fn an_establishment_is_its_tax_code_or_its_name_and_address() {
    let named = |name: &str, address: &str| {
        (
            "establishment",
            json!({"name": name, "address": address, "kind": "market_stall"}),
        )
    };
    let tax = |code: &str| fields(&[("tax_code", code)]);
    for (one, other, establishments) in [
        (vec![named("SẠP 12", " chợ  gò vấp")], vec![], 1),
        (vec![named("Sap 12", "Chợ Gò Vấp")], vec![], 2),
        (vec![named("Sạp 12", "Chợ Hạnh Thông")], vec![], 2),
        (
            vec![tax("0301234567")],
            vec![tax("030 123 4567"), named("Tên khác", "Nơi khác")],
            1,
        ),
        (vec![tax("0301234567")], vec![tax("0301234567-001")], 2),
        (vec![tax("0301234567")], vec![], 2),
    ] {
        let report = november(&[entry(1, "2026-11-02", &one), entry(2, "2026-11-03", &other)]);
        assert_eq!(
            report.whole.establishments, establishments,
            "{one:?} {other:?}"
        );
    }
}

#[test]
fn an_establishment_counts_once_where_its_latest_visit_puts_it() {
    let in_ward = |ward: &str| fields(&[("tax_code", "1"), ("ward", ward)]);
    let entries = [
        entry(1, "2026-11-05", &[in_ward("gv-go-vap")]),
        entry(2, "2026-11-02", &[in_ward("gv-an-nhon")]),
    ];
    let report = november(&entries);
    let of = |ward: &str| report.by_ward[&Some(ward.to_owned())];
    assert_eq!(of("gv-go-vap").establishments, 1);
    assert_eq!(of("gv-an-nhon").establishments, 0);
    assert_eq!(of("gv-an-nhon").tally.inspections, 1);
    assert_eq!(report.whole.establishments, 1);
}

#[test]
fn an_empty_period_has_no_figures() {
    let report = november(&[entry(1, "2026-10-31", &[])]);
    assert_eq!(report.whole, Sums::default());
    assert!(report.by_kind.is_empty() && report.by_ward.is_empty() && report.documents.is_empty());
}
