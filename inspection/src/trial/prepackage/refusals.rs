//! What cannot be true of a prepackage: units that contradict the method, parts
//! of pieces, more packages than the lot, a package lighter than its tare.

use rust_decimal::Decimal;

use super::content::Method;
use crate::form::Reader;
use crate::gap::GapReason;
use crate::metrology::ratio::Ratio;
use crate::metrology::sampling::Statistics;
use crate::recorded::Fields;
use crate::rules::{Judge, Trial};
use crate::trial::amounts::{Dimension, Unit, printed};
use crate::trial::{Reading, read_so_far};

/// Notes every contradiction beside the field at fault.
pub(in crate::trial) fn refuse(reader: &mut Reader<'_>, trials: &[Trial], fields: &Fields) {
    let rows = |judge: Judge| {
        let trial = trials.iter().find(|trial| trial.judge == judge);
        trial.map_or_else(Vec::new, |trial| {
            read_so_far(reader.answers(), trial, fields)
        })
    };
    let (packages, tares) = (rows(Judge::Packages), rows(Judge::Tares));
    refuse_lot(reader, fields, packages.len());
    let method = fields.value("method").and_then(Method::named);
    if let Some(method) = method {
        refuse_units(reader, fields, method);
        refuse_tare(reader, fields, method, &tares);
        if method == Method::ByDensity && reader.is_empty("density") {
            reader.fail("density", GapReason::Missing);
        }
    }
    refuse_parts_of_pieces(reader, fields, &packages);
    if method.is_some_and(|method| method != Method::Direct) {
        refuse_lighter(reader, fields, &packages, &tares);
    }
}

fn refuse_lot(reader: &mut Reader<'_>, fields: &Fields, measured: usize) {
    let lot = fields
        .value("lot_size")
        .and_then(|lot| lot.parse::<usize>().ok());
    match lot {
        Some(0) => reader.fail("lot_size", GapReason::Zero),
        Some(lot) if lot < measured => {
            let limit = measured.to_string();
            reader.fail("lot_size", GapReason::LessThan { limit });
        }
        _ => {}
    }
}

fn refuse_units(reader: &mut Reader<'_>, fields: &Fields, method: Method) {
    let measures = |code| Some(Unit::named(fields.value(code)?)?.dimension);
    let Some(declared) = measures("nominal_unit") else {
        return;
    };
    let field = || "method".to_owned();
    if !method.measures(declared) {
        reader.fail("nominal_unit", GapReason::NotWith { field: field() });
    } else if measures("reading_unit").is_some_and(|read| read != method.reads(declared)) {
        reader.fail("reading_unit", GapReason::NotWith { field: field() });
    }
}

/// A tare is asked where the package is on the scale, and only there. A mean
/// that was entered beside the tares it comes from agrees with them in all its
/// digits.
fn refuse_tare(reader: &mut Reader<'_>, fields: &Fields, method: Method, tares: &[(u16, Reading)]) {
    let mean = number(fields, "mean_tare");
    if method == Method::Direct {
        let field = || "method".to_owned();
        if mean.is_some() {
            reader.fail("mean_tare", GapReason::NotWith { field: field() });
        }
        if let Some((row, _)) = tares.first() {
            reader.fail(
                &format!("tare.{row}"),
                GapReason::NotWith { field: field() },
            );
        }
        return;
    }
    match (mean, mean_of(tares)) {
        (None, None) if reader.is_empty("mean_tare") => {
            reader.fail("mean_tare", GapReason::Missing);
        }
        (Some(entered), Some(weighed)) if !is_rounded(entered, weighed) => {
            let field = "tare".to_owned();
            reader.fail("mean_tare", GapReason::NotWith { field });
        }
        _ => {}
    }
}

/// Pieces are typed without a separator: 1.000 could be one or a thousand.
fn refuse_parts_of_pieces(reader: &mut Reader<'_>, fields: &Fields, packages: &[(u16, Reading)]) {
    let parted = |fields: &Fields, code: &str| {
        let unit = fields.unit(code).and_then(Unit::named);
        let counts = unit.is_some_and(|unit| unit.dimension == Dimension::Pieces);
        counts && number(fields, code).is_some_and(|number| number.scale() > 0)
    };
    if parted(fields, "nominal") {
        reader.fail("nominal", GapReason::NotACount);
    }
    for (row, Reading(package)) in packages {
        if parted(package, "reading") {
            reader.fail(&format!("reading.{row}"), GapReason::NotACount);
        }
    }
}

/// A package on the scale is no lighter than its tare.
fn refuse_lighter(
    reader: &mut Reader<'_>,
    fields: &Fields,
    packages: &[(u16, Reading)],
    tares: &[(u16, Reading)],
) {
    let entered = || number(fields, "mean_tare").map(Ratio::from);
    let Some(tare) = mean_of(tares).or_else(entered) else {
        return;
    };
    for (row, Reading(package)) in packages {
        if number(package, "reading").is_some_and(|gross| Ratio::from(gross) < tare) {
            let limit = printed(tare).unwrap_or_default().to_string();
            reader.fail(&format!("reading.{row}"), GapReason::LessThan { limit });
        }
    }
}

/// The mean in the unit of the readings.
fn mean_of(tares: &[(u16, Reading)]) -> Option<Ratio> {
    let tares = tares.iter().map(|(_, Reading(row))| number(row, "tare"));
    let tares: Vec<_> = tares
        .map(|tare| tare.map(Ratio::from))
        .collect::<Option<_>>()?;
    Some(Statistics::of(&tares).ok()??.mean)
}

/// Whether a number is the exact one to its last digit.
fn is_rounded(entered: Decimal, exact: Ratio) -> bool {
    let half_digit = Ratio::from(Decimal::new(1, entered.scale())).times(Ratio::HALF);
    let away = exact.minus(entered.into()).map(Ratio::abs);
    away.is_ok_and(|away| half_digit.is_ok_and(|half| away <= half))
}

fn number(fields: &Fields, code: &str) -> Option<Decimal> {
    fields.decimal(code, fields.unit(code)?)
}
