//! `receiver register import`: a ward's list at the command line. Says what would
//! become of every row; with `--commit` takes it over, all or nothing. Decisions
//! on likely duplicates are made in the office's pages.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use chrono::{NaiveDate, Utc};
use inspection::RulePack;

use crate::config;
use crate::folder::{self, FolderError};
use crate::sheet::{LARGEST_FILE, Sheet, SheetError};
use crate::store::{Author, Committed, Import, Store, StoreError, judged};
use crate::ward_list::Matches;
use crate::ward_list::compare::{Decision, Judged, State, Whom, counts, fingerprint, is_ready};
use crate::wording::imports as words;
use crate::wording::language::Language;
use crate::wording::wall_time;

/// Why nothing was taken over.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// The data folder is the wrong one or cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database failed.
    #[error("the database {location} cannot be used")]
    Database {
        /// Its file, or where it is served.
        location: String,
        /// Why not.
        source: StoreError,
    },
    /// The file cannot be read.
    #[error("{path} cannot be read")]
    Unread {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The file is no list.
    #[error("{path}: {source}")]
    NotAList {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: SheetError,
    },
    /// The rule pack does not know a code.
    #[error("--{flag}: the rule pack knows no {code:?}")]
    UnknownCode {
        /// Which flag.
        flag: &'static str,
        /// What it said.
        code: String,
    },
    /// Rows hinder it; each was printed.
    #[error(
        "nothing was changed: {faulty} rows at fault, {doubtful} likely duplicates, {to_do} to take over"
    )]
    NotReady {
        /// Rows at fault.
        faulty: usize,
        /// Rows in doubt.
        doubtful: usize,
        /// Rows that would be put.
        to_do: usize,
    },
    /// The register changed while the rows were printed.
    #[error("nothing was changed: the register changed meanwhile; try again")]
    Stale,
    /// What became of the rows could not be printed.
    #[error("what became of the rows could not be printed: {0}")]
    Output(#[from] io::Error),
}

/// Shows what a list makes of the register, and takes it over where that is asked.
///
/// # Errors
/// [`ListError`]; nothing is changed then, but for the last.
pub async fn import(list: &config::ListFile, mut output: impl Write) -> Result<(), ListError> {
    let sheet = read(list)?;
    let matches = matches(list)?;
    let location = folder::prepare(&list.keeping)?;
    let database = |source| ListError::Database {
        location: location.to_string(),
        source,
    };
    let store = Store::at(&location).await.map_err(database)?;
    let name = list
        .file
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let import = Import {
        id: String::new(),
        file_name: name,
        sheet,
        matches,
        decisions: std::collections::BTreeMap::default(),
        edits: 0,
    };
    let day = wall_time(Utc::now()).date_naive();
    let done = show(&store, import, list, day, &mut output).await;
    store.close().await;
    done.map_err(|error| match error {
        Failure::Store(source) => database(source),
        Failure::List(error) => error,
    })
}

/// What can go wrong once the database is open.
enum Failure {
    Store(StoreError),
    List(ListError),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<ListError> for Failure {
    fn from(error: ListError) -> Self {
        Self::List(error)
    }
}

async fn show(
    store: &Store,
    mut import: Import,
    list: &config::ListFile,
    day: NaiveDate,
    output: &mut impl Write,
) -> Result<(), Failure> {
    let mut rows = judged(import.clone(), store.register().await?, day)
        .await?
        .rows;
    tell(&rows, output).map_err(ListError::Output)?;
    if list.leave_faulty {
        for row in rows
            .iter()
            .filter(|row| matches!(row.state, State::Faulty(_)))
        {
            import.decisions.insert(row.number, Decision::LeaveOut);
        }
        rows = judged(import.clone(), store.register().await?, day)
            .await?
            .rows;
    }
    if !list.commit {
        return Ok(());
    }
    if !is_ready(&rows) {
        let count = |code: &str| rows.iter().filter(|row| row.state.code() == code).count();
        let to_do = rows.iter().filter(|row| row.put.is_some()).count();
        let [faulty, doubtful] = ["faulty", "doubtful"].map(count);
        return Err(ListError::NotReady {
            faulty,
            doubtful,
            to_do,
        }
        .into());
    }
    let author = Author {
        name: "receiver register import".to_owned(),
        at: Utc::now(),
    };
    let id = store
        .add_import(&import.file_name, &import.sheet, &import.matches, &author)
        .await?;
    store
        .decide_import(&Import {
            id: id.clone(),
            ..import
        })
        .await?;
    let shown = fingerprint(&rows);
    let committed = store.commit_import(&id, &shown, day, &author);
    if let Committed::Done(_) = committed.await? {
        writeln!(output, "taken over").map_err(ListError::Output)?;
        return Ok(());
    }
    store.discard_import(&id, &author).await?;
    Err(ListError::Stale.into())
}

fn read(list: &config::ListFile) -> Result<Sheet, ListError> {
    let path = || list.file.clone();
    let unread = |source| ListError::Unread {
        path: path(),
        source,
    };
    let not_a_list = |source| ListError::NotAList {
        path: path(),
        source,
    };
    let size = fs::metadata(&list.file).map_err(unread)?.len();
    if size > u64::try_from(LARGEST_FILE).unwrap_or(u64::MAX) {
        return Err(not_a_list(SheetError::TooLarge));
    }
    Sheet::read(&fs::read(&list.file).map_err(unread)?).map_err(not_a_list)
}

fn matches(list: &config::ListFile) -> Result<Matches, ListError> {
    let pack = RulePack::current();
    let known = |flag, code: &Option<String>, is_known: &dyn Fn(&str) -> bool| match code {
        Some(code) if !is_known(code) => Err(ListError::UnknownCode {
            flag,
            code: code.clone(),
        }),
        code => Ok(code.clone()),
    };
    let is_ward = |code: &str| {
        pack.units
            .iter()
            .any(|unit| unit.level == "ward" && unit.code == code)
    };
    let is_kind = |code: &str| {
        pack.establishment_kinds
            .iter()
            .any(|kind| kind.name.code == code)
    };
    Ok(Matches {
        ward: known("ward", &list.ward, &is_ward)?,
        kind: known("kind", &list.kind, &is_kind)?,
        ..Matches::default()
    })
}

/// A line for each row that is at fault or in doubt, and the sums.
fn tell(rows: &[Judged], output: &mut impl Write) -> io::Result<()> {
    let english = Language::English;
    for row in rows {
        if let State::Faulty(faults) = &row.state {
            for fault in faults {
                let column = english.say(words::column(fault.column));
                let why = words::why(english, fault.why);
                writeln!(
                    output,
                    "row {}: {column} {:?}: {why}",
                    row.number, fault.typed
                )?;
            }
        }
        if row.state == State::Doubtful {
            for one in &row.candidates {
                let whom = match &one.whom {
                    Whom::Registered(id) => id.clone(),
                    Whom::Row(number) => format!("row {number}"),
                };
                writeln!(
                    output,
                    "row {}: may be {whom}: {}, {}",
                    row.number, one.name, one.address
                )?;
            }
        }
    }
    for (code, count) in State::CODES.iter().zip(counts(rows)) {
        if count > 0 {
            writeln!(output, "{}: {count}", english.say(words::state(code)))?;
        }
    }
    Ok(())
}
