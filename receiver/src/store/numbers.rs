//! Minutes numbers: each authority counts each year from 1, and gives them to its
//! tablets in blocks, so that two that are out of reach never take the same one.

use chrono::{DateTime, Utc};

use super::audit::{Act, note};
use super::floors::{last_given, open_block};
use super::rows::{number, signed, time_text};
use super::tablets::{Tablet, find};
use super::{Connection, Store, StoreError};
use crate::people::Sight;

/// Numbers of a year, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Block {
    /// The year.
    pub year: i32,
    /// The first number.
    pub first: u64,
    /// The last.
    pub last: u64,
}

/// Why a block was not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotGiven {
    /// There is no such tablet.
    NoTablet,
    /// A number before this one was given already.
    Taken {
        /// The first that is free.
        free: u64,
    },
}

/// The blocks that a tablet still has.
async fn blocks(on: &mut Connection, tablet: &str) -> Result<Vec<Block>, StoreError> {
    let rows: Vec<(i64, i64, i64)> = sqlx::query_as(concat!(
        "SELECT year, first, last FROM number_blocks WHERE tablet_id = $1 AND ",
        open_block!(),
        " ORDER BY year, first",
    ))
    .bind(tablet)
    .fetch_all(on)
    .await?;
    let read = |(year, first, last)| {
        Ok(Block {
            year: i32::try_from(year).unwrap_or_default(),
            first: number("first", first)?,
            last: number("last", last)?,
        })
    };
    rows.into_iter().map(read).collect()
}

async fn give(
    on: &mut Connection,
    tablet: &Tablet,
    block: Block,
    who: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO number_blocks (authority, year, first, last, tablet_id, given_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(tablet.authority.code())
    .bind(i64::from(block.year))
    .bind(signed("first", block.first)?)
    .bind(signed("last", block.last)?)
    .bind(&tablet.id)
    .bind(time_text(now))
    .execute(&mut *on)
    .await?;
    let detail = format!("{}: {}–{}", block.year, block.first, block.last);
    let line = Act {
        who,
        word: "numbers_given",
        subject: &tablet.id,
        named: &tablet.name,
        ward: tablet.authority.code(),
        detail: &detail,
    };
    note(on, &line, now).await
}

impl Store {
    /// The blocks of every tablet, by tablet.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn blocks(&self, tablet: &str) -> Result<Vec<Block>, StoreError> {
        blocks(&mut *self.read().await?, tablet).await
    }

    /// The blocks of a tablet for a year. Where fewer than a quarter of a block is
    /// left from `next` on, another one is given, and the same question is then
    /// answered the same.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn numbers(
        &self,
        tablet: &Tablet,
        year: i32,
        next: u64,
        now: DateTime<Utc>,
    ) -> Result<Vec<Block>, StoreError> {
        let of_year = |blocks: Vec<Block>| -> Vec<Block> {
            blocks
                .into_iter()
                .filter(|block| block.year == year)
                .collect()
        };
        let given = of_year(self.blocks(&tablet.id).await?);
        if tablet.block_size == 0 || !runs_out(&given, next, tablet.block_size) {
            return Ok(given);
        }
        let mut on = self.write().await?;
        let mut given = of_year(blocks(&mut on, &tablet.id).await?);
        if runs_out(&given, next, tablet.block_size) {
            let used = next.saturating_sub(1);
            let authority = tablet.authority.code();
            let first = last_given(&mut on, authority, year, used).await? + 1;
            let last = first + u64::from(tablet.block_size) - 1;
            let block = Block { year, first, last };
            give(&mut on, tablet, block, &tablet.name, now).await?;
            given.push(block);
            self.commit(on).await?;
        }
        Ok(given)
    }

    /// Gives a tablet a block by hand: where an office has used numbers of the year
    /// on paper, or keeps some back for it.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn give_numbers(
        &self,
        (id, sight): (&str, &Sight),
        block: Block,
        who: &str,
        now: DateTime<Utc>,
    ) -> Result<Result<(), NotGiven>, StoreError> {
        let mut on = self.write().await?;
        let tablet = find(&mut on, id).await?;
        let tablet = tablet.filter(|tablet| sight.sees(Some(tablet.authority.code())));
        let Some(tablet) = tablet else {
            return Ok(Err(NotGiven::NoTablet));
        };
        let free = last_given(&mut on, tablet.authority.code(), block.year, 0).await? + 1;
        if block.first < free {
            return Ok(Err(NotGiven::Taken { free }));
        }
        give(&mut on, &tablet, block, who, now).await?;
        self.commit(on).await?;
        Ok(Ok(()))
    }
}

/// Whether fewer than a quarter of a block is left from `next` on.
fn runs_out(given: &[Block], next: u64, size: u32) -> bool {
    let left = given.iter().map(|block| {
        let from = block.first.max(next);
        (block.last + 1).saturating_sub(from)
    });
    left.sum::<u64>() * 4 < u64::from(size)
}
