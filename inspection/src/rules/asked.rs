//! Whether what a check asks holds together: codes of fields and choices stand
//! once, and what is asked on a condition, or settled, is there.

use super::RulePack;
use super::fields::{FieldType, PackField};
use super::lists::Condition;
use super::load::PackError;
use super::references::{terms, unknown};

impl RulePack {
    pub(super) fn check_fields_apart(&self) -> Result<(), PackError> {
        for kind in self.instrument_kinds.iter().chain(&self.quantity_kinds) {
            let readings = kind.trials.iter().flat_map(|trial| &trial.fields);
            let fields = kind.fields.iter().chain(&self.check_fields);
            let names = fields.chain(readings).map(|row| &row.name);
            terms("fields of a kind", names)?;
        }
        for kind in &self.goods_kinds {
            for fields in [&kind.label_fields, &kind.quality_fields] {
                let fields = fields.iter().chain(&self.check_fields);
                terms("fields of a group of goods", fields.map(|row| &row.name))?;
            }
        }
        let visit = self.visit_fields.iter().chain(&self.closing_fields);
        terms("fields of the visit", visit.clone().map(|row| &row.name))?;
        terms("lists of the visit", self.lists.iter())?;
        for field in visit.clone() {
            self.check_column(field)?;
        }
        for field in self.checked_fields().chain(visit) {
            terms("choices", field.choices.iter().map(|choice| &choice.name))?;
        }
        Ok(())
    }

    /// Whether the list of a column is there, and before it the check that may
    /// stand for it.
    fn check_column(&self, field: &PackField) -> Result<(), PackError> {
        let code = &field.name.code;
        let Some(list) = field.list.as_deref() else {
            return Ok(());
        };
        if !self.lists.iter().any(|known| known.code == list) {
            return Err(unknown(code, "the list", list));
        }
        let columns = self.columns(list).into_iter();
        let mut before = columns.take_while(|column| column.name.code != *code);
        let named = before.any(|column| column.kind == FieldType::Check);
        if field.unless_check && !named {
            return Err(unknown(code, "the field", "check"));
        }
        Ok(())
    }

    /// Every field of a check itself.
    fn checked_fields(&self) -> impl Iterator<Item = &PackField> {
        let kinds = self.instrument_kinds.iter().chain(&self.quantity_kinds);
        let goods = self.goods_kinds.iter();
        let goods = goods.flat_map(|kind| kind.label_fields.iter().chain(&kind.quality_fields));
        kinds.flat_map(|kind| &kind.fields).chain(goods)
    }

    /// Whether every limit that the office settled on is there.
    pub(super) fn check_settled(&self) -> Result<(), PackError> {
        let factors = self.weighing.in_service_factors.iter();
        let limits = self.delivery.limits.iter();
        let factors = factors.map(|row| &row.name.code);
        let codes: Vec<_> = factors.chain(limits.map(|row| &row.name.code)).collect();
        let mut settled = self.settlements.iter();
        match settled.find(|row| !codes.contains(&&row.code)) {
            None => Ok(()),
            Some(row) => Err(unknown("settlements", "the limit", &row.code)),
        }
    }

    /// Whether what items and limits depend on is asked somewhere.
    pub(super) fn check_conditions(&self) -> Result<(), PackError> {
        for item in self.checklists.iter().flat_map(|list| &list.items) {
            self.check_condition(&item.name.code, item.when.as_ref())?;
        }
        for limit in &self.delivery.limits {
            self.check_condition(&limit.name.code, limit.when.as_ref())?;
        }
        Ok(())
    }

    fn check_condition(&self, row: &str, when: Option<&Condition>) -> Result<(), PackError> {
        let Some(condition) = when else {
            return Ok(());
        };
        let asked = || {
            let fields = self.checked_fields();
            fields.filter(|field| field.name.code == condition.field)
        };
        if asked().next().is_none() {
            return Err(unknown(row, "the field", &condition.field));
        }
        let offered =
            |code: &str| asked().any(|row| row.choices.iter().any(|is| is.name.code == code));
        match condition.is.iter().find(|code| !offered(code)) {
            None => Ok(()),
            Some(other) => Err(unknown(row, "the choice", other)),
        }
    }
}
