//! Reading a pack: parts are merged and named by their digest, rows read one by
//! one. Nothing half-loaded gets out; whether references hold is looked at by
//! `references`.

use serde_json::{Map, Value};

use super::RulePack;
use super::annex::Annex;
use super::calendar::VerificationPeriod;
use super::codes::Barcodes;
use super::fields::{Choice, PackField, SharedField};
use super::goods::{GoodsKind, LabelExclusions, RiskLevel};
use super::kinds::MeasuredKind;
use super::limits::{Delivery, TrialFigure, Weighing};
use super::lists::Checklist;
use super::office::Settlement;
use super::places::{EstablishmentKind, Unit};
use super::quantities::{MassUnit, PrepackageTables, TareRule};
use super::reading::Reading;
use super::row::Row;
use super::trials::Trial;
use crate::canonical::{CanonicalError, canonical_json};
use crate::evidence::{Days, Term};
use crate::id::Digest;
use crate::json::{NotJson, parse_json};
use crate::metrology::gold::GoldTables;

/// Why a pack was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The bytes are not JSON.
    #[error("the pack is not JSON: {0}")]
    Unreadable(#[from] NotJson),
    /// What an office adds is to an edition that this program does not have: a
    /// newer program has it.
    #[error("the edition {0} is not one of this program's")]
    UnknownBase(String),
    /// Two parts hold a table of the same name.
    #[error("the table {0} stands in two parts")]
    TwoParts(String),
    /// A number in the pack is not an integer or a string.
    #[error(transparent)]
    NotCanonical(#[from] CanonicalError),
    /// A row names something that the pack does not hold.
    #[error("{row} names {table} {name}, which the pack does not hold")]
    UnknownReference {
        /// The row that names it.
        row: String,
        /// The table it should be in.
        table: &'static str,
        /// The name.
        name: String,
    },
    /// A code stands twice where codes must differ.
    #[error("the code {code} stands twice among {table}")]
    DuplicateCode {
        /// The table.
        table: &'static str,
        /// The code.
        code: String,
    },
    /// Two rows of one kind are in force on the same day.
    #[error("{row} stands more than once among {table} for the same days")]
    Overlap {
        /// The table.
        table: &'static str,
        /// What the rows are of.
        row: String,
    },
    /// A table that no program reads.
    #[error("{0} is not a table of a pack")]
    UnknownTable(String),
    /// A table that every pack has.
    #[error("the pack has no table {0}")]
    NoTable(String),
    /// A member of a row is missing or of another form.
    #[error("{place}: {member} is not {wanted}")]
    Row {
        /// The row.
        place: String,
        /// The member.
        member: String,
        /// What it should be.
        wanted: &'static str,
    },
}

impl RulePack {
    /// Reads a pack from all its parts, names it by them, and checks that every
    /// row is well formed and every reference holds.
    ///
    /// # Errors
    /// [`PackError`] names the row at fault.
    pub fn load(parts: &[&str]) -> Result<Self, PackError> {
        Self::load_whole(merge(parts)?)
    }

    pub(super) fn load_whole(whole: Map<String, Value>) -> Result<Self, PackError> {
        let ((pack, annex), reading) =
            Reading::of(&whole, |whole| (Self::read(whole), Annex::read(whole)))?;
        reading.check_tables(&whole)?;
        reading.check_sign_offs()?;
        pack.check_codes()?;
        pack.check_days()?;
        pack.check_references(&annex)?;
        annex.check(&pack)?;
        let canonical = canonical_json(&Value::Object(whole))?;
        Ok(Self {
            sha256: Some(Digest::of(canonical.as_bytes())),
            ends: reading.into_ends(),
            ..pack
        })
    }

    /// What a visit is recorded with, from the tables of the parts that hold it.
    pub(super) fn recorded_with(
        sha256: &str,
        whole: &Map<String, Value>,
    ) -> Result<Self, PackError> {
        let (pack, reading) = Reading::of(whole, Self::read)?;
        Ok(Self {
            sha256: Digest::try_from(sha256.to_owned()).ok(),
            ends: reading.into_ends(),
            ..pack
        })
    }

    pub(super) fn read(whole: &Row<'_>) -> Self {
        let delivery = whole.row("delivery");
        let barcodes = whole.row("barcodes");
        let exclusions = whole.row("label_exclusions");
        let mut pack = Self {
            id: whole.text("id"),
            sha256: None,
            ends: Vec::new(),
            as_of: whole.date("as_of"),
            visit_fields: whole.list("visit_fields", PackField::read),
            check_fields: whole.list("check_fields", PackField::read),
            powers: whole.bases_in("powers"),
            settlements: whole.list("settlements", Settlement::read),
            closing_fields: whole.list("closing_fields", PackField::read),
            lists: whole.terms("lists"),
            instrument_kinds: kinds(whole, "instrument_kinds"),
            quantity_kinds: kinds(whole, "quantity_kinds"),
            results: whole.terms("results"),
            units: whole.list("units", Unit::read),
            verification_periods: whole.list("verification_periods", VerificationPeriod::read),
            goods_kinds: GoodsKind::read_all(whole),
            label_exclusions: exclusions
                .as_ref()
                .map(LabelExclusions::read)
                .unwrap_or_default(),
            risk_levels: whole.list("risk_levels", RiskLevel::read),
            barcodes: barcodes.as_ref().map(Barcodes::read).unwrap_or_default(),
            establishment_kinds: whole.list("establishment_kinds", EstablishmentKind::read),
            checklists: whole.list("checklists", Checklist::read),
            weighing: Weighing::read(whole),
            delivery: delivery.as_ref().map(Delivery::read).unwrap_or_default(),
            prepackages: whole.list("prepackages", PrepackageTables::read),
            tare_rules: whole.list("tare_rules", TareRule::read),
            gold: whole.list("gold", GoldTables::read),
            mass_units: whole.list("mass_units", MassUnit::read),
            trial_figures: TrialFigure::read_all(whole),
        };
        pack.take_choices();
        pack
    }

    /// Fills the choices of fields that take them from a table.
    fn take_choices(&mut self) {
        let goods = self.goods_kinds.iter_mut();
        let labels = goods.flat_map(|kind| &mut kind.label_fields);
        for field in self.visit_fields.iter_mut().chain(labels) {
            let always = |name: &Term| Choice::plain(name.clone(), Days::default());
            match field.choices_from.as_deref() {
                None => {}
                Some("wards") => {
                    let wards = self.units.iter().filter(|unit| unit.level == "ward");
                    let choices = wards.map(|unit| Choice::plain(unit.term(), unit.days));
                    field.choices.extend(choices);
                }
                Some("label_exclusions") => {
                    let reasons = self.label_exclusions.reasons.iter();
                    field.choices.extend(reasons.map(always));
                }
                Some(_) => {
                    let kinds = self.establishment_kinds.iter();
                    field.choices.extend(kinds.map(|row| always(&row.name)));
                }
            }
        }
    }
}

/// What `take` reads of a pack, unless it left a fault.
pub(super) fn read<T>(whole: &Map<String, Value>, take: fn(&Row<'_>) -> T) -> Result<T, PackError> {
    Reading::of(whole, take).map(|(taken, _)| taken)
}

pub(super) fn merge(parts: &[&str]) -> Result<Map<String, Value>, PackError> {
    let mut whole = Map::new();
    for part in parts {
        let Value::Object(tables) = parse_json(part)? else {
            continue;
        };
        for (table, rows) in tables {
            if whole.contains_key(&table) {
                return Err(PackError::TwoParts(table));
            }
            whole.insert(table, rows);
        }
    }
    Ok(whole)
}

fn kinds(whole: &Row<'_>, table: &str) -> Vec<MeasuredKind> {
    let mut shared = whole.list("instrument_fields", SharedField::read);
    shared.extend(whole.list("quantity_fields", SharedField::read));
    let units = whole.list("mass_units", MassUnit::read);
    for shared in &mut shared {
        shared.offer(&units);
    }
    let trials = whole.list("trials", Trial::read);
    let mut kinds = Vec::new();
    whole.each(table, &mut |row| {
        kinds.push(MeasuredKind::read(row, &shared, &trials));
    });
    kinds
}
