//! The label of one product: what it must say, item by item. The items come
//! from the rule pack, by group of goods.

use chrono::NaiveDate;
use serde::Serialize;

use crate::assessment::{Assessment, Verdict};
use crate::checklist::{self, Answered, Ruling};
use crate::draft::Answers;
use crate::form::Reader;
use crate::gap::GapReason;
use crate::recorded::Fields;
use crate::rules::{GoodsKind, RulePack};

/// A label as found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// Code of the group of goods in the pack.
    pub goods: String,
    /// Product and origin, as the pack asks for them.
    pub fields: Fields,
    /// The items with their answers.
    pub items: Vec<Answered>,
}

impl Label {
    /// Reads a check from what was typed, or names the fields at fault.
    pub(crate) fn parse(
        pack: &RulePack,
        kind: &GoodsKind,
        answers: &Answers,
    ) -> Result<Self, Vec<(String, GapReason)>> {
        let mut reader = Reader::new(answers);
        let fields = Fields::read(&mut reader, &pack.label_fields);
        let items = checklist::read(&mut reader, pack, &kind.label_lists);
        let goods = kind.name.code.clone();
        reader.finish(Some(Self {
            goods,
            fields,
            items,
        }))
    }

    /// What the rules of the day say of it.
    pub(crate) fn assess(&self, pack: &RulePack, day: NaiveDate) -> Assessment {
        let Some(kind) = pack.goods_kind(&self.goods) else {
            return Assessment {
                verdict: Verdict::NotCovered,
                findings: Vec::new(),
            };
        };
        let lists = &kind.label_lists;
        Assessment::of(checklist::findings(pack, lists, &self.items, day, |_| {
            Ruling::from(Verdict::NotCovered)
        }))
    }
}
