//! The lists of a closed visit: team, measures, copies handed over. Which there
//! are and what a row of each holds is the rule pack's.

use serde::Serialize;

use crate::members::{FromJson, Member};
use crate::recorded::Fields;
use crate::trial::MOST_ROWS;

/// The rows of one list, in the order they were typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Code of the list in the pack.
    pub list: String,
    /// Its rows, each by the codes of its columns.
    pub rows: Vec<Fields>,
}

/// The lists of a document: each stands once, with as many rows as a trial has
/// at most.
pub(crate) fn read(from: &Member<'_>) -> Vec<Listed> {
    let member = from.member("lists");
    let lists: Vec<Listed> = from.get_or_default("lists");
    for (place, one) in lists.iter().enumerate() {
        let again = lists[..place].iter().any(|other| other.list == one.list);
        if again || one.rows.len() > MOST_ROWS.into() {
            member.fail("a visit where a list stands once, with at most 999 rows");
        }
    }
    lists
}

impl FromJson for Listed {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            list: from.get("list"),
            rows: from.get("rows"),
        }
    }
}
