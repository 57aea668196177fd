//! What the tables of dispensers refuse.

use super::*;

#[test]
fn an_unreadable_row_is_refused_with_its_place() {
    let broken = DOCUMENTS[0].replacen("\"percent\": \"0.5\"", "\"percent\": \"0,5\"", 1);
    let error = load(&[&broken]).unwrap_err().to_string();
    assert!(error.contains("row 2 of the table classes"), "{error}");
    assert!(error.contains("0,5"), "{error}");
}

#[test]
fn other_countries_are_there_for_the_office_alone() {
    assert_eq!(!fuel().road_tankers.is_empty(), cfg!(feature = "abroad"));
}
