//! Rows of readings: read from what was typed, by the fields of the kind, and
//! handed to the judge of what the kind measures.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{delivery, scale};
use crate::assessment::{Figures, Finding, Limit, Severity, Verdict};
use crate::checklist;
use crate::draft::Answers;
use crate::evidence::Evidence;
use crate::exact;
use crate::form::Reader;
use crate::recorded::{Fields, Recorded};
use crate::rules::{Computation, FieldType, InstrumentKind, Measures, PackField, RulePack};

/// The most rows one check holds.
const MOST_ROWS: u16 = 99;

/// One row: what was measured, by the codes of the pack's reading fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reading(pub Fields);

/// Judges one row by what the kind measures.
pub(super) fn judge(
    pack: &RulePack,
    kind: &InstrumentKind,
    fields: &Fields,
    row: u16,
    reading: &Reading,
) -> Finding {
    let judged = match kind.measures {
        Some(Measures::Weighing) => scale::judge(pack, kind, fields, reading),
        Some(Measures::Delivery) => delivery::judge(pack, reading),
        None => None,
    };
    let severity = checklist::computed_severity(pack, &kind.lists, Computation::ErrorWithinLimit);
    finding(row, severity, judged.filter(Judged::can_be_held))
}

/// What a judge says of a row: the verdict, and the figures it rests on.
pub(super) struct Judged {
    pub(super) verdict: Verdict,
    pub(super) figures: Figures,
}

impl Judged {
    /// Whether a document can hold the figures. Finer or larger ones would be
    /// written, and never read again.
    fn can_be_held(&self) -> bool {
        let limits = self.figures.limits.iter().map(|limit| &limit.within);
        let mut amounts = limits.chain([&self.figures.error]);
        amounts.all(|amount| exact::holds(amount.value))
    }
}

fn finding(row: u16, severity: Severity, judged: Option<Judged>) -> Finding {
    let subject = format!("reading.{row}");
    let Some(Judged { verdict, figures }) = judged else {
        let (verdict, evidence) = (Verdict::NotCovered, Evidence::Found);
        return Finding {
            subject,
            verdict,
            severity,
            basis: None,
            evidence,
            figures: None,
        };
    };
    // The limit that decides: a pass is inside the narrowest, a failure
    // outside the widest.
    let decides = match verdict {
        Verdict::Conforming => figures.limits.first(),
        _ => figures.limits.last(),
    };
    Finding {
        subject,
        verdict,
        severity,
        basis: decides.map(|limit| limit.basis.clone()),
        evidence: decides.map_or(Evidence::Memory, |limit| limit.evidence),
        figures: Some(figures),
    }
}

/// The verdict on an error, given the size of it and the limits, narrowest
/// first, that could apply; `None` without limits.
pub(super) fn verdict(size: Decimal, limits: &[Limit]) -> Option<Verdict> {
    let (narrowest, widest) = (limits.first()?, limits.last()?);
    Some(if size <= narrowest.within.value {
        Verdict::Conforming
    } else if size > widest.within.value {
        Verdict::NonConforming
    } else {
        Verdict::Inconclusive {
            doubt: crate::assessment::Doubt::DisputedLimit,
        }
    })
}

/// The verdicts on the rows typed so far, by row number, as far as identity
/// and row can be read.
#[must_use]
pub fn live_readings(pack: &RulePack, subject: &str, answers: &Answers) -> Vec<(u16, Finding)> {
    let Some(kind) = pack.instrument_kind(subject) else {
        return Vec::new();
    };
    let fields = Fields::read(&mut Reader::new(answers), &kind.fields);
    if kind.measures == Some(Measures::Weighing) && !scale::is_known(&fields) {
        return Vec::new();
    }
    let rows = rows_typed(answers, &kind.reading_fields).into_iter();
    rows.filter_map(|row| {
        let mut reader = Reader::new(answers);
        let reading = read_row(&mut reader, kind, &fields, row);
        let reading = reader.finish(Some(reading)).ok()?;
        Some((row, judge(pack, kind, &fields, row, &reading)))
    })
    .collect()
}

/// Reads every row in which anything was typed.
pub(super) fn read(
    reader: &mut Reader<'_>,
    kind: &InstrumentKind,
    fields: &Fields,
) -> Vec<Reading> {
    let rows = rows_typed(reader.answers(), &kind.reading_fields);
    rows.into_iter()
        .map(|row| read_row(reader, kind, fields, row))
        .collect()
}

/// A row without the fields at fault, which are noted.
fn read_row(reader: &mut Reader<'_>, kind: &InstrumentKind, fields: &Fields, row: u16) -> Reading {
    let read = |field: &PackField| {
        let place = format!("{}.{row}", field.name.code);
        if !field.required && reader.is_empty(&place) {
            return None;
        }
        let most = most(kind, fields, field);
        let value = match field.kind {
            FieldType::Count => reader.count(&place, most)?,
            _ => reader.decimal(&place, most)?,
        };
        let value = value.to_string();
        Some(Recorded {
            code: field.name.code.clone(),
            value,
            unit: field.unit.clone(),
        })
    };
    Reading(Fields(
        kind.reading_fields.iter().filter_map(read).collect(),
    ))
}

/// The most a field of a row can be meant to be: a load up to Max, and an
/// indication up to twice that.
fn most(kind: &InstrumentKind, fields: &Fields, field: &PackField) -> Decimal {
    let unit = field.unit.as_deref().unwrap_or_default();
    let max = match kind.measures {
        Some(Measures::Weighing) => fields.decimal("max", unit),
        _ => None,
    };
    match (max, field.name.code.as_str()) {
        (Some(max), "load") => max.min(field.most),
        (Some(max), "indication") => (max * Decimal::TWO).min(field.most),
        _ => field.most,
    }
}

/// Rows in which anything was typed, in order.
fn rows_typed(answers: &Answers, fields: &[PackField]) -> Vec<u16> {
    let typed = |row: u16, field: &PackField| {
        let text = answers.get(&format!("{}.{row}", field.name.code));
        text.is_some_and(|text| !text.trim().is_empty())
    };
    (1..=MOST_ROWS)
        .filter(|row| fields.iter().any(|field| typed(*row, field)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::FieldType;
    use crate::{CheckContent, CheckDraft, CheckId, CheckKind, ItemAnswer};

    /// Answers to everything a kind asks, every number the finest that is read.
    fn finest(pack: &RulePack, kind: &InstrumentKind) -> Answers {
        let mut answers = Answers::new();
        for row in &kind.fields {
            let text = match row.kind {
                FieldType::Choice => row.choices[0].code.as_str(),
                FieldType::Decimal if row.name.code == "max" => "20",
                FieldType::Decimal => "0.123456789",
                FieldType::Count => "1",
                FieldType::Date | FieldType::DateOrMonth => "20/11/2026",
                FieldType::Text | FieldType::LongText => "A",
            };
            answers.insert(row.name.code.clone(), text.to_owned());
        }
        for item in pack.items(&kind.lists) {
            let text = match item.answer {
                ItemAnswer::Conform => "conform",
                ItemAnswer::Flag => "no",
                ItemAnswer::Record | ItemAnswer::Computed { .. } => continue,
            };
            answers.insert(item.name.code.clone(), text.to_owned());
        }
        for row in &kind.reading_fields {
            let text = match row.kind {
                FieldType::Count => "1",
                _ => "0.123456789",
            };
            answers.insert(format!("{}.1", row.name.code), text.to_owned());
        }
        answers
    }

    #[test]
    fn whatever_decimals_were_typed_a_document_can_be_read_again() {
        let pack = RulePack::current();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        for kind in pack
            .instrument_kinds
            .iter()
            .filter(|kind| kind.measures.is_some())
        {
            let draft = CheckDraft {
                id: CheckId(1),
                kind: CheckKind::Instrument,
                subject: kind.name.code.clone(),
                answers: finest(pack, kind),
            };
            let content: CheckContent = draft.complete(pack).unwrap();
            let assessment = content.assess(pack, day);
            let text = serde_json::to_string(&assessment).unwrap();
            let read = serde_json::from_str(&text).map_err(|error| error.to_string());
            assert_eq!(read, Ok(assessment), "{}", draft.subject);
        }
    }
}
