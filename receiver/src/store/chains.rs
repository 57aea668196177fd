//! What is here of each tablet's chain, in SQLite: the statements, inside a
//! transaction that `sqlite.rs` opens.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use sqlx::SqliteConnection;

use super::rows::{number, time, unreadable};
use crate::store::{Chain, StoreError};

/// The chains, the one that last grew first.
pub(super) async fn chains(on: &mut SqliteConnection) -> Result<Vec<Chain>, StoreError> {
    let rows: Vec<ChainRow> = sqlx::query_as(
        "SELECT device, COUNT(*) AS documents, MAX(sequence) AS last, MAX(received_at) AS last_at
         FROM documents GROUP BY device ORDER BY last_at DESC, device",
    )
    .fetch_all(&mut *on)
    .await?;
    let mut missing = missing(on).await?;
    rows.into_iter()
        .map(|row| {
            let missing = missing.remove(&row.device).unwrap_or_default();
            row.with(missing)
        })
        .collect()
}

/// What lies between each place that is here and the one before it, by device.
async fn missing(
    on: &mut SqliteConnection,
) -> Result<BTreeMap<String, Vec<RangeInclusive<u64>>>, StoreError> {
    let rows: Vec<(String, i64, i64)> = sqlx::query_as(
        "SELECT device, before + 1, sequence - 1 FROM (
             SELECT device, sequence,
                    LAG(sequence, 1, 0) OVER (PARTITION BY device ORDER BY sequence) AS before
             FROM documents
         )
         WHERE sequence - before > 1 ORDER BY device, sequence",
    )
    .fetch_all(on)
    .await?;
    let mut missing: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for (device, first, last) in rows {
        let range = number("sequence", first)?..=number("sequence", last)?;
        missing.entry(device).or_default().push(range);
    }
    Ok(missing)
}

#[derive(sqlx::FromRow)]
struct ChainRow {
    device: String,
    documents: i64,
    last: i64,
    last_at: String,
}

impl ChainRow {
    fn with(self, missing: Vec<RangeInclusive<u64>>) -> Result<Chain, StoreError> {
        Ok(Chain {
            device: self.device.parse().map_err(unreadable("device"))?,
            documents: number("documents", self.documents)?,
            last: number("sequence", self.last)?,
            last_at: time(&self.last_at)?,
            missing,
        })
    }
}
