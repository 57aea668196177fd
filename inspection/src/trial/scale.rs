//! Readings of a weighing instrument against every limit that could apply. The
//! table is the rule pack's, the arithmetic `metrology`'s. Works in grams.

use rust_decimal::Decimal;

use super::{Case, Judged, Reading, verdict};
use crate::assessment::{Amount, Favours, Figures, Limit};
use crate::form::Reader;
use crate::gap::GapReason;
use crate::metrology::weighing::{error_of_indication, permissible_error};
use crate::recorded::Fields;
use crate::rules::Factor;

/// Judges one row; `None` where the pack covers neither the instrument nor the
/// load.
pub(super) fn judge(case: &Case<'_>, reading: &Reading) -> Option<Judged> {
    let load = grams(&reading.0, "load")?;
    let indication = grams(&reading.0, "indication")?;
    let limits = limits(case, load)?;
    let error = error_of_indication(indication, load);
    let verdict = verdict(error.abs(), &limits)?;
    let figures = Figures {
        measured: reading.0.clone(),
        error: in_grams(error),
        favours: Some(favours(error)),
        limits,
    };
    Some(Judged { verdict, figures })
}

/// Notes a scale interval, or a least load, that is larger than Max.
pub(crate) fn refuse_intervals_above_max(reader: &mut Reader<'_>, fields: &Fields) {
    let Some(max) = grams(fields, "max") else {
        return;
    };
    for field in &fields.0 {
        if !["e", "d", "min"].contains(&field.code.as_str()) {
            continue;
        }
        let unit = field.unit.as_deref().and_then(grams_in);
        let size = grams(fields, &field.code);
        if let Some((unit, _)) = unit.zip(size).filter(|(_, size)| *size > max) {
            let limit = (max / unit).normalize().to_string();
            reader.fail(&field.code, GapReason::TooLarge { limit });
        }
    }
}

/// The limits that could apply, narrowest first.
fn limits(case: &Case<'_>, load: Decimal) -> Option<Vec<Limit>> {
    let fields = case.fields;
    let class = fields.value("accuracy_class")?;
    let (max, interval) = (grams(fields, "max")?, grams(fields, "e")?);
    if let Some(largest) = &case.kind.largest_max {
        let covered = largest.value * grams_in(&largest.unit)?;
        if max > covered {
            return None;
        }
    }
    let found = permissible_error(&case.pack.weighing, class, load, interval, case.day)?;
    let limit = |factor: &Factor| Limit {
        code: factor.name.code.clone(),
        within: in_grams(found.grams * factor.value),
        basis: match &factor.basis {
            Some(basis) => format!("{}; {basis}", found.band.basis),
            None => found.band.basis.clone(),
        },
        evidence: factor.evidence.max(found.band.evidence),
    };
    let factors = case.pack.weighing.in_service_factors.iter();
    let mut limits: Vec<_> = factors
        .filter(|factor| factor.days.hold(case.day))
        .map(limit)
        .collect();
    limits.sort_by_key(|limit| limit.within.value);
    Some(limits)
}

pub(super) fn favours(error: Decimal) -> Favours {
    if error.is_zero() {
        Favours::Nobody
    } else if error.is_sign_positive() {
        Favours::Seller
    } else {
        Favours::Customer
    }
}

/// A mass in grams, whatever unit of mass it was entered in.
fn grams(fields: &Fields, code: &str) -> Option<Decimal> {
    let unit = fields.unit(code)?;
    Some(fields.decimal(code, unit)? * grams_in(unit)?)
}

/// Grams in one of a unit of mass.
fn grams_in(unit: &str) -> Option<Decimal> {
    Some(match unit {
        "mg" => Decimal::new(1, 3),
        "g" => Decimal::ONE,
        "kg" => Decimal::ONE_THOUSAND,
        "t" => Decimal::from(1_000_000),
        _ => return None,
    })
}

fn in_grams(value: Decimal) -> Amount {
    Amount {
        value: value.normalize(),
        unit: "g".to_owned(),
    }
}
