//! Why a database did not answer, or does not hold what it should.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use inspection::Digest;

/// Why the database did not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is no longer where it was opened: what is written would be
    /// lost with it. Put it back, or start the receiver again.
    #[error("the database {0} is no longer there")]
    Gone(PathBuf),
    /// The path of the file cannot be told to the engine: it is not UTF-8.
    #[error("the path {0} is not UTF-8")]
    Unusable(PathBuf),
    /// The folder of files cannot be made or swept.
    #[error("the folder {path} cannot be used: {source}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file could not be written or read: disk full, no permission.
    #[error("the folder of files failed: {0}")]
    File(#[from] object_store::Error),
    /// The folder holds the files of another database.
    #[error("the folder {0} holds the files of another database: name another with --data")]
    OtherFiles(PathBuf),
    /// A file that a document names is not in the folder. Put it back.
    #[error("the file {0} is not in the folder")]
    NoFile(Digest),
    /// The database has rows already, where an empty one was asked for.
    #[error("the table {0} has rows already: name an empty place")]
    NotEmpty(String),
    /// There is a database, and no office in it.
    #[error("no office is in this database")]
    NoOffice,
    /// The database was made by a program of before files were kept apart.
    #[error(
        "the database is of an early program (migration {0}): serve it once with this one, \
         then back it up"
    )]
    TooOld(i64),
    /// A document does not have its digest any more: the file or the text around
    /// it was changed. Take both from a backup.
    #[error("the document {0} is damaged")]
    Damaged(Digest),
    /// Keeping was given up half way; nothing is known to be kept.
    #[error("the document could not be kept")]
    Interrupted,
    /// What kept several documents from being kept.
    #[error(transparent)]
    Shared(Arc<StoreError>),
    /// The server's database cannot hold every letter.
    #[error("the database is in {0}: make one with ENCODING 'UTF8'")]
    OtherEncoding(String),
    /// The engine failed: disk full, no permission, connection lost.
    #[error("the database failed: {0}")]
    Engine(#[from] sqlx::Error),
    /// The migrations cannot be applied, for example because a newer program
    /// made this database.
    #[error("the database cannot be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A row holds what this program never writes.
    #[error("{what} in the database cannot be read: {reason}")]
    Unreadable {
        /// Which value.
        what: &'static str,
        /// Why not.
        reason: String,
    },
}

impl StoreError {
    /// Whether it may be of one document alone, so that others could be kept.
    pub(super) fn may_be_of_one(&self) -> bool {
        match self {
            Self::Engine(error) => matches!(
                error,
                sqlx::Error::Database(_)
                    | sqlx::Error::ColumnDecode { .. }
                    | sqlx::Error::Decode(_)
                    | sqlx::Error::Encode(_)
                    | sqlx::Error::RowNotFound
            ),
            Self::NoFile(_) | Self::Unreadable { .. } => true,
            _ => false,
        }
    }
}
