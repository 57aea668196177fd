//! Who is visited, where that is, and who inspects.

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
    /// Codes of the units it was made from.
    pub predecessors: Vec<String>,
    /// When it exists.
    pub days: Days,
    /// How sure the row is.
    pub evidence: Evidence,
}

/// Who inspects: data, since districts ended in July 2025. Empty until the
/// office fills it in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authority {
    /// The body above.
    pub superior: Option<String>,
    /// Its own name.
    pub name: Option<String>,
    /// The place in the heading of minutes.
    pub place: Option<String>,
    /// Title of who signs.
    pub signatory_title: Option<String>,
    /// Who the reports go to.
    pub report_recipient: Option<String>,
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
            predecessors: row.texts("predecessors"),
            days: row.days(),
            evidence: row.evidence(),
        }
    }
}

impl Authority {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            superior: row.optional_text("superior"),
            name: row.optional_text("name"),
            place: row.optional_text("place"),
            signatory_title: row.optional_text("signatory_title"),
            report_recipient: row.optional_text("report_recipient"),
        }
    }
}
