//! One thing looked at in an inspection, of any kind, with the assessment that
//! was made of it; and the same judgement made again at the office.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::assessment::Assessment;
use crate::checklist::Answered;
use crate::id::CheckId;
use crate::inspection::{Inspection, PackName};
use crate::instrument::{Instrument, Reading};
use crate::label::Label;
use crate::quality::Quality;
use crate::recorded::Fields;
use crate::rules::RulePack;

/// The kinds of check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckKind {
    /// A measuring instrument.
    Instrument,
    /// The label of a product.
    Label,
    /// The quality side of a product.
    Quality,
}

/// One check, finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Check {
    /// Its number in the inspection.
    pub id: CheckId,
    /// What was found.
    #[serde(flatten)]
    pub content: CheckContent,
    /// What the rules said of it on the tablet.
    pub assessment: Assessment,
}

/// What was found, by kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CheckContent {
    /// A measuring instrument.
    Instrument(Instrument),
    /// The label of a product.
    Label(Label),
    /// The quality side of a product.
    Quality(Quality),
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
    /// The kind.
    #[must_use]
    pub fn kind(&self) -> CheckKind {
        match self {
            Self::Instrument(_) => CheckKind::Instrument,
            Self::Label(_) => CheckKind::Label,
            Self::Quality(_) => CheckKind::Quality,
        }
    }

    /// Code of the instrument kind or group of goods in the pack.
    #[must_use]
    pub fn subject(&self) -> &str {
        match self {
            Self::Instrument(instrument) => &instrument.instrument,
            Self::Label(label) => &label.goods,
            Self::Quality(quality) => &quality.goods,
        }
    }

    /// What was entered into the pack's fields.
    #[must_use]
    pub fn fields(&self) -> &Fields {
        match self {
            Self::Instrument(instrument) => &instrument.fields,
            Self::Label(label) => &label.fields,
            Self::Quality(quality) => &quality.fields,
        }
    }

    /// The checklist items answered by hand.
    #[must_use]
    pub fn items(&self) -> &[Answered] {
        match self {
            Self::Instrument(instrument) => &instrument.items,
            Self::Label(label) => &label.items,
            Self::Quality(quality) => &quality.items,
        }
    }

    /// What the rules of the day say of it.
    #[must_use]
    pub fn assess(&self, pack: &RulePack, day: NaiveDate) -> Assessment {
        match self {
            Self::Instrument(instrument) => instrument.assess(pack, day),
            Self::Label(label) => label.assess(pack, day),
            Self::Quality(quality) => quality.assess(pack, day),
        }
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

/// A check as it is written, the members of every kind beside each other.
#[derive(Deserialize)]
struct Written {
    id: CheckId,
    kind: CheckKind,
    instrument: Option<String>,
    goods: Option<String>,
    fields: Fields,
    items: Vec<Answered>,
    readings: Option<Vec<Reading>>,
    assessment: Assessment,
}

impl TryFrom<Written> for Check {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let (fields, items) = (written.fields, written.items);
        let goods = written.goods.ok_or("missing field `goods`");
        let content = match written.kind {
            CheckKind::Instrument => CheckContent::Instrument(Instrument {
                instrument: written.instrument.ok_or("missing field `instrument`")?,
                fields,
                items,
                readings: written.readings.ok_or("missing field `readings`")?,
            }),
            CheckKind::Label => CheckContent::Label(Label {
                goods: goods?,
                fields,
                items,
            }),
            CheckKind::Quality => CheckContent::Quality(Quality {
                goods: goods?,
                fields,
                items,
            }),
        };
        Ok(Self {
            id: written.id,
            content,
            assessment: written.assessment,
        })
    }
}
