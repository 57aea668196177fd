//! What a check of one kind and subject asks, by the rule pack; and the answers
//! that nothing asks for.

use super::CheckKind;
use crate::draft::CheckDraft;
use crate::rules::{Item, ItemAnswer, ListUse, MeasuredKind, PackField, RulePack, Trial};
use crate::trial::MOST_ROWS;

/// What a check of one kind and subject asks.
pub(crate) struct Asked<'pack> {
    pub(crate) fields: &'pack [PackField],
    pub(crate) lists: &'pack [ListUse],
    /// What is measured; `None` for a check that looks and does not measure.
    pub(crate) measured: Option<&'pack MeasuredKind>,
}

impl Asked<'_> {
    pub(crate) fn trials(&self) -> &[Trial] {
        self.measured.map_or(&[], |kind| &kind.trials)
    }

    /// Whether an answer under `place` is read, on some day and some choices.
    pub(crate) fn reads(&self, pack: &RulePack, place: &str) -> bool {
        let names = |fields: &[PackField], code: &str| fields.iter().any(|f| f.name.code == code);
        if let Some((code, row)) = place.split_once('.') {
            let number = row
                .parse::<u16>()
                .ok()
                .filter(|number| number.to_string() == row);
            let is_row = number.is_some_and(|number| (1..=MOST_ROWS).contains(&number));
            return is_row && self.trials().iter().any(|trial| names(&trial.fields, code));
        }
        let by_hand = |item: &Item| !matches!(item.answer, ItemAnswer::Computed { .. });
        let mut items = pack.items(self.lists).filter(|item| by_hand(item));
        names(self.fields, place)
            || names(&pack.check_fields, place)
            || items.any(|item| item.name.code == place)
    }
}

/// What the pack asks of this kind and subject; `None` where it does not know
/// the subject.
pub(crate) fn asked<'pack>(
    pack: &'pack RulePack,
    kind: CheckKind,
    subject: &str,
) -> Option<Asked<'pack>> {
    let measured = |kind: &'pack MeasuredKind| Asked {
        fields: &kind.fields,
        lists: &kind.lists,
        measured: Some(kind),
    };
    let seen = |fields, lists| Asked {
        fields,
        lists,
        measured: None,
    };
    match kind {
        CheckKind::Instrument => pack.instrument_kind(subject).map(measured),
        CheckKind::Quantity => pack.quantity_kind(subject).map(measured),
        CheckKind::Label => {
            let goods = pack.goods_kind(subject)?;
            Some(seen(&goods.label_fields, &goods.label_lists))
        }
        CheckKind::Quality => {
            let goods = pack.goods_kind(subject)?;
            Some(seen(&goods.quality_fields, &goods.quality_lists))
        }
    }
}

impl CheckDraft {
    /// Answers that nothing asks for: other codes, rows beyond the last, items
    /// that are worked out.
    #[must_use]
    pub fn unread(&self, pack: &RulePack) -> Vec<&str> {
        let asked = asked(pack, self.kind, &self.subject);
        let is_read = |place: &str| {
            let asked = asked.as_ref();
            asked.is_none_or(|asked| asked.reads(pack, place))
        };
        let places = self.answers.keys().map(String::as_str);
        places.filter(|place| !is_read(place)).collect()
    }
}
