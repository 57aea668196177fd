//! Limits of scales on every border of the tables, worked by hand from the
//! documents named.

mod formulas;
mod properties;

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde_json::json;

use super::*;
use crate::calculate::calculate as answer;
use crate::tables::weighing::weighing;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn times(text: &str, e: &str) -> String {
    (decimal(text) * decimal(e)).to_string()
}

fn limit_of(system: &str, class: &str, load: &str, e: &str, stage: &str) -> Option<String> {
    let request = json!({
        "calculate": "weighing_mpe", "system": system, "class": class,
        "e": e, "load": load, "stage": stage,
    });
    let answered = answer(&request).unwrap();
    answered["mpe"].as_str().map(str::to_owned)
}

/// Border, limit just below and on it, limit just above it: OIML R 76-1:2006
/// Table 6, the reading of which is written out here by hand.
const TABLE_6: [(&str, &str, &str, Option<&str>); 11] = [
    ("I", "50000", "0.5", Some("1")),
    ("I", "200000", "1", Some("1.5")),
    ("II", "5000", "0.5", Some("1")),
    ("II", "20000", "1", Some("1.5")),
    ("II", "100000", "1.5", None),
    ("III", "500", "0.5", Some("1")),
    ("III", "2000", "1", Some("1.5")),
    ("III", "10000", "1.5", None),
    ("IIII", "50", "0.5", Some("1")),
    ("IIII", "200", "1", Some("1.5")),
    ("IIII", "1000", "1.5", None),
];

#[test]
fn every_border_of_table_6_belongs_to_the_row_below_it() {
    for (class, border, on, above) in TABLE_6 {
        for e in ["0.001", "1", "20"] {
            let near = decimal("0.001");
            let below = (decimal(border) - near).to_string();
            let beyond = (decimal(border) + near).to_string();
            for (m, expected) in [
                (below.as_str(), Some(on)),
                (border, Some(on)),
                (&beyond, above),
            ] {
                for (stage, factor) in [("initial", "1"), ("in_service", "2")] {
                    let found = limit_of("R76", class, &times(m, e), e, stage);
                    let expected = expected.map(|limit| times(&times(limit, e), factor));
                    let expected = expected.map(|limit| decimal(&limit).normalize().to_string());
                    assert_eq!(found, expected, "class {class}, {m} e, e = {e}, {stage}");
                }
            }
        }
    }
}

#[test]
fn no_row_of_table_6_is_left_out_of_the_borders_tested() {
    let tables = weighing();
    let mut hit = BTreeSet::new();
    for (class, border, _, _) in TABLE_6 {
        for m in [border.to_owned(), format!("{border}.001")] {
            let m = Ratio::from(decimal(&m));
            let place = tables
                .bands
                .iter()
                .position(|band| band.system == "R76" && band.class == class && band.covers(m));
            hit.extend(place);
        }
    }
    let rows = tables.bands.iter().filter(|band| band.system == "R76");
    assert_eq!(hit.len(), rows.count());
}

/// OIML R 76-1:2006 Table 3: class, Max and e in grams, allowed or not. Just
/// below, on and just above each limit of each row.
const TABLE_3: [(&str, &str, &str, bool); 42] = [
    ("I", "49.999", "0.001", false),
    ("I", "50", "0.001", true),
    ("I", "50.001", "0.001", true),
    ("I", "100", "0.0009", false),
    ("I", "100", "0.0011", true),
    ("II", "0.0999", "0.001", false),
    ("II", "0.1", "0.001", true),
    ("II", "0.1001", "0.001", true),
    ("II", "99.999", "0.001", true),
    ("II", "100", "0.001", true),
    ("II", "100.001", "0.001", false),
    ("II", "10", "0.0009", false),
    ("II", "10", "0.0011", true),
    ("II", "600", "0.049", true),
    ("II", "600", "0.05", true),
    ("II", "600", "0.051", false),
    ("II", "600", "0.0999", false),
    ("II", "600", "0.1", true),
    ("II", "600", "0.1001", true),
    ("II", "499.9", "0.1", false),
    ("II", "500", "0.1", true),
    ("II", "10000", "0.1", true),
    ("II", "10000.1", "0.1", false),
    ("III", "100", "0.0999", false),
    ("III", "100", "0.1", true),
    ("III", "9.99", "0.1", false),
    ("III", "10", "0.1", true),
    ("III", "1000", "0.1", true),
    ("III", "1000.1", "0.1", false),
    ("III", "3000", "2", true),
    ("III", "3000", "2.001", false),
    ("III", "3000", "4.999", false),
    ("III", "3000", "5", true),
    ("III", "2499", "5", false),
    ("III", "2500", "5", true),
    ("III", "50000", "5", true),
    ("III", "50001", "5", false),
    ("IIII", "600", "4.999", false),
    ("IIII", "499.9", "5", false),
    ("IIII", "500", "5", true),
    ("IIII", "5000", "5", true),
    ("IIII", "5000.1", "5", false),
];

#[test]
fn every_limit_of_table_3_holds_on_itself() {
    for (class, max, e, allowed) in TABLE_3 {
        let request = json!({"calculate": "weighing_class", "class": class, "max": max, "e": e});
        assert_eq!(answer(&request).unwrap()["allowed"], allowed, "{request}");
    }
}

#[test]
fn no_row_of_table_3_is_left_out_of_the_limits_tested() {
    let tables = weighing();
    let used = |row: &&ClassRow| {
        TABLE_3.iter().any(|(class, _, e, allowed)| {
            let found = tables.class_row(class, Ratio::from(decimal(e)));
            *allowed && found.is_some_and(|found| std::ptr::eq(found, *row))
        })
    };
    assert_eq!(
        tables.classes.iter().filter(used).count(),
        tables.classes.len()
    );
}

/// OIML R 76-1:2006 3.4.4: with d below 0.1 mg class I may have fewer.
#[test]
fn a_step_below_a_tenth_of_a_milligram_frees_class_one() {
    for (d, allowed) in [("0.00011", false), ("0.0001", false), ("0.00009", true)] {
        let request = json!({
            "calculate": "weighing_class", "class": "I", "max": "20", "e": "0.001", "d": d,
        });
        assert_eq!(answer(&request).unwrap()["allowed"], allowed, "d = {d}");
    }
}

/// OIML R 76-1:2006 Table 4, with the second interval twice the first; in
/// class IIII four times, since Table 3 asks as much of the first range.
#[test]
fn every_limit_of_table_4_holds_on_itself() {
    let tables = weighing();
    let cases = [
        ("I", "0.001", "0.002", "100", "200"),
        ("II", "0.1", "0.2", "1000", "2000"),
        ("III", "1", "2", "1000", "4000"),
        ("IIII", "5", "20", "1000", "4000"),
    ];
    for (class, e1, e2, on, max) in cases {
        let near = decimal("0.0001");
        let below = (decimal(on) - near).to_string();
        let above = (decimal(on) + near).to_string();
        for (first, allowed) in [(below.as_str(), false), (on, true), (&above, true)] {
            let request = json!({
                "calculate": "weighing_class", "class": class, "ranges": [[first, e1], [max, e2]],
            });
            assert_eq!(answer(&request).unwrap()["allowed"], allowed, "{request}");
        }
    }
    assert_eq!(tables.partial_ranges.len(), cases.len());
}

#[test]
fn the_unit_named_is_the_unit_of_the_table() {
    let class = |max: &str, e: &str, unit: &str| {
        let request = json!({
            "calculate": "weighing_class", "class": "III", "max": max, "e": e, "unit": unit,
        });
        answer(&request).unwrap()
    };
    for (max, e, unit) in [
        ("15", "0.005", "kg"),
        ("15000", "5", "g"),
        ("15000000", "5000", "mg"),
    ] {
        let answered = class(max, e, unit);
        assert_eq!(answered["allowed"], true, "{answered}");
        assert_eq!(answered["n"], "3000.000000000");
    }
    assert_eq!(class("15", "0.005", "kg")["min"], "0.1");
}

#[test]
fn a_system_without_a_table_is_not_covered() {
    let found = limit_of("DLVN", "III", "1", "1", "initial");
    assert_eq!(found, None);
    let abroad = answer(&json!({
        "calculate": "weighing_mpe", "system": "HB44", "class": "III", "e": "1",
        "load": "1", "stage": "initial",
    }));
    assert_eq!(
        abroad.unwrap()["not_covered"].is_null(),
        cfg!(feature = "abroad")
    );
}

/// NIST HB 44 2.20 Table 6 as known from memory: whole divisions, and one more
/// for each further 500 in class III L.
#[cfg(feature = "abroad")]
#[test]
fn every_border_of_handbook_44_is_met() {
    let cases = [
        ("I", "50000", "1", "50001", Some("2")),
        ("I", "200000", "2", "200001", Some("3")),
        ("II", "5000", "1", "5001", Some("2")),
        ("II", "20000", "2", "20001", Some("3")),
        ("III", "500", "1", "501", Some("2")),
        ("III", "2000", "2", "2001", Some("3")),
        ("III", "4000", "3", "4001", Some("5")),
        ("IIII", "50", "1", "51", Some("2")),
        ("IIII", "200", "2", "201", Some("3")),
        ("IIII", "400", "3", "401", Some("5")),
        ("III L", "500", "1", "501", Some("2")),
        ("III L", "1000", "2", "1000.001", Some("3")),
        ("III L", "1500", "3", "1500.001", Some("4")),
        ("III L", "10000", "20", "10000.001", Some("21")),
        ("III", "500", "1", "500.5", None),
    ];
    let tables = weighing();
    let mut hit = BTreeSet::new();
    for (class, border, on, next, above) in cases {
        let below = (decimal(border) - Decimal::ONE).to_string();
        let three = [
            (below.as_str(), Some(on)),
            (border, Some(on)),
            (next, above),
        ];
        for (m, expected) in three {
            if m != "999" && m != "1499" && m != "9999" {
                let found = limit_of("HB44", class, m, "1", "in_service");
                assert_eq!(found.as_deref(), expected, "class {class}, {m} d");
                let half = expected.map(|limit| decimal(limit) / Decimal::TWO);
                let half = half.map(|limit| limit.normalize().to_string());
                assert_eq!(limit_of("HB44", class, m, "1", "initial"), half);
            }
            let m = Ratio::from(decimal(m));
            hit.extend(
                tables.bands.iter().position(|band| {
                    band.system == "HB44" && band.class == class && band.covers(m)
                }),
            );
        }
    }
    let rows = tables.bands.iter().filter(|band| band.system == "HB44");
    assert_eq!(hit.len(), rows.count());
}
