//! How sure a fact is, and what it rests on. The marks travel with every
//! figure to the screen and the paper; memory is never shown as law.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How a fact of the rule pack is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Stated in a published source.
    Found,
    /// Arithmetic from other facts.
    Derived,
    /// Press, vendor, or a fragment of the text.
    Weak,
    /// General knowledge, unverified: not law until somebody checked it.
    Memory,
}

/// A document and article, with the days on which it is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Document and article as cited.
    pub text: String,
    /// Codes of the documents cited, where the pack holds them.
    pub documents: Vec<String>,
    /// First day in force; `None` where the start is not known.
    pub valid_from: Option<NaiveDate>,
    /// Last day in force; `None` while open.
    pub valid_to: Option<NaiveDate>,
}

impl Basis {
    /// Whether the document is in force on `day`, both ends included.
    #[must_use]
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// A coded word with its Vietnamese and English name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Stable code, as stored in documents.
    pub code: String,
    /// Vietnamese name.
    pub vi: String,
    /// English name.
    pub en: String,
}
