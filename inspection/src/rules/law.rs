//! Documents of law and standards, and what the penalty decree says.

use chrono::NaiveDate;

use super::annex::Annex;
use super::row::Row;
use super::words::evidence;
use crate::evidence::{Basis, Days, Evidence, Term};

/// A law, decree, circular, procedure or standard.
#[derive(Clone, Debug)]
pub struct LegalDocument {
    /// Code and titles.
    pub name: Term,
    /// Number as cited.
    pub number: String,
    /// What it is: `law`, `decree`, `circular` …
    pub kind: String,
    /// When it is in force; no end while open or not known.
    pub days: Days,
    /// How sure its first day is, where that is not what the row is marked
    /// with.
    pub began: Option<Evidence>,
    /// Code of the document in its place.
    pub replaced_by: Option<String>,
    /// Codes of the documents it amends.
    pub amends: Vec<String>,
    /// How sure the row is.
    pub evidence: Evidence,
    /// Where it was read.
    pub source: Option<String>,
    /// What limits the row.
    pub note: Option<String>,
}

/// A range of fines, to be looked up: never computed, never printed.
#[derive(Clone, Debug)]
pub struct Penalty {
    /// Code and behaviour.
    pub name: Term,
    /// Article of the decree.
    pub article: String,
    /// What the range depends on, where it does.
    pub tier: Option<Tier>,
    /// The least, in đồng, where known.
    pub min_vnd: Option<String>,
    /// The most, in đồng, where known.
    pub max_vnd: Option<String>,
    /// The least and the most as multiples of the value of the goods sold.
    pub multiples: Option<(String, String)>,
    /// Codes of the checklist items whose adverse answer is this behaviour.
    pub items: Vec<String>,
    /// When it is in force.
    pub days: Days,
    /// How sure the row is.
    pub evidence: Evidence,
    /// The decree.
    pub bases: Vec<Basis>,
    /// What limits the row.
    pub note: Option<String>,
}

/// One step of a range of fines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// What the ranges are: for reference, and of whom is in dispute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PenaltyNote {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

impl Annex {
    /// The ranges of fines for what an adverse answer to this item amounts to,
    /// or of this row, on `day`. For reference only, with
    /// [`Annex::penalty_note`] beside them: no assessment and no document holds
    /// any.
    pub fn penalties_for(&self, code: &str, day: NaiveDate) -> impl Iterator<Item = &Penalty> {
        let of = move |row: &&Penalty| {
            row.name.code == code || row.items.iter().any(|item| item == code)
        };
        let rows = self.penalties.iter().filter(of);
        rows.filter(move |row| row.days.hold(day))
    }
}

impl PenaltyNote {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            vi: row.words("vi"),
            en: row.words("en"),
        }
    }
}

impl LegalDocument {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            number: row.text("number"),
            kind: row.text("kind"),
            days: row.days(),
            began: row
                .has("valid_from_evidence")
                .then(|| row.word("valid_from_evidence", evidence, Evidence::Memory)),
            replaced_by: row.optional_text("replaced_by"),
            amends: row.texts("amends"),
            evidence: row.evidence(),
            source: row.optional_text("source"),
            note: row.optional_text("note"),
        }
    }
}

impl Penalty {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            article: row.text("article"),
            tier: row.optional_row("tier").map(|row| Tier {
                vi: row.words("vi"),
                en: row.words("en"),
            }),
            min_vnd: row.optional_text("min_vnd"),
            max_vnd: row.optional_text("max_vnd"),
            multiples: row
                .optional_text("min_multiple")
                .zip(row.optional_text("max_multiple")),
            items: row.texts("items"),
            days: row.days(),
            evidence: row.evidence(),
            bases: row.bases(),
            note: row.optional_text("note"),
        }
    }
}
