//! The visit's fields that are the pack's alone: documents keep them by code.

use chrono::NaiveDate;

use crate::form::Reader;
use crate::gap::GapReason;
use crate::recorded::{Fields, Recorded};
use crate::rules::{FieldType, RulePack};

/// The fields that are members of every document, not fields of one pack.
const MEMBERS: [&str; 7] = [
    "establishment_name",
    "establishment_address",
    "establishment_kind",
    "inspector",
    "inspected_on",
    "without_checks",
    "conclusion",
];

/// The visit's fields that documents keep by their codes.
pub(super) fn read_others(
    reader: &mut Reader<'_>,
    pack: &RulePack,
    day: Option<NaiveDate>,
) -> Fields {
    let mut fields = Vec::new();
    for row in pack.fields_of_visit() {
        if row.list.is_some() || MEMBERS.contains(&row.name.code.as_str()) {
            continue;
        }
        let Some(recorded) = Recorded::read(reader, row) else {
            continue;
        };
        let stands = row.choices_on(day).any(|term| term.code == recorded.value);
        if row.kind == FieldType::Choice && !stands {
            reader.fail(&recorded.code, GapReason::NotOnThatDay);
        }
        fields.push(recorded);
    }
    Fields(fields)
}
