//! The rule pack: dated lists, limits, law and words, as data with their marks.
//! Loading checks that every reference holds and says where one does not.
//! Holds figures only; the arithmetic is `metrology`'s.

mod annex;
mod asked;
mod calendar;
mod codes;
mod editions;
mod fields;
mod goods;
mod kinds;
mod law;
mod limits;
mod lists;
mod load;
mod lookup;
#[cfg(any(test, feature = "office"))]
mod marked;
mod office;
mod overlaps;
mod paper;
mod places;
mod quantities;
mod reading;
mod references;
mod reporting;
mod row;
mod trials;
mod words;

use std::sync::OnceLock;

use chrono::NaiveDate;

pub use self::annex::Annex;
pub use self::calendar::{Deadline, ReportPeriod, VerificationPeriod};
pub use self::codes::{Barcodes, Prefix, Saying};
pub use self::fields::{Choice, FieldType, Indication, OtherLaw, PackField};
pub use self::goods::{GoodsKind, LabelExclusions, RiskLevel};
pub use self::kinds::{LargestMax, MeasuredKind};
pub use self::law::{LegalDocument, Penalty, PenaltyNote, Tier};
pub use self::limits::{Band, Delivery, DeliveryLimit, Factor, TrialFigure, Weighing};
pub use self::lists::{Checklist, Computation, Condition, Item, ItemAnswer, ListUse};
pub use self::load::PackError;
#[cfg(any(test, feature = "office"))]
pub use self::marked::{Disputed, DisputedLimit, MarkedRow};
pub use self::office::{Authority, Settlement, SignOff};
pub use self::paper::{
    FigureSource, GuidanceTopic, MinutesForm, MinutesPart, ReportFigure, Signer,
};
pub use self::places::{Composition, EstablishmentKind, Unit};
#[cfg(any(test, feature = "abroad"))]
pub(crate) use self::quantities::tables_of;
pub(crate) use self::quantities::{MassUnit, PrepackageTables, TareRule};
pub use self::reading::Lapse;
use self::reading::lapsing;
pub use self::reporting::{ActKind, ActRow, Reporting};
pub use self::trials::{Judge, Trial};
use crate::evidence::{Basis, Term};
use crate::id::Digest;
use crate::inspection::PackName;
use crate::metrology::gold::GoldTables;

/// One edition as it ships.
struct Edition {
    /// SHA-256 of the canonical form of all its parts, those of its annex
    /// included; a test holds it against them.
    sha256: &'static str,
    /// The parts that visits are recorded with.
    parts: &'static [&'static str],
}

/// A part of an edition; where texts are loaded apart, without them.
#[cfg(not(feature = "texts-apart"))]
macro_rules! part {
    ($path:literal) => {
        include_str!(concat!("rules/", $path))
    };
}
#[cfg(feature = "texts-apart")]
macro_rules! part {
    ($path:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $path))
    };
}

/// Every text of the packs in Vietnamese and in English, for a program that
/// loads English apart: it looks them up by the Vietnamese.
#[cfg(feature = "texts-apart")]
pub static ENGLISH: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/english.rs"));

/// How to look at each item of the packs and to do each trial, by its code, where that is
/// loaded apart.
#[cfg(feature = "texts-apart")]
static HELP: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/help.rs"));

/// How to look, as the row has it.
#[cfg(not(feature = "texts-apart"))]
fn help<'a>(_row: &Term, own: &'a str) -> &'a str {
    own
}

/// How to look, as it was taken out of the row.
#[cfg(feature = "texts-apart")]
fn help(row: &Term, _own: &str) -> &'static str {
    let known = HELP.iter().find(|(code, _)| *code == row.code);
    known.map_or("", |(_, text)| text)
}

/// Every edition that shipped, the newest last. A document is judged again by
/// the edition it names, so none is ever edited or taken away.
const EDITIONS: [Edition; 1] = [Edition {
    sha256: "cf432b9b274708f91e3905ddbd263e770bc80af7dfe07370220f7b595506db0b",
    parts: &[
        part!("2026-11/about.json"),
        part!("2026-11/barcodes.json"),
        part!("2026-11/checklists.json"),
        part!("2026-11/establishments.json"),
        part!("2026-11/fields.json"),
        part!("2026-11/gold.json"),
        part!("2026-11/goods.json"),
        part!("2026-11/instruments.json"),
        part!("2026-11/limits.json"),
        part!("2026-11/prepackages.json"),
        part!("2026-11/quantities.json"),
        part!("2026-11/trials.json"),
        part!("2026-11/units.json"),
        part!("2026-11/weighing.json"),
    ],
}];

/// The parts of the annex of every edition. A list of its own: a program that
/// reads no annex does not hold it.
const ANNEXES: [&[&str]; EDITIONS.len()] = [&[
    include_str!("rules/2026-11/law.json"),
    include_str!("rules/2026-11/paper.json"),
    REPORTS,
]];

/// The part of the newest annex that reports are made by.
const REPORTS: &str = include_str!("rules/2026-11/reports.json");

/// One dated edition of the rules: what visits are recorded and judged with.
#[derive(Clone, Debug)]
pub struct RulePack {
    id: String,
    /// SHA-256 of the pack's canonical form.
    sha256: Option<Digest>,
    /// Rows that are in force up to a day and no longer.
    ends: Vec<Lapse>,
    /// The day on which the edition was put together.
    pub as_of: NaiveDate,
    /// What the power to inspect rests on, by date.
    pub powers: Vec<Basis>,
    /// The limits on which the office settled, where several could apply.
    pub settlements: Vec<Settlement>,
    /// Fields of the visit itself.
    pub visit_fields: Vec<PackField>,
    /// Fields asked at the end of the visit.
    pub closing_fields: Vec<PackField>,
    /// Lists that a visit keeps, such as the team; their columns are among its
    /// fields.
    pub lists: Vec<Term>,
    /// Fields at the end of every check.
    pub check_fields: Vec<PackField>,
    /// Measuring instruments the pack knows.
    pub instrument_kinds: Vec<MeasuredKind>,
    /// Quantities of goods the pack knows.
    pub quantity_kinds: Vec<MeasuredKind>,
    /// For how long a verification counts.
    pub verification_periods: Vec<VerificationPeriod>,
    /// Groups of goods the pack knows.
    pub goods_kinds: Vec<GoodsKind>,
    /// Reasons for which goods need no label.
    pub label_exclusions: LabelExclusions,
    /// Levels of risk of goods.
    pub risk_levels: Vec<RiskLevel>,
    /// Numbers under bar codes.
    pub barcodes: Barcodes,
    /// Names of what findings are about, beside items, trials and fields.
    pub results: Vec<Term>,
    /// City, districts and wards, each with its days.
    pub units: Vec<Unit>,
    /// Kinds of establishment.
    pub establishment_kinds: Vec<EstablishmentKind>,
    /// The checklists.
    pub checklists: Vec<Checklist>,
    /// Limits of weighing instruments.
    pub weighing: Weighing,
    /// Limits of dispensers and measures.
    pub delivery: Delivery,
    /// Prepackages, by the days on which the tables hold.
    pub(crate) prepackages: Vec<PrepackageTables>,
    /// When a mean tare may be used.
    pub(crate) tare_rules: Vec<TareRule>,
    /// Gold, by the days on which the tables hold.
    pub(crate) gold: Vec<GoldTables>,
    /// Units of the mass of articles.
    pub(crate) mass_units: Vec<MassUnit>,
    /// Figures of the formulas of trials.
    pub trial_figures: Vec<TrialFigure>,
}

impl RulePack {
    /// The newest edition.
    #[must_use]
    pub fn current() -> &'static Self {
        let [.., newest] = Self::editions();
        newest
    }

    /// Every edition that shipped, the newest last.
    #[must_use]
    pub fn shipped() -> &'static [Self] {
        Self::editions()
    }

    fn editions() -> &'static [Self; EDITIONS.len()] {
        static PACKS: OnceLock<[RulePack; EDITIONS.len()]> = OnceLock::new();
        PACKS.get_or_init(|| {
            #[expect(clippy::expect_used, reason = "constant bytes, loaded by a test")]
            EDITIONS.map(|edition| {
                load::merge(edition.parts)
                    .and_then(|whole| Self::recorded_with(edition.sha256, &whole))
                    .expect("the editions that ship load")
            })
        })
    }

    /// Id and SHA-256, as written into every document.
    #[must_use]
    pub fn name(&self) -> PackName {
        let sha256 = self.sha256.clone().unwrap_or_else(|| Digest::of(b""));
        PackName {
            id: self.id.clone(),
            sha256,
        }
    }

    /// The rows whose last day is `day` or one of the sixty after it, the
    /// nearest first.
    #[must_use]
    pub fn lapsing(&self, day: NaiveDate) -> Vec<&Lapse> {
        lapsing(&self.ends, day)
    }

    /// The items of the lists as they are used, in order.
    pub fn items<'pack>(&'pack self, uses: &'pack [ListUse]) -> impl Iterator<Item = &'pack Item> {
        uses.iter().flat_map(|list| self.items_of(list))
    }

    /// The items of one list as it is used, in order.
    pub fn items_of<'pack>(&'pack self, used: &'pack ListUse) -> impl Iterator<Item = &'pack Item> {
        let list = self.checklists.iter().find(|list| list.id == used.id);
        let items = list.into_iter().flat_map(|list| &list.items);
        items.filter(|item| used.takes(&item.name.code))
    }
}

#[cfg(test)]
mod tests;
