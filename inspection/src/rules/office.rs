//! What the office adds to an edition: who read a row against the text of the
//! law, which of several limits it settled on, and in whose name it inspects.

use chrono::NaiveDate;

use super::RulePack;
use super::row::Row;
use crate::evidence::{Days, Evidence};

/// The office's word that a row was read against the text of the law. The row
/// then counts as signed off wherever its mark counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignOff {
    /// The table the row stands in.
    pub table: String,
    /// The row's code, or what it has in its place; its number where it has
    /// neither.
    pub row: String,
    /// The row's first day, which tells it from earlier ones of its code.
    pub valid_from: Option<NaiveDate>,
    /// Who checked it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// The text that was read.
    pub text: String,
}

/// The office's word on which of several limits applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// Code of the limit that applies; the others it stands with do not.
    pub code: String,
    /// Who settled it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// The document that settles it.
    pub document: String,
    /// For inspections of which days.
    pub days: Days,
}

/// Who inspects: data by date, since districts ended in July 2025. What is not
/// known is empty until the office fills it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// The body above.
    pub superior: Option<String>,
    /// Its own name.
    pub name: Option<String>,
    /// The place in the heading of minutes.
    pub place: Option<String>,
    /// Title of who signs.
    pub signatory_title: Option<String>,
    /// Who the reports go to.
    pub report_recipient: Option<String>,
    /// When it inspects.
    pub days: Days,
    /// How sure the row is.
    pub evidence: Evidence,
}

impl SignOff {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            table: row.words("table"),
            row: row.words("row"),
            valid_from: row.optional_date("valid_from"),
            by: row.words("by"),
            on: row.date("on"),
            text: row.words("text"),
        }
    }
}

impl Settlement {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            code: row.words("code"),
            by: row.words("by"),
            on: row.date("on"),
            document: row.words("document"),
            days: row.days(),
        }
    }
}

impl Authority {
    pub(super) fn read(row: &Row<'_>) -> Self {
        // A blank counts as missing, as it does in a form.
        let filled = |name: &str| {
            row.optional_text(name)
                .filter(|text| !text.trim().is_empty())
        };
        Self {
            superior: filled("superior"),
            name: filled("name"),
            place: filled("place"),
            signatory_title: filled("signatory_title"),
            report_recipient: filled("report_recipient"),
            days: row.days(),
            evidence: row.evidence(),
        }
    }
}

impl RulePack {
    /// The office's word on this limit, for an inspection of `day`.
    pub(crate) fn settlement(&self, code: &str, day: NaiveDate) -> Option<&Settlement> {
        let mut settled = self.settlements.iter();
        settled.find(|settled| settled.code == code && settled.days.hold(day))
    }
}
