//! What an inspection leaves open, what settles it, and which outcomes fit it. A
//! fold of documents: an outcome settles what it says is done, a later inspection
//! what it found in order. Nobody settles anything by hand, and the order in which
//! documents come is nothing.

mod left_open;
mod settling;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::assessment::Verdict;
use crate::check::{Check, CheckKind};
use crate::id::{CheckId, DocumentId, InspectionId};
use crate::inspection::{Inspection, WithoutChecks};
use crate::outcome::{Outcome, OutcomeResult};
use crate::register::folded_words;

/// What has to happen after a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowUpKind {
    /// Something has to be put right (khắc phục).
    Remedy,
    /// An instrument has to be verified again (kiểm định lại).
    Reverification,
    /// Use or sale was stopped (tạm dừng).
    Suspension,
    /// Something was sealed (niêm phong).
    Seal,
    /// A sample is at the laboratory (mẫu chờ kết quả).
    Sample,
    /// Another body has it (chuyển cơ quan khác).
    Referral,
}

/// One thing that an inspection leaves open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// What has to happen.
    pub kind: FollowUpKind,
    /// The check it is about; `None` for the visit as a whole, or a thing in words.
    pub check: Option<CheckId>,
    /// What it is about, as it was written; empty where only the check says it.
    pub what: String,
    /// By when; `None` where no day was set.
    pub until: Option<NaiveDate>,
    /// From which day on something can settle it.
    pub since: NaiveDate,
}

/// A thing that was looked at, by what tells it from others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookedAt {
    /// The check's number.
    pub check: CheckId,
    /// The kind of check.
    pub kind: CheckKind,
    /// Code of the instrument, group of goods or quantity.
    pub subject: String,
    /// Serial number of an instrument, name of a product; folded.
    pub name: String,
    /// Whether it was found in order.
    pub conforms: bool,
    /// Whether it was found not to be.
    pub violates: bool,
}

/// What an inspection means for the time after it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aftermath {
    /// What it leaves open, in the order of its lists.
    pub left_open: Vec<FollowUp>,
    /// What was looked at.
    pub looked_at: Vec<LookedAt>,
    /// Whether entry was refused.
    pub refused: bool,
}

/// An inspection that came after another one at the same establishment.
#[derive(Clone, Debug)]
pub struct Later {
    /// Its id.
    pub id: InspectionId,
    /// The day of the visit.
    pub on: NaiveDate,
    /// What was found.
    pub aftermath: Aftermath,
}

/// By which document, and on which day, something is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Settled {
    /// The day of the outcome or of the later visit.
    pub on: NaiveDate,
    /// The outcome or the later inspection.
    pub by: DocumentId,
}

impl FollowUpKind {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 6] = [
        Self::Remedy,
        Self::Reverification,
        Self::Suspension,
        Self::Seal,
        Self::Sample,
        Self::Referral,
    ];

    /// The code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Remedy => "remedy",
            Self::Reverification => "reverification",
            Self::Suspension => "suspension",
            Self::Seal => "seal",
            Self::Sample => "sample",
            Self::Referral => "referral",
        }
    }

    /// The outcome that most often settles it, by its code.
    #[must_use]
    pub fn usual(self) -> &'static str {
        match self {
            Self::Remedy => "remedied",
            Self::Reverification => "reverified",
            Self::Suspension => "suspension_lifted",
            Self::Seal => "seal_lifted",
            Self::Sample => "sample_passed",
            Self::Referral => "referral_answered",
        }
    }
}

impl Aftermath {
    /// What one inspection means for the time after it.
    #[must_use]
    pub fn of(inspection: &Inspection) -> Self {
        Self {
            left_open: left_open::left_open(inspection),
            looked_at: inspection.checks.iter().map(LookedAt::of).collect(),
            refused: inspection.without_checks == Some(WithoutChecks::EntryRefused),
        }
    }

    /// What is open or was: what the inspection left, and what was passed on
    /// afterwards.
    #[must_use]
    pub fn with(&self, outcomes: &[Outcome]) -> Vec<FollowUp> {
        let passed_on = outcomes
            .iter()
            .filter(|outcome| outcome.result == OutcomeResult::PassedOn)
            .map(|outcome| FollowUp {
                kind: FollowUpKind::Referral,
                check: outcome.check,
                what: outcome.reference.clone().unwrap_or_default(),
                until: None,
                since: outcome.decided_on,
            });
        self.left_open.iter().cloned().chain(passed_on).collect()
    }
}

impl LookedAt {
    fn of(check: &Check) -> Self {
        let content = &check.content;
        let name = match content.kind {
            CheckKind::Instrument => "serial",
            CheckKind::Label | CheckKind::Quality | CheckKind::Quantity => "product",
        };
        Self {
            check: check.id,
            kind: content.kind,
            subject: content.subject.clone(),
            name: folded_words(content.fields.value(name).unwrap_or_default()),
            conforms: check.assessment.verdict == Verdict::Conforming,
            violates: check.assessment.verdict == Verdict::NonConforming,
        }
    }
}

#[cfg(test)]
mod tests;
