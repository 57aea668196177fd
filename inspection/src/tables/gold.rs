//! The tables of gold weighing of the rule pack: TT 22/2013/TT-BKHCN Điều 4 as
//! corrected by 1550/QĐ-BKHCN. The rule between two points is from memory and
//! says so; a document without it makes such masses not covered.

use crate::metrology::gold::GoldTables;
use crate::rules::RulePack;

/// The tables that ship, as of the day of the newest edition.
pub(crate) fn gold() -> &'static GoldTables {
    let pack = RulePack::current();
    #[expect(clippy::expect_used, reason = "constant bytes, loaded by every test")]
    pack.gold_on(pack.as_of).expect("tables of the day")
}
