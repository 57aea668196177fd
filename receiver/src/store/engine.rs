//! What differs between the engines: how a database is opened and brought up to
//! date, and what holds of a transaction. On either, a commit is on the disk
//! before it is answered, and one transaction writes at a time.

use std::path::Path;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{Any, AnyPool, ConnectOptions, Connection as _, Executor};
use url::Url;

use crate::store::{Connection, Store, StoreError, filling};

mod file;

use file::Opened;

/// A transaction of either engine; undone where it is not committed.
pub(crate) type Transaction = sqlx::Transaction<'static, Any>;

/// How long a request waits for another one's write.
const PATIENCE: Duration = Duration::from_secs(5);
/// Connections that read at the same time.
const READERS: u32 = 4;

/// An open database.
#[derive(Debug)]
pub(super) struct Engine {
    file: Opened,
    writer: AnyPool,
    readers: AnyPool,
}

/// What a connection is told before anything else.
type Settings = &'static [&'static str];

/// Every commit is synchronised, in the write-ahead log.
const WRITES: Settings = &[
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
];
const READS: Settings = &["PRAGMA busy_timeout = 5000", "PRAGMA query_only = ON"];

impl Store {
    /// Opens the database of a file, makes it where there is none, and brings
    /// it up to date.
    ///
    /// # Errors
    /// [`StoreError`] where the file cannot be opened or is a newer program's.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = file_options(path)?;
        // A pool would try again what fails here, until its time is over.
        let mut first = options.connect().await?;
        tell(&mut first, WRITES).await?;
        sqlx::migrate!("migrations/sqlite").run(&mut first).await?;
        let mut filling = first.begin_with("BEGIN IMMEDIATE").await?;
        filling::fill(&mut filling).await?;
        filling.commit().await?;
        first.close().await?;
        let writer = pool(1, PATIENCE * 2, WRITES).connect_with(options.clone());
        let readers = pool(READERS, PATIENCE, READS).connect_with(options);
        let engine = Engine {
            file: Opened::at(path),
            writer: writer.await?,
            readers: readers.await?,
        };
        Ok(Self { engine })
    }

    /// Waits for what is under way and lets go of the database.
    pub async fn close(&self) {
        self.engine.readers.close().await;
        self.engine.writer.close().await;
    }

    /// A transaction that holds the write lock from its start, so that what it
    /// reads is still so when it writes.
    pub(crate) async fn write(&self) -> Result<Transaction, StoreError> {
        self.engine.file.still_there()?;
        Ok(self.engine.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// A transaction that sees one state of everything, and changes nothing.
    pub(crate) async fn read(&self) -> Result<Transaction, StoreError> {
        self.engine.file.still_there()?;
        Ok(self.engine.readers.begin().await?)
    }

    /// Commits, unless the file went away meanwhile: SQLite would go on writing
    /// to a file without a name, and a receipt would be for nothing.
    pub(crate) async fn commit(&self, transaction: Transaction) -> Result<(), StoreError> {
        self.engine.file.still_there()?;
        transaction.commit().await?;
        self.engine.file.still_there()
    }
}

fn pool(connections: u32, patience: Duration, settings: Settings) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(patience)
        .after_connect(move |connection, _| Box::pin(tell(connection, settings)))
}

async fn tell(connection: &mut Connection, settings: Settings) -> Result<(), sqlx::Error> {
    for setting in settings {
        connection.execute(*setting).await?;
    }
    Ok(())
}

/// The file as an address, which is all that sqlx's choice of engines takes.
fn file_options(path: &Path) -> Result<AnyConnectOptions, StoreError> {
    sqlx::any::install_default_drivers();
    let unusable = || StoreError::Unusable(path.to_owned());
    let path = std::path::absolute(path).map_err(|_| unusable())?;
    let text = path.to_str().ok_or_else(unusable)?;
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-._".contains(byte);
    let letter = |byte: u8| match byte {
        byte if plain(&byte) => String::from(char::from(byte)),
        byte => format!("%{byte:02X}"),
    };
    let name: String = text.bytes().map(letter).collect();
    let address = format!("sqlite://{name}?mode=rwc");
    let address = Url::parse(&address).map_err(|_| unusable())?;
    Ok(AnyConnectOptions::from_url(&address)?)
}

#[cfg(test)]
mod tests;
