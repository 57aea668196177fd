//! The words of a pack for marks and severities.

use crate::assessment::Severity;
use crate::evidence::Evidence;

/// The mark of this word.
pub(super) fn evidence(word: &str) -> Option<Evidence> {
    Some(match word {
        "found" => Evidence::Found,
        "derived" => Evidence::Derived,
        "weak" => Evidence::Weak,
        "memory" => Evidence::Memory,
        _ => return None,
    })
}

/// The severity of this word.
pub(super) fn severity(word: &str) -> Option<Severity> {
    Some(match word {
        "info" => Severity::Info,
        "minor" => Severity::Minor,
        "major" => Severity::Major,
        "critical" => Severity::Critical,
        _ => return None,
    })
}
