//! The calculators that judge a lot by its packages: by one sample, by two, or
//! measured whole. A system's figure that is not known stops the answer only
//! where the verdict would hang on it.

use serde_json::Value;

use super::{Declared, System, TESTS};
use crate::calculate::answer::Answer;
use crate::calculate::request::{CalculateError, Fault, Request, not_negative};
use crate::calculate::{Outcome, Stop};
use crate::metrology::lot::{Individual, Short, individual};
use crate::metrology::prepackage::Quantity;
use crate::metrology::ratio::{Ratio, TooManyDigits};
use crate::metrology::sampling::{Plan, Statistics, Test};
use crate::tables::prepackage::PrepackageTables;

/// `lot`: both criteria on one sample, or on the whole lot.
pub(super) fn judged(tables: &PrepackageTables, request: &mut Request<'_>) -> Outcome {
    let system = System::asked(tables, request)?;
    let test = request.one_of("test", &TESTS)?;
    let declared = Declared::asked(request)?;
    let lot = request.count("lot_size")?;
    let tare = tare(request, &declared)?;
    let sample = packages(request, "sample", &declared, lot, tare)?;

    let plan = plan_for(&system, test, lot, &sample)?;
    let limits = system.limits(&declared)?;
    let Some(k) = &plan.k else {
        let why = format!(
            "the factor of {} for a sample of {} is not known here",
            system.code,
            sample.len()
        );
        return Err(Stop::not_covered(why));
    };
    let errors = sample.iter().map(|actual| actual.minus(declared.nominal));
    let errors = errors.collect::<Result<Vec<_>, _>>()?;
    let Some(statistics) = Statistics::of(&errors).map_err(too_long)? else {
        return Err(CalculateError::at("sample", Fault::Missing).into());
    };
    let short = Short::of(&errors, &limits);
    let average = statistics.mean_conforms(k.value).map_err(too_long)?;
    let individual = individual(plan, lot, short)?;

    let mut answer = Answer::resting_on(&plan.basis, plan.evidence);
    answer.rests_on(&limits.row.basis, limits.row.evidence);
    answer.count("n", plan.size(lot)?);
    answer.text("k", &k.text);
    answer.put("accept", plan.accepts(lot)?.into());
    answer.exact("t", limits.t)?;
    answer.count("t1", short.t1);
    answer.count("t2", short.t2);
    answer.quotient("mean_error", statistics.mean)?;
    match statistics.variance {
        Some(variance) => answer.root("s", variance).map_err(too_long)?,
        None => answer.put("s", Value::Null),
    }
    answer.yes("average_conforming", average);
    let (conforming, verdict) = match (individual, average) {
        (Individual::Conforms, true) => (Some(true), "pass"),
        (Individual::Conforms, false) => (Some(true), "fail"),
        (Individual::Fails, _) => (Some(false), "fail"),
        (Individual::SecondSample | Individual::Unknown, false) => (None, "fail"),
        (Individual::SecondSample, true) => (None, "second_sample"),
        (Individual::Unknown, true) => return Err(undecided(&system, short)),
    };
    answer.put("individual_conforming", conforming.into());
    answer.text("verdict", verdict);
    Ok(answer)
}

/// `double_sampling`: the count of short packages in one sample or two.
pub(super) fn double_sampling(tables: &PrepackageTables, request: &mut Request<'_>) -> Outcome {
    let system = System::asked(tables, request)?;
    let declared = Declared::asked(request)?;
    let lot = request.count("lot_size")?;
    let first = packages(request, "first", &declared, lot, Ratio::ZERO)?;
    let second = second_sample(request, &declared, lot)?;

    let plans = system.plans(Test::NonDestructive, lot)?;
    let double = plans.iter().find_map(|plan| Some((*plan, plan.second?)));
    let Some((plan, then)) = double else {
        let why = format!(
            "{} has no double sampling plan for a lot of {lot} here",
            system.code
        );
        return Err(Stop::not_covered(why));
    };
    sized("first", &first, &[plan.size(lot)?], lot)?;
    if !second.is_empty() {
        sized("second", &second, &[then.n], lot)?;
    }
    let limits = system.limits(&declared)?;
    let short = |packages: &[Ratio]| -> Result<Short, Stop> {
        let errors = packages.iter().map(|actual| actual.minus(declared.nominal));
        Ok(Short::of(&errors.collect::<Result<Vec<_>, _>>()?, &limits))
    };
    let (one, two) = (short(&first)?, short(&second)?);
    let both = Short {
        t1: one.t1 + two.t1,
        t2: one.t2 + two.t2,
    };
    let decision = if both.t2 > 0 {
        "reject"
    } else {
        match individual(plan, lot, one)? {
            Individual::Conforms => "accept",
            Individual::Fails => "reject",
            _ if second.is_empty() => "second_sample",
            _ if both.t1 <= then.accept => "accept",
            _ => "reject",
        }
    };
    let mut answer = Answer::resting_on(&plan.basis, plan.evidence);
    answer.rests_on(&limits.row.basis, limits.row.evidence);
    answer.text("decision", decision);
    answer.exact("t", limits.t)?;
    answer.count("t1", both.t1);
    answer.count("t2", both.t2);
    Ok(answer)
}

/// The mean tare of a package, where the sample was weighed with it.
fn tare(request: &mut Request<'_>, declared: &Declared) -> Result<Ratio, Stop> {
    if !request.has("tare") {
        return Ok(Ratio::ZERO);
    }
    let tare = request.not_negative("tare")?;
    if declared.quantity != Quantity::MassVolume && !tare.is_zero() {
        let fault = Fault::Contradicts("only what is weighed has a tare".to_owned());
        return Err(CalculateError::at("tare", fault).into());
    }
    Ok(tare)
}

/// The packages of one list, net.
fn packages(
    request: &mut Request<'_>,
    field: &'static str,
    declared: &Declared,
    lot: u64,
    tare: Ratio,
) -> Result<Vec<Ratio>, Stop> {
    let gross = request.list(field, |value| {
        let amount = not_negative(value)?;
        declared.holds(amount)?;
        if amount < tare {
            return Err(Fault::Contradicts("less than the tare".to_owned()));
        }
        Ok(amount)
    })?;
    if count(&gross) > lot {
        let fault = Fault::Contradicts(format!("more packages than the lot of {lot}"));
        return Err(CalculateError::at(field, fault).into());
    }
    let net = gross.into_iter().map(|amount| amount.minus(tare));
    Ok(net.collect::<Result<_, _>>()?)
}

/// The second sample; absent or empty before it is taken.
fn second_sample(
    request: &mut Request<'_>,
    declared: &Declared,
    lot: u64,
) -> Result<Vec<Ratio>, Stop> {
    let empty = |value: &Value| value.as_array().is_some_and(Vec::is_empty);
    if request.optional("second").is_none_or(empty) {
        return Ok(Vec::new());
    }
    packages(request, "second", declared, lot, Ratio::ZERO)
}

/// The plan whose size the sample has.
fn plan_for<'tables>(
    system: &System<'tables, '_>,
    test: Test,
    lot: u64,
    sample: &[Ratio],
) -> Result<&'tables Plan, Stop> {
    let plans = system.plans(test, lot)?;
    if plans.is_empty() {
        return Err(system.without_plan(test, lot));
    }
    let mut sizes = Vec::new();
    for plan in plans {
        let size = plan.size(lot)?;
        if plan.mean_n.is_some_and(|mean_n| mean_n != size) {
            let why = format!(
                "{} takes the mean of another sample than it counts in a lot of {lot}: \
                 count with double_sampling",
                system.code
            );
            return Err(Stop::not_covered(why));
        }
        if size == count(sample) {
            return Ok(plan);
        }
        sizes.push(size);
    }
    sized("sample", sample, &sizes, lot)?;
    Err(system.without_plan(test, lot))
}

/// A sample has one of the sizes that its plan takes.
fn sized(field: &str, sample: &[Ratio], sizes: &[u64], lot: u64) -> Result<(), Stop> {
    let have = count(sample);
    if sizes.contains(&have) {
        return Ok(());
    }
    let sizes: Vec<_> = sizes.iter().map(u64::to_string).collect();
    let take = sizes.join(" or ");
    let fault = Fault::Contradicts(format!(
        "has {have} packages, the plan for a lot of {lot} takes {take}"
    ));
    Err(CalculateError::at(field, fault).into())
}

/// The squares of a sample do not fit.
fn too_long(_: TooManyDigits) -> CalculateError {
    CalculateError::at("sample", Fault::TooManyDigits)
}

fn undecided(system: &System<'_, '_>, short: Short) -> Stop {
    Stop::not_covered(format!(
        "{} of the packages are short by more than T; how many {} allows in a lot measured \
         whole is not known here",
        short.t1, system.code
    ))
}

fn count(packages: &[Ratio]) -> u64 {
    packages.len().try_into().unwrap_or(u64::MAX)
}
