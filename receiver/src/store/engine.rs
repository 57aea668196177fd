//! What differs between the engines: how a database is opened and brought up to
//! date, and what holds of a transaction. On either, a commit is on the disk
//! before it is answered, and one transaction writes at a time.

use std::path::Path;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{Any, AnyPool, ConnectOptions, Executor};

use super::location::{Database, Location};
use crate::store::{Connection, Store, StoreError, filling};

mod file;
mod server;

use file::Opened;

/// A transaction of either engine; undone where it is not committed.
pub(crate) type Transaction = sqlx::Transaction<'static, Any>;

/// How long a request waits for another one's write.
const PATIENCE: Duration = Duration::from_secs(5);
/// Connections that read at the same time.
const READERS: u32 = 4;
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
        sqlx::any::install_default_drivers();
        let engine = match &location.database {
            Database::File(path) => {
                let options = file::options(path)?;
                // A pool would try again what fails here, until its time is over.
                let first = connected(&options, file::WRITES).await?;
                file::migrate(first).await?;
                Engine {
                    kind: Kind::File(Opened::at(path)),
                    writer: pool(1, &options, file::WRITES).await?,
                    readers: pool(READERS, &options, file::READS).await?,
                }
            }
            Database::Server(address) => {
                let options = AnyConnectOptions::from_url(address)?;
                let first = connected(&options, server::SETTINGS).await?;
                let second = connected(&options, server::SETTINGS).await?;
                server::migrate(first, second).await?;
                Engine {
                    kind: Kind::Server,
                    writer: pool(1, &options, server::SETTINGS).await?,
                    readers: pool(READERS, &options, server::SETTINGS).await?,
                }
            }
        };
        let store = Self { engine };
        store.writing(async |on| filling::fill(on).await).await?;
        Ok(store)
    }

    /// Waits for what is under way and lets go of the database.
    pub async fn close(&self) {
        self.engine.readers.close().await;
        self.engine.writer.close().await;
    }

    /// Does the work in a transaction that holds the write lock, and commits it.
    /// Where another transaction got in the way, all of it is done again.
    pub(crate) async fn writing<T>(
        &self,
        work: impl AsyncFn(&mut Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut tries = 1;
        loop {
            let done = async {
                let mut transaction = self.write().await?;
                let worked = work(&mut transaction).await?;
                self.commit(transaction).await?;
                Ok(worked)
            };
            match done.await {
                Err(error) if server::asks_again(&error) && tries < TRIES => {
                    tokio::time::sleep(Duration::from_millis(20) * tries).await;
                    tries += 1;
                }
                done => return done,
            }
        }
    }

    /// A transaction that holds the write lock from its start, so that what it
    /// reads is still so when it writes.
    pub(crate) async fn write(&self) -> Result<Transaction, StoreError> {
        match &self.engine.kind {
            Kind::File(file) => {
                file.still_there()?;
                Ok(self.engine.writer.begin_with("BEGIN IMMEDIATE").await?)
            }
            Kind::Server => {
                let mut transaction = self.engine.writer.begin_with(server::BEGIN).await?;
                transaction.execute(server::LOCK).await?;
                Ok(transaction)
            }
        }
    }

    /// A transaction that sees one state of everything, and changes nothing.
    pub(crate) async fn read(&self) -> Result<Transaction, StoreError> {
        match &self.engine.kind {
            Kind::File(file) => {
                file.still_there()?;
                Ok(self.engine.readers.begin().await?)
            }
            Kind::Server => Ok(self.engine.readers.begin_with(server::LOOK).await?),
        }
    }

    /// Commits, unless the file went away meanwhile: SQLite would go on writing
    /// to a file without a name, and a receipt would be for nothing.
    pub(crate) async fn commit(&self, transaction: Transaction) -> Result<(), StoreError> {
        let Kind::File(file) = &self.engine.kind else {
            return Ok(transaction.commit().await?);
        };
        file.still_there()?;
        transaction.commit().await?;
        file.still_there()
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
        .connect_with(options.clone())
        .await
}

async fn tell(connection: &mut Connection, settings: Settings) -> Result<(), sqlx::Error> {
    for setting in settings {
        connection.execute(*setting).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
