//! Who is visited, and where that is.

use super::row::Row;
use crate::evidence::{Basis, Days, Evidence, Term};

/// A kind of establishment.
#[derive(Clone, Debug)]
pub struct EstablishmentKind {
    /// Code and names.
    pub name: Term,
    /// Named as an object of the plan.
    pub in_plan: bool,
    /// Kinds of instrument to suggest.
    pub suggested_instruments: Vec<String>,
    /// Groups of goods to suggest.
    pub suggested_goods: Vec<String>,
    /// Kinds of quantity to suggest.
    pub suggested_quantities: Vec<String>,
    /// How sure the row is.
    pub evidence: Evidence,
    /// Documents it rests on.
    pub bases: Vec<Basis>,
}

/// A city, district or ward. Proper names need no English.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Stable code; a record keeps the one it was made with.
    pub code: String,
    /// `city`, `district` or `ward`.
    pub level: String,
    /// Name.
    pub vi: String,
    /// Code of the unit it belongs to.
    pub parent: Option<String>,
    /// Codes of the units it was made from, by each source that says so: more
    /// than one list where they disagree, and none is then to be relied on.
    pub predecessors: Vec<Composition>,
    /// When it exists.
    pub days: Days,
    /// How sure the row is.
    pub evidence: Evidence,
}

/// What a unit was made from, as one source has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composition {
    /// Codes of the units.
    pub units: Vec<String>,
    /// Where it was read; `None` where that is not known.
    pub basis: Option<String>,
    /// How sure it is.
    pub evidence: Evidence,
}

impl EstablishmentKind {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            in_plan: row.flag("in_plan"),
            suggested_instruments: row.texts("suggested_instruments"),
            suggested_goods: row.texts("suggested_goods"),
            suggested_quantities: row.texts("suggested_quantities"),
            evidence: row.evidence(),
            bases: row.bases(),
        }
    }
}

impl Unit {
    /// The units it was made from; `None` where the sources disagree.
    #[must_use]
    pub fn made_from(&self) -> Option<&[String]> {
        match self.predecessors.as_slice() {
            [] => Some(&[]),
            [one] => Some(&one.units),
            _ => None,
        }
    }

    /// Code and name, which is a proper name in every language.
    pub(super) fn term(&self) -> Term {
        Term {
            code: self.code.clone(),
            vi: self.vi.clone(),
            en: self.vi.clone(),
        }
    }

    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            code: row.text("code"),
            level: row.text("level"),
            vi: row.text("vi"),
            parent: row.optional_text("parent"),
            predecessors: row.list("compositions", |row| Composition {
                units: row.texts("units"),
                basis: row.optional_text("basis"),
                evidence: row.evidence(),
            }),
            days: row.days(),
            evidence: row.evidence(),
        }
    }
}
