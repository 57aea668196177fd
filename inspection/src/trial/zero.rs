//! What is left at zero after setting to zero, or after taking off a tare: at
//! most a quarter of e, in service too (OIML R 76-1:2006 4.5.2, 4.6.3).

use super::Case;
use super::bound::{Bound, Judged, judge_error};
use super::ranges::grams;
use super::scale::{Codes, Scale, UNIT};
use crate::metrology::ratio::Ratio;
use crate::recorded::Fields;
use crate::rules::Judge;

/// Judges one row; `None` where the pack does not cover the instrument.
pub(super) fn judge(case: &Case<'_>, judge: Judge, row: &Fields) -> Option<Judged> {
    let (scale, codes) = (Scale::of(case)?, Codes::of(judge));
    let load = codes.load.and_then(|code| grams(row, code));
    let interval = scale.interval(load.unwrap_or(Ratio::ZERO))?;
    let figure = case.pack.figure("zero_or_tare_part_of_e")?;
    let bound = Bound::of(figure, figure.value.times(interval).ok()?);
    let error = scale.uncorrected(row, codes)?;
    judge_error(case, row, error, None, &[bound], UNIT)
}
