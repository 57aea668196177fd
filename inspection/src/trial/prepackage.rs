//! Prepackages against TT 21/2014/TT-BKHCN: the sample or the whole lot, under
//! its plan, by its mean and by what single packages lack. Figures come while
//! rows are typed. The tables are the rule pack's, the arithmetic `metrology`'s.

mod content;
mod refusals;
mod sample;
mod tares;

use self::content::Declared;
pub(super) use self::refusals::refuse;
use self::sample::Sample;
use self::tares::Tare;
use super::amounts::{amount, limit, printed, shortage};
use super::{Case, Reading};
use crate::assessment::{Doubt, Figures, Finding, Severity, Verdict};
use crate::checklist;
use crate::evidence::Evidence;
use crate::metrology::prepackage::{PackageClass, Tolerance, tolerance};
use crate::metrology::ratio::Ratio;
use crate::recorded::Fields;
use crate::rules::Computation;

/// The system that packages are judged by.
pub(super) const SYSTEM: &str = "TT21_2014";

/// Begun, and something it needs is missing.
const GAP: Verdict = Verdict::Inconclusive { doubt: Doubt::Gap };

/// Judges a sample; nothing while no package was measured, or what is needed to
/// know its content is missing.
pub(super) fn judge(case: &Case<'_>, rows: &[(u16, Reading)]) -> Vec<Finding> {
    if rows.is_empty() {
        return Vec::new();
    }
    let Some(declared) = Declared::of(case.fields) else {
        return Vec::new();
    };
    let tables = case.pack.prepackages_on(case.day);
    let tolerance = tables.and_then(|tables| {
        let quantity = declared.dimension.quantity();
        tolerance(&tables.deficiencies, SYSTEM, quantity, declared.nominal).ok()?
    });
    let mut findings = Vec::new();
    let mut tare = Ratio::ZERO;
    let mut is_fit = true;
    if declared.has_tare() {
        let Some(known) = Tare::of(case) else {
            return Vec::new();
        };
        let finding = known.judge(case, &declared, tolerance.as_ref());
        is_fit = finding.verdict == Verdict::Conforming;
        tare = known.mean;
        findings.push(finding);
    }
    let errors = rows.iter().map(|(number, Reading(row))| {
        let content = declared.content(row, tare)?;
        Some((*number, row, content.minus(declared.nominal).ok()?))
    });
    let Some(errors) = errors.collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    if let Some(tolerance) = &tolerance {
        findings.extend(packages(case, &declared, tolerance, &errors));
    }
    let sample = Sample::of(case, declared, tolerance, &errors, is_fit);
    findings.extend(sample.findings(case));
    findings
}

/// What a sample says, and the items of the list that say it.
const ALL: [(&str, Computation); 4] = [
    ("size", Computation::SampleSize),
    ("mean", Computation::MeanQuantity),
    ("short", Computation::ShortPackages),
    ("far_short", Computation::FarShortPackages),
];

/// The packages that are short by more than T: observations, since a lot may
/// hold some.
fn packages(
    case: &Case<'_>,
    declared: &Declared,
    tolerance: &Tolerance<'_>,
    errors: &[(u16, &Fields, Ratio)],
) -> Vec<Finding> {
    let unit = declared.dimension.base();
    let source = (tolerance.row.basis.as_str(), tolerance.row.evidence);
    let bound = |code, most| Some(limit(code, amount(printed(most)?, unit), source));
    let finding = |(number, row, error): &(u16, &Fields, Ratio)| {
        let limits = match tolerance.class_of(error.negated()) {
            PackageClass::Tolerated => return None,
            PackageClass::T1 => vec![bound("tolerable_deficiency", tolerance.t)?],
            PackageClass::T2 => vec![
                bound("tolerable_deficiency", tolerance.t)?,
                bound("twice_tolerable_deficiency", tolerance.second)?,
            ],
        };
        let figures = shortage((*row).clone(), *error, unit, limits)?;
        let (verdict, figures) = (Verdict::NonConforming, Some(figures));
        Some(Finding {
            severity: Severity::Info,
            ..found(
                case,
                &number.to_string(),
                Computation::ShortPackages,
                verdict,
                figures,
            )
        })
    };
    errors.iter().filter_map(finding).collect()
}

/// A finding on the sample, with the severity of the item that says it.
fn found(
    case: &Case<'_>,
    what: &str,
    item: Computation,
    verdict: Verdict,
    figures: Option<Figures>,
) -> Finding {
    let decides = figures.as_ref().and_then(|figures| figures.limits.last());
    Finding {
        subject: format!("sample.{what}"),
        verdict,
        severity: checklist::computed_severity(case.pack, &case.kind.lists, item),
        basis: decides.map(|limit| limit.basis.clone()),
        evidence: decides.map_or(Evidence::Memory, |limit| limit.evidence),
        alternatives: Vec::new(),
        figures,
        noted: Fields::default(),
    }
}

#[cfg(test)]
mod tests;
