//! Answers to checklist items, and what each amounts to. Which items there are is the rule
//! pack's business; computed ones are worked out elsewhere.

use chrono::NaiveDate;
use serde::Serialize;

use crate::assessment::{Doubt, Figures, Finding, Limit, Severity, Verdict};
use crate::evidence::Evidence;
use crate::filled::place_of;
use crate::form::Reader;
use crate::members::{FromJson, Member};
use crate::recorded::Fields;
use crate::rules::{Computation, Item, ItemAnswer, ListUse, OtherLaw, RulePack};

/// One item with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// Code of the item.
    pub code: String,
    /// The answer given.
    pub answer: Response,
    /// What was written down, for an item that asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// An answer to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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

/// The items of a check and what was answered, on the day of the inspection.
pub(crate) struct Sheet<'a> {
    pub(crate) pack: &'a RulePack,
    pub(crate) lists: &'a [ListUse],
    pub(crate) fields: &'a Fields,
    pub(crate) answers: &'a [Answered],
    pub(crate) day: NaiveDate,
    /// The law of another day, where something chosen is judged by that.
    pub(crate) other: Option<&'a OtherLaw>,
}

impl<'a> Sheet<'a> {
    /// What the answers amount to. `computed` gives the verdict on a computed
    /// item.
    pub(crate) fn findings(&self, computed: impl Fn(Computation) -> Ruling) -> Vec<Finding> {
        let ruling_on = |item: &Item| match item.answer {
            ItemAnswer::Record => None,
            // Neither a pass nor a failure by law that is not known.
            _ if item.is_without_law(self.day) => Some(Verdict::NotCovered.into()),
            ItemAnswer::Computed { computed: what } => Some(computed(what)),
            ItemAnswer::Conform | ItemAnswer::Flag => self.adverse(item).map(Ruling::from),
        };
        self.asked()
            .filter_map(|item| ruling_on(item).map(|ruling| self.finding(item, ruling)))
            .collect()
    }

    /// The verdict on the contents of a label, with what it rests on: a failure
    /// on the surest of those that fail, a pass on the least sure of all. Not
    /// covered where the lists have none.
    pub(crate) fn contents(&self) -> Ruling {
        let judged: Vec<_> = self
            .asked()
            .filter(|item| item.content)
            .map(|item| (self.adverse(item).unwrap_or(Verdict::Conforming), item))
            .collect();
        if judged.is_empty() {
            return Verdict::NotCovered.into();
        }
        let verdict = Verdict::worst(judged.iter().map(|(verdict, _)| *verdict));
        let decide = judged.iter().filter(|(of, _)| *of == verdict);
        let marked = decide.map(|(_, item)| (item.evidence_on(self.law_day()), item));
        let mark = if verdict == Verdict::NonConforming {
            marked.min_by_key(|(mark, _)| *mark)
        } else {
            marked.max_by_key(|(mark, _)| *mark)
        };
        let basis = |item: &Item| item.basis_on(self.law_day()).unwrap_or_default().to_owned();
        Ruling {
            rests_on: mark.map(|(mark, item)| (basis(item), mark)),
            ..verdict.into()
        }
    }

    fn asked(&self) -> impl Iterator<Item = &'a Item> {
        let (day, fields) = (self.day, self.fields);
        let items = self.pack.items(self.lists);
        items.filter(move |item| item.is_asked(day, |field| fields.value(field)))
    }

    /// The verdict an answer leads to, or `None` where there is nothing to
    /// report.
    fn adverse(&self, item: &Item) -> Option<Verdict> {
        let mut answers = self.answers.iter();
        let given = answers.find(|answered| answered.code == item.name.code);
        adverse(given.map(|answered| answered.answer))
    }

    fn law_day(&self) -> NaiveDate {
        self.other.map_or(self.day, |law| law.of)
    }

    /// A finding on an item, with the basis of the day whose law applies and
    /// the weakest mark.
    fn finding(&self, item: &Item, ruling: Ruling) -> Finding {
        let (today, then) = (item.basis_on(self.day), item.basis_on(self.law_day()));
        let (own, mark) = match self.other {
            Some(law) if then.is_some() && then != today => {
                let own = then.map(|text| format!("{text}; {}", law.basis));
                (own, item.evidence_on(law.of).max(law.evidence))
            }
            _ => (today.map(str::to_owned), item.evidence_on(self.day)),
        };
        let (basis, evidence) = match (own, ruling.rests_on) {
            (Some(own), Some((more, mark))) if place_of(&more, &own).is_some() => (Some(own), mark),
            (Some(own), Some((more, mark))) => (Some(format!("{own}; {more}")), mark),
            (None, Some((more, mark))) => (Some(more), mark),
            (own, None) => (own, mark),
        };
        Finding {
            subject: item.name.code.clone(),
            verdict: ruling.verdict,
            severity: item.severity,
            basis,
            evidence: evidence.max(mark),
            alternatives: ruling.alternatives,
            figures: ruling.figures,
            noted: ruling.noted,
        }
    }
}

/// The verdict on an item, and what it rests on beside the item's own basis.
pub(crate) struct Ruling {
    pub(crate) verdict: Verdict,
    pub(crate) rests_on: Option<(String, Evidence)>,
    /// What could apply, where the sources leave several.
    pub(crate) alternatives: Vec<Limit>,
    /// What was held against a limit.
    pub(crate) figures: Option<Figures>,
    /// What else it was worked out from.
    pub(crate) noted: Fields,
}

impl From<Verdict> for Ruling {
    fn from(verdict: Verdict) -> Self {
        Self {
            verdict,
            rests_on: None,
            alternatives: Vec::new(),
            figures: None,
            noted: Fields::default(),
        }
    }
}

/// The finding that nothing was looked at: every item that conforms or not was
/// put aside as not applicable.
pub(crate) fn unseen(answers: &[Answered]) -> Option<Finding> {
    let put_aside = |answered: &Answered| answered.answer == Response::NotApplicable;
    let seen = |answered: &Answered| {
        let answer = answered.answer;
        matches!(
            answer,
            Response::Conform | Response::NotConform | Response::NotChecked
        )
    };
    let unseen = answers.iter().any(put_aside) && !answers.iter().any(seen);
    unseen.then(|| Finding {
        subject: "checklist".to_owned(),
        verdict: Verdict::Inconclusive {
            doubt: Doubt::NotTested,
        },
        severity: Severity::Major,
        basis: None,
        evidence: Evidence::Derived,
        alternatives: Vec::new(),
        figures: None,
        noted: Fields::default(),
    })
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

impl FromJson for Answered {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            code: from.get("code"),
            answer: from.get("answer"),
            text: from.get("text"),
        }
    }
}

impl FromJson for Response {
    fn from_json(from: &Member<'_>) -> Self {
        from.word([
            ("conform", Self::Conform),
            ("not_conform", Self::NotConform),
            ("not_applicable", Self::NotApplicable),
            ("not_checked", Self::NotChecked),
            ("yes", Self::Yes),
            ("no", Self::No),
            ("recorded", Self::Recorded),
        ])
    }
}
