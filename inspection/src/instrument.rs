//! One measuring instrument: identity, evidence of verification, checklist,
//! readings; and what they amount to. Limits come from the rule pack; judging a
//! reading is `scale`'s.

mod scale;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::scale::{Reading, live_readings};
use self::scale::{Scale, read_readings};
use crate::assessment::{Assessment, Doubt, Verdict};
use crate::checklist::{self, Answered};
use crate::draft::Answers;
use crate::form::Reader;
use crate::gap::GapReason;
use crate::recorded::Fields;
use crate::rules::{Computation, InstrumentKind, RulePack};

/// A measuring instrument as found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    /// Code of the kind in the pack.
    pub instrument: String,
    /// Identity and evidence of verification, as the pack asks for them.
    pub fields: Fields,
    /// The checklist with its answers; computed items are in the assessment.
    pub items: Vec<Answered>,
    /// Loads and indications, in the order taken.
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
        let max_kg = fields.decimal("max", "kg");
        scale::refuse_intervals_above_max(&mut reader, &fields);
        let items = checklist::read(&mut reader, pack, std::slice::from_ref(&kind.checklist));
        let readings = read_readings(&mut reader, max_kg);
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
        let lists = std::slice::from_ref(&kind.checklist);
        let scale = Scale::of(&self.fields);
        let readings: Vec<_> = (1_u16..)
            .zip(&self.readings)
            .map(|(row, reading)| scale::judge(scale.as_ref(), pack, kind, row, reading))
            .collect();
        let accuracy = match readings.len() {
            0 => Verdict::Inconclusive {
                doubt: Doubt::NotTested,
            },
            _ => Verdict::worst(readings.iter().map(|finding| finding.verdict)),
        };
        let mut findings = checklist::findings(pack, lists, &self.items, day, |what| {
            Some(match what {
                Computation::VerificationInDate => {
                    validity(self.fields.date("valid_until_on_sticker"), day)
                }
                Computation::ErrorWithinLimit => accuracy,
            })
        });
        findings.extend(readings);
        Assessment::of(findings)
    }
}

/// Verification counts through the day printed on the sticker.
pub(crate) fn validity(last: Option<NaiveDate>, day: NaiveDate) -> Verdict {
    match last {
        None => Verdict::Inconclusive {
            doubt: Doubt::NotTested,
        },
        Some(last) if day <= last => Verdict::Conforming,
        Some(_) => Verdict::NonConforming,
    }
}

#[cfg(test)]
mod tests;
