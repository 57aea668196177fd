//! The tare of packages: the mean of those that were weighed, or the mean that
//! was entered, and whether it may stand for that of every package.

use super::GAP;
use super::content::Declared;
use crate::assessment::{Figures, Finding, Severity, Verdict};
use crate::evidence::Evidence;
use crate::metrology::prepackage::Tolerance;
use crate::metrology::ratio::Ratio;
use crate::metrology::sampling::Statistics;
use crate::recorded::Fields;
use crate::rules::{Judge, TareRule};
use crate::trial::amounts::{Dimension, amount, in_base, limit, measured, printed, printed_root};
use crate::trial::{Case, Reading};

/// The tare of packages, in grams.
pub(super) struct Tare {
    pub(super) mean: Ratio,
    /// How many were weighed, where they were.
    count: usize,
    variance: Option<Ratio>,
}

impl Tare {
    /// The mean of the tares that were weighed, else the mean that was entered.
    pub(super) fn of(case: &Case<'_>) -> Option<Self> {
        let rows = case.rows(Judge::Tares).map(|(_, Reading(row))| row);
        let tares = rows.map(|row| in_base(row, "tare", Dimension::Mass));
        let tares: Vec<_> = tares.collect::<Option<_>>()?;
        match Statistics::of(&tares).ok()? {
            Some(statistics) => Some(Self {
                mean: statistics.mean,
                count: tares.len(),
                variance: statistics.variance,
            }),
            None => Some(Self {
                mean: in_base(case.fields, "mean_tare", Dimension::Mass)?,
                count: 0,
                variance: None,
            }),
        }
    }

    /// Whether the mean may be used for every package, and why.
    pub(super) fn judge(
        &self,
        case: &Case<'_>,
        declared: &Declared,
        tolerance: Option<&Tolerance<'_>>,
    ) -> Finding {
        let rules = &case.pack.tare_rules;
        let rule = rules.iter().find(|rule| rule.days.hold(case.day));
        let judged = rule.and_then(|rule| self.under(rule, declared, tolerance));
        let (verdict, figures) = judged
            .map_or((Verdict::NotCovered, None), |(verdict, figures)| {
                (verdict, Some(figures))
            });
        Finding {
            subject: "tare.mean".to_owned(),
            verdict,
            severity: Severity::Info,
            basis: rule.map(|rule| rule.basis.clone()),
            evidence: rule.map_or(Evidence::Memory, |rule| rule.evidence),
            alternatives: Vec::new(),
            figures,
            noted: Fields::default(),
        }
    }

    /// Small beside the content, or known to vary little beside what may be
    /// lacking.
    fn under(
        &self,
        rule: &TareRule,
        declared: &Declared,
        tolerance: Option<&Tolerance<'_>>,
    ) -> Option<(Verdict, Figures)> {
        let source = (rule.basis.as_str(), rule.evidence);
        let weighs = declared.weighs(declared.nominal)?;
        let share = rule
            .share_percent
            .times(weighs)
            .ok()?
            .over(Ratio::HUNDRED)
            .ok()?;
        let mean = amount(printed(self.mean)?, "g");
        let mut seen = vec![measured("mean", mean.clone())];
        if self.count > 0 {
            seen.push(measured("n", amount(self.count.into(), "")));
        }
        if let Some(spread) = self.variance.and_then(printed_root) {
            seen.push(measured("s", amount(spread, "g")));
        }
        let figures = |error, code, within| {
            Some(Figures {
                measured: Fields(seen.clone()),
                error,
                percent: None,
                favours: None,
                limits: vec![limit(code, amount(printed(within)?, "g"), source)],
            })
        };
        if self.mean <= share {
            return Some((Verdict::Conforming, figures(mean, "tare_share", share)?));
        }
        if let (Some(variance), Some(tolerance)) = (self.variance, tolerance)
            && self.count >= usize::try_from(rule.least).ok()?
        {
            let most = rule.spread_of_t.times(declared.weighs(tolerance.t)?).ok()?;
            if variance <= most.times(most).ok()? {
                let spread = amount(printed_root(variance)?, "g");
                return Some((Verdict::Conforming, figures(spread, "tare_spread", most)?));
            }
        }
        Some((GAP, figures(mean, "tare_share", share)?))
    }
}
