//! Fields and kinds of instrument, as the pack names them.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::lists::ListUse;
use crate::evidence::{Basis, Evidence, Term};
use crate::exact;

/// A field as the pack names it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PackField {
    /// Code and names.
    #[serde(flatten)]
    pub name: Term,
    /// What is typed or chosen.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Whether closing asks for it.
    pub required: bool,
    /// Unit shown beside the field.
    #[serde(default)]
    pub unit: Option<String>,
    /// The most that a number can be meant to be; more is a slip.
    #[serde(default = "exact::largest", with = "exact")]
    pub most: Decimal,
    /// Choices, for a field that offers some.
    #[serde(default)]
    pub choices: Vec<Term>,
    /// The table of the pack that the choices are taken from.
    #[serde(default)]
    pub choices_from: Option<String>,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// A number, comma or point.
    Decimal,
    /// A whole number.
    Count,
    /// A day.
    Date,
    /// A day, or a month and year, which counts to its last day.
    DateOrMonth,
    /// One of the choices.
    Choice,
}

/// A kind of measuring instrument.
#[derive(Clone, Debug)]
pub struct InstrumentKind {
    /// Code and names.
    pub name: Term,
    /// The lists it is inspected by.
    pub lists: Vec<ListUse>,
    /// What its readings are; `None` for a kind inspected by list and validity
    /// alone.
    pub measures: Option<Measures>,
    /// Largest Max that the procedure covers, where it has a limit.
    pub largest_max: Option<LargestMax>,
    /// Named as an object of the plan.
    pub in_plan: bool,
    /// How sure the row is.
    pub evidence: Evidence,
    /// Documents it rests on.
    pub bases: Vec<Basis>,
    /// What limits the row.
    pub note: Option<String>,
    /// Identity and evidence of verification.
    pub fields: Vec<PackField>,
    /// The fields of one reading, in this kind's units; none without readings.
    pub reading_fields: Vec<PackField>,
}

impl InstrumentKind {
    /// The field of this code.
    #[must_use]
    pub fn field(&self, code: &str) -> Option<&PackField> {
        self.fields.iter().find(|field| field.name.code == code)
    }
}

/// What the readings of an instrument are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measures {
    /// Loads and indications.
    Weighing,
    /// Volumes delivered.
    Delivery,
}

/// The scope of a procedure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LargestMax {
    /// The largest Max, itself included.
    #[serde(with = "exact")]
    pub value: Decimal,
    /// Its unit.
    pub unit: String,
    /// The procedure that says so.
    pub basis: String,
}
