//! For how long a verification counts, and when reports are due.

use chrono::NaiveDate;

use super::RulePack;
use super::row::Row;
use crate::evidence::{Basis, Days, Evidence, Term};

/// For how long a verification of one kind of instrument counts.
#[derive(Clone, Debug)]
pub struct VerificationPeriod {
    /// Code of the kind of instrument.
    pub kind: String,
    /// Months; `None` for a kind verified once for all.
    pub months: Option<u32>,
    /// Whether the sources leave more than one period.
    pub ambiguous: bool,
    /// When it is in force.
    pub days: Days,
    /// How sure the row is.
    pub evidence: Evidence,
    /// Documents it rests on.
    pub bases: Vec<Basis>,
    /// What limits the row.
    pub note: Option<String>,
}

/// A report and when it is due.
#[derive(Clone, Debug)]
pub struct ReportPeriod {
    /// Code and names.
    pub name: Term,
    /// Day of the month.
    pub due_day: u32,
    /// Month of the year; `None` for every month.
    pub due_month: Option<u32>,
    /// Whether the day itself still counts.
    pub deadline: Deadline,
    /// The rule in Vietnamese.
    pub rule_vi: String,
    /// The rule in English.
    pub rule_en: String,
    /// How sure the row is.
    pub evidence: Evidence,
    /// Documents it rests on.
    pub bases: Vec<Basis>,
}

/// Whether the day of a deadline still counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// Due on the day.
    On,
    /// Due before the day: the day before is the last safe one.
    Before,
}

impl RulePack {
    /// The periods of a kind in force on `day`: none where the pack has no row
    /// for that day, several where the sources leave it open.
    pub fn periods_on<'a>(
        &'a self,
        kind: &'a str,
        day: NaiveDate,
    ) -> impl Iterator<Item = &'a VerificationPeriod> {
        let rows = self.verification_periods.iter();
        rows.filter(move |row| row.kind == kind && row.days.hold(day))
    }
}

impl VerificationPeriod {
    /// What it rests on, in words.
    #[must_use]
    pub fn basis(&self) -> String {
        let texts = self.bases.iter().map(|basis| basis.text.as_str());
        texts.collect::<Vec<_>>().join("; ")
    }

    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            kind: row.text("kind"),
            months: row.optional_count("months"),
            ambiguous: row.flag("ambiguous"),
            days: row.days(),
            evidence: row.evidence(),
            bases: row.bases(),
            note: row.optional_text("note"),
        }
    }
}

impl ReportPeriod {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            due_day: row.count("due_day"),
            due_month: row.optional_count("due_month"),
            deadline: row.word("deadline", Deadline::named, Deadline::Before),
            rule_vi: row.text("rule_vi"),
            rule_en: row.text("rule_en"),
            evidence: row.evidence(),
            bases: row.bases(),
        }
    }
}

impl Deadline {
    fn named(word: &str) -> Option<Self> {
        match word {
            "on" => Some(Self::On),
            "before" => Some(Self::Before),
            _ => None,
        }
    }
}
