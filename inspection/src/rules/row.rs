//! Rows of a pack as they are written, read member by member. A member that is
//! missing or of another form is named with its row. Written by hand: derived
//! readers of thirty row types weigh more on the tablet than the pack itself.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::load::PackError;
use crate::assessment::Severity;
use crate::evidence::{Basis, Evidence, Term};
use crate::exact;

/// One row, with what it is called in messages.
pub(super) struct Row<'a> {
    place: String,
    members: &'a Map<String, Value>,
}

type Read<T> = Result<T, PackError>;

impl<'a> Row<'a> {
    /// The pack as a whole.
    pub(super) fn whole(members: &'a Map<String, Value>) -> Self {
        Self {
            place: "the pack".to_owned(),
            members,
        }
    }

    /// The rows of a list, none where it is absent.
    pub(super) fn rows(&self, name: &str) -> Read<Vec<Row<'a>>> {
        let list = match self.members.get(name) {
            None => return Ok(Vec::new()),
            Some(value) => value.as_array().ok_or_else(|| self.not(name, "a list"))?,
        };
        let row = |(value, number): (&'a Value, usize)| {
            let members = value
                .as_object()
                .ok_or_else(|| self.not(name, "a list of rows"))?;
            let called = ["code", "id", "kind", "class"]
                .iter()
                .find_map(|key| members.get(*key).and_then(Value::as_str));
            let place = match called {
                Some(called) => format!("{called} of {name}"),
                None => format!("row {number} of {name}"),
            };
            Ok(Row { place, members })
        };
        list.iter().zip(1..).map(row).collect()
    }

    /// A member that is a row itself.
    pub(super) fn row(&self, name: &str) -> Read<Row<'a>> {
        self.optional_row(name)?
            .ok_or_else(|| self.not(name, "there"))
    }

    pub(super) fn optional_row(&self, name: &str) -> Read<Option<Row<'a>>> {
        let Some(value) = self.present(name) else {
            return Ok(None);
        };
        let members = value.as_object().ok_or_else(|| self.not(name, "a row"))?;
        Ok(Some(Row {
            place: format!("{name} of {}", self.place),
            members,
        }))
    }

    pub(super) fn text(&self, name: &str) -> Read<String> {
        self.optional_text(name)?
            .ok_or_else(|| self.not(name, "there"))
    }

    pub(super) fn optional_text(&self, name: &str) -> Read<Option<String>> {
        let Some(value) = self.present(name) else {
            return Ok(None);
        };
        let text = value.as_str().ok_or_else(|| self.not(name, "text"))?;
        Ok(Some(text.to_owned()))
    }

    /// A list of texts, none where it is absent.
    pub(super) fn texts(&self, name: &str) -> Read<Vec<String>> {
        let Some(value) = self.present(name) else {
            return Ok(Vec::new());
        };
        let list = value
            .as_array()
            .ok_or_else(|| self.not(name, "a list of texts"))?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let texts: Option<Vec<_>> = list.iter().map(text).collect();
        texts.ok_or_else(|| self.not(name, "a list of texts"))
    }

    pub(super) fn flag(&self, name: &str) -> Read<bool> {
        self.optional_flag(name)?
            .ok_or_else(|| self.not(name, "there"))
    }

    pub(super) fn optional_flag(&self, name: &str) -> Read<Option<bool>> {
        let Some(value) = self.present(name) else {
            return Ok(None);
        };
        value
            .as_bool()
            .map(Some)
            .ok_or_else(|| self.not(name, "true or false"))
    }

    pub(super) fn count(&self, name: &str) -> Read<u32> {
        self.optional_count(name)?
            .ok_or_else(|| self.not(name, "there"))
    }

    pub(super) fn optional_count(&self, name: &str) -> Read<Option<u32>> {
        let Some(value) = self.present(name) else {
            return Ok(None);
        };
        let count = value.as_u64().and_then(|count| u32::try_from(count).ok());
        count.map(Some).ok_or_else(|| self.not(name, "a count"))
    }

    /// A decimal, written as a string.
    pub(super) fn decimal(&self, name: &str) -> Read<Decimal> {
        self.optional_decimal(name)?
            .ok_or_else(|| self.not(name, "there"))
    }

    pub(super) fn optional_decimal(&self, name: &str) -> Read<Option<Decimal>> {
        let Some(value) = self.present(name) else {
            return Ok(None);
        };
        let number = value.as_str().and_then(exact::read);
        number
            .map(Some)
            .ok_or_else(|| self.not(name, "a decimal in a string"))
    }

    pub(super) fn date(&self, name: &str) -> Read<NaiveDate> {
        self.optional_date(name)?
            .ok_or_else(|| self.not(name, "there"))
    }

    pub(super) fn optional_date(&self, name: &str) -> Read<Option<NaiveDate>> {
        let Some(text) = self.optional_text(name)? else {
            return Ok(None);
        };
        text.parse().map(Some).map_err(|_| self.not(name, "a day"))
    }

    /// One of the words that `known` knows.
    pub(super) fn word<T>(&self, name: &str, known: fn(&str) -> Option<T>) -> Read<T> {
        let text = self.text(name)?;
        known(&text).ok_or_else(|| self.not(name, "a known word"))
    }

    pub(super) fn term(&self) -> Read<Term> {
        let vi = self.text("vi")?;
        if vi.trim().is_empty() {
            return Err(self.not("vi", "Vietnamese"));
        }
        Ok(Term {
            code: self.text("code")?,
            vi,
            en: self.text("en")?,
        })
    }

    pub(super) fn terms(&self, name: &str) -> Read<Vec<Term>> {
        self.rows(name)?.iter().map(Row::term).collect()
    }

    pub(super) fn evidence(&self) -> Read<Evidence> {
        self.word("evidence", evidence)
    }

    pub(super) fn severity(&self) -> Read<Severity> {
        self.word("severity", |word| {
            Some(match word {
                "info" => Severity::Info,
                "minor" => Severity::Minor,
                "major" => Severity::Major,
                "critical" => Severity::Critical,
                _ => return None,
            })
        })
    }

    pub(super) fn bases(&self) -> Read<Vec<Basis>> {
        let basis = |row: &Row<'_>| {
            Ok(Basis {
                text: row.text("text")?,
                documents: row.texts("documents")?,
                valid_from: row.optional_date("valid_from")?,
                valid_to: row.optional_date("valid_to")?,
            })
        };
        self.rows("bases")?.iter().map(basis).collect()
    }

    fn present(&self, name: &str) -> Option<&'a Value> {
        self.members.get(name).filter(|value| !value.is_null())
    }

    fn not(&self, name: &str, wanted: &'static str) -> PackError {
        PackError::Row {
            place: self.place.clone(),
            member: name.to_owned(),
            wanted,
        }
    }
}

/// The mark of this word.
pub(super) fn evidence(word: &str) -> Option<Evidence> {
    Some(match word {
        "found" => Evidence::Found,
        "derived" => Evidence::Derived,
        "weak" => Evidence::Weak,
        "memory" => Evidence::Memory,
        _ => return None,
    })
}
