//! A backup as it lies on the disk: read, and held against all that it says of
//! itself before anybody relies on it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use inspection::{Digest, Encoded};
use serde_json::Value;
use zip::ZipArchive;
use zip::result::ZipError;

use super::hashing::Hashing;
use super::manifest::{Chains, FORMAT, Manifest, Named, TableEntry};

/// The entry that says what the others are.
pub(super) const MANIFEST: &str = "manifest.json";

/// Why a backup is not relied on.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file is not there or cannot be read.
    #[error("{path} cannot be read: {source}")]
    Unread {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// It ends too early, or is something else.
    #[error("{0} is no backup, or half of one")]
    NotABackup(PathBuf),
    /// A newer program wrote it.
    #[error("a newer receiver, {0}, wrote this backup: restore it with that one")]
    Newer(String),
    /// An entry is missing.
    #[error("{0} is not in the backup")]
    Missing(String),
    /// Something is in it that it does not speak of.
    #[error("{0} is in the backup, which does not speak of it")]
    Unknown(String),
    /// An entry is not as it was written.
    #[error("{entry} was altered: {reason}")]
    Altered {
        /// Which one.
        entry: String,
        /// How that is seen.
        reason: String,
    },
}

/// Where the file of each document goes, by the document's digest.
type Contents = BTreeMap<String, (Digest, usize)>;

/// An open backup.
#[derive(Debug)]
pub(crate) struct Archive {
    zip: ZipArchive<BufReader<File>>,
    pub(crate) manifest: Manifest,
}

/// The name of a table's entry.
pub(super) fn table_entry(name: &str) -> String {
    format!("tables/{name}.jsonl")
}

/// The name of a file's entry.
pub(super) fn file_entry(sha256: &Digest) -> String {
    format!("files/{sha256}")
}

impl Archive {
    /// Opens a backup and reads what it says of itself.
    pub(crate) fn open(path: &Path) -> Result<Self, ArchiveError> {
        let unread = |source| ArchiveError::Unread {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(unread)?;
        let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|error| match error {
            ZipError::Io(source) => unread(source),
            _ => ArchiveError::NotABackup(path.to_owned()),
        })?;
        let text = read(&mut zip, MANIFEST)?;
        let value: Value = serde_json::from_slice(&text).map_err(altered(MANIFEST))?;
        if value["format"].as_u64().unwrap_or_default() > u64::from(FORMAT) {
            let program = value["program"].as_str().unwrap_or_default();
            return Err(ArchiveError::Newer(program.to_owned()));
        }
        let manifest = serde_json::from_value(value).map_err(altered(MANIFEST))?;
        Ok(Self { zip, manifest })
    }

    /// Hands on every row of a table, and holds what was read against its digest.
    pub(crate) fn each_row<E: From<ArchiveError>>(
        &mut self,
        table: &TableEntry,
        mut row: impl FnMut(Vec<Value>) -> Result<(), E>,
    ) -> Result<(), E> {
        let name = table_entry(&table.name);
        let mut lines = Lines::of(self.zip.by_name(&name).map_err(of(&name))?, &name);
        let mut rows = 0;
        while let Some(values) = lines.next_row()? {
            if values.len() != table.columns.len() {
                Err(altered(&name)(format!("row {rows} is of another length")))?;
            }
            rows += 1;
            row(values)?;
        }
        let found = lines.source.into_inner().digest().map_err(altered(&name))?;
        if rows != table.rows {
            Err(altered(&name)(format!("{rows} rows, not {}", table.rows)))?;
        }
        if found != table.sha256 {
            Err(altered(&name)("another digest"))?;
        }
        Ok(())
    }

    /// The bytes of a file, which have its digest.
    pub(crate) fn file(&mut self, sha256: &Digest) -> Result<Vec<u8>, ArchiveError> {
        let name = file_entry(sha256);
        let bytes = read(&mut self.zip, &name)?;
        if Digest::of(&bytes) == *sha256 {
            Ok(bytes)
        } else {
            Err(altered(&name)("another digest"))
        }
    }

    /// Reads everything: tables and files have their digests, every document its
    /// own, chains end where they are said to, and nothing else is here. Gives the
    /// files that documents name.
    pub(crate) fn check(path: &Path) -> Result<(Self, BTreeSet<Digest>), ArchiveError> {
        let mut archive = Self::open(path)?;
        let mut beside = Self::open(path)?;
        let contents = archive.contents()?;
        let mut chains = Chains::default();
        let (mut ids, tables) = (BTreeSet::new(), archive.manifest.tables.clone());
        for table in &tables {
            let entry = table_entry(&table.name);
            let is_documents = table.name == "documents";
            archive.each_row(table, |values| {
                if !is_documents && table.name != "conflicts" {
                    return Ok(());
                }
                let row = Named::new(&table.columns, &values);
                let (sha256, text) = (row.text("sha256"), row.text("document"));
                let found = beside.digest_of(text, contents.get(sha256))?;
                if found.as_str() != sha256 {
                    let which = row.text(if is_documents { "id" } else { "document_id" });
                    return Err(altered(&entry)(format!("document {which}: another digest")));
                }
                if is_documents {
                    chains.add(row.text("device"), row.number("sequence"), sha256);
                }
                Ok(())
            })?;
            ids.insert(entry);
        }
        if chains.ends() != archive.manifest.chains {
            return Err(altered(MANIFEST)("chains end elsewhere"));
        }
        let files: BTreeSet<_> = contents.into_values().map(|(file, _)| file).collect();
        ids.extend(files.iter().map(file_entry));
        ids.insert(MANIFEST.to_owned());
        for name in archive.zip.file_names() {
            let name = name.map_err(altered("the list of entries"))?;
            if !ids.contains(name.as_ref()) {
                return Err(ArchiveError::Unknown(name.into_owned()));
            }
        }
        let counted = u64::try_from(files.len()).unwrap_or(u64::MAX);
        if counted != archive.manifest.files {
            return Err(altered(MANIFEST)("another number of files"));
        }
        Ok((archive, files))
    }

    fn contents(&mut self) -> Result<Contents, ArchiveError> {
        let mut contents = Contents::new();
        let tables = self.manifest.tables.clone();
        for table in tables.iter().filter(|table| table.name == "contents") {
            let entry = table_entry(&table.name);
            self.each_row(table, |values| {
                let row = Named::new(&table.columns, &values);
                let file = Digest::try_from(row.text("file_sha256").to_owned());
                let file = file.map_err(altered(&entry))?;
                let starts_at = usize::try_from(row.number("starts_at"));
                let starts_at = starts_at.map_err(altered(&entry))?;
                let document = row.text("document_sha256").to_owned();
                contents.insert(document, (file, starts_at));
                Ok::<(), ArchiveError>(())
            })?;
        }
        Ok(contents)
    }

    /// The digest of a document, of the text that the database has of it.
    fn digest_of(
        &mut self,
        text: &str,
        place: Option<&(Digest, usize)>,
    ) -> Result<Digest, ArchiveError> {
        let Some((file, starts_at)) = place else {
            return Ok(Digest::of(text.as_bytes()));
        };
        let bytes = self.file(file)?;
        let Some((before, after)) = text.split_at_checked(*starts_at) else {
            return Ok(Digest::of(b""));
        };
        Ok(Digest::of(
            [before, &Encoded::of(&bytes).0, after].concat().as_bytes(),
        ))
    }
}

/// A table's lines.
struct Lines<'a, R> {
    source: BufReader<Hashing<R>>,
    name: &'a str,
    line: Vec<u8>,
}

impl<'a, R: Read> Lines<'a, R> {
    fn of(source: R, name: &'a str) -> Self {
        Self {
            source: BufReader::new(Hashing::new(source)),
            name,
            line: Vec::new(),
        }
    }

    fn next_row(&mut self) -> Result<Option<Vec<Value>>, ArchiveError> {
        self.line.clear();
        let read = self.source.read_until(b'\n', &mut self.line);
        if read.map_err(altered(self.name))? == 0 {
            return Ok(None);
        }
        let row = serde_json::from_slice(&self.line);
        row.map(Some).map_err(altered(self.name))
    }
}

fn read(zip: &mut ZipArchive<BufReader<File>>, name: &str) -> Result<Vec<u8>, ArchiveError> {
    let mut entry = zip.by_name(name).map_err(of(name))?;
    let mut bytes = Vec::new();
    entry.read_to_end(&mut bytes).map_err(altered(name))?;
    Ok(bytes)
}

fn of(name: &str) -> impl FnOnce(ZipError) -> ArchiveError {
    move |error| match error {
        ZipError::FileNotFound => ArchiveError::Missing(name.to_owned()),
        error => altered(name)(error),
    }
}

fn altered<E: ToString>(name: &str) -> impl FnOnce(E) -> ArchiveError {
    move |error| ArchiveError::Altered {
        entry: name.to_owned(),
        reason: error.to_string(),
    }
}
