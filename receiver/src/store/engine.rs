//! What differs between the engines: how a database is opened and brought up to
//! date, and what holds of a transaction. On either, a commit is on the disk
//! before it is answered, and one transaction writes at a time.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{Any, AnyPool, ConnectOptions, Connection as _, Executor};

use super::arrivals::Queue;
use super::files::Files;
use super::location::{Database, Location};
use super::tables::{self, Table};
use crate::store::{Connection, Shared, Store, StoreError, filling};

mod file;
mod server;

use file::Opened;

/// A transaction of either engine; undone where it is not committed.
pub(crate) type Transaction = sqlx::Transaction<'static, Any>;

/// How long a request waits for another one's write.
const PATIENCE: Duration = Duration::from_secs(5);
/// Connections that read at the same time.
const READERS: u32 = 4;
/// The connection that writes; what waits for it waits in the queue of arrivals.
const WRITER: u32 = 1;
/// The migration from which on files are kept beside the database.
const FILES_APART: i64 = 4;
/// How often a transaction is tried that another one got in the way of.
const TRIES: u32 = 5;

/// An open database.
#[derive(Debug)]
pub(super) struct Engine {
    kind: Kind,
    writer: AnyPool,
    readers: AnyPool,
}

#[derive(Debug)]
enum Kind {
    File(Opened),
    Server,
}

/// What a connection is told before anything else.
type Settings = &'static [&'static str];

impl Store {
    /// Opens the database of a file, with the files beside it.
    ///
    /// # Errors
    /// As [`Store::at`].
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        Self::at(&Location::file(path)).await
    }

    /// Opens a database, makes what it lacks, and brings it up to date.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be opened or is a newer program's.
    pub async fn at(location: &Location) -> Result<Self, StoreError> {
        let store = Self::opened(location, None).await?;
        let name = store.writing(async |on| filling::fill(on).await).await?;
        store.shared.files.belong_to(&name).await?;
        store.move_contents().await?;
        Ok(store)
    }

    /// Opens a database to be read, and leaves it as it is: an earlier program may be
    /// serving it.
    ///
    /// # Errors
    /// [`StoreError`] where it cannot be opened, is no office's, or is of a time when
    /// files were not kept apart.
    pub(crate) async fn as_it_is(location: &Location) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let mut on = match &location.database {
            Database::File(path) => connected(&file::options(path)?, file::READS).await?,
            Database::Server(address) => {
                let options = AnyConnectOptions::from_url(address)?;
                connected(&options, server::SETTINGS).await?
            }
        };
        let found = sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations");
        let found: Result<Option<i64>, _> = found.fetch_one(&mut on).await;
        on.close().await?;
        let schema = found.ok().flatten().ok_or(StoreError::NoOffice)?;
        if schema < FILES_APART {
            return Err(StoreError::TooOld(schema));
        }
        Self::opened(location, Some(schema)).await
    }

    /// Opens a database and does its migrations, up to this one where one is named.
    pub(super) async fn opened(
        location: &Location,
        schema: Option<i64>,
    ) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let engine = match &location.database {
            Database::File(path) => {
                let options = file::options(path)?;
                // A pool would try again what fails here, until its time is over.
                let first = connected(&options, file::WRITES).await?;
                file::migrate(first, schema).await?;
                Engine {
                    kind: Kind::File(Opened::at(path)),
                    writer: pool(WRITER, &options, file::WRITES).await?,
                    readers: pool(READERS, &options, file::READS).await?,
                }
            }
            Database::Server(address) => {
                let options = AnyConnectOptions::from_url(address)?;
                let first = connected(&options, server::SETTINGS).await?;
                let second = connected(&options, server::SETTINGS).await?;
                server::migrate(first, second, schema).await?;
                Engine {
                    kind: Kind::Server,
                    writer: pool(WRITER, &options, server::SETTINGS).await?,
                    readers: pool(READERS, &options, server::SETTINGS).await?,
                }
            }
        };
        let shared = Shared {
            engine,
            files: Files::open(location.files())?,
            queue: Queue::default(),
        };
        Ok(Self {
            shared: Arc::new(shared),
        })
    }

    /// Every table, each after those that it refers to.
    pub(super) async fn tables(&self, on: &mut Connection) -> Result<Vec<Table>, StoreError> {
        let (columns, references) = match &self.shared.engine.kind {
            Kind::File(_) => (file::COLUMNS, file::REFERENCES),
            Kind::Server => (server::COLUMNS, server::REFERENCES),
        };
        let columns = sqlx::query_as(columns).fetch_all(&mut *on).await?;
        let references: Vec<_> = sqlx::query_as(references).fetch_all(on).await?;
        tables::in_order(columns, &references)
    }

    /// Waits for what is under way and lets go of the database.
    pub async fn close(&self) {
        self.shared.engine.readers.close().await;
        self.shared.engine.writer.close().await;
    }

    /// Does the work in a transaction that holds the write lock, and commits it.
    /// Where another transaction got in the way, all of it is done again.
    pub(crate) async fn writing<T>(
        &self,
        work: impl AsyncFn(&mut Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut tries = Tries::default();
        loop {
            let done = async {
                let mut transaction = self.write().await?;
                let worked = work(&mut transaction).await?;
                self.commit(transaction).await?;
                Ok(worked)
            };
            match done.await {
                Err(error) if tries.another(&error).await => {}
                done => return done,
            }
        }
    }

    /// A transaction that holds the write lock from its start, so that what it
    /// reads is still so when it writes.
    pub(crate) async fn write(&self) -> Result<Transaction, StoreError> {
        match &self.shared.engine.kind {
            Kind::File(file) => {
                file.still_there()?;
                Ok(self
                    .shared
                    .engine
                    .writer
                    .begin_with("BEGIN IMMEDIATE")
                    .await?)
            }
            Kind::Server => {
                let mut transaction = self.shared.engine.writer.begin_with(server::BEGIN).await?;
                transaction.execute(server::LOCK).await?;
                Ok(transaction)
            }
        }
    }

    /// A transaction that sees one state of everything, and changes nothing.
    pub(crate) async fn read(&self) -> Result<Transaction, StoreError> {
        match &self.shared.engine.kind {
            Kind::File(file) => {
                file.still_there()?;
                Ok(self.shared.engine.readers.begin().await?)
            }
            Kind::Server => Ok(self.shared.engine.readers.begin_with(server::LOOK).await?),
        }
    }

    /// Commits, unless the file went away meanwhile: SQLite would go on writing
    /// to a file without a name, and a receipt would be for nothing.
    pub(crate) async fn commit(&self, transaction: Transaction) -> Result<(), StoreError> {
        let Kind::File(file) = &self.shared.engine.kind else {
            return Ok(transaction.commit().await?);
        };
        file.still_there()?;
        transaction.commit().await?;
        file.still_there()
    }
}

/// How often a transaction was tried.
#[derive(Debug, Default)]
pub(super) struct Tries(u32);

impl Tries {
    /// Whether to try again after this, and now: another transaction got in the
    /// way, which it will not do for ever.
    pub(super) async fn another(&mut self, error: &StoreError) -> bool {
        self.0 += 1;
        let again = self.0 < TRIES && server::asks_again(error);
        if again {
            tokio::time::sleep(Duration::from_millis(20) * self.0).await;
        }
        again
    }
}

async fn connected(
    options: &AnyConnectOptions,
    settings: Settings,
) -> Result<Connection, sqlx::Error> {
    let mut connection = options.connect().await?;
    tell(&mut connection, settings).await?;
    Ok(connection)
}

async fn pool(
    connections: u32,
    options: &AnyConnectOptions,
    settings: Settings,
) -> Result<AnyPool, sqlx::Error> {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .after_connect(move |connection, _| Box::pin(tell(connection, settings)))
        .after_release(|connection, _| Box::pin(is_at_rest(connection)))
        .connect_with(options.clone())
        .await
}

/// Whether the connection can be used again. SQLite undoes a transaction by itself
/// when the disk is full; sqlx then takes it for open, and begins no other.
async fn is_at_rest(connection: &mut Connection) -> Result<bool, sqlx::Error> {
    // Behind what a dropped transaction has still to do.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

async fn tell(connection: &mut Connection, settings: Settings) -> Result<(), sqlx::Error> {
    for setting in settings {
        connection.execute(*setting).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
