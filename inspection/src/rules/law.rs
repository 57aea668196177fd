//! Documents of law and standards, what the penalty decree says, and who in the
//! office has checked a row.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::evidence::{Basis, Evidence, Term};

/// A law, decree, circular, procedure or standard.
#[derive(Clone, Debug, Deserialize)]
pub struct LegalDocument {
    /// Code and titles.
    #[serde(flatten)]
    pub name: Term,
    /// Number as cited.
    pub number: String,
    /// What it is: `law`, `decree`, `circular` …
    pub kind: String,
    /// First day in force; `None` where it is not known.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// Last day in force; `None` while open or not known.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// Code of the document in its place.
    #[serde(default)]
    pub replaced_by: Option<String>,
    /// Codes of the documents it amends.
    #[serde(default)]
    pub amends: Vec<String>,
    /// How sure the row is.
    pub evidence: Evidence,
    /// Where it was read.
    #[serde(default)]
    pub source: Option<String>,
    /// What limits the row.
    #[serde(default)]
    pub note: Option<String>,
}

/// A range of fines, to be looked up: never computed, never printed.
#[derive(Clone, Debug, Deserialize)]
pub struct Penalty {
    /// Code and behaviour.
    #[serde(flatten)]
    pub name: Term,
    /// Article of the decree.
    pub article: String,
    /// The least, in đồng, where known.
    #[serde(default)]
    pub min_vnd: Option<String>,
    /// The most, in đồng, where known.
    #[serde(default)]
    pub max_vnd: Option<String>,
    /// How sure the row is.
    pub evidence: Evidence,
    /// The decree.
    #[serde(default)]
    pub bases: Vec<Basis>,
    /// What limits the row.
    #[serde(default)]
    pub note: Option<String>,
}

/// The office's word that a row was read against the text of the law.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
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
