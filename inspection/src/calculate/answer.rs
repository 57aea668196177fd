//! The answer of a calculator: figures in the spelling of the command line,
//! the documents they rest on, and the weakest mark among them.

use serde_json::{Map, Value};

use crate::evidence::Evidence;
use crate::metrology::ratio::{Ratio, TooManyDigits};

/// Figures on their way out.
#[derive(Debug)]
pub(super) struct Answer {
    figures: Map<String, Value>,
    status: Evidence,
    basis: Vec<String>,
}

impl Answer {
    /// An answer that rests on this first; every answer rests on something.
    pub(super) fn resting_on(basis: &str, evidence: Evidence) -> Self {
        Self {
            figures: Map::new(),
            status: evidence,
            basis: vec![basis.to_owned()],
        }
    }

    /// Names another document; the weakest mark stays.
    pub(super) fn rests_on(&mut self, basis: &str, evidence: Evidence) {
        self.status = self.status.max(evidence);
        if !self.basis.iter().any(|known| known == basis) {
            self.basis.push(basis.to_owned());
        }
    }

    /// A number that a decimal ends on, as it is.
    pub(super) fn exact(&mut self, name: &str, number: Ratio) -> Result<(), TooManyDigits> {
        self.text(name, &number.decimal()?);
        Ok(())
    }

    /// A quotient: nine decimals, half away from zero.
    pub(super) fn quotient(&mut self, name: &str, number: Ratio) -> Result<(), TooManyDigits> {
        self.text(name, &number.nine_decimals()?);
        Ok(())
    }

    /// The square root of `square`: nine decimals, half away from zero.
    pub(super) fn root(&mut self, name: &str, square: Ratio) -> Result<(), TooManyDigits> {
        self.text(name, &square.root_nine_decimals()?);
        Ok(())
    }

    /// A count, as an integer.
    pub(super) fn count(&mut self, name: &str, count: u64) {
        self.put(name, count.into());
    }

    /// Yes or no.
    pub(super) fn yes(&mut self, name: &str, yes: bool) {
        self.put(name, yes.into());
    }

    /// A word or a number already written.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.put(name, text.into());
    }

    /// Any other value, for example a list.
    pub(super) fn put(&mut self, name: &str, value: Value) {
        self.figures.insert(name.to_owned(), value);
    }

    /// The JSON. Fields of the request that nothing read are named, so that a
    /// misspelt one does not pass for heard.
    pub(super) fn finish(mut self, unread: Vec<String>) -> Value {
        let status = serde_json::to_value(self.status).unwrap_or(Value::Null);
        self.put("status", status);
        let basis = self.basis.join("; ");
        self.text("basis", &basis);
        if !unread.is_empty() {
            self.put("unread", unread.into());
        }
        Value::Object(self.figures)
    }
}
