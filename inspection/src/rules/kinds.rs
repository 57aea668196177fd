//! Kinds of things that are measured, with the fields and trials of each, in the
//! units of the kind. What a field takes is `fields`' business.

use rust_decimal::Decimal;

use super::fields::{FieldType, Indication, PackField, SharedField};
use super::lists::ListUse;
use super::row::Row;
use super::trials::Trial;
use crate::evidence::{Basis, Evidence, Term};

/// A kind of thing that is measured: an instrument, or a quantity of goods.
#[derive(Clone, Debug)]
pub struct MeasuredKind {
    /// Code and names.
    pub name: Term,
    /// The lists it is inspected by.
    pub lists: Vec<ListUse>,
    /// Largest Max that the procedure covers, where it has a limit.
    pub largest_max: Option<LargestMax>,
    /// How a weighing instrument indicates; `None` for other kinds.
    pub indication: Option<Indication>,
    /// Named as an object of the plan.
    pub in_plan: bool,
    /// How sure the row is.
    pub evidence: Evidence,
    /// Documents it rests on.
    pub bases: Vec<Basis>,
    /// What limits the row.
    pub note: Option<String>,
    /// What is asked of it: identity, evidence of verification.
    pub fields: Vec<PackField>,
    /// The trials it can be put to, the main one first, in this kind's units;
    /// none for a kind inspected by list and validity alone.
    pub trials: Vec<Trial>,
}

impl MeasuredKind {
    /// The field of this code.
    #[must_use]
    pub fn field(&self, code: &str) -> Option<&PackField> {
        self.fields.iter().find(|field| field.name.code == code)
    }
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

impl MeasuredKind {
    /// Reads a kind, which names its fields by the ids of the shared ones.
    pub(super) fn read(row: &Row<'_>, shared: &[SharedField], trials: &[Trial]) -> Self {
        let mut fields = Vec::new();
        for id in row.texts("fields") {
            match shared.iter().find(|field| field.id == id) {
                Some(found) => fields.push(found.field.clone()),
                None => row.unknown("the field", &id),
            }
        }
        let named = fields.clone();
        take_units(row, &named, &mut fields);
        let indication = Indication::read(row);
        let mut own = Vec::new();
        for code in row.texts("trials") {
            match trials.iter().find(|trial| trial.name.code == code) {
                Some(found) => {
                    let mut trial = found.clone();
                    let asked = |field: &PackField| {
                        field.indication.is_none_or(|of| indication == Some(of))
                    };
                    trial.fields.retain(asked);
                    take_units(row, &fields, &mut trial.fields);
                    own.push(trial);
                }
                None => row.unknown("the trial", &code),
            }
        }
        Self {
            name: row.term(),
            lists: ListUse::read_all(row, "lists"),
            largest_max: row
                .optional_row("largest_max")
                .as_ref()
                .map(LargestMax::read),
            indication,
            in_plan: row.flag("in_plan"),
            evidence: row.evidence(),
            bases: row.bases(),
            note: row.optional_text("note"),
            fields,
            trials: own,
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

/// Gives fields the units of those they name. Only a choice is asked again when
/// a number is read.
fn take_units(row: &Row<'_>, named: &[PackField], fields: &mut [PackField]) {
    for field in fields {
        let Some(code) = field.unit_of.take() else {
            continue;
        };
        match named.iter().find(|field| field.name.code == code) {
            Some(from) if from.kind == FieldType::Choice => field.unit_of = Some(code),
            Some(from) => field.unit.clone_from(&from.unit),
            None => row.unknown("the field", &code),
        }
    }
}
