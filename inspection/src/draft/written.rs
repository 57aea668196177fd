//! Pieces of a draft as they are written, read member by member.

use super::{CheckDraft, Head};
use crate::members::{FromJson, Member};

impl FromJson for Head {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            id: from.get("id"),
            opened: from.get("opened"),
            rule_pack: from.get("rule_pack"),
            answers: from.get("answers"),
            checks: from.get("checks"),
            checks_made: from.get("checks_made"),
            supersedes: from.get("supersedes"),
            photos: from.get_or_default("photos"),
        }
    }
}

impl FromJson for CheckDraft {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            id: from.get("id"),
            kind: from.get("kind"),
            subject: from.get("subject"),
            answers: from.get("answers"),
        }
    }
}
