//! The calculators of non-automatic weighing instruments: limits, errors,
//! classes and the tests done on a scale. Reads the request and writes the
//! answer; the arithmetic is `metrology`'s. Masses are in any one unit, and in
//! grams where a table is in grams, unless `unit` names another.

mod scale;

use serde_json::Value;

pub(super) use self::scale::factor;
use self::scale::{Scale, grams, interval, ranges, unit};
use super::answer::Answer;
use super::request::{self, CalculateError, Fault, Request};
use super::{Outcome, Stop, unknown_operation};
use crate::metrology::ratio::Ratio;
use crate::metrology::weighing::limits::{ClassRow, Interval, Stage, WeighingTables};
use crate::metrology::weighing::trials::{
    Loading, Parameter, ParameterCode, before_rounding, spread,
};

/// The words for the stages.
pub(super) const STAGES: [(&str, Stage); 2] = [
    ("initial", Stage::Initial),
    ("in_service", Stage::InService),
];

/// Answers one operation of this file.
pub(super) fn calculate(
    tables: &WeighingTables,
    operation: &str,
    request: &mut Request<'_>,
) -> Outcome {
    match operation {
        "weighing_mpe" => mpe(tables, request),
        "weighing_error" => error(tables, request),
        "weighing_class" => class(tables, request),
        "eccentricity_load" => eccentricity_load(tables, request),
        "repeatability" => repeatability(tables, request),
        "discrimination" => discrimination(tables, request),
        "zero_or_tare" => zero_or_tare(tables, request),
        unknown => Err(unknown_operation(unknown)),
    }
}

fn mpe(tables: &WeighingTables, request: &mut Request<'_>) -> Outcome {
    let scale = Scale::read(tables, request)?;
    let load = request.not_negative("load")?;
    let limit = scale.limit(tables, load)?;
    let mut answer = limit.answer();
    answer.exact("mpe", limit.mpe)?;
    Ok(answer)
}

fn error(tables: &WeighingTables, request: &mut Request<'_>) -> Outcome {
    let scale = Scale::read(tables, request)?;
    let load = request.not_negative("load")?;
    let indication = request.number("indication")?;
    let added = scale.change_over(request.not_negative("added")?)?;
    let zero_error = request.number("zero_error")?;
    let limit = scale.limit(tables, load)?;
    let part = parameter(tables, ParameterCode::ChangeOverPartOfStep)?;
    let p = before_rounding(indication, limit.e, added, part.value)?;
    let error = p.minus(load)?;
    let corrected = error.minus(zero_error)?;
    let mut answer = limit.answer();
    answer.rests_on(&part.basis, part.evidence);
    answer.exact("p", p)?;
    answer.exact("error", error)?;
    answer.exact("corrected", corrected)?;
    answer.exact("mpe", limit.mpe)?;
    answer.yes("conforming", corrected.abs() <= limit.mpe);
    Ok(answer)
}

fn class(tables: &WeighingTables, request: &mut Request<'_>) -> Outcome {
    let system = if request.has("system") {
        request.text("system")?
    } else {
        "R76"
    };
    if system != "R76" {
        let why = format!("no table of classes is known for the system {system:?}");
        return Err(Stop::NotCovered(why));
    }
    let known: Vec<_> = tables
        .classes
        .iter()
        .map(|row| row.class.as_str())
        .collect();
    let class = request.one_of(
        "class",
        &known.iter().map(|name| (*name, *name)).collect::<Vec<_>>(),
    )?;
    let unit = unit(request)?.unwrap_or(Ratio::ONE);
    let d = if request.has("d") {
        Some(request.positive("d")?)
    } else {
        None
    };
    let d_g = d.map(|d| d.times(unit)).transpose()?;
    let parts = if request.has("ranges") {
        ranges(request)?
    } else {
        let (max, e) = (request.positive("max")?, interval(request)?);
        vec![Interval {
            up_to: Some(max),
            e,
        }]
    };
    let mut counts = Vec::new();
    let mut rows: Vec<Option<&ClassRow>> = Vec::new();
    let mut allowed = true;
    for part in &parts {
        let n = part.up_to.unwrap_or(Ratio::ZERO).over(part.e)?;
        let row = tables.class_row(class, part.e.times(unit)?);
        allowed &= row.is_some_and(|row| row.allows(n, d_g));
        counts.push(n);
        rows.push(row);
    }
    let first = tables.classes.iter().find(|row| row.class == class);
    let basis = rows.first().copied().flatten().or(first);
    let basis = basis.ok_or_else(|| Stop::not_covered("no row of this class"))?;
    let mut answer = Answer::resting_on(&basis.basis, basis.evidence);
    if parts.len() > 1 {
        allowed &= partial_ranges(tables, class, &parts, &mut answer)?;
    }
    answer.yes("allowed", allowed);
    write_counts(&mut answer, &counts)?;
    match (rows.first().copied().flatten(), parts.first()) {
        (Some(row), Some(part)) => answer.exact("min", row.min_e.times(part.e)?)?,
        _ => answer.put("min", Value::Null),
    }
    Ok(answer)
}

/// Whether each Max holds enough intervals of the next range (Table 4).
fn partial_ranges(
    tables: &WeighingTables,
    class: &str,
    parts: &[Interval],
    answer: &mut Answer,
) -> Result<bool, Stop> {
    let row = tables.partial_ranges.iter().find(|row| row.class == class);
    let row = row.ok_or_else(|| Stop::not_covered("no row of partial ranges of this class"))?;
    answer.rests_on(&row.basis, row.evidence);
    Ok(row.allows(parts)?)
}

/// One number of intervals, or a list for several ranges.
fn write_counts(answer: &mut Answer, counts: &[Ratio]) -> Result<(), Stop> {
    if let [n] = counts {
        answer.quotient("n", *n)?;
        return Ok(());
    }
    let written: Result<Vec<_>, _> = counts.iter().map(|n| n.nine_decimals()).collect();
    answer.put("n", written?.into());
    Ok(())
}

fn eccentricity_load(tables: &WeighingTables, request: &mut Request<'_>) -> Outcome {
    unit(request)?;
    let max = request.positive("max")?;
    let tare = request.not_negative("tare")?;
    let kinds = [("normal", 0), ("hopper", 1), ("rolling", 2)];
    let kind = request.one_of("kind", &kinds)?;
    // Supports matter to the normal load alone; a wrong number is wrong anyway.
    let supports = if kind == 0 || request.has("supports") {
        request.count("supports")?
    } else {
        1
    };
    let loading = match kind {
        0 => Loading::Normal { supports },
        1 => Loading::Hopper,
        _ => Loading::Rolling,
    };
    let figure = parameter(tables, loading.parameter())?;
    let load = loading.load(max.plus(tare)?, figure.value)?;
    let mut answer = Answer::resting_on(&figure.basis, figure.evidence);
    match loading {
        Loading::Rolling => answer.exact("load", load)?,
        Loading::Normal { .. } | Loading::Hopper => answer.quotient("load", load)?,
    }
    Ok(answer)
}

fn repeatability(tables: &WeighingTables, request: &mut Request<'_>) -> Outcome {
    let scale = Scale::read(tables, request)?;
    let load = request.not_negative("load")?;
    let indication = request.number("indication")?;
    let added = request.list("added", request::not_negative)?;
    if added.len() < 2 {
        let what = "repeatability needs at least two weighings".to_owned();
        return Err(CalculateError::at("added", Fault::Contradicts(what)).into());
    }
    let limit = scale.limit(tables, load)?;
    let part = parameter(tables, ParameterCode::ChangeOverPartOfStep)?;
    let share = parameter(tables, ParameterCode::RepeatabilityPartOfMpe)?;
    let mut each_within = true;
    let mut results = Vec::new();
    for added in added {
        let added = scale.change_over(added)?;
        let p = before_rounding(indication, limit.e, added, part.value)?;
        each_within &= p.minus(load)?.abs() <= limit.mpe;
        results.push(p);
    }
    let range = spread(&results)?;
    let range_within = range <= share.value.times(limit.mpe)?;
    let mut answer = limit.answer();
    answer.rests_on(&part.basis, part.evidence);
    answer.rests_on(&share.basis, share.evidence);
    answer.exact("range", range)?;
    answer.exact("mpe", limit.mpe)?;
    answer.yes("range_within", range_within);
    answer.yes("each_within", each_within);
    answer.yes("conforming", range_within && each_within);
    Ok(answer)
}

fn discrimination(tables: &WeighingTables, request: &mut Request<'_>) -> Outcome {
    let unit = unit(request)?;
    let d = request.positive("d")?;
    let (before, after) = (request.number("before")?, request.number("after")?);
    let figure = parameter(tables, ParameterCode::DiscriminationDigital)?;
    let least = parameter(tables, ParameterCode::DiscriminationLeastDG)?;
    let mut answer = Answer::resting_on(&figure.basis, figure.evidence);
    // Only where the unit is named can the step be held against milligrams.
    if let Some(unit) = unit {
        if grams(d, unit)? < least.value {
            return Err(Stop::not_covered("the rule is for steps of 5 mg and more"));
        }
        answer.rests_on(&least.basis, least.evidence);
    }
    let (extra, rise) = (figure.value.times(d)?, after.minus(before)?);
    if rise.minus(extra)? >= d {
        let why =
            "the indication rose by a step more than the extra load, which cannot be its doing";
        return Err(Stop::not_covered(why));
    }
    answer.exact("extra_load", extra)?;
    answer.yes("conforming", rise >= d);
    Ok(answer)
}

fn zero_or_tare(tables: &WeighingTables, request: &mut Request<'_>) -> Outcome {
    unit(request)?;
    let (e, error) = (interval(request)?, request.number("error")?);
    let figure = parameter(tables, ParameterCode::ZeroOrTarePartOfE)?;
    let mut answer = Answer::resting_on(&figure.basis, figure.evidence);
    answer.yes("conforming", error.abs() <= figure.value.times(e)?);
    Ok(answer)
}

fn parameter(tables: &WeighingTables, code: ParameterCode) -> Result<&Parameter, Stop> {
    let missing = || Stop::not_covered("the figure of this formula is not known");
    tables.parameter(code).ok_or_else(missing)
}

#[cfg(test)]
mod tests;
