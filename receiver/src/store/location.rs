//! Where an office keeps what it has: a database, which is a file or a server,
//! and a folder for the bytes of photos and attachments.

use std::fmt;
use std::path::{Path, PathBuf};

use url::Url;

/// The folder of photos and attachments, beside the database's file.
const FILES: &str = "files";

/// A database and a folder of files.
#[derive(Clone, Debug)]
pub struct Location {
    pub(super) database: Database,
    pub(super) files: PathBuf,
}

/// A database of either engine.
#[derive(Clone)]
pub(super) enum Database {
    /// SQLite: a file.
    File(PathBuf),
    /// PostgreSQL, or an engine that speaks it. The address may hold a password,
    /// and is shown without it.
    Server(Url),
}

/// The text is not the address of a server's database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotADatabase {
    /// No address, or of another engine.
    #[error("it is written postgres://user:password@host:5432/name")]
    Form,
    /// Which database of the server is meant is not said.
    #[error("it names no database: write postgres://user:password@host:5432/name")]
    NoName,
}

impl Location {
    /// A file, with the files beside it.
    #[must_use]
    pub fn file(path: &Path) -> Self {
        Self {
            database: Database::File(path.to_owned()),
            files: path.with_extension(FILES),
        }
    }

    /// A database of a server, with the files in a folder of this machine.
    ///
    /// # Errors
    /// [`NotADatabase`] where the address is none.
    pub fn server(address: &str, folder: &Path) -> Result<Self, NotADatabase> {
        let address = Url::parse(address).map_err(|_| NotADatabase::Form)?;
        if !matches!(address.scheme(), "postgres" | "postgresql") {
            return Err(NotADatabase::Form);
        }
        if address.path().trim_matches('/').is_empty() {
            return Err(NotADatabase::NoName);
        }
        Ok(Self {
            database: Database::Server(address),
            files: folder.join(FILES),
        })
    }
}

impl Location {
    /// The folder of the files of photos and attachments.
    #[must_use]
    pub fn files(&self) -> &Path {
        &self.files
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.database.fmt(f)
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Server(address) => {
                f.write_str("postgres://")?;
                if let Some(host) = address.host_str() {
                    f.write_str(host)?;
                }
                if let Some(port) = address.port() {
                    write!(f, ":{port}")?;
                }
                f.write_str(address.path())
            }
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        let address = "postgres://office:s3cret@db.example:5433/can_dung?password=s3cret";
        let location = Location::server(address, Path::new("data")).unwrap();
        assert_eq!(location.to_string(), "postgres://db.example:5433/can_dung");
        assert!(!format!("{location:?}").contains("s3cret"));
        assert_eq!(location.files, Path::new("data/files"));
    }

    #[test]
    fn what_is_no_address_of_a_database_is_told_how_one_is_written() {
        for (typed, expected) in [
            ("", NotADatabase::Form),
            ("data/office.sqlite", NotADatabase::Form),
            ("mysql://host/name", NotADatabase::Form),
            ("postgres://host", NotADatabase::NoName),
            ("postgres://host/", NotADatabase::NoName),
        ] {
            let error = Location::server(typed, Path::new("data")).unwrap_err();
            assert_eq!(error, expected, "{typed}");
        }
    }
}
