//! `receiver backup`: everything an office has in one file, while it serves. The
//! file is of neither engine, so that an office moves from one to the other by it.
//! What reads it again is `restore.rs`.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use chrono::Utc;
use inspection::Digest;

use crate::config::{self, DATABASE_VARIABLE};
use crate::folder::{self, FolderError};
use crate::store::{Location, Snapshot, Store, StoreError, Table};

mod archive;
mod hashing;
mod manifest;
mod writing;

pub(crate) use archive::Archive;
pub use archive::ArchiveError;
pub use manifest::{ChainEnd, Manifest, TableEntry};

use manifest::{Chains, FORMAT, Named};
use writing::Writing;

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The data folder is the wrong one or cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// There is nothing to back up.
    #[error(
        "no office is in {0}: name its folder with --data, or its database with --database or {DATABASE_VARIABLE}"
    )]
    NoOffice(PathBuf),
    /// The database or a file of it cannot be read.
    #[error("the office cannot be read: {0}")]
    Store(#[from] StoreError),
    /// The file cannot be written.
    #[error("{path} cannot be written: {source}")]
    Unwritten {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// What was written is not what was read back: the disk is not to be trusted.
    #[error("the backup does not hold: {0}")]
    Archive(#[from] ArchiveError),
    /// The backup is there; it could not be said.
    #[error("what was backed up could not be printed: {0}")]
    Output(io::Error),
}

/// Where it broke off.
#[derive(Debug, thiserror::Error)]
enum Broken {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Unwritten(#[from] io::Error),
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

/// Writes the backup, reads it back, gives it its name, and says what is in it.
///
/// # Errors
/// [`BackupError`]; but for the last, nothing has the name then.
pub async fn backup(config: &config::Backup, mut output: impl Write) -> Result<(), BackupError> {
    let data = &config.keeping.data;
    if config.keeping.database.is_none() && !folder::holds_an_office(data) {
        return Err(BackupError::NoOffice(data.clone()));
    }
    let location = folder::prepare(&config.keeping)?;
    let mut to = config.to.clone();
    if to.is_dir() {
        to.push(format!(
            "can-dung-{}.zip",
            Utc::now().format("%Y%m%dT%H%M%SZ")
        ));
    }
    let unwritten = |source| BackupError::Unwritten {
        path: to.clone(),
        source,
    };
    let writing = Writing::to(&to).map_err(unwritten)?;
    let manifest = Box::pin(written(&location, config.keeping.demo, writing))
        .await
        .map_err(|error| match error {
            Broken::Unwritten(source) => unwritten(source),
            Broken::Store(error) => error.into(),
            Broken::Archive(error) => error.into(),
        })?;
    writeln!(output, "{}: {}", to.display(), manifest.said()).map_err(BackupError::Output)
}

async fn written(
    location: &Location,
    demo: bool,
    mut writing: Writing,
) -> Result<Manifest, Broken> {
    let store = Store::as_it_is(location).await?;
    let taken_at = Utc::now();
    let mut snapshot = store.snapshot().await?;
    let tables = std::mem::take(&mut snapshot.tables);
    let mut found = Found::default();
    let mut entries = Vec::with_capacity(tables.len());
    for table in &tables {
        entries.push(copied(&mut snapshot, table, &mut writing, &mut found).await?);
    }
    let schema = snapshot.schema;
    // Others may go on: a file that a document names is never removed.
    drop(snapshot);
    let mut file_bytes = 0;
    for sha256 in &found.files {
        let bytes = store.file(sha256).await?;
        file_bytes += bytes.len() as u64;
        writing.file(sha256, &bytes)?;
    }
    store.close().await;
    let manifest = Manifest {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        taken_at,
        demo,
        schema,
        tables: entries,
        files: found.files.len() as u64,
        file_bytes,
        chains: found.chains.ends(),
    };
    let unnamed = writing.end(&manifest)?;
    Archive::check(&unnamed.part)?;
    unnamed.name()?;
    Ok(manifest)
}

/// What is noticed of rows as they come by.
#[derive(Default)]
struct Found {
    files: BTreeSet<Digest>,
    chains: Chains,
}

async fn copied(
    snapshot: &mut Snapshot,
    table: &Table,
    writing: &mut Writing,
    found: &mut Found,
) -> Result<TableEntry, Broken> {
    let columns: Vec<_> = table
        .columns
        .iter()
        .map(|column| column.name.clone())
        .collect();
    let mut lines = writing.table(&table.name, columns.clone())?;
    snapshot
        .each_row(table, |values| {
            let row = Named::new(&columns, &values);
            match table.name.as_str() {
                "documents" => {
                    let (device, sha256) = (row.text("device"), row.text("sha256"));
                    found.chains.add(device, row.number("sequence"), sha256);
                }
                "contents" => {
                    let file = Digest::try_from(row.text("file_sha256").to_owned());
                    found
                        .files
                        .insert(file.map_err(|error| StoreError::Unreadable {
                            what: "file_sha256",
                            reason: error.to_string(),
                        })?);
                }
                _ => {}
            }
            lines.row(&values).map_err(Broken::from)
        })
        .await?;
    Ok(lines.end()?)
}

impl Manifest {
    /// What is in it, in one line.
    pub(crate) fn said(&self) -> String {
        format!(
            "{} documents of {} chains, {} files, {} establishments, {} people, {} tablets, \
             as of {}",
            self.rows("documents"),
            self.chains.len(),
            self.files,
            self.rows("establishments"),
            self.rows("users"),
            self.rows("tablets"),
            self.taken_at.format("%Y-%m-%dT%H:%M:%SZ"),
        )
    }
}
