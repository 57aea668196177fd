//! What a measure holds against what it says it holds. Works in millilitres.

use super::Case;
use super::bound::{Judged, Value, amount, judge_error};
use super::delivery::{UNIT, bounds, millilitres};
use crate::metrology::ratio::Ratio;
use crate::recorded::Fields;

/// Judges one row; `None` where a volume is missing. Without a limit in the
/// pack for what the measure is used for, its error is shown and not covered.
pub(super) fn judge(case: &Case<'_>, row: &Fields) -> Option<Judged> {
    let nominal = millilitres(case.fields, "nominal_volume")?;
    let measured = millilitres(row, "capacity_measured")?;
    let error = nominal.minus(measured).ok()?;
    let bounds = bounds(case, nominal)?;
    let value = Value::exactly(error);
    let mut judged = judge_error(case, row, value, Some(nominal), &bounds, UNIT)?;
    let percent = error.times(Ratio::HUNDRED).ok()?.over(nominal).ok()?;
    if let Some(figures) = &mut judged.figures {
        figures.percent = Some(amount(percent, "%")?);
    }
    Some(judged)
}
