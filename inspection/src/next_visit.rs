//! The next visit at the same place, as from stall to stall: what a closed one has
//! in common with it, laid out as a new draft. What names one establishment, what
//! was found there and what was decided is not.

use crate::correction::Correction;
use crate::draft::{CheckDraft, Draft, Head};
use crate::id::InspectionId;
use crate::inspection::Inspection;
use crate::moment::day_first;
use crate::rules::{PackField, RulePack};
use crate::stamp::Stamp;

/// Fields of the visit that are of one establishment, or of one visit to it.
const OF_ONE: [&str; 10] = [
    "establishment_name",
    "tax_code",
    "phone",
    "without_checks",
    "inspected_on",
    "visit_no",
    "representative",
    "representative_title",
    "witness",
    "witness_title",
];

/// Lays out the next visit, dated today: the same address, kind of
/// establishment, decision and team, and one check of each kind with what
/// describes its type and the standards.
#[must_use]
pub fn next_visit(closed: &Inspection, id: InspectionId, opened: Stamp, pack: &RulePack) -> Draft {
    let today = day_first(opened.local_date());
    let laid = Correction::of(closed, id, opened, pack).draft;
    let mut head = Head::new(id, laid.head.opened, pack.name());
    head.answers.insert("inspected_on".to_owned(), today);
    for (place, text) in laid.head.answers {
        if is_shared(pack, &place) {
            head.answers.insert(place, text);
        }
    }
    let mut checks: Vec<CheckDraft> = Vec::new();
    for check in &laid.checks {
        let same = |known: &CheckDraft| known.kind == check.kind && known.subject == check.subject;
        if checks.iter().any(same) {
            continue;
        }
        let mut next = head.add_check(check.kind, &check.subject);
        next.answers = check.same_again(pack);
        checks.push(next);
    }
    Draft { head, checks }
}

/// Whether an answer of one visit is that of the next one too.
fn is_shared(pack: &RulePack, place: &str) -> bool {
    let (code, _) = place.split_once('.').unwrap_or((place, ""));
    let asked = |fields: &[PackField]| fields.iter().any(|row| row.name.code == code);
    asked(&pack.visit_fields) && !OF_ONE.contains(&code)
}

#[cfg(test)]
mod tests;
