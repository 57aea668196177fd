//! `receiver report`: the report of a period as a file, as the page gives it. The
//! database stays as it is, whichever program serves it.

use std::io::{self, Write};
use std::path::PathBuf;

use chrono::Utc;
use inspection::{Annex, CutOffs, PackError, Period};

use crate::config::{self, DATABASE_VARIABLE};
use crate::folder::{self, FolderError};
use crate::people::{Authority, NotAnAuthority};
use crate::report::{self, Gathered};
use crate::store::{Store, StoreError};
use crate::wording::language::Language;
use crate::{rules, wording};

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The text names no period.
    #[error(
        "{0:?} is no period: write a month as 2026-10, a half-year as 2026-H1, a year as 2026, any days as 2026-10-01..2026-10-15"
    )]
    NoPeriod(String),
    /// The code is no authority's.
    #[error(transparent)]
    Authority(#[from] NotAnAuthority),
    /// The data folder is the wrong one or cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// There is nothing to report of.
    #[error(
        "no office is in {0}: name its folder with --data, or its database with --database or {DATABASE_VARIABLE}"
    )]
    NoOffice(PathBuf),
    /// The database cannot be read.
    #[error("the office cannot be read: {0}")]
    Store(#[from] StoreError),
    /// Another program keeps the office, and this one may change nothing of it.
    #[error(
        "the office was last served by another program than this one: write the report with that one, or stop it, serve the office once with this one, then write the report"
    )]
    OtherProgram,
    /// The rules cannot be read.
    #[error("the rules cannot be read: {0}")]
    Rules(#[from] PackError),
    /// The figures do not fit into such a file.
    #[error("the report does not fit into a file of this kind")]
    TooLarge,
    /// The file cannot be written.
    #[error("{path} cannot be written: {source}")]
    Unwritten {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Standard output cannot be written to.
    #[error("the report could not be printed: {0}")]
    Output(#[from] io::Error),
}

/// Writes the report to the file that is named, else to `output`.
///
/// # Errors
/// [`ReportError`].
pub async fn report(config: &config::Report, mut output: impl Write) -> Result<(), ReportError> {
    let cut_offs = CutOffs::default();
    let period = Period::named(&config.period, &cut_offs);
    let period = period.ok_or_else(|| ReportError::NoPeriod(config.period.clone()))?;
    let today = wording::wall_time(Utc::now()).date_naive();
    let authority = match &config.authority {
        Some(code) => Authority::on(code, today)?,
        None => Authority::city(),
    };
    let data = &config.keeping.data;
    if config.keeping.database.is_none() && !folder::holds_an_office(data) {
        return Err(ReportError::NoOffice(data.clone()));
    }
    let store = match Store::as_it_is(&folder::prepare(&config.keeping)?).await {
        Err(StoreError::TooOld(_)) => return Err(ReportError::OtherProgram),
        opened => opened?,
    };
    if !store.has_lines().await? {
        store.close().await;
        return Err(ReportError::OtherProgram);
    }
    let gathered = Gathered::of(&store, period, &cut_offs, (authority, today)).await;
    let editions = rules::learn(&store).await;
    store.close().await;
    let annex = Annex::of(&rules::current(&editions?))?;
    let figures = gathered?.add_up();
    let statement = report::make(Language::Vietnamese, &figures, &annex, today);
    let bytes = report::write(&statement, config.format).ok_or(ReportError::TooLarge)?;
    match &config.to {
        Some(path) => std::fs::write(path, bytes).map_err(|source| ReportError::Unwritten {
            path: path.clone(),
            source,
        }),
        None => Ok(output.write_all(&bytes)?),
    }
}
