//! The tables of prepackages: TT 21/2014/TT-BKHCN and OIML R 87:2004; for the
//! office (feature `abroad`) those of other countries behind them.

use std::sync::OnceLock;

use serde_json::Value;

use super::{TableError, read, rows};
use crate::metrology::prepackage::DeficiencyRow;
use crate::metrology::sampling::Plan;

#[cfg(not(feature = "abroad"))]
pub(super) const DOCUMENTS: [&str; 1] = [include_str!("prepackage.json")];
#[cfg(feature = "abroad")]
pub(super) const DOCUMENTS: [&str; 2] = [
    include_str!("prepackage.json"),
    include_str!("prepackage_abroad.json"),
];

/// What is known of prepackages.
#[derive(Debug)]
pub(crate) struct PrepackageTables {
    /// Tolerable deficiencies; those of one system and quantity upwards.
    pub(crate) deficiencies: Vec<DeficiencyRow>,
    /// Sampling plans.
    pub(crate) plans: Vec<Plan>,
    /// Systems that are known to exist and whose figures are not known.
    pub(crate) unread: Vec<UnreadSystem>,
}

/// A system that nobody has read.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct UnreadSystem {
    /// Its code.
    pub(crate) system: String,
    /// What is missing.
    pub(crate) why: String,
}

/// The tables that ship.
pub(crate) fn prepackage() -> &'static PrepackageTables {
    static TABLES: OnceLock<PrepackageTables> = OnceLock::new();
    #[expect(clippy::expect_used, reason = "constant bytes, loaded by every test")]
    TABLES.get_or_init(|| load(&DOCUMENTS).expect("the tables that ship load"))
}

impl PrepackageTables {
    /// Codes of all systems, each once.
    pub(crate) fn systems(&self) -> Vec<&str> {
        let deficiencies = self.deficiencies.iter().map(|row| &row.system);
        let plans = self.plans.iter().map(|plan| &plan.system);
        let unread = self.unread.iter().map(|row| &row.system);
        let mut systems = Vec::new();
        for system in deficiencies.chain(plans).chain(unread) {
            if !systems.contains(&system.as_str()) {
                systems.push(system);
            }
        }
        systems
    }
}

fn load(documents: &[&str]) -> Result<PrepackageTables, TableError> {
    from(&read(documents)?)
}

pub(super) fn from(documents: &[Value]) -> Result<PrepackageTables, TableError> {
    let mut tables = PrepackageTables {
        deficiencies: Vec::new(),
        plans: Vec::new(),
        unread: Vec::new(),
    };
    for document in documents {
        tables.deficiencies.extend(rows(document, "deficiencies")?);
        tables.plans.extend(rows(document, "plans")?);
        tables.unread.extend(rows(document, "unread")?);
    }
    Ok(tables)
}
