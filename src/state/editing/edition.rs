//! By which edition of the rules a draft is asked and judged: the one it names,
//! on the screen as on closing.

use inspection::{Head, RulePack};

use super::OpenDraft;

impl OpenDraft {
    /// The edition of the rules it is asked and judged by, followed: its own,
    /// and the newest where this program does not have it, which is said.
    pub(crate) fn pack(self) -> &'static RulePack {
        pack(self.edition.get())
    }
}

/// Which of the editions a draft names; the newest where none is of its name.
pub(super) fn at(head: &Head) -> usize {
    let newest = || RulePack::shipped().len().saturating_sub(1);
    RulePack::number_of(&head.rule_pack).unwrap_or_else(newest)
}

/// The edition at that place.
pub(super) fn pack(edition: usize) -> &'static RulePack {
    RulePack::numbered(edition).unwrap_or_else(RulePack::current)
}
