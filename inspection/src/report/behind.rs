//! The records behind a figure: which visits and decisions it is the sum of.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::entry::{Contribution, Entry, Subject};
use super::figure::Figure;
use super::ledger::Ledger;
use super::period::Period;
use super::share::Share;
use super::sums::Sums;
use crate::check::CheckKind;
use crate::id::InspectionId;
use crate::tally::{Counts, Tally};

/// Of what a figure is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Of everything.
    Whole,
    /// Of establishments of this kind; empty for decisions on an inspection that is
    /// not here.
    Kind(String),
    /// Of this ward; `None` where none was entered.
    Ward(Option<String>),
    /// Of what was looked at.
    Subject(Subject),
}

/// A visit or a decision, and what it adds to a figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Record {
    /// The day of the visit or of the decision.
    pub day: NaiveDate,
    /// The inspections: parts of a visit, or what was decided of.
    pub documents: Vec<InspectionId>,
    /// What it adds; nothing where it is another violation of an establishment that
    /// is counted already.
    pub adds: u64,
}

impl Ledger {
    /// What a figure is the sum of, the latest first.
    #[must_use]
    pub fn behind(
        &self,
        period: Period,
        sees: impl Fn(Option<&str>) -> bool,
        cut: &Cut,
        figure: Figure,
    ) -> Vec<Record> {
        let mut records: Vec<Record> = match cut {
            Cut::Subject(subject) => {
                let counted = self.counted(period, sees).into_iter();
                counted
                    .map(|entry| of_subject(entry, subject, figure))
                    .filter(|record| record.adds > 0)
                    .collect()
            }
            _ => of_shares(&self.shares(period, sees), cut, figure),
        };
        records.sort_by(|one, other| other.cmp(one));
        records
    }
}

fn of_subject(entry: &Entry, subject: &Subject, figure: Figure) -> Record {
    let own = entry.subjects.iter().filter(|(of, _)| of == subject);
    Record {
        day: entry.inspected_on,
        documents: vec![entry.id],
        adds: own
            .map(|(of, found)| figure.of(&found.sums(of.check)))
            .sum(),
    }
}

fn of_shares(shares: &[Share<'_>], cut: &Cut, figure: Figure) -> Vec<Record> {
    let belongs = |share: &&Share<'_>| match cut {
        Cut::Kind(kind) => share.kind == kind,
        Cut::Ward(ward) => share.ward == ward.as_deref(),
        Cut::Whole | Cut::Subject(_) => true,
    };
    if figure == Figure::Violating {
        return violating(shares, belongs);
    }
    let adding = shares.iter().filter(belongs);
    let records = adding.map(|share| Record {
        day: share.day,
        documents: share.documents.clone(),
        adds: share.of(figure),
    });
    records.filter(|record| record.adds > 0).collect()
}

/// Of each establishment that is counted, every visit that found a violation; the
/// latest of them adds it.
fn violating(shares: &[Share<'_>], belongs: impl Fn(&&Share<'_>) -> bool) -> Vec<Record> {
    let counted = shares.iter().filter(belongs);
    let counted = counted.filter(|share| share.of(Figure::Violating) > 0);
    let counted: BTreeSet<_> = counted.map(|share| share.establishment).collect();
    let mut found: Vec<_> = shares
        .iter()
        .filter(|share| share.of(Figure::Acts) > 0 && counted.contains(share.establishment))
        .collect();
    found.sort_by_key(|share| std::cmp::Reverse((share.day, share.documents.clone())));
    let mut told = BTreeSet::new();
    let records = found.into_iter().map(|share| Record {
        day: share.day,
        documents: share.documents.clone(),
        adds: u64::from(told.insert(share.establishment)),
    });
    records.collect()
}

impl Contribution {
    /// The same as sums, so that figures can be asked of it.
    #[must_use]
    pub fn sums(&self, kind: CheckKind) -> Sums {
        let of = |one| {
            if one == kind {
                self.counts
            } else {
                Counts::default()
            }
        };
        let tally = Tally {
            instruments: of(CheckKind::Instrument),
            labels: of(CheckKind::Label),
            quality: of(CheckKind::Quality),
            quantity: of(CheckKind::Quantity),
            faults: self.faults,
            acts: self.acts,
            ..Tally::default()
        };
        Sums {
            tally,
            ..Sums::default()
        }
    }
}
