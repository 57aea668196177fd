//! Whether a pack holds together: codes stand once, and whatever a row names is
//! there.

use std::collections::BTreeSet;

use super::RulePack;
use super::annex::Annex;
use super::goods::GoodsKind;
use super::lists::ListUse;
use super::load::PackError;
use crate::evidence::{Basis, Days, Term};

impl RulePack {
    pub(super) fn check_codes(&self) -> Result<(), PackError> {
        let items = || self.checklists.iter().flat_map(|list| &list.items);
        terms("items", items().map(|item| &item.name))?;
        terms(
            "kinds of instrument",
            self.instrument_kinds.iter().map(|kind| &kind.name),
        )?;
        terms(
            "kinds of quantity",
            self.quantity_kinds.iter().map(|kind| &kind.name),
        )?;
        terms(
            "groups of goods",
            self.goods_kinds.iter().map(|kind| &kind.name),
        )?;
        terms(
            "kinds of establishment",
            self.establishment_kinds.iter().map(|kind| &kind.name),
        )?;
        terms("results", self.results.iter())?;
        terms("exclusions", self.label_exclusions.reasons.iter())?;
        self.check_fields_apart()?;
        distinct("units", self.units.iter().map(|unit| unit.code.as_str()))?;
        distinct(
            "checklists",
            self.checklists.iter().map(|list| list.id.as_str()),
        )
    }

    pub(super) fn check_references(&self, annex: &Annex) -> Result<(), PackError> {
        check_dated(annex, "powers", &self.powers, Days::default())?;
        self.check_settled()?;
        self.check_conditions()?;
        for limit in &self.delivery.limits {
            for kind in &limit.kinds {
                if self.instrument_kind(kind).is_none() {
                    return Err(unknown(&limit.name.code, "the kind of instrument", kind));
                }
            }
        }
        for kind in self.instrument_kinds.iter().chain(&self.quantity_kinds) {
            self.check_lists(&kind.name.code, &kind.lists)?;
            check_bases(annex, &kind.name.code, &kind.bases)?;
        }
        for kind in &self.goods_kinds {
            self.check_lists(&kind.name.code, &kind.label_lists)?;
            self.check_lists(&kind.name.code, &kind.quality_lists)?;
            self.check_quantities(&kind.name.code, &kind.suggested_quantities)?;
            check_bases(annex, &kind.name.code, &kind.bases)?;
            let code = &kind.name.code;
            check_dated(annex, code, &kind.regulations, Days::default())?;
            self.check_goods(kind)?;
        }
        let exclusions = &self.label_exclusions.bases;
        check_dated(annex, "label_exclusions", exclusions, Days::default())?;
        for item in self.checklists.iter().flat_map(|list| &list.items) {
            check_dated(annex, &item.name.code, &item.bases, Days::default())?;
        }
        for row in &self.verification_periods {
            if self.instrument_kind(&row.kind).is_none() {
                return Err(unknown(
                    "verification_periods",
                    "the kind of instrument",
                    &row.kind,
                ));
            }
            check_dated(annex, &row.kind, &row.bases, row.days)?;
        }
        for unit in &self.units {
            let made_from = unit.predecessors.iter().flat_map(|source| &source.units);
            for named in made_from.chain(&unit.parent) {
                if !self.units.iter().any(|unit| unit.code == *named) {
                    return Err(unknown(&unit.code, "the unit", named));
                }
            }
        }
        for kind in &self.establishment_kinds {
            for instrument in &kind.suggested_instruments {
                if self.instrument_kind(instrument).is_none() {
                    return Err(unknown(
                        &kind.name.code,
                        "the kind of instrument",
                        instrument,
                    ));
                }
            }
            self.check_quantities(&kind.name.code, &kind.suggested_quantities)?;
            for goods in &kind.suggested_goods {
                if self.goods_kind(goods).is_none() {
                    return Err(unknown(&kind.name.code, "the group of goods", goods));
                }
            }
        }
        Ok(())
    }

    fn check_goods(&self, kind: &GoodsKind) -> Result<(), PackError> {
        if let Some(named) = &kind.label_exclusion
            && self.label_exclusions.reason(named).is_none()
        {
            return Err(unknown(&kind.name.code, "the exclusion", named));
        }
        if let Some(named) = &kind.risk {
            let mut rows = self.risk_levels.iter();
            if !rows.any(|row| row.name.code == *named) {
                return Err(unknown(&kind.name.code, "the level of risk", named));
            }
        }
        Ok(())
    }

    fn check_quantities(&self, row: &str, named: &[String]) -> Result<(), PackError> {
        let missing = named.iter().find(|code| self.quantity_kind(code).is_none());
        missing.map_or(Ok(()), |code| {
            Err(unknown(row, "the kind of quantity", code))
        })
    }

    fn check_lists(&self, row: &str, uses: &[ListUse]) -> Result<(), PackError> {
        for used in uses {
            let list = self.checklists.iter().find(|list| list.id == used.id);
            let list = list.ok_or_else(|| unknown(row, "the checklist", &used.id))?;
            for code in used.only.iter().chain(&used.except) {
                if !list.items.iter().any(|item| item.name.code == *code) {
                    return Err(unknown(row, "the item", code));
                }
            }
        }
        Ok(())
    }
}

pub(super) fn check_bases(annex: &Annex, row: &str, bases: &[Basis]) -> Result<(), PackError> {
    for named in bases.iter().flat_map(|basis| &basis.documents) {
        if annex.legal_document(named).is_none() {
            return Err(unknown(row, "the document", named));
        }
    }
    Ok(())
}

/// Whether no basis, or row of these days, is in force before any document it
/// cites: one without a first day would hold for ever back.
pub(super) fn check_dated(
    annex: &Annex,
    row: &str,
    bases: &[Basis],
    days: Days,
) -> Result<(), PackError> {
    check_bases(annex, row, bases)?;
    for basis in bases {
        let documents = basis.documents.iter();
        let documents = documents.filter_map(|code| annex.legal_document(code));
        let began = documents.filter_map(|document| document.days.from).min();
        let from = basis.days.from.or(days.from);
        if began.is_some_and(|began| from.is_none_or(|from| from < began)) {
            return Err(PackError::Row {
                place: row.to_owned(),
                member: "valid_from".to_owned(),
                wanted: "a day on which a document it rests on is in force",
            });
        }
    }
    Ok(())
}

/// A row names something that is not there.
pub(super) fn unknown(row: &str, table: &'static str, name: &str) -> PackError {
    PackError::UnknownReference {
        row: row.to_owned(),
        table,
        name: name.to_owned(),
    }
}

pub(super) fn terms<'a>(
    table: &'static str,
    terms: impl Iterator<Item = &'a Term>,
) -> Result<(), PackError> {
    distinct(table, terms.map(|term| term.code.as_str()))
}

pub(super) fn distinct<'a>(
    table: &'static str,
    codes: impl Iterator<Item = &'a str>,
) -> Result<(), PackError> {
    let mut seen = BTreeSet::new();
    for code in codes {
        if !seen.insert(code) {
            return Err(PackError::DuplicateCode {
                table,
                code: code.to_owned(),
            });
        }
    }
    Ok(())
}
