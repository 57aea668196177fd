//! The standards that were measured with. Whatever is recorded was used for
//! every measurement of the check. One that is out of date on the day, or whose
//! error is more than a third of the narrowest limit at a reading, leaves that
//! measurement without a verdict (OIML R 76-1:2006 3.7.1; ĐLVN 10:2013 has cans
//! of 0.1 % for 0.3 %: exactly a third is allowed). Where none is recorded, or
//! neither its date nor its error, nothing is said.

use super::bound::Judged;
use super::{Case, Reading};
use crate::assessment::{Doubt, Verdict};
use crate::metrology::ratio::Ratio;
use crate::recorded::Fields;
use crate::rules::Judge;

/// Takes the verdict back where a standard is not fit for it. `quantity` is
/// what the standard stood for, in the unit of the limit.
pub(super) fn doubt(case: &Case<'_>, quantity: Ratio, narrowest: Ratio, judged: &mut Judged) {
    let mut standards = case.rows(Judge::Standards).map(|(_, Reading(row))| row);
    let unfit = |row: &Fields| {
        is_out_of_date(case, row) || is_coarse(case, row, quantity, narrowest).unwrap_or(true)
    };
    if judged.verdict != Verdict::NotCovered && standards.any(unfit) {
        judged.rests_on = unsuitable(case).rests_on;
        judged.verdict = Verdict::Inconclusive {
            doubt: Doubt::UnsuitableStandard,
        };
    }
}

/// What is said of a standard by itself.
pub(super) fn unsuitable(case: &Case<'_>) -> Judged {
    let figure = case.pack.figure("standard_part");
    Judged {
        rests_on: figure.map(|figure| (figure.basis.clone(), figure.evidence)),
        ..Judged::in_doubt(Doubt::UnsuitableStandard)
    }
}

/// Whether the printed day is past; the day itself still counts.
pub(super) fn is_out_of_date(case: &Case<'_>, row: &Fields) -> bool {
    let last = row.last_day("std_valid_until");
    last.is_some_and(|last| last < case.day)
}

/// Whether the error of a standard is too large; `None` where it cannot be
/// worked out.
fn is_coarse(case: &Case<'_>, row: &Fields, quantity: Ratio, narrowest: Ratio) -> Option<bool> {
    let Some(percent) = row.decimal("std_error", "%") else {
        return Some(false);
    };
    let parts = case.pack.figure("standard_part")?.value;
    let error = Ratio::from(percent)
        .times(quantity)
        .ok()?
        .over(Ratio::HUNDRED);
    Some(error.ok()?.times(parts).ok()? > narrowest)
}
