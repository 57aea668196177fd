//! The bare calculators: one JSON request in, one JSON answer out. Reads the
//! operation and hands the request to the file that answers for it; figures
//! come from `tables`, arithmetic from `metrology`.

mod answer;
mod error;
mod fuel;
mod gold;
#[cfg(feature = "office")]
mod line;
mod prepackage;
mod request;
mod weighing;

use serde_json::{Value, json};

use self::answer::Answer;
use self::request::Request;
use crate::metrology::ratio::TooManyDigits;
use crate::tables::Tables;

pub use self::error::{CalculateError, Fault};
#[cfg(feature = "office")]
pub use self::line::read_request;

/// Answers one request: an object whose field `calculate` names the operation.
///
/// Numbers are decimals in strings; counts may also be integers. Figures come
/// with `status`, the weakest mark they rest on, and `basis`. Quotients and
/// roots have nine decimals, other numbers are exact. Where no table has a row,
/// the answer is `{"not_covered": true, "why": …}`.
///
/// # Errors
/// [`CalculateError`] names the field at fault.
pub fn calculate(request: &Value) -> Result<Value, CalculateError> {
    calculate_from(Tables::shipped(), request)
}

/// The same from tables handed in.
pub(crate) fn calculate_from(tables: Tables<'_>, request: &Value) -> Result<Value, CalculateError> {
    let mut request = Request::new(request)?;
    let operation = request.text("calculate")?;
    let outcome = match operation {
        "weighing_mpe" | "weighing_error" | "weighing_class" | "eccentricity_load"
        | "repeatability" | "discrimination" | "zero_or_tare" => {
            weighing::calculate(tables.weighing, operation, &mut request)
        }
        "fuel_mpe" | "fuel_error" => fuel::calculate(tables.fuel, operation, &mut request),
        "gold_limit" | "gold_resolution" => gold::calculate(tables.gold, operation, &mut request),
        "tolerable_deficiency" | "sampling_plan" | "package_class" | "lot" | "double_sampling" => {
            prepackage::calculate(tables.prepackage, operation, &mut request)
        }
        unknown => Err(unknown_operation(unknown)),
    };
    match outcome {
        Ok(answer) => Ok(answer.finish(request.unread())),
        Err(Stop::NotCovered(why)) => Ok(json!({ "not_covered": true, "why": why })),
        Err(Stop::TooManyDigits) => Err(request.too_many_digits()),
        Err(Stop::Refused(error)) => Err(error),
    }
}

/// What an operation comes to.
type Outcome = Result<Answer, Stop>;

/// Why an operation gives no figures.
#[derive(Debug)]
enum Stop {
    /// No table has a row for what was asked; says which is missing.
    NotCovered(String),
    /// Each number can be read, but not all be worked with exactly.
    TooManyDigits,
    /// The request cannot be read.
    Refused(CalculateError),
}

impl Stop {
    fn not_covered(why: impl Into<String>) -> Self {
        Self::NotCovered(why.into())
    }
}

impl From<CalculateError> for Stop {
    fn from(error: CalculateError) -> Self {
        Self::Refused(error)
    }
}

impl From<TooManyDigits> for Stop {
    fn from(_: TooManyDigits) -> Self {
        Self::TooManyDigits
    }
}

fn unknown_operation(name: &str) -> Stop {
    Stop::Refused(CalculateError::UnknownOperation(name.to_owned()))
}

#[cfg(test)]
mod tests;
