//! Deliveries of a dispenser: the displayed volume against the prover, and the
//! price against unit price and volume. Works in millilitres.
//!
//! The error is what was displayed less the reference, in per cent of the
//! reference (ĐLVN 10:2011). The reference is the prover's reading; where its
//! temperature was measured, that reading times 1 + β (t − 20 °C).

use rust_decimal::Decimal;

use super::bound::{Bound, Judged, Value, amount, judge_error, settled};
use super::{Case, Series};
use crate::assessment::{Doubt, Verdict};
use crate::form::Reader;
use crate::gap::GapReason;
use crate::metrology::fuel::{Convention, error_percent, expanded};
use crate::metrology::ratio::Ratio;
use crate::recorded::Fields;
use crate::rules::DeliveryLimit;

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
    if let Some(figures) = &mut judged.figures {
        figures.percent = Some(amount(found.percent, "%")?);
    }
    Some(judged)
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

/// Notes that a temperature was measured and the prover's material is not
/// named: the one is of no use without the other.
pub(crate) fn ask_for_material(reader: &mut Reader<'_>, series: &[Series]) {
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
/// and half a đồng). A volume
/// typed without decimals leaves a whole litre open, and gives no verdict.
pub(crate) fn price(fields: &Fields, series: &[Series]) -> Verdict {
    let shown = series
        .iter()
        .flat_map(|series| &series.rows)
        .filter_map(|reading| {
            let price = reading.0.decimal("price_displayed", "VND")?;
            Some((reading.0.decimal("v_displayed", "L")?, price))
        });
    let untested = Verdict::Inconclusive {
        doubt: Doubt::NotTested,
    };
    let Some(unit_price) = fields.decimal("unit_price", "VND/L") else {
        return untested;
    };
    let verdicts = shown.map(|(volume, price)| {
        if volume.scale() == 0 {
            return Verdict::Inconclusive { doubt: Doubt::Gap };
        }
        let half_digit = Decimal::new(5, volume.scale() + 1);
        let open = unit_price.saturating_mul(half_digit) + Decimal::new(5, 1);
        let computed = unit_price.saturating_mul(volume);
        if (price - computed).abs() <= open {
            Verdict::Conforming
        } else {
            Verdict::NonConforming
        }
    });
    let verdicts: Vec<_> = verdicts.collect();
    if verdicts.is_empty() {
        untested
    } else {
        Verdict::worst(verdicts.into_iter())
    }
}

#[cfg(test)]
mod tests {
    use super::{price as price_of, *};
    use crate::recorded::Recorded;
    use crate::rules::RulePack;
    use crate::trial::Reading;

    fn fields(entered: &[(&str, &str, &str)]) -> Fields {
        let recorded = |(code, value, unit): &(&str, &str, &str)| Recorded {
            code: (*code).to_owned(),
            value: (*value).to_owned(),
            unit: Some((*unit).to_owned()),
        };
        Fields(entered.iter().map(recorded).collect())
    }

    fn judged(displayed: &str, reference: &str) -> Option<Judged> {
        let volumes = [
            ("v_displayed", displayed, "L"),
            ("v_reference", reference, "L"),
        ];
        let pack = RulePack::current();
        let case = Case {
            pack,
            kind: pack.instrument_kind("fuel_dispenser").unwrap(),
            fields: &Fields::default(),
            series: &[],
            day: "2026-11-20".parse().unwrap(),
        };
        judge(&case, &fields(&volumes))
    }

    /// ĐLVN 10:2013: 0.30 %, 60 mL of 20 L; 0.45 % with the factor 1.5, 90 mL.
    #[test]
    fn twenty_litres_are_judged_under_both_limits() {
        const DISPUTED: Verdict = Verdict::Inconclusive {
            doubt: Doubt::DisputedLimit,
        };
        for (displayed, error, expected) in [
            ("20.000", "0", Verdict::Conforming),
            ("20.060", "60", Verdict::Conforming),
            ("20.061", "61", DISPUTED),
            ("20.090", "90", DISPUTED),
            ("20.091", "91", Verdict::NonConforming),
            ("19.940", "-60", Verdict::Conforming),
            ("19.939", "-61", DISPUTED),
            ("19.909", "-91", Verdict::NonConforming),
        ] {
            let Judged {
                verdict, figures, ..
            } = judged(displayed, "20.000").unwrap();
            let figures = figures.unwrap();
            assert_eq!(verdict, expected, "{displayed}");
            assert_eq!(figures.error.value.to_string(), error);
            let limits = figures
                .limits
                .iter()
                .map(|limit| limit.within.value.to_string());
            assert_eq!(limits.collect::<Vec<_>>(), ["60", "90"]);
        }
        assert!(judged("20", "0").is_none());
    }

    /// 20 500 đ/L: 20.00 L cost 410 000 đ; the last digit leaves 102.50 đ open.
    #[test]
    fn a_price_agrees_within_the_last_digit_of_the_volume() {
        let unit_price = fields(&[("unit_price", "20500", "VND/L")]);
        let verdict = |price: &str| {
            let shown = [
                ("v_displayed", "20.00", "L"),
                ("price_displayed", price, "VND"),
            ];
            let series = Series {
                trial: "delivery".to_owned(),
                rows: vec![Reading(fields(&shown))],
            };
            price_of(&unit_price, &[series])
        };
        for price in ["410000", "410103", "409897"] {
            assert_eq!(verdict(price), Verdict::Conforming, "{price}");
        }
        for price in ["410104", "409896", "510000"] {
            assert_eq!(verdict(price), Verdict::NonConforming, "{price}");
        }
        let untested = Verdict::Inconclusive {
            doubt: Doubt::NotTested,
        };
        assert_eq!(price_of(&unit_price, &[]), untested);
        let whole = [
            ("v_displayed", "20", "L"),
            ("price_displayed", "400000", "VND"),
        ];
        let series = Series {
            trial: "delivery".to_owned(),
            rows: vec![Reading(fields(&whole))],
        };
        let gap = Verdict::Inconclusive { doubt: Doubt::Gap };
        assert_eq!(price_of(&unit_price, &[series]), gap);
    }
}
