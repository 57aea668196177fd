//! What is known while a pack is read: what the office signed off, the first
//! thing wrong, and which rows have an end. Rows themselves are `row`'s.

use std::cell::{OnceCell, RefCell};

use chrono::{Days, NaiveDate};
use serde_json::{Map, Value};

use super::load::PackError;
use super::office::SignOff;
use super::references::unknown;
use super::row::Row;
use crate::order::put_in_order;

/// A row that is in force up to a day and no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lapse {
    /// Code of the row, or of the one it stands in.
    pub row: String,
    /// The document it rests on, or its name.
    pub text: String,
    /// The last day.
    pub last: NaiveDate,
}

/// For how many days before the last one a lapse is told.
const WARNED_BEFORE: Days = Days::new(60);

/// Those of `ends` whose last day is `day` or one of the sixty after it, the
/// nearest first.
pub(super) fn lapsing(ends: &[Lapse], day: NaiveDate) -> Vec<&Lapse> {
    let until = day.checked_add_days(WARNED_BEFORE).unwrap_or(day);
    let soon = |lapse: &&Lapse| day <= lapse.last && lapse.last <= until;
    let mut lapsing: Vec<_> = ends.iter().filter(soon).collect();
    put_in_order(&mut lapsing, |one, other| one.last.cmp(&other.last));
    lapsing
}

/// One reading of a pack.
#[derive(Default)]
pub(super) struct Reading {
    fault: OnceCell<PackError>,
    signed: Vec<SignOff>,
    /// The places in `signed` that named a row.
    met: RefCell<Vec<usize>>,
    ends: RefCell<Vec<Lapse>>,
    #[cfg(any(test, feature = "office"))]
    marked: RefCell<Vec<super::MarkedRow>>,
    /// The tables that were looked for.
    tables: RefCell<Vec<String>>,
}

impl Reading {
    /// What `take` reads of a pack, and the rows with an end; or the fault it
    /// left.
    pub(super) fn of<T>(
        whole: &Map<String, Value>,
        take: fn(&Row<'_>) -> T,
    ) -> Result<(T, Self), PackError> {
        let first = Self::default();
        let signed = Row::whole(whole, &first).list("sign_offs", SignOff::read);
        let reading = Self { signed, ..first };
        let taken = take(&Row::whole(whole, &reading));
        match reading.fault.into_inner() {
            None => Ok((
                taken,
                Self {
                    fault: OnceCell::new(),
                    ..reading
                },
            )),
            Some(fault) => Err(fault),
        }
    }

    /// Whether the office signed this row off.
    pub(super) fn signed_off(&self, table: &str, key: &str, from: Option<NaiveDate>) -> bool {
        let names = |sign_off: &SignOff| {
            sign_off.table == table && sign_off.row == key && sign_off.valid_from == from
        };
        let met = self.signed.iter().position(names);
        if let Some(place) = met {
            self.met.borrow_mut().push(place);
        }
        met.is_some()
    }

    pub(super) fn table(&self, name: &str) {
        let mut tables = self.tables.borrow_mut();
        if !tables.iter().any(|table| table == name) {
            tables.push(name.to_owned());
        }
    }

    /// Whether every table is there and every one was read: a name mistyped
    /// would otherwise be a table without rows.
    pub(super) fn check_tables(&self, whole: &Map<String, Value>) -> Result<(), PackError> {
        let tables = self.tables.borrow();
        if let Some(missing) = tables.iter().find(|table| !whole.contains_key(*table)) {
            return Err(PackError::NoTable(missing.clone()));
        }
        match whole.keys().find(|table| !tables.contains(*table)) {
            None => Ok(()),
            Some(other) => Err(PackError::UnknownTable(other.clone())),
        }
    }

    /// Whether every sign-off named a row.
    pub(super) fn check_sign_offs(&self) -> Result<(), PackError> {
        let met = self.met.borrow();
        let mut signed = self.signed.iter().enumerate();
        match signed.find(|(place, _)| !met.contains(place)) {
            None => Ok(()),
            Some((_, lost)) => {
                let from = lost.valid_from.map(|day| format!(" from {day}"));
                let name = format!("{} of {}{}", lost.row, lost.table, from.unwrap_or_default());
                Err(unknown("sign_offs", "the row", &name))
            }
        }
    }

    pub(super) fn fault(&self, fault: impl FnOnce() -> PackError) {
        self.fault.get_or_init(fault);
    }

    pub(super) fn ends(&self, lapse: Lapse) {
        self.ends.borrow_mut().push(lapse);
    }

    /// Notes a row with a mark.
    #[cfg(any(test, feature = "office"))]
    pub(super) fn marks(&self, row: super::MarkedRow) {
        self.marked.borrow_mut().push(row);
    }

    /// The rows with a mark.
    #[cfg(any(test, feature = "office"))]
    pub(super) fn into_marked(self) -> Vec<super::MarkedRow> {
        self.marked.into_inner()
    }

    /// The rows with an end.
    pub(super) fn into_ends(self) -> Vec<Lapse> {
        self.ends.into_inner()
    }
}
