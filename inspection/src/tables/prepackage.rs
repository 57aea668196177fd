//! The tables of prepackages: those of the rule pack (TT 21/2014/TT-BKHCN and
//! OIML R 87:2004); for the office (feature `abroad`) those of other countries
//! behind them.

use std::sync::OnceLock;

#[cfg(any(test, feature = "abroad"))]
use serde_json::Value;

pub(crate) use crate::rules::PrepackageTables;
use crate::rules::RulePack;
#[cfg(any(test, feature = "abroad"))]
use crate::rules::{PackError, tables_of};

#[cfg(feature = "abroad")]
pub(super) const ABROAD: &str = include_str!("prepackage_abroad.json");

/// The tables that ship, as of the day of the newest edition.
pub(crate) fn prepackage() -> &'static PrepackageTables {
    static TABLES: OnceLock<PrepackageTables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let pack = RulePack::current();
        #[expect(clippy::expect_used, reason = "constant bytes, loaded by every test")]
        let own = pack.prepackages_on(pack.as_of).expect("tables of the day");
        with_abroad(own.clone())
    })
}

/// The rows of the pack, and those of other countries behind them.
#[cfg(feature = "abroad")]
fn with_abroad(mut tables: PrepackageTables) -> PrepackageTables {
    #[expect(clippy::expect_used, reason = "constant bytes, loaded by every test")]
    let abroad = serde_json::from_str(ABROAD).expect("the tables that ship are JSON");
    #[expect(clippy::expect_used, reason = "constant bytes, loaded by every test")]
    tables.append(from(&[abroad]).expect("the tables that ship load"));
    tables
}

#[cfg(not(feature = "abroad"))]
fn with_abroad(tables: PrepackageTables) -> PrepackageTables {
    tables
}

/// The tables of these documents, one behind the other.
#[cfg(any(test, feature = "abroad"))]
pub(super) fn from(documents: &[Value]) -> Result<PrepackageTables, PackError> {
    let mut tables = PrepackageTables::default();
    for document in documents.iter().filter_map(Value::as_object) {
        tables.append(tables_of(document, PrepackageTables::read)?);
    }
    Ok(tables)
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

    #[cfg(any(test, feature = "abroad"))]
    fn append(&mut self, mut others: Self) {
        self.deficiencies.append(&mut others.deficiencies);
        self.plans.append(&mut others.plans);
        self.unread.append(&mut others.unread);
    }
}
