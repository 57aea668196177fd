//! What the lists and fields of one inspection leave open.

use chrono::NaiveDate;

use super::{FollowUp, FollowUpKind};
use crate::id::CheckId;
use crate::inspection::Inspection;
use crate::recorded::Fields;

/// The lists of measures and what their rows say: the list, what it asks for, and
/// the columns with the thing, the check and the day.
const LISTS: [(&str, FollowUpKind, [&str; 3]); 6] = [
    (
        "remedies",
        FollowUpKind::Remedy,
        ["remedy_what", "remedy_check", "remedy_until"],
    ),
    (
        "reverifications",
        FollowUpKind::Reverification,
        ["reverified_what", "reverified_check", "reverified_until"],
    ),
    (
        "suspensions",
        FollowUpKind::Suspension,
        ["suspended_what", "suspended_check", ""],
    ),
    (
        "seals",
        FollowUpKind::Seal,
        ["sealed_what", "sealed_check", ""],
    ),
    (
        "samples",
        FollowUpKind::Sample,
        ["sampled_what", "sampled_check", ""],
    ),
    (
        "referrals",
        FollowUpKind::Referral,
        ["referred_for", "referred_check", ""],
    ),
];
/// What tells a row beside the thing: the number of a seal, the minutes and the
/// seal of a sample, who got a case.
const BESIDE: [&str; 4] = ["sealed_no", "sample_no", "sample_seal_test", "referred_to"];
/// Fields of the visit in which older documents say a measure, once for all.
const ENTERED: [(&str, FollowUpKind); 4] = [
    ("deadline", FollowUpKind::Remedy),
    ("instruments_sealed", FollowUpKind::Seal),
    ("goods_sealed", FollowUpKind::Seal),
    ("goods_suspended", FollowUpKind::Suspension),
];

/// What the inspection alone leaves open: the rows of its lists, samples that a
/// check says were taken, and what older documents say in a field.
pub(super) fn left_open(inspection: &Inspection) -> Vec<FollowUp> {
    let since = inspection.inspected_on;
    let mut open: Vec<FollowUp> = Vec::new();
    for (list, kind, columns) in LISTS {
        let rows = inspection.listed(list).iter();
        open.extend(rows.map(|row| of_row(row, kind, columns, since)));
    }
    for check in &inspection.checks {
        let told = |one: &FollowUp| one.kind == FollowUpKind::Sample && one.check == Some(check.id);
        if check.content.is_sampled() && !open.iter().any(told) {
            open.push(FollowUp {
                kind: FollowUpKind::Sample,
                check: Some(check.id),
                what: beside(&check.content.fields),
                until: None,
                since,
            });
        }
    }
    for (code, kind) in ENTERED {
        let fields = &inspection.fields;
        let value = fields.value(code).filter(|value| *value != "0");
        if value.is_some() && !open.iter().any(|one| one.kind == kind) {
            open.push(FollowUp {
                kind,
                check: None,
                what: String::new(),
                until: fields.date(code),
                since,
            });
        }
    }
    open
}

fn of_row(
    row: &Fields,
    kind: FollowUpKind,
    [what, check, until]: [&str; 3],
    since: NaiveDate,
) -> FollowUp {
    let number = row.value(check).and_then(|number| number.parse().ok());
    let own = row.value(what).unwrap_or_default().to_owned();
    let told = [own, beside(row)];
    let told: Vec<_> = told.into_iter().filter(|text| !text.is_empty()).collect();
    FollowUp {
        kind,
        check: number.map(CheckId),
        what: told.join("; "),
        until: row.date(until),
        since,
    }
}

fn beside(row: &Fields) -> String {
    let told = BESIDE.iter().filter_map(|code| row.value(code));
    told.collect::<Vec<_>>().join("; ")
}
