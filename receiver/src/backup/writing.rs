//! The file of a backup on its way to the disk: under another name until all of it
//! is there, so that whatever has the name is whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use inspection::Digest;
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::archive::{MANIFEST, file_entry, table_entry};
use super::hashing::Hashing;
use super::manifest::{Manifest, TableEntry};

/// A backup that is being written.
pub(super) struct Writing {
    zip: ZipWriter<BufWriter<File>>,
    file: Unnamed,
}

/// The file while it has not its name; removed with the value where it never gets it.
pub(super) struct Unnamed {
    /// Where it is meanwhile.
    pub(super) part: PathBuf,
    to: PathBuf,
    named: bool,
}

impl Writing {
    /// Begins one that will have this name, which must be free.
    pub(super) fn to(path: &Path) -> io::Result<Self> {
        if path.try_exists()? {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        }
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            // It holds all that the office knows of people.
            options.mode(0o600);
        }
        let file = options.open(&part)?;
        // What broke off before is written over, what is under way is not.
        file.try_lock()?;
        file.set_len(0)?;
        Ok(Self {
            zip: ZipWriter::new(BufWriter::new(file)),
            file: Unnamed {
                part,
                to: path.to_owned(),
                named: false,
            },
        })
    }

    fn begin(&mut self, name: &str, method: CompressionMethod) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .unix_permissions(0o600)
            .large_file(true);
        self.zip.start_file(name, options)?;
        Ok(())
    }

    /// Begins a table.
    pub(super) fn table(
        &mut self,
        name: &str,
        columns: Vec<String>,
    ) -> io::Result<WritingTable<'_>> {
        self.begin(&table_entry(name), CompressionMethod::Deflated)?;
        Ok(WritingTable {
            lines: Hashing::new(&mut self.zip),
            name: name.to_owned(),
            columns,
            rows: 0,
        })
    }

    /// Adds a file; pictures are as small as they get.
    pub(super) fn file(&mut self, sha256: &Digest, bytes: &[u8]) -> io::Result<()> {
        self.begin(&file_entry(sha256), CompressionMethod::Stored)?;
        self.zip.write_all(bytes)
    }

    /// Ends it with what it says of itself; all of it is on the disk then.
    pub(super) fn end(mut self, manifest: &Manifest) -> io::Result<Unnamed> {
        self.begin(MANIFEST, CompressionMethod::Deflated)?;
        serde_json::to_writer_pretty(&mut self.zip, manifest)?;
        let file = self.zip.finish()?.into_inner().map_err(io::Error::from)?;
        file.sync_all()?;
        Ok(self.file)
    }
}

impl Unnamed {
    /// Gives it its name.
    pub(super) fn name(mut self) -> io::Result<()> {
        fs::rename(&self.part, &self.to)?;
        self.named = true;
        match self.to.parent() {
            Some(parent) if cfg!(unix) => {
                let here = parent.as_os_str().is_empty();
                let folder = if here { Path::new(".") } else { parent };
                File::open(folder)?.sync_all()
            }
            _ => Ok(()),
        }
    }
}

impl Drop for Unnamed {
    fn drop(&mut self) {
        if self.named {
            return;
        }
        if let Err(error) = fs::remove_file(&self.part) {
            tracing::warn!(%error, "half a backup stays: {}", self.part.display());
        }
    }
}

/// A table that is being written.
pub(super) struct WritingTable<'a> {
    lines: Hashing<&'a mut ZipWriter<BufWriter<File>>>,
    name: String,
    columns: Vec<String>,
    rows: u64,
}

impl WritingTable<'_> {
    /// Adds a row.
    pub(super) fn row(&mut self, values: &[Value]) -> io::Result<()> {
        serde_json::to_writer(&mut self.lines, values)?;
        self.lines.write_all(b"\n")?;
        self.rows += 1;
        Ok(())
    }

    /// Ends it.
    pub(super) fn end(self) -> io::Result<TableEntry> {
        Ok(TableEntry {
            name: self.name,
            columns: self.columns,
            rows: self.rows,
            sha256: self.lines.digest()?,
        })
    }
}
