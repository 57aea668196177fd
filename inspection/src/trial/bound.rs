//! Holding what was measured against the limits that could apply: exactly, in
//! fractions; only what a document shows is rounded. Knows no instrument.

use super::Case;
use super::standards;
use crate::assessment::{Amount, Doubt, Favours, Figures, Limit, Verdict};
use crate::evidence::Evidence;
use crate::metrology::ratio::Ratio;
use crate::order::put_in_order;
use crate::recorded::Fields;
use crate::rules::TrialFigure;

/// One limit that could apply, exactly.
#[derive(Clone, Debug)]
pub(crate) struct Bound {
    /// Code of the row it comes from.
    pub(crate) code: String,
    /// Plus and minus this, the limit itself included.
    pub(crate) within: Ratio,
    pub(crate) basis: String,
    pub(crate) evidence: Evidence,
}

/// A measured value, which lies somewhere between `value` ∓ `open`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    pub(super) value: Ratio,
    pub(super) open: Ratio,
}

/// What a rule says of a row or a series: the verdict, and its figures.
pub(crate) struct Judged {
    pub(crate) verdict: Verdict,
    pub(crate) figures: Option<Figures>,
    /// What the verdict rests on beside the limit that decides.
    pub(crate) rests_on: Option<(String, Evidence)>,
}

impl Bound {
    /// The limit that a figure of a formula gives.
    pub(super) fn of(figure: &TrialFigure, within: Ratio) -> Self {
        Self {
            code: figure.name.code.clone(),
            within,
            basis: figure.basis.clone(),
            evidence: figure.evidence,
        }
    }

    /// Adds a clause that the limit rests on too.
    pub(super) fn rest_on(&mut self, basis: &str, evidence: Evidence) {
        self.basis = format!("{basis}; {}", self.basis);
        self.evidence = self.evidence.max(evidence);
    }
}

impl Value {
    pub(super) fn exactly(value: Ratio) -> Self {
        let open = Ratio::ZERO;
        Self { value, open }
    }
}

impl Judged {
    /// Nothing can be said, and there are no figures to say it with.
    pub(super) fn in_doubt(doubt: Doubt) -> Self {
        Self {
            verdict: Verdict::Inconclusive { doubt },
            figures: None,
            rests_on: None,
        }
    }

    /// A verdict with its figures.
    pub(super) fn of(verdict: Verdict, figures: Figures) -> Self {
        Self {
            verdict,
            figures: Some(figures),
            rests_on: None,
        }
    }
}

/// The limits that apply, the narrowest first: those on which the office
/// settled, with the document that settles them; or all of them.
pub(super) fn settled(case: &Case<'_>, mut bounds: Vec<Bound>) -> Vec<Bound> {
    let settlement = |bound: &Bound| case.pack.settlement(&bound.code, case.day);
    if bounds.iter().any(|bound| settlement(bound).is_some()) {
        bounds.retain(|bound| settlement(bound).is_some());
    }
    for bound in &mut bounds {
        if let Some(settlement) = case.pack.settlement(&bound.code, case.day) {
            bound.basis = format!("{}; {}", bound.basis, settlement.document);
        }
    }
    put_in_order(&mut bounds, |one, other| one.within.cmp(&other.within));
    bounds
}

/// The verdict on a size that lies from `least` to `most`, both included, under
/// the limits, the narrowest first. Without a limit nothing is covered.
pub(super) fn verdict(least: Ratio, most: Ratio, bounds: &[Bound]) -> Verdict {
    let (Some(narrowest), Some(widest)) = (bounds.first(), bounds.last()) else {
        return Verdict::NotCovered;
    };
    let doubt = if most <= narrowest.within {
        return Verdict::Conforming;
    } else if least > widest.within {
        return Verdict::NonConforming;
    } else if least > narrowest.within && most <= widest.within {
        Doubt::DisputedLimit
    } else {
        Doubt::BelowResolution
    };
    Verdict::Inconclusive { doubt }
}

/// Judges an error; `against` is the quantity that the standard stood for.
pub(super) fn judge_error(
    case: &Case<'_>,
    row: &Fields,
    error: Value,
    against: Option<Ratio>,
    bounds: &[Bound],
    unit: &str,
) -> Option<Judged> {
    let size = error.value.abs();
    let least = size.minus(error.open).ok()?;
    let verdict = verdict(least, size.plus(error.open).ok()?, bounds);
    let figures = Figures {
        favours: Some(favours(error.value)),
        ..figures(row.clone(), error.value, bounds, unit)?
    };
    let mut judged = Judged::of(verdict, figures);
    if let (Some(quantity), Some(narrowest)) = (against, bounds.first()) {
        standards::doubt(case, quantity, narrowest.within, &mut judged);
    }
    Some(judged)
}

/// The figures of something held against limits; `None` where a document
/// cannot hold them.
pub(super) fn figures(
    measured: Fields,
    error: Ratio,
    bounds: &[Bound],
    unit: &str,
) -> Option<Figures> {
    let limit = |bound: &Bound| {
        Some(Limit {
            code: bound.code.clone(),
            within: amount(bound.within, unit)?,
            basis: bound.basis.clone(),
            evidence: bound.evidence,
        })
    };
    Some(Figures {
        measured,
        error: amount(error, unit)?,
        percent: None,
        favours: None,
        limits: bounds.iter().map(limit).collect::<Option<_>>()?,
    })
}

/// A number as documents hold it: nine decimals at most, half away from zero.
pub(super) fn amount(value: Ratio, unit: &str) -> Option<Amount> {
    Some(Amount {
        value: value.printed()?,
        unit: unit.to_owned(),
    })
}

fn favours(error: Ratio) -> Favours {
    if error.is_zero() {
        Favours::Nobody
    } else if error.is_negative() {
        Favours::Customer
    } else {
        Favours::Seller
    }
}
