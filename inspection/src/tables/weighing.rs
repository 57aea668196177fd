//! The tables of weighing instruments: OIML R 76-1:2006;
//! for the office (feature `abroad`) those of other countries behind them.

use std::sync::OnceLock;

use serde_json::Value;

use super::{TableError, read, rows};
use crate::metrology::weighing::limits::WeighingTables;

#[cfg(not(feature = "abroad"))]
pub(super) const DOCUMENTS: [&str; 1] = [include_str!("../rules/2026-11/weighing.json")];
#[cfg(feature = "abroad")]
pub(super) const DOCUMENTS: [&str; 2] = [
    include_str!("../rules/2026-11/weighing.json"),
    include_str!("weighing_abroad.json"),
];

/// The tables that ship.
pub(crate) fn weighing() -> &'static WeighingTables {
    static TABLES: OnceLock<WeighingTables> = OnceLock::new();
    #[expect(clippy::expect_used, reason = "constant bytes, loaded by every test")]
    TABLES.get_or_init(|| load(&DOCUMENTS).expect("the tables that ship load"))
}

fn load(documents: &[&str]) -> Result<WeighingTables, TableError> {
    from(&read(documents)?)
}

pub(super) fn from(documents: &[Value]) -> Result<WeighingTables, TableError> {
    let mut tables = WeighingTables::default();
    for document in documents {
        tables.bands.extend(rows(document, "bands")?);
        tables.stages.extend(rows(document, "stages")?);
        tables.classes.extend(rows(document, "classes")?);
        tables
            .partial_ranges
            .extend(rows(document, "partial_ranges")?);
        tables.parameters.extend(rows(document, "parameters")?);
    }
    Ok(tables)
}

#[cfg(test)]
mod tests;
