//! Answers to checklist items, and what each amounts to. Which items there are
//! is the rule pack's business; computed ones are worked out elsewhere.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::assessment::{Doubt, Finding, Severity, Verdict};
use crate::form::Reader;
use crate::rules::{Computation, Item, ItemAnswer, RulePack};

/// One item with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Code of the item.
    pub code: String,
    /// The answer given.
    pub answer: Response,
}

/// An answer to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// As the rules want it.
    Conform,
    /// Not as the rules want it.
    NotConform,
    /// Does not apply to this one.
    NotApplicable,
    /// Was not looked at.
    NotChecked,
    /// For a flag: yes, which is the adverse answer.
    Yes,
    /// For a flag: no.
    No,
}

/// Codes and answers of an item that conforms or does not, in the screen's
/// order.
pub(crate) const CONFORM: [(&str, Response); 4] = [
    ("conform", Response::Conform),
    ("not_conform", Response::NotConform),
    ("not_applicable", Response::NotApplicable),
    ("not_checked", Response::NotChecked),
];

/// Codes and answers of a flag.
pub(crate) const FLAG: [(&str, Response); 2] = [("yes", Response::Yes), ("no", Response::No)];

/// Reads the answers to all items of `lists` that are answered by hand.
pub(crate) fn read(reader: &mut Reader<'_>, pack: &RulePack, lists: &[String]) -> Vec<Answered> {
    let mut answered = Vec::new();
    for item in pack.items(lists) {
        let options: &[(&str, Response)] = match item.answer {
            ItemAnswer::Conform => &CONFORM,
            ItemAnswer::Flag => &FLAG,
            ItemAnswer::Computed { .. } => continue,
        };
        if let Some(answer) = reader.one_of(&item.name.code, options) {
            answered.push(Answered {
                code: item.name.code.clone(),
                answer,
            });
        }
    }
    answered
}

/// What the answers amount to, on the day of the inspection. `computed` gives
/// the verdict on a computed item, or `None` where it has no place here.
pub(crate) fn findings(
    pack: &RulePack,
    lists: &[String],
    answers: &[Answered],
    day: NaiveDate,
    computed: impl Fn(Computation) -> Option<Verdict>,
) -> Vec<Finding> {
    let verdict_on = |item: &Item| match item.answer {
        ItemAnswer::Computed { computed: what } => computed(what),
        ItemAnswer::Conform | ItemAnswer::Flag => {
            let given = answers
                .iter()
                .find(|answered| answered.code == item.name.code);
            adverse(given.map(|answered| answered.answer))
        }
    };
    pack.items(lists)
        .filter_map(|item| verdict_on(item).map(|verdict| finding(item, verdict, day)))
        .collect()
}

/// The verdict an answer leads to, or `None` where there is nothing to report.
fn adverse(answer: Option<Response>) -> Option<Verdict> {
    match answer {
        Some(Response::Conform | Response::NotApplicable | Response::No) => None,
        Some(Response::NotConform | Response::Yes) => Some(Verdict::NonConforming),
        Some(Response::NotChecked) | None => Some(Verdict::Inconclusive {
            doubt: Doubt::NotTested,
        }),
    }
}

/// A finding on an item, with the basis of the day.
pub(crate) fn finding(item: &Item, verdict: Verdict, day: NaiveDate) -> Finding {
    Finding {
        subject: item.name.code.clone(),
        verdict,
        severity: item.severity,
        basis: item.basis_on(day).map(str::to_owned),
        evidence: item.evidence,
        figures: None,
    }
}

/// The severity of the computed item of this kind in the lists.
pub(crate) fn computed_severity(
    pack: &RulePack,
    lists: &[String],
    computation: Computation,
) -> Severity {
    let wanted = ItemAnswer::Computed {
        computed: computation,
    };
    let item = pack.items(lists).find(|item| item.answer == wanted);
    item.map_or(Severity::Critical, |item| item.severity)
}
