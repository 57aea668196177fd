//! What is printed, explained and counted: minutes, guidance, report figures.

use super::row::Row;
use super::words::evidence;
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
    /// The title as printed.
    pub title: String,
    /// What its head holds; empty for a slip.
    pub header: Vec<Term>,
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
    /// The heading as printed, for a part that has one.
    pub heading: Option<String>,
    /// Headings of the columns, for a table.
    pub columns: Vec<String>,
    /// Checklist items that are answered in this part and in no other.
    pub items: Vec<String>,
    /// Who signs here.
    pub signers: Vec<Signer>,
}

/// Who signs minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signer {
    /// The representative of the establishment.
    Representative,
    /// The same, as the form for goods calls them.
    Seller,
    /// The witness.
    Witness,
    /// An officer of the commune or a witness, where the seller refuses.
    CommuneOrWitness,
    /// Every member of the team but its leader.
    Members,
    /// The member whose slip it is.
    Member,
    /// The leader of the team.
    Leader,
    /// Who took the samples.
    Sampler,
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
            title: row.text("title"),
            header: row.terms("header"),
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
            heading: row.optional_text("heading"),
            columns: column_names(row),
            items: row.texts("items"),
            signers: signers(row),
        }
    }
}

fn column_names(row: &Row<'_>) -> Vec<String> {
    row.list("columns", |column| column.text("vi"))
}

fn signers(row: &Row<'_>) -> Vec<Signer> {
    let mut signers = Vec::new();
    for word in row.texts("signers") {
        match Signer::named(&word) {
            Some(signer) => signers.push(signer),
            None => row.wrong("signers", "a list of known words"),
        }
    }
    signers
}

impl Signer {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "representative" => Self::Representative,
            "seller" => Self::Seller,
            "witness" => Self::Witness,
            "commune_or_witness" => Self::CommuneOrWitness,
            "members" => Self::Members,
            "member" => Self::Member,
            "leader" => Self::Leader,
            "sampler" => Self::Sampler,
            _ => return None,
        })
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
