//! The files that a report is given as.

use super::statement::Statement;
use super::told::as_list;
use super::workbook::workbook;
use crate::sheet::csv;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A workbook.
    Xlsx,
    /// A list with a row for each figure.
    Csv,
    /// A page by itself, to print.
    Html,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Csv, Self::Html];

    /// The form of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|form| form.ending() == name)
    }

    /// How names of such files end.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Html => "html",
        }
    }

    /// The type of its content.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
        }
    }
}

/// The file; `None` where it cannot be written.
#[must_use]
pub fn write(statement: &Statement, form: Form) -> Option<Vec<u8>> {
    match form {
        Form::Xlsx => workbook(statement).ok(),
        Form::Csv => Some(csv(&as_list(statement)).into_bytes()),
        Form::Html => Some(crate::pages::reports::alone(statement).into_bytes()),
    }
}
