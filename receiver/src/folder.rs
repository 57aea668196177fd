//! The data folder, and the mark that keeps the demonstration and real work
//! apart: neither ever opens the other's folder.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::config::{DATABASE_VARIABLE, Keeping};
use crate::store::{Location, NotADatabase};
use crate::wording;

/// The file that marks a folder of the demonstration.
pub const DEMO_MARK: &str = "DEMO";
/// The database's file.
const DATABASE: &str = "office.sqlite";

/// Why a folder is not used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// It cannot be made, read or written.
    #[error("the data folder {path} cannot be used")]
    Unusable {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// It holds the demonstration.
    #[error(
        "the data folder {0} holds the demonstration: start with --demo, or name another folder with --data"
    )]
    HoldsDemo(PathBuf),
    /// It holds something else than a demonstration.
    #[error(
        "the data folder {0} is not empty and not marked as a demonstration: name another folder with --data, or start without --demo"
    )]
    NotADemo(PathBuf),
    /// The demonstration with another database than its own.
    #[error(
        "the demonstration has a database of its own: leave out --demo, or --database and {DATABASE_VARIABLE}"
    )]
    DemoElsewhere,
    /// The database that was named is none.
    #[error("--database, or {DATABASE_VARIABLE}, cannot be used: {0}")]
    NotADatabase(#[from] NotADatabase),
}

/// Makes the folder ready and says where the database and the files are.
///
/// # Errors
/// [`FolderError`] where it is the wrong folder or cannot be used, or where the
/// database that was named is none.
pub fn prepare(keeping: &Keeping) -> Result<Location, FolderError> {
    let Keeping {
        data,
        database,
        demo,
    } = keeping;
    let Some(address) = database else {
        return Ok(Location::file(&prepared(data, *demo)?));
    };
    if *demo {
        return Err(FolderError::DemoElsewhere);
    }
    let location = Location::server(address, data)?;
    prepared(data, false)?;
    Ok(location)
}

/// Whether the folder has the database of an office.
#[must_use]
pub fn holds_an_office(folder: &Path) -> bool {
    folder.join(DATABASE).is_file()
}

/// Makes the folder ready and gives the path of its database.
fn prepared(folder: &Path, demo: bool) -> Result<PathBuf, FolderError> {
    let unusable = |source| FolderError::Unusable {
        path: folder.to_owned(),
        source,
    };
    fs::create_dir_all(folder).map_err(unusable)?;
    let empty = fs::read_dir(folder).map_err(unusable)?.next().is_none();
    let marked = folder.join(DEMO_MARK).try_exists().map_err(unusable)?;
    match (demo, marked) {
        (true, true) | (false, false) => {}
        (true, false) if empty => mark(folder).map_err(unusable)?,
        (true, false) => return Err(FolderError::NotADemo(folder.to_owned())),
        (false, true) => return Err(FolderError::HoldsDemo(folder.to_owned())),
    }
    Ok(folder.join(DATABASE))
}

/// Writes the mark to the disk before anything else is in the folder.
fn mark(folder: &Path) -> io::Result<()> {
    let path = folder.join(DEMO_MARK);
    fs::write(&path, wording::DEMO_MARKER)?;
    File::open(path)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_folder_becomes_what_is_asked_and_stays_so() {
        for demo in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("made/here");
            let database = prepared(&path, demo).unwrap();
            fs::write(&database, "").unwrap();
            assert_eq!(path.join(DEMO_MARK).exists(), demo);
            assert_eq!(prepared(&path, demo).unwrap(), database);
            let other = prepared(&path, !demo).unwrap_err();
            match other {
                FolderError::NotADemo(_) => assert!(!demo),
                FolderError::HoldsDemo(_) => assert!(demo),
                _ => panic!("{other}"),
            }
        }
    }

    #[test]
    fn the_demonstration_refuses_a_folder_with_anything_else_in_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("letter.txt"), "").unwrap();
        let error = prepared(folder.path(), true).unwrap_err();
        assert!(matches!(error, FolderError::NotADemo(_)));
        assert!(!folder.path().join(DEMO_MARK).exists());
    }

    #[test]
    fn a_path_that_is_no_folder_is_refused_in_one_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let error = prepared(&file.join("data"), false).unwrap_err();
        assert!(matches!(error, FolderError::Unusable { .. }));
        assert!(!error.to_string().contains('\n'));
    }
}
