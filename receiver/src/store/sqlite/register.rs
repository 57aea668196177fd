//! Register, plan and sample in SQLite: the statements, inside a transaction
//! that `sqlite.rs` opens and commits.

use chrono::NaiveDate;
use sqlx::SqliteConnection;

use super::rows::{RegisteredRow, VisitRow};
use crate::store::{PlannedVisit, Registered, Sample, StoreError};

/// The fact that holds the month for which sample visits were last added.
const SAMPLE_MONTH: &str = "sample_month";

/// The register, by ward and name.
pub(super) async fn register(on: &mut SqliteConnection) -> Result<Vec<Registered>, StoreError> {
    let rows: Vec<RegisteredRow> =
        sqlx::query_as("SELECT id, name, address, ward, kind, sample FROM establishments")
            .fetch_all(on)
            .await?;
    let mut register: Vec<_> = rows.into_iter().map(Registered::from).collect();
    // Sorted here, so that every engine gives the same order.
    register.sort_by(|a, b| (&a.ward, &a.name, &a.id).cmp(&(&b.ward, &b.name, &b.id)));
    Ok(register)
}

/// The visits of a period.
pub(super) async fn plan(
    on: &mut SqliteConnection,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<PlannedVisit>, StoreError> {
    let rows: Vec<VisitRow> = sqlx::query_as(
        "SELECT v.id AS visit_id, v.planned_on, v.sample AS visit_sample,
                e.id, e.name, e.address, e.ward, e.kind, e.sample
         FROM planned_visits v JOIN establishments e ON e.id = v.establishment_id
         WHERE v.planned_on BETWEEN $1 AND $2 ORDER BY v.planned_on, v.id",
    )
    .bind(first.to_string())
    .bind(last.to_string())
    .fetch_all(on)
    .await?;
    rows.into_iter().map(PlannedVisit::try_from).collect()
}

/// Adds the sample register once, and visits once for each month.
pub(super) async fn plant(on: &mut SqliteConnection, sample: &Sample) -> Result<(), StoreError> {
    let planted: Option<String> = sqlx::query_scalar("SELECT value FROM facts WHERE name = $1")
        .bind(SAMPLE_MONTH)
        .fetch_optional(&mut *on)
        .await?;
    if planted.as_deref() == Some(sample.month.as_str()) {
        return Ok(());
    }
    if planted.is_none() {
        for row in &sample.register {
            insert_establishment(on, row).await?;
        }
    }
    for visit in &sample.visits {
        // Nothing is inserted where the sample was cleared.
        sqlx::query(
            "INSERT INTO planned_visits (id, establishment_id, planned_on, sample)
             SELECT $1, id, $3, 1 FROM establishments WHERE id = $2 AND sample = 1
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(&visit.id)
        .bind(&visit.establishment)
        .bind(visit.planned_on.to_string())
        .execute(&mut *on)
        .await?;
    }
    sqlx::query(
        "INSERT INTO facts (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(SAMPLE_MONTH)
    .bind(&sample.month)
    .execute(on)
    .await?;
    Ok(())
}

/// Removes the sample; the fact stays, so that it does not come back.
pub(super) async fn clear_sample(on: &mut SqliteConnection) -> Result<(), StoreError> {
    // A visit to an establishment that does not exist is a sample too.
    sqlx::query(
        "DELETE FROM planned_visits WHERE sample = 1
         OR establishment_id IN (SELECT id FROM establishments WHERE sample = 1)",
    )
    .execute(&mut *on)
    .await?;
    sqlx::query("DELETE FROM establishments WHERE sample = 1")
        .execute(on)
        .await?;
    Ok(())
}

async fn insert_establishment(
    on: &mut SqliteConnection,
    row: &Registered,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO establishments (id, name, address, ward, kind, sample)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&row.id)
    .bind(&row.name)
    .bind(&row.address)
    .bind(&row.ward)
    .bind(&row.kind)
    .bind(row.sample)
    .execute(on)
    .await?;
    Ok(())
}
