//! Lots as minutes tell them: the readings in one paragraph, then the packages
//! that are short and what all of them amount to, each under its name.

use super::measured::{joined, permissible, result, trial};
use super::source::{Source, fact_of};
use super::{Block, Fact, Row, wording};
use crate::assessment::{Figures, Finding, Severity, Verdict};
use crate::check::{Check, CheckKind};
use crate::recorded::{Fields, Recorded};
use crate::rules::{PackField, Trial};
use crate::trial::Series;

/// The limit of a package that is short by more than twice what it may be.
const FAR_SHORT: &str = "twice_tolerable_deficiency";

/// Whether the readings of a trial count together.
pub(super) fn is_lot(trial: &Trial) -> bool {
    !trial.judge.rules_on_rows()
}

/// The readings of every lot of a check in the order of typing.
pub(super) fn readings(source: &Source<'_>, check: &Check) -> Vec<Block> {
    let lots = check.content.series.iter().filter_map(|series| {
        let trial = trial(source, check, &series.trial).filter(|it| is_lot(it))?;
        let unit = series.rows.first()?.0.0.first()?.unit.as_deref();
        let each = series.rows.iter().map(|reading| {
            let fields = reading.0.0.iter();
            let values = fields.map(|field| wording::number(&field.value));
            values.collect::<Vec<_>>().join(", ")
        });
        let each: Vec<_> = each.collect();
        let unit = wording::unit(unit.unwrap_or_default());
        let told = wording::readings(&trial.name.vi, &unit, &each);
        Some(Block::Text(told))
    });
    lots.collect()
}

/// What was found of a lot, a row each.
pub(super) fn rows(source: &Source<'_>, check: &Check, series: &Series, lot: &Trial) -> Vec<Row> {
    let fields: Vec<_> = lot.fields.iter().collect();
    let findings = check.assessment.findings.iter();
    let row = |finding: &Finding| {
        let what = finding.subject.strip_prefix(series.trial.as_str())?;
        let what = what.strip_prefix('.')?;
        let Ok(number) = what.parse::<usize>() else {
            return Some(together(source, lot, what, finding));
        };
        let reading = series.rows.get(number.checked_sub(1)?)?;
        let level = wording::row(&lot.name.vi, number);
        let mut cells = result(
            CheckKind::Quantity,
            &level,
            &reading.0,
            Some(finding),
            &fields,
        );
        if let Some(said) = cells.last_mut().filter(|_| is_observed(finding)) {
            wording::short(is_far_short(finding)).clone_into(said);
        }
        Some(cells)
    };
    findings.filter_map(row).map(Row::Cells).collect()
}

/// What the readings amount to together: a mean, or how many there are.
fn together(source: &Source<'_>, lot: &Trial, what: &str, finding: &Finding) -> Vec<String> {
    let Some(figures) = &finding.figures else {
        let level = name(source, lot, what);
        return result(
            CheckKind::Quantity,
            &level,
            &Fields::default(),
            Some(finding),
            &[],
        );
    };
    let is_mean = |field: &&Recorded| field.code == "mean";
    let mean = figures.measured.0.iter().find(is_mean);
    let others = figures.measured.0.iter().filter(|field| !is_mean(field));
    let others: Vec<_> = others.map(|field| seen(field, &[])).collect();
    let level = [name(source, lot, what), joined(&others)];
    let level: Vec<_> = level.into_iter().filter(|it| !it.is_empty()).collect();
    let (found, error) = match mean {
        Some(mean) => (seen(mean, &[]).value, wording::error(&figures.error)),
        None => (wording::error(&figures.error), wording::NONE.to_owned()),
    };
    vec![
        level.join("; "),
        wording::NONE.to_owned(),
        found,
        error,
        permissible(figures),
        wording::verdict(finding.verdict).to_owned(),
    ]
}

/// What the readings of a lot give together, by its name.
pub(super) fn name(source: &Source<'_>, lot: &Trial, what: &str) -> String {
    let mut results = source.pack.results.iter();
    match results.find(|term| term.code == what) {
        Some(result) => wording::together(&lot.name.vi, &result.vi),
        None => wording::whole_series(&lot.name.vi),
    }
}

/// What was measured or counted, under the name that people give it.
pub(super) fn seen(field: &Recorded, rows: &[&PackField]) -> Fact {
    if rows.iter().any(|row| row.name.code == field.code) {
        return fact_of(field, rows);
    }
    let value = wording::number(&field.value);
    let unit = field.unit.as_deref().map(wording::unit).unwrap_or_default();
    Fact {
        label: wording::statistic(&field.code).to_owned(),
        value: format!("{value} {unit}").trim_end().to_owned(),
    }
}

/// Whether figures are of a count, which has no error.
pub(super) fn is_count(figures: &Figures) -> bool {
    figures.error.unit.is_empty()
}

/// A package that is short is noted: a lot may hold some.
fn is_observed(finding: &Finding) -> bool {
    finding.verdict == Verdict::NonConforming && finding.severity == Severity::Info
}

fn is_far_short(finding: &Finding) -> bool {
    let limits = finding.figures.iter().flat_map(|figures| &figures.limits);
    let mut codes = limits.map(|limit| limit.code.as_str());
    codes.any(|code| code == FAR_SHORT)
}
