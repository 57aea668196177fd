//! Trials: rows of readings, read from what was typed by the fields of the rule
//! pack and handed to the rule that judges them. The rules are the files of
//! this folder, their arithmetic `metrology`'s.

mod amounts;
mod article;
mod bound;
mod capacity;
mod class;
mod cylinder;
mod delivery;
mod discrimination;
mod gold;
mod indication;
mod prepackage;
mod ranges;
mod recommended;
mod repeatability;
mod scale;
mod standards;
mod station;
mod written;
mod zero;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;

pub(crate) use self::bound::Judged;
pub(crate) use self::delivery::{price, refuse as refuse_deliveries};
pub(crate) use self::gold::resolution as gold_resolution;
pub(crate) use self::ranges::refuse as refuse_ranges;
pub use self::recommended::recommended_loads;
pub use self::station::{observations, observations_on};
use crate::assessment::{Finding, Verdict};
use crate::check::CheckContent;
use crate::checklist;
use crate::draft::Answers;
use crate::evidence::Evidence;
use crate::form::Reader;
use crate::order::put_in_order;
use crate::recorded::{Fields, Recorded};
use crate::rules::{Computation, Judge, MeasuredKind, PackField, RulePack, Trial};

/// The most rows one trial holds.
pub const MOST_ROWS: u16 = 999;

/// One row: what was measured, by the codes of the trial's fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Reading(pub Fields);

/// The readings of one trial, in the order taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

/// The rows of each trial of a finished check, in their order.
pub(crate) fn numbered(series: &[Series]) -> Vec<Numbered<'_>> {
    series
        .iter()
        .map(|series| (series.trial.as_str(), series.numbered()))
        .collect()
}

/// The rows of one trial by the code of the trial, each with the number it was
/// typed under.
pub(crate) type Numbered<'a> = (&'a str, Vec<(u16, Reading)>);

/// What readings are judged by: the thing measured, all that was read of it,
/// and the rules of the day.
pub(crate) struct Case<'a> {
    pub(crate) pack: &'a RulePack,
    pub(crate) kind: &'a MeasuredKind,
    pub(crate) fields: &'a Fields,
    pub(crate) series: &'a [Numbered<'a>],
    pub(crate) day: NaiveDate,
}

/// The findings on the readings of a check, and what is to be said of the class
/// of what was measured.
pub(crate) fn judge(
    check: &CheckContent,
    pack: &RulePack,
    kind: Option<&MeasuredKind>,
    day: NaiveDate,
) -> (Vec<Finding>, Vec<Finding>) {
    let Some(kind) = kind else {
        return (Vec::new(), Vec::new());
    };
    let case = Case {
        pack,
        kind,
        fields: &check.fields,
        series: &numbered(&check.series),
        day,
    };
    (case.judge(), class::findings(&case))
}

impl Case<'_> {
    /// Judges all rows, trial by trial.
    pub(crate) fn judge(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (code, rows) in self.series {
            let trials = &self.kind.trials;
            match trials.iter().find(|trial| trial.name.code == *code) {
                Some(trial) => self.judge_trial(trial, rows, &mut findings),
                None => findings.push(self.finding(code, None)),
            }
        }
        findings
    }

    /// The rows of the trials that are judged by this rule.
    pub(crate) fn rows(&self, judge: Judge) -> impl Iterator<Item = &(u16, Reading)> {
        let trials = self.kind.trials.iter();
        let judged = trials.filter(move |trial| trial.judge == judge);
        let series = judged.flat_map(|trial| {
            let own = |series: &&Numbered<'_>| series.0 == trial.name.code;
            self.series.iter().filter(own)
        });
        series.flat_map(|(_, rows)| rows)
    }

    fn judge_trial(&self, trial: &Trial, rows: &[(u16, Reading)], findings: &mut Vec<Finding>) {
        let code = &trial.name.code;
        if trial.judge == Judge::Packages {
            findings.extend(prepackage::judge(self, rows));
            return;
        }
        for (number, Reading(row)) in rows {
            let judged = match trial.judge {
                Judge::ErrorOfIndication
                | Judge::Eccentricity
                | Judge::RollingLoad
                | Judge::Repeatability => indication::judge(self, trial.judge, row),
                Judge::Discrimination => discrimination::judge(self, row),
                Judge::ZeroSetting | Judge::TareSetting => zero::judge(self, trial.judge, row),
                Judge::Delivery => delivery::judge(self, row),
                Judge::Capacity => capacity::judge(self, row),
                Judge::Standards if standards::is_out_of_date(self, row) => {
                    Some(standards::unsuitable(self))
                }
                Judge::CylinderContent => cylinder::judge(self, row),
                Judge::GoldMass => article::judge(self, row),
                // What was measured with, or beside, says nothing by itself.
                Judge::Standards | Judge::Tares | Judge::Packages => continue,
            };
            findings.push(self.finding(&format!("{code}.{number}"), judged));
        }
        if trial.judge == Judge::Repeatability {
            for (number, judged) in (1..).zip(repeatability::judge(self, rows)) {
                findings.push(self.finding(&format!("{code}.range_{number}"), judged));
            }
        }
    }

    /// What is said of a subject; not covered where no rule says anything, or
    /// figures came out that a document cannot hold.
    fn finding(&self, subject: &str, judged: Option<Judged>) -> Finding {
        let is_instrument = self.pack.quantity_kind(&self.kind.name.code).is_none();
        let computed = if is_instrument {
            Computation::ErrorWithinLimit
        } else {
            Computation::ContentWithinLimit
        };
        let severity = checklist::computed_severity(self.pack, &self.kind.lists, computed);
        let mut finding = Finding {
            subject: subject.to_owned(),
            verdict: Verdict::NotCovered,
            severity,
            basis: None,
            evidence: Evidence::Found,
            alternatives: Vec::new(),
            figures: None,
            noted: Fields::default(),
        };
        if let Some(judged) = judged {
            // The limit that decides: a pass is inside the narrowest, a failure
            // outside the widest.
            let limits = judged.figures.as_ref().map(|figures| &figures.limits[..]);
            let decides = match judged.verdict {
                Verdict::Conforming => limits.unwrap_or_default().first(),
                _ => limits.unwrap_or_default().last(),
            };
            finding.verdict = judged.verdict;
            finding.basis = decides.map(|limit| limit.basis.clone());
            finding.evidence = decides.map_or(Evidence::Found, |limit| limit.evidence);
            if let Some((more, mark)) = judged.rests_on {
                let basis = finding.basis.map(|basis| format!("{basis}; {more}"));
                finding.basis = Some(basis.unwrap_or(more));
                finding.evidence = finding.evidence.max(mark);
            }
            finding.figures = judged.figures;
        }
        finding
    }
}

/// Notes what the trials cannot have come out as.
pub(crate) fn refuse(reader: &mut Reader<'_>, trials: &[Trial], fields: &Fields) {
    for trial in trials {
        let rows = || read_so_far(reader.answers(), trial, fields);
        match trial.judge {
            Judge::Packages => prepackage::refuse(reader, trials, fields),
            Judge::CylinderContent => cylinder::refuse(reader, &rows()),
            Judge::GoldMass => article::refuse(reader, &rows()),
            _ => {}
        }
    }
}

/// Reads every row in which anything was typed, trial by trial.
pub(crate) fn read(reader: &mut Reader<'_>, trials: &[Trial], fields: &Fields) -> Vec<Series> {
    let series = |trial: &Trial| {
        let typed = rows_typed(reader.answers(), &|code| has(trial, code));
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
    let rows = rows_typed(answers, &|code| has(trial, code)).into_iter();
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
    let unit = field.unit.as_deref().unwrap_or_default();
    let largest = |codes: [&str; 3]| {
        let entered = codes.iter().filter_map(|code| fields.decimal(code, unit));
        entered.max()
    };
    let by_max = field.most_in_max.zip(largest(["max", "max_2", "max_3"]));
    let by_e = field.most_in_e.zip(largest(["e", "e_2", "e_3"]));
    let bounds = by_max.into_iter().chain(by_e);
    bounds.fold(field.most, |most, (times, of)| most.min(times * of))
}

fn has(trial: &Trial, code: &str) -> bool {
    trial.fields.iter().any(|field| field.name.code == code)
}

/// Rows in which anything was typed into a field that is `ours`, in order.
pub(crate) fn rows_typed(answers: &Answers, ours: &dyn Fn(&str) -> bool) -> Vec<u16> {
    let typed = answers.iter().filter(|(_, text)| !text.trim().is_empty());
    let mut rows: Vec<u16> = typed
        .filter_map(|(place, _)| {
            let (code, row) = place.split_once('.')?;
            let row = row.parse().ok()?;
            (ours(code) && (1..=MOST_ROWS).contains(&row)).then_some(row)
        })
        .collect();
    put_in_order(&mut rows, Ord::cmp);
    rows.dedup();
    rows
}

#[cfg(test)]
mod tests;
