//! What the rules say of a check: a verdict, and the findings it rests on,
//! each with figures, limit, clause and mark. Decides nothing by itself.

mod written;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::evidence::Evidence;
use crate::recorded::Fields;

/// What the rules say. Only [`Verdict::Conforming`] reads as a pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// Everything asked was looked at, and is as the rules want it.
    Conforming,
    /// Something is not as the rules want it.
    NonConforming,
    /// No verdict can be given on what is known.
    Inconclusive {
        /// Why not.
        doubt: Doubt,
    },
    /// The pack has no row for this; the nearest is never used instead.
    NotCovered,
}

/// Why a verdict cannot be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// It was not looked at or not measured.
    NotTested,
    /// It was begun, and what it needs to be judged is missing.
    Gap,
    /// Within one limit and outside the other, and which applies is not
    /// settled.
    DisputedLimit,
    /// It was measured with a standard that is out of date, or too coarse.
    UnsuitableStandard,
    /// The limit is finer than what was read can tell: the scale rounds, and no
    /// change-over weights were used.
    BelowResolution,
}

/// How grave a non-conformity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// An observation; never turns a verdict.
    Info,
    /// To be put right on the spot.
    Minor,
    /// A violation: record and decision.
    Major,
    /// Stop use, stop sale, or seal.
    Critical,
}

/// The verdict on a check with everything it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assessment {
    /// The verdict.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// Every computed result, and every answer that is adverse or missing.
    pub findings: Vec<Finding>,
}

/// One result: of a checklist item, or of one reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Code of the item, of the trial and its row as in `delivery.2`, or of the
    /// trial alone for what its rows give together.
    pub subject: String,
    /// What the rules say of it.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// How grave it is.
    pub severity: Severity,
    /// Document and article; `None` where the basis is not known.
    pub basis: Option<String>,
    /// How sure the basis is.
    pub evidence: Evidence,
    /// What could apply and gives no verdict, where the sources leave several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Limit>,
    /// The figures, for a reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<Figures>,
    /// What else it was worked out from, by code: the days of a verification,
    /// and how many are left.
    #[serde(skip_serializing_if = "Fields::is_empty")]
    pub noted: Fields,
}

/// The figures of one reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// What was measured, by the codes of the pack's reading fields.
    pub measured: Fields,
    /// What is held against the limits: what was indicated less what was
    /// there, or a range of indications.
    pub error: Amount,
    /// The error in per cent of what was there, nine decimals at most, half
    /// away from zero; for volumes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<Amount>,
    /// Who gains by the error; `None` for what favours neither side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub favours: Option<Favours>,
    /// The limits that could apply, the narrowest first.
    pub limits: Vec<Limit>,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// The number.
    #[serde(serialize_with = "crate::exact::serialize")]
    pub value: Decimal,
    /// The unit's symbol.
    pub unit: String,
}

impl Amount {
    /// The number as people read it: of an error in per cent three decimals at
    /// most, rounded away from zero, so that one beyond a limit of three decimals
    /// does not read as the limit; of anything else all.
    #[must_use]
    pub fn shown(&self) -> Decimal {
        if self.unit == "%" {
            let away = RoundingStrategy::AwayFromZero;
            return self.value.round_dp_with_strategy(3, away).normalize();
        }
        self.value
    }
}

/// Who gains by an error of indication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Favours {
    /// More is shown than there is: the customer is short.
    Seller,
    /// Less is shown than there is: the seller is short.
    Customer,
    /// What is shown is there.
    Nobody,
}

/// One limit that could apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Limit {
    /// Code of the factor in the pack.
    pub code: String,
    /// Plus and minus this much, the limit itself included.
    pub within: Amount,
    /// Documents and clauses.
    pub basis: String,
    /// How sure it is: the weaker of table and factor.
    pub evidence: Evidence,
}

impl Assessment {
    /// The assessment that these findings amount to.
    #[must_use]
    pub fn of(findings: Vec<Finding>) -> Self {
        let grave = findings
            .iter()
            .filter(|finding| finding.severity > Severity::Info);
        let verdict = Verdict::worst(grave.map(|finding| finding.verdict));
        Self { verdict, findings }
    }
}

impl Verdict {
    /// The verdict on the whole, from the verdicts on its parts. Nothing to
    /// look at conforms.
    #[must_use]
    pub fn worst(parts: impl Iterator<Item = Self>) -> Self {
        parts
            .max_by_key(|part| part.rank())
            .unwrap_or(Self::Conforming)
    }

    /// The code, as the documents and the screen's attributes have it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Conforming => "conforming",
            Self::NonConforming => "non_conforming",
            Self::Inconclusive { .. } => "inconclusive",
            Self::NotCovered => "not_covered",
        }
    }

    fn rank(self) -> u8 {
        match self {
            Self::Conforming => 0,
            Self::NotCovered => 1,
            Self::Inconclusive { doubt } => match doubt {
                Doubt::NotTested => 2,
                Doubt::Gap => 3,
                Doubt::UnsuitableStandard => 4,
                Doubt::BelowResolution => 5,
                Doubt::DisputedLimit => 6,
            },
            Self::NonConforming => 7,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(verdict: Verdict, severity: Severity) -> Finding {
        Finding {
            subject: "X".to_owned(),
            verdict,
            severity,
            basis: None,
            evidence: Evidence::Memory,
            alternatives: Vec::new(),
            figures: None,
            noted: Fields::default(),
        }
    }

    #[test]
    fn one_non_conformity_outweighs_every_doubt() {
        let untested = Verdict::Inconclusive {
            doubt: Doubt::NotTested,
        };
        let parts = [
            untested,
            Verdict::NonConforming,
            Verdict::Conforming,
            Verdict::NotCovered,
        ];
        assert_eq!(Verdict::worst(parts.into_iter()), Verdict::NonConforming);
    }

    #[test]
    fn what_is_not_covered_or_not_tested_is_no_pass() {
        let untested = Verdict::Inconclusive {
            doubt: Doubt::NotTested,
        };
        for part in [untested, Verdict::NotCovered] {
            let whole = Verdict::worst([Verdict::Conforming, part].into_iter());
            assert_eq!(whole, part);
        }
    }

    #[test]
    fn an_observation_never_turns_the_verdict() {
        let found = Assessment::of(vec![finding(Verdict::NonConforming, Severity::Info)]);
        assert_eq!(found.verdict, Verdict::Conforming);
        assert_eq!(found.findings.len(), 1);
    }

    #[test]
    fn an_error_in_per_cent_reads_beyond_a_limit_that_it_is_beyond() {
        for (unit, value, shown) in [
            ("%", "0.857286939", "0.858"),
            ("%", "-0.857286939", "-0.858"),
            ("%", "0.500000001", "0.501"),
            ("%", "-0.499999999", "-0.5"),
            ("%", "0.500", "0.5"),
            ("%", "0", "0"),
            ("g", "0.857286939", "0.857286939"),
        ] {
            let amount = Amount {
                value: crate::exact::parse(value).unwrap(),
                unit: unit.to_owned(),
            };
            assert_eq!(amount.shown().to_string(), shown, "{value} {unit}");
        }
    }
}
