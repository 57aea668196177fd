//! SQLite: a database in one file, its write-ahead log beside it, and whether
//! the file is still the one that was opened.

use std::path::{Path, PathBuf};

use sqlx::any::AnyConnectOptions;
use sqlx::{ConnectOptions, Connection as _};
use url::Url;

use super::Settings;
use crate::store::{Connection, StoreError};

/// Every commit is synchronised, in the write-ahead log.
pub(super) const WRITES: Settings = &[
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
];
pub(super) const READS: Settings = &["PRAGMA busy_timeout = 5000", "PRAGMA query_only = ON"];

/// Table, name and type of every column of ours, in order.
pub(super) const COLUMNS: &str = "SELECT t.name, c.name, c.type
    FROM sqlite_schema t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite~_%' ESCAPE '~'
    AND t.name <> '_sqlx_migrations' ORDER BY t.name, c.cid";
/// Tables with those they refer to.
pub(super) const REFERENCES: &str = "SELECT t.name, f.\"table\"
    FROM sqlite_schema t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'";

/// The file as an address, which is all that sqlx's choice of engines takes.
pub(super) fn options(path: &Path) -> Result<AnyConnectOptions, StoreError> {
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

/// Brings the database up to date.
pub(super) async fn migrate(mut on: Connection, schema: Option<i64>) -> Result<(), StoreError> {
    let migrations = sqlx::migrate!("migrations/sqlite");
    match schema {
        Some(schema) => migrations.run_to(schema, &mut on).await?,
        None => migrations.run(&mut on).await?,
    }
    Ok(on.close().await?)
}

/// The file as it was when opened.
#[derive(Debug)]
pub(super) struct Opened {
    path: PathBuf,
    identity: Option<Identity>,
}

impl Opened {
    pub(super) fn at(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            identity: identity(path),
        }
    }

    /// Whether the name still leads to the file that is open.
    pub(super) fn still_there(&self) -> Result<(), StoreError> {
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
