//! `receiver restore`: an office out of a backup, into an empty place of either
//! engine. Nothing is put anywhere before all of the backup was read and found to
//! be what it says.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use inspection::Digest;
use serde_json::Value;
use tokio::sync::mpsc;

use crate::backup::{Archive, ArchiveError, Manifest, TableEntry};
use crate::config;
use crate::folder::{self, FolderError};
use crate::store::{Location, Putting, Store, StoreError};

/// Rows that are in memory at a time: of the largest documents they are 160 MB.
const BATCH: usize = 16;

/// Why nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The data folder is the wrong one or cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The backup is half, altered, or none.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// Only one of backup and place is the demonstration.
    #[error("{}", if *.0 {
        "the backup is of the demonstration: restore it with --demo"
    } else {
        "the backup is of real work: leave out --demo"
    })]
    Demonstration(bool),
    /// The place holds something, or does not take the rows.
    #[error("the database {location} cannot be filled")]
    Database {
        /// Where it is.
        location: String,
        /// Why not.
        source: StoreError,
    },
    /// Everything was done; it could not be said.
    #[error("what was restored could not be printed: {0}")]
    Output(io::Error),
}

/// Checks the backup, fills the place, and says what is there.
///
/// # Errors
/// [`RestoreError`]; but for the last, the place has no rows then.
pub async fn restore(config: &config::Restore, mut output: impl Write) -> Result<(), RestoreError> {
    let (archive, files) = Archive::check(&config.from)?;
    let demo = archive.manifest.demo;
    if demo != config.keeping.demo {
        return Err(RestoreError::Demonstration(demo));
    }
    let location = folder::prepare(&config.keeping)?;
    let manifest = archive.manifest.clone();
    filled(&config.from, archive, &files, &location)
        .await
        .map_err(|error| match error {
            Filled::Archive(error) => RestoreError::Archive(error),
            Filled::Store(source) => RestoreError::Database {
                location: location.to_string(),
                source,
            },
        })?;
    writeln!(output, "{location}: {}", manifest.said()).map_err(RestoreError::Output)
}

/// Why a database was not filled.
#[derive(Debug, thiserror::Error)]
enum Filled {
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

async fn filled(
    path: &Path,
    mut archive: Archive,
    files: &BTreeSet<Digest>,
    location: &Location,
) -> Result<(), Filled> {
    let store = Store::empty_at(location, archive.manifest.schema).await?;
    for sha256 in files {
        store.put_file(archive.file(sha256)?).await?;
    }
    let mut filling = store.filling().await?;
    let tables = std::mem::take(&mut filling.tables);
    for table in &tables {
        let Some(entry) = entry(&archive.manifest, &table.name) else {
            continue;
        };
        let putting = Putting::into(table, &entry.columns)?;
        let mut rows = rows(path.to_owned(), entry);
        while let Some(values) = rows.recv().await {
            let values = values?;
            // The database is another one, though all in it is the same.
            let is_name = table.name == "facts" && values.first() == Some(&"database".into());
            if !is_name {
                filling.put(&putting, values).await?;
            }
        }
    }
    filling.finish().await?;
    store.close().await;
    // What a later program adds to a database of before.
    Store::at(location).await?.close().await;
    Ok(())
}

/// The rows of a table, read beside what is done with them.
fn rows(path: PathBuf, entry: TableEntry) -> mpsc::Receiver<Result<Vec<Value>, ArchiveError>> {
    let (tell, told) = mpsc::channel(BATCH);
    tokio::task::spawn_blocking(move || {
        let read = Archive::open(&path).and_then(|mut archive| {
            archive.each_row(&entry, |values| {
                // Who does not listen any more has said why.
                drop(tell.blocking_send(Ok(values)));
                Ok::<(), ArchiveError>(())
            })
        });
        if let Err(error) = read {
            drop(tell.blocking_send(Err(error)));
        }
    });
    told
}

fn entry(manifest: &Manifest, table: &str) -> Option<TableEntry> {
    let found = manifest.tables.iter().find(|entry| entry.name == table);
    found.cloned()
}
