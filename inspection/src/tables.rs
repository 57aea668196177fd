//! The calculation tables as data: each row with its document and mark. Holds
//! figures only; the arithmetic is `metrology`'s. The tables of other countries
//! are compiled for the office alone (feature `abroad`); those that checks are
//! judged by are parts of the rule pack, and read from there.

pub(crate) mod fuel;
pub(crate) mod gold;
pub(crate) mod prepackage;
pub(crate) mod weighing;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::metrology::fuel::FuelTables;
use crate::metrology::gold::GoldTables;
use crate::metrology::weighing::limits::WeighingTables;
use prepackage::PrepackageTables;

/// The tables of all calculators.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tables<'rows> {
    pub(crate) weighing: &'rows WeighingTables,
    pub(crate) fuel: &'rows FuelTables,
    pub(crate) gold: &'rows GoldTables,
    pub(crate) prepackage: &'rows PrepackageTables,
}

impl Tables<'_> {
    /// Those that ship.
    pub(crate) fn shipped() -> Self {
        Self {
            weighing: weighing::weighing(),
            fuel: fuel::fuel(),
            gold: gold::gold(),
            prepackage: prepackage::prepackage(),
        }
    }
}

/// Why tables were not read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TableError {
    /// The bytes are not JSON.
    #[error("the tables are not JSON: {0}")]
    NotJson(serde_json::Error),
    /// A table is not there or not a list.
    #[error("the table {0} is missing or not a list")]
    Missing(String),
    /// A row cannot be read.
    #[error("row {row} of the table {table} cannot be read: {source}")]
    Row {
        /// The table.
        table: String,
        /// The row, counted from one.
        row: usize,
        /// What is wrong.
        source: serde_json::Error,
    },
}

/// The rows of one table of a document of tables.
///
/// # Errors
/// [`TableError`] says which table and which row.
pub(crate) fn rows<T: DeserializeOwned>(tables: &Value, table: &str) -> Result<Vec<T>, TableError> {
    let rows = tables.get(table).and_then(Value::as_array);
    let rows = rows.ok_or_else(|| TableError::Missing(table.to_owned()))?;
    let numbered = rows.iter().zip(1..);
    numbered
        .map(|(value, row)| {
            T::deserialize(value).map_err(|source| TableError::Row {
                table: table.to_owned(),
                row,
                source,
            })
        })
        .collect()
}

/// The documents of some tables, as JSON.
fn read(documents: &[&str]) -> Result<Vec<Value>, TableError> {
    documents.iter().map(|text| parse(text)).collect()
}

/// One document of tables; that of weighing is a part of the rule pack, and
/// stands there under its name.
fn parse(text: &str) -> Result<Value, TableError> {
    let mut document: Value = serde_json::from_str(text).map_err(TableError::NotJson)?;
    let part = document.get_mut("weighing").map(Value::take);
    Ok(part.unwrap_or(document))
}

#[cfg(test)]
mod boundaries;
