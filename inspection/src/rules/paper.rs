//! What is printed, explained and counted: minutes, guidance, report figures.

use super::row::{Row, evidence};
use crate::evidence::{Basis, Evidence, Term};

/// A form of minutes, or a slip.
#[derive(Clone, Debug)]
pub struct MinutesForm {
    /// Code and names.
    pub name: Term,
    /// How sure the layout is.
    pub evidence: Evidence,
    /// Documents it rests on.
    pub bases: Vec<Basis>,
    /// What limits the row.
    pub note: Option<String>,
    /// Its parts in order.
    pub parts: Vec<MinutesPart>,
}

/// A part of a form of minutes.
#[derive(Clone, Debug)]
pub struct MinutesPart {
    /// Code and names.
    pub name: Term,
    /// What stands there: `text`, `table`, `person_list` …
    pub kind: String,
    /// Whether it must be filled.
    pub required: bool,
}

/// A topic of the plan's awareness work.
#[derive(Clone, Debug)]
pub struct GuidanceTopic {
    /// Code and names.
    pub name: Term,
    /// Lists the topic belongs to.
    pub checklists: Vec<String>,
    /// How sure the topic is.
    pub evidence: Evidence,
    /// How sure the points of the leaflet are.
    pub points_evidence: Evidence,
    /// Documents it rests on.
    pub bases: Vec<Basis>,
}

/// A figure that reports count.
#[derive(Clone, Debug)]
pub struct ReportFigure {
    /// Code and names.
    pub name: Term,
    /// What it counts in.
    pub unit: String,
    /// What it is taken from.
    pub from: FigureSource,
    /// How sure it is that reports ask for it.
    pub evidence: Evidence,
}

/// What a figure of a report is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureSource {
    /// Closed inspections: a [`Report`](crate::Report) has it.
    Inspections,
    /// What became of inspections later: documents of the kind `outcome`.
    Outcomes,
    /// Inspections for what was begun, outcomes for what came of it.
    Both,
    /// Words of who writes the report.
    Words,
}

impl FigureSource {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "inspections" => Self::Inspections,
            "outcomes" => Self::Outcomes,
            "both" => Self::Both,
            "words" => Self::Words,
            _ => return None,
        })
    }
}

impl MinutesForm {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            evidence: row.evidence(),
            bases: row.bases(),
            note: row.optional_text("note"),
            parts: row.list("parts", MinutesPart::read),
        }
    }
}

impl MinutesPart {
    fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            kind: row.text("type"),
            required: row.flag("required"),
        }
    }
}

impl GuidanceTopic {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            checklists: row.texts("checklists"),
            evidence: row.evidence(),
            points_evidence: row.word("points_evidence", evidence, Evidence::Memory),
            bases: row.bases(),
        }
    }
}

impl ReportFigure {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            unit: row.text("unit"),
            from: row.word("from", FigureSource::named, FigureSource::Words),
            evidence: row.evidence(),
        }
    }
}
