//! What cannot be true is named by its field.

use super::*;

fn reason(fields: &[(&str, &str)], readings: &[String], field: &str) -> Option<GapReason> {
    let gaps = draft(fields, readings)
        .complete(RulePack::current(), day())
        .err()?;
    let at = gaps.into_iter().find(|gap| gap.place.field == field);
    at.map(|gap| gap.reason)
}

/// What was typed over a good check, the field at fault, and what is wrong.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a str, GapReason);

fn refused(readings: &[String], cases: &[Case<'_>]) {
    for (fields, field, expected) in cases {
        let found = reason(fields, readings, field);
        assert_eq!(found.as_ref(), Some(expected), "{fields:?}");
    }
}

fn less(limit: &str) -> GapReason {
    GapReason::LessThan {
        limit: limit.to_owned(),
    }
}

fn not_with(field: &str) -> GapReason {
    GapReason::NotWith {
        field: field.to_owned(),
    }
}

const WITH_TARE: (&str, &str) = ("method", "with_tare");
const BY_DENSITY: (&str, &str) = ("method", "by_density");
const TARE: (&str, &str) = ("mean_tare", "20");
const MILLILITRES: (&str, &str) = ("nominal_unit", "mL");

#[test]
fn bad_figures_are_named_where_they_were_typed() {
    use GapReason::{Missing, Negative, NotACount, NotANumber, UnknownChoice, Zero};
    refused(
        &sample(2, "1000", &[]),
        &[
            (&[("product", " ")], "product", Missing),
            (&[("nominal", "")], "nominal", Missing),
            (&[("nominal", "0")], "nominal", Zero),
            (&[("nominal", "-1")], "nominal", Negative),
            (&[("nominal", "một cân")], "nominal", NotANumber),
            (&[("nominal_unit", "pound")], "nominal_unit", UnknownChoice),
            (&[("lot_size", "0")], "lot_size", Zero),
            (&[("lot_size", "1,5")], "lot_size", NotACount),
            (&[("lot_size", "")], "lot_size", Missing),
            (&[("lot_size", "1")], "lot_size", less("2")),
            (&[("test", "maybe")], "test", UnknownChoice),
            (&[("reading.3", "nặng")], "reading.3", NotANumber),
            (&[("reading.3", "-1")], "reading.3", Negative),
        ],
    );
}

#[test]
fn what_contradicts_the_method_is_named() {
    use GapReason::{Missing, Zero};
    refused(
        &sample(2, "1000", &[]),
        &[
            (&[WITH_TARE], "mean_tare", Missing),
            (&[WITH_TARE, ("mean_tare", "0")], "mean_tare", Zero),
            (
                &[WITH_TARE, TARE, ("tare.1", "20.6")],
                "mean_tare",
                not_with("tare"),
            ),
            (
                &[WITH_TARE, TARE, MILLILITRES],
                "nominal_unit",
                not_with("method"),
            ),
            (&[BY_DENSITY, TARE, MILLILITRES], "density", Missing),
            (
                &[BY_DENSITY, TARE, MILLILITRES, ("density", "0")],
                "density",
                Zero,
            ),
            (
                &[BY_DENSITY, TARE, ("density", "1")],
                "nominal_unit",
                not_with("method"),
            ),
            (
                &[("reading_unit", "m²")],
                "reading_unit",
                not_with("method"),
            ),
            (
                &[MILLILITRES, ("reading_unit", "kg")],
                "reading_unit",
                not_with("method"),
            ),
            (&[TARE], "mean_tare", not_with("method")),
            (&[("tare.3", "20")], "tare.3", not_with("method")),
        ],
    );
}

#[test]
fn a_package_is_no_lighter_than_its_tare() {
    let packages = sample(1, "1020", &["19.9", "20"]);
    refused(&packages, &[(&[WITH_TARE, TARE], "reading.2", less("20"))]);
    assert_eq!(reason(&[WITH_TARE, TARE], &packages, "reading.3"), None);
    let tares = [WITH_TARE, ("tare.1", "20"), ("tare.2", "20.2")];
    refused(&packages, &[(&tares, "reading.3", less("20.1"))]);
}

/// 1.000 could be one piece or a thousand.
#[test]
fn pieces_are_typed_without_a_separator() {
    let pieces = [("nominal_unit", "cái"), ("reading_unit", "cái")];
    let halves = sample(1, "1000", &["999,5"]);
    refused(&halves, &[(&pieces, "reading.2", GapReason::NotACount)]);
    let parted = [pieces[0], pieces[1], ("nominal", "1.000")];
    refused(&halves, &[(&parted, "nominal", GapReason::NotACount)]);
    assert_eq!(reason(&pieces, &sample(2, "1000", &[]), "reading.1"), None);
}
