//! Uploads of enrolled tablets that were refused and have not come since: that they
//! were and why, nothing of what was in them.

use chrono::{DateTime, Utc};
use inspection::DocumentId;

use super::doubts::First;
use super::rows::{number, signed, time, time_text};
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
    /// What was said of it the last time, in Vietnamese and English; of those of
    /// before, in English alone.
    pub detail: [String; 2],
    /// When it was first refused.
    pub first_at: DateTime<Utc>,
    /// When it was last refused.
    pub last_at: DateTime<Utc>,
    /// How often.
    pub times: u64,
}

/// Why an upload is refused.
#[derive(Clone, Debug)]
pub struct Why {
    /// The name of the problem.
    pub problem: &'static str,
    /// What is said of it, in Vietnamese and English.
    pub detail: [String; 2],
}

/// The most refusals that are kept of one tablet, the newest: a tablet whose every
/// upload is wrong fills no disk.
pub const MOST_REFUSALS: u32 = 200;

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
        why: &Why,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let document = document.map(|id| id.to_string()).unwrap_or_default();
        let tablet = tablet.unwrap_or_default();
        let [vi, en] = &why.detail;
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO refused_uploads
             (tablet, document, problem, detail, detail_vi, first_at, last_at, times)
             VALUES ($1, $2, $3, $4, $5, $6, $6, 1)
             ON CONFLICT (tablet, document, problem) DO UPDATE
             SET detail = excluded.detail, detail_vi = excluded.detail_vi,
                 last_at = excluded.last_at, times = refused_uploads.times + 1",
        )
        .bind(tablet)
        .bind(document)
        .bind(why.problem)
        .bind(en)
        .bind(vi)
        .bind(time_text(now))
        .execute(&mut *transaction)
        .await?;
        keep_the_newest(&mut transaction, tablet).await?;
        self.commit(transaction).await
    }

    /// How many refusals of the tablets that are seen are not kept any more.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn refusals_dropped(&self, sight: &Sight) -> Result<u64, StoreError> {
        let dropped = sqlx::query_scalar(
            "SELECT CAST(COALESCE(SUM(r.dropped), 0) AS BIGINT) FROM refusals_dropped r
             LEFT JOIN tablets t ON t.id = r.tablet
             WHERE ($1 = '' OR $1 LIKE '%,' || t.authority || ',%')",
        );
        let on = &mut *self.read().await?;
        let dropped: i64 = dropped.bind(sight.listed()).fetch_one(on).await?;
        number("a count", dropped)
    }
}

/// Lets go what is more than [`MOST_REFUSALS`] of a tablet: first what has come since,
/// then the oldest, which are counted.
async fn keep_the_newest(on: &mut Connection, tablet: &str) -> Result<(), StoreError> {
    let kept = sqlx::query_scalar("SELECT COUNT(*) FROM refused_uploads WHERE tablet = $1");
    let kept: i64 = kept.bind(tablet).fetch_one(&mut *on).await?;
    if kept <= i64::from(MOST_REFUSALS) {
        return Ok(());
    }
    sqlx::query(
        "DELETE FROM refused_uploads WHERE tablet = $1
         AND EXISTS (SELECT 1 FROM documents d WHERE d.id = refused_uploads.document)",
    )
    .bind(tablet)
    .execute(&mut *on)
    .await?;
    let gone = sqlx::query(
        "DELETE FROM refused_uploads WHERE tablet = $1 AND (document, problem) IN (
             SELECT document, problem FROM refused_uploads WHERE tablet = $1
             ORDER BY last_at DESC, document, problem LIMIT $2 OFFSET $3)",
    )
    .bind(tablet)
    .bind(i64::MAX)
    .bind(i64::from(MOST_REFUSALS))
    .execute(&mut *on)
    .await?;
    sqlx::query(
        "INSERT INTO refusals_dropped (tablet, dropped) VALUES ($1, $2)
         ON CONFLICT (tablet) DO UPDATE
         SET dropped = refusals_dropped.dropped + excluded.dropped",
    )
    .bind(tablet)
    .bind(signed("a count", gone.rows_affected())?)
    .execute(on)
    .await?;
    Ok(())
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
        "SELECT t.name AS tablet, r.document, r.problem, r.detail, r.detail_vi,
         r.first_at, r.last_at, r.times",
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
    detail_vi: String,
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
            detail: [row.detail_vi, row.detail],
            first_at: time(&row.first_at)?,
            last_at: time(&row.last_at)?,
            times: number("times", row.times)?,
        })
    }
}
