//! What was entered into the pack's own fields, as documents keep it: by code,
//! in one form each, with its unit. Which fields there are is the pack's
//! business, so a kind of instrument or goods needs no type of its own.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::exact;
use crate::form::Reader;
use crate::gap::GapReason;
use crate::members::{FromJson, Member};
use crate::moment::read_day;
use crate::reading::last_day_of_month;
use crate::rules::{FieldType, PackField};

/// One field with what was entered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Code of the field in the pack.
    pub code: String,
    /// Text trimmed, a decimal with a point, a day or month in ISO 8601, or the
    /// code of a choice.
    pub value: String,
    /// Unit of a decimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// The fields of one check, in the form's order; those left empty are absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fields(pub Vec<Recorded>);

impl Fields {
    /// What was entered, as text.
    #[must_use]
    pub fn value(&self, code: &str) -> Option<&str> {
        self.recorded(code).map(|field| field.value.as_str())
    }

    /// The unit of what was entered.
    #[must_use]
    pub fn unit(&self, code: &str) -> Option<&str> {
        self.recorded(code)?.unit.as_deref()
    }

    /// A decimal that was entered in `unit`; `None` for anything else.
    #[must_use]
    pub fn decimal(&self, code: &str, unit: &str) -> Option<Decimal> {
        let field = self
            .recorded(code)
            .filter(|field| field.unit.as_deref() == Some(unit))?;
        exact::parse(&field.value).filter(|number| exact::holds(*number))
    }

    /// A day that was entered; `None` for anything else.
    #[must_use]
    pub fn date(&self, code: &str) -> Option<NaiveDate> {
        read_day(self.value(code)?)
    }

    /// The last day that a day or month which was entered stands for.
    #[must_use]
    pub fn last_day(&self, code: &str) -> Option<NaiveDate> {
        let text = self.value(code)?;
        read_day(text).or_else(|| last_day_of_month(text))
    }

    /// Reads every field of `rows` from what was typed. Fields at fault are
    /// noted in the reader and left out.
    pub(crate) fn read(reader: &mut Reader<'_>, rows: &[PackField]) -> Self {
        Self(
            rows.iter()
                .filter_map(|row| Recorded::read(reader, row))
                .collect(),
        )
    }

    /// Whether nothing was entered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What was entered, with its unit.
    #[must_use]
    pub fn recorded(&self, code: &str) -> Option<&Recorded> {
        self.0.iter().find(|field| field.code == code)
    }
}

impl Recorded {
    /// Reads a field of the check or visit itself, where numbers are sizes.
    pub(crate) fn read(reader: &mut Reader<'_>, row: &PackField) -> Option<Self> {
        let place = &row.name.code;
        let recorded = Self::read_at(reader, place, row, row.most)?;
        if row.kind == FieldType::Decimal && exact::is_zero(&recorded.value) {
            reader.fail(place, GapReason::Zero);
            return None;
        }
        Some(recorded)
    }

    /// Reads a field from the answer at `place`; a number is `most` at most.
    pub(crate) fn read_at(
        reader: &mut Reader<'_>,
        place: &str,
        row: &PackField,
        most: Decimal,
    ) -> Option<Self> {
        if !row.required && reader.is_empty(place) {
            return None;
        }
        let value = match row.kind {
            FieldType::Text => reader.text(place)?,
            FieldType::LongText => reader.long_text(place)?,
            FieldType::Decimal => reader.decimal(place, most)?.to_string(),
            FieldType::Count | FieldType::Check => reader.count(place, most)?.to_string(),
            FieldType::Date => reader.date(place)?.to_string(),
            FieldType::DateOrMonth => reader.date_or_month(place)?,
            FieldType::Choice => reader.choice(place, row)?,
        };
        // A choice among units gives its own to the numbers that take it.
        let chosen = row.unit_of.as_deref().map(|field| reader.typed(field));
        let chosen = chosen.filter(|unit| !unit.is_empty()).map(str::to_owned);
        Some(Self {
            code: row.name.code.clone(),
            value,
            unit: row.unit.clone().or(chosen),
        })
    }
}

impl FromJson for Recorded {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            code: from.get("code"),
            value: from.get("value"),
            unit: from.get("unit"),
        }
    }
}

impl FromJson for Fields {
    fn from_json(from: &Member<'_>) -> Self {
        Self(FromJson::from_json(from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(value: &str, unit: Option<&str>) -> Fields {
        let unit = unit.map(str::to_owned);
        Fields(vec![Recorded {
            code: "max".to_owned(),
            value: value.to_owned(),
            unit,
        }])
    }

    #[test]
    fn a_decimal_counts_only_in_its_unit_and_within_bounds() {
        assert_eq!(
            fields("15", Some("kg")).decimal("max", "kg"),
            Some(Decimal::from(15))
        );
        for other in [
            fields("15", Some("g")),
            fields("15", None),
            fields("fifteen", Some("kg")),
            fields("10000000000000", Some("kg")),
            Fields::default(),
        ] {
            assert_eq!(other.decimal("max", "kg"), None, "{other:?}");
        }
    }
}
