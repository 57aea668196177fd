//! When a verdict needs the inspector's own words: what it holds against an
//! establishment rests on nothing that was verified. That it then cannot be
//! closed without them is `draft`'s.

use crate::assessment::{Assessment, Finding, Severity, Verdict};
use crate::check::CheckContent;
use crate::evidence::Evidence;
use crate::gap::{Gap, GapReason, Place};
use crate::id::CheckId;

/// The field that the words go into.
const BASIS_IN_WORDS: &str = "basis_in_words";

impl Assessment {
    /// Whether it says that something is not conforming and rests in that on
    /// nothing but weak rows, memory, or no basis at all. One finding on firmer
    /// ground suffices; an observation never does.
    #[must_use]
    pub fn needs_basis(&self) -> bool {
        let adverse = |finding: &&Finding| {
            finding.verdict == Verdict::NonConforming && finding.severity > Severity::Info
        };
        let firm = |finding: &Finding| finding.basis.is_some() && finding.evidence < Evidence::Weak;
        let mut adverse = self.findings.iter().filter(adverse).peekable();
        adverse.peek().is_some() && !adverse.any(firm)
    }
}

/// What a finished check still lacks: the inspector's word on what the
/// assessment made of it rests on.
#[must_use]
pub fn basis_gap(check: CheckId, content: &CheckContent, assessment: &Assessment) -> Option<Gap> {
    let lacks = assessment.needs_basis() && content.fields.value(BASIS_IN_WORDS).is_none();
    let place = Place {
        check: Some(check),
        field: BASIS_IN_WORDS.to_owned(),
    };
    let reason = GapReason::BasisNeeded;
    lacks.then_some(Gap { place, reason })
}
