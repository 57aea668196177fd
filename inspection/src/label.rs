//! The label of one product: what it must say, item by item. The items come
//! from the rule pack, by group of goods.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::assessment::{Assessment, Verdict};
use crate::checklist::{self, Answered};
use crate::draft::Answers;
use crate::form::Reader;
use crate::gap::GapReason;
use crate::rules::{GoodsKind, RulePack};

/// A label as found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Code of the group of goods in the pack.
    pub goods: String,
    /// Product name as on the label.
    pub product: String,
    /// `domestic` or `imported`.
    pub origin: String,
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
        let product = reader.text("product");
        let origin = pack
            .label_fields
            .iter()
            .find(|field| field.name.code == "origin")
            .and_then(|field| reader.choice(field));
        let items = checklist::read(&mut reader, pack, &kind.label_checklists);
        let whole = product.zip(origin).map(|(product, origin)| Self {
            goods: kind.name.code.clone(),
            product,
            origin,
            items,
        });
        reader.finish(whole)
    }

    /// What the rules of the day say of it.
    pub(crate) fn assess(&self, pack: &RulePack, day: NaiveDate) -> Assessment {
        let Some(kind) = pack.goods_kind(&self.goods) else {
            return Assessment {
                verdict: Verdict::NotCovered,
                findings: Vec::new(),
            };
        };
        let lists = &kind.label_checklists;
        Assessment::of(checklist::findings(pack, lists, &self.items, day, |_| None))
    }
}
