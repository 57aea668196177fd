//! Who may try a password, and what a failure costs. A try counts as a failure
//! until it has succeeded, so that tries at the same time count too.

use chrono::{DateTime, TimeDelta, Utc};

use super::rows::{time, time_text};
use super::users::{forget_failures, user};
use super::{Connection, Store, StoreError};
use crate::people::{Password, User, wait_after};

/// Failures are forgotten after so long.
const FORGOTTEN: TimeDelta = TimeDelta::hours(24);

/// Whether somebody may try a password now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Try {
    /// Not before.
    Wait(DateTime<Utc>),
    /// Yes; of whom, where it is somebody, and what to check it by.
    Now(Option<(User, Password)>),
}

/// Failures of a name so far, and until when no try is taken.
async fn failures(
    on: &mut Connection,
    key: &str,
    now: DateTime<Utc>,
) -> Result<(u32, Option<DateTime<Utc>>), StoreError> {
    sqlx::query("DELETE FROM failed_sign_ins WHERE last_at < $1")
        .bind(time_text(now - FORGOTTEN))
        .execute(&mut *on)
        .await?;
    let found: Option<(i64, Option<String>)> =
        sqlx::query_as("SELECT failures, wait_to FROM failed_sign_ins WHERE name_key = $1")
            .bind(key)
            .fetch_optional(on)
            .await?;
    let (failures, until) = found.unwrap_or_default();
    let until = until.as_deref().map(time).transpose()?;
    Ok((u32::try_from(failures).unwrap_or(u32::MAX), until))
}

async fn count_failure(
    on: &mut Connection,
    key: &str,
    failures: u32,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let until = wait_after(failures).map(|wait| time_text(now + wait));
    sqlx::query(
        "INSERT INTO failed_sign_ins (name_key, failures, last_at, wait_to)
         VALUES ($1, $2, $3, $4) ON CONFLICT (name_key) DO UPDATE
         SET failures = excluded.failures, last_at = excluded.last_at,
             wait_to = excluded.wait_to",
    )
    .bind(key)
    .bind(i64::from(failures))
    .bind(time_text(now))
    .bind(until)
    .execute(on)
    .await?;
    Ok(())
}

async fn credentials(
    on: &mut Connection,
    key: &str,
) -> Result<Option<(User, Password)>, StoreError> {
    type Row = (String, String, String, String, String);
    let found: Option<Row> = sqlx::query_as(
        "SELECT id, name, role, authority, password FROM users
         WHERE name_key = $1 AND password IS NOT NULL AND disabled_at IS NULL",
    )
    .bind(key)
    .fetch_optional(on)
    .await?;
    let read = |(id, name, role, authority, password): Row| {
        Ok((user((id, name, role, authority))?, Password::kept(password)))
    };
    found.map(read).transpose()
}

impl Store {
    /// Whether a name may try a password now. It counts as a failure until
    /// [`Store::signed_in`].
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn try_sign_in(&self, key: &str, now: DateTime<Utc>) -> Result<Try, StoreError> {
        let mut on = self.write().await?;
        let (failed, until) = failures(&mut on, key, now).await?;
        if let Some(until) = until.filter(|until| *until > now) {
            return Ok(Try::Wait(until));
        }
        count_failure(&mut on, key, failed.saturating_add(1), now).await?;
        let found = credentials(&mut on, key).await?;
        self.commit(on).await?;
        Ok(Try::Now(found))
    }

    /// Until when a name waits after its last failure.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn waits(
        &self,
        key: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        let found: Option<(Option<String>,)> =
            sqlx::query_as("SELECT wait_to FROM failed_sign_ins WHERE name_key = $1")
                .bind(key)
                .fetch_optional(&mut *self.read().await?)
                .await?;
        let until = found.and_then(|(until,)| until);
        let until = until.as_deref().map(time).transpose()?;
        Ok(until.filter(|until| *until > now))
    }

    /// Forgets what a name failed: its password was right.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn forget_failures(&self, name: &str) -> Result<(), StoreError> {
        let mut on = self.write().await?;
        forget_failures(&mut on, name).await?;
        self.commit(on).await
    }
}
