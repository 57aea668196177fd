//! Answers to checklist items, and what each amounts to. Which items there are
//! is the rule pack's business; computed ones are worked out elsewhere.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::assessment::{Doubt, Finding, Limit, Severity, Verdict};
use crate::evidence::Evidence;
use crate::form::Reader;
use crate::recorded::Fields;
use crate::rules::{Computation, Item, ItemAnswer, ListUse, RulePack};

/// One item with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Code of the item.
    pub code: String,
    /// The answer given.
    pub answer: Response,
    /// What was written down, for an item that asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
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
    /// Written down; there is no verdict.
    Recorded,
}

impl Response {
    /// The code, as drafts hold it.
    #[must_use]
    pub fn code(self) -> &'static str {
        let known = CONFORM.iter().chain(&FLAG);
        let mut known = known.filter(|(_, response)| *response == self);
        known.next().map_or("recorded", |(code, _)| code)
    }
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
pub(crate) fn read(
    reader: &mut Reader<'_>,
    pack: &RulePack,
    lists: &[ListUse],
    day: NaiveDate,
) -> Vec<Answered> {
    let answers = reader.answers();
    let chosen = |field: &str| answers.get(field).map(String::as_str);
    pack.items(lists)
        .filter(|item| item.is_asked(day, chosen))
        .filter_map(|item| read_item(reader, item))
        .collect()
}

fn read_item(reader: &mut Reader<'_>, item: &Item) -> Option<Answered> {
    let code = &item.name.code;
    let answered = |answer, text| Answered {
        code: code.clone(),
        answer,
        text,
    };
    match item.answer {
        ItemAnswer::Conform => Some(answered(reader.one_of(code, &CONFORM)?, None)),
        ItemAnswer::Flag => Some(answered(reader.one_of(code, &FLAG)?, None)),
        ItemAnswer::Record if reader.is_empty(code) => None,
        ItemAnswer::Record => Some(answered(Response::Recorded, Some(reader.text(code)?))),
        ItemAnswer::Computed { .. } => None,
    }
}

/// What the answers amount to, on the day of the inspection. `computed` gives
/// the verdict on a computed item, or `None` where it has no place here.
pub(crate) fn findings(
    pack: &RulePack,
    lists: &[ListUse],
    fields: &Fields,
    answers: &[Answered],
    day: NaiveDate,
    computed: impl Fn(Computation) -> Ruling,
) -> Vec<Finding> {
    let ruling_on = |item: &Item| match item.answer {
        ItemAnswer::Computed { computed: what } => Some(computed(what)),
        ItemAnswer::Record => None,
        ItemAnswer::Conform | ItemAnswer::Flag => {
            let given = answers
                .iter()
                .find(|answered| answered.code == item.name.code);
            adverse(given.map(|answered| answered.answer)).map(Ruling::from)
        }
    };
    pack.items(lists)
        .filter(|item| item.is_asked(day, |field| fields.value(field)))
        .filter_map(|item| ruling_on(item).map(|ruling| finding(item, ruling, day)))
        .collect()
}

/// The verdict on an item, and what it rests on beside the item's own basis.
pub(crate) struct Ruling {
    pub(crate) verdict: Verdict,
    pub(crate) rests_on: Option<(String, Evidence)>,
    /// What could apply, where the sources leave several.
    pub(crate) alternatives: Vec<Limit>,
}

impl From<Verdict> for Ruling {
    fn from(verdict: Verdict) -> Self {
        Self {
            verdict,
            rests_on: None,
            alternatives: Vec::new(),
        }
    }
}

/// The verdict an answer leads to, or `None` where there is nothing to report.
fn adverse(answer: Option<Response>) -> Option<Verdict> {
    match answer {
        Some(Response::Conform | Response::NotApplicable | Response::No | Response::Recorded) => {
            None
        }
        Some(Response::NotConform | Response::Yes) => Some(Verdict::NonConforming),
        Some(Response::NotChecked) | None => Some(Verdict::Inconclusive {
            doubt: Doubt::NotTested,
        }),
    }
}

/// A finding on an item, with the basis of the day and the weakest mark.
fn finding(item: &Item, ruling: Ruling, day: NaiveDate) -> Finding {
    let own = item.basis_on(day).map(str::to_owned);
    let (basis, evidence) = match (own, ruling.rests_on) {
        (Some(own), Some((more, mark))) => (Some(format!("{own}; {more}")), mark),
        (None, Some((more, mark))) => (Some(more), mark),
        (own, None) => (own, item.evidence),
    };
    Finding {
        subject: item.name.code.clone(),
        verdict: ruling.verdict,
        severity: item.severity,
        basis,
        evidence: evidence.max(item.evidence),
        alternatives: ruling.alternatives,
        figures: None,
    }
}

/// The severity of the computed item of this kind in the lists.
pub(crate) fn computed_severity(
    pack: &RulePack,
    lists: &[ListUse],
    computation: Computation,
) -> Severity {
    let wanted = ItemAnswer::Computed {
        computed: computation,
    };
    let item = pack.items(lists).find(|item| item.answer == wanted);
    item.map_or(Severity::Critical, |item| item.severity)
}
