//! `receiver seed`: a register or a plan from a file takes the place of the one
//! that is there. Everything that is wrong is said, row by row; then nothing is
//! changed. What a row must be is `rows.rs`'s.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::config;
use crate::folder::{self, FolderError};
use crate::store::{self, Seeded, Store, StoreError};

mod rows;

pub use rows::RowError;

/// The largest file that is read: 64 MiB, some 200,000 establishments.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The data folder is the wrong one or cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database cannot be opened, or did not take the lists.
    #[error("the database {location} cannot be used")]
    Database {
        /// Where it is.
        location: String,
        /// Why not.
        source: StoreError,
    },
    /// A file cannot be read.
    #[error("{path} cannot be read: {reason}")]
    Unread {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// Rows are wrong; each was printed.
    #[error("nothing was changed: {0} faults in the rows")]
    Rows(usize),
    /// Everything was done; not everything was said.
    #[error("what became of the rows could not be printed: {0}")]
    Output(#[from] io::Error),
}

/// Seeds the lists of the files and says what became of them.
///
/// # Errors
/// [`SeedError`]; but for the last, nothing is changed then.
pub async fn seed(config: &config::Seed, mut output: impl Write) -> Result<(), SeedError> {
    let mut faults = Vec::new();
    let mut seed = store::Seed::default();
    if let Some(path) = &config.register {
        let rows = rows_of(path, "establishments")?;
        seed.register = Some(rows::register(&rows, &mut faults));
    }
    if let Some(path) = &config.plan {
        let rows = rows_of(path, "visits")?;
        seed.plan = Some(rows::plan(&rows, &mut faults));
    }
    if !faults.is_empty() {
        return Err(told(&faults, &mut output)?);
    }
    let location = folder::prepare(&config.keeping)?;
    let database = |source| SeedError::Database {
        location: location.to_string(),
        source,
    };
    let store = Store::at(&location).await.map_err(database)?;
    let seeded = store.seed(&seed).await;
    store.close().await;
    match seeded.map_err(database)? {
        Ok([register, plan]) => {
            say(&mut output, "establishments", &register)?;
            say(&mut output, "visits", &plan)?;
            Ok(())
        }
        Err(unknown) => {
            let unknown: Vec<_> = unknown.into_iter().map(RowError::to_nobody).collect();
            Err(told(&unknown, &mut output)?)
        }
    }
}

fn told(faults: &[RowError], output: &mut impl Write) -> io::Result<SeedError> {
    for fault in faults {
        writeln!(output, "{fault}")?;
    }
    Ok(SeedError::Rows(faults.len()))
}

fn say(output: &mut impl Write, of: &str, seeded: &Seeded) -> io::Result<()> {
    let Seeded {
        added,
        changed,
        unchanged,
        removed,
    } = seeded;
    writeln!(
        output,
        "{of}: {added} added, {changed} changed, {unchanged} unchanged, {removed} removed"
    )
}

/// The rows of a file: an object with one list.
fn rows_of(path: &Path, list: &str) -> Result<Vec<Value>, SeedError> {
    let unread = |reason: String| SeedError::Unread {
        path: path.to_owned(),
        reason,
    };
    let size = fs::metadata(path).map_err(|error| unread(error.to_string()))?;
    if size.len() > LARGEST_FILE {
        return Err(unread(format!("more than {LARGEST_FILE} bytes")));
    }
    let bytes = fs::read(path).map_err(|error| unread(error.to_string()))?;
    // Spreadsheets write a mark before the text.
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut whole: Value =
        serde_json::from_slice(text).map_err(|error| unread(format!("no JSON: {error}")))?;
    match whole.get_mut(list).map(Value::take) {
        Some(Value::Array(rows)) => Ok(rows),
        _ => Err(unread(format!("it holds no list {list:?}"))),
    }
}
