//! The people of the office: who there is, what they may do, and letting somebody
//! in no more. Links to passwords are `set_up.rs`'s, signing in `sign_ins.rs`'s.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::audit::{Act, note};
use super::rows::{time_text, unreadable};
use super::set_up::link;
use super::{Connection, Store, StoreError};
use crate::people::{Authority, Password, Role, TokenHash, User, name_key};

/// A person and how it stands with him.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub user: User,
    /// Whether a password was chosen.
    pub has_password: bool,
    /// Whether he is let in no more.
    pub disabled: bool,
}

/// Somebody to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewUser {
    /// The name.
    pub name: String,
    /// What he may do.
    pub role: Role,
    /// Whose office it is.
    pub authority: Authority,
}

/// What becomes of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Let in no more.
    Disabled,
    /// Let in again.
    Enabled,
    /// May do something else, elsewhere.
    Appointed(Role, &'a Authority),
}

pub(super) type UserRow = (String, String, String, String);

pub(super) fn user((id, name, role, authority): UserRow) -> Result<User, StoreError> {
    Ok(User {
        id,
        name,
        role: role.parse().map_err(unreadable("role"))?,
        authority: Authority::kept(authority),
    })
}

async fn people(on: &mut Connection) -> Result<Vec<Person>, StoreError> {
    type Row = (String, String, String, String, i64, i64);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, name, role, authority,
                CASE WHEN password IS NULL THEN 0 ELSE 1 END,
                CASE WHEN disabled_at IS NULL THEN 0 ELSE 1 END
         FROM users ORDER BY name_key",
    )
    .fetch_all(on)
    .await?;
    let read = |(id, name, role, authority, password, disabled): Row| {
        Ok(Person {
            user: user((id, name, role, authority))?,
            has_password: password != 0,
            disabled: disabled != 0,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Whether the name was free.
pub(super) async fn insert(
    on: &mut Connection,
    id: &str,
    new: &NewUser,
    password: Option<&Password>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "INSERT INTO users (id, name, name_key, role, authority, password, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (name_key) DO NOTHING",
    )
    .bind(id)
    .bind(&new.name)
    .bind(name_key(&new.name))
    .bind(new.role.code())
    .bind(new.authority.code())
    .bind(password.map(Password::as_str))
    .bind(time_text(now))
    .execute(on)
    .await?;
    Ok(done.rows_affected() == 1)
}

pub(super) async fn find(on: &mut Connection, id: &str) -> Result<Option<Person>, StoreError> {
    let all = people(on).await?;
    Ok(all.into_iter().find(|person| person.user.id == id))
}

pub(super) async fn set_password(
    on: &mut Connection,
    id: &str,
    password: &Password,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE users SET password = $2 WHERE id = $1")
        .bind(id)
        .bind(password.as_str())
        .execute(on)
        .await?;
    Ok(())
}

/// Ends every sign-in of a user but one.
pub(super) async fn end_sign_ins(
    on: &mut Connection,
    user: &str,
    but: &str,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sign_ins WHERE user_id = $1 AND id <> $2")
        .bind(user)
        .bind(but)
        .execute(on)
        .await?;
    Ok(())
}

pub(super) async fn forget_failures(on: &mut Connection, name: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM failed_sign_ins WHERE name_key = $1")
        .bind(name_key(name))
        .execute(on)
        .await?;
    Ok(())
}

pub(super) fn act<'a>(
    who: &'a str,
    word: &'static str,
    user: &'a User,
    detail: &'a str,
) -> Act<'a> {
    Act {
        who,
        word,
        subject: &user.id,
        named: &user.name,
        ward: user.authority.code(),
        detail,
    }
}

impl Store {
    /// Everybody, by name.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn people(&self) -> Result<Vec<Person>, StoreError> {
        people(&mut *self.read().await?).await
    }

    /// Whether somebody can sign in.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn has_people(&self) -> Result<bool, StoreError> {
        let people = self.people().await?;
        Ok(people.iter().any(|one| one.has_password && !one.disabled))
    }

    /// Lets somebody in, by a link; `None` where the name is somebody else's.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn add_user(
        &self,
        new: &NewUser,
        (hash, expires_at): (&TokenHash, DateTime<Utc>),
        who: &str,
    ) -> Result<Option<User>, StoreError> {
        let now = Utc::now();
        let mut on = self.write().await?;
        let id = Uuid::now_v7().to_string();
        if !insert(&mut on, &id, new, None, now).await? {
            return Ok(None);
        }
        let user = User {
            id,
            name: new.name.clone(),
            role: new.role,
            authority: new.authority.clone(),
        };
        link(&mut on, Some(&user.id), hash, expires_at).await?;
        let line = act(who, "user_added", &user, new.role.code());
        note(&mut on, &line, now).await?;
        self.commit(on).await?;
        Ok(Some(user))
    }

    /// Changes how it stands with a user; `None` where there is no such user.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn put_user(
        &self,
        id: &str,
        standing: Standing<'_>,
        who: &str,
    ) -> Result<Option<User>, StoreError> {
        let now = Utc::now();
        let mut on = self.write().await?;
        let Some(Person { user, .. }) = find(&mut on, id).await? else {
            return Ok(None);
        };
        let (code, role, authority) = match standing {
            Standing::Disabled => ("user_disabled", user.role, &user.authority),
            Standing::Enabled => ("user_enabled", user.role, &user.authority),
            Standing::Appointed(role, authority) => ("user_appointed", role, authority),
        };
        sqlx::query(
            "UPDATE users SET role = $2, authority = $3,
             disabled_at = CASE $4 WHEN 'user_disabled' THEN $5 WHEN 'user_enabled' THEN NULL
                           ELSE disabled_at END
             WHERE id = $1",
        )
        .bind(id)
        .bind(role.code())
        .bind(authority.code())
        .bind(code)
        .bind(time_text(now))
        .execute(&mut *on)
        .await?;
        if standing == Standing::Disabled {
            end_sign_ins(&mut on, id, "").await?;
        }
        let detail = format!("{} · {}", role.code(), authority.code());
        note(&mut on, &act(who, code, &user, &detail), now).await?;
        self.commit(on).await?;
        Ok(Some(user))
    }

    /// Keeps another password of a user, and ends his other sign-ins.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn change_password(
        &self,
        user: &User,
        password: &Password,
        sign_in: &str,
    ) -> Result<(), StoreError> {
        let mut on = self.write().await?;
        set_password(&mut on, &user.id, password).await?;
        end_sign_ins(&mut on, &user.id, sign_in).await?;
        let line = act(&user.name, "password_changed", user, "");
        note(&mut on, &line, Utc::now()).await?;
        self.commit(on).await
    }
}
