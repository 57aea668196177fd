//! The tables of fuel dispensers: ĐLVN 10, TT 15/2015/TT-BKHCN and OIML R 117;
//! for the office (feature `abroad`) those of other countries behind them.

use std::sync::OnceLock;

use serde_json::Value;

use super::{TableError, read, rows};
use crate::metrology::fuel::FuelTables;

#[cfg(not(feature = "abroad"))]
pub(super) const DOCUMENTS: [&str; 1] = [include_str!("fuel.json")];
#[cfg(feature = "abroad")]
pub(super) const DOCUMENTS: [&str; 2] =
    [include_str!("fuel.json"), include_str!("fuel_abroad.json")];

/// The tables that ship.
pub(crate) fn fuel() -> &'static FuelTables {
    static TABLES: OnceLock<FuelTables> = OnceLock::new();
    #[expect(clippy::expect_used, reason = "constant bytes, loaded by every test")]
    TABLES.get_or_init(|| load(&DOCUMENTS).expect("the tables that ship load"))
}

fn load(documents: &[&str]) -> Result<FuelTables, TableError> {
    from(&read(documents)?)
}

pub(super) fn from(documents: &[Value]) -> Result<FuelTables, TableError> {
    let mut tables = FuelTables::default();
    for document in documents {
        tables.classes.extend(rows(document, "classes")?);
        tables.volumes.extend(rows(document, "volumes")?);
        tables
            .least_deviations
            .extend(rows(document, "least_deviations")?);
        tables.limits.extend(rows(document, "limits")?);
        tables.road_tankers.extend(rows(document, "road_tankers")?);
        tables.conventions.extend(rows(document, "conventions")?);
        tables.prover.extend(rows(document, "prover")?);
    }
    Ok(tables)
}

#[cfg(test)]
mod tests;
