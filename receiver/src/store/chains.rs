//! What is here of each tablet's chain: how far it goes, and what is missing
//! before that.

use std::ops::RangeInclusive;

use chrono::{DateTime, Utc};
use inspection::DeviceId;

use super::rows::{number, time, unreadable};
use crate::store::{Connection, Store, StoreError};

/// The documents of one tablet, or of the office where it writes its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Who made them.
    pub device: DeviceId,
    /// The name of the tablet, where it is one of the office's.
    pub name: Option<String>,
    /// Whether they are the office's own.
    pub of_the_office: bool,
    /// How many are here.
    pub documents: u64,
    /// The last place in the chain that is here.
    pub last: u64,
    /// When one of them last came.
    pub last_at: DateTime<Utc>,
    /// The places before the last that are not here, in order.
    pub missing: Vec<RangeInclusive<u64>>,
}

impl Store {
    /// What is here of each tablet's chain, the one that last grew first.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn chains(&self) -> Result<Vec<Chain>, StoreError> {
        chains(&mut *self.read().await?).await
    }
}

/// The chains, the one that last grew first.
pub(super) async fn chains(on: &mut Connection) -> Result<Vec<Chain>, StoreError> {
    let rows: Vec<ChainRow> = sqlx::query_as(
        "SELECT c.device, c.documents, c.places, c.last, c.last_at, t.name,
                (SELECT COUNT(*) FROM facts f WHERE f.name = 'office_device'
                 AND f.value = c.device) AS of_the_office
         FROM (SELECT device, COUNT(*) AS documents, COUNT(DISTINCT sequence) AS places,
                      MAX(sequence) AS last, MAX(received_at) AS last_at
               FROM documents GROUP BY device) c
         LEFT JOIN tablets t ON t.device = c.device ORDER BY c.last_at DESC, c.device",
    )
    .fetch_all(&mut *on)
    .await?;
    let mut chains = Vec::with_capacity(rows.len());
    for row in rows {
        // Most chains are whole: places count from 1.
        let missing = if row.places == row.last {
            Vec::new()
        } else {
            missing(on, &row.device).await?
        };
        chains.push(row.with(missing)?);
    }
    Ok(chains)
}

/// What lies between each place of a chain that is here and the one before it.
async fn missing(
    on: &mut Connection,
    device: &str,
) -> Result<Vec<RangeInclusive<u64>>, StoreError> {
    let rows: Vec<(i64, i64)> = sqlx::query_as(
        "SELECT before + 1, sequence - 1 FROM (
             SELECT sequence, LAG(sequence, 1, CAST(0 AS BIGINT))
                        OVER (ORDER BY sequence) AS before
             FROM documents WHERE device = $1
         ) places
         WHERE sequence - before > 1 ORDER BY sequence",
    )
    .bind(device)
    .fetch_all(on)
    .await?;
    let ranges = rows.into_iter();
    ranges
        .map(|(first, last)| Ok(number("sequence", first)?..=number("sequence", last)?))
        .collect()
}

#[derive(sqlx::FromRow)]
struct ChainRow {
    device: String,
    documents: i64,
    places: i64,
    last: i64,
    last_at: String,
    name: Option<String>,
    of_the_office: i64,
}

impl ChainRow {
    fn with(self, missing: Vec<RangeInclusive<u64>>) -> Result<Chain, StoreError> {
        Ok(Chain {
            device: self.device.parse().map_err(unreadable("device"))?,
            name: self.name,
            of_the_office: self.of_the_office > 0,
            documents: number("documents", self.documents)?,
            last: number("sequence", self.last)?,
            last_at: time(&self.last_at)?,
            missing,
        })
    }
}
