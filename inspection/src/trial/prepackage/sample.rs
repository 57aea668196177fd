//! A sample, or a whole lot, against the plan it meets or is on the way to: its
//! size, its mean, and how many packages are short. Without a size that a plan
//! takes there is no pass.

use super::content::Declared;
use super::{ALL, GAP, SYSTEM, found};
use crate::assessment::{Amount, Figures, Finding, Limit, Verdict};
use crate::exact;
use crate::metrology::lot::{Individual, Short, counted};
use crate::metrology::prepackage::Tolerance;
use crate::metrology::ratio::Ratio;
use crate::metrology::sampling::{Plan, Statistics, Test, plans};
use crate::order::put_in_order;
use crate::recorded::{Fields, Recorded};
use crate::rules::Computation;
use crate::trial::Case;
use crate::trial::amounts::{amount, limit, measured, printed, printed_root, shortage};

/// What was measured of a lot, and the plan it is held against.
pub(super) struct Sample<'a> {
    declared: Declared,
    tolerance: Option<Tolerance<'a>>,
    /// Whether the tare says enough to count single packages by.
    tare_is_fit: bool,
    size: u64,
    statistics: Option<Statistics>,
    short: Short,
    lot: Option<(u64, Vec<&'a Plan>)>,
    /// The plan whose size the sample has, or is on the way to.
    plan: Option<&'a Plan>,
    is_whole: bool,
}

impl<'a> Sample<'a> {
    pub(super) fn of(
        case: &Case<'a>,
        declared: Declared,
        tolerance: Option<Tolerance<'a>>,
        errors: &[(u16, &Fields, Ratio)],
        tare_is_fit: bool,
    ) -> Self {
        let errors: Vec<_> = errors.iter().map(|(_, _, error)| *error).collect();
        let size = errors.len().try_into().unwrap_or(u64::MAX);
        let lot = lot(case);
        let reached = lot.as_ref().and_then(|(lot, plans)| {
            let sized = plans
                .iter()
                .filter_map(|plan| Some((plan.size(*lot).ok()?, *plan)));
            sized
                .filter(|(wanted, _)| *wanted >= size)
                .min_by_key(|(wanted, _)| *wanted)
        });
        Self {
            declared,
            tare_is_fit,
            size,
            statistics: Statistics::of(&errors).ok().flatten(),
            short: tolerance
                .as_ref()
                .map_or_else(Short::default, |limits| Short::of(&errors, limits)),
            tolerance,
            lot,
            plan: reached.map(|(_, plan)| plan),
            is_whole: reached.is_some_and(|(wanted, _)| wanted == size),
        }
    }

    pub(super) fn findings(&self, case: &Case<'_>) -> [Finding; 4] {
        ALL.map(|(what, item)| {
            let (verdict, figures) = match item {
                Computation::SampleSize => (self.sized(), self.size_figures()),
                Computation::MeanQuantity => (self.mean(), self.mean_figures()),
                Computation::ShortPackages => (self.few_short(), self.short_figures()),
                _ => (self.none_far_short(), self.far_short_figures()),
            };
            found(case, what, item, verdict, figures)
        })
    }

    /// What keeps the sample from being judged at all.
    fn is_open(&self) -> Option<Verdict> {
        match &self.lot {
            None => Some(GAP),
            Some((_, plans)) if plans.is_empty() => Some(Verdict::NotCovered),
            Some(_) => (!self.is_whole).then_some(GAP),
        }
    }

    fn sized(&self) -> Verdict {
        self.is_open().unwrap_or(Verdict::Conforming)
    }

    fn mean(&self) -> Verdict {
        let judged = || {
            let k = self.plan?.k.as_ref()?;
            Some(of(self.statistics?.mean_conforms(k.value).ok()?))
        };
        self.is_open()
            .unwrap_or_else(|| judged().unwrap_or(Verdict::NotCovered))
    }

    /// More short packages than any plan that can still be met allows are too
    /// many, however many more are measured.
    fn few_short(&self) -> Verdict {
        if let Some(open) = self.cannot_count() {
            return open;
        }
        let short = self.short.t1 + self.short.t2;
        let Some((lot, plans)) = &self.lot else {
            return GAP;
        };
        let says = |plan: &Plan| counted(plan, *lot, short).ok();
        let mut reachable = plans
            .iter()
            .filter(|plan| plan.size(*lot).is_ok_and(|n| n >= self.size));
        let fails =
            self.plan.is_some() && reachable.all(|plan| says(plan) == Some(Individual::Fails));
        if fails {
            return Verdict::NonConforming;
        }
        self.is_open()
            .unwrap_or_else(|| match self.plan.and_then(says) {
                Some(Individual::Conforms) => Verdict::Conforming,
                Some(Individual::Fails) => Verdict::NonConforming,
                Some(Individual::SecondSample | Individual::Unknown) | None => Verdict::NotCovered,
            })
    }

    /// One is enough to fail, of however many.
    fn none_far_short(&self) -> Verdict {
        match self.cannot_count() {
            Some(open) => open,
            None if self.short.t2 > 0 => Verdict::NonConforming,
            None => self.is_open().unwrap_or(Verdict::Conforming),
        }
    }

    fn cannot_count(&self) -> Option<Verdict> {
        match &self.tolerance {
            None => Some(Verdict::NotCovered),
            Some(_) => (!self.tare_is_fit).then_some(GAP),
        }
    }

    fn size_figures(&self) -> Option<Figures> {
        let (lot, plans) = self.lot.as_ref()?;
        let limits = plans
            .iter()
            .filter(|plan| !self.is_whole || Some(plan.n) == self.plan.map(|own| own.n));
        let wanted = limits.map(|plan| {
            let size = amount(plan.size(*lot).ok()?.into(), "");
            Some(limit("sample_size", size, (&plan.basis, plan.evidence)))
        });
        let mut limits: Vec<Limit> = wanted.collect::<Option<_>>()?;
        put_in_order(&mut limits, |one, other| {
            one.within.value.cmp(&other.within.value)
        });
        let size = amount(self.size.into(), "");
        let seen = [measured("lot_size", amount((*lot).into(), ""))];
        Some(figures(seen, size, limits))
    }

    /// The mean with s, and k s as the most that it may fall short by.
    fn mean_figures(&self) -> Option<Figures> {
        let unit = self.declared.dimension.base();
        let statistics = self.statistics?;
        let mean = statistics.mean.plus(self.declared.nominal).ok()?;
        let mut seen = vec![
            measured("n", amount(self.size.into(), "")),
            measured("mean", amount(printed(mean)?, unit)),
        ];
        if let Some(spread) = statistics.variance.and_then(printed_root) {
            seen.push(measured("s", amount(spread, unit)));
        }
        let mut limits = Vec::new();
        if let Some((plan, k)) = self.plan.and_then(|plan| Some((plan, plan.k.as_ref()?))) {
            seen.push(measured("k", amount(exact::parse(&k.text)?, "")));
            let variance = statistics.variance.unwrap_or(Ratio::ZERO);
            let margin = k.value.times(k.value).ok()?.times(variance).ok()?;
            let margin = amount(printed_root(margin)?, unit);
            limits.push(limit("mean_margin", margin, (&plan.basis, plan.evidence)));
        }
        shortage(Fields(seen), statistics.mean, unit, limits)
    }

    fn short_figures(&self) -> Option<Figures> {
        let row = self.tolerance.as_ref()?.row;
        let Short { t1, t2 } = self.short;
        let seen = [
            measured("t", self.deficiency()?),
            measured("t1", amount(t1.into(), "")),
            measured("t2", amount(t2.into(), "")),
        ];
        let mut limits = Vec::new();
        if let (Some((lot, _)), Some(plan)) = (&self.lot, self.plan)
            && let Some(accept) = plan.accepts(*lot).ok()?
        {
            let basis = format!("{}; {}", plan.basis, row.basis);
            let evidence = plan.evidence.max(row.evidence);
            limits.push(limit(
                "accepted_short",
                amount(accept.into(), ""),
                (&basis, evidence),
            ));
        }
        Some(figures(seen, amount((t1 + t2).into(), ""), limits))
    }

    fn far_short_figures(&self) -> Option<Figures> {
        let tolerance = self.tolerance.as_ref()?;
        let second = printed(tolerance.second)?;
        let seen = [measured(
            "two_t",
            amount(second, self.declared.dimension.base()),
        )];
        let source = (tolerance.row.basis.as_str(), tolerance.row.evidence);
        let none = limit("accepted_far_short", amount(0.into(), ""), source);
        Some(figures(seen, amount(self.short.t2.into(), ""), vec![none]))
    }

    fn deficiency(&self) -> Option<Amount> {
        let unit = self.declared.dimension.base();
        Some(amount(printed(self.tolerance.as_ref()?.t)?, unit))
    }
}

/// The lot and the plans for it, as soon as both can be read.
fn lot<'a>(case: &Case<'a>) -> Option<(u64, Vec<&'a Plan>)> {
    let size = case.fields.value("lot_size")?.parse().ok()?;
    let test = Test::named(case.fields.value("test")?)?;
    let tables = case.pack.prepackages_on(case.day);
    let plans = tables.map_or(Ok(Vec::new()), |tables| {
        plans(&tables.plans, SYSTEM, test, size)
    });
    Some((size, plans.ok()?))
}

fn of(conforms: bool) -> Verdict {
    if conforms {
        Verdict::Conforming
    } else {
        Verdict::NonConforming
    }
}

/// Counts, which favour nobody.
fn figures(seen: impl Into<Vec<Recorded>>, error: Amount, limits: Vec<Limit>) -> Figures {
    Figures {
        measured: Fields(seen.into()),
        error,
        percent: None,
        favours: None,
        limits,
    }
}
