//! Who did what, when, on which: lines are added in the transaction of what they
//! tell, and never changed.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::rows::{time, time_text};
use super::{Connection, Store, StoreError};
use crate::people::Sight;

/// Lines on a page.
pub const AUDIT_PAGE: usize = 100;

/// What somebody did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Act<'a> {
    /// Who.
    pub(super) who: &'a str,
    /// What, as a word of the program.
    pub(super) word: &'static str,
    /// On which: an id.
    pub(super) subject: &'a str,
    /// What that is called.
    pub(super) named: &'a str,
    /// The authority concerned; empty where it is the whole office.
    pub(super) ward: &'a str,
    /// What else there is to say of it.
    pub(super) detail: &'a str,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditLine {
    /// Its place: later ones are greater.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub who: String,
    /// What, as a word of the program.
    pub act: String,
    /// On which.
    pub subject: String,
    /// What that was called.
    pub named: String,
    /// What else was said.
    pub detail: String,
}

/// Which lines are asked for; what is empty is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// By this person.
    pub who: String,
    /// Of this word.
    pub act: String,
    /// On what has this id.
    pub subject: String,
    /// Before this line.
    pub before: String,
}

/// Adds a line.
pub(super) async fn note(
    on: &mut Connection,
    act: &Act<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO audit (id, at, who, act, subject, named, ward, detail)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(time_text(now))
    .bind(act.who)
    .bind(act.word)
    .bind(act.subject)
    .bind(act.named)
    .bind(act.ward)
    .bind(act.detail)
    .execute(on)
    .await?;
    Ok(())
}

async fn lines(
    on: &mut Connection,
    filter: &AuditFilter,
    sight: &Sight,
) -> Result<Vec<AuditLine>, StoreError> {
    type Row = (String, String, String, String, String, String, String);
    let most = i64::try_from(AUDIT_PAGE).unwrap_or(i64::MAX);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, at, who, act, subject, named, detail FROM audit
         WHERE ($1 = '' OR who = $1) AND ($2 = '' OR act = $2)
           AND ($3 = '' OR subject = $3) AND ($4 = '' OR id < $4)
           AND ($5 = '' OR $5 LIKE '%,' || ward || ',%')
         ORDER BY id DESC LIMIT $6",
    )
    .bind(&filter.who)
    .bind(&filter.act)
    .bind(&filter.subject)
    .bind(&filter.before)
    .bind(sight.listed())
    .bind(most + 1)
    .fetch_all(on)
    .await?;
    let read = |(id, at, who, act, subject, named, detail): Row| {
        Ok(AuditLine {
            at: time(&at)?,
            id,
            who,
            act,
            subject,
            named,
            detail,
        })
    };
    rows.into_iter().map(read).collect()
}

impl Store {
    /// The lines asked for, the latest first, one more than [`AUDIT_PAGE`] where
    /// there are more.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn audit(
        &self,
        filter: &AuditFilter,
        sight: &Sight,
    ) -> Result<Vec<AuditLine>, StoreError> {
        lines(&mut *self.read().await?, filter, sight).await
    }
}
