//! Reading a pack: parts are merged and named by their digest, rows read one by
//! one. Nothing half-loaded gets out; whether references hold is looked at by
//! `references`.

use serde_json::{Map, Value};

use super::RulePack;
use super::calendar::{ReportPeriod, VerificationPeriod};
use super::fields::{InstrumentKind, Measures, PackField};
use super::law::{LegalDocument, Penalty, SignOff};
use super::limits::{Delivery, Weighing};
use super::lists::Checklist;
use super::paper::{GuidanceTopic, MinutesForm, ReportFigure};
use super::places::{Authority, EstablishmentKind, GoodsKind, Unit};
use super::references::unknown;
use super::row::Row;
use crate::canonical::{CanonicalError, canonical_json};
use crate::evidence::Term;
use crate::id::Digest;

/// Why a pack was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The bytes are not JSON.
    #[error("the pack is not JSON: {0}")]
    Unreadable(#[from] serde_json::Error),
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
    /// Reads a pack from its parts and checks that its references hold.
    ///
    /// # Errors
    /// [`PackError`] names the row at fault.
    pub fn load(parts: &[&str]) -> Result<Self, PackError> {
        let whole = merge(parts)?;
        let mut pack = Self::read(&Row::whole(&whole))?;
        pack.sha256 = Some(Digest::of(
            canonical_json(&Value::Object(whole))?.as_bytes(),
        ));
        pack.take_choices()?;
        pack.take_reading_fields();
        pack.check_codes()?;
        pack.check_references()?;
        Ok(pack)
    }

    fn read(whole: &Row<'_>) -> Result<Self, PackError> {
        Ok(Self {
            id: whole.text("id")?,
            sha256: None,
            as_of: whole.date("as_of")?,
            sign_offs: all(whole, "sign_offs", SignOff::read)?,
            visit_fields: all(whole, "visit_fields", PackField::read)?,
            closing_fields: all(whole, "closing_fields", PackField::read)?,
            label_fields: all(whole, "label_fields", PackField::read)?,
            quality_fields: all(whole, "quality_fields", PackField::read)?,
            reading_fields: all(whole, "reading_fields", PackField::read)?,
            delivery_fields: all(whole, "delivery_fields", PackField::read)?,
            instrument_kinds: kinds(whole)?,
            verification_periods: all(whole, "verification_periods", VerificationPeriod::read)?,
            goods_kinds: all(whole, "goods_kinds", GoodsKind::read)?,
            establishment_kinds: all(whole, "establishment_kinds", EstablishmentKind::read)?,
            units: all(whole, "units", Unit::read)?,
            authority: Authority::read(&whole.row("authority")?)?,
            checklists: all(whole, "checklists", Checklist::read)?,
            weighing: Weighing::read(&whole.row("weighing")?)?,
            delivery: Delivery::read(&whole.row("delivery")?)?,
            legal_documents: all(whole, "legal_documents", LegalDocument::read)?,
            penalties: all(whole, "penalties", Penalty::read)?,
            report_periods: all(whole, "report_periods", ReportPeriod::read)?,
            report_figures: all(whole, "report_figures", ReportFigure::read)?,
            minutes_forms: all(whole, "minutes_forms", MinutesForm::read)?,
            guidance_topics: all(whole, "guidance_topics", GuidanceTopic::read)?,
            guidance_channels: whole.terms("guidance_channels")?,
        })
    }

    /// Fills the choices of fields that take them from a table.
    fn take_choices(&mut self) -> Result<(), PackError> {
        let kinds: Vec<Term> = self
            .establishment_kinds
            .iter()
            .map(|kind| kind.name.clone())
            .collect();
        for field in &mut self.visit_fields {
            match field.choices_from.as_deref() {
                None => {}
                Some("establishment_kinds") => field.choices.clone_from(&kinds),
                Some(other) => {
                    let row = field.name.code.clone();
                    return Err(unknown(&row, "the table", other));
                }
            }
        }
        Ok(())
    }

    /// Gives every kind the fields of its readings; loads and indications are
    /// in the unit of Max.
    fn take_reading_fields(&mut self) {
        for kind in &mut self.instrument_kinds {
            kind.reading_fields = match kind.measures {
                None => Vec::new(),
                Some(Measures::Delivery) => self.delivery_fields.clone(),
                Some(Measures::Weighing) => {
                    let unit = kind.field("max").and_then(|field| field.unit.clone());
                    let with_unit = |field: &PackField| PackField {
                        unit: unit.clone(),
                        ..field.clone()
                    };
                    self.reading_fields.iter().map(with_unit).collect()
                }
            };
        }
    }
}

fn merge(parts: &[&str]) -> Result<Map<String, Value>, PackError> {
    let mut whole = Map::new();
    for part in parts {
        let part: Value = serde_json::from_str(part)?;
        let Value::Object(tables) = part else {
            continue;
        };
        for (table, rows) in tables {
            if whole.insert(table.clone(), rows).is_some() {
                return Err(PackError::TwoParts(table));
            }
        }
    }
    Ok(whole)
}

fn all<T>(
    whole: &Row<'_>,
    table: &str,
    read: fn(&Row<'_>) -> Result<T, PackError>,
) -> Result<Vec<T>, PackError> {
    whole.rows(table)?.iter().map(read).collect()
}

/// Kinds of instrument name their fields by the ids of a shared table.
fn kinds(whole: &Row<'_>) -> Result<Vec<InstrumentKind>, PackError> {
    let shared = |row: &Row<'_>| Ok((row.text("id")?, PackField::read(row)?));
    let shared = all(whole, "instrument_fields", shared)?;
    let field = |kind: &str, id: &str| {
        let found = shared.iter().find(|(known, _)| known == id);
        found
            .map(|(_, field)| field.clone())
            .ok_or_else(|| unknown(kind, "the field", id))
    };
    whole
        .rows("instrument_kinds")?
        .iter()
        .map(|row| InstrumentKind::read(row, &field))
        .collect()
}
