//! What a report needs of one document, and nothing more: who, where, when,
//! what it corrects, and its counts.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::identity::{establishment, folded};
use crate::check::CheckKind;
use crate::id::InspectionId;
use crate::inspection::{Inspection, WithoutChecks};
use crate::rules::RulePack;
use crate::tally::{Acts, Counts, Faults, Tally};

/// What a report needs of one inspection.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// The document.
    pub id: InspectionId,
    /// The document it corrects.
    pub supersedes: Option<InspectionId>,
    /// The day of the visit.
    pub inspected_on: NaiveDate,
    /// The number that two tablets of one visit share, folded.
    pub visit_no: Option<String>,
    /// The establishment's tax code, or its name and address, folded.
    pub establishment: String,
    /// Code of its kind.
    pub kind: String,
    /// Code of its ward.
    pub ward: Option<String>,
    /// Why nothing was looked at.
    pub without_checks: Option<WithoutChecks>,
    /// Its counts.
    pub tally: Tally,
    /// Its counts by what was looked at.
    pub subjects: Vec<(Subject, Contribution)>,
}

/// What was looked at: the kind of check, and the code of the instrument, group
/// of goods or quantity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    /// The kind of check.
    pub check: CheckKind,
    /// The code in the pack.
    pub code: String,
}

/// Checks of one subject, by verdict, with what was wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Contribution {
    /// Checks by verdict.
    pub counts: Counts,
    /// Instruments by what was wrong with them.
    pub faults: Faults,
    /// Violations by kind.
    pub acts: Acts,
}

impl Entry {
    /// What a report needs of this inspection.
    #[must_use]
    pub fn of(inspection: &Inspection) -> Self {
        let pack = RulePack::named(&inspection.rule_pack).unwrap_or_else(RulePack::current);
        let mut subjects: BTreeMap<Subject, Contribution> = BTreeMap::new();
        for check in &inspection.checks {
            let subject = Subject {
                check: check.content.kind,
                code: check.content.subject.clone(),
            };
            let found = subjects.entry(subject).or_default();
            found.counts.add(check.assessment.verdict);
            found.faults += Faults::of(check, pack);
            found.acts += Acts::of(check, pack);
        }
        let entered = |code| inspection.fields.value(code);
        let visit_no = entered("visit_no").map(folded);
        Self {
            id: inspection.id,
            supersedes: inspection.supersedes,
            inspected_on: inspection.inspected_on,
            visit_no: visit_no.filter(|number| !number.is_empty()),
            establishment: establishment(inspection),
            kind: inspection.establishment.kind.clone(),
            ward: entered("ward").map(str::to_owned),
            without_checks: inspection.without_checks,
            tally: Tally::of(inspection),
            subjects: subjects.into_iter().collect(),
        }
    }
}
