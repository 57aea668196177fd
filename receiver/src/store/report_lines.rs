//! The lines that reports are made of: kept with each document, and made anew where
//! this program counts otherwise than the one that kept them.

use inspection::{Entry, Inspection, LINE_FORMAT, Outcome, Sequel};

use super::copying::schema;
use super::rows::{json_text, storable};
use crate::store::{Connection, Store, StoreError};

/// The fact by which lines of another format are known.
const FORMAT: &str = "report_lines";
/// The migration that made the place for them.
const MIGRATION: i64 = 20;
/// How many documents are in memory at a time.
const BATCH: i64 = 100;

/// Keeps the line of an inspection; of one that cannot be read, an empty one.
pub(super) async fn insert_line(
    on: &mut Connection,
    id: &str,
    inspected_on: &str,
    inspection: Option<&Inspection>,
) -> Result<(), StoreError> {
    let line = inspection.and_then(|inspection| Entry::of(inspection).to_line());
    let corrects = inspection.is_some_and(|inspection| inspection.supersedes.is_some());
    sqlx::query(
        "INSERT INTO report_lines (document_id, inspected_on, corrects, line)
         VALUES ($1, $2, $3, $4)",
    )
    .bind(id)
    .bind(inspected_on)
    .bind(i64::from(corrects))
    .bind(storable(&line.unwrap_or_default()))
    .execute(on)
    .await?;
    Ok(())
}

/// What reports need of an outcome.
pub(super) fn sequel_text(outcome: &Outcome) -> Result<String, StoreError> {
    Ok(storable(&json_text(&Sequel::of(outcome))?))
}

impl Store {
    /// Whether every inspection has its line, in the format that this program reads.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub(crate) async fn has_lines(&self) -> Result<bool, StoreError> {
        let mut on = self.read().await?;
        if schema(&mut on).await? < MIGRATION || !is_current(&mut on).await? {
            return Ok(false);
        }
        let missing: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM inspections i WHERE NOT EXISTS
                 (SELECT 1 FROM report_lines r WHERE r.document_id = i.document_id)",
        )
        .fetch_one(&mut *on)
        .await?;
        Ok(missing == 0)
    }
}

/// Whether the lines were made in the format of this program.
async fn is_current(on: &mut Connection) -> Result<bool, StoreError> {
    let kept: Option<String> = sqlx::query_scalar("SELECT value FROM facts WHERE name = $1")
        .bind(FORMAT)
        .fetch_optional(on)
        .await?;
    Ok(kept == Some(LINE_FORMAT.to_string()))
}

/// Makes the lines that are missing, and all of them anew where they were made in
/// another format.
pub(super) async fn fill_lines(on: &mut Connection) -> Result<(), StoreError> {
    if !is_current(on).await? {
        sqlx::query("DELETE FROM report_lines")
            .execute(&mut *on)
            .await?;
        sqlx::query("UPDATE outcomes SET sequel = NULL")
            .execute(&mut *on)
            .await?;
        sqlx::query(
            "INSERT INTO facts (name, value) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(FORMAT)
        .bind(LINE_FORMAT.to_string())
        .execute(&mut *on)
        .await?;
    }
    while fill_some(on).await? {}
    fill_sequels(on).await
}

async fn fill_some(on: &mut Connection) -> Result<bool, StoreError> {
    let missing: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT i.document_id, i.inspected_on, d.document FROM inspections i
         JOIN documents d ON d.id = i.document_id
         WHERE NOT EXISTS (SELECT 1 FROM report_lines r WHERE r.document_id = i.document_id)
         LIMIT $1",
    )
    .bind(BATCH)
    .fetch_all(&mut *on)
    .await?;
    for (id, inspected_on, document) in &missing {
        let inspection = inspection::read_json::<Inspection>(document).ok();
        insert_line(on, id, inspected_on, inspection.as_ref()).await?;
    }
    Ok(!missing.is_empty())
}

async fn fill_sequels(on: &mut Connection) -> Result<(), StoreError> {
    let missing: Vec<(String, String)> = sqlx::query_as(
        "SELECT d.id, d.document FROM outcomes o JOIN documents d ON d.id = o.document_id
         WHERE o.sequel IS NULL",
    )
    .fetch_all(&mut *on)
    .await?;
    for (id, document) in &missing {
        // What this program cannot read it does not count; it is tried again by the
        // next one.
        let Ok(outcome) = serde_json::from_str::<Outcome>(document) else {
            continue;
        };
        sqlx::query("UPDATE outcomes SET sequel = $2 WHERE document_id = $1")
            .bind(id)
            .bind(sequel_text(&outcome)?)
            .execute(&mut *on)
            .await?;
    }
    Ok(())
}
