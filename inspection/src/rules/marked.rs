//! What an office may put its word to: rows with a mark, by the names that
//! sign-offs call them, and the limits of which it may settle on one. Only the
//! office reads it.

use chrono::NaiveDate;
use serde_json::Value;

use super::editions::tables_of;
use super::load::PackError;
use super::reading::Reading;
use super::row::Row;
use super::{Annex, RulePack};
use crate::evidence::{Evidence, Term};
use crate::inspection::PackName;

/// A row with a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedRow {
    /// The table it stands in.
    pub table: String,
    /// What a sign-off calls it.
    pub row: String,
    /// Its first day, which tells it from others of that name.
    pub valid_from: Option<NaiveDate>,
    /// How sure it is.
    pub evidence: Evidence,
    /// What it is called in Vietnamese and English, where it has a name.
    pub names: Option<[String; 2]>,
    /// Where it stands.
    pub place: String,
    /// The document it rests on, as the row says it.
    pub basis: String,
}

/// Limits that stand side by side: no verdict is given between them until the
/// office settles on one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disputed {
    /// The kind of instrument; `None` for the factors of weighing instruments.
    pub kind: Option<Term>,
    /// The limits, as the pack has them.
    pub limits: Vec<DisputedLimit>,
}

/// One of the limits that could apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputedLimit {
    /// Code and names.
    pub name: Term,
    /// Its figure: a factor, or per cent.
    pub value: String,
    /// Document and clause.
    pub basis: Option<String>,
    /// How sure it is.
    pub evidence: Evidence,
}

impl RulePack {
    /// Every row with a mark of the edition of this name, in the order of its
    /// tables; one line for rows that a sign-off cannot tell apart.
    ///
    /// # Errors
    /// [`PackError`] where this program does not know the edition.
    pub fn marked_rows(name: &PackName) -> Result<Vec<MarkedRow>, PackError> {
        let whole = tables_of(name)?;
        let (_, reading) = Reading::of(&whole, |whole| (Self::read(whole), Annex::read(whole)))?;
        let mut rows: Vec<MarkedRow> = Vec::new();
        for row in reading.into_marked() {
            let same = |known: &MarkedRow| known.is_called_as(&row);
            if !rows.iter().any(same) {
                rows.push(row);
            }
        }
        Ok(rows)
    }

    /// The rows of one table of the edition of this name, as they are written.
    ///
    /// # Errors
    /// [`PackError`] where this program does not know the edition, or it has no
    /// such table.
    pub fn rows_of(name: &PackName, table: &str) -> Result<Vec<Value>, PackError> {
        match tables_of(name)?.remove(table) {
            Some(Value::Array(rows)) => Ok(rows),
            _ => Err(PackError::NoTable(table.to_owned())),
        }
    }

    /// Codes of the limits that may stand beside this one, itself among them;
    /// none where there is no such limit.
    #[must_use]
    pub fn rivals(&self, code: &str) -> Vec<&str> {
        let factors = self.weighing.in_service_factors.iter();
        let factors: Vec<_> = factors.map(|row| row.name.code.as_str()).collect();
        if factors.contains(&code) {
            return factors;
        }
        let limits = || self.delivery.limits.iter();
        let own = |kind: &String| {
            let mut of_code = limits().filter(|row| row.name.code == code);
            of_code.any(|row| row.kinds.contains(kind))
        };
        let beside = limits().filter(|row| row.kinds.iter().any(own));
        let mut codes: Vec<&str> = Vec::new();
        for row in beside {
            if !codes.contains(&row.name.code.as_str()) {
                codes.push(&row.name.code);
            }
        }
        codes
    }

    /// The limits between which no verdict is given on `day`.
    #[must_use]
    pub fn disputed(&self, day: NaiveDate) -> Vec<Disputed> {
        let factors = self.weighing.in_service_factors.iter();
        let factors = factors.filter(|row| row.days.hold(day));
        let factors = factors.map(|row| DisputedLimit {
            name: row.name.clone(),
            value: row.value.to_string(),
            basis: row.basis.clone(),
            evidence: row.evidence,
        });
        let mut disputed = vec![Disputed {
            kind: None,
            limits: factors.collect(),
        }];
        for kind in &self.instrument_kinds {
            let limits = self.delivery.limits.iter();
            let of_kind = limits.filter(|row| row.kinds.contains(&kind.name.code));
            let limits = of_kind.filter(|row| row.days.hold(day) && row.when.is_none());
            let limits = limits.map(|row| DisputedLimit {
                name: row.name.clone(),
                value: format!("{} %", row.percent),
                basis: row.basis.clone(),
                evidence: row.evidence,
            });
            disputed.push(Disputed {
                kind: Some(kind.name.clone()),
                limits: limits.collect(),
            });
        }
        disputed.retain(|group| {
            let settled = |limit: &DisputedLimit| self.settlement(&limit.name.code, day).is_some();
            group.limits.len() > 1 && !group.limits.iter().any(settled)
        });
        disputed
    }
}

impl MarkedRow {
    pub(super) fn of(row: &Row<'_>, evidence: Evidence, from: Option<NaiveDate>) -> Self {
        let own = |member| row.optional_text(member).filter(|name| !name.is_empty());
        let names = own("vi").map(|vi| {
            let en = own("en").unwrap_or_else(|| vi.clone());
            [vi, en]
        });
        Self {
            table: row.table_name().to_owned(),
            row: row.key(),
            valid_from: from,
            evidence,
            names,
            place: row.place(),
            basis: row.saying(),
        }
    }

    fn is_called_as(&self, other: &Self) -> bool {
        (&self.table, &self.row, self.valid_from) == (&other.table, &other.row, other.valid_from)
    }
}
