//! The tablets of the office: which there are, the links that enrol them, and those
//! that may send no more. How one is enrolled is `enrolment.rs`'s, their minutes
//! numbers are `numbers.rs`'s.

use chrono::{DateTime, TimeDelta, Utc};
use inspection::DeviceId;
use uuid::Uuid;

use super::audit::{Act, note};
use super::rows::{time, time_text, unreadable};
use super::{Connection, Store, StoreError};
use crate::people::{Authority, Sight, TokenHash};

/// How long a link to enrol a tablet holds.
pub const LINK_HOLDS: TimeDelta = TimeDelta::minutes(15);

/// A tablet of the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tablet {
    /// The id in the office.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Whose it is.
    pub authority: Authority,
    /// How many minutes numbers it is given at a time; 0 for none.
    pub block_size: u32,
    /// The id that its documents name; `None` before it was enrolled.
    pub device: Option<DeviceId>,
    /// When it was enrolled.
    pub enrolled_at: Option<DateTime<Utc>>,
    /// When it last asked or sent.
    pub seen_at: Option<DateTime<Utc>>,
    /// Since when it may send no more.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// A tablet to be enrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTablet {
    /// What people call it.
    pub name: String,
    /// Whose it is.
    pub authority: Authority,
    /// How many minutes numbers it is given at a time; 0 for none.
    pub block_size: u32,
}

/// What becomes of a tablet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TabletChange<'a> {
    /// It is called this, and given so many numbers at a time.
    Named(&'a str, u32),
    /// It may send no more.
    Revoked,
}

pub(super) const COLUMNS: &str = "SELECT id, name, authority, block_size, device, enrolled_at, seen_at, \
                       revoked_at FROM tablets";

#[derive(sqlx::FromRow)]
struct TabletRow {
    id: String,
    name: String,
    authority: String,
    block_size: i64,
    device: Option<String>,
    enrolled_at: Option<String>,
    seen_at: Option<String>,
    revoked_at: Option<String>,
}

impl TryFrom<TabletRow> for Tablet {
    type Error = StoreError;

    fn try_from(row: TabletRow) -> Result<Self, StoreError> {
        let moment = |text: Option<String>| text.as_deref().map(time).transpose();
        let device = row.device.map(|device| device.parse()).transpose();
        Ok(Self {
            id: row.id,
            name: row.name,
            authority: Authority::kept(row.authority),
            block_size: row
                .block_size
                .try_into()
                .map_err(unreadable("block_size"))?,
            device: device.map_err(unreadable("device"))?,
            enrolled_at: moment(row.enrolled_at)?,
            seen_at: moment(row.seen_at)?,
            revoked_at: moment(row.revoked_at)?,
        })
    }
}

pub(super) async fn find(on: &mut Connection, id: &str) -> Result<Option<Tablet>, StoreError> {
    one(on, &format!("{COLUMNS} WHERE id = $1"), id).await
}

pub(super) async fn one(
    on: &mut Connection,
    sql: &str,
    bound: &str,
) -> Result<Option<Tablet>, StoreError> {
    let statement = sqlx::AssertSqlSafe(sql.to_owned());
    let row: Option<TabletRow> = sqlx::query_as(statement)
        .bind(bound)
        .fetch_optional(on)
        .await?;
    row.map(Tablet::try_from).transpose()
}

async fn all(on: &mut Connection) -> Result<Vec<Tablet>, StoreError> {
    let statement = sqlx::AssertSqlSafe(format!("{COLUMNS} ORDER BY authority, name, id"));
    let rows: Vec<TabletRow> = sqlx::query_as(statement).fetch_all(on).await?;
    rows.into_iter().map(Tablet::try_from).collect()
}

async fn set_link(
    on: &mut Connection,
    tablet: &str,
    (hash, expires_at): (&TokenHash, DateTime<Utc>),
) -> Result<(), StoreError> {
    // One link at a time; one that was used still answers its own device.
    sqlx::query("DELETE FROM enrolment_links WHERE tablet_id = $1")
        .bind(tablet)
        .execute(&mut *on)
        .await?;
    sqlx::query("INSERT INTO enrolment_links (sha256, tablet_id, expires_at) VALUES ($1, $2, $3)")
        .bind(hash.as_str())
        .bind(tablet)
        .bind(time_text(expires_at))
        .execute(on)
        .await?;
    Ok(())
}

pub(super) fn line<'a>(
    who: &'a str,
    word: &'static str,
    tablet: &'a Tablet,
    detail: &'a str,
) -> Act<'a> {
    Act {
        who,
        word,
        subject: &tablet.id,
        named: &tablet.name,
        ward: tablet.authority.code(),
        detail,
    }
}

impl Store {
    /// The tablets of what is seen, by authority and name.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn tablets(&self, sight: &Sight) -> Result<Vec<Tablet>, StoreError> {
        let mut tablets = all(&mut *self.read().await?).await?;
        tablets.retain(|tablet| sight.sees(Some(tablet.authority.code())));
        Ok(tablets)
    }

    /// Makes room for a tablet, and the link that enrols it.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn add_tablet(
        &self,
        new: &NewTablet,
        link: (&TokenHash, DateTime<Utc>),
        who: &str,
    ) -> Result<Tablet, StoreError> {
        let now = Utc::now();
        let tablet = Tablet {
            id: Uuid::now_v7().to_string(),
            name: new.name.clone(),
            authority: new.authority.clone(),
            block_size: new.block_size,
            device: None,
            enrolled_at: None,
            seen_at: None,
            revoked_at: None,
        };
        let mut on = self.write().await?;
        sqlx::query(
            "INSERT INTO tablets (id, name, authority, block_size, created_at)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(&tablet.id)
        .bind(&tablet.name)
        .bind(tablet.authority.code())
        .bind(i64::from(tablet.block_size))
        .bind(time_text(now))
        .execute(&mut *on)
        .await?;
        set_link(&mut on, &tablet.id, link).await?;
        note(&mut on, &line(who, "tablet_added", &tablet, ""), now).await?;
        self.commit(on).await?;
        Ok(tablet)
    }

    /// Another link for a tablet; earlier ones are of no use any more. `None` where
    /// there is no such tablet, or it is not seen.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn link_tablet(
        &self,
        id: &str,
        sight: &Sight,
        link: (&TokenHash, DateTime<Utc>),
        who: &str,
    ) -> Result<Option<Tablet>, StoreError> {
        let mut on = self.write().await?;
        let Some(tablet) = find(&mut on, id).await?.filter(|one| seen(one, sight)) else {
            return Ok(None);
        };
        set_link(&mut on, id, link).await?;
        note(
            &mut on,
            &line(who, "tablet_linked", &tablet, ""),
            Utc::now(),
        )
        .await?;
        self.commit(on).await?;
        Ok(Some(tablet))
    }

    /// Changes a tablet; `None` where there is no such tablet, or it is not seen.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn change_tablet(
        &self,
        id: &str,
        sight: &Sight,
        change: TabletChange<'_>,
        who: &str,
    ) -> Result<Option<Tablet>, StoreError> {
        let now = Utc::now();
        let mut on = self.write().await?;
        let Some(tablet) = find(&mut on, id).await?.filter(|one| seen(one, sight)) else {
            return Ok(None);
        };
        let (act, detail) = match change {
            TabletChange::Named(name, block_size) => {
                sqlx::query("UPDATE tablets SET name = $2, block_size = $3 WHERE id = $1")
                    .bind(id)
                    .bind(name)
                    .bind(i64::from(block_size))
                    .execute(&mut *on)
                    .await?;
                ("tablet_renamed", name)
            }
            TabletChange::Revoked => {
                // The token stays known, so that the tablet can be told.
                sqlx::query(
                    "UPDATE tablets SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1",
                )
                .bind(id)
                .bind(time_text(now))
                .execute(&mut *on)
                .await?;
                sqlx::query("DELETE FROM enrolment_links WHERE tablet_id = $1")
                    .bind(id)
                    .execute(&mut *on)
                    .await?;
                ("tablet_revoked", "")
            }
        };
        note(&mut on, &line(who, act, &tablet, detail), now).await?;
        self.commit(on).await?;
        Ok(Some(tablet))
    }
}

fn seen(tablet: &Tablet, sight: &Sight) -> bool {
    sight.sees(Some(tablet.authority.code()))
}
