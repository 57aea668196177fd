//! A visit that several tablets recorded: its parts, which have the same day, number
//! and establishment, as reports have it too.

use chrono::{DateTime, Utc};
use inspection::{DeviceId, InspectionId};

use super::rows::{time, unreadable};
use super::seen::seen;
use crate::people::Sight;
use crate::store::{Store, StoreError};

/// One part of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The inspection.
    pub id: InspectionId,
    /// What tells the visit from others.
    pub visit: String,
    /// The frozen text.
    pub document: String,
    /// When it was kept.
    pub received_at: DateTime<Utc>,
    /// The tablet that recorded it.
    pub device: DeviceId,
    /// Its name, where it is one of the office's.
    pub tablet: Option<String>,
    /// The code of what was found.
    pub result: String,
    /// Whether another inspection corrects it.
    pub corrected: bool,
}

impl Store {
    /// The parts of a visit that are seen, in the order in which they were begun.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn parts(&self, visit: &str, sight: &Sight) -> Result<Vec<Part>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(concat!(
            "SELECT d.id, i.visit, d.document, d.received_at, d.device, t.name AS tablet, i.result,
                    (SELECT COUNT(*) FROM inspections c WHERE c.supersedes = d.id) AS corrections
             FROM inspections i JOIN documents d ON d.id = i.document_id
             LEFT JOIN tablets t ON t.device = d.device
             WHERE i.visit = $2 AND i.visit <> '' AND ",
            seen!(),
            " ORDER BY d.id",
        ))
        .bind(sight.listed())
        .bind(visit)
        .fetch_all(&mut *self.read().await?)
        .await?;
        rows.into_iter().map(Part::try_from).collect()
    }

    /// The parts of the visit that an inspection is a part of, itself among them; none
    /// where it is of no numbered visit.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn parts_beside(
        &self,
        id: InspectionId,
        sight: &Sight,
    ) -> Result<Vec<Part>, StoreError> {
        let visit: Option<String> =
            sqlx::query_scalar("SELECT visit FROM inspections WHERE document_id = $1")
                .bind(id.to_string())
                .fetch_optional(&mut *self.read().await?)
                .await?;
        match visit.filter(|visit| !visit.is_empty()) {
            Some(visit) => self.parts(&visit, sight).await,
            None => Ok(Vec::new()),
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    visit: String,
    document: String,
    received_at: String,
    device: String,
    tablet: Option<String>,
    result: String,
    corrections: i64,
}

impl TryFrom<Row> for Part {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.parse().map_err(unreadable("id"))?,
            visit: row.visit,
            document: row.document,
            received_at: time(&row.received_at)?,
            device: row.device.parse().map_err(unreadable("device"))?,
            tablet: row.tablet,
            result: row.result,
            corrected: row.corrections > 0,
        })
    }
}
