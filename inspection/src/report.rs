//! The report of a period: documents folded into figures. Which of several
//! documents stand is `corrections`', which establishment they are of
//! `identity`'s, the days are `period`'s. What becomes of a visit afterwards
//! (fines, warnings, results of samples) is in documents of the kind `outcome`
//! and not counted here.

mod corrections;
mod entry;
mod identity;
mod period;

use std::collections::BTreeMap;
use std::ops::AddAssign;

use chrono::NaiveDate;

pub use self::entry::{Contribution, Entry, Subject};
pub use self::identity::{place_identity, tax_identity};
pub use self::period::{CutOffs, Period, PeriodKind, Span, YearDay, next_deadlines};
use crate::id::InspectionId;
use crate::inspection::WithoutChecks;
use crate::tally::{Tally, Unseen, add};

/// Documents by id, in whatever order they came. A document that comes twice is
/// there once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    entries: BTreeMap<InspectionId, Entry>,
}

/// The figures of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The period.
    pub period: Period,
    /// The documents counted: those that stand, dated in the period.
    pub documents: Vec<InspectionId>,
    /// Establishments and counts altogether.
    pub whole: Sums,
    /// The same by kind of establishment, by its code.
    pub by_kind: BTreeMap<String, Sums>,
    /// The same by ward, by its code; `None` where none was entered.
    pub by_ward: BTreeMap<Option<String>, Sums>,
    /// Checks by what was looked at.
    pub subjects: BTreeMap<Subject, Contribution>,
}

/// Establishments and counts of one kind or ward, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Establishments visited, each once.
    pub establishments: u32,
    /// Those of them with at least one violation.
    pub violating: u32,
    /// The counts.
    pub tally: Tally,
}

impl Ledger {
    /// Adds a document. Of two that claim one id the lesser is kept, so that
    /// their order says nothing; the office counts only what it received first.
    pub fn add(&mut self, entry: Entry) {
        match self.entries.get(&entry.id) {
            Some(there) if *there <= entry => {}
            _ => {
                self.entries.insert(entry.id, entry);
            }
        }
    }

    /// Adds the documents of another.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        other
            .entries
            .into_values()
            .for_each(|entry| self.add(entry));
        self
    }

    /// The figures of a period. A correction counts on the day it says, and
    /// what it corrects on none, so the ledger must hold corrections of the
    /// period's documents wherever they are dated.
    #[must_use]
    pub fn report(&self, period: Period) -> Report {
        let standing = corrections::standing(&self.entries).into_iter();
        let counted: Vec<&Entry> = standing
            .filter(|entry| period.holds(entry.inspected_on))
            .collect();
        let mut report = Report {
            period,
            documents: counted.iter().map(|entry| entry.id).collect(),
            whole: Sums::default(),
            by_kind: BTreeMap::new(),
            by_ward: BTreeMap::new(),
            subjects: BTreeMap::new(),
        };
        report.documents.sort_unstable();
        for (subject, found) in counted.iter().flat_map(|entry| &entry.subjects) {
            let sum = report.subjects.entry(subject.clone()).or_default();
            *sum += *found;
        }
        let visits = visits(&counted);
        for visit in &visits {
            report.add_visit(visit);
        }
        report.add_establishments(&visits);
        report
    }
}

impl FromIterator<Entry> for Ledger {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        let mut ledger = Self::default();
        entries.into_iter().for_each(|entry| ledger.add(entry));
        ledger
    }
}

impl Report {
    /// The figures of a period, from documents in whatever order.
    #[must_use]
    pub fn fold(period: Period, entries: impl IntoIterator<Item = Entry>) -> Self {
        entries.into_iter().collect::<Ledger>().report(period)
    }

    fn add_visit(&mut self, visit: &Visit<'_>) {
        for place in self.places(visit.kind, visit.ward) {
            place.tally += visit.tally;
        }
    }

    /// Counts every establishment once, where its latest visit puts it.
    fn add_establishments(&mut self, visits: &[Visit<'_>]) {
        let mut establishments: BTreeMap<&str, (&Visit<'_>, bool)> = BTreeMap::new();
        for visit in visits {
            let violating = visit.tally.acts.total() > 0;
            let seen = establishments
                .entry(visit.establishment)
                .or_insert((visit, false));
            seen.1 |= violating;
            if (visit.day, visit.id) > (seen.0.day, seen.0.id) {
                seen.0 = visit;
            }
        }
        for (visit, violating) in establishments.into_values() {
            for place in self.places(visit.kind, visit.ward) {
                place.establishments += 1;
                place.violating += u32::from(violating);
            }
        }
    }

    fn places(&mut self, kind: &str, ward: Option<&str>) -> [&mut Sums; 3] {
        [
            &mut self.whole,
            self.by_kind.entry(kind.to_owned()).or_default(),
            self.by_ward.entry(ward.map(str::to_owned)).or_default(),
        ]
    }
}

/// One visit, recorded on one tablet or several.
struct Visit<'a> {
    day: NaiveDate,
    /// The greatest id of its documents.
    id: InspectionId,
    establishment: &'a str,
    /// The latest that a document says.
    kind: &'a str,
    /// The latest that a document says.
    ward: Option<&'a str>,
    tally: Tally,
}

/// The visits that documents are of. Documents of one establishment on one day
/// under one number are one visit; one without a number is a visit of its own.
fn visits<'a>(entries: &[&'a Entry]) -> Vec<Visit<'a>> {
    let mut together: BTreeMap<_, Vec<&'a Entry>> = BTreeMap::new();
    for entry in entries {
        let numbered = entry.visit_no.as_deref().map(|number| {
            let establishment = entry.establishment.as_str();
            (entry.inspected_on, number, establishment)
        });
        let alone = numbered.is_none().then_some(entry.id);
        together.entry((numbered, alone)).or_default().push(entry);
    }
    together
        .into_values()
        .filter_map(|documents| visit(&documents))
        .collect()
}

fn visit<'a>(documents: &[&'a Entry]) -> Option<Visit<'a>> {
    let latest = documents.iter().max_by_key(|entry| entry.id)?;
    let warded = documents.iter().filter(|entry| entry.ward.is_some());
    let warded = warded.max_by_key(|entry| entry.id);
    let mut tally: Tally = documents.iter().map(|entry| entry.tally).sum();
    // What is told of visits and not of things counts once.
    tally.inspections = 1;
    tally.guided = tally.guided.min(1);
    tally.without_checks = Unseen::of(without_checks(documents));
    Some(Visit {
        day: latest.inspected_on,
        id: latest.id,
        establishment: &latest.establishment,
        kind: &latest.kind,
        ward: warded.and_then(|entry| entry.ward.as_deref()),
        tally,
    })
}

/// Why a visit ended without checks: where every document says so, what the
/// latest says.
fn without_checks(documents: &[&Entry]) -> Option<WithoutChecks> {
    let all = documents.iter().all(|entry| entry.without_checks.is_some());
    let latest = documents.iter().max_by_key(|entry| entry.id)?;
    latest.without_checks.filter(|_| all)
}

add! {
    Contribution { counts faults acts }
}

#[cfg(test)]
mod tests;
