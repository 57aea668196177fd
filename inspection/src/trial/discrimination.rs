//! A small extra load must show (OIML R 76-1:2006 3.8.2). Digital, d ≥ 5 mg:
//! 1.4 d after 0.1 d makes the display rise by d. Analogue: a load of |MPE|
//! moves the pointer by 0.7 of it or more. What is held against the limit is
//! the part of the extra load that does not show. A display that moves by a
//! step more than the load, or a pointer by more than errors within the limit
//! at both readings could explain, was not moved by that load: a doubt.

use super::Case;
use super::bound::{Bound, Judged, figures, verdict};
use super::ranges::grams;
use super::scale::{Scale, UNIT};
use crate::assessment::{Doubt, Verdict};
use crate::metrology::ratio::Ratio;
use crate::recorded::Fields;

/// Judges one row; `None` where the pack covers neither the instrument nor the
/// load.
pub(super) fn judge(case: &Case<'_>, row: &Fields) -> Option<Judged> {
    let scale = Scale::of(case)?;
    let load = grams(row, "disc_load")?;
    let shown = grams(row, "disc_after")?
        .minus(grams(row, "disc_before")?)
        .ok()?;
    if scale.is_analogue() {
        return analogue(case, &scale, row, load, shown);
    }
    let step = scale.step(load)?;
    if step < case.pack.figure("discrimination_least_d_g")?.value {
        return None;
    }
    let figure = case.pack.figure("discrimination_digital")?;
    let extra = figure.value.times(step).ok()?;
    let bound = Bound::of(figure, extra.minus(step).ok()?);
    let hidden = extra.minus(shown).ok()?;
    let bounds = [bound];
    let verdict = if hidden.negated() >= step {
        Verdict::Inconclusive { doubt: Doubt::Gap }
    } else {
        verdict(hidden, hidden, &bounds)
    };
    let figures = figures(row.clone(), hidden, &bounds, UNIT)?;
    Some(Judged::of(verdict, figures))
}

/// The extra load that was put on is recorded. One that is smaller than |MPE|
/// asks more of the scale, and a larger one less: the first proves no failure,
/// the second no pass.
fn analogue(
    case: &Case<'_>,
    scale: &Scale<'_>,
    row: &Fields,
    load: Ratio,
    shown: Ratio,
) -> Option<Judged> {
    let limits = scale.bounds(load)?;
    let (narrowest, widest) = (limits.first()?.within, limits.last()?.within);
    let extra = grams(row, "disc_extra")?;
    let figure = case.pack.figure("discrimination_analogue")?;
    let must_show = figure.value.times(extra).ok()?;
    let bound = Bound::of(figure, extra.minus(must_show).ok()?);
    let hidden = extra.minus(shown).ok()?;
    let errors = widest.plus(widest).ok()?;
    let verdict = match hidden <= bound.within {
        _ if hidden.negated() > errors => Verdict::Inconclusive { doubt: Doubt::Gap },
        true if extra <= narrowest => Verdict::Conforming,
        false if extra >= widest => Verdict::NonConforming,
        _ if extra < narrowest || extra > widest => Verdict::Inconclusive { doubt: Doubt::Gap },
        _ => Verdict::Inconclusive {
            doubt: Doubt::DisputedLimit,
        },
    };
    let figures = figures(row.clone(), hidden, &[bound], UNIT)?;
    Some(Judged::of(verdict, figures))
}
