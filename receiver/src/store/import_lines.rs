//! The lists of wards that there were, and how each ended.

use chrono::{DateTime, Utc};

use super::rows::{time, unreadable};
use crate::store::{Store, StoreError};
use crate::ward_list::compare::Counts;

/// A list of a ward, as one of many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportLine {
    /// Its id.
    pub id: String,
    /// Name of the file.
    pub file_name: String,
    /// When it was uploaded.
    pub made_at: DateTime<Utc>,
    /// By whom.
    pub made_by: String,
    /// What became of it; `None` while it waits.
    pub finished: Option<Finished>,
}

/// How a list ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// How many rows there were of each state; `None` where it was discarded.
    pub counts: Option<Counts>,
}

impl Store {
    /// All lists, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn imports(&self) -> Result<Vec<ImportLine>, StoreError> {
        type Line = (
            String,
            String,
            String,
            String,
            Option<String>,
            Option<String>,
            Option<String>,
        );
        let rows: Vec<Line> = sqlx::query_as(
            "SELECT id, file_name, made_at, made_by, finished_at, finished_by, counts
             FROM register_imports ORDER BY made_at DESC, id DESC",
        )
        .fetch_all(&mut *self.read().await?)
        .await?;
        let lines = rows
            .into_iter()
            .map(|(id, file_name, made_at, made_by, at, by, counts)| {
                let counts = counts.map(|counts| serde_json::from_str(&counts));
                let counts = counts.transpose().map_err(unreadable("counts"))?;
                let finished = match at.zip(by) {
                    Some((at, by)) => Some(Finished {
                        at: time(&at)?,
                        by,
                        counts,
                    }),
                    None => None,
                };
                Ok(ImportLine {
                    id,
                    file_name,
                    made_at: time(&made_at)?,
                    made_by,
                    finished,
                })
            });
        lines.collect()
    }
}
