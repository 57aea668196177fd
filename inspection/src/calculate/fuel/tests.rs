//! Limits and errors of dispensers on every border of the tables, worked by
//! hand from the documents named.

#[cfg(feature = "abroad")]
mod abroad;
mod properties;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::calculate::calculate;
use crate::metrology::ratio::Ratio;
use crate::tables::fuel::fuel;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn class_limit(class: &str, volume: &str, mmq: &str) -> Value {
    let request = json!({
        "calculate": "fuel_mpe", "system": "R117", "class": class,
        "volume_l": volume, "mmq_l": mmq,
    });
    calculate(&request).unwrap()
}

fn flat(system: &str, volume: &str) -> Value {
    calculate(&json!({"calculate": "fuel_mpe", "system": system, "volume_l": volume})).unwrap()
}

/// 2014/32/EU Annex VII Table 3, class 1.0, by hand: the limit in litres at a
/// volume just below, on and just above each border.
const SMALL_VOLUMES: [(&str, &str); 15] = [
    ("0.099", "0.004"),
    ("0.1", "0.004"),
    ("0.101", "0.00404"),
    ("0.199", "0.00796"),
    ("0.2", "0.008"),
    ("0.201", "0.008"),
    ("0.399", "0.008"),
    ("0.4", "0.008"),
    ("0.401", "0.00802"),
    ("0.999", "0.01998"),
    ("1", "0.02"),
    ("1.001", "0.02"),
    ("1.999", "0.02"),
    ("2", "0.02"),
    ("2.001", "0.02001"),
];

/// A volume of the smallest quantity itself has twice the table's limit (Emin);
/// from two such quantities on, the table's own.
#[test]
fn every_border_of_the_small_volumes_is_met() {
    for (volume, limit) in SMALL_VOLUMES {
        let twice = (decimal(limit) * Decimal::TWO).normalize().to_string();
        assert_eq!(
            class_limit("1.0", volume, volume)["mpe_l"],
            twice,
            "{volume} L"
        );
        let half = (decimal(volume) / Decimal::from(1000)).to_string();
        // The smallest quantity of less than 0.1 L has 2 × 0.004 L.
        let own = decimal(limit).max(decimal("0.008")).normalize().to_string();
        assert_eq!(
            class_limit("1.0", volume, &half)["mpe_l"],
            own,
            "{volume} L"
        );
    }
}

#[test]
fn no_row_of_the_volumes_is_left_out_of_the_borders_tested() {
    for row in &fuel().volumes {
        let inside = SMALL_VOLUMES.iter().any(|(volume, _)| {
            let volume = Ratio::from(decimal(volume));
            volume >= row.from_l && row.below_l.is_none_or(|end| volume < end)
        });
        assert!(inside, "{row:?}");
    }
}

/// 2014/32/EU Annex VII Table 2 line A, of 20 L.
#[test]
fn every_class_has_its_percentage() {
    let classes = [
        ("0.3", "0.06"),
        ("0.5", "0.1"),
        ("1.0", "0.2"),
        ("1.5", "0.3"),
        ("2.5", "0.5"),
    ];
    for (class, limit) in classes {
        assert_eq!(
            class_limit(class, "20", "2")["mpe_l"],
            limit,
            "class {class}"
        );
    }
    assert_eq!(fuel().classes.len(), classes.len());
}

/// Class 0.5 with MMQ 5 L: 50 mL up to 10 L, then 0.5 %.
#[test]
fn the_smallest_deviation_rules_up_to_two_smallest_quantities() {
    for (volume, limit) in [("9.999", "0.05"), ("10", "0.05"), ("10.001", "0.050005")] {
        assert_eq!(
            class_limit("0.5", volume, "5")["mpe_l"],
            limit,
            "{volume} L"
        );
    }
}

/// The directive states the rule below 2 L; from 2 L on it is from memory.
#[test]
fn the_mark_is_that_of_the_weakest_row() {
    for (mmq, status, limit) in [
        ("1.999", "found", "0.04"),
        ("2", "memory", "0.04"),
        ("2.001", "memory", "0.04002"),
    ] {
        let answer = class_limit("1.0", mmq, mmq);
        assert_eq!(answer["status"], status, "MMQ {mmq} L");
        assert_eq!(answer["mpe_l"], limit, "MMQ {mmq} L");
    }
    assert_eq!(flat("DLVN10", "20")["status"], "found");
    assert_eq!(flat("TT15", "20")["status"], "weak");
}

/// ĐLVN 10:2011 0.5 %, :2013 0.3 %, TT 15/2015 1.5 × 0.3 %; the limit of :2017
/// nobody has read.
#[test]
fn vietnamese_limits_go_by_edition() {
    for (system, volume, limit, edition) in [
        ("DLVN10:2011", "20", "0.1", json!("2011")),
        ("DLVN10:2013", "20", "0.06", json!("2013")),
        ("DLVN10", "5", "0.015", json!("2013")),
        ("TT15", "10", "0.045", Value::Null),
    ] {
        let answer = flat(system, volume);
        assert_eq!(answer["mpe_l"], limit, "{system}");
        assert_eq!(answer["edition"], edition, "{system}");
    }
    for system in ["DLVN10:2017", "DLVN10:2003", "R76", "nowhere"] {
        assert_eq!(flat(system, "20")["not_covered"], true, "{system}");
    }
    let request = json!({
        "calculate": "fuel_mpe", "system": "DLVN10", "edition": "2013", "volume_l": "20",
        "factor": "1.5",
    });
    assert_eq!(calculate(&request).unwrap()["mpe_l"], "0.09");
    let known = fuel().limits.iter().filter(|row| row.percent.is_some());
    let home = known.filter(|row| ["DLVN10", "TT15"].contains(&row.system.as_str()));
    assert_eq!(home.count(), 3);
}

fn error(convention: &str, indicated: &str, reference: &str, limits: [&str; 2]) -> Value {
    json!({
        "calculate": "fuel_error", "convention": convention, "indicated_l": indicated,
        "reference_l": reference, "beta": "0", "t": "30", "t_ref": "20",
        "limits_percent": limits,
    })
}

/// Of 20 L, 0.3 % is 60 mL; UK and Ireland: 1 % more or 0.5 % less than shown.
#[test]
fn limits_hold_on_themselves_on_both_sides() {
    for (convention, indicated, reference, conforming, favours) in [
        ("indicated", "20.059", "20", true, "seller"),
        ("indicated", "20.06", "20", true, "seller"),
        ("indicated", "20.061", "20", false, "seller"),
        ("indicated", "19.941", "20", true, "customer"),
        ("indicated", "19.94", "20", true, "customer"),
        ("indicated", "19.939", "20", false, "customer"),
        ("indicated", "20", "20", true, "nobody"),
        ("indicated", "0", "20", false, "customer"),
        ("delivered", "20", "20.199", true, "customer"),
        ("delivered", "20", "20.2", true, "customer"),
        ("delivered", "20", "20.201", false, "customer"),
        ("delivered", "20", "19.901", true, "seller"),
        ("delivered", "20", "19.9", true, "seller"),
        ("delivered", "20", "19.899", false, "seller"),
    ] {
        let limits = match convention {
            "indicated" => ["-0.3", "0.3"],
            _ => ["-0.5", "1"],
        };
        let answer = calculate(&error(convention, indicated, reference, limits)).unwrap();
        assert_eq!(
            answer["conforming"], conforming,
            "{indicated} of {reference}"
        );
        assert_eq!(answer["favours"], favours, "{indicated} of {reference}");
    }
}

/// A third of a percent prints as the limit and is above it.
#[test]
fn the_printed_figure_decides_nothing() {
    let request = error("indicated", "3.01", "3", ["-1", "0.333333333"]);
    let answer = calculate(&request).unwrap();
    assert_eq!(answer["error_percent"], "0.333333333");
    assert_eq!(answer["conforming"], false);
}

/// 20 L of stainless steel at 35 °C hold 14.31 mL more.
#[test]
fn the_prover_expands() {
    let mut request = error("indicated", "20.01431", "20", ["0", "0"]);
    request["beta"] = json!("0.0000477");
    request["t"] = json!("35");
    let answer = calculate(&request).unwrap();
    assert_eq!(answer["error_percent"], "0.000000000");
    assert_eq!(answer["conforming"], true);
    assert!(answer["basis"].as_str().unwrap().contains("Suiter"));
}

#[test]
fn bad_input_is_refused_with_its_field() {
    for (field, value) in [
        ("indicated_l", json!("-1")),
        ("indicated_l", json!("20 l")),
        ("reference_l", json!("0")),
        ("reference_l", json!("1000001")),
        ("reference_l", Value::Null),
        ("beta", json!("-0.1")),
        ("beta", json!("0.011")),
        ("t", json!("201")),
        ("t_ref", json!("-101")),
        ("t", json!("")),
        ("limits_percent", json!(["0.3", "-0.3"])),
        ("limits_percent", json!(["0.3"])),
        ("limits_percent", json!(["-101", "0"])),
        ("limits_percent", json!("0.3")),
        ("convention", json!("sold")),
    ] {
        let mut bad = error("indicated", "20", "20", ["-0.3", "0.3"]);
        bad[field] = value.clone();
        let refused = calculate(&bad).unwrap_err();
        assert_eq!(refused.field(), Some(field), "{field} = {value}: {refused}");
    }
    for (field, value) in [
        ("class", json!("0.4")),
        ("class", Value::Null),
        ("volume_l", json!("0")),
        ("volume_l", json!("-5")),
        ("mmq_l", json!("0")),
        ("mmq_l", Value::Null),
        ("factor", json!("-1")),
    ] {
        let mut bad = json!({
            "calculate": "fuel_mpe", "system": "R117", "class": "0.5", "volume_l": "20",
            "mmq_l": "5",
        });
        bad[field] = value.clone();
        let refused = calculate(&bad).unwrap_err();
        assert_eq!(refused.field(), Some(field), "{field} = {value}: {refused}");
    }
}

#[cfg(not(feature = "abroad"))]
#[test]
fn limits_of_other_countries_are_not_covered() {
    assert_eq!(flat("UK", "20")["not_covered"], true);
    assert!(fuel().limits.iter().all(|row| row.system != "UK"));
}
