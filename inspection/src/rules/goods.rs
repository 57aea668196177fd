//! Groups of goods: what their label and their quality are asked for, which
//! regulation and risk level they have, and which goods need no label.

use chrono::NaiveDate;

use super::fields::PackField;
use super::lists::ListUse;
use super::row::Row;
use crate::evidence::{Basis, Days, Evidence, Term};

/// A group of goods.
#[derive(Clone, Debug)]
pub struct GoodsKind {
    /// Code and names.
    pub name: Term,
    /// Fields of a label check before its lists: the common ones, then its own.
    pub label_fields: Vec<PackField>,
    /// Lists of a label check; none for goods without a label duty.
    pub label_lists: Vec<ListUse>,
    /// Why the goods need no label, where they need none: a code of
    /// `label_exclusions`.
    pub label_exclusion: Option<String>,
    /// Fields of a quality check before its lists: the common ones, then its
    /// own.
    pub quality_fields: Vec<PackField>,
    /// Lists of a quality check.
    pub quality_lists: Vec<ListUse>,
    /// Kinds of quantity to suggest with them.
    pub suggested_quantities: Vec<String>,
    /// The technical regulations, as cited, by day.
    pub regulations: Vec<Basis>,
    /// Whether the goods must carry the CR mark; `None` where that is not known
    /// or depends on the product.
    pub cr_required: Option<bool>,
    /// A code of `risk_levels`; `None` where it is not known.
    pub risk: Option<String>,
    /// How sure the row is.
    pub evidence: Evidence,
    /// Documents it rests on.
    pub bases: Vec<Basis>,
    /// What limits the row.
    pub note: Option<String>,
}

/// Why goods need no label by the label decree.
#[derive(Clone, Debug)]
pub struct LabelExclusions {
    /// The reasons.
    pub reasons: Vec<Term>,
    /// How sure they are.
    pub evidence: Evidence,
    /// Documents they rest on, by day.
    pub bases: Vec<Basis>,
}

/// A level of risk that goods are managed by; information, never a verdict.
#[derive(Clone, Debug)]
pub struct RiskLevel {
    /// Code and names.
    pub name: Term,
    /// When it holds.
    pub days: Days,
    /// The list that says so.
    pub basis: String,
    /// How sure the row is.
    pub evidence: Evidence,
}

impl GoodsKind {
    /// The technical regulation in force on `day`.
    #[must_use]
    pub fn regulation_on(&self, day: NaiveDate) -> Option<&Basis> {
        self.regulations.iter().find(|basis| basis.days.hold(day))
    }

    /// Reads the groups with the fields that all of them share.
    pub(super) fn read_all(whole: &Row<'_>) -> Vec<Self> {
        let label = whole.list("label_fields", PackField::read);
        let quality = whole.list("quality_fields", PackField::read);
        let mut kinds = Vec::new();
        whole.each("goods_kinds", &mut |row| {
            let mut kind = Self::read(row);
            kind.label_fields = behind(&label, kind.label_fields);
            kind.quality_fields = behind(&quality, kind.quality_fields);
            kinds.push(kind);
        });
        kinds
    }

    fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            label_fields: row.list("label_fields", PackField::read),
            label_lists: ListUse::read_all(row, "label_lists"),
            label_exclusion: row.optional_text("label_exclusion"),
            quality_fields: row.list("quality_fields", PackField::read),
            quality_lists: ListUse::read_all(row, "quality_lists"),
            suggested_quantities: row.texts("suggested_quantities"),
            regulations: row.bases_in("regulations"),
            cr_required: row.optional_flag("cr_required"),
            risk: row.optional_text("risk"),
            evidence: row.evidence(),
            bases: row.bases(),
            note: row.optional_text("note"),
        }
    }
}

impl LabelExclusions {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            reasons: row.terms("reasons"),
            evidence: row.evidence(),
            bases: row.bases(),
        }
    }

    /// The reason of this code.
    #[must_use]
    pub fn reason(&self, code: &str) -> Option<&Term> {
        self.reasons.iter().find(|reason| reason.code == code)
    }

    /// The document of `day`.
    #[must_use]
    pub fn basis_on(&self, day: NaiveDate) -> Option<&Basis> {
        self.bases.iter().find(|basis| basis.days.hold(day))
    }
}

impl Default for LabelExclusions {
    fn default() -> Self {
        Self {
            reasons: Vec::new(),
            evidence: Evidence::Memory,
            bases: Vec::new(),
        }
    }
}

impl RiskLevel {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            days: row.days(),
            basis: row.text("basis"),
            evidence: row.evidence(),
        }
    }
}

/// What every kind is asked, and behind it what only this one is.
fn behind(all: &[PackField], own: Vec<PackField>) -> Vec<PackField> {
    let mut fields = all.to_vec();
    fields.extend(own);
    fields
}
