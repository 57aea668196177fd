//! One measuring instrument: identity, evidence of verification, checklist,
//! readings; and what they amount to. What a kind is asked and by which lists is
//! the rule pack's; judging readings is `scale`'s and `delivery`'s.

mod delivery;
mod readings;
mod scale;
mod validity;

use chrono::NaiveDate;
use serde::Serialize;

pub use self::readings::{Reading, live_readings};
pub(crate) use self::validity::in_date;
use crate::assessment::{Assessment, Doubt, Finding, Verdict};
use crate::checklist::{self, Answered, Ruling};
use crate::draft::Answers;
use crate::form::Reader;
use crate::gap::GapReason;
use crate::recorded::Fields;
use crate::rules::{Computation, InstrumentKind, RulePack};

/// A measuring instrument as found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Instrument {
    /// Code of the kind in the pack.
    pub instrument: String,
    /// Identity and evidence of verification, as the pack asks for them.
    pub fields: Fields,
    /// The checklist with its answers; computed items are in the assessment.
    pub items: Vec<Answered>,
    /// Readings, in the order taken.
    pub readings: Vec<Reading>,
}

impl Instrument {
    /// Reads a check from what was typed, or names the fields at fault.
    pub(crate) fn parse(
        pack: &RulePack,
        kind: &InstrumentKind,
        answers: &Answers,
    ) -> Result<Self, Vec<(String, GapReason)>> {
        let mut reader = Reader::new(answers);
        let fields = Fields::read(&mut reader, &kind.fields);
        scale::refuse_intervals_above_max(&mut reader, &fields);
        let items = checklist::read(&mut reader, pack, &kind.lists);
        let readings = readings::read(&mut reader, kind, &fields);
        let instrument = kind.name.code.clone();
        reader.finish(Some(Self {
            instrument,
            fields,
            items,
            readings,
        }))
    }

    /// What the rules say of it on the day of the inspection. An instrument
    /// the pack does not know is not covered.
    pub(crate) fn assess(&self, pack: &RulePack, day: NaiveDate) -> Assessment {
        let Some(kind) = pack.instrument_kind(&self.instrument) else {
            return Assessment {
                verdict: Verdict::NotCovered,
                findings: Vec::new(),
            };
        };
        let numbered = (1_u16..).zip(&self.readings);
        let readings: Vec<_> = numbered
            .map(|(row, reading)| readings::judge(pack, kind, &self.fields, row, reading))
            .collect();
        let mut findings = checklist::findings(pack, &kind.lists, &self.items, day, |what| {
            computed(what, pack, kind, self, &readings, day)
        });
        findings.extend(validity::mismatch(&self.fields));
        findings.extend(readings);
        Assessment::of(findings)
    }
}

/// The verdict on a computed item.
fn computed(
    what: Computation,
    pack: &RulePack,
    kind: &InstrumentKind,
    instrument: &Instrument,
    readings: &[Finding],
    day: NaiveDate,
) -> Ruling {
    let fields = &instrument.fields;
    match what {
        Computation::VerificationInDate => in_date(pack, kind, fields, day),
        Computation::SealsIntact => seals(fields).into(),
        Computation::ErrorWithinLimit => overall(readings).into(),
        Computation::PriceAgrees => delivery::price(fields, &instrument.readings).into(),
        Computation::GoldResolution => Verdict::NotCovered.into(),
    }
}

/// The verdict on the readings as a whole.
pub(crate) fn overall(readings: &[Finding]) -> Verdict {
    if readings.is_empty() {
        return Verdict::Inconclusive {
            doubt: Doubt::NotTested,
        };
    }
    Verdict::worst(readings.iter().map(|finding| finding.verdict))
}

/// The verdict on the seals, from the state that was seen.
pub(crate) fn seals(fields: &Fields) -> Verdict {
    match fields.value("seal_state") {
        Some("intact") => Verdict::Conforming,
        None | Some("not_checked") => Verdict::Inconclusive {
            doubt: Doubt::NotTested,
        },
        Some(_) => Verdict::NonConforming,
    }
}

#[cfg(test)]
mod tests;
