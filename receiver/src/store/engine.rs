//! The store on one SQLite file: every commit is on the disk before it is
//! answered (WAL, `synchronous=FULL`). One connection writes, others read.
//! Rows and their columns are in `rows.rs`; the meaning of it all is `store.rs`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDate;
use inspection::{Digest, DocumentId, InspectionId};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Sqlite, Transaction};

use crate::store::{
    Arrival, Awaited, Belongings, Chain, Changes, Kept, List, ListState, Listing, Page, Pending,
    PlanChanges, PlannedVisit, Registered, Sample, Seed, Seeding, Store, StoreError, Stored,
};

mod belongings;
mod chains;
mod documents;
mod filling;
mod inspections;
mod linking;
mod register;
mod rows;
mod sample;
mod seeding;

/// How long a request waits for another one's write.
const PATIENCE: Duration = Duration::from_secs(5);
/// Connections that read at the same time.
const READERS: u32 = 4;

/// A store on one SQLite file.
#[derive(Debug)]
pub struct SqliteStore {
    file: Opened,
    writer: SqlitePool,
    readers: SqlitePool,
}

impl SqliteStore {
    /// Opens the database, makes it where there is none, and brings it up to
    /// date.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be opened or is a newer program's.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(PATIENCE)
            .foreign_keys(true);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE * 2)
            .connect_with(options.clone())
            .await?;
        sqlx::migrate!("migrations/sqlite").run(&writer).await?;
        let mut filling = writer.begin_with("BEGIN IMMEDIATE").await?;
        filling::fill(&mut filling).await?;
        filling.commit().await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(PATIENCE)
            .connect_with(options.create_if_missing(false).pragma("query_only", "ON"))
            .await?;
        Ok(Self {
            file: Opened::at(path),
            writer,
            readers,
        })
    }

    /// A transaction that holds the write lock from its start, so that what it
    /// reads is still so when it writes.
    async fn write(&self) -> Result<Transaction<'_, Sqlite>, StoreError> {
        self.file.still_there()?;
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    async fn read(&self) -> Result<Transaction<'_, Sqlite>, StoreError> {
        self.file.still_there()?;
        Ok(self.readers.begin().await?)
    }

    /// Commits, unless the file went away meanwhile: SQLite would go on writing
    /// to a file without a name, and a receipt would be for nothing.
    async fn commit(&self, transaction: Transaction<'_, Sqlite>) -> Result<(), StoreError> {
        self.file.still_there()?;
        transaction.commit().await?;
        self.file.still_there()
    }
}

impl Store for SqliteStore {
    fn keep<'a>(&'a self, arrival: &'a Arrival) -> Pending<'a, Kept> {
        Box::pin(async move {
            let mut transaction = self.write().await?;
            let kept = documents::keep(&mut transaction, arrival).await?;
            self.commit(transaction).await?;
            Ok(kept)
        })
    }

    fn list(&self, page: Page) -> Pending<'_, Listing> {
        Box::pin(async move { inspections::list(&mut *self.read().await?, page).await })
    }

    fn find(&self, id: DocumentId) -> Pending<'_, Option<Stored>> {
        Box::pin(async move { documents::find(&mut *self.read().await?, id).await })
    }

    fn find_conflict<'a>(
        &'a self,
        id: DocumentId,
        sha256: &'a Digest,
    ) -> Pending<'a, Option<String>> {
        Box::pin(
            async move { documents::find_conflict(&mut *self.read().await?, id, sha256).await },
        )
    }

    fn belongings(&self, id: InspectionId) -> Pending<'_, Belongings> {
        Box::pin(async move { belongings::belongings(&mut *self.read().await?, id).await })
    }

    fn awaited(&self) -> Pending<'_, Vec<Awaited>> {
        Box::pin(async move { belongings::awaited(&mut *self.read().await?).await })
    }

    fn chains(&self) -> Pending<'_, Vec<Chain>> {
        Box::pin(async move { chains::chains(&mut *self.read().await?).await })
    }

    fn register(&self) -> Pending<'_, Vec<Registered>> {
        Box::pin(async move { register::register(&mut *self.read().await?).await })
    }

    fn plan(&self, first: NaiveDate, last: NaiveDate) -> Pending<'_, Vec<PlannedVisit>> {
        Box::pin(async move { register::plan(&mut *self.read().await?, first, last).await })
    }

    fn list_state(&self, list: List) -> Pending<'_, ListState> {
        Box::pin(async move { register::list_state(&mut *self.read().await?, list).await })
    }

    fn register_since(&self, since: u64, most: u32) -> Pending<'_, Changes<Registered>> {
        Box::pin(
            async move { register::register_since(&mut *self.read().await?, since, most).await },
        )
    }

    fn plan_since(&self, since: u64, first: NaiveDate, most: u32) -> Pending<'_, PlanChanges> {
        Box::pin(
            async move { register::plan_since(&mut *self.read().await?, since, first, most).await },
        )
    }

    fn seed<'a>(&'a self, seed: &'a Seed) -> Pending<'a, Seeding> {
        Box::pin(async move {
            let mut transaction = self.write().await?;
            let seeded = seeding::seed(&mut transaction, seed).await?;
            if seeded.is_ok() {
                self.commit(transaction).await?;
            }
            Ok(seeded)
        })
    }

    fn plant<'a>(&'a self, sample: &'a Sample) -> Pending<'a, ()> {
        Box::pin(async move {
            let mut transaction = self.write().await?;
            sample::plant(&mut transaction, sample).await?;
            self.commit(transaction).await
        })
    }

    fn clear_sample(&self) -> Pending<'_, ()> {
        Box::pin(async move {
            let mut transaction = self.write().await?;
            sample::clear_sample(&mut transaction).await?;
            self.commit(transaction).await
        })
    }

    fn close(&self) -> Pending<'_, ()> {
        Box::pin(async move {
            self.readers.close().await;
            self.writer.close().await;
            Ok(())
        })
    }
}

/// The file as it was when opened.
#[derive(Debug)]
struct Opened {
    path: PathBuf,
    identity: Option<Identity>,
}

impl Opened {
    fn at(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            identity: identity(path),
        }
    }

    /// Whether the name still leads to the file that is open.
    fn still_there(&self) -> Result<(), StoreError> {
        let now = identity(&self.path);
        if now.is_some() && now == self.identity {
            Ok(())
        } else {
            Err(StoreError::Gone(self.path.clone()))
        }
    }
}

/// Device and number of the file.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let found = std::fs::metadata(path).ok()?;
    Some((found.dev(), found.ino()))
}

/// Elsewhere an open file cannot be removed or replaced.
#[cfg(not(unix))]
type Identity = ();

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    path.exists().then_some(())
}

#[cfg(test)]
mod tests;
