//! The tables of gold weighing: TT 22/2013/TT-BKHCN Điều 4 as corrected by
//! 1550/QĐ-BKHCN. The rule between two points is from memory and says so; a
//! document without it makes such masses not covered.

use std::sync::OnceLock;

use crate::metrology::gold::GoldTables;

pub(super) const DOCUMENTS: [&str; 1] = [include_str!("gold.json")];

/// The tables that ship.
pub(crate) fn gold() -> &'static GoldTables {
    static TABLES: OnceLock<GoldTables> = OnceLock::new();
    #[expect(clippy::expect_used, reason = "constant bytes, loaded by every test")]
    TABLES.get_or_init(|| serde_json::from_str(DOCUMENTS[0]).expect("the tables that ship load"))
}
