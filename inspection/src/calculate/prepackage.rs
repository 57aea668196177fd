//! The calculators of prepackages: deficiencies, sampling plans and lots.
//! Reads the request and writes the answer; the arithmetic is `metrology`'s.

use super::request::Request;
use super::{Outcome, unknown_operation};

/// Answers one operation of this file.
pub(super) fn calculate(operation: &str, _request: &mut Request<'_>) -> Outcome {
    Err(unknown_operation(operation))
}
