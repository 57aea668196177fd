//! A ward's list against the register: its head, its rows and what becomes of
//! them, and the words in it that nobody understood.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use inspection::folded_words;

use super::compare::{Decisions, Judged, State, compare};
use super::{Column, Head, Matches, Why, rows};
use crate::sheet::Sheet;
use crate::store::Registered;

/// What a list makes of the register.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// The row with the names of the columns.
    pub head: Head,
    /// The rows below it.
    pub rows: Vec<Judged>,
    /// Words in the column of kinds that nobody understood, with how many rows
    /// have them, by their folded words.
    pub kinds: BTreeMap<String, (String, usize)>,
    /// The same of the column of wards.
    pub wards: BTreeMap<String, (String, usize)>,
}

impl Judgement {
    /// Works it out; wards are those of that day.
    #[must_use]
    pub fn of(
        sheet: &Sheet,
        matches: &Matches,
        decisions: &Decisions,
        register: &[Registered],
        day: NaiveDate,
    ) -> Self {
        let head = Head::of(sheet, matches);
        let rows = compare(rows(sheet, &head, matches, day), register, decisions);
        let mut judgement = Self {
            head,
            rows,
            kinds: BTreeMap::new(),
            wards: BTreeMap::new(),
        };
        for row in &judgement.rows {
            let State::Faulty(faults) = &row.state else {
                continue;
            };
            for fault in faults {
                let words = match (fault.column, fault.why) {
                    (Column::Kind, Why::UnknownKind) => &mut judgement.kinds,
                    (Column::Ward, Why::UnknownWard | Why::DividedWard) => &mut judgement.wards,
                    _ => continue,
                };
                let folded = folded_words(&fault.typed);
                words
                    .entry(folded)
                    .or_insert_with(|| (fault.typed.clone(), 0))
                    .1 += 1;
            }
        }
        judgement
    }
}
