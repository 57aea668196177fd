//! Several weighings of one load: the largest result less the smallest against
//! the limit at that load (OIML R 76-1:2006 3.6.1). That each is within the
//! limit by itself is judged row by row.

use super::bound::{Judged, Value, figures, verdict};
use super::ranges::grams;
use super::scale::{Codes, Scale, UNIT};
use super::{Case, Reading};
use crate::assessment::Doubt;
use crate::metrology::ratio::Ratio;
use crate::metrology::weighing::trials::spread;
use crate::order::put_in_order;
use crate::recorded::Fields;
use crate::rules::Judge;

/// What the weighings of each load give together, the smallest load first; the
/// order of the weighings is no matter.
pub(super) fn judge(case: &Case<'_>, rows: &[(u16, Reading)]) -> Vec<Option<Judged>> {
    let codes = Codes::of(Judge::Repeatability);
    let load = |row: &Fields| grams(row, codes.load?);
    let mut loads: Vec<_> = rows.iter().filter_map(|(_, row)| load(&row.0)).collect();
    put_in_order(&mut loads, Ord::cmp);
    loads.dedup();
    let of_load = |at: &Ratio| {
        let own = rows.iter().map(|(_, row)| &row.0);
        let own: Vec<_> = own.filter(|row| load(row) == Some(*at)).collect();
        judge_load(case, *at, &own)
    };
    loads.iter().map(of_load).collect()
}

fn judge_load(case: &Case<'_>, load: Ratio, rows: &[&Fields]) -> Option<Judged> {
    let [first, _, ..] = rows else {
        return Some(Judged::in_doubt(Doubt::Gap));
    };
    let scale = Scale::of(case)?;
    let share = case.pack.figure("repeatability_part_of_mpe")?;
    let mut bounds = scale.bounds(load)?;
    for bound in &mut bounds {
        bound.within = share.value.times(bound.within).ok()?;
        bound.rest_on(&share.basis, share.evidence);
    }
    let codes = Codes::of(Judge::Repeatability);
    let results: Option<Vec<_>> = rows.iter().map(|row| scale.error(row, codes)).collect();
    let results = results?;
    let range = spread(
        &results
            .iter()
            .map(|result| result.value)
            .collect::<Vec<_>>(),
    )
    .ok()?;
    // Each result lies between these; so far apart, and no farther, can two be.
    let lows = each(&results, |result| result.value.minus(result.open).ok())?;
    let highs = each(&results, |result| result.value.plus(result.open).ok())?;
    let least = lows.iter().max()?.minus(*highs.iter().min()?).ok()?;
    let most = highs.iter().max()?.minus(*lows.iter().min()?).ok()?;
    let weighed = first
        .0
        .iter()
        .filter(|field| Some(field.code.as_str()) == codes.load);
    let measured = Fields(weighed.cloned().collect());
    let verdict = verdict(least, most, &bounds);
    Some(Judged::of(
        verdict,
        figures(measured, range, &bounds, UNIT)?,
    ))
}

fn each(results: &[Value], of: fn(&Value) -> Option<Ratio>) -> Option<Vec<Ratio>> {
    results.iter().map(of).collect()
}
