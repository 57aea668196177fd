//! Reading a pack: parts are merged, references resolved, and what does not
//! hold is named with its row. Nothing half-loaded gets out.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::RulePack;
use super::fields::{FieldType, InstrumentKind, LargestMax, Measures, PackField};
use super::lists::ListUse;
use crate::canonical::{CanonicalError, canonical_json};
use crate::evidence::{Basis, Evidence, Term};
use crate::id::Digest;

/// Why a pack was not loaded.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The bytes are not a pack of this form.
    #[error("the pack cannot be read: {0}")]
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
    /// A row has no Vietnamese.
    #[error("{row} of {table} has no Vietnamese")]
    NoVietnamese {
        /// The table.
        table: &'static str,
        /// The row's code.
        row: String,
    },
}

impl RulePack {
    /// Reads a pack from its parts and checks that its references hold.
    ///
    /// # Errors
    /// [`PackError`] names the row at fault.
    pub fn load(parts: &[&str]) -> Result<Self, PackError> {
        let mut whole = Map::new();
        for part in parts {
            for (table, rows) in serde_json::from_str::<Map<String, Value>>(part)? {
                if whole.insert(table.clone(), rows).is_some() {
                    return Err(PackError::TwoParts(table));
                }
            }
        }
        let whole = Value::Object(whole);
        let sha256 = Digest::of(canonical_json(&whole)?.as_bytes());
        let kinds = Kinds::deserialize(&whole)?.resolve()?;
        let mut pack: Self = serde_json::from_value(whole)?;
        pack.instrument_kinds = kinds;
        pack.sha256 = Some(sha256);
        pack.take_choices()?;
        pack.take_reading_fields();
        pack.check_codes()?;
        pack.check_references()?;
        Ok(pack)
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

    fn check_codes(&self) -> Result<(), PackError> {
        let items = || self.checklists.iter().flat_map(|list| &list.items);
        terms("items", items().map(|item| &item.name))?;
        terms(
            "kinds of instrument",
            self.instrument_kinds.iter().map(|kind| &kind.name),
        )?;
        terms(
            "groups of goods",
            self.goods_kinds.iter().map(|kind| &kind.name),
        )?;
        terms(
            "kinds of establishment",
            self.establishment_kinds.iter().map(|kind| &kind.name),
        )?;
        terms(
            "documents",
            self.legal_documents.iter().map(|document| &document.name),
        )?;
        terms(
            "penalties",
            self.penalties.iter().map(|penalty| &penalty.name),
        )?;
        terms(
            "reports",
            self.report_periods.iter().map(|report| &report.name),
        )?;
        terms(
            "report figures",
            self.report_figures.iter().map(|figure| &figure.name),
        )?;
        terms(
            "forms of minutes",
            self.minutes_forms.iter().map(|form| &form.name),
        )?;
        terms(
            "guidance topics",
            self.guidance_topics.iter().map(|topic| &topic.name),
        )?;
        terms("guidance channels", self.guidance_channels.iter())?;
        distinct(
            "checklists",
            self.checklists.iter().map(|list| list.id.as_str()),
        )?;
        distinct("units", self.units.iter().map(|unit| unit.code.as_str()))
    }

    fn check_references(&self) -> Result<(), PackError> {
        for kind in &self.instrument_kinds {
            self.check_lists(&kind.name.code, &kind.lists)?;
            self.check_bases(&kind.name.code, &kind.bases)?;
        }
        for kind in &self.goods_kinds {
            self.check_lists(&kind.name.code, &kind.label_lists)?;
            self.check_lists(&kind.name.code, &kind.quality_lists)?;
            self.check_bases(&kind.name.code, &kind.bases)?;
        }
        for item in self.checklists.iter().flat_map(|list| &list.items) {
            self.check_bases(&item.name.code, &item.bases)?;
        }
        for row in &self.verification_periods {
            if self.instrument_kind(&row.kind).is_none() {
                return Err(unknown(
                    "verification_periods",
                    "the kind of instrument",
                    &row.kind,
                ));
            }
            self.check_bases(&row.kind, &row.bases)?;
        }
        for kind in &self.establishment_kinds {
            for instrument in &kind.suggested_instruments {
                if self.instrument_kind(instrument).is_none() {
                    return Err(unknown(
                        &kind.name.code,
                        "the kind of instrument",
                        instrument,
                    ));
                }
            }
            for goods in &kind.suggested_goods {
                if self.goods_kind(goods).is_none() {
                    return Err(unknown(&kind.name.code, "the group of goods", goods));
                }
            }
        }
        self.check_documents()
    }

    fn check_documents(&self) -> Result<(), PackError> {
        for document in &self.legal_documents {
            for named in document.amends.iter().chain(&document.replaced_by) {
                if self.legal_document(named).is_none() {
                    return Err(unknown(&document.name.code, "the document", named));
                }
            }
        }
        for unit in &self.units {
            for named in unit.predecessors.iter().chain(&unit.parent) {
                if !self.units.iter().any(|unit| unit.code == *named) {
                    return Err(unknown(&unit.code, "the unit", named));
                }
            }
        }
        for topic in &self.guidance_topics {
            for list in &topic.checklists {
                if !self.checklists.iter().any(|known| known.id == *list) {
                    return Err(unknown(&topic.name.code, "the checklist", list));
                }
            }
        }
        Ok(())
    }

    fn check_lists(&self, row: &str, uses: &[ListUse]) -> Result<(), PackError> {
        for used in uses {
            let list = self.checklists.iter().find(|list| list.id == used.id);
            let list = list.ok_or_else(|| unknown(row, "the checklist", &used.id))?;
            for code in used.only.iter().chain(&used.except) {
                if !list.items.iter().any(|item| item.name.code == *code) {
                    return Err(unknown(row, "the item", code));
                }
            }
        }
        Ok(())
    }

    fn check_bases(&self, row: &str, bases: &[Basis]) -> Result<(), PackError> {
        for named in bases.iter().flat_map(|basis| &basis.documents) {
            if self.legal_document(named).is_none() {
                return Err(unknown(row, "the document", named));
            }
        }
        Ok(())
    }
}

/// Kinds of instrument as they are written: fields by the ids of a table.
#[derive(Deserialize)]
struct Kinds {
    instrument_fields: Vec<SharedField>,
    instrument_kinds: Vec<WrittenKind>,
}

#[derive(Deserialize)]
struct SharedField {
    id: String,
    #[serde(flatten)]
    field: PackField,
}

#[derive(Deserialize)]
struct WrittenKind {
    #[serde(flatten)]
    name: Term,
    lists: Vec<ListUse>,
    #[serde(default)]
    measures: Option<Measures>,
    #[serde(default)]
    largest_max: Option<LargestMax>,
    in_plan: bool,
    evidence: Evidence,
    #[serde(default)]
    bases: Vec<Basis>,
    #[serde(default)]
    note: Option<String>,
    fields: Vec<String>,
}

impl Kinds {
    fn resolve(self) -> Result<Vec<InstrumentKind>, PackError> {
        let table = self.instrument_fields;
        let field = |row: &str, id: &String| {
            let found = table.iter().find(|shared| shared.id == *id);
            found
                .map(|shared| shared.field.clone())
                .ok_or_else(|| unknown(row, "the field", id))
        };
        let resolve = |kind: WrittenKind| {
            let row = &kind.name.code;
            let fields = kind
                .fields
                .iter()
                .map(|id| field(row, id))
                .collect::<Result<_, _>>()?;
            Ok(InstrumentKind {
                lists: kind.lists,
                measures: kind.measures,
                largest_max: kind.largest_max,
                in_plan: kind.in_plan,
                evidence: kind.evidence,
                bases: kind.bases,
                note: kind.note,
                fields,
                reading_fields: Vec::new(),
                name: kind.name,
            })
        };
        self.instrument_kinds.into_iter().map(resolve).collect()
    }
}

fn unknown(row: &str, table: &'static str, name: &str) -> PackError {
    PackError::UnknownReference {
        row: row.to_owned(),
        table,
        name: name.to_owned(),
    }
}

fn terms<'a>(
    table: &'static str,
    terms: impl Iterator<Item = &'a Term> + Clone,
) -> Result<(), PackError> {
    if let Some(bare) = terms.clone().find(|term| term.vi.trim().is_empty()) {
        return Err(PackError::NoVietnamese {
            table,
            row: bare.code.clone(),
        });
    }
    distinct(table, terms.map(|term| term.code.as_str()))
}

fn distinct<'a>(
    table: &'static str,
    codes: impl Iterator<Item = &'a str>,
) -> Result<(), PackError> {
    let mut seen = BTreeSet::new();
    for code in codes {
        if !seen.insert(code) {
            return Err(PackError::DuplicateCode {
                table,
                code: code.to_owned(),
            });
        }
    }
    Ok(())
}

impl FieldType {
    /// Whether the field holds a number.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Decimal | Self::Count)
    }
}
