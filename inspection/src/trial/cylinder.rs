//! The content of LPG cylinders: gross less the stamped tare, against what is
//! declared. Each cylinder is judged by itself, by the table of prepackages.

use super::amounts::{Dimension, amount, in_base, limit, printed, shortage};
use super::prepackage::SYSTEM;
use super::{Case, Judged, Reading};
use crate::assessment::Verdict;
use crate::form::Reader;
use crate::gap::GapReason;
use crate::metrology::prepackage::{PackageClass, Quantity, tolerance};
use crate::recorded::Fields;

/// Judges one cylinder; `None` where it is not covered.
pub(super) fn judge(case: &Case<'_>, row: &Fields) -> Option<Judged> {
    let mass = |code| in_base(row, code, Dimension::Mass);
    let declared = mass("declared")?;
    let content = mass("gross")?.minus(mass("stamped_tare")?).ok()?;
    if content.is_negative() || declared.is_zero() {
        return None;
    }
    let error = content.minus(declared).ok()?;
    let rows = &case.pack.prepackages_on(case.day)?.deficiencies;
    let tolerance = tolerance(rows, SYSTEM, Quantity::MassVolume, declared).ok()??;
    let verdict = match tolerance.class_of(error.negated()) {
        PackageClass::Tolerated => Verdict::Conforming,
        PackageClass::T1 | PackageClass::T2 => Verdict::NonConforming,
    };
    let unit = Dimension::Mass.base();
    let source = (tolerance.row.basis.as_str(), tolerance.row.evidence);
    let limits = vec![limit(
        "tolerable_deficiency",
        amount(printed(tolerance.t)?, unit),
        source,
    )];
    let figures = shortage(row.clone(), error, unit, limits)?;
    Some(Judged::of(verdict, figures))
}

/// Notes cylinders that declare nothing, or weigh less than their tare.
pub(super) fn refuse(reader: &mut Reader<'_>, rows: &[(u16, Reading)]) {
    for (number, Reading(row)) in rows {
        let mass = |code| row.decimal(code, "kg");
        if mass("declared").is_some_and(|declared| declared.is_zero()) {
            reader.fail(&format!("declared.{number}"), GapReason::Zero);
        }
        if let (Some(gross), Some(tare)) = (mass("gross"), mass("stamped_tare"))
            && gross < tare
        {
            let limit = tare.normalize().to_string();
            reader.fail(&format!("gross.{number}"), GapReason::LessThan { limit });
        }
    }
}

#[cfg(test)]
mod tests;
