//! What the deliveries of all dispensers of one place say together: errors that
//! are all in the owner's favour and near the limit. NIST Handbook 44 calls
//! equipment that is mostly so not properly maintained; here it is an
//! observation and never a verdict.

use chrono::NaiveDate;

use super::bound::{Bound, figures};
use super::delivery::{Delivered, delivered};
use super::{Case, Reading, numbered};
use crate::assessment::{Favours, Figures, Finding, Severity, Verdict};
use crate::check::{CheckContent, CheckKind};
use crate::inspection::Inspection;
use crate::metrology::ratio::Ratio;
use crate::recorded::Fields;
use crate::rules::{Judge, MeasuredKind, RulePack};

/// What the checks of one inspection say together. Not stored: worked out
/// wherever it is shown.
#[must_use]
pub fn observations(inspection: &Inspection, pack: &RulePack) -> Vec<Finding> {
    let checks: Vec<_> = inspection
        .checks
        .iter()
        .map(|check| &check.content)
        .collect();
    observations_on(pack, inspection.inspected_on, &checks)
}

/// What these checks of one place say together, by the rules of `day`.
#[must_use]
pub fn observations_on(pack: &RulePack, day: NaiveDate, checks: &[&CheckContent]) -> Vec<Finding> {
    let deliver = |kind: &&MeasuredKind| {
        let mut trials = kind.trials.iter();
        trials.any(|trial| trial.judge == Judge::Delivery)
    };
    let kinds = pack.instrument_kinds.iter().filter(deliver);
    kinds
        .filter_map(|kind| same_sign(pack, kind, day, checks))
        .collect()
}

/// Every delivery of two dispensers or more shows too much, by half of the
/// narrowest limit or more.
fn same_sign(
    pack: &RulePack,
    kind: &MeasuredKind,
    day: NaiveDate,
    checks: &[&CheckContent],
) -> Option<Finding> {
    let of_kind = checks
        .iter()
        .filter(|check| check.kind == CheckKind::Instrument && check.subject == kind.name.code);
    let deliveries: Vec<_> = of_kind
        .map(|check| deliveries(pack, kind, day, check))
        .filter(|rows| !rows.is_empty())
        .collect();
    let part = pack.figure("same_sign_part")?;
    let near = |found: &Option<Delivered>| {
        let found = found.as_ref()?;
        let from = part.value.times(found.bounds.first()?.within).ok()?;
        Some(!found.error.is_negative() && !found.error.is_zero() && found.error >= from)
    };
    let mut all = deliveries.iter().flatten();
    if deliveries.len() < 2 || !all.all(|found| near(found) == Some(true)) {
        return None;
    }
    let smallest = deliveries
        .iter()
        .flatten()
        .flatten()
        .min_by_key(|found| found.percent)?;
    let narrowest = smallest.bounds.first()?;
    let of_volume = narrowest.within.over(smallest.reference).ok()?;
    let from = part
        .value
        .times(of_volume)
        .ok()?
        .times(Ratio::HUNDRED)
        .ok()?;
    let mut bound = Bound::of(part, from);
    bound.rest_on(&narrowest.basis, narrowest.evidence);
    Some(Finding {
        subject: "same_sign".to_owned(),
        verdict: Verdict::NonConforming,
        severity: Severity::Info,
        basis: Some(part.basis.clone()),
        evidence: part.evidence,
        alternatives: Vec::new(),
        figures: Some(Figures {
            favours: Some(Favours::Seller),
            ..figures(Fields::default(), smallest.percent, &[bound], "%")?
        }),
        noted: Fields::default(),
    })
}

fn deliveries(
    pack: &RulePack,
    kind: &MeasuredKind,
    day: NaiveDate,
    check: &CheckContent,
) -> Vec<Option<Delivered>> {
    let numbered = numbered(&check.series);
    let case = Case {
        pack,
        kind,
        fields: &check.fields,
        series: &numbered,
        day,
    };
    let rows = case.rows(Judge::Delivery);
    rows.map(|(_, Reading(row))| delivered(&case, row))
        .collect()
}
