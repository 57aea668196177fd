//! Deliveries of a dispenser: the displayed volume against the prover, and the
//! price against unit price and volume. Works in millilitres.

use rust_decimal::Decimal;

use super::scale::favours;
use super::{Case, Judged, Reading, Series, verdict};
use crate::assessment::{Amount, Doubt, Figures, Limit, Verdict};
use crate::recorded::Fields;
use crate::rules::DeliveryLimit;

/// Judges one delivery; `None` where a volume is missing or the prover is
/// empty.
pub(super) fn judge(case: &Case<'_>, reading: &Reading) -> Option<Judged> {
    let displayed = reading.0.decimal("v_displayed", "L")?;
    let reference = reading.0.decimal("v_reference", "L")?;
    if reference.is_zero() {
        return None;
    }
    let error = (displayed - reference) * Decimal::ONE_THOUSAND;
    // A per cent of a litre is ten millilitres: no quotient is needed.
    let limit = |limit: &DeliveryLimit| Limit {
        code: limit.name.code.clone(),
        within: in_millilitres(reference * limit.percent * Decimal::TEN),
        basis: limit.basis.clone().unwrap_or_default(),
        evidence: limit.evidence,
    };
    let rows = case.pack.delivery.limits.iter();
    let mut limits: Vec<_> = rows
        .filter(|row| row.days.hold(case.day))
        .map(limit)
        .collect();
    limits.sort_by_key(|limit| limit.within.value);
    let verdict = verdict(error.abs(), &limits)?;
    let figures = Figures {
        measured: reading.0.clone(),
        error: in_millilitres(error),
        favours: Some(favours(error)),
        limits,
    };
    Some(Judged { verdict, figures })
}

/// The verdict on the prices shown: each is what unit price and volume give,
/// within what the last digit of the displayed volume leaves open (half of it,
/// and half a đồng).
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

fn in_millilitres(value: Decimal) -> Amount {
    Amount {
        value: value.normalize(),
        unit: "mL".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{price as price_of, *};
    use crate::recorded::Recorded;
    use crate::rules::RulePack;

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
            day: "2026-11-20".parse().unwrap(),
        };
        judge(&case, &Reading(fields(&volumes)))
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
            let Judged { verdict, figures } = judged(displayed, "20.000").unwrap();
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
    }
}
