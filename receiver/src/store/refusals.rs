//! Uploads of enrolled tablets that were refused and have not come since: that they
//! were and why, nothing of what was in them.

use chrono::{DateTime, Utc};
use inspection::DocumentId;

use super::doubts::First;
use super::rows::{number, time, time_text};
use crate::people::Sight;
use crate::store::{Connection, Store, StoreError};

/// An upload that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The name of the tablet that sent it, where it is known.
    pub tablet: Option<String>,
    /// The id that was claimed; empty where none could be read.
    pub document: String,
    /// The name of the problem.
    pub problem: String,
    /// What was said of it the last time.
    pub detail: String,
    /// When it was first refused.
    pub first_at: DateTime<Utc>,
    /// When it was last refused.
    pub last_at: DateTime<Utc>,
    /// How often.
    pub times: u64,
}

impl Store {
    /// The uploads that were refused and have not come since, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn refused(&self, sight: &Sight, most: u32) -> Result<First<Refused>, StoreError> {
        refused(&mut *self.read().await?, sight, most).await
    }

    /// Notes that an upload was refused.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn note_refused(
        &self,
        tablet: Option<&str>,
        document: Option<DocumentId>,
        [problem, detail]: [&str; 2],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let document = document.map(|id| id.to_string()).unwrap_or_default();
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO refused_uploads
             (tablet, document, problem, detail, first_at, last_at, times)
             VALUES ($1, $2, $3, $4, $5, $5, 1)
             ON CONFLICT (tablet, document, problem) DO UPDATE
             SET detail = excluded.detail, last_at = excluded.last_at,
                 times = refused_uploads.times + 1",
        )
        .bind(tablet.unwrap_or_default())
        .bind(document)
        .bind(problem)
        .bind(detail)
        .bind(time_text(now))
        .execute(&mut *transaction)
        .await?;
        self.commit(transaction).await
    }
}

/// Uploads that were refused, by the tablets that are seen; but those that came
/// since.
macro_rules! refusals {
    () => {
        " FROM refused_uploads r LEFT JOIN tablets t ON t.id = r.tablet
          WHERE ($1 = '' OR $1 LIKE '%,' || t.authority || ',%')
          AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = r.document)"
    };
}
pub(super) use refusals;

async fn refused(
    on: &mut Connection,
    sight: &Sight,
    most: u32,
) -> Result<First<Refused>, StoreError> {
    let rows: Vec<RefusedRow> = sqlx::query_as(concat!(
        "SELECT t.name AS tablet, r.document, r.problem, r.detail, r.first_at, r.last_at, r.times",
        refusals!(),
        " ORDER BY r.last_at DESC, r.document, r.problem LIMIT $2",
    ))
    .bind(sight.listed())
    .bind(i64::from(most))
    .fetch_all(&mut *on)
    .await?;
    let total = sqlx::query_scalar(concat!("SELECT COUNT(*)", refusals!()));
    let total: i64 = total.bind(sight.listed()).fetch_one(on).await?;
    let rows = rows.into_iter().map(Refused::try_from);
    Ok(First {
        rows: rows.collect::<Result<_, _>>()?,
        total: number("a count", total)?,
    })
}

#[derive(sqlx::FromRow)]
struct RefusedRow {
    tablet: Option<String>,
    document: String,
    problem: String,
    detail: String,
    first_at: String,
    last_at: String,
    times: i64,
}

impl TryFrom<RefusedRow> for Refused {
    type Error = StoreError;

    fn try_from(row: RefusedRow) -> Result<Self, StoreError> {
        Ok(Self {
            tablet: row.tablet,
            document: row.document,
            problem: row.problem,
            detail: row.detail,
            first_at: time(&row.first_at)?,
            last_at: time(&row.last_at)?,
            times: number("times", row.times)?,
        })
    }
}
