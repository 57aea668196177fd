//! Register and plan as they are read whole: the statements, inside a transaction
//! that `engine.rs` opens. What changed of them is `pulling.rs`'s.

use chrono::NaiveDate;

use super::rows::{RegisteredRow, VisitRow, establishment_columns};
use crate::store::{Connection, PlannedVisit, Registered, Store, StoreError};

impl Store {
    /// The register, by ward and name.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn register(&self) -> Result<Vec<Registered>, StoreError> {
        register(&mut *self.read().await?).await
    }

    /// The visits planned from `first` to `last`, both included, by day.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn plan(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<Vec<PlannedVisit>, StoreError> {
        plan(&mut *self.read().await?, first, last).await
    }

    /// One visit of the plan.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn visit(&self, id: &str) -> Result<Option<PlannedVisit>, StoreError> {
        visit(&mut *self.read().await?, id).await
    }

    /// The visits planned to one establishment, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn visits_to(&self, id: &str) -> Result<Vec<PlannedVisit>, StoreError> {
        visits_to(&mut *self.read().await?, id).await
    }
}

/// The register, by ward and name.
pub(super) async fn register(on: &mut Connection) -> Result<Vec<Registered>, StoreError> {
    let rows: Vec<RegisteredRow> = sqlx::query_as(concat!(
        "SELECT ",
        establishment_columns!(),
        " FROM establishments e"
    ))
    .fetch_all(on)
    .await?;
    let register = rows.into_iter().map(Registered::try_from);
    let mut register: Vec<_> = register.collect::<Result<_, _>>()?;
    // Sorted here, so that every engine gives the same order.
    register.sort_by(|a, b| (&a.ward, &a.name, &a.id).cmp(&(&b.ward, &b.name, &b.id)));
    Ok(register)
}

/// The visits of a period.
pub(super) async fn plan(
    on: &mut Connection,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<PlannedVisit>, StoreError> {
    visits(on, &first.to_string(), &last.to_string()).await
}

/// One visit.
async fn visit(on: &mut Connection, id: &str) -> Result<Option<PlannedVisit>, StoreError> {
    let row: Option<VisitRow> = sqlx::query_as(concat!(
        "SELECT v.id AS visit_id, v.planned_on, v.team, v.done, v.sample AS visit_sample, ",
        establishment_columns!(),
        " FROM planned_visits v JOIN establishments e ON e.id = v.establishment_id
         WHERE v.id = $1"
    ))
    .bind(id)
    .fetch_optional(on)
    .await?;
    row.map(PlannedVisit::try_from).transpose()
}

/// The visits to one establishment, the latest first.
async fn visits_to(on: &mut Connection, id: &str) -> Result<Vec<PlannedVisit>, StoreError> {
    let rows: Vec<VisitRow> = sqlx::query_as(concat!(
        "SELECT v.id AS visit_id, v.planned_on, v.team, v.done, v.sample AS visit_sample, ",
        establishment_columns!(),
        " FROM planned_visits v JOIN establishments e ON e.id = v.establishment_id
         WHERE v.establishment_id = $1 ORDER BY v.planned_on DESC, v.id"
    ))
    .bind(id)
    .fetch_all(on)
    .await?;
    rows.into_iter().map(PlannedVisit::try_from).collect()
}

/// The visits of all time.
pub(super) async fn every_visit(on: &mut Connection) -> Result<Vec<PlannedVisit>, StoreError> {
    visits(on, "", "~").await
}

async fn visits(
    on: &mut Connection,
    first: &str,
    last: &str,
) -> Result<Vec<PlannedVisit>, StoreError> {
    let rows: Vec<VisitRow> = sqlx::query_as(concat!(
        "SELECT v.id AS visit_id, v.planned_on, v.team, v.done, v.sample AS visit_sample, ",
        establishment_columns!(),
        " FROM planned_visits v JOIN establishments e ON e.id = v.establishment_id
         WHERE v.planned_on BETWEEN $1 AND $2 ORDER BY v.planned_on, v.id"
    ))
    .bind(first)
    .bind(last)
    .fetch_all(on)
    .await?;
    rows.into_iter().map(PlannedVisit::try_from).collect()
}
