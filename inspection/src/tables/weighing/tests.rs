//! What the tables of scales refuse, and what they share with the rule pack.

use super::*;
use crate::rules::RulePack;

/// The tablet's pack and the calculators must not part ways.
#[test]
fn the_limits_are_those_of_the_rule_pack() {
    let pack = &RulePack::current().weighing.bands;
    let own: Vec<_> = weighing()
        .bands
        .iter()
        .filter(|band| band.system == "R76")
        .collect();
    assert_eq!(own.len(), pack.len());
    for (own, packed) in own.iter().zip(pack) {
        assert_eq!(own.class, packed.class);
        assert_eq!(own.over_e, packed.over_e.map(Into::into));
        assert_eq!(own.up_to_e, packed.up_to_e.map(Into::into));
        assert_eq!(own.mpe_e, packed.mpe_e.into());
        assert_eq!(own.basis, packed.basis);
        assert_eq!(own.evidence, packed.evidence);
    }
}

#[test]
fn an_unreadable_row_is_refused_with_its_place() {
    let broken = DOCUMENTS[0].replacen("\"50000\"", "\"fifty thousand\"", 1);
    let error = load(&[&broken]).unwrap_err().to_string();
    assert!(error.contains("row 1 of the table bands"), "{error}");
    assert!(error.contains("fifty thousand"), "{error}");
    assert!(load(&["{}"]).unwrap_err().to_string().contains("bands"));
    assert!(load(&["{"]).unwrap_err().to_string().contains("JSON"));
}

#[test]
fn other_countries_are_there_for_the_office_alone() {
    let abroad = weighing().bands.iter().any(|band| band.system == "HB44");
    assert_eq!(abroad, cfg!(feature = "abroad"));
}

/// Each formula names its figure by code; a second row of a code is never read.
#[test]
fn every_figure_of_a_formula_stands_once() {
    let parameters = &weighing().parameters;
    for (place, row) in parameters.iter().enumerate() {
        let first = parameters.iter().position(|other| other.code == row.code);
        assert_eq!(first, Some(place), "{:?}", row.code);
    }
    assert_eq!(parameters.len(), 9);
}
