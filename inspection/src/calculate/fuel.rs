//! The calculators of fuel dispensers: `fuel_mpe` and `fuel_error`.
//! Reads the request and writes the answer; the arithmetic is `metrology`'s.

use super::answer::Answer;
use super::request::{self, CalculateError, Fault, Request};
use super::weighing::{STAGES, factor};
use super::{Outcome, Stop, unknown_operation};
use crate::metrology::fuel::{
    Convention, FlatLimit, FuelTables, RoadTanker, error_percent, expanded,
};
use crate::metrology::ratio::Ratio;

/// The largest volume in litres: far above any dispenser or tanker.
const MOST_LITRES: i64 = 1_000_000;
/// The largest cubic expansion of a vessel for each degree; metals have less
/// than a hundredth of it.
const MOST_BETA: (i64, i64) = (1, 100);
/// Temperatures at which fuel is sold, in °C or °F, with room to spare.
const TEMPERATURES: (i64, i64) = (-100, 200);
/// The widest limit in percent.
const MOST_PERCENT: i64 = 100;

/// Answers one operation of this file.
pub(super) fn calculate(
    tables: &FuelTables,
    operation: &str,
    request: &mut Request<'_>,
) -> Outcome {
    match operation {
        "fuel_mpe" => mpe(tables, request),
        "fuel_error" => error(tables, request),
        unknown => Err(unknown_operation(unknown)),
    }
}

fn mpe(tables: &FuelTables, request: &mut Request<'_>) -> Outcome {
    let named = request.text("system")?;
    let (system, edition) = match named.split_once(':') {
        Some((system, edition)) => (system, Some(edition)),
        None => (named, None),
    };
    let volume = litres(request, "volume_l")?;
    let factor = if request.has("factor") {
        factor(request)?
    } else {
        Ratio::ONE
    };
    let (limit, mut answer) = if tables.classes.iter().any(|row| row.system == system) {
        of_class(tables, system, volume, request)?
    } else if request.has("class")
        && let Some(row) = tanker(tables, system, request)?
    {
        let mmq = litres(request, "mmq_l")?;
        let answer = Answer::resting_on(&row.basis, row.evidence);
        (row.litres(volume, mmq)?, answer)
    } else {
        flat(tables, system, edition, volume, request)?
    };
    let limit = limit.times(factor)?;
    answer.exact("mpe_l", limit)?;
    Ok(answer)
}

fn of_class(
    tables: &FuelTables,
    system: &str,
    volume: Ratio,
    request: &mut Request<'_>,
) -> Result<(Ratio, Answer), Stop> {
    let rows = tables.classes.iter().filter(|row| row.system == system);
    let known: Vec<_> = rows.map(|row| (row.class.as_str(), row)).collect();
    let class = request.one_of("class", &known)?;
    let mmq = litres(request, "mmq_l")?;
    let limit = tables
        .class_limit(class, volume, mmq)?
        .ok_or_else(|| Stop::not_covered(format!("{system} has no row for this volume")))?;
    let mut answer = Answer::resting_on(&class.basis, class.evidence);
    for (basis, evidence) in limit.rows {
        answer.rests_on(basis, evidence);
    }
    Ok((limit.litres, answer))
}

fn tanker<'tables>(
    tables: &'tables FuelTables,
    system: &str,
    request: &mut Request<'_>,
) -> Result<Option<&'tables RoadTanker>, CalculateError> {
    let rows = tables
        .road_tankers
        .iter()
        .filter(|row| row.system == system);
    let known: Vec<_> = rows.map(|row| (row.class.as_str(), row)).collect();
    if known.is_empty() {
        return Ok(None);
    }
    request.one_of("class", &known).map(Some)
}

fn flat(
    tables: &FuelTables,
    system: &str,
    edition: Option<&str>,
    volume: Ratio,
    request: &mut Request<'_>,
) -> Result<(Ratio, Answer), Stop> {
    let mut rows: Vec<_> = tables.limits.iter().collect();
    rows.retain(|row| row.system == system);
    if rows.is_empty() {
        let why = format!("no limit of fuel dispensers is known for the system {system:?}");
        return Err(Stop::NotCovered(why));
    }
    if rows.iter().any(|row| row.edition.is_some()) {
        let named = if request.has("edition") {
            Some(request.text("edition")?)
        } else {
            edition
        };
        rows.retain(|row| match named {
            Some(edition) => row.edition.as_deref() == Some(edition),
            None => row.unless_named,
        });
    }
    if rows.iter().any(|row| row.class.is_some()) {
        let class = known_class(&rows, request)?;
        rows.retain(|row| row.class.as_deref() == Some(class));
    }
    if rows.iter().any(|row| row.stage.is_some()) {
        let stage = request.one_of("stage", &STAGES)?;
        rows.retain(|row| row.stage == Some(stage));
    }
    let row = rows.into_iter().find(|row| row.covers(volume));
    let row = row.ok_or_else(|| Stop::not_covered(format!("{system} has no such row")))?;
    let limit = row.litres(volume)?;
    let unknown = || Stop::not_covered(format!("the limit of {} is not known", row.basis));
    let mut answer = Answer::resting_on(&row.basis, row.evidence);
    if let Some(edition) = &row.edition {
        answer.text("edition", edition);
    }
    Ok((limit.ok_or_else(unknown)?, answer))
}

fn known_class<'tables>(
    rows: &[&'tables FlatLimit],
    request: &mut Request<'_>,
) -> Result<&'tables str, CalculateError> {
    let classes = rows.iter().filter_map(|row| row.class.as_deref());
    let mut known: Vec<_> = classes.map(|class| (class, class)).collect();
    known.dedup();
    request.one_of("class", &known)
}

fn error(tables: &FuelTables, request: &mut Request<'_>) -> Outcome {
    let conventions = [
        ("indicated", Convention::Indicated),
        ("delivered", Convention::Delivered),
    ];
    let convention = request.one_of("convention", &conventions)?;
    let reference = litres(request, "reference_l")?;
    let indicated = match convention {
        Convention::Indicated => {
            let indicated = request.not_negative("indicated_l")?;
            within("indicated_l", indicated, None, Ratio::whole(MOST_LITRES))?
        }
        // The percentage is of what was shown, so nothing shown has none.
        Convention::Delivered => litres(request, "indicated_l")?,
    };
    let most_beta = Ratio::whole(MOST_BETA.0).over(Ratio::whole(MOST_BETA.1))?;
    let beta = within("beta", request.not_negative("beta")?, None, most_beta)?;
    let (t, t_ref) = (temperature(request, "t")?, temperature(request, "t_ref")?);
    let (low, high) = limits(request)?;
    let delivered = expanded(reference, beta, t, t_ref)?;
    let error = error_percent(convention, indicated, delivered)?;
    let row = tables
        .conventions
        .iter()
        .find(|row| row.convention == convention);
    let row = row.ok_or_else(|| Stop::not_covered("no rule of this convention is known"))?;
    let mut answer = Answer::resting_on(&row.basis, row.evidence);
    if !beta.is_zero() {
        let prover = tables.prover.first();
        let prover = prover.ok_or_else(|| Stop::not_covered("no rule of the prover is known"))?;
        answer.rests_on(&prover.basis, prover.evidence);
    }
    answer.quotient("error_percent", error)?;
    answer.yes("conforming", low <= error && error <= high);
    let favours = match indicated.cmp(&delivered) {
        std::cmp::Ordering::Greater => "seller",
        std::cmp::Ordering::Less => "customer",
        std::cmp::Ordering::Equal => "nobody",
    };
    answer.text("favours", favours);
    Ok(answer)
}

/// A volume above zero.
fn litres(request: &mut Request<'_>, field: &'static str) -> Result<Ratio, CalculateError> {
    let volume = request.positive(field)?;
    within(field, volume, None, Ratio::whole(MOST_LITRES))
}

fn temperature(request: &mut Request<'_>, field: &'static str) -> Result<Ratio, CalculateError> {
    let (low, high) = TEMPERATURES;
    let read = request.number(field)?;
    within(field, read, Some(Ratio::whole(low)), Ratio::whole(high))
}

/// The two limits, the lower first.
fn limits(request: &mut Request<'_>) -> Result<(Ratio, Ratio), CalculateError> {
    let field = "limits_percent";
    let most = Ratio::whole(MOST_PERCENT);
    let limits = request.list(field, request::number)?;
    let [low, high] = limits[..] else {
        let what = "must be two numbers, the lower and the upper limit".to_owned();
        return Err(CalculateError::at(field, Fault::Contradicts(what)));
    };
    for limit in [low, high] {
        within(field, limit, Some(most.negated()), most)?;
    }
    if low > high {
        let what = "the lower limit is above the upper".to_owned();
        return Err(CalculateError::at(field, Fault::Contradicts(what)));
    }
    Ok((low, high))
}

fn within(
    field: &'static str,
    number: Ratio,
    least: Option<Ratio>,
    most: Ratio,
) -> Result<Ratio, CalculateError> {
    let word = |limit: Ratio| limit.decimal().unwrap_or_default();
    match least {
        _ if number > most => Err(CalculateError::at(field, Fault::Above(word(most)))),
        Some(least) if number < least => Err(CalculateError::at(field, Fault::Below(word(least)))),
        _ => Ok(number),
    }
}

#[cfg(test)]
mod tests;
