//! Deliveries of a dispenser: the displayed volume against the prover, and the
//! price against unit price and volume. Works in millilitres.
//!
//! The error is what was displayed less the reference, in per cent of the
//! reference (ĐLVN 10:2011). The reference is the prover's reading; where its
//! temperature was measured, that reading times 1 + β (t − 20 °C).

use rust_decimal::Decimal;

use super::bound::{Bound, Judged, Value, amount, figures, judge_error, settled, verdict};
use super::{Case, Reading, Series};
use crate::assessment::{Doubt, Figures, Verdict};
use crate::checklist::Ruling;
use crate::exact;
use crate::form::Reader;
use crate::gap::GapReason;
use crate::metrology::fuel::{Convention, error_percent, expanded};
use crate::metrology::ratio::Ratio;
use crate::recorded::Fields;
use crate::rules::{DeliveryLimit, RulePack};

/// The unit in which volumes are judged.
pub(super) const UNIT: &str = "mL";

/// A delivery: what was shown, what was there, and the limits that could apply.
pub(super) struct Delivered {
    pub(super) error: Ratio,
    pub(super) percent: Ratio,
    pub(super) bounds: Vec<Bound>,
    pub(super) reference: Ratio,
}

/// Judges one delivery; `None` where a volume is missing or the prover is
/// empty.
pub(super) fn judge(case: &Case<'_>, row: &Fields) -> Option<Judged> {
    if row.value("prover_temperature").is_some() && material(case, case.fields).is_none() {
        return Some(Judged::in_doubt(Doubt::Gap));
    }
    let found = delivered(case, row)?;
    let (error, against) = (Value::exactly(found.error), Some(found.reference));
    let mut judged = judge_error(case, row, error, against, &found.bounds, UNIT)?;
    let delivered = found.reference.max(found.reference.plus(found.error).ok()?);
    doubt_small(case.pack, delivered, &mut judged);
    if let Some(figures) = &mut judged.figures {
        figures.percent = Some(amount(found.percent, "%")?);
    }
    Some(judged)
}

/// Takes the verdict back of a delivery that is smaller than any test.
fn doubt_small(pack: &RulePack, delivered: Ratio, judged: &mut Judged) {
    let Some(figure) = pack.figure("smallest_delivery_l") else {
        return;
    };
    let least = figure.value.times(Ratio::whole(1_000));
    if judged.verdict != Verdict::NotCovered && least.is_ok_and(|least| delivered < least) {
        judged.rests_on = Some((figure.basis.clone(), figure.evidence));
        judged.verdict = Verdict::Inconclusive { doubt: Doubt::Gap };
    }
}

/// What a row says was delivered; `None` where it cannot be worked out.
pub(super) fn delivered(case: &Case<'_>, row: &Fields) -> Option<Delivered> {
    let displayed = millilitres(row, "v_displayed")?;
    let reading = millilitres(row, "v_reference")?;
    let corrected = row.value("prover_temperature").is_some();
    let prover = case.pack.delivery.prover.as_ref().filter(|_| corrected);
    let reference = match prover {
        None => reading,
        Some(prover) => {
            let t = row.decimal("prover_temperature", "°C")?.into();
            expanded(reading, material(case, case.fields)?, t, prover.t_ref).ok()?
        }
    };
    let mut bounds = bounds(case, reference)?;
    for bound in &mut bounds {
        if let Some(prover) = prover {
            bound.rest_on(&prover.basis, prover.evidence);
        }
    }
    Some(Delivered {
        error: displayed.minus(reference).ok()?,
        percent: error_percent(Convention::Indicated, displayed, reference).ok()?,
        bounds,
        reference,
    })
}

/// The limits on a volume of this kind that could apply, the narrowest first.
pub(super) fn bounds(case: &Case<'_>, volume: Ratio) -> Option<Vec<Bound>> {
    let chosen = |field: &str| case.fields.value(field);
    let applies = |row: &&DeliveryLimit| {
        let met = row.when.as_ref().is_none_or(|when| when.is_met(chosen));
        row.kinds.contains(&case.kind.name.code) && met && row.days.hold(case.day)
    };
    let bound = |row: &DeliveryLimit| {
        let share = Ratio::from(row.percent).over(Ratio::HUNDRED).ok()?;
        Some(Bound {
            code: row.name.code.clone(),
            within: share.times(volume).ok()?,
            basis: row.basis.clone().unwrap_or_default(),
            evidence: row.evidence,
        })
    };
    let rows = case.pack.delivery.limits.iter().filter(applies);
    rows.map(bound)
        .collect::<Option<_>>()
        .map(|bounds| settled(case, bounds))
}

/// Notes that nothing is asked for a litre, or that a temperature was measured
/// and the prover's material is not named: the one is of no use without the
/// other.
pub(crate) fn refuse(reader: &mut Reader<'_>, fields: &Fields, series: &[Series]) {
    if fields.value("unit_price").is_some_and(exact::is_zero) {
        reader.fail("unit_price", GapReason::Zero);
    }
    let mut rows = series.iter().flat_map(|series| &series.rows);
    let measured = rows.any(|row| row.0.value("prover_temperature").is_some());
    if measured && reader.is_empty("prover_material") {
        reader.fail("prover_material", GapReason::Missing);
    }
}

/// The expansion of the prover's material for one degree.
fn material(case: &Case<'_>, fields: &Fields) -> Option<Ratio> {
    let named = fields.value("prover_material")?;
    let prover = case.pack.delivery.prover.as_ref()?;
    let mut materials = prover.materials.iter();
    materials.find_map(|(code, beta)| (code == named).then_some(*beta))
}

/// A volume in millilitres, whatever unit of volume it was entered in.
pub(super) fn millilitres(fields: &Fields, code: &str) -> Option<Ratio> {
    let unit = fields.unit(code)?;
    let entered = Ratio::from(fields.decimal(code, unit)?);
    match unit {
        "mL" => Some(entered),
        "L" => entered.times(Ratio::whole(1_000)).ok(),
        _ => None,
    }
}

/// The verdict on the prices shown: each is what unit price and volume give,
/// within what the last digit of the displayed volume leaves open (half of it,
/// and half a đồng). A volume typed without decimals leaves a whole litre open,
/// and gives no verdict. The figures are those of the first price that decides.
pub(crate) fn price(pack: &RulePack, fields: &Fields, series: &[Series]) -> Ruling {
    let rows = series.iter().flat_map(|series| &series.rows);
    let judged = rows.filter_map(|Reading(row)| price_of(pack, fields, row));
    let judged: Vec<_> = judged.collect();
    if judged.is_empty() {
        let doubt = Doubt::NotTested;
        return Verdict::Inconclusive { doubt }.into();
    }
    let worst = Verdict::worst(judged.iter().map(|(verdict, _)| *verdict));
    let decides = judged.into_iter().find(|(verdict, _)| *verdict == worst);
    Ruling {
        figures: decides.and_then(|(_, figures)| figures),
        ..worst.into()
    }
}

/// The verdict on one price; `None` where none was shown, or there is nothing
/// to hold it against.
fn price_of(pack: &RulePack, fields: &Fields, row: &Fields) -> Option<(Verdict, Option<Figures>)> {
    let price = row.decimal("price_displayed", "VND")?;
    let volume = row.decimal("v_displayed", "L")?;
    let unit_price = Ratio::from(fields.decimal("unit_price", "VND/L")?);
    if volume.scale() == 0 {
        let doubt = Doubt::Gap;
        return Some((Verdict::Inconclusive { doubt }, None));
    }
    let half = pack.figure("price_half_digit")?;
    let digit = Ratio::from(Decimal::new(1, volume.scale()));
    let of_digit = unit_price.times(digit).ok()?;
    let within = half.value.times(of_digit.plus(Ratio::ONE).ok()?).ok()?;
    let computed = unit_price.times(volume.into()).ok()?;
    let error = Ratio::from(price).minus(computed).ok()?;
    let bounds = [Bound::of(half, within)];
    let seen = [row.recorded("v_displayed"), fields.recorded("unit_price")];
    let seen = seen.into_iter().chain([row.recorded("price_displayed")]);
    let seen = Fields(seen.flatten().cloned().collect());
    let said = verdict(error.abs(), error.abs(), &bounds);
    Some((said, figures(seen, error, &bounds, "VND")))
}

#[cfg(test)]
mod tests;
