//! How sure a fact is, and what it rests on. The marks travel with every
//! figure to the screen and the paper; memory is never shown as law.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::members::{FromJson, Member};

/// How a fact of the rule pack is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Read against the text of the law by the office's legal officer.
    SignedOff,
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
    /// When it is in force.
    pub days: Days,
    /// How sure it is that it says so, where that is not what the row itself
    /// is marked with.
    pub evidence: Option<Evidence>,
}

/// Days from one to another, both included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// First day; `None` where the start is not known.
    pub from: Option<NaiveDate>,
    /// Last day; `None` while open.
    pub to: Option<NaiveDate>,
}

impl Days {
    /// Whether `day` is one of them.
    #[must_use]
    pub fn hold(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether they have a day in common with others.
    #[must_use]
    pub fn overlap(self, other: Self) -> bool {
        let before = |one: Self, other: Self| {
            let ends = one.to.zip(other.from);
            ends.is_some_and(|(to, from)| to < from)
        };
        !before(self, other) && !before(other, self)
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

impl FromJson for Evidence {
    fn from_json(from: &Member<'_>) -> Self {
        from.word([
            ("signed_off", Self::SignedOff),
            ("found", Self::Found),
            ("derived", Self::Derived),
            ("weak", Self::Weak),
            ("memory", Self::Memory),
        ])
    }
}
