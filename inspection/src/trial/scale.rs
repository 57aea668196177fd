//! A weighing instrument as it stands: its partial ranges, its step, its limits
//! at a load, and the error of what it shows (OIML R 76-1:2006). The table is
//! the rule pack's, the arithmetic `metrology`'s. Works in grams.
//!
//! Analogue instruments are read between the marks: the error is I − L. Digital
//! ones round: with change-over weights the error is I + d/2 − ΔL − L (3.5.3.2,
//! A.4.4.3); without them it is known to half a step only, unless d ≤ 0.2 e.
//! The error at zero, where it was measured, is taken off both.

use super::bound::{Bound, Value, settled};
use super::{Case, Reading};
use crate::metrology::ratio::Ratio;
use crate::metrology::weighing::limits::{Interval, interval_at};
use crate::metrology::weighing::permissible_error;
use crate::metrology::weighing::trials::before_rounding;
use crate::recorded::Fields;
use crate::rules::{Factor, Indication, Judge};

use super::ranges::{grams, grams_in, ranges};

/// The unit in which scales are judged.
pub(super) const UNIT: &str = "g";

/// A weighing instrument of a case.
pub(super) struct Scale<'a> {
    case: &'a Case<'a>,
    class: &'a str,
    pub(super) ranges: Vec<Interval>,
    d: Option<Ratio>,
}

/// The fields of a row, by the trial.
#[derive(Clone, Copy)]
pub(super) struct Codes {
    /// The load; `None` where there is none on the scale.
    pub(super) load: Option<&'static str>,
    pub(super) indication: &'static str,
    pub(super) added: &'static str,
}

impl Codes {
    /// The fields of a trial of loads and indications.
    pub(super) fn of(judge: Judge) -> Self {
        let (load, indication, added) = match judge {
            Judge::Eccentricity => ("ecc_load", "ecc_indication", "ecc_added"),
            Judge::RollingLoad => ("roll_load", "roll_indication", "roll_added"),
            Judge::Repeatability => ("rep_load", "rep_indication", "rep_added"),
            Judge::ZeroSetting => ("zero_load", "zero_indication", "zero_added"),
            Judge::TareSetting => {
                return Self {
                    load: None,
                    indication: "tare_indication",
                    added: "tare_added",
                };
            }
            _ => ("load", "indication", "added"),
        };
        Self {
            load: Some(load),
            indication,
            added,
        }
    }
}

impl<'a> Scale<'a> {
    /// `None` where class, Max or e is not known, Max is beyond the procedure,
    /// or the standard is not of the day.
    pub(super) fn of(case: &'a Case<'a>) -> Option<Self> {
        if !case.pack.weighing.days.hold(case.day) {
            return None;
        }
        let ranges = ranges(case.fields)?;
        if let Some(largest) = &case.kind.largest_max {
            let covered = Ratio::from(largest.value).times(grams_in(&largest.unit)?);
            if ranges.last()?.up_to? > covered.ok()? {
                return None;
            }
        }
        Some(Self {
            case,
            class: case.fields.value("accuracy_class")?,
            ranges,
            d: grams(case.fields, "d"),
        })
    }

    pub(super) fn is_analogue(&self) -> bool {
        self.case.kind.indication == Some(Indication::Analogue)
    }

    /// The interval e of the partial range a load lies in; `None` above Max.
    pub(super) fn interval(&self, load: Ratio) -> Option<Ratio> {
        interval_at(&self.ranges, load)
    }

    /// The step of the display at a load: d, which is recorded of the first
    /// range; e in the others.
    pub(super) fn step(&self, load: Ratio) -> Option<Ratio> {
        let first = self.ranges.first()?;
        let in_first = first.up_to.is_none_or(|end| load <= end);
        match self.d {
            Some(d) if in_first => Some(d),
            _ => self.interval(load),
        }
    }

    /// The limits that could apply at a load, the narrowest first.
    pub(super) fn bounds(&self, load: Ratio) -> Option<Vec<Bound>> {
        let Case { pack, day, .. } = *self.case;
        let interval = self.interval(load)?;
        let found = permissible_error(&pack.weighing, self.class, load, interval, day)?;
        let bound = |factor: &Factor| {
            Some(Bound {
                code: factor.name.code.clone(),
                within: found.grams.times(factor.value.into()).ok()?,
                basis: match &factor.basis {
                    Some(basis) => format!("{}; {basis}", found.band.basis),
                    None => found.band.basis.clone(),
                },
                evidence: factor.evidence.max(found.band.evidence),
            })
        };
        let factors = pack.weighing.in_service_factors.iter();
        let in_force = factors.filter(|factor| factor.days.hold(day));
        in_force
            .map(bound)
            .collect::<Option<_>>()
            .map(|bounds| settled(self.case, bounds))
    }

    /// The error of a row before the error at zero is taken off.
    pub(super) fn uncorrected(&self, row: &Fields, codes: Codes) -> Option<Value> {
        let load = match codes.load {
            Some(code) if row.value(code).is_some() => grams(row, code)?,
            _ => Ratio::ZERO,
        };
        let indication = grams(row, codes.indication)?;
        let plain = Value::exactly(indication.minus(load).ok()?);
        if self.is_analogue() {
            return Some(plain);
        }
        let (pack, step) = (self.case.pack, self.step(load)?);
        let half = pack.figure("change_over_part_of_step")?.value;
        if let Some(added) = grams(row, codes.added) {
            let shown = before_rounding(indication, step, added, half).ok()?;
            return Some(Value::exactly(shown.minus(load).ok()?));
        }
        let threshold = pack.figure("rounding_threshold")?.value;
        if step <= threshold.times(self.interval(load)?).ok()? {
            return Some(plain);
        }
        let open = half.times(step).ok()?;
        Some(Value { open, ..plain })
    }

    /// The error of a row, less the error at zero.
    pub(super) fn error(&self, row: &Fields, codes: Codes) -> Option<Value> {
        let error = self.uncorrected(row, codes)?;
        let value = match self.error_at_zero() {
            Some(at_zero) => error.value.minus(at_zero).ok()?,
            None => error.value,
        };
        Some(Value { value, ..error })
    }

    /// E0, by the first row of the zero trial that gives it exactly.
    fn error_at_zero(&self) -> Option<Ratio> {
        let codes = Codes::of(Judge::ZeroSetting);
        let mut rows = self.case.rows(Judge::ZeroSetting);
        rows.find_map(|(_, Reading(row))| {
            let error = self.uncorrected(row, codes)?;
            error.open.is_zero().then_some(error.value)
        })
    }
}
