//! What an office may put its word to.

use super::*;

fn rows_of(pack: &RulePack) -> Vec<MarkedRow> {
    RulePack::marked_rows(&pack.name()).unwrap()
}

/// A sign-off of each of these rows, as the office writes them.
fn signing(rows: &[MarkedRow]) -> String {
    let rows = rows.iter().map(|row| {
        let mut signed = serde_json::json!({
            "table": row.table, "row": row.row, "by": "B", "on": "2026-11-20", "text": "A",
        });
        if let Some(from) = row.valid_from {
            signed["valid_from"] = from.to_string().into();
        }
        signed
    });
    let rows: Vec<_> = rows.collect();
    let base = RulePack::current().name();
    serde_json::json!({"base": base, "id": "2026-11.all", "sign_offs": rows}).to_string()
}

#[test]
fn every_row_with_a_mark_can_be_signed_off_by_the_name_it_is_listed_with() {
    let rows = rows_of(RulePack::current());
    let text = signing(&rows);
    let pack = RulePack::with_additions(&text).unwrap();
    RulePack::learn(&text).unwrap();
    let signed = rows_of(&pack);
    assert_eq!(signed.len(), rows.len());
    let mut left = signed
        .iter()
        .filter(|row| row.evidence != Evidence::SignedOff);
    assert_eq!(left.next(), None);
}

/// CAN-09 is from memory, and the factor of R 76 in limits.json is found.
#[test]
fn a_row_is_listed_once_with_its_mark_its_name_and_what_it_rests_on() {
    let rows = rows_of(RulePack::current());
    let of = |table: &str, row: &str| {
        let called = rows
            .iter()
            .filter(|listed| listed.table == table && listed.row == row);
        called.collect::<Vec<_>>()
    };
    let [item] = of("items", "CAN-09")[..] else {
        panic!("CAN-09 is listed once");
    };
    assert_eq!(item.evidence, Evidence::Memory);
    let [factor] = of("in_service_factors", "nawi_in_service_factor_r76")[..] else {
        panic!("the factor is listed once");
    };
    assert_eq!(factor.evidence, Evidence::Found);
    let [vi, en] = factor.names.as_ref().unwrap();
    assert_eq!(vi, "Hệ số sai số khi đang sử dụng (R 76)");
    assert_eq!(en, "In-service factor (R 76)");
    assert_eq!(factor.basis, "OIML R 76-1:2006 3.5.2");
    assert_eq!(factor.valid_from, Some(day("2007-01-01")));
}

/// The factors 1 and 2, and 0.30 and 0.45 % of dispensers; before R 76 of 2006
/// there was the factor 1 alone.
#[test]
fn the_limits_between_which_there_is_no_verdict_are_told_until_one_is_settled_on() {
    let told = |pack: &RulePack, on: &str| {
        let groups = pack.disputed(day(on)).into_iter();
        let groups = groups.map(|group| {
            let values = group.limits.into_iter().map(|limit| limit.value);
            (group.kind.map(|kind| kind.code), values.collect::<Vec<_>>())
        });
        groups.collect::<Vec<_>>()
    };
    let factors = (None, vec!["1".to_owned(), "2".to_owned()]);
    let fuel = (
        Some("fuel_dispenser".to_owned()),
        vec!["0.30 %".to_owned(), "0.45 %".to_owned()],
    );
    let shipped = RulePack::current();
    assert_eq!(told(shipped, "2026-11-22"), [factors, fuel.clone()]);
    let text = serde_json::json!({"base": shipped.name(), "id": "2026-11.1", "settlements": [
        {"code": "nawi_in_service_factor_vn", "by": "B", "on": "2026-11-20", "document": "CV 1"}]});
    let settled = RulePack::with_additions(&text.to_string()).unwrap();
    assert_eq!(told(&settled, "2026-11-22"), [fuel]);
    assert_eq!(told(shipped, "2006-12-31"), []);
}

#[test]
fn the_rivals_of_a_limit_are_those_that_could_apply_in_its_place() {
    let pack = RulePack::current();
    let factors = ["nawi_in_service_factor_vn", "nawi_in_service_factor_r76"];
    assert_eq!(pack.rivals(factors[1]), factors);
    let fuel = ["fuel_mpe_verification", "fuel_mpe_measurement"];
    assert_eq!(pack.rivals(fuel[1]), fuel);
    assert_eq!(pack.rivals("lpg_dispenser_mpe"), ["lpg_dispenser_mpe"]);
    assert!(pack.rivals("CAN-09").is_empty());
}

#[test]
fn the_rows_of_a_table_are_as_they_are_written() {
    let name = RulePack::current().name();
    let rows = RulePack::rows_of(&name, "authorities").unwrap();
    assert_eq!(rows[0]["superior"], "UBND quận Gò Vấp");
    let fault = RulePack::rows_of(&name, "nothing").unwrap_err();
    assert_eq!(fault.to_string(), "the pack has no table nothing");
}
