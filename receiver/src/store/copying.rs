//! The whole of an office out of a database, and into an empty one. What a backup
//! looks like is `backup.rs`'s business.

use chrono::Utc;
use inspection::Digest;
use serde_json::Value;
use uuid::Uuid;

use super::engine::Transaction;
use super::floors::restored;
use super::location::Location;
use super::tables::{Putting, Table, each_row};
use crate::store::{Connection, Store, StoreError};

/// Tables of which an empty office has rows: what migrations and opening wrote.
const MADE: [&str; 2] = ["pulled_lists", "facts"];

/// One state of everything, as it was when the first row was read.
#[derive(Debug)]
pub(crate) struct Snapshot {
    transaction: Transaction,
    /// The number of the last migration.
    pub(crate) schema: i64,
    /// Every table, each after those that it refers to.
    pub(crate) tables: Vec<Table>,
}

/// A database that is being filled; nothing of it stays but by [`Filling::finish`].
#[derive(Debug)]
pub(crate) struct Filling {
    store: Store,
    transaction: Transaction,
    /// The tables to fill.
    pub(crate) tables: Vec<Table>,
}

impl Store {
    /// Everything as it is now, while others go on writing.
    pub(crate) async fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let mut transaction = self.read().await?;
        let schema = schema(&mut transaction).await?;
        let tables = self.tables(&mut transaction).await?;
        Ok(Snapshot {
            transaction,
            schema,
            tables,
        })
    }

    /// The bytes of a file, which are those of its name.
    pub(crate) async fn file(&self, sha256: &Digest) -> Result<Vec<u8>, StoreError> {
        let bytes = self.shared.files.get(sha256).await?;
        if Digest::of(&bytes) == *sha256 {
            Ok(bytes)
        } else {
            Err(StoreError::Damaged(sha256.clone()))
        }
    }

    /// Keeps the bytes of a file under their digest.
    pub(crate) async fn put_file(&self, bytes: Vec<u8>) -> Result<(), StoreError> {
        let sha256 = Digest::of(&bytes);
        self.shared.files.put(&sha256, bytes).await
    }

    /// An empty database as migrations up to this one leave it, with its folder of
    /// files. What is there already must be as empty.
    pub(crate) async fn empty_at(location: &Location, schema: i64) -> Result<Self, StoreError> {
        let store = Self::opened(location, Some(schema)).await?;
        let name = Uuid::now_v7().to_string();
        let name = store.writing(async |on| named(on, &name).await).await?;
        store.expect_empty().await?;
        store.shared.files.belong_to(&name).await?;
        Ok(store)
    }

    async fn expect_empty(&self) -> Result<(), StoreError> {
        let mut found = self.snapshot().await?;
        let tables = std::mem::take(&mut found.tables);
        for table in tables {
            let mut rows = 0_u64;
            found
                .each_row(&table, |_| {
                    rows += 1;
                    Ok::<(), StoreError>(())
                })
                .await?;
            if rows > 0 && !MADE.contains(&table.name.as_str()) {
                return Err(StoreError::NotEmpty(table.name));
            }
        }
        Ok(())
    }

    /// Begins to fill an empty database.
    pub(crate) async fn filling(&self) -> Result<Filling, StoreError> {
        let mut transaction = self.write().await?;
        let tables = self.tables(&mut transaction).await?;
        sqlx::query("DELETE FROM pulled_lists")
            .execute(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM facts WHERE name <> 'database'")
            .execute(&mut *transaction)
            .await?;
        Ok(Filling {
            store: self.clone(),
            transaction,
            tables,
        })
    }
}

impl Snapshot {
    /// Hands on every row of a table.
    pub(crate) async fn each_row<E: From<StoreError>>(
        &mut self,
        table: &Table,
        row: impl FnMut(Vec<Value>) -> Result<(), E>,
    ) -> Result<(), E> {
        each_row(&mut self.transaction, table, row).await
    }
}

impl Filling {
    /// Puts a row into a table.
    pub(crate) async fn put(
        &mut self,
        putting: &Putting,
        values: Vec<Value>,
    ) -> Result<(), StoreError> {
        putting.row(&mut self.transaction, values).await
    }

    /// Commits. What tablets have pulled is of another list from now on: this one
    /// was taken back, and may have gone on differently. What numbers were given after
    /// the backup nobody knows.
    pub(crate) async fn finish(mut self) -> Result<(), StoreError> {
        sqlx::query("UPDATE pulled_lists SET epoch = $1")
            .bind(format!("{:016x}", epoch()))
            .execute(&mut *self.transaction)
            .await?;
        restored(&mut self.transaction, Utc::now()).await?;
        self.store.commit(self.transaction).await
    }
}

/// Another one each time: the random end of a UUID.
fn epoch() -> u64 {
    Uuid::now_v7().as_u64_pair().1
}

/// The number of the last migration.
pub(super) async fn schema(on: &mut Connection) -> Result<i64, StoreError> {
    let last = "SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations";
    Ok(sqlx::query_scalar(last).fetch_one(on).await?)
}

/// The name by which the database is told from others; this one where it has none.
async fn named(on: &mut Connection, name: &str) -> Result<String, StoreError> {
    sqlx::query(
        "INSERT INTO facts (name, value) VALUES ('database', $1) ON CONFLICT (name) DO NOTHING",
    )
    .bind(name)
    .execute(&mut *on)
    .await?;
    let name = sqlx::query_scalar("SELECT value FROM facts WHERE name = 'database'");
    Ok(name.fetch_one(on).await?)
}
