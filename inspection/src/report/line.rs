//! What a report needs of a document as one short line of text, for a database to
//! hand over by the hundred thousand. Not a document: an office works it out anew
//! from the document when its program counts otherwise.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{Contribution, Entry, Subject};
use super::measures::{Measures, Severities};
use crate::check::CheckKind;
use crate::id::{CheckId, InspectionId};
use crate::inspection::WithoutChecks;
use crate::tally::{Numbers, Tally};

/// The number with which lines begin. Another one where lines are made, or
/// anything in them is counted, in another way than before.
pub const LINE_FORMAT: u32 = 2;

/// A line, as a list of JSON.
#[derive(Serialize, Deserialize)]
struct Line<'a>(
    u32,
    InspectionId,
    Option<InspectionId>,
    NaiveDate,
    #[serde(borrow)] Option<Cow<'a, str>>,
    #[serde(borrow)] Cow<'a, str>,
    #[serde(borrow)] Cow<'a, str>,
    #[serde(borrow)] Option<Cow<'a, str>>,
    Option<WithoutChecks>,
    Vec<i64>,
    Vec<Option<CheckId>>,
    #[serde(borrow)] Vec<(CheckKind, Cow<'a, str>, Vec<i64>)>,
);

impl Entry {
    /// The line; `None` where it cannot be written. A number beyond what a line holds
    /// stays at the largest.
    #[must_use]
    pub fn to_line(&self) -> Option<String> {
        let mut numbers = Vec::new();
        self.tally.put(&mut numbers);
        self.measures.put(&mut numbers);
        self.severities.put(&mut numbers);
        let subjects = self.subjects.iter().map(|(subject, found)| {
            let mut numbers = Vec::new();
            found.put(&mut numbers);
            let code = Cow::Borrowed(subject.code.as_str());
            (subject.check, code, pack(&numbers))
        });
        let line = Line(
            LINE_FORMAT,
            self.id,
            self.supersedes,
            self.inspected_on,
            self.visit_no.as_deref().map(Cow::Borrowed),
            Cow::Borrowed(&self.establishment),
            Cow::Borrowed(&self.kind),
            self.ward.as_deref().map(Cow::Borrowed),
            self.without_checks,
            pack(&numbers),
            self.samples.clone(),
            subjects.collect(),
        );
        serde_json::to_string(&line).ok()
    }

    /// The entry of a line; `None` where it is none of this format.
    #[must_use]
    pub fn from_line(line: &str) -> Option<Self> {
        let Line(
            format,
            id,
            supersedes,
            inspected_on,
            visit_no,
            establishment,
            kind,
            ward,
            without_checks,
            numbers,
            samples,
            subjects,
        ) = serde_json::from_str(line).ok()?;
        let mut numbers = unpack(&numbers)?.into_iter();
        let entry = Self {
            id,
            supersedes,
            inspected_on,
            visit_no: visit_no.map(Cow::into_owned),
            establishment: establishment.into_owned(),
            kind: kind.into_owned(),
            ward: ward.map(Cow::into_owned),
            without_checks,
            tally: Tally::take(&mut numbers)?,
            measures: Measures::take(&mut numbers)?,
            severities: Severities::take(&mut numbers)?,
            samples,
            subjects: subjects
                .into_iter()
                .map(|(check, code, numbers)| {
                    let code = code.into_owned();
                    let found = Contribution::take(&mut unpack(&numbers)?.into_iter())?;
                    Some((Subject { check, code }, found))
                })
                .collect::<Option<_>>()?,
        };
        let whole = format == LINE_FORMAT && numbers.next().is_none();
        whole.then_some(entry)
    }
}

/// The most noughts in a row that are unpacked: more than any line has.
const MOST_NOUGHTS: i64 = 1_000;

/// Numbers with every row of noughts as one negative number.
fn pack(numbers: &[u64]) -> Vec<i64> {
    let mut packed: Vec<i64> = Vec::new();
    for number in numbers {
        match (
            packed.last_mut(),
            i64::try_from(*number).unwrap_or(i64::MAX),
        ) {
            (Some(noughts), 0) if *noughts < 0 => *noughts -= 1,
            (_, 0) => packed.push(-1),
            (_, number) => packed.push(number),
        }
    }
    packed
}

fn unpack(packed: &[i64]) -> Option<Vec<u64>> {
    let mut numbers = Vec::new();
    for number in packed {
        match u64::try_from(*number) {
            Ok(number) => numbers.push(number),
            Err(_) if *number >= -MOST_NOUGHTS => {
                let noughts = usize::try_from(number.unsigned_abs()).ok()?;
                numbers.resize(numbers.len() + noughts, 0);
            }
            Err(_) => return None,
        }
    }
    Some(numbers)
}
