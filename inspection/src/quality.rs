//! The quality side of one product: CR mark, declarations, papers, signs of
//! irregularity. The items come from the rule pack, by group of goods.

use chrono::NaiveDate;
use serde::Serialize;

use crate::assessment::{Assessment, Verdict};
use crate::checklist::{self, Answered, Ruling};
use crate::draft::Answers;
use crate::form::Reader;
use crate::gap::GapReason;
use crate::recorded::Fields;
use crate::rules::{GoodsKind, RulePack};

/// A product looked at for quality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quality {
    /// Code of the group of goods in the pack.
    pub goods: String,
    /// The product, as the pack asks for it.
    pub fields: Fields,
    /// The items with their answers.
    pub items: Vec<Answered>,
}

impl Quality {
    /// Reads a check from what was typed, or names the fields at fault.
    pub(crate) fn parse(
        pack: &RulePack,
        kind: &GoodsKind,
        answers: &Answers,
    ) -> Result<Self, Vec<(String, GapReason)>> {
        let mut reader = Reader::new(answers);
        let fields = Fields::read(&mut reader, &pack.quality_fields);
        let items = checklist::read(&mut reader, pack, &kind.quality_lists);
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
        let lists = &kind.quality_lists;
        Assessment::of(checklist::findings(pack, lists, &self.items, day, |_| {
            Ruling::from(Verdict::NotCovered)
        }))
    }
}
