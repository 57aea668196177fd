//! What a report is made of: documents by id, in whatever order they came, and the
//! outcomes of them.

use std::collections::{BTreeMap, BTreeSet};

use super::corrections::{self, Chains};
use super::decisions::{Decisions, Sequel, told_once};
use super::entry::{Contribution, Entry, Subject};
use super::period::Period;
use super::samples::Samples;
use super::share::Share;
use super::sums::Sums;
use super::visits::visits;
use crate::id::{DocumentId, InspectionId};
use crate::outcome::OutcomeResult;

/// Documents by id, in whatever order they came. A document that comes twice is
/// there once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    entries: BTreeMap<InspectionId, Entry>,
    sequels: BTreeMap<DocumentId, Sequel>,
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
    /// The same by kind of establishment, by its code; empty for decisions on an
    /// inspection that is not here.
    pub by_kind: BTreeMap<String, Sums>,
    /// The same by ward, by its code; `None` where none was entered.
    pub by_ward: BTreeMap<Option<String>, Sums>,
    /// Checks by what was looked at.
    pub subjects: BTreeMap<Subject, Contribution>,
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

    /// Adds an outcome, under the same rule.
    pub fn add_sequel(&mut self, sequel: Sequel) {
        match self.sequels.get(&sequel.id) {
            Some(there) if *there <= sequel => {}
            _ => {
                self.sequels.insert(sequel.id, sequel);
            }
        }
    }

    /// Adds the documents of another.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        let (entries, sequels) = (other.entries, other.sequels);
        for entry in entries.into_values() {
            self.add(entry);
        }
        for sequel in sequels.into_values() {
            self.add_sequel(sequel);
        }
        self
    }

    /// The figures of a period. A correction counts on the day it says, and
    /// what it corrects on none, so the ledger must hold corrections of the
    /// period's documents wherever they are dated; of decisions, what they were
    /// about.
    #[must_use]
    pub fn report(&self, period: Period) -> Report {
        self.report_where(period, |_| true)
    }

    /// The same of the wards that are seen, which only the standing documents say.
    #[must_use]
    pub fn report_where(&self, period: Period, sees: impl Fn(Option<&str>) -> bool) -> Report {
        let counted = self.counted(period, &sees);
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
        for share in self.shares(period, sees) {
            report.add(&share);
        }
        report
    }

    /// The documents that stand, dated in the period, of wards that are seen.
    #[must_use]
    pub fn counted(&self, period: Period, sees: impl Fn(Option<&str>) -> bool) -> Vec<&Entry> {
        let chains = Chains::of(&self.entries);
        let standing = corrections::standing(&self.entries, &chains).into_values();
        standing
            .filter(|entry| period.holds(entry.inspected_on) && sees(entry.ward.as_deref()))
            .collect()
    }

    /// What each visit of the period adds, and then each decision of it.
    #[must_use]
    pub fn shares(&self, period: Period, sees: impl Fn(Option<&str>) -> bool) -> Vec<Share<'_>> {
        let chains = Chains::of(&self.entries);
        let standing = corrections::standing(&self.entries, &chains);
        let of_root = |sequel: &Sequel| (chains.root(sequel.inspection), sequel.id);
        let sequels: BTreeMap<_, _> = self
            .sequels
            .values()
            .map(|sequel| (of_root(sequel), sequel))
            .collect();
        let least = DocumentId(uuid::Uuid::nil());
        let most = DocumentId(uuid::Uuid::max());
        let counted: Vec<_> = standing
            .iter()
            .filter(|(_, entry)| period.holds(entry.inspected_on) && sees(entry.ward.as_deref()))
            .map(|(root, entry)| {
                let own = sequels.range((*root, least)..=(*root, most));
                let own: Vec<_> = own.map(|(_, sequel)| *sequel).collect();
                (*entry, Samples::of(entry, &own))
            })
            .collect();
        let mut shares = visits(&counted);
        let told = told_once(sequels.iter().map(|((root, _), sequel)| (*root, *sequel)));
        let decided = told
            .into_iter()
            .filter(|(_, sequel)| period.holds(sequel.decided_on));
        let decided = decided.map(|(root, sequel)| decision(sequel, standing.get(&root).copied()));
        let mut decided: Vec<_> = decided.filter(|share| sees(share.ward)).collect();
        count_decided(&mut decided);
        shares.extend(decided);
        shares
    }
}

impl FromIterator<Entry> for Ledger {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        let mut ledger = Self::default();
        entries.into_iter().for_each(|entry| ledger.add(entry));
        ledger
    }
}

/// What one decision adds, where the document that stands puts it.
fn decision<'a>(sequel: &Sequel, entry: Option<&'a Entry>) -> Share<'a> {
    Share {
        documents: vec![entry.map_or(sequel.inspection, |entry| entry.id)],
        day: sequel.decided_on,
        establishment: entry.map_or("", |entry| entry.establishment.as_str()),
        kind: entry.map_or("", |entry| entry.kind.as_str()),
        ward: entry.and_then(|entry| entry.ward.as_deref()),
        sums: Sums {
            decisions: Decisions::of(sequel.result),
            ..Sums::default()
        },
    }
}

/// Counts every establishment that was fined once, at the latest of its fines, and
/// the same of warnings. Of an inspection that is not here nobody knows of which
/// establishment it is: each is one of its own.
fn count_decided(decided: &mut [Share<'_>]) {
    decided.sort_by(|one, other| (one.day, &one.documents).cmp(&(other.day, &other.documents)));
    for is_fine in [true, false] {
        let mut counted = BTreeSet::new();
        for share in decided.iter_mut().rev() {
            let result = if is_fine {
                OutcomeResult::Fined { amount_vnd: 0 }
            } else {
                OutcomeResult::Warned
            };
            let unknown = share.establishment.is_empty();
            let apart = share.documents.first().copied().filter(|_| unknown);
            if share.sums.decisions.of_result(result) == 0
                || !counted.insert((share.establishment, apart))
            {
                continue;
            }
            let decisions = &mut share.sums.decisions;
            *if is_fine {
                &mut decisions.fined
            } else {
                &mut decisions.warned
            } = 1;
        }
    }
}

impl Report {
    /// The figures of a period, from documents in whatever order.
    #[must_use]
    pub fn fold(period: Period, entries: impl IntoIterator<Item = Entry>) -> Self {
        entries.into_iter().collect::<Ledger>().report(period)
    }

    fn add(&mut self, share: &Share<'_>) {
        self.whole += share.sums;
        if let Some(sums) = self.by_kind.get_mut(share.kind) {
            *sums += share.sums;
        } else {
            self.by_kind.insert(share.kind.to_owned(), share.sums);
        }
        let ward = share.ward.map(str::to_owned);
        *self.by_ward.entry(ward).or_default() += share.sums;
    }
}
