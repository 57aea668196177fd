//! `receiver import`: takes in the documents of tablets' exports as if they had
//! been uploaded. Says of each what became of it, and stops at none. How an
//! export is written is `inspection`'s; what a document is, intake's.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use chrono::Utc;
use inspection::{DocumentId, Export, ExportError, LARGEST_EXPORT, read_export};
use serde::Deserialize;

use crate::config::Import;
use crate::folder::{self, FolderError};
use crate::intake::{LARGEST_BODY, judge};
use crate::rules;
use crate::store::{Kept, Store, StoreError};

/// Why nothing, or not everything, was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The data folder is the wrong one or cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database cannot be opened.
    #[error("the database {location} cannot be opened")]
    Database {
        /// Where it is.
        location: String,
        /// Why not.
        source: StoreError,
    },
    /// Everything else was imported.
    #[error("{documents} documents were not kept, {files} files not read")]
    Incomplete {
        /// Documents that were refused, or that the database did not take.
        documents: usize,
        /// Files that are no exports or cannot be read.
        files: usize,
    },
    /// Everything was imported; not everything was said.
    #[error("what became of the documents could not be printed: {0}")]
    Output(io::Error),
}

/// Imports every file, one line for each document and one for each file.
///
/// # Errors
/// [`ImportError`]; but for the first two, what could be kept is kept.
pub async fn import(config: &Import, output: impl Write) -> Result<(), ImportError> {
    let location = folder::prepare(&config.keeping)?;
    let opened = async {
        let store = Store::at(&location).await?;
        rules::learn(&store).await?;
        Ok(store)
    };
    let store = match opened.await {
        Ok(store) => store,
        Err(source) => {
            return Err(ImportError::Database {
                location: location.to_string(),
                source,
            });
        }
    };
    let mut lines = Lines {
        output,
        broken: None,
    };
    let mut sum = Counts::default();
    let mut unread = 0;
    for file in &config.files {
        let name = file.display();
        match import_file(&store, file, &mut lines).await {
            Ok((counts, said)) => {
                lines.say(format_args!("{name}: {said}"));
                sum.refused += counts.refused;
                sum.failed += counts.failed;
            }
            Err(why) => {
                lines.say(format_args!("{name}: not imported: {why}"));
                unread += 1;
            }
        }
    }
    store.close().await;
    let documents = sum.refused + sum.failed;
    match lines.broken {
        _ if documents + unread > 0 => Err(ImportError::Incomplete {
            documents,
            files: unread,
        }),
        Some(error) => Err(ImportError::Output(error)),
        None => Ok(()),
    }
}

/// Why a file was not imported.
#[derive(Debug, thiserror::Error)]
enum FileError {
    #[error(transparent)]
    Unread(#[from] io::Error),
    #[error(transparent)]
    NoExport(#[from] ExportError),
}

/// What became of the documents of a file.
#[derive(Default)]
struct Counts {
    kept: usize,
    known: usize,
    conflicting: usize,
    refused: usize,
    failed: usize,
}

async fn import_file(
    store: &Store,
    file: &Path,
    lines: &mut Lines<impl Write>,
) -> Result<(Counts, String), FileError> {
    let size = usize::try_from(fs::metadata(file)?.len()).unwrap_or(usize::MAX);
    if size > LARGEST_EXPORT {
        return Err(ExportError::TooLarge { size }.into());
    }
    let bytes = fs::read(file)?;
    let export = read_export(&bytes)?;
    let mut counts = Counts::default();
    for (index, envelope) in export.documents.iter().enumerate() {
        let said = counts.count(take(store, envelope).await);
        let name = named(envelope).map_or(String::new(), |id| format!(" {id}"));
        lines.say(format_args!(
            "{}: documents[{index}]{name}: {said}",
            file.display()
        ));
    }
    let said = counts.told(&export);
    Ok((counts, said))
}

/// What became of one document.
enum Fate {
    Kept(Kept),
    Refused(String),
    Failed(StoreError),
}

/// Takes one document in, as an upload does.
async fn take(store: &Store, envelope: &str) -> Fate {
    if envelope.len() > LARGEST_BODY {
        return Fate::Refused(format!("an upload has at most {LARGEST_BODY} bytes"));
    }
    let arrival = match judge(envelope.as_bytes(), Utc::now()) {
        Ok(arrival) => arrival,
        Err(error) => return Fate::Refused(error.to_string()),
    };
    match store.keep(arrival).await {
        Ok(kept) => Fate::Kept(kept),
        Err(error) => Fate::Failed(error),
    }
}

/// The id an envelope names, where it names one.
fn named(envelope: &str) -> Option<DocumentId> {
    #[derive(Deserialize)]
    struct Named {
        id: DocumentId,
    }
    let named: Named = serde_json::from_str(envelope).ok()?;
    Some(named.id)
}

impl Counts {
    /// Counts a document and says what became of it.
    fn count(&mut self, fate: Fate) -> String {
        let (count, said) = match fate {
            Fate::Kept(Kept::New(receipt)) => {
                let at = inspection::moment::write(receipt.received_at);
                (&mut self.kept, format!("kept at {at}"))
            }
            Fate::Kept(Kept::Repeated(receipt)) => {
                let at = inspection::moment::write(receipt.received_at);
                (&mut self.known, format!("known since {at}"))
            }
            Fate::Kept(Kept::Conflicting { first }) => {
                let said = format!("conflict: {first} came first under this id; both are kept");
                (&mut self.conflicting, said)
            }
            Fate::Refused(why) => (&mut self.refused, format!("refused: {why}")),
            Fate::Failed(why) => (&mut self.failed, format!("not kept: {why}")),
        };
        *count += 1;
        said
    }

    fn told(&self, export: &Export<'_>) -> String {
        let Self {
            kept,
            known,
            conflicting,
            refused,
            failed,
        } = self;
        let Export {
            device,
            drafts,
            set_aside,
            ..
        } = export;
        let written = inspection::moment::write(export.exported.at);
        format!(
            "written {written} by tablet {device}: {} documents, {kept} kept, {known} known, \
             {conflicting} in conflict, {refused} refused, {failed} not kept; not the office's: \
             drafts {drafts}, values set aside {set_aside}",
            export.documents.len(),
        )
    }
}

/// Standard output, which must not end the import when nobody reads it.
struct Lines<W> {
    output: W,
    broken: Option<io::Error>,
}

impl<W: Write> Lines<W> {
    fn say(&mut self, line: std::fmt::Arguments<'_>) {
        if self.broken.is_none() {
            self.broken = writeln!(self.output, "{line}").err();
        }
    }
}
