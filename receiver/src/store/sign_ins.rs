//! The sign-ins there are: begun, used, listed, ended. Who may try is
//! `failures.rs`'s.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::audit::{Act, note};
use super::rows::{time, time_text};
use super::users::{UserRow, end_sign_ins, forget_failures, user};
use super::{Connection, Store, StoreError};
use crate::people::{Password, TokenHash, User};

/// A sign-in ends when it was not used for so long.
const IDLE: TimeDelta = TimeDelta::hours(2);
/// A sign-in ends after so long: a working day.
pub const LONGEST_SIGN_IN: TimeDelta = TimeDelta::hours(12);
/// Its use is written down no more often.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(1);
/// A sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Its id, which is no secret.
    pub id: String,
    /// What the browser calls itself.
    pub agent: String,
    /// When it began.
    pub began_at: DateTime<Utc>,
    /// When it was last used.
    pub seen_at: DateTime<Utc>,
}

type SignInRow = (String, String, String, String);

fn sign_in((id, agent, began_at, seen_at): SignInRow) -> Result<SignIn, StoreError> {
    Ok(SignIn {
        began_at: time(&began_at)?,
        seen_at: time(&seen_at)?,
        id,
        agent,
    })
}

async fn of_token(
    on: &mut Connection,
    hash: &TokenHash,
    now: DateTime<Utc>,
) -> Result<Option<(User, SignIn)>, StoreError> {
    type Row = (
        String,
        String,
        String,
        String,
        String,
        String,
        String,
        String,
        String,
    );
    let found: Option<Row> = sqlx::query_as(
        "SELECT s.sha256, s.id, s.agent, s.began_at, s.seen_at, u.id, u.name, u.role, u.authority
         FROM sign_ins s JOIN users u ON u.id = s.user_id
         WHERE s.sha256 = $1 AND s.seen_at > $2 AND s.began_at > $3 AND u.disabled_at IS NULL",
    )
    .bind(hash.as_str())
    .bind(time_text(now - IDLE))
    .bind(time_text(now - LONGEST_SIGN_IN))
    .fetch_optional(on)
    .await?;
    let Some((kept, id, agent, began, seen, user_id, name, role, authority)) = found else {
        return Ok(None);
    };
    if TokenHash::kept(kept) != *hash {
        return Ok(None);
    }
    let row: UserRow = (user_id, name, role, authority);
    Ok(Some((user(row)?, sign_in((id, agent, began, seen))?)))
}

impl Store {
    /// Begins a sign-in; the failures of the name are forgotten. `password` is what
    /// is kept from now on, where what was kept is weak.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn signed_in(
        &self,
        user: &User,
        (hash, agent): (&TokenHash, &str),
        password: Option<&Password>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut on = self.write().await?;
        forget_failures(&mut on, &user.name).await?;
        sqlx::query("DELETE FROM sign_ins WHERE began_at < $1 OR seen_at < $2")
            .bind(time_text(now - LONGEST_SIGN_IN))
            .bind(time_text(now - IDLE))
            .execute(&mut *on)
            .await?;
        if let Some(password) = password {
            sqlx::query("UPDATE users SET password = $2 WHERE id = $1")
                .bind(&user.id)
                .bind(password.as_str())
                .execute(&mut *on)
                .await?;
        }
        sqlx::query(
            "INSERT INTO sign_ins (id, sha256, user_id, agent, began_at, seen_at)
             VALUES ($1, $2, $3, $4, $5, $5)",
        )
        .bind(Uuid::now_v7().to_string())
        .bind(hash.as_str())
        .bind(&user.id)
        .bind(agent)
        .bind(time_text(now))
        .execute(&mut *on)
        .await?;
        note(&mut on, &line(user, "signed_in", agent), now).await?;
        self.commit(on).await
    }

    /// Who holds this cookie, where it still counts; its use is written down.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn seat(
        &self,
        hash: &TokenHash,
        now: DateTime<Utc>,
    ) -> Result<Option<(User, SignIn)>, StoreError> {
        let found = of_token(&mut *self.read().await?, hash, now).await?;
        if let Some((_, sign_in)) = &found
            && sign_in.seen_at + SEEN_EVERY < now
        {
            let mut on = self.write().await?;
            sqlx::query("UPDATE sign_ins SET seen_at = $2 WHERE id = $1 AND seen_at < $2")
                .bind(&sign_in.id)
                .bind(time_text(now))
                .execute(&mut *on)
                .await?;
            self.commit(on).await?;
        }
        Ok(found)
    }

    /// A user's sign-ins that still count, the last used first.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn sign_ins(
        &self,
        user: &str,
        now: DateTime<Utc>,
    ) -> Result<Vec<SignIn>, StoreError> {
        let rows: Vec<SignInRow> = sqlx::query_as(
            "SELECT id, agent, began_at, seen_at FROM sign_ins
             WHERE user_id = $1 AND seen_at > $2 AND began_at > $3
             ORDER BY seen_at DESC, id",
        )
        .bind(user)
        .bind(time_text(now - IDLE))
        .bind(time_text(now - LONGEST_SIGN_IN))
        .fetch_all(&mut *self.read().await?)
        .await?;
        rows.into_iter().map(sign_in).collect()
    }

    /// Ends one sign-in of a user, for what the log calls `act`; `false` where it is
    /// none of his.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn end_sign_in(
        &self,
        user: &User,
        id: &str,
        act: &'static str,
    ) -> Result<bool, StoreError> {
        let mut on = self.write().await?;
        let done = sqlx::query("DELETE FROM sign_ins WHERE user_id = $1 AND id = $2")
            .bind(&user.id)
            .bind(id)
            .execute(&mut *on)
            .await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        note(&mut on, &line(user, act, ""), Utc::now()).await?;
        self.commit(on).await?;
        Ok(true)
    }

    /// Ends all sign-ins of a user but one.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn end_other_sign_ins(&self, user: &User, but: &str) -> Result<(), StoreError> {
        let mut on = self.write().await?;
        end_sign_ins(&mut on, &user.id, but).await?;
        note(&mut on, &line(user, "sign_ins_ended", ""), Utc::now()).await?;
        self.commit(on).await
    }
}

/// What a user did on his own account.
fn line<'a>(user: &'a User, word: &'static str, detail: &'a str) -> Act<'a> {
    Act {
        who: &user.name,
        word,
        subject: &user.id,
        named: &user.name,
        ward: user.authority.code(),
        detail,
    }
}
