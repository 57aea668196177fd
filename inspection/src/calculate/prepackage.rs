//! The calculators of prepackages: deficiencies and sampling plans here, whole
//! lots in `lot`. Reads the request and writes the answer; the arithmetic is
//! `metrology`'s.

mod lot;

use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::request::{CalculateError, Fault, Request};
use super::{Outcome, Stop, unknown_operation};
use crate::metrology::prepackage::{PackageClass, Quantity, Tolerance, tolerance};
use crate::metrology::ratio::Ratio;
use crate::metrology::sampling::{Plan, SampleSize, Test, plans};
use crate::tables::prepackage::PrepackageTables;

const QUANTITIES: [(&str, Quantity); 4] = [
    ("mass_volume", Quantity::MassVolume),
    ("length", Quantity::Length),
    ("area", Quantity::Area),
    ("count", Quantity::Count),
];
const TESTS: [(&str, Test); 2] = [
    ("non_destructive", Test::NonDestructive),
    ("destructive", Test::Destructive),
];

/// Answers one operation of this file.
pub(super) fn calculate(
    tables: &PrepackageTables,
    operation: &str,
    request: &mut Request<'_>,
) -> Outcome {
    match operation {
        "tolerable_deficiency" => tolerable_deficiency(tables, request),
        "package_class" => package_class(tables, request),
        "sampling_plan" => sampling_plan(tables, request),
        "lot" => lot::judged(tables, request),
        "double_sampling" => lot::double_sampling(tables, request),
        unknown => Err(unknown_operation(unknown)),
    }
}

fn tolerable_deficiency(tables: &PrepackageTables, request: &mut Request<'_>) -> Outcome {
    let system = System::asked(tables, request)?;
    let declared = Declared::asked(request)?;
    let limits = system.limits(&declared)?;
    let mut answer = Answer::resting_on(&limits.row.basis, limits.row.evidence);
    answer.exact("t", limits.t)?;
    Ok(answer)
}

fn package_class(tables: &PrepackageTables, request: &mut Request<'_>) -> Outcome {
    let system = System::asked(tables, request)?;
    let declared = Declared::asked(request)?;
    let actual = request.not_negative("actual")?;
    declared
        .holds(actual)
        .map_err(|fault| CalculateError::at("actual", fault))?;
    let limits = system.limits(&declared)?;
    let class = match limits.class_of(declared.nominal.minus(actual)?) {
        PackageClass::Tolerated => "ok",
        PackageClass::T1 => "T1",
        PackageClass::T2 => "T2",
    };
    let mut answer = Answer::resting_on(&limits.row.basis, limits.row.evidence);
    answer.text("class", class);
    answer.exact("t", limits.t)?;
    Ok(answer)
}

fn sampling_plan(tables: &PrepackageTables, request: &mut Request<'_>) -> Outcome {
    let system = System::asked(tables, request)?;
    let lot = request.count("lot_size")?;
    let test = request.one_of("test", &TESTS)?;
    let found = system.plans(test, lot)?;
    // Where both may be done, the sample is the plan and the whole lot the
    // other way.
    let sample = found.iter().find(|plan| plan.n != SampleSize::WholeLot);
    let whole = found.iter().find(|plan| plan.n == SampleSize::WholeLot);
    let Some(plan) = sample.or(whole) else {
        return Err(system.without_plan(test, lot));
    };
    let mut answer = Answer::resting_on(&plan.basis, plan.evidence);
    for (name, value) in figures(plan, lot)? {
        answer.put(&name, value);
    }
    if let (Some(_), Some(whole)) = (sample, whole) {
        let mut other = figures(whole, lot)?;
        let status = serde_json::to_value(whole.evidence).unwrap_or(Value::Null);
        other.insert("status".to_owned(), status);
        other.insert("basis".to_owned(), whole.basis.clone().into());
        answer.put("whole_lot", other.into());
    }
    Ok(answer)
}

/// A plan as the command line writes it; what is not known is null.
fn figures(plan: &Plan, lot: u64) -> Result<Map<String, Value>, Stop> {
    let mut figures = Map::new();
    let mut put = |name: &str, value: Value| figures.insert(name.to_owned(), value);
    put("n", plan.size(lot)?.into());
    put("k", plan.k.as_ref().map(|k| k.text.clone()).into());
    put("accept", plan.accepts(lot)?.into());
    if let Some(mean_n) = plan.mean_n {
        put("mean_n", mean_n.into());
    }
    if let (Some(reject), Some(second)) = (plan.reject, plan.second) {
        put("reject", reject.into());
        let both = json!({ "n": second.n, "accept": second.accept, "reject": second.reject });
        put("second", both);
    }
    Ok(figures)
}

/// A system the tables name.
struct System<'tables, 'request> {
    tables: &'tables PrepackageTables,
    code: &'request str,
}

impl<'tables, 'request> System<'tables, 'request> {
    fn asked(
        tables: &'tables PrepackageTables,
        request: &mut Request<'request>,
    ) -> Result<Self, Stop> {
        let code = request.text("system")?;
        let known = tables.systems();
        if !known.contains(&code) {
            let known = known.join(", ");
            let why = format!("no table of prepackages is known for {code:?}; known are {known}");
            return Err(Stop::NotCovered(why));
        }
        if let Some(unread) = tables.unread.iter().find(|row| row.system == code) {
            return Err(Stop::not_covered(unread.why.as_str()));
        }
        Ok(Self { tables, code })
    }

    fn limits(&self, declared: &Declared) -> Result<Tolerance<'tables>, Stop> {
        let rows = &self.tables.deficiencies;
        let found = tolerance(rows, self.code, declared.quantity, declared.nominal)?;
        found.ok_or_else(|| {
            let quantity = named(&QUANTITIES, declared.quantity);
            let code = self.code;
            Stop::not_covered(format!(
                "{code} has no tolerable deficiency of {quantity} for this nominal quantity here"
            ))
        })
    }

    fn plans(&self, test: Test, lot: u64) -> Result<Vec<&'tables Plan>, Stop> {
        Ok(plans(&self.tables.plans, self.code, test, lot)?)
    }

    fn without_plan(&self, test: Test, lot: u64) -> Stop {
        let (code, test) = (self.code, named(&TESTS, test));
        Stop::not_covered(format!("{code} has no {test} plan for a lot of {lot} here"))
    }
}

/// What the package says it holds.
struct Declared {
    quantity: Quantity,
    nominal: Ratio,
}

impl Declared {
    /// Mass or volume, where the request names no quantity.
    fn asked(request: &mut Request<'_>) -> Result<Self, Stop> {
        let quantity = if request.has("quantity") {
            request.one_of("quantity", &QUANTITIES)?
        } else {
            Quantity::MassVolume
        };
        let nominal = request.positive("nominal")?;
        let declared = Self { quantity, nominal };
        declared
            .holds(nominal)
            .map_err(|fault| CalculateError::at("nominal", fault))?;
        Ok(declared)
    }

    /// Whether an amount can be one of this quantity: pieces are whole.
    fn holds(&self, amount: Ratio) -> Result<(), Fault> {
        if self.quantity == Quantity::Count && !amount.is_whole() {
            return Err(Fault::NotWhole);
        }
        Ok(())
    }
}

fn named<'names, T: Copy + PartialEq>(names: &[(&'names str, T)], value: T) -> &'names str {
    let found = names.iter().find(|(_, known)| *known == value);
    found.map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests;
