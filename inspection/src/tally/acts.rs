//! Violations by kind. An act is one non-conforming finding, graver than an
//! observation, on an item or a trial; an item that sums up readings and the
//! readings it sums up are one act, and so are the contents missing on one
//! label. Acts are more than establishments.

use std::collections::BTreeSet;
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use super::{add, item};
use crate::assessment::{Severity, Verdict};
use crate::check::Check;
use crate::metrology::ratio::Ratio;
use crate::rules::{ActKind, Computation, ItemAnswer, Reporting, RulePack};

/// Violations by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Acts {
    /// On labels.
    pub label: u32,
    /// Of measuring instruments.
    pub instrument: u32,
    /// Of quantity.
    pub quantity: u32,
    /// Of published standards.
    pub published_standard: u32,
    /// Of quality.
    pub quality: u32,
    /// Others.
    pub other: u32,
}

add! { Acts { label instrument quantity published_standard quality other } }

impl Acts {
    /// The kinds, in the order of the report.
    pub const KINDS: [ActKind; 6] = [
        ActKind::Label,
        ActKind::Instrument,
        ActKind::Quantity,
        ActKind::PublishedStandard,
        ActKind::Quality,
        ActKind::Other,
    ];

    /// The acts of one kind.
    #[must_use]
    pub fn of_kind(&self, kind: ActKind) -> u32 {
        match kind {
            ActKind::Label => self.label,
            ActKind::Instrument => self.instrument,
            ActKind::Quantity => self.quantity,
            ActKind::PublishedStandard => self.published_standard,
            ActKind::Quality => self.quality,
            ActKind::Other => self.other,
        }
    }

    /// Acts of all kinds.
    #[must_use]
    pub fn total(&self) -> u32 {
        Self::KINDS.iter().map(|kind| self.of_kind(*kind)).sum()
    }

    /// The share of a kind in per cent, to nine decimals, half away from zero;
    /// `None` where there are no acts.
    #[must_use]
    pub fn share(&self, kind: ActKind) -> Option<String> {
        let part = Ratio::count(self.of_kind(kind).into());
        let whole = Ratio::count(self.total().into());
        let share = part.times(Ratio::HUNDRED).ok()?.over(whole).ok()?;
        share.nine_decimals().ok()
    }

    /// The acts that one check shows.
    pub(crate) fn of(check: &Check, pack: &RulePack) -> Self {
        let mut acts = Self::default();
        let mut items = BTreeSet::new();
        let mut trials = BTreeSet::new();
        let mut summed_up = false;
        let mut contents = None;
        let mut complete = false;
        for finding in &check.assessment.findings {
            if finding.verdict != Verdict::NonConforming || finding.severity == Severity::Info {
                continue;
            }
            let subject = finding.subject.as_str();
            let known = item(pack, subject);
            if known.is_none() && check.content.has_trial(subject) {
                trials.insert(subject.split('.').next());
            } else if known.is_some_and(|(_, item)| item.content) {
                contents.get_or_insert(subject);
            } else if items.insert(subject) {
                let list = known.map(|(list, _)| list);
                acts.add(Reporting::current().act(check.content.kind, subject, list));
                if let Some(ItemAnswer::Computed { computed }) = known.map(|(_, item)| item.answer)
                {
                    summed_up |= computed.sums_up_readings();
                    complete |= computed == Computation::ContentComplete;
                }
            }
        }
        if let Some(subject) = contents.filter(|_| !complete) {
            acts.add(Reporting::current().act(check.content.kind, subject, None));
        }
        if !summed_up {
            for trial in trials.into_iter().flatten() {
                acts.add(Reporting::current().act(check.content.kind, trial, None));
            }
        }
        acts
    }

    fn add(&mut self, kind: ActKind) {
        *match kind {
            ActKind::Label => &mut self.label,
            ActKind::Instrument => &mut self.instrument,
            ActKind::Quantity => &mut self.quantity,
            ActKind::PublishedStandard => &mut self.published_standard,
            ActKind::Quality => &mut self.quality,
            ActKind::Other => &mut self.other,
        } += 1;
    }
}
