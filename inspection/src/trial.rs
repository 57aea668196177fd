//! Trials: rows of readings, read from what was typed by the fields of the rule
//! pack and handed to the rule that judges them. The rules are the files of
//! this folder, their arithmetic `metrology`'s.

mod delivery;
mod scale;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub(crate) use self::delivery::price;
pub(crate) use self::scale::refuse_intervals_above_max;
use crate::assessment::{Doubt, Figures, Finding, Limit, Verdict};
use crate::checklist;
use crate::draft::Answers;
use crate::evidence::Evidence;
use crate::exact;
use crate::form::Reader;
use crate::recorded::{Fields, Recorded};
use crate::rules::{Computation, Judge, MeasuredKind, PackField, RulePack, Trial};

/// The most rows one trial holds.
pub const MOST_ROWS: u16 = 999;

/// One row: what was measured, by the codes of the trial's fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reading(pub Fields);

/// The readings of one trial, in the order taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// Code of the trial in the pack.
    pub trial: String,
    /// Its rows.
    pub rows: Vec<Reading>,
}

impl Series {
    pub(crate) fn numbered(&self) -> Vec<(u16, Reading)> {
        (1..).zip(self.rows.iter().cloned()).collect()
    }
}

/// What readings are judged by: the thing measured, and the rules of the day.
pub(crate) struct Case<'a> {
    pub(crate) pack: &'a RulePack,
    pub(crate) kind: &'a MeasuredKind,
    pub(crate) fields: &'a Fields,
    pub(crate) day: NaiveDate,
}

/// What a rule says of a row or a series: the verdict, and its figures.
pub(crate) struct Judged {
    pub(crate) verdict: Verdict,
    pub(crate) figures: Figures,
}

impl Case<'_> {
    /// Judges numbered rows, trial by trial.
    pub(crate) fn judge(&self, series: &[(&str, Vec<(u16, Reading)>)]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (code, rows) in series {
            let trials = &self.kind.trials;
            match trials.iter().find(|trial| trial.name.code == *code) {
                Some(trial) => self.judge_trial(trial, rows, &mut findings),
                None => findings.push(self.finding(code, None)),
            }
        }
        findings
    }

    fn judge_trial(&self, trial: &Trial, rows: &[(u16, Reading)], findings: &mut Vec<Finding>) {
        for (number, row) in rows {
            let judged = match trial.judge {
                Judge::ErrorOfIndication => scale::judge(self, row),
                Judge::Delivery => delivery::judge(self, row),
            };
            let subject = format!("{}.{number}", trial.name.code);
            findings.push(self.finding(&subject, judged));
        }
    }

    /// What is said of a subject; not covered where no rule says anything, or
    /// figures came out that a document cannot hold.
    fn finding(&self, subject: &str, judged: Option<Judged>) -> Finding {
        let computed = Computation::ErrorWithinLimit;
        let severity = checklist::computed_severity(self.pack, &self.kind.lists, computed);
        let mut finding = Finding {
            subject: subject.to_owned(),
            verdict: Verdict::NotCovered,
            severity,
            basis: None,
            evidence: Evidence::Found,
            alternatives: Vec::new(),
            figures: None,
        };
        if let Some(Judged { verdict, figures }) = judged.filter(Judged::can_be_held) {
            // The limit that decides: a pass is inside the narrowest, a failure
            // outside the widest.
            let decides = match verdict {
                Verdict::Conforming => figures.limits.first(),
                _ => figures.limits.last(),
            };
            finding.verdict = verdict;
            finding.basis = decides.map(|limit| limit.basis.clone());
            finding.evidence = decides.map_or(Evidence::Memory, |limit| limit.evidence);
            finding.figures = Some(figures);
        }
        finding
    }
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

/// The verdict on an error, given the size of it and the limits, narrowest
/// first, that could apply; `None` without limits.
pub(crate) fn verdict(size: Decimal, limits: &[Limit]) -> Option<Verdict> {
    let (narrowest, widest) = (limits.first()?, limits.last()?);
    Some(if size <= narrowest.within.value {
        Verdict::Conforming
    } else if size > widest.within.value {
        Verdict::NonConforming
    } else {
        Verdict::Inconclusive {
            doubt: Doubt::DisputedLimit,
        }
    })
}

/// Reads every row in which anything was typed, trial by trial.
pub(crate) fn read(reader: &mut Reader<'_>, trials: &[Trial], fields: &Fields) -> Vec<Series> {
    let series = |trial: &Trial| {
        let typed = rows_typed(reader.answers(), &trial.fields);
        let rows: Vec<_> = typed
            .into_iter()
            .map(|row| read_row(reader, trial, fields, row))
            .collect();
        (!rows.is_empty()).then(|| Series {
            trial: trial.name.code.clone(),
            rows,
        })
    };
    trials.iter().filter_map(series).collect()
}

/// The rows that can be read so far, by the number they were typed under.
pub(crate) fn read_so_far(
    answers: &Answers,
    trial: &Trial,
    fields: &Fields,
) -> Vec<(u16, Reading)> {
    let rows = rows_typed(answers, &trial.fields).into_iter();
    rows.filter_map(|row| {
        let mut reader = Reader::new(answers);
        let reading = read_row(&mut reader, trial, fields, row);
        Some((row, reader.finish(Some(reading)).ok()?))
    })
    .collect()
}

/// A row without the fields at fault, which are noted.
fn read_row(reader: &mut Reader<'_>, trial: &Trial, fields: &Fields, row: u16) -> Reading {
    let read = |field: &PackField| {
        let place = format!("{}.{row}", field.name.code);
        Recorded::read_at(reader, &place, field, most(fields, field))
    };
    Reading(Fields(trial.fields.iter().filter_map(read).collect()))
}

/// The most a field of a row can be meant to be.
fn most(fields: &Fields, field: &PackField) -> Decimal {
    let max = fields.decimal("max", field.unit.as_deref().unwrap_or_default());
    match (field.most_in_max, max) {
        (Some(times), Some(max)) => (max * times).min(field.most),
        _ => field.most,
    }
}

/// Rows in which anything was typed, in order.
fn rows_typed(answers: &Answers, fields: &[PackField]) -> Vec<u16> {
    let typed = answers.iter().filter(|(_, text)| !text.trim().is_empty());
    let mut rows: Vec<u16> = typed
        .filter_map(|(place, _)| {
            let (code, row) = place.split_once('.')?;
            let ours = fields.iter().any(|field| field.name.code == code);
            row.parse()
                .ok()
                .filter(|row| ours && (1..=MOST_ROWS).contains(row))
        })
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

#[cfg(test)]
mod tests;
