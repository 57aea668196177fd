//! Rows of the database and what they become. Text is parsed strictly: a value that
//! this program never writes is an error, not a guess.

use std::fmt::Display;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use inspection::{Digest, Establishment, InspectionId, Kind, Point, Receipt, Tally};
use serde::Serialize;
use serde::de::IgnoredAny;

use crate::store::{Conflict, PlannedVisit, Registered, StoreError, Stored, Summary};

#[derive(sqlx::FromRow)]
pub(super) struct ReceiptRow {
    id: String,
    sha256: String,
    received_at: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct DocumentRow {
    #[sqlx(flatten)]
    receipt: ReceiptRow,
    kind: String,
    document: String,
    discrepancies: Option<String>,
    carrier: Option<String>,
}

#[derive(sqlx::FromRow)]
pub(super) struct ConflictRow {
    sha256: String,
    received_at: String,
}

#[derive(sqlx::FromRow)]
pub(super) struct TallyRow {
    pub(super) tally: String,
    pub(super) documents: i64,
}

#[derive(sqlx::FromRow)]
pub(super) struct SummaryRow {
    id: String,
    received_at: String,
    device: String,
    sequence: i64,
    inspected_on: String,
    establishment_name: String,
    establishment_address: String,
    establishment_kind: String,
    register_id: Option<String>,
    tally: String,
    discrepancies: String,
    conflicts: i64,
    corrections: i64,
    open: i64,
}

#[derive(sqlx::FromRow)]
pub(super) struct RegisteredRow {
    id: String,
    name: String,
    address: String,
    ward: String,
    ward_code: Option<String>,
    kind: String,
    tax_code: String,
    phone: String,
    latitude: Option<i64>,
    longitude: Option<i64>,
    last: Option<String>,
    became: Option<String>,
    revision: i64,
    sample: i64,
    closed_on: Option<String>,
    edits: i64,
}

/// The columns of a [`RegisteredRow`], of the table `e`.
macro_rules! establishment_columns {
    () => {
        "e.id, e.name, e.address, e.ward, e.ward_code, e.kind, e.tax_code, e.phone,
         e.latitude, e.longitude, e.last, e.became, e.revision, e.sample, e.closed_on, e.edits"
    };
}
pub(super) use establishment_columns;

#[derive(sqlx::FromRow)]
pub(super) struct VisitRow {
    visit_id: String,
    planned_on: String,
    team: String,
    done: Option<String>,
    visit_sample: i64,
    #[sqlx(flatten)]
    establishment: RegisteredRow,
}

impl TryFrom<ReceiptRow> for Receipt {
    type Error = StoreError;

    fn try_from(row: ReceiptRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.parse().map_err(unreadable("id"))?,
            sha256: digest(row.sha256)?,
            received_at: time(&row.received_at)?,
        })
    }
}

impl TryFrom<ConflictRow> for Conflict {
    type Error = StoreError;

    fn try_from(row: ConflictRow) -> Result<Self, StoreError> {
        Ok(Self {
            sha256: digest(row.sha256)?,
            received_at: time(&row.received_at)?,
        })
    }
}

impl DocumentRow {
    pub(super) fn with(self, conflicts: Vec<ConflictRow>) -> Result<Stored, StoreError> {
        let discrepancies = self.discrepancies.as_deref().map(serde_json::from_str);
        let discrepancies = discrepancies.transpose();
        let discrepancies = discrepancies.map_err(unreadable("discrepancies"))?;
        let conflicts = conflicts.into_iter().map(Conflict::try_from);
        Ok(Stored {
            kind: kind(&self.kind)?,
            receipt: self.receipt.try_into()?,
            document: self.document,
            discrepancies: discrepancies.unwrap_or_default(),
            conflicts: conflicts.collect::<Result<_, _>>()?,
            carrier: self.carrier,
        })
    }
}

impl TryFrom<SummaryRow> for Summary {
    type Error = StoreError;

    fn try_from(row: SummaryRow) -> Result<Self, StoreError> {
        // Only how many there are: their form may grow.
        let discrepancies: Vec<IgnoredAny> =
            serde_json::from_str(&row.discrepancies).map_err(unreadable("discrepancies"))?;
        Ok(Self {
            id: row.id.parse().map_err(unreadable("id"))?,
            received_at: time(&row.received_at)?,
            device: row.device.parse().map_err(unreadable("device"))?,
            sequence: number("sequence", row.sequence)?,
            inspected_on: day(&row.inspected_on)?,
            establishment: Establishment {
                name: row.establishment_name,
                address: row.establishment_address,
                kind: row.establishment_kind,
                register: row.register_id,
            },
            tally: serde_json::from_str(&row.tally).map_err(unreadable("tally"))?,
            discrepancies: discrepancies.len(),
            conflicts: number("conflicts", row.conflicts)?,
            corrections: number("corrections", row.corrections)?,
            open: number("open", row.open)?,
        })
    }
}

impl TryFrom<RegisteredRow> for Registered {
    type Error = StoreError;

    fn try_from(row: RegisteredRow) -> Result<Self, StoreError> {
        let last = row.last.as_deref().map(inspection::read_json);
        Ok(Self {
            id: row.id,
            name: row.name,
            address: row.address,
            ward: row.ward,
            ward_code: row.ward_code,
            kind: row.kind,
            tax_code: row.tax_code,
            phone: row.phone,
            place: row
                .latitude
                .zip(row.longitude)
                .and_then(|(latitude, longitude)| Point::new(latitude, longitude)),
            last: last
                .transpose()
                .map_err(unreadable("the last inspection"))?,
            became: row.became,
            revision: number("revision", row.revision)?,
            sample: row.sample == 1,
            closed_on: row.closed_on.as_deref().map(day).transpose()?,
            edits: number("edits", row.edits)?,
        })
    }
}

impl TryFrom<VisitRow> for PlannedVisit {
    type Error = StoreError;

    fn try_from(row: VisitRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.visit_id,
            planned_on: day(&row.planned_on)?,
            establishment: row.establishment.try_into()?,
            team: row.team,
            done: document(row.done)?,
            sample: row.visit_sample == 1,
        })
    }
}

pub(super) fn document(id: Option<String>) -> Result<Option<InspectionId>, StoreError> {
    let id = id.map(|id| id.parse()).transpose();
    id.map_err(unreadable("id"))
}

/// UTC with microseconds, always of one width.
pub(super) fn time_text(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// The text without the one letter that PostgreSQL cannot hold. A document's own
/// text never has it: JSON writes it otherwise.
pub(super) fn storable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

pub(super) fn json_text(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(unreadable("a new value"))
}

/// A tally `count` times over, by doubling: it needs nothing but addition.
pub(super) fn times(tally: Tally, count: u64) -> Tally {
    let mut sum = Tally::default();
    let mut power = tally;
    let mut rest = count;
    while rest > 0 {
        if rest & 1 == 1 {
            sum += power;
        }
        rest >>= 1;
        if rest > 0 {
            let twice = power;
            power += twice;
        }
    }
    sum
}

pub(super) fn unreadable<E: Display>(what: &'static str) -> impl FnOnce(E) -> StoreError {
    move |error| StoreError::Unreadable {
        what,
        reason: error.to_string(),
    }
}

pub(super) fn number(what: &'static str, value: i64) -> Result<u64, StoreError> {
    value.try_into().map_err(unreadable(what))
}

pub(super) fn signed(what: &'static str, value: u64) -> Result<i64, StoreError> {
    value.try_into().map_err(unreadable(what))
}

pub(super) fn kind(code: &str) -> Result<Kind, StoreError> {
    let mut kinds = Kind::ALL.into_iter();
    let known = kinds.find(|kind| kind.code() == code);
    known.ok_or_else(|| unreadable("kind")(code))
}

pub(super) fn digest(text: String) -> Result<Digest, StoreError> {
    Digest::try_from(text).map_err(unreadable("sha256"))
}

pub(super) fn time(text: &str) -> Result<DateTime<Utc>, StoreError> {
    text.parse().map_err(unreadable("received_at"))
}

pub(super) fn day(text: &str) -> Result<NaiveDate, StoreError> {
    text.parse().map_err(unreadable("a day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_times_a_count_is_the_tally_added_that_often() {
        let one = Tally {
            inspections: 1,
            ..Tally::default()
        };
        for count in [0, 1, 2, 3, 7, 50, 1000] {
            let sum = times(one, count);
            assert_eq!(u64::from(sum.inspections), count);
        }
    }

    #[test]
    fn times_are_of_one_width_so_that_text_sorts_as_time_does() {
        for (time, text) in [
            ("2026-11-22T07:00:00Z", "2026-11-22T07:00:00.000000Z"),
            ("2026-11-22T07:00:00.5Z", "2026-11-22T07:00:00.500000Z"),
        ] {
            assert_eq!(time_text(time.parse().unwrap()), text);
        }
    }
}
