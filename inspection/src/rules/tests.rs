//! The editions load, and a pack that does not hold together is refused by the
//! name of its row.

mod apart;
mod dates;
mod faults;
mod first_days;
mod marked;
mod office;
mod penalties;

use super::*;
use crate::evidence::Evidence;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// All the parts of an edition.
fn parts_of(number: usize) -> Vec<&'static str> {
    [EDITIONS[number].parts, ANNEXES[number]].concat()
}

fn newest() -> Vec<&'static str> {
    parts_of(EDITIONS.len() - 1)
}

/// The newest edition with one text of one part replaced.
fn broken(from: &str, to: &str) -> String {
    let newest = newest();
    assert!(
        newest.iter().any(|part| part.contains(from)),
        "{from} is not in the pack"
    );
    let parts: Vec<String> = newest
        .iter()
        .map(|part| part.replacen(from, to, 1))
        .collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    RulePack::load(&parts).unwrap_err().to_string()
}

#[test]
fn every_edition_holds_together_and_is_found_by_its_name() {
    for (number, edition) in EDITIONS.iter().enumerate() {
        let pack = RulePack::load(&parts_of(number)).unwrap();
        let found = RulePack::named(&pack.name()).unwrap();
        assert_eq!(found.name().sha256.as_str(), edition.sha256);
    }
}

#[test]
fn an_edition_of_the_same_id_with_other_bytes_is_not_taken_for_it() {
    let name = PackName {
        sha256: Digest::of(b"other"),
        ..RulePack::current().name()
    };
    assert!(RulePack::named(&name).is_none());
}

#[test]
fn the_name_does_not_depend_on_white_space_or_on_the_order_of_parts() {
    let parts: Vec<String> = newest()
        .iter()
        .rev()
        .map(|part| {
            serde_json::from_str::<serde_json::Value>(part)
                .unwrap()
                .to_string()
        })
        .collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    assert_eq!(
        RulePack::load(&parts).unwrap().name(),
        RulePack::current().name()
    );
}

#[test]
fn the_pack_holds_what_the_inspectors_work_with() {
    let pack = RulePack::current();
    let items: usize = pack.checklists.iter().map(|list| list.items.len()).sum();
    // Thirteen templates of 90 items; the right to a bar code, the contents of
    // the groups (23) and imported goods (3).
    assert_eq!((pack.checklists.len(), items), (15, 117));
    assert_eq!(pack.instrument_kinds.len(), 30);
    // Thirteen, and goods outside the label decree.
    assert_eq!(pack.goods_kinds.len(), 14);
    assert_eq!(pack.establishment_kinds.len(), 13);
    assert_eq!(pack.units.len(), 27);
    let annex = Annex::current().unwrap();
    assert_eq!(annex.legal_documents.len(), 83);
    assert_eq!(annex.minutes_forms.len(), 5);
    assert!(annex.sign_offs.is_empty());
}

/// TT 23/2013 as amended: 24 months by the list of 15/10/2024 (found), taken
/// equal from 2020 (memory); nothing is known before. Taximeters went from 12
/// to 18 months; three-phase meters are given 24, 48 and 72.
#[test]
fn the_day_of_the_inspection_picks_the_period_of_verification() {
    let pack = RulePack::current();
    let row = |kind, on| {
        let mut rows = pack.periods_on(kind, day(on));
        let row = rows.next().filter(|row| !row.ambiguous);
        row.filter(|_| rows.next().is_none())
    };
    let months = |kind, on| row(kind, on).map(|row| row.months);
    assert_eq!(months("spring_dial_scale", "2026-11-20"), Some(Some(24)));
    assert_eq!(months("spring_dial_scale", "2019-12-31"), None);
    assert_eq!(months("taximeter", "2019-12-31"), Some(Some(12)));
    assert_eq!(months("taximeter", "2020-01-01"), Some(Some(18)));
    assert_eq!(months("tape_measure", "2026-11-20"), Some(None));
    assert_eq!(months("electricity_meter_3ph", "2026-11-20"), None);
    let early = row("spring_dial_scale", "2021-05-05").unwrap();
    assert_eq!(early.evidence, Evidence::Memory);
}
