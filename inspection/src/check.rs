//! One thing looked at in an inspection: what was asked, what was entered, and
//! the assessment made of it. What each kind of check asks is the rule pack's;
//! judging readings is `trial`'s, validity `validity`'s.

mod contents;
mod kind;

mod asked;
mod filled;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub(crate) use self::asked::{Asked, asked};
pub(crate) use self::contents::of_contents;
pub use self::kind::CheckKind;
use crate::assessment::{Assessment, Doubt, Finding, Verdict};
use crate::checklist::{self, Answered, Ruling, Sheet};
use crate::draft::Answers;
use crate::form::Reader;
use crate::gap::GapReason;
use crate::id::CheckId;
use crate::inspection::{Inspection, PackName};
use crate::members::{FromJson, Member};
use crate::observed;
use crate::recorded::Fields;
use crate::rules::{Computation, MeasuredKind, RulePack};
use crate::trial::{self, MOST_ROWS, Series};
use crate::validity;

/// One check, finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Its number in the inspection.
    pub id: CheckId,
    /// What was found.
    #[serde(flatten)]
    pub content: CheckContent,
    /// What the rules said of it on the tablet.
    pub assessment: Assessment,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckContent {
    /// Its kind.
    pub kind: CheckKind,
    /// Code of the instrument, group of goods or quantity in the pack.
    pub subject: String,
    /// What was entered into the pack's fields.
    pub fields: Fields,
    /// The checklist items answered by hand; computed ones are in the
    /// assessment.
    pub items: Vec<Answered>,
    /// What was measured, trial by trial; nothing of trials that were not done.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<Series>,
}

/// Where the office comes to another result than the tablet. Shown, never
/// repaired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "discrepancy", rename_all = "snake_case")]
pub enum Discrepancy {
    /// The office does not have the rule pack the tablet used, so nothing was
    /// judged again.
    UnknownPack {
        /// The pack the document names.
        pack: PackName,
    },
    /// The same rules give another assessment.
    OtherAssessment {
        /// The check.
        check: CheckId,
        /// What the office found.
        found: Assessment,
    },
}

impl CheckContent {
    /// Reads a check from what was typed, or names the fields at fault. `day`
    /// picks the items that are asked.
    pub(crate) fn read(
        pack: &RulePack,
        kind: CheckKind,
        subject: &str,
        answers: &Answers,
        day: NaiveDate,
    ) -> Result<Self, Vec<(String, GapReason)>> {
        let Some(asked) = asked(pack, kind, subject) else {
            return Err(vec![("subject".to_owned(), GapReason::UnknownChoice)]);
        };
        let mut reader = Reader::new(answers);
        let mut fields = Fields::read(&mut reader, asked.fields);
        trial::refuse_ranges(&mut reader, &fields);
        let items = checklist::read(&mut reader, pack, asked.lists, day);
        let series = trial::read(&mut reader, asked.trials(), &fields);
        trial::refuse_deliveries(&mut reader, &fields, &series);
        trial::refuse(&mut reader, asked.trials(), &fields);
        let words = Fields::read(&mut reader, &pack.check_fields);
        fields.0.extend(words.0);
        let subject = subject.to_owned();
        reader.finish(Some(Self {
            kind,
            subject,
            fields,
            items,
            series,
        }))
    }

    /// What the rules of the day say of it. A subject that the pack does not
    /// know is not covered.
    #[must_use]
    pub fn assess(&self, pack: &RulePack, day: NaiveDate) -> Assessment {
        let Some(asked) = asked(pack, self.kind, &self.subject) else {
            return Assessment {
                verdict: Verdict::NotCovered,
                findings: Vec::new(),
            };
        };
        let excluded = self.excluded(pack, day);
        let nothing = asked.lists.is_empty() && asked.measured.is_none();
        if nothing || excluded.is_some() {
            return Assessment {
                verdict: Verdict::NotCovered,
                findings: excluded.into_iter().collect(),
            };
        }
        let (readings, of_class) = trial::judge(self, pack, asked.measured, day);
        let fields = &self.fields;
        let sheet = Sheet {
            pack,
            lists: asked.lists,
            fields,
            answers: &self.items,
            day,
            other: observed::other_law(asked.fields, fields, day),
        };
        let kind = asked.measured;
        let mut findings = sheet.findings(|what| match what {
            Computation::ContentComplete => sheet.contents(),
            _ => computed(what, pack, kind, fields, &self.series, &readings, day),
        });
        findings.extend(checklist::unseen(&self.items));
        findings.extend(observed::out_of_days(asked.fields, fields, day));
        findings.extend(observed::barcode(pack, fields));
        findings.extend(validity::mismatches(pack, kind, fields, day));
        findings.extend(of_class);
        findings.extend(readings);
        Assessment::of(findings)
    }

    /// Why a label check covers nothing, where the goods need no label.
    fn excluded(&self, pack: &RulePack, day: NaiveDate) -> Option<Finding> {
        let goods = match self.kind {
            CheckKind::Label => pack.goods_kind(&self.subject)?,
            _ => return None,
        };
        observed::excluded(pack, goods, &self.fields, day)
    }
}

/// The verdict on a computed item.
fn computed(
    what: Computation,
    pack: &RulePack,
    kind: Option<&MeasuredKind>,
    fields: &Fields,
    series: &[Series],
    readings: &[Finding],
    day: NaiveDate,
) -> Ruling {
    match (what, kind) {
        (Computation::VerificationInDate, Some(kind)) => validity::in_date(pack, kind, fields, day),
        (Computation::SealsIntact, _) => seals(fields).into(),
        (Computation::ErrorWithinLimit, _) => overall(readings).into(),
        (Computation::PriceAgrees, _) => trial::price(pack, fields, series),
        (Computation::GoldResolution, _) => trial::gold_resolution(pack, fields, day),
        (Computation::VerificationInDate, None) | (Computation::ContentComplete, _) => {
            Verdict::NotCovered.into()
        }
        (what, _) => of_contents(what, readings),
    }
}

/// The verdict on the readings as a whole.
pub(crate) fn overall(readings: &[Finding]) -> Verdict {
    if readings.is_empty() {
        return Verdict::Inconclusive {
            doubt: Doubt::NotTested,
        };
    }
    Verdict::worst(readings.iter().map(|finding| finding.verdict))
}

/// The verdict on the seals, from the state that was seen.
pub(crate) fn seals(fields: &Fields) -> Verdict {
    match fields.value("seal_state") {
        Some("intact") => Verdict::Conforming,
        None | Some("not_checked") => Verdict::Inconclusive {
            doubt: Doubt::NotTested,
        },
        Some(_) => Verdict::NonConforming,
    }
}

/// Judges a received inspection again with the pack it names.
#[must_use]
pub fn reassess(inspection: &Inspection) -> Vec<Discrepancy> {
    let Some(pack) = RulePack::named(&inspection.rule_pack) else {
        return vec![Discrepancy::UnknownPack {
            pack: inspection.rule_pack.clone(),
        }];
    };
    let differs = |check: &Check| {
        let found = check.content.assess(pack, inspection.inspected_on);
        let other = found != check.assessment;
        other.then_some(Discrepancy::OtherAssessment {
            check: check.id,
            found,
        })
    };
    inspection.checks.iter().filter_map(differs).collect()
}

impl FromJson for Check {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            id: from.get("id"),
            content: CheckContent::from_json(from),
            assessment: from.get("assessment"),
        }
    }
}

impl FromJson for CheckContent {
    fn from_json(from: &Member<'_>) -> Self {
        let series = from.get::<Option<Vec<Series>>>("series");
        let series = series.unwrap_or_default();
        if series
            .iter()
            .any(|series| series.rows.len() > MOST_ROWS.into())
        {
            from.fail("a check of at most 999 rows a trial");
        }
        for (place, one) in series.iter().enumerate() {
            if series[..place].iter().any(|other| other.trial == one.trial) {
                from.fail("a check where a trial stands once");
            }
        }
        Self {
            kind: from.get("kind"),
            subject: from.get("subject"),
            fields: from.get("fields"),
            items: from.get("items"),
            series,
        }
    }
}

#[cfg(test)]
mod tests;
