//! The rule pack: dated lists, limits and words, as data with their marks.
//! Holds figures only; the arithmetic is `metrology`'s.

use std::sync::OnceLock;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::assessment::Severity;
use crate::evidence::{Basis, Evidence, Term};
use crate::exact;
use crate::id::Digest;
use crate::inspection::PackName;

/// Every edition that shipped, the newest last. A document is judged again by
/// the edition it names, so none is ever edited or taken away.
const EDITIONS: [&str; 1] = [include_str!("rules/2026-11.0.json")];

/// One dated edition of the rules.
#[derive(Clone, Debug, Deserialize)]
pub struct RulePack {
    id: String,
    /// SHA-256 of the pack's own bytes.
    #[serde(skip)]
    sha256: Option<Digest>,
    /// Fields of the visit itself.
    pub visit_fields: Vec<PackField>,
    /// Fields asked at the end of the visit.
    pub closing_fields: Vec<PackField>,
    /// Measuring instruments the pack knows.
    pub instrument_kinds: Vec<InstrumentKind>,
    /// Groups of goods the pack knows.
    pub goods_kinds: Vec<GoodsKind>,
    /// Fields of a label check before its lists.
    pub label_fields: Vec<PackField>,
    /// Fields of a quality check before its lists.
    pub quality_fields: Vec<PackField>,
    /// Fields of one reading of a weighing instrument.
    pub reading_fields: Vec<PackField>,
    /// The checklists.
    pub checklists: Vec<Checklist>,
    /// Limits of weighing instruments.
    pub weighing: Weighing,
}

/// A field as the pack names it.
#[derive(Clone, Debug, Deserialize)]
pub struct PackField {
    /// Code and names.
    #[serde(flatten)]
    pub name: Term,
    /// What is typed or chosen.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Whether closing asks for it.
    pub required: bool,
    /// Unit shown beside the field.
    #[serde(default)]
    pub unit: Option<String>,
    /// The most that a decimal can be meant to be; more is a slip.
    #[serde(default = "exact::largest", with = "exact")]
    pub most: Decimal,
    /// Choices, for a field that offers some.
    #[serde(default)]
    pub choices: Vec<Term>,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// A number, comma or point.
    Decimal,
    /// A day.
    Date,
    /// One of the choices.
    Choice,
}

/// A kind of measuring instrument.
#[derive(Clone, Debug, Deserialize)]
pub struct InstrumentKind {
    /// Code and names.
    #[serde(flatten)]
    pub name: Term,
    /// The one checklist it is inspected by.
    pub checklist: String,
    /// Largest Max that the procedure covers, in kilograms.
    #[serde(with = "rust_decimal::serde::str")]
    pub largest_max_kg: Decimal,
    /// The procedure that says so.
    pub largest_max_basis: String,
    /// Identity and evidence of verification.
    pub fields: Vec<PackField>,
}

/// A group of goods.
#[derive(Clone, Debug, Deserialize)]
pub struct GoodsKind {
    /// Code and names.
    #[serde(flatten)]
    pub name: Term,
    /// Lists of a label check of these goods.
    pub label_checklists: Vec<String>,
    /// Lists of a quality check of these goods.
    pub quality_checklists: Vec<String>,
}

/// A checklist template.
#[derive(Clone, Debug, Deserialize)]
pub struct Checklist {
    /// Code of the list, for example `CAN`.
    pub id: String,
    /// Vietnamese title.
    pub vi: String,
    /// English title.
    pub en: String,
    /// The items in order.
    pub items: Vec<Item>,
}

/// One item of a checklist.
#[derive(Clone, Debug, Deserialize)]
pub struct Item {
    /// Code and texts.
    #[serde(flatten)]
    pub name: Term,
    /// How to look, in Vietnamese.
    pub help_vi: String,
    /// How to look, in English.
    pub help_en: String,
    /// How it is answered.
    #[serde(flatten)]
    pub answer: ItemAnswer,
    /// How grave an adverse answer is.
    pub severity: Severity,
    /// How sure the item is.
    pub evidence: Evidence,
    /// Documents it rests on, by date; empty where the basis is not known.
    pub bases: Vec<Basis>,
}

/// How an item is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum ItemAnswer {
    /// Conforms, does not, does not apply, or was not checked.
    Conform,
    /// Yes or no, where yes is the adverse answer.
    Flag,
    /// Worked out from other answers; cannot be answered by hand.
    Computed {
        /// What it is worked out from.
        computed: Computation,
    },
}

/// What a computed item is worked out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Computation {
    /// The date of verification against the day of the inspection.
    VerificationInDate,
    /// The readings against the permissible errors.
    ErrorWithinLimit,
}

/// Limits of weighing instruments.
#[derive(Clone, Debug, Deserialize)]
pub struct Weighing {
    /// Maximum permissible errors on verification.
    pub bands: Vec<Band>,
    /// Factors in service, where the sources leave more than one.
    pub in_service_factors: Vec<Factor>,
}

/// One row of the table of maximum permissible errors.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Band {
    /// Accuracy class.
    pub class: String,
    /// Loads above this many verification scale intervals; `None` from zero.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub over_e: Option<Decimal>,
    /// Loads up to and with this many; `None` without end.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub up_to_e: Option<Decimal>,
    /// Plus and minus this many verification scale intervals.
    #[serde(with = "rust_decimal::serde::str")]
    pub mpe_e: Decimal,
    /// Document and clause.
    pub basis: String,
    /// How sure the row is.
    pub evidence: Evidence,
}

/// A factor on the maximum permissible error, for instruments in service.
#[derive(Clone, Debug, Deserialize)]
pub struct Factor {
    /// Code and names.
    #[serde(flatten)]
    pub name: Term,
    /// The factor.
    #[serde(with = "rust_decimal::serde::str")]
    pub value: Decimal,
    /// Document and clause; `None` where it is not known.
    pub basis: Option<String>,
    /// How sure it is.
    pub evidence: Evidence,
}

/// Why a pack was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The bytes are not a pack of this form.
    #[error("the pack cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// A row names a checklist that the pack does not hold.
    #[error("{row} names the checklist {checklist}, which the pack does not hold")]
    UnknownChecklist {
        /// The row that names it.
        row: String,
        /// The name.
        checklist: String,
    },
    /// A code stands twice where codes must differ.
    #[error("the code {0} stands twice")]
    DuplicateCode(String),
}

impl RulePack {
    /// The newest edition.
    #[must_use]
    pub fn current() -> &'static Self {
        let [.., newest] = Self::editions();
        newest
    }

    /// The edition of this name, where this program has it.
    #[must_use]
    pub fn named(name: &PackName) -> Option<&'static Self> {
        Self::editions().iter().find(|pack| pack.name() == *name)
    }

    fn editions() -> &'static [Self; EDITIONS.len()] {
        static PACKS: OnceLock<[RulePack; EDITIONS.len()]> = OnceLock::new();
        PACKS.get_or_init(|| {
            #[expect(clippy::expect_used, reason = "constant bytes, loaded by a test")]
            EDITIONS.map(|text| Self::load(text).expect("the editions that ship load"))
        })
    }

    /// Reads a pack and checks that its references hold.
    ///
    /// # Errors
    /// [`PackError`] names the row at fault.
    pub fn load(text: &str) -> Result<Self, PackError> {
        let mut pack: Self = serde_json::from_str(text)?;
        pack.sha256 = Some(Digest::of(text.as_bytes()));
        pack.check_references()?;
        pack.check_codes()?;
        Ok(pack)
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

    /// The kind of instrument of this code.
    #[must_use]
    pub fn instrument_kind(&self, code: &str) -> Option<&InstrumentKind> {
        self.instrument_kinds
            .iter()
            .find(|kind| kind.name.code == code)
    }

    /// The group of goods of this code.
    #[must_use]
    pub fn goods_kind(&self, code: &str) -> Option<&GoodsKind> {
        self.goods_kinds.iter().find(|kind| kind.name.code == code)
    }

    /// The items of the named lists, in order.
    pub fn items<'pack>(&'pack self, lists: &'pack [String]) -> impl Iterator<Item = &'pack Item> {
        lists
            .iter()
            .filter_map(|id| self.checklists.iter().find(|list| list.id == *id))
            .flat_map(|list| &list.items)
    }

    fn check_references(&self) -> Result<(), PackError> {
        let instruments = self
            .instrument_kinds
            .iter()
            .map(|kind| (&kind.name.code, &kind.checklist));
        let goods = self.goods_kinds.iter().flat_map(|kind| {
            let lists = kind.label_checklists.iter().chain(&kind.quality_checklists);
            lists.map(|list| (&kind.name.code, list))
        });
        for (row, checklist) in instruments.chain(goods) {
            if !self.checklists.iter().any(|list| list.id == *checklist) {
                let (row, checklist) = (row.clone(), checklist.clone());
                return Err(PackError::UnknownChecklist { row, checklist });
            }
        }
        Ok(())
    }

    fn check_codes(&self) -> Result<(), PackError> {
        let items = self.checklists.iter().flat_map(|list| &list.items);
        let mut codes: Vec<_> = items.map(|item| &item.name.code).collect();
        codes.sort_unstable();
        match codes.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(PackError::DuplicateCode(pair[0].clone())),
            None => Ok(()),
        }
    }
}

impl Item {
    /// The document in force on `day`, or `None` where the basis is not known.
    #[must_use]
    pub fn basis_on(&self, day: NaiveDate) -> Option<&str> {
        self.bases
            .iter()
            .find(|basis| basis.in_force(day))
            .map(|basis| basis.text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edition_loads_and_is_found_by_its_name() {
        for text in EDITIONS {
            let pack = RulePack::load(text).unwrap();
            assert_eq!(pack.name().sha256, Digest::of(text.as_bytes()));
            assert!(RulePack::named(&pack.name()).is_some());
        }
    }

    #[test]
    fn an_edition_of_the_same_id_with_other_bytes_is_not_taken_for_it() {
        let name = PackName {
            sha256: Digest::of(b"other"),
            ..RulePack::current().name()
        };
        assert!(RulePack::named(&name).is_none());
    }

    #[test]
    fn a_reference_to_a_list_that_is_not_there_is_refused_by_name() {
        let broken = EDITIONS[0].replacen("\"checklist\": \"CAN\"", "\"checklist\": \"CANN\"", 1);
        let error = RulePack::load(&broken).unwrap_err();
        assert!(error.to_string().contains("spring_dial_scale"), "{error}");
        assert!(error.to_string().contains("CANN"), "{error}");
    }

    #[test]
    fn a_code_that_stands_twice_is_refused_by_name() {
        let broken = EDITIONS[0].replacen("\"CAN-03\"", "\"CAN-04\"", 1);
        assert!(
            RulePack::load(&broken)
                .unwrap_err()
                .to_string()
                .contains("CAN-04")
        );
    }

    /// NĐ 37/2026 replaces the label decree from 23/01/2026.
    #[test]
    fn the_day_of_the_inspection_picks_the_label_decree() {
        let pack = RulePack::current();
        let lists = ["NHAN".to_owned()];
        let item = pack
            .items(&lists)
            .find(|item| item.name.code == "NHAN-04")
            .unwrap();
        let on = |y, m, d| {
            item.basis_on(NaiveDate::from_ymd_opt(y, m, d).unwrap())
                .unwrap()
        };
        assert!(on(2026, 1, 22).contains("43/2017"));
        assert!(on(2026, 1, 23).contains("37/2026"));
    }
}
