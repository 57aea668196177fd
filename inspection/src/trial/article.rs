//! The mass of gold articles: what the tag declares against what was weighed,
//! under the limit S of the declared mass. Where S is finer than the scale
//! resolves, nothing can be said of what differs by no more than S and e. The tables and units are the rule pack's.

use super::amounts::{amount, entered, limit, printed, shortage};
use super::{Case, Judged, Reading};
use crate::assessment::{Doubt, Limit, Verdict};
use crate::form::Reader;
use crate::gap::GapReason;
use crate::metrology::gold::{MassLimit, PermittedError};
use crate::metrology::ratio::Ratio;
use crate::recorded::Fields;
use crate::rules::MassUnit;

/// Judges one article; `None` where it is not covered.
pub(super) fn judge(case: &Case<'_>, row: &Fields) -> Option<Judged> {
    let (declared, declared_in) = grams(case, row, "declared")?;
    let (weighed, weighed_in) = grams(case, row, "measured")?;
    let interval = Ratio::from(case.fields.decimal("e", "mg")?);
    if declared.is_zero() {
        return None;
    }
    let MassLimit::Known(permitted) = case.pack.gold_on(case.day)?.mass_limit(declared).ok()?
    else {
        return None;
    };
    let error = weighed
        .minus(declared)
        .ok()?
        .times(Ratio::whole(1000))
        .ok()?;
    // What a whole interval of the scale cannot explain is a failure, however
    // fine the limit is.
    let beyond_doubt = permitted.s_mg.plus(interval).ok()?;
    let verdict = if permitted.s_mg < interval && error.abs() <= beyond_doubt {
        Verdict::Inconclusive {
            doubt: Doubt::BelowResolution,
        }
    } else if error.abs() <= permitted.s_mg {
        Verdict::Conforming
    } else {
        Verdict::NonConforming
    };
    let limits = vec![bound(&permitted, [declared_in, weighed_in])?];
    let figures = shortage(row.clone(), error, "mg", limits)?;
    Some(Judged::of(verdict, figures))
}

/// Notes articles that declare nothing.
pub(super) fn refuse(reader: &mut Reader<'_>, rows: &[(u16, Reading)]) {
    for (number, reading) in rows {
        let declared = entered(&reading.0, "declared");
        if declared.is_some_and(|(declared, _)| declared.is_zero()) {
            reader.fail(&format!("declared.{number}"), GapReason::Zero);
        }
    }
}

/// A mass, and the unit it was in.
fn grams<'a>(case: &Case<'a>, row: &Fields, code: &str) -> Option<(Ratio, &'a MassUnit)> {
    let (number, symbol) = entered(row, code)?;
    let mut units = case.pack.mass_units.iter();
    let unit = units.find(|unit| unit.name.code == symbol)?;
    Some((number.times(unit.grams).ok()?, unit))
}

/// S with everything it rests on, and the weakest mark of that.
fn bound(permitted: &PermittedError<'_>, units: [&MassUnit; 2]) -> Option<Limit> {
    let mut basis = vec![permitted.basis];
    let mut evidence = permitted.evidence;
    if let Some((lower, upper)) = permitted.neighbours {
        basis.push(&lower.basis);
        evidence = evidence.max(lower.evidence).max(upper.evidence);
    }
    for unit in units {
        basis.extend(unit.basis.as_deref());
        evidence = evidence.max(unit.evidence);
    }
    basis.dedup();
    let within = amount(printed(permitted.s_mg)?, "mg");
    Some(limit("gold_mass", within, (&basis.join("; "), evidence)))
}

#[cfg(test)]
mod tests;
