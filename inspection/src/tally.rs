//! What one inspection adds to a report, in numbers that can be added. The
//! same code on tablet and at the office. Which documents count, and how many
//! establishments they are of, is `report`'s; sorting violations is `acts`'.

mod acts;
mod numbers;

use std::iter::Sum;
use std::ops::AddAssign;

use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

pub use self::acts::Acts;
pub(crate) use self::numbers::{Numbers, add};
use crate::assessment::Verdict;
use crate::check::{Check, CheckKind};
use crate::exact;
use crate::inspection::{Inspection, WithoutChecks};
use crate::order::put_in_order;
use crate::recorded::Fields;
use crate::rules::{Computation, Item, ItemAnswer, Reporting, RulePack};

/// Counts of one inspection, or of many. Members that an older program did not
/// write read as nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    /// Visits.
    pub inspections: u32,
    /// Visits that ended without checks; they are among the visits.
    pub without_checks: Unseen,
    /// Visits in which guidance was given.
    pub guided: u32,
    /// Measuring instruments looked at.
    pub instruments: Counts,
    /// What was wrong with them.
    pub faults: Faults,
    /// Measuring instruments that were sealed as a measure.
    pub sealed: u64,
    /// Labels looked at.
    pub labels: Counts,
    /// Products looked at for quality.
    pub quality: Counts,
    /// Quantities measured.
    pub quantity: Counts,
    /// Violations by kind: several of one establishment count each.
    pub acts: Acts,
    /// Samples taken.
    pub samples: u32,
    /// Value of goods whose sale was suspended, in đồng.
    pub suspended_vnd: u64,
    /// Value of goods that were sealed, in đồng.
    pub sealed_vnd: u64,
}

/// Checks of one kind, by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Conforming.
    pub conforming: u32,
    /// Non-conforming.
    pub non_conforming: u32,
    /// Without a verdict.
    pub inconclusive: u32,
    /// Not covered by the rules at hand.
    pub not_covered: u32,
}

/// Visits that ended without checks, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Unseen {
    /// The establishment was closed.
    pub closed: u32,
    /// The owner was absent.
    pub owner_absent: u32,
    /// Entry was refused.
    pub entry_refused: u32,
}

/// Instruments by what was wrong with them; one can have several faults.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Faults {
    /// The verification had expired.
    pub expired: u32,
    /// No certificate, sticker or mark of verification.
    pub without_mark: u32,
    /// The error was beyond the limit.
    pub out_of_limit: u32,
    /// A seal was broken, missing or another one.
    pub seals_broken: u32,
}

impl Tally {
    /// What one inspection adds.
    #[must_use]
    pub fn of(inspection: &Inspection) -> Self {
        let guidance = inspection.fields.value("guidance");
        let explained = inspection.listed("topics");
        let pack = RulePack::named(&inspection.rule_pack).unwrap_or_else(RulePack::current);
        let mut tally = Self {
            inspections: 1,
            without_checks: Unseen::of(inspection.without_checks),
            guided: u32::from(guidance.is_some() || !explained.is_empty()),
            sealed: entered(inspection, "instruments_sealed")
                .unwrap_or_else(|| instruments_sealed(inspection, pack)),
            suspended_vnd: entered(inspection, "goods_suspended")
                .unwrap_or_else(|| listed(inspection, "suspensions", "suspended_value")),
            sealed_vnd: entered(inspection, "goods_sealed")
                .unwrap_or_else(|| listed(inspection, "seals", "sealed_value")),
            samples: u32::try_from(inspection.listed("samples").len()).unwrap_or(u32::MAX),
            ..Self::default()
        };
        // A sample that both its check and a row tell of is one.
        let columns = pack.columns("samples");
        let rows = inspection.listed("samples").iter();
        let named = rows.filter_map(|row| inspection.check_of(row, &columns));
        let sampled: Vec<_> = named.map(|check| check.id).collect();
        for check in &inspection.checks {
            tally
                .counts_mut(check.content.kind)
                .add(check.assessment.verdict);
            tally.faults += Faults::of(check, pack);
            tally.acts += Acts::of(check, pack);
            tally.samples += u32::from(check.content.is_sampled() && !sampled.contains(&check.id));
        }
        tally
    }

    /// The checks of one kind.
    #[must_use]
    pub fn counts(&self, kind: CheckKind) -> &Counts {
        match kind {
            CheckKind::Instrument => &self.instruments,
            CheckKind::Label => &self.labels,
            CheckKind::Quality => &self.quality,
            CheckKind::Quantity => &self.quantity,
        }
    }

    fn counts_mut(&mut self, kind: CheckKind) -> &mut Counts {
        match kind {
            CheckKind::Instrument => &mut self.instruments,
            CheckKind::Label => &mut self.labels,
            CheckKind::Quality => &mut self.quality,
            CheckKind::Quantity => &mut self.quantity,
        }
    }
}

impl Counts {
    /// Checks of any verdict.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.conforming + self.non_conforming + self.inconclusive + self.not_covered
    }

    /// One more check of this verdict.
    pub(crate) fn add(&mut self, verdict: Verdict) {
        *match verdict {
            Verdict::Conforming => &mut self.conforming,
            Verdict::NonConforming => &mut self.non_conforming,
            Verdict::Inconclusive { .. } => &mut self.inconclusive,
            Verdict::NotCovered => &mut self.not_covered,
        } += 1;
    }
}

impl Unseen {
    /// One visit with this outcome.
    pub(crate) fn of(reason: Option<WithoutChecks>) -> Self {
        let one = |of| u32::from(reason == Some(of));
        Self {
            closed: one(WithoutChecks::Closed),
            owner_absent: one(WithoutChecks::OwnerAbsent),
            entry_refused: one(WithoutChecks::EntryRefused),
        }
    }

    /// Visits that ended without checks, for whatever reason.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.closed + self.owner_absent + self.entry_refused
    }
}

impl Faults {
    /// The faults of one check; none where no instrument was looked at.
    pub(crate) fn of(check: &Check, pack: &RulePack) -> Self {
        let mut faults = Self::default();
        if check.content.kind != CheckKind::Instrument {
            return faults;
        }
        let without_mark = &Reporting::current().without_mark;
        let bad = check.assessment.findings.iter();
        for finding in bad.filter(|finding| finding.verdict == Verdict::NonConforming) {
            let item = item(pack, &finding.subject).map(|(_, item)| item.answer);
            match item {
                Some(ItemAnswer::Computed { computed }) => match computed {
                    Computation::VerificationInDate => faults.expired = 1,
                    Computation::SealsIntact => faults.seals_broken = 1,
                    what if what.sums_up_readings() => faults.out_of_limit = 1,
                    _ => {}
                },
                None if check.content.has_trial(&finding.subject) => faults.out_of_limit = 1,
                _ if without_mark.contains(&finding.subject) => faults.without_mark = 1,
                _ => {}
            }
        }
        faults
    }
}

/// An item of the pack by its code, with the id of its list.
fn item<'pack>(pack: &'pack RulePack, code: &str) -> Option<(&'pack str, &'pack Item)> {
    pack.checklists.iter().find_map(|list| {
        let item = list.items.iter().find(|item| item.name.code == code)?;
        Some((list.id.as_str(), item))
    })
}

/// A count of the visit, as older documents have it: once for all measures.
fn entered(inspection: &Inspection, code: &str) -> Option<u64> {
    let fields = &inspection.fields;
    fields.value(code).map(|_| number(fields, code))
}

/// A count of a visit or of a row; nothing where none was entered.
fn number(fields: &Fields, code: &str) -> u64 {
    let entered = fields.value(code).and_then(exact::read);
    entered
        .and_then(|number| number.to_u64())
        .unwrap_or_default()
}

/// What the rows of a list come to.
fn listed(inspection: &Inspection, list: &str, code: &str) -> u64 {
    let rows = inspection.listed(list).iter();
    rows.map(|row| number(row, code))
        .fold(0, u64::saturating_add)
}

/// The measuring instruments that seals were put on, each once.
fn instruments_sealed(inspection: &Inspection, pack: &RulePack) -> u64 {
    let columns = pack.columns("seals");
    let seals = inspection.listed("seals").iter();
    let mut sealed: Vec<_> = seals
        .filter_map(|row| inspection.check_of(row, &columns))
        .filter(|check| check.content.kind == CheckKind::Instrument)
        .map(|check| check.id)
        .collect();
    put_in_order(&mut sealed, Ord::cmp);
    sealed.dedup();
    sealed.len() as u64
}

add! {
    Counts { conforming non_conforming inconclusive not_covered }
    Unseen { closed owner_absent entry_refused }
    Faults { expired without_mark out_of_limit seals_broken }
    Tally {
        inspections without_checks guided instruments faults sealed labels quality quantity acts
        samples suspended_vnd sealed_vnd
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |mut sum, tally| {
            sum += tally;
            sum
        })
    }
}

#[cfg(test)]
mod tests;
