//! What of a scale its limits depend on, as a request names it: system, class,
//! intervals, stage and factor.

use serde_json::Value;

use super::STAGES;
use crate::calculate::Stop;
use crate::calculate::answer::Answer;
use crate::calculate::request::{self, CalculateError, Fault, Request};
use crate::metrology::ratio::{Ratio, TooManyDigits};
use crate::metrology::weighing::limits::{
    Interval, LoadBand, StageFactor, WeighingTables, interval_at,
};

/// The largest factor on a limit; no system has more than two.
const MOST_FACTOR: i64 = 100;
/// Grams in the units a request may name.
const UNITS: [(&str, (i64, i64)); 4] = [
    ("mg", (1, 1_000)),
    ("g", (1, 1)),
    ("kg", (1_000, 1)),
    ("t", (1_000_000, 1)),
];

/// A scale to be judged.
pub(super) struct Scale<'tables> {
    system: &'tables str,
    class: &'tables str,
    intervals: Vec<Interval>,
    stage: Option<&'tables StageFactor>,
    factor: Ratio,
}

/// The limit at one load.
pub(super) struct Limit<'tables> {
    pub(super) mpe: Ratio,
    /// The interval of the partial range the load lies in.
    pub(super) e: Ratio,
    band: &'tables LoadBand,
    stage: Option<&'tables StageFactor>,
}

impl<'tables> Scale<'tables> {
    pub(super) fn read(
        tables: &'tables WeighingTables,
        request: &mut Request<'_>,
    ) -> Result<Self, Stop> {
        let unit = unit(request)?;
        let named = request.text("system")?;
        let system = tables.stages.iter().find(|row| row.system == named);
        let system = system.ok_or_else(|| {
            Stop::not_covered(format!(
                "no limit of scales is known for the system {named:?}"
            ))
        })?;
        let system = system.system.as_str();
        let known = tables.classes_of(system).into_iter();
        let class = request.one_of("class", &known.map(|name| (name, name)).collect::<Vec<_>>())?;
        let intervals = if request.has("ranges") {
            ranges(request)?
        } else {
            let e = interval(request)?;
            vec![Interval { up_to: None, e }]
        };
        if let (Some(unit), "R76") = (unit, system) {
            allowed(tables, class, &intervals, unit)?;
        }
        let stage = request.one_of("stage", &STAGES)?;
        let own = tables.factor(system, stage);
        let missing = || Stop::not_covered("the factor of this stage is not known");
        let (stage, factor) = if request.has("factor") {
            (None, factor(request)?)
        } else {
            let own = own.ok_or_else(missing)?;
            (Some(own), own.factor)
        };
        Ok(Self {
            system,
            class,
            intervals,
            stage,
            factor,
        })
    }

    /// The limit at a load, from the table's own row and no other.
    pub(super) fn limit(
        &self,
        tables: &'tables WeighingTables,
        load: Ratio,
    ) -> Result<Limit<'tables>, Stop> {
        let above = || Stop::not_covered("the load is above the last range");
        let e = interval_at(&self.intervals, load).ok_or_else(above)?;
        let m = load.over(e)?;
        let band = tables.band(self.system, self.class, m).ok_or_else(|| {
            let (system, class) = (self.system, self.class);
            Stop::not_covered(format!(
                "{system} has no row for this load in class {class}"
            ))
        })?;
        let mpe = band.limit(m)?.times(e)?.times(self.factor)?;
        let stage = self.stage;
        Ok(Limit {
            mpe,
            e,
            band,
            stage,
        })
    }
}

impl Scale<'_> {
    /// Change-over weights: an interval at most, as a check takes them.
    pub(super) fn change_over(&self, added: Ratio) -> Result<Ratio, Stop> {
        match self.intervals.last() {
            Some(last) if added > last.e => {
                let fault = Fault::Above(last.e.decimal().unwrap_or_default());
                Err(CalculateError::at("added", fault).into())
            }
            _ => Ok(added),
        }
    }
}

/// Whether the class has such intervals (Table 3). The table is in grams, and
/// only a unit that is named tells how many grams e is.
fn allowed(
    tables: &WeighingTables,
    class: &str,
    intervals: &[Interval],
    unit: Ratio,
) -> Result<(), Stop> {
    for part in intervals {
        if tables.class_row(class, grams(part.e, unit)?).is_none() {
            let why = format!("class {class} has no such e (OIML R 76-1:2006 Table 3)");
            return Err(Stop::NotCovered(why));
        }
    }
    Ok(())
}

impl Limit<'_> {
    /// An answer that rests on the rows of this limit. A factor that the
    /// request brought is the request's own.
    pub(super) fn answer(&self) -> Answer {
        let mut answer = Answer::resting_on(&self.band.basis, self.band.evidence);
        if let Some(stage) = self.stage {
            answer.rests_on(&stage.basis, stage.evidence);
        }
        answer
    }
}

/// The verification scale interval of an instrument with one range.
pub(super) fn interval(request: &mut Request<'_>) -> Result<Ratio, CalculateError> {
    request.positive("e")
}

/// The partial ranges `[[max, e], …]` of an instrument, upwards.
pub(super) fn ranges(request: &mut Request<'_>) -> Result<Vec<Interval>, CalculateError> {
    let wrong = |what: &str| CalculateError::at("ranges", Fault::Contradicts(what.to_owned()));
    if request.has("e") {
        return Err(wrong("stands beside e; one of the two is meant"));
    }
    let ranges = request.list("ranges", range)?;
    for pair in ranges.windows(2) {
        if pair[0].up_to >= pair[1].up_to || pair[0].e >= pair[1].e {
            return Err(wrong("Max and e must grow from range to range"));
        }
    }
    Ok(ranges)
}

fn range(value: &Value) -> Result<Interval, Fault> {
    let Some([max, e]) = value.as_array().map(Vec::as_slice) else {
        return Err(Fault::NotAList);
    };
    let (max, e) = (request::positive(max)?, request::positive(e)?);
    let up_to = Some(max);
    Ok(Interval { up_to, e })
}

/// A factor on the limit, as the request brings it.
pub(in crate::calculate) fn factor(request: &mut Request<'_>) -> Result<Ratio, CalculateError> {
    let factor = request.positive("factor")?;
    if factor > Ratio::whole(MOST_FACTOR) {
        let fault = Fault::Above(MOST_FACTOR.to_string());
        return Err(CalculateError::at("factor", fault));
    }
    Ok(factor)
}

/// Grams in the unit that the request names, if it does.
pub(super) fn unit(request: &mut Request<'_>) -> Result<Option<Ratio>, Stop> {
    if !request.has("unit") {
        return Ok(None);
    }
    let (over, under) = request.one_of("unit", &UNITS)?;
    Ok(Some(Ratio::whole(over).over(Ratio::whole(under))?))
}

/// A mass in grams.
pub(super) fn grams(mass: Ratio, unit: Ratio) -> Result<Ratio, TooManyDigits> {
    mass.times(unit)
}
