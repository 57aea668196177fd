//! The calculators of gold limits and the resolution of gold scales.
//! Reads the request and writes the answer; the arithmetic is `metrology`'s.

use serde_json::json;

use super::answer::Answer;
use super::request::Request;
use super::{Outcome, Stop, unknown_operation};
use crate::metrology::gold::{GoldTables, MassLimit, PermittedError};
use crate::metrology::ratio::{Ratio, TooManyDigits};

/// Answers one operation of this file.
pub(super) fn calculate(
    tables: &GoldTables,
    operation: &str,
    request: &mut Request<'_>,
) -> Outcome {
    match operation {
        "gold_limit" => limit(tables, request.positive("mass_g")?),
        "gold_resolution" => resolution(tables, request.positive("capacity_g")?),
        unknown => Err(unknown_operation(unknown)),
    }
}

fn limit(tables: &GoldTables, mass: Ratio) -> Outcome {
    match tables.mass_limit(mass)? {
        MassLimit::Known(permitted) => Ok(written(&permitted)?),
        MassLimit::Unknown { lower, upper } => {
            let (below, above) = (lower.mass_g.decimal()?, upper.mass_g.decimal()?);
            let (least, most) = (lower.s_mg.decimal()?, upper.s_mg.decimal()?);
            Err(Stop::not_covered(format!(
                "the rule between two points of the table is not known: \
                 {below} g has {least} mg, {above} g has {most} mg"
            )))
        }
    }
}

fn written(permitted: &PermittedError<'_>) -> Result<Answer, TooManyDigits> {
    let mut answer = Answer::resting_on(permitted.basis, permitted.evidence);
    if permitted.quotient {
        answer.quotient("s_mg", permitted.s_mg)?;
    } else {
        answer.exact("s_mg", permitted.s_mg)?;
    }
    if let Some((lower, upper)) = permitted.neighbours {
        let mut points = Vec::new();
        for point in [lower, upper] {
            answer.rests_on(&point.basis, point.evidence);
            let (mass, limit) = (point.mass_g.decimal()?, point.s_mg.decimal()?);
            points.push(json!({ "mass_g": mass, "s_mg": limit }));
        }
        answer.put("between", points.into());
    }
    Ok(answer)
}

fn resolution(tables: &GoldTables, capacity: Ratio) -> Outcome {
    let row = tables.resolution_of(capacity);
    let row = row.ok_or_else(|| Stop::not_covered("no row for a scale of this capacity"))?;
    let mut answer = Answer::resting_on(&row.basis, row.evidence);
    answer.exact("e_max_g", row.e_max_g)?;
    Ok(answer)
}

#[cfg(test)]
mod tests;
