//! How a tablet comes to have a token, and whose token it is that somebody shows.

use chrono::{DateTime, TimeDelta, Utc};
use inspection::DeviceId;

use super::audit::note;
use super::rows::{time_text, unreadable};
use super::tablets::{COLUMNS, Tablet, find, line, one};
use super::{Connection, Store, StoreError};
use crate::people::TokenHash;

/// That a tablet was there is written down no more often.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(1);

/// What became of a try to enrol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Enrolled {
    /// It is enrolled.
    Done(Box<Tablet>),
    /// The link was used by another tablet, is too old, or never was one.
    NoLink,
    /// The link is for a tablet that was enrolled with another device.
    OtherDevice(String),
}

/// Who may use this link now: the tablet that nobody used it for, or that used it.
async fn link_of(
    on: &mut Connection,
    hash: &TokenHash,
    device: DeviceId,
    now: DateTime<Utc>,
) -> Result<Option<Tablet>, StoreError> {
    let found: Option<(String, String)> = sqlx::query_as(
        "SELECT sha256, tablet_id FROM enrolment_links
         WHERE sha256 = $1 AND expires_at > $2 AND (used_by IS NULL OR used_by = $3)",
    )
    .bind(hash.as_str())
    .bind(time_text(now))
    .bind(device.to_string())
    .fetch_optional(&mut *on)
    .await?;
    let found = found.filter(|(kept, _)| TokenHash::kept(kept.clone()) == *hash);
    match found {
        Some((_, tablet)) => find(on, &tablet).await,
        None => Ok(None),
    }
}

/// Takes the device from the tablet that had it, which may send no more: one device
/// is one tablet. The numbers it had there are nobody's any more: how far it came with
/// them is forgotten with the tablet that it was.
async fn take_over(
    on: &mut Connection,
    tablet: &Tablet,
    device: DeviceId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE number_blocks SET closed_at = $3 WHERE closed_at IS NULL
         AND tablet_id IN (SELECT id FROM tablets WHERE device = $1 AND id <> $2)",
    )
    .bind(device.to_string())
    .bind(&tablet.id)
    .bind(time_text(now))
    .execute(&mut *on)
    .await?;
    sqlx::query(
        "UPDATE tablets SET device = NULL, sha256 = NULL,
         revoked_at = COALESCE(revoked_at, $3) WHERE device = $1 AND id <> $2",
    )
    .bind(device.to_string())
    .bind(&tablet.id)
    .bind(time_text(now))
    .execute(on)
    .await?;
    Ok(())
}

impl Store {
    /// Enrols a device by a link, and gives it this token. The same device may ask
    /// again as long as the link holds, in case it did not get the answer: its token
    /// is then the last one.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn enrol(
        &self,
        hash: &TokenHash,
        device: DeviceId,
        token: &TokenHash,
        now: DateTime<Utc>,
    ) -> Result<Enrolled, StoreError> {
        let mut on = self.write().await?;
        let Some(tablet) = link_of(&mut on, hash, device, now).await? else {
            return Ok(Enrolled::NoLink);
        };
        if tablet.device.is_some_and(|enrolled| enrolled != device) {
            return Ok(Enrolled::OtherDevice(tablet.name));
        }
        take_over(&mut on, &tablet, device, now).await?;
        sqlx::query(
            "UPDATE tablets SET device = $2, sha256 = $3, enrolled_at = $4, seen_at = $4,
             revoked_at = NULL WHERE id = $1",
        )
        .bind(&tablet.id)
        .bind(device.to_string())
        .bind(token.as_str())
        .bind(time_text(now))
        .execute(&mut *on)
        .await?;
        sqlx::query("UPDATE enrolment_links SET used_by = $2 WHERE sha256 = $1")
            .bind(hash.as_str())
            .bind(device.to_string())
            .execute(&mut *on)
            .await?;
        let device = device.to_string();
        note(
            &mut on,
            &line(&tablet.name, "tablet_enrolled", &tablet, &device),
            now,
        )
        .await?;
        let enrolled = find(&mut on, &tablet.id).await?;
        self.commit(on).await?;
        let enrolled = enrolled.ok_or_else(|| unreadable("a tablet")("gone"))?;
        Ok(Enrolled::Done(Box::new(enrolled)))
    }

    /// Whose token this is, one that may send no more included. That it was there
    /// is written down.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn tablet_of(
        &self,
        token: &TokenHash,
        now: DateTime<Utc>,
    ) -> Result<Option<Tablet>, StoreError> {
        let mut on = self.read().await?;
        let kept: Option<(String,)> =
            sqlx::query_as("SELECT sha256 FROM tablets WHERE sha256 = $1")
                .bind(token.as_str())
                .fetch_optional(&mut *on)
                .await?;
        if kept.is_none_or(|(kept,)| TokenHash::kept(kept) != *token) {
            return Ok(None);
        }
        let found = one(
            &mut on,
            &format!("{COLUMNS} WHERE sha256 = $1"),
            token.as_str(),
        )
        .await?;
        drop(on);
        if let Some(tablet) = &found
            && tablet.seen_at.is_none_or(|seen| seen + SEEN_EVERY < now)
        {
            let mut on = self.write().await?;
            sqlx::query("UPDATE tablets SET seen_at = $2 WHERE id = $1")
                .bind(&tablet.id)
                .bind(time_text(now))
                .execute(&mut *on)
                .await?;
            self.commit(on).await?;
        }
        Ok(found)
    }
}
