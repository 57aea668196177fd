//! Whether a scale can be of the class it is marked with: e, the number of
//! intervals n = Max/e, Min (OIML R 76-1:2006 Table 3), and how its partial
//! ranges follow each other (Table 4). An e or n that the class does not have
//! is not covered, so that no such scale passes: what is wrong is the mark, or
//! what was read of it. The rest are observations. Errors are judged all the
//! same.

use super::Case;
use super::ranges::{grams, ranges};
use crate::assessment::{Finding, Severity, Verdict};
use crate::evidence::Evidence;
use crate::metrology::weighing::limits::{ClassRow, class_row};
use crate::recorded::Fields;

/// What Tables 3 and 4 do not allow.
pub(crate) fn findings(case: &Case<'_>) -> Vec<Finding> {
    let marked = case.fields.value("accuracy_class");
    let marked = marked.filter(|_| case.pack.weighing.days.hold(case.day));
    let Some((class, ranges)) = marked.zip(ranges(case.fields)) else {
        return Vec::new();
    };
    let (d, min) = (grams(case.fields, "d"), grams(case.fields, "min"));
    let rows = &case.pack.weighing.classes;
    let mut findings: Vec<Finding> = Vec::new();
    let mut observe = |word: &str, basis: &str, evidence: Evidence| {
        let found = finding(word, basis, evidence);
        if !findings.contains(&found) {
            findings.push(found);
        }
    };
    for range in &ranges {
        let Some(row) = class_row(rows, class, range.e) else {
            if let Some(row) = rows.iter().find(|row| row.class == class) {
                observe("interval", &row.basis, row.evidence);
            }
            continue;
        };
        let n = range.up_to.and_then(|max| max.over(range.e).ok());
        if !n.is_some_and(|n| row.allows(n, d)) {
            observe("divisions", &row.basis, row.evidence);
        }
    }
    let first = ranges.first().and_then(|range| {
        let row = class_row(rows, class, range.e)?;
        Some((row, row.min_e.times(range.e).ok()?))
    });
    if let Some((
        ClassRow {
            basis, evidence, ..
        },
        least,
    )) = first
        && min.is_some_and(|min| min < least)
    {
        observe("min", basis, *evidence);
    }
    let rows = &case.pack.weighing.partial_ranges;
    if let Some(row) = rows.iter().find(|row| row.class == class)
        && !row.allows(&ranges).unwrap_or(false)
    {
        observe("ranges", &row.basis, row.evidence);
    }
    findings
}

fn finding(word: &str, basis: &str, evidence: Evidence) -> Finding {
    let (verdict, severity) = match word {
        "interval" | "divisions" => (Verdict::NotCovered, Severity::Major),
        _ => (Verdict::NonConforming, Severity::Info),
    };
    Finding {
        subject: format!("class.{word}"),
        verdict,
        severity,
        basis: Some(basis.to_owned()),
        evidence,
        alternatives: Vec::new(),
        figures: None,
        noted: Fields::default(),
    }
}
