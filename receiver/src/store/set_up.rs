//! The links by which passwords are chosen: of the first person, of those who were
//! added, and of those whose password holds no more.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::audit::note;
use super::rows::time_text;
use super::users::{
    NewUser, Person, act, end_sign_ins, find, forget_failures, insert, set_password,
};
use super::{Connection, Store, StoreError};
use crate::people::{Authority, Password, Role, TokenHash, User};

/// What a link to choose a password is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SetUp {
    /// The first person of the office, whose name is chosen too.
    First,
    /// This one.
    Of(User),
}

/// What became of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Used {
    /// The password is kept.
    Done(User),
    /// The link was used, is too old, or never was one.
    NoLink,
    /// The name is somebody else's.
    NameTaken,
}

/// A new link for a user, or for the first; earlier ones are of no use any more.
pub(super) async fn link(
    on: &mut Connection,
    user: Option<&str>,
    hash: &TokenHash,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM set_up_links WHERE COALESCE(user_id, '') = $1")
        .bind(user.unwrap_or_default())
        .execute(&mut *on)
        .await?;
    sqlx::query("INSERT INTO set_up_links (sha256, user_id, expires_at) VALUES ($1, $2, $3)")
        .bind(hash.as_str())
        .bind(user)
        .bind(time_text(expires_at))
        .execute(on)
        .await?;
    Ok(())
}

async fn linked(
    on: &mut Connection,
    hash: &TokenHash,
    now: DateTime<Utc>,
) -> Result<Option<SetUp>, StoreError> {
    let found: Option<(Option<String>,)> = sqlx::query_as(
        "SELECT l.user_id FROM set_up_links l LEFT JOIN users u ON u.id = l.user_id
         WHERE l.sha256 = $1 AND l.expires_at > $2 AND u.disabled_at IS NULL",
    )
    .bind(hash.as_str())
    .bind(time_text(now))
    .fetch_optional(&mut *on)
    .await?;
    match found {
        None => Ok(None),
        Some((None,)) => Ok(Some(SetUp::First)),
        Some((Some(id),)) => Ok(find(on, &id).await?.map(|person| SetUp::Of(person.user))),
    }
}

impl Store {
    /// A link for the first person, where nobody can sign in.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn link_first(
        &self,
        hash: &TokenHash,
        expires_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut on = self.write().await?;
        link(&mut on, None, hash, expires_at).await?;
        self.commit(on).await
    }

    /// A link for a user whose password holds no more: his sign-ins end, and what
    /// he failed is forgotten. `None` where there is no such user.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn reset_user(
        &self,
        id: &str,
        (hash, expires_at): (&TokenHash, DateTime<Utc>),
        who: &str,
    ) -> Result<Option<User>, StoreError> {
        let mut on = self.write().await?;
        let Some(Person { user, .. }) = find(&mut on, id).await? else {
            return Ok(None);
        };
        sqlx::query("UPDATE users SET password = NULL WHERE id = $1")
            .bind(id)
            .execute(&mut *on)
            .await?;
        end_sign_ins(&mut on, id, "").await?;
        forget_failures(&mut on, &user.name).await?;
        link(&mut on, Some(id), hash, expires_at).await?;
        note(&mut on, &act(who, "user_reset", &user, ""), Utc::now()).await?;
        self.commit(on).await?;
        Ok(Some(user))
    }

    /// What a link is for, where it still holds.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn linked(
        &self,
        hash: &TokenHash,
        now: DateTime<Utc>,
    ) -> Result<Option<SetUp>, StoreError> {
        linked(&mut *self.read().await?, hash, now).await
    }

    /// Keeps the password chosen by a link, which is then used up. `name` is the
    /// first person's.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn use_link(
        &self,
        hash: &TokenHash,
        name: &str,
        password: &Password,
        now: DateTime<Utc>,
    ) -> Result<Used, StoreError> {
        let mut on = self.write().await?;
        let user = match linked(&mut on, hash, now).await? {
            None => return Ok(Used::NoLink),
            Some(SetUp::Of(user)) => {
                set_password(&mut on, &user.id, password).await?;
                user
            }
            Some(SetUp::First) => {
                let id = Uuid::now_v7().to_string();
                let new = NewUser {
                    name: name.to_owned(),
                    role: Role::Admin,
                    authority: Authority::city(),
                };
                if !insert(&mut on, &id, &new, Some(password), now).await? {
                    return Ok(Used::NameTaken);
                }
                User {
                    id,
                    name: new.name,
                    role: new.role,
                    authority: new.authority,
                }
            }
        };
        sqlx::query("DELETE FROM set_up_links WHERE sha256 = $1")
            .bind(hash.as_str())
            .execute(&mut *on)
            .await?;
        end_sign_ins(&mut on, &user.id, "").await?;
        note(&mut on, &act(&user.name, "password_chosen", &user, ""), now).await?;
        self.commit(on).await?;
        Ok(Used::Done(user))
    }
}
