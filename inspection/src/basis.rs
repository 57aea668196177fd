//! When a verdict needs the inspector's own words: what it holds against an
//! establishment rests on nothing that was verified. That it then cannot be
//! closed without them is `draft`'s.

use chrono::NaiveDate;

use crate::assessment::{Assessment, Finding, Severity, Verdict};
use crate::check::CheckContent;
use crate::evidence::Evidence;
use crate::rules::RulePack;

/// The field that the words go into.
pub(crate) const BASIS_IN_WORDS: &str = "basis_in_words";

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

impl CheckContent {
    /// Whether the inspector still has to say what the verdict rests on.
    pub(crate) fn lacks_basis(&self, pack: &RulePack, day: NaiveDate) -> bool {
        self.fields.value(BASIS_IN_WORDS).is_none() && self.assess(pack, day).needs_basis()
    }
}
