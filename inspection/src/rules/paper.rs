//! What is printed, explained and counted: minutes, guidance, report figures.

use serde::Deserialize;

use crate::evidence::{Basis, Evidence, Term};

/// A form of minutes, or a slip.
#[derive(Clone, Debug, Deserialize)]
pub struct MinutesForm {
    /// Code and names.
    #[serde(flatten)]
    pub name: Term,
    /// How sure the layout is.
    pub evidence: Evidence,
    /// Documents it rests on.
    #[serde(default)]
    pub bases: Vec<Basis>,
    /// What limits the row.
    #[serde(default)]
    pub note: Option<String>,
    /// Its parts in order.
    pub parts: Vec<MinutesPart>,
}

/// A part of a form of minutes.
#[derive(Clone, Debug, Deserialize)]
pub struct MinutesPart {
    /// Code and names.
    #[serde(flatten)]
    pub name: Term,
    /// What stands there: `text`, `table`, `person_list` …
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether it must be filled.
    pub required: bool,
}

/// A topic of the plan's awareness work.
#[derive(Clone, Debug, Deserialize)]
pub struct GuidanceTopic {
    /// Code and names.
    #[serde(flatten)]
    pub name: Term,
    /// Lists the topic belongs to.
    #[serde(default)]
    pub checklists: Vec<String>,
    /// How sure the topic is.
    pub evidence: Evidence,
    /// How sure the points of the leaflet are.
    pub points_evidence: Evidence,
    /// Documents it rests on.
    #[serde(default)]
    pub bases: Vec<Basis>,
}

/// A figure that reports count.
#[derive(Clone, Debug, Deserialize)]
pub struct ReportFigure {
    /// Code and names.
    #[serde(flatten)]
    pub name: Term,
    /// What it counts in.
    pub unit: String,
    /// How sure it is that reports ask for it.
    pub evidence: Evidence,
}
