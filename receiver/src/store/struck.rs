//! The visits that are not to be made any more, with the reason.

use chrono::NaiveDate;

use super::rows::{day, time};
use crate::store::{Store, StoreError};

/// A visit that is not to be made any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StruckVisit {
    /// Its id.
    pub id: String,
    /// Whom it was to.
    pub establishment: String,
    /// What that is called.
    pub name: String,
    /// The code of its ward, where that is known.
    pub ward: Option<String>,
    /// The day it was planned on.
    pub day: NaiveDate,
    /// Who was to go.
    pub team: String,
    /// Why, in words, or [`CLOSED_DOWN`].
    pub reason: String,
    /// When it was struck.
    pub at: chrono::DateTime<chrono::Utc>,
    /// By whom.
    pub by: String,
}

impl Store {
    /// The visits that were struck from the plan of a period, by day.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn struck_visits(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<Vec<StruckVisit>, StoreError> {
        let rows: Vec<StruckRow> = sqlx::query_as(
            "SELECT v.id, v.establishment_id, COALESCE(e.name, v.establishment_id) AS name,
             e.ward_code AS ward,
             v.planned_on, v.team, v.reason, v.struck_at, v.struck_by
             FROM struck_visits v LEFT JOIN establishments e ON e.id = v.establishment_id
             WHERE v.planned_on BETWEEN $1 AND $2 ORDER BY v.planned_on, v.id",
        )
        .bind(first.to_string())
        .bind(last.to_string())
        .fetch_all(&mut *self.read().await?)
        .await?;
        rows.into_iter().map(StruckVisit::try_from).collect()
    }
}

#[derive(sqlx::FromRow)]
struct StruckRow {
    id: String,
    establishment_id: String,
    name: String,
    ward: Option<String>,
    planned_on: String,
    team: String,
    reason: String,
    struck_at: String,
    struck_by: String,
}

impl TryFrom<StruckRow> for StruckVisit {
    type Error = StoreError;

    fn try_from(row: StruckRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            establishment: row.establishment_id,
            name: row.name,
            ward: row.ward,
            day: day(&row.planned_on)?,
            team: row.team,
            reason: row.reason,
            at: time(&row.struck_at)?,
            by: row.struck_by,
        })
    }
}
