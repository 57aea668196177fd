//! What a report says, once for every form it is given: page, workbook, document.

use inspection::{Cut, Figure, Period};

/// A whole report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The days it covers.
    pub period: Period,
    /// Its title.
    pub title: String,
    /// From which day to which.
    pub covers: String,
    /// Who reports to whom.
    pub heading: Heading,
    /// What there is to know of all of it.
    pub notes: Vec<String>,
    /// Its parts.
    pub sections: Vec<Section>,
}

/// The head of a document (NĐ 30/2020/NĐ-CP, Phụ lục I), from the profile of the
/// authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The body above.
    pub superior: String,
    /// The body that reports.
    pub body: String,
    /// The number; without one, room for it.
    pub number: String,
    /// Place and day.
    pub place_and_day: String,
    /// Whom it goes to, with the words before it.
    pub recipient: String,
    /// Title of who signs.
    pub signatory: String,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is known by.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// The contents that the plan's reports ask for and it fills, by their codes.
    pub fills: &'static [&'static str],
    /// What there is to know of it.
    pub note: Option<String>,
    /// Its figures.
    pub table: Table,
}

/// Rows of cells, all as long as the head without its first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Names of the columns; the first is that of the rows' names.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// What it says.
    pub cells: Vec<Cell>,
    /// Whether it is the sum of those above.
    pub is_sum: bool,
}

/// A cell, with the records behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub value: Value,
    /// Of what it is the sum.
    pub behind: Option<(Figure, Cut)>,
}

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A count, or money in đồng.
    Count(u64),
    /// More or less than before.
    Change(i128),
    /// Thousandths of a per cent; `None` of nothing.
    Share(Option<u64>),
    /// Nothing to compare with.
    Nothing,
}

impl Cell {
    /// A count without records of its own.
    #[must_use]
    pub fn plain(value: Value) -> Self {
        let behind = None;
        Self { value, behind }
    }
}
