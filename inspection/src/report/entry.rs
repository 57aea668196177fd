//! What a report needs of one document, and nothing more: who, where, when,
//! what it corrects, and its counts.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::identity::{establishment, folded};
use super::measures::{Measures, Severities};
use crate::check::CheckKind;
use crate::follow_up::{Aftermath, FollowUpKind};
use crate::id::{CheckId, InspectionId};
use crate::inspection::{Inspection, WithoutChecks};
use crate::rules::RulePack;
use crate::tally::{Acts, Counts, Faults, Tally, add};

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
    /// The establishment's tax code, or its name and address, folded; where the
    /// office knows better of which establishment it is, what it says.
    pub establishment: String,
    /// Code of its kind.
    pub kind: String,
    /// Code of its ward.
    pub ward: Option<String>,
    /// Why nothing was looked at.
    pub without_checks: Option<WithoutChecks>,
    /// Its counts.
    pub tally: Tally,
    /// What it asked for.
    pub measures: Measures,
    /// How grave its findings were.
    pub severities: Severities,
    /// The samples it took, each with the check that it is of.
    pub samples: Vec<Option<CheckId>>,
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

/// The longest code, in letters: no pack has a longer one, and a document may claim
/// anything.
const LONGEST_CODE: usize = 64;

fn code(claimed: &str) -> String {
    claimed.chars().take(LONGEST_CODE).collect()
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
                code: code(&check.content.subject),
            };
            let found = subjects.entry(subject).or_default();
            found.counts.add(check.assessment.verdict);
            found.faults += Faults::of(check, pack);
            found.acts += Acts::of(check, pack);
        }
        let left_open = Aftermath::of(inspection).left_open;
        let samples = left_open.iter();
        let samples = samples.filter(|one| one.kind == FollowUpKind::Sample);
        let entered = |code| inspection.fields.value(code);
        let visit_no = entered("visit_no").map(folded);
        Self {
            id: inspection.id,
            supersedes: inspection.supersedes,
            inspected_on: inspection.inspected_on,
            visit_no: visit_no.filter(|number| !number.is_empty()),
            establishment: establishment(inspection),
            kind: code(&inspection.establishment.kind),
            ward: entered("ward").map(code),
            without_checks: inspection.without_checks,
            tally: Tally::of(inspection),
            measures: Measures::of(&left_open),
            severities: Severities::of(&inspection.checks),
            samples: samples.map(|one| one.check).collect(),
            subjects: subjects.into_iter().collect(),
        }
    }
}

add! {
    Contribution { counts faults acts }
}
