//! What inspections asked for, and how grave their findings were: counts beside
//! those of the tally, which no tablet shows.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::assessment::{Severity, Verdict};
use crate::check::Check;
use crate::follow_up::{FollowUp, FollowUpKind};
use crate::tally::add;

/// Measures by what has to happen. A visit can ask for several of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Measures {
    /// To be put right.
    pub remedy: u32,
    /// To be verified again.
    pub reverification: u32,
    /// Use or sale stopped.
    pub suspension: u32,
    /// Sealed.
    pub seal: u32,
    /// Samples sent to a laboratory.
    pub sample: u32,
    /// Passed on to another body.
    pub referral: u32,
}

/// Findings against the rules, by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Severities {
    /// Observations.
    pub info: u32,
    /// To be put right on the spot.
    pub minor: u32,
    /// Violations.
    pub major: u32,
    /// Such as stop use or sale.
    pub critical: u32,
}

add! {
    Measures { remedy reverification suspension seal sample referral }
    Severities { info minor major critical }
}

impl Measures {
    /// What one inspection leaves open.
    #[must_use]
    pub fn of(left_open: &[FollowUp]) -> Self {
        let mut measures = Self::default();
        for one in left_open {
            *measures.of_kind_mut(one.kind) += 1;
        }
        measures
    }

    /// Those of one kind.
    #[must_use]
    pub fn of_kind(mut self, kind: FollowUpKind) -> u32 {
        *self.of_kind_mut(kind)
    }

    fn of_kind_mut(&mut self, kind: FollowUpKind) -> &mut u32 {
        match kind {
            FollowUpKind::Remedy => &mut self.remedy,
            FollowUpKind::Reverification => &mut self.reverification,
            FollowUpKind::Suspension => &mut self.suspension,
            FollowUpKind::Seal => &mut self.seal,
            FollowUpKind::Sample => &mut self.sample,
            FollowUpKind::Referral => &mut self.referral,
        }
    }
}

impl Severities {
    /// The findings of checks that are against the rules.
    #[must_use]
    pub fn of(checks: &[Check]) -> Self {
        let mut severities = Self::default();
        let findings = checks.iter().flat_map(|check| &check.assessment.findings);
        for finding in findings.filter(|one| one.verdict == Verdict::NonConforming) {
            *severities.of_severity_mut(finding.severity) += 1;
        }
        severities
    }

    /// Those of one severity.
    #[must_use]
    pub fn of_severity(mut self, severity: Severity) -> u32 {
        *self.of_severity_mut(severity)
    }

    fn of_severity_mut(&mut self, severity: Severity) -> &mut u32 {
        match severity {
            Severity::Info => &mut self.info,
            Severity::Minor => &mut self.minor,
            Severity::Major => &mut self.major,
            Severity::Critical => &mut self.critical,
        }
    }
}
