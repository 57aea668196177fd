//! Fields and kinds of instrument, as the pack names them.

use rust_decimal::Decimal;

use super::lists::ListUse;
use super::load::PackError;
use super::row::Row;
use crate::evidence::{Basis, Evidence, Term};
use crate::exact;

/// A field as the pack names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackField {
    /// Code and names.
    pub name: Term,
    /// What is typed or chosen.
    pub kind: FieldType,
    /// Whether closing asks for it.
    pub required: bool,
    /// Unit shown beside the field.
    pub unit: Option<String>,
    /// The most that a number can be meant to be; more is a slip.
    pub most: Decimal,
    /// Choices, for a field that offers some.
    pub choices: Vec<Term>,
    /// The table of the pack that the choices are taken from.
    pub choices_from: Option<String>,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measures {
    /// Loads and indications.
    Weighing,
    /// Volumes delivered.
    Delivery,
}

/// The scope of a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LargestMax {
    /// The largest Max, itself included.
    pub value: Decimal,
    /// Its unit.
    pub unit: String,
    /// The procedure that says so.
    pub basis: String,
}

impl PackField {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, PackError> {
        Ok(Self {
            name: row.term()?,
            kind: row.word("type", FieldType::named)?,
            required: row.flag("required")?,
            unit: row.optional_text("unit")?,
            most: row.optional_decimal("most")?.unwrap_or_else(exact::largest),
            choices: row.terms("choices")?,
            choices_from: row.optional_text("choices_from")?,
        })
    }
}

impl InstrumentKind {
    /// Reads a kind; `field` gives the shared field of an id.
    pub(super) fn read(
        row: &Row<'_>,
        field: &dyn Fn(&str, &str) -> Result<PackField, PackError>,
    ) -> Result<Self, PackError> {
        let name = row.term()?;
        let fields = row.texts("fields")?;
        let fields = fields
            .iter()
            .map(|id| field(&name.code, id))
            .collect::<Result<_, _>>()?;
        let largest_max = row.optional_row("largest_max")?;
        let measures = row
            .optional_text("measures")?
            .map(|_| row.word("measures", Measures::named));
        Ok(Self {
            name,
            lists: ListUse::read_all(row, "lists")?,
            measures: measures.transpose()?,
            largest_max: largest_max.map(|row| LargestMax::read(&row)).transpose()?,
            in_plan: row.flag("in_plan")?,
            evidence: row.evidence()?,
            bases: row.bases()?,
            note: row.optional_text("note")?,
            fields,
            reading_fields: Vec::new(),
        })
    }
}

impl LargestMax {
    fn read(row: &Row<'_>) -> Result<Self, PackError> {
        let (value, unit) = (row.decimal("value")?, row.text("unit")?);
        Ok(Self {
            value,
            unit,
            basis: row.text("basis")?,
        })
    }
}

impl FieldType {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "text" => Self::Text,
            "long_text" => Self::LongText,
            "decimal" => Self::Decimal,
            "count" => Self::Count,
            "date" => Self::Date,
            "date_or_month" => Self::DateOrMonth,
            "choice" => Self::Choice,
            _ => return None,
        })
    }
}

impl Measures {
    fn named(word: &str) -> Option<Self> {
        match word {
            "weighing" => Some(Self::Weighing),
            "delivery" => Some(Self::Delivery),
            _ => None,
        }
    }
}
