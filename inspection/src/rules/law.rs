//! Documents of law and standards, what the penalty decree says, and who in the
//! office has checked a row.

use chrono::NaiveDate;

use super::row::Row;
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
    /// The least, in đồng, where known.
    pub min_vnd: Option<String>,
    /// The most, in đồng, where known.
    pub max_vnd: Option<String>,
    /// How sure the row is.
    pub evidence: Evidence,
    /// The decree.
    pub bases: Vec<Basis>,
    /// What limits the row.
    pub note: Option<String>,
}

/// The office's word that a row was read against the text of the law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOff {
    /// Code of the row.
    pub row: String,
    /// Who checked it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// The text that was read.
    pub text: String,
}

impl LegalDocument {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            number: row.text("number"),
            kind: row.text("kind"),
            days: row.days(),
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
            min_vnd: row.optional_text("min_vnd"),
            max_vnd: row.optional_text("max_vnd"),
            evidence: row.evidence(),
            bases: row.bases(),
            note: row.optional_text("note"),
        }
    }
}

impl SignOff {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            row: row.text("row"),
            by: row.text("by"),
            on: row.date("on"),
            text: row.text("text"),
        }
    }
}
