//! The sample of the demonstration: planted once, cleared for good.
//! The statements, inside a transaction that `engine.rs` opens and commits.

use super::linking::note_removed;
use super::relinking::link_all;
use super::seeding::{insert_establishments, insert_visit};
use crate::store::{Connection, List, Sample, Store, StoreError};

/// The fact that holds the month for which sample visits were last added.
const SAMPLE_MONTH: &str = "sample_month";

impl Store {
    /// Adds the sample, once in the life of the store: what was cleared does
    /// not come back. Visits are added for each new month while the sample
    /// register is there.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn plant(&self, sample: &Sample) -> Result<(), StoreError> {
        self.writing(async |on| plant(on, sample).await).await
    }

    /// Removes every row marked as sample, in one transaction.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn clear_sample(&self) -> Result<(), StoreError> {
        self.writing(async |on| clear_sample(on).await).await
    }
}

/// Adds the sample register once, and visits once for each month.
pub(super) async fn plant(on: &mut Connection, sample: &Sample) -> Result<(), StoreError> {
    let planted: Option<String> = sqlx::query_scalar("SELECT value FROM facts WHERE name = $1")
        .bind(SAMPLE_MONTH)
        .fetch_optional(&mut *on)
        .await?;
    if planted.as_deref() == Some(sample.month.as_str()) {
        return Ok(());
    }
    if planted.is_none() {
        insert_establishments(on, &sample.register.iter().collect::<Vec<_>>()).await?;
    }
    for visit in &sample.visits {
        // Nothing is inserted where the sample was cleared.
        let wanted: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM establishments WHERE id = $1 AND sample = 1
             AND NOT EXISTS (SELECT 1 FROM planned_visits WHERE id = $2)",
        )
        .bind(&visit.establishment)
        .bind(&visit.id)
        .fetch_one(&mut *on)
        .await?;
        if wanted > 0 {
            insert_visit(on, visit, true).await?;
        }
    }
    sqlx::query(
        "INSERT INTO facts (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(SAMPLE_MONTH)
    .bind(&sample.month)
    .execute(&mut *on)
    .await?;
    link_all(on).await
}

/// Removes the sample; the fact stays, so that it does not come back.
pub(super) async fn clear_sample(on: &mut Connection) -> Result<(), StoreError> {
    // A visit to an establishment that does not exist is a sample too.
    let visits: Vec<String> = sqlx::query_scalar(
        "SELECT id FROM planned_visits WHERE sample = 1
         OR establishment_id IN (SELECT id FROM establishments WHERE sample = 1)",
    )
    .fetch_all(&mut *on)
    .await?;
    for id in visits {
        sqlx::query("DELETE FROM planned_visits WHERE id = $1")
            .bind(&id)
            .execute(&mut *on)
            .await?;
        note_removed(on, List::Plan, &id).await?;
    }
    let rows: Vec<String> = sqlx::query_scalar("SELECT id FROM establishments WHERE sample = 1")
        .fetch_all(&mut *on)
        .await?;
    for id in rows {
        sqlx::query("DELETE FROM establishments WHERE id = $1")
            .bind(&id)
            .execute(&mut *on)
            .await?;
        note_removed(on, List::Register, &id).await?;
    }
    link_all(on).await
}
