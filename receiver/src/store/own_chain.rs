//! The chain of the documents that the office writes itself: what it wrote is in a table
//! of its own, so that nobody who sends a document under its device moves the end.

use inspection::{DeviceId, Digest, Link};
use uuid::Uuid;

use super::rows::{digest, number, unreadable};
use crate::store::{Connection, StoreError};

/// The fact that holds the device of the office's own documents.
const DEVICE: &str = "office_device";

/// The next place in the office's chain.
pub(super) async fn next_link(on: &mut Connection) -> Result<Link, StoreError> {
    sqlx::query("INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
        .bind(DEVICE)
        .bind(Uuid::now_v7().to_string())
        .execute(&mut *on)
        .await?;
    let device = own_device(on).await?;
    let last: Option<(i64, String)> = sqlx::query_as(
        "SELECT o.sequence, d.sha256 FROM office_documents o JOIN documents d
         ON d.id = o.document_id ORDER BY o.sequence DESC LIMIT 1",
    )
    .fetch_optional(on)
    .await?;
    let (sequence, previous) = match last {
        Some((sequence, sha256)) => (number("sequence", sequence)?, Some(digest(sha256)?)),
        None => (0, None::<Digest>),
    };
    Ok(Link {
        device: device.ok_or_else(|| unreadable(DEVICE)("missing"))?,
        sequence: sequence + 1,
        previous,
    })
}

/// The device of the office's own documents; `None` while it has none.
pub(super) async fn own_device(on: &mut Connection) -> Result<Option<DeviceId>, StoreError> {
    let device: Option<String> = sqlx::query_scalar("SELECT value FROM facts WHERE name = $1")
        .bind(DEVICE)
        .fetch_optional(on)
        .await?;
    let device = device.map(|device| device.parse());
    device.transpose().map_err(unreadable(DEVICE))
}
