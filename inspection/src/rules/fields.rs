//! Fields and kinds of instrument, as the pack names them.

use rust_decimal::Decimal;

use super::lists::ListUse;
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
    /// The table of the pack that the choices are taken from: for a field of
    /// the visit, the kinds of establishment.
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
    pub(super) fn read(row: &Row<'_>) -> Self {
        let choices_from = row.optional_text("choices_from");
        if let Some(table) = &choices_from
            && table != "establishment_kinds"
        {
            row.unknown("the table", table);
        }
        Self {
            name: row.term(),
            kind: row.word("type", FieldType::named, FieldType::Text),
            required: row.flag("required"),
            unit: row.optional_text("unit"),
            most: row.optional_decimal("most").unwrap_or_else(exact::largest),
            choices: row.terms("choices"),
            choices_from,
        }
    }
}

impl InstrumentKind {
    /// Reads a kind, which names its fields by the ids of the shared ones.
    pub(super) fn read(row: &Row<'_>, shared: &[SharedField]) -> Self {
        let mut fields = Vec::new();
        for id in row.texts("fields") {
            match shared.iter().find(|field| field.id == id) {
                Some(found) => fields.push(found.field.clone()),
                None => row.unknown("the field", &id),
            }
        }
        Self {
            name: row.term(),
            lists: ListUse::read_all(row, "lists"),
            measures: row
                .has("measures")
                .then(|| row.word("measures", Measures::named, Measures::Weighing)),
            largest_max: row
                .optional_row("largest_max")
                .as_ref()
                .map(LargestMax::read),
            in_plan: row.flag("in_plan"),
            evidence: row.evidence(),
            bases: row.bases(),
            note: row.optional_text("note"),
            fields,
            reading_fields: Vec::new(),
        }
    }
}

/// A field that kinds of instrument share.
pub(super) struct SharedField {
    id: String,
    field: PackField,
}

impl SharedField {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            id: row.text("id"),
            field: PackField::read(row),
        }
    }
}

impl LargestMax {
    fn read(row: &Row<'_>) -> Self {
        Self {
            value: row.decimal("value"),
            unit: row.text("unit"),
            basis: row.text("basis"),
        }
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
