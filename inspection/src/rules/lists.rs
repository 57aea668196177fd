//! Checklists and how a check uses them.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::assessment::Severity;
use crate::evidence::{Basis, Evidence, Term};

/// A checklist template.
#[derive(Clone, Debug, Deserialize)]
pub struct Checklist {
    /// Code of the list, for example `CAN`.
    pub id: String,
    /// Vietnamese title.
    pub vi: String,
    /// English title.
    pub en: String,
    /// What limits the list.
    #[serde(default)]
    pub note: Option<String>,
    /// The items in order.
    pub items: Vec<Item>,
}

/// One item of a checklist.
#[derive(Clone, Debug, Deserialize)]
pub struct Item {
    /// Code and texts.
    #[serde(flatten)]
    pub name: Term,
    /// How to look, in Vietnamese.
    pub help_vi: String,
    /// How to look, in English.
    pub help_en: String,
    /// How it is answered.
    #[serde(flatten)]
    pub answer: ItemAnswer,
    /// How grave an adverse answer is.
    pub severity: Severity,
    /// How sure the item is.
    pub evidence: Evidence,
    /// Documents it rests on, by date; none where the basis is not known.
    #[serde(default)]
    pub bases: Vec<Basis>,
    /// What limits the item.
    #[serde(default)]
    pub note: Option<String>,
}

/// How an item is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum ItemAnswer {
    /// Conforms, does not, does not apply, or was not checked.
    Conform,
    /// Yes or no, where yes is the adverse answer.
    Flag,
    /// Something is written down; there is no verdict.
    Record,
    /// Worked out from other answers; cannot be answered by hand.
    Computed {
        /// What it is worked out from.
        computed: Computation,
    },
}

/// What a computed item is worked out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Computation {
    /// Verification against the day of the inspection.
    VerificationInDate,
    /// The state of the seals.
    SealsIntact,
    /// The readings against the limits.
    ErrorWithinLimit,
    /// Price against unit price and displayed volume.
    PriceAgrees,
    /// The verification scale interval against the table for gold.
    GoldResolution,
}

/// A list as a check uses it: whole, or some of its items.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ListUse {
    /// Code of the list.
    pub id: String,
    /// The items used; empty for all.
    #[serde(default)]
    pub only: Vec<String>,
    /// Items left out, because another check answers them.
    #[serde(default)]
    pub except: Vec<String>,
}

impl ListUse {
    /// Whether an item of the list is used.
    #[must_use]
    pub fn takes(&self, code: &str) -> bool {
        let named = |codes: &[String]| codes.iter().any(|named| named == code);
        (self.only.is_empty() || named(&self.only)) && !named(&self.except)
    }
}

impl Item {
    /// The document in force on `day`, or `None` where the basis is not known.
    #[must_use]
    pub fn basis_on(&self, day: NaiveDate) -> Option<&str> {
        self.bases
            .iter()
            .find(|basis| basis.in_force(day))
            .map(|basis| basis.text.as_str())
    }
}
