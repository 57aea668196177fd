//! What reports count and when they are due: the part of the annex that the
//! tally and the deadlines need. Read by itself, so that a program which counts
//! does not hold the rest of the annex. Counting is `tally`'s and `report`'s.

use std::sync::OnceLock;

use super::REPORTS;
use super::calendar::ReportPeriod;
use super::load::{merge, read};
use super::paper::ReportFigure;
use super::row::Row;
use crate::check::CheckKind;
use crate::evidence::{Evidence, Term};

/// The tables of one edition that reports are made by.
#[derive(Clone, Debug)]
pub struct Reporting {
    /// When reports are due.
    pub report_periods: Vec<ReportPeriod>,
    /// What reports count.
    pub report_figures: Vec<ReportFigure>,
    /// The kinds of violation that reports count apart.
    pub acts: Vec<ActRow>,
    /// Items that say of an instrument whether it bears a mark of verification.
    pub without_mark: Vec<String>,
}

/// A kind of violation, and what belongs to it.
#[derive(Clone, Debug)]
pub struct ActRow {
    /// Code and names.
    pub name: Term,
    /// Which it is.
    pub kind: ActKind,
    /// Kinds of check whose findings belong here, unless their item is named.
    pub checks: Vec<String>,
    /// Checklists whose items belong here in whatever check.
    pub lists: Vec<String>,
    /// Items that belong here in whatever check.
    pub items: Vec<String>,
    /// How sure the row is.
    pub evidence: Evidence,
}

/// The kinds of violation that reports count apart, as the campaign report of
/// 2016 does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActKind {
    /// On a label.
    Label,
    /// Of a measuring instrument.
    Instrument,
    /// Of the quantity of goods.
    Quantity,
    /// A standard that is not published, or not at hand.
    PublishedStandard,
    /// Of the quality of goods.
    Quality,
    /// Anything else.
    Other,
}

impl Reporting {
    /// The tables of the newest edition.
    #[must_use]
    pub fn current() -> &'static Self {
        static READ: OnceLock<Reporting> = OnceLock::new();
        READ.get_or_init(shipped)
    }

    pub(super) fn read(whole: &Row<'_>) -> Self {
        Self {
            report_periods: whole.list("report_periods", ReportPeriod::read),
            report_figures: whole.list("report_figures", ReportFigure::read),
            acts: whole.list("act_kinds", ActRow::read),
            without_mark: whole.texts("without_mark"),
        }
    }

    /// The kind of violation of a finding on this item; `list` is the item's,
    /// where the pack knows it.
    #[must_use]
    pub fn act(&self, check: CheckKind, item: &str, list: Option<&str>) -> ActKind {
        let named = |codes: &[String], code: &str| codes.iter().any(|named| named == code);
        let of_item = self.acts.iter().find(|row| named(&row.items, item));
        let of_list = || list.and_then(|list| self.acts.iter().find(|row| named(&row.lists, list)));
        let of_check = || {
            self.acts
                .iter()
                .find(|row| named(&row.checks, check.code()))
        };
        let row = of_item.or_else(of_list).or_else(of_check);
        row.map_or(ActKind::Other, |row| row.kind)
    }
}

fn shipped() -> Reporting {
    let part = merge(&[REPORTS]);
    #[expect(clippy::expect_used, reason = "constant bytes, loaded by a test")]
    part.and_then(|part| read(&part, Reporting::read))
        .expect("the tables that ship load")
}

impl ActRow {
    fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            kind: row.word("code", ActKind::named, ActKind::Other),
            checks: row.texts("checks"),
            lists: row.texts("lists"),
            items: row.texts("items"),
            evidence: row.evidence(),
        }
    }
}

impl ActKind {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "label" => Self::Label,
            "instrument" => Self::Instrument,
            "quantity" => Self::Quantity,
            "published_standard" => Self::PublishedStandard,
            "quality" => Self::Quality,
            "other" => Self::Other,
            _ => return None,
        })
    }
}
