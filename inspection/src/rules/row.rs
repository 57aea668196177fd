//! Rows of a pack as they are written, read member by member. A member that is
//! missing or of another form leaves a fault, named with its row; what is read
//! in its place counts for nothing, since nothing of a faulty pack gets out.
//! Written by hand: derived readers weigh more on the tablet than the pack.

mod names;
mod shared;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::load::PackError;
use super::reading::Reading;
use crate::exact;
use crate::metrology::ratio::Ratio;
use crate::moment::read_day;

/// One row, and where it stands.
pub(crate) struct Row<'a> {
    members: &'a Map<String, Value>,
    table: &'a str,
    /// From one in a list; zero for a row that is a member itself.
    number: usize,
    within: Option<&'a Row<'a>>,
    reading: &'a Reading,
}

impl<'a> Row<'a> {
    /// The pack as a whole.
    pub(super) fn whole(members: &'a Map<String, Value>, reading: &'a Reading) -> Self {
        Self {
            members,
            table: "the pack",
            number: 0,
            within: None,
            reading,
        }
    }

    /// Shows every row of a list, none where it is absent.
    pub(super) fn each(&self, name: &str, see: &mut dyn FnMut(&Row<'_>)) {
        let rows = match self.present(name) {
            None => return,
            Some(Value::Array(rows)) => rows,
            Some(_) => return self.wrong(name, "a list"),
        };
        for (row, number) in rows.iter().zip(1..) {
            let Value::Object(members) = row else {
                return self.wrong(name, "a list of rows");
            };
            see(&Row {
                members,
                table: name,
                number,
                within: Some(self),
                reading: self.reading,
            });
        }
    }

    /// The rows of a list, each as `read` reads it.
    pub(super) fn list<T>(&self, name: &str, read: fn(&Row<'_>) -> T) -> Vec<T> {
        let mut list = Vec::new();
        self.each(name, &mut |row| list.push(read(row)));
        list
    }

    /// A member that is a row itself.
    pub(super) fn row<'b>(&'b self, name: &'b str) -> Option<Row<'b>> {
        let row = self.optional_row(name);
        if row.is_none() {
            self.wrong(name, "there");
        }
        row
    }

    /// A member that is a row itself, as `read` reads it.
    pub(super) fn required<T>(&self, name: &str, read: fn(&Row<'_>) -> T) -> T {
        if let Some(row) = self.optional_row(name) {
            return read(&row);
        }
        self.wrong(name, "there");
        read(self)
    }

    pub(super) fn optional_row<'b>(&'b self, name: &'b str) -> Option<Row<'b>> {
        let Value::Object(members) = self.present(name)? else {
            self.wrong(name, "a row");
            return None;
        };
        Some(Row {
            members,
            table: name,
            number: 0,
            within: Some(self),
            reading: self.reading,
        })
    }

    pub(super) fn text(&self, name: &str) -> String {
        self.known(name).to_owned()
    }

    /// A text that says something.
    pub(super) fn words(&self, name: &str) -> String {
        let text = self.known(name);
        if text.trim().is_empty() {
            self.wrong(name, "filled in");
        }
        text.to_owned()
    }

    pub(super) fn optional_text(&self, name: &str) -> Option<String> {
        self.has(name).then(|| self.text(name))
    }

    /// A list of texts, none where it is absent.
    pub(super) fn texts(&self, name: &str) -> Vec<String> {
        let mut texts = Vec::new();
        match self.present(name) {
            None => {}
            Some(Value::Array(list)) => {
                for value in list {
                    match value {
                        Value::String(text) => texts.push(text.clone()),
                        _ => self.wrong(name, "a list of texts"),
                    }
                }
            }
            Some(_) => self.wrong(name, "a list of texts"),
        }
        texts
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        self.optional_flag(name)
            .unwrap_or_else(|| self.no(name, "there"))
    }

    pub(super) fn optional_flag(&self, name: &str) -> Option<bool> {
        let value = self.present(name)?;
        let flag = value.as_bool();
        Some(flag.unwrap_or_else(|| self.no(name, "true or false")))
    }

    pub(super) fn count(&self, name: &str) -> u32 {
        self.optional_count(name)
            .unwrap_or_else(|| self.no(name, "there"))
    }

    pub(super) fn optional_count(&self, name: &str) -> Option<u32> {
        let count = self.present(name)?.as_u64();
        let count = count.and_then(|count| u32::try_from(count).ok());
        Some(count.unwrap_or_else(|| self.no(name, "a count")))
    }

    /// A decimal, written as a string.
    pub(super) fn decimal(&self, name: &str) -> Decimal {
        let number = exact::read(self.known(name));
        number.unwrap_or_else(|| self.no(name, "a decimal in a string"))
    }

    pub(super) fn optional_decimal(&self, name: &str) -> Option<Decimal> {
        self.has(name).then(|| self.decimal(name))
    }

    /// A decimal, as the exact fraction that formulas work in.
    pub(super) fn ratio(&self, name: &str) -> Ratio {
        self.decimal(name).into()
    }

    pub(super) fn optional_ratio(&self, name: &str) -> Option<Ratio> {
        self.optional_decimal(name).map(Ratio::from)
    }

    pub(super) fn date(&self, name: &str) -> NaiveDate {
        let day = read_day(self.known(name));
        day.unwrap_or_else(|| self.no(name, "a day"))
    }

    pub(super) fn optional_date(&self, name: &str) -> Option<NaiveDate> {
        self.has(name).then(|| self.date(name))
    }

    /// One of the words that `named` knows; `other` where it knows it not.
    pub(super) fn word<T>(&self, name: &str, named: fn(&str) -> Option<T>, other: T) -> T {
        named(self.known(name)).unwrap_or_else(|| {
            self.wrong(name, "a known word");
            other
        })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.present(name).is_some()
    }

    pub(super) fn is_text(&self, name: &str) -> bool {
        self.present(name).is_some_and(Value::is_string)
    }

    /// Leaves the fault that `name` is not what is wanted.
    #[cold]
    #[inline(never)]
    pub(super) fn wrong(&self, name: &str, wanted: &'static str) {
        self.reading.fault(|| PackError::Row {
            place: self.place(),
            member: name.to_owned(),
            wanted,
        });
    }

    /// Leaves the fault that this row names something that is not there.
    pub(super) fn unknown(&self, table: &'static str, name: &str) {
        self.reading.fault(|| PackError::UnknownReference {
            row: self.place(),
            table,
            name: name.to_owned(),
        });
    }

    fn no<T: Default>(&self, name: &str, wanted: &'static str) -> T {
        self.wrong(name, wanted);
        T::default()
    }

    /// A text that must be there; empty where it is not.
    fn known(&self, name: &str) -> &'a str {
        match self.present(name) {
            Some(Value::String(text)) => return text,
            Some(_) => self.wrong(name, "text"),
            None => self.wrong(name, "there"),
        }
        ""
    }

    fn present(&self, name: &str) -> Option<&'a Value> {
        if self.within.is_none() {
            self.reading.table(name);
        }
        self.members.get(name).filter(|value| !value.is_null())
    }
}
