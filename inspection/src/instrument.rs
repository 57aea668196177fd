//! One measuring instrument: identity, evidence of verification, checklist,
//! readings; and what they amount to. Limits come from the rule pack, the
//! arithmetic from `metrology`.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::assessment::{Assessment, Doubt, Favours, Figures, Finding, Limit, Verdict};
use crate::checklist::{self, Answered};
use crate::draft::Answers;
use crate::evidence::Evidence;
use crate::form::Reader;
use crate::gap::GapReason;
use crate::metrology::weighing::{error_of_indication, permissible_error};
use crate::rules::{Computation, InstrumentKind, RulePack};

/// The largest Max that any instrument of these inspections has, in kilograms:
/// above the 150 t of truck scales (ĐLVN 13:2019), so more is a slip.
const LARGEST_MAX_KG: u32 = 200_000;
/// The most readings one check holds.
const MOST_READINGS: u16 = 99;

/// A measuring instrument as found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    /// Code of the kind in the pack.
    pub instrument: String,
    /// Model as marked.
    pub model: String,
    /// Serial number as marked.
    pub serial: String,
    /// Maker, where known.
    pub maker: Option<String>,
    /// Accuracy class as marked: `I`, `II`, `III` or `IIII`.
    pub accuracy_class: String,
    /// Max, in kilograms.
    #[serde(with = "crate::exact")]
    pub max_kg: Decimal,
    /// Verification scale interval, in grams.
    #[serde(with = "crate::exact")]
    pub e_g: Decimal,
    /// Actual scale interval, in grams, where noted.
    #[serde(with = "crate::exact::option")]
    pub d_g: Option<Decimal>,
    /// Number of the verification sticker, where noted.
    pub sticker_no: Option<String>,
    /// Last day of validity printed on the sticker, where there is one.
    pub valid_until_on_sticker: Option<NaiveDate>,
    /// The checklist with its answers; computed items are in the assessment.
    pub items: Vec<Answered>,
    /// Loads and indications, in the order taken.
    pub readings: Vec<Reading>,
}

/// One load and what the instrument showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The load, in kilograms.
    #[serde(with = "crate::exact")]
    pub load_kg: Decimal,
    /// The indication, in kilograms.
    #[serde(with = "crate::exact")]
    pub indication_kg: Decimal,
}

impl Instrument {
    /// Reads a check from what was typed, or names the fields at fault.
    pub(crate) fn parse(
        pack: &RulePack,
        kind: &InstrumentKind,
        answers: &Answers,
    ) -> Result<Self, Vec<(String, GapReason)>> {
        let mut reader = Reader::new(answers);
        let model = reader.text("model");
        let serial = reader.text("serial");
        let maker = reader.optional_text("maker");
        let scale = Scale::read(&mut reader, kind);
        let most_g = scale
            .as_ref()
            .map_or_else(most_interval, |scale| scale.max_kg * thousand());
        let d_g = reader.optional_size("d", most_g);
        let sticker_no = reader.optional_text("sticker_no");
        let valid_until_on_sticker = reader.optional_date("valid_until_on_sticker");
        let items = checklist::read(&mut reader, pack, std::slice::from_ref(&kind.checklist));
        let readings = read_readings(&mut reader, scale.as_ref().map(|scale| scale.max_kg));
        let whole = model
            .zip(serial)
            .zip(scale)
            .map(|((model, serial), scale)| Self {
                instrument: kind.name.code.clone(),
                model,
                serial,
                maker,
                accuracy_class: scale.class,
                max_kg: scale.max_kg,
                e_g: scale.e_g,
                d_g,
                sticker_no,
                valid_until_on_sticker,
                items,
                readings,
            });
        reader.finish(whole)
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
        let scale = Scale {
            class: self.accuracy_class.clone(),
            max_kg: self.max_kg,
            e_g: self.e_g,
        };
        let lists = std::slice::from_ref(&kind.checklist);
        let readings: Vec<_> = (1_u16..)
            .zip(&self.readings)
            .map(|(row, reading)| scale.judge(pack, kind, row, reading))
            .collect();
        let accuracy = match readings.len() {
            0 => Verdict::Inconclusive {
                doubt: Doubt::NotTested,
            },
            _ => Verdict::worst(readings.iter().map(|finding| finding.verdict)),
        };
        let mut findings = checklist::findings(pack, lists, &self.items, day, |what| {
            Some(match what {
                Computation::VerificationInDate => validity(self.valid_until_on_sticker, day),
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

/// The verdicts on the rows typed so far, by row number, as soon as class, Max
/// and e can be read. Rows that cannot be read are left out.
#[must_use]
pub fn live_readings(pack: &RulePack, subject: &str, answers: &Answers) -> Vec<(u16, Finding)> {
    let mut reader = Reader::new(answers);
    let Some(kind) = pack.instrument_kind(subject) else {
        return Vec::new();
    };
    let Some(scale) = Scale::read(&mut reader, kind) else {
        return Vec::new();
    };
    rows_typed(answers)
        .into_iter()
        .filter_map(|row| {
            let mut reader = Reader::new(answers);
            let reading = read_reading(&mut reader, row, Some(scale.max_kg));
            let reading = reader.finish(reading).ok()?;
            Some((row, scale.judge(pack, kind, row, &reading)))
        })
        .collect()
}

/// What of an instrument its limits depend on.
struct Scale {
    class: String,
    max_kg: Decimal,
    e_g: Decimal,
}

impl Scale {
    fn read(reader: &mut Reader<'_>, kind: &InstrumentKind) -> Option<Self> {
        let class = kind
            .fields
            .iter()
            .find(|field| field.name.code == "accuracy_class")
            .and_then(|field| reader.choice(field));
        let max_kg = reader.size("max", Decimal::from(LARGEST_MAX_KG));
        let e_g = reader.size(
            "e",
            max_kg.map_or_else(most_interval, |max| max * thousand()),
        );
        Some(Self {
            class: class?,
            max_kg: max_kg?,
            e_g: e_g?,
        })
    }

    fn judge(
        &self,
        pack: &RulePack,
        kind: &InstrumentKind,
        row: u16,
        reading: &Reading,
    ) -> Finding {
        let lists = std::slice::from_ref(&kind.checklist);
        let severity = checklist::computed_severity(pack, lists, Computation::ErrorWithinLimit);
        let subject = format!("reading.{row}");
        let limits = self.limits(pack, kind, reading);
        let (Some(narrowest), Some(widest)) = (limits.first(), limits.last()) else {
            return Finding {
                subject,
                verdict: Verdict::NotCovered,
                severity,
                basis: Some(kind.largest_max_basis.clone()),
                evidence: Evidence::Found,
                figures: None,
            };
        };
        let error_g = error_of_indication(reading.indication_kg, reading.load_kg) * thousand();
        let size = error_g.abs();
        let verdict = if size <= narrowest.grams {
            Verdict::Conforming
        } else if size > widest.grams {
            Verdict::NonConforming
        } else {
            Verdict::Inconclusive {
                doubt: Doubt::DisputedLimit,
            }
        };
        // The limit that decides: a pass is inside the narrowest, a failure
        // outside the widest.
        let decides = if verdict == Verdict::Conforming {
            narrowest
        } else {
            widest
        };
        let (basis, evidence) = (Some(decides.basis.clone()), decides.evidence);
        let figures = Some(Figures {
            load_kg: reading.load_kg,
            indication_kg: reading.indication_kg,
            error_g: error_g.normalize(),
            favours: favours(error_g),
            limits,
        });
        Finding {
            subject,
            verdict,
            severity,
            basis,
            evidence,
            figures,
        }
    }

    /// The limits that could apply, narrowest first; empty where the pack
    /// covers neither the instrument nor the load.
    fn limits(&self, pack: &RulePack, kind: &InstrumentKind, reading: &Reading) -> Vec<Limit> {
        let load_g = reading.load_kg * thousand();
        let table = &pack.weighing;
        let found = permissible_error(table, &self.class, load_g, self.e_g)
            .filter(|_| self.max_kg <= kind.largest_max_kg);
        let Some(found) = found else {
            return Vec::new();
        };
        let mut limits: Vec<_> = table
            .in_service_factors
            .iter()
            .map(|factor| Limit {
                code: factor.name.code.clone(),
                grams: (found.grams * factor.value).normalize(),
                basis: match &factor.basis {
                    Some(basis) => format!("{}; {basis}", found.band.basis),
                    None => found.band.basis.clone(),
                },
                evidence: factor.evidence.max(found.band.evidence),
            })
            .collect();
        limits.sort_by_key(|limit| limit.grams);
        limits
    }
}

fn favours(error: Decimal) -> Favours {
    if error.is_zero() {
        Favours::Nobody
    } else if error.is_sign_positive() {
        Favours::Seller
    } else {
        Favours::Customer
    }
}

fn read_readings(reader: &mut Reader<'_>, max_kg: Option<Decimal>) -> Vec<Reading> {
    let rows = rows_typed(reader.answers());
    rows.into_iter()
        .filter_map(|row| read_reading(reader, row, max_kg))
        .collect()
}

fn read_reading(reader: &mut Reader<'_>, row: u16, max_kg: Option<Decimal>) -> Option<Reading> {
    let most = max_kg.unwrap_or_else(|| Decimal::from(LARGEST_MAX_KG));
    let load_kg = reader.decimal(&format!("load.{row}"), most);
    let twice = most * Decimal::TWO;
    let indication_kg = reader.decimal(&format!("indication.{row}"), twice);
    Some(Reading {
        load_kg: load_kg?,
        indication_kg: indication_kg?,
    })
}

/// Rows in which anything was typed, in order.
fn rows_typed(answers: &Answers) -> Vec<u16> {
    let typed = |field: String| {
        answers
            .get(&field)
            .is_some_and(|text| !text.trim().is_empty())
    };
    (1..=MOST_READINGS)
        .filter(|row| typed(format!("load.{row}")) || typed(format!("indication.{row}")))
        .collect()
}

fn thousand() -> Decimal {
    Decimal::ONE_THOUSAND
}

/// The largest interval where Max cannot be read, in grams.
fn most_interval() -> Decimal {
    Decimal::from(LARGEST_MAX_KG) * thousand()
}

#[cfg(test)]
mod tests;
