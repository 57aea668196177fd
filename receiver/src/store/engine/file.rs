//! Whether a database's file is still the one that was opened.

use std::path::{Path, PathBuf};

use crate::store::StoreError;

/// The file as it was when opened.
#[derive(Debug)]
pub(super) struct Opened {
    path: PathBuf,
    identity: Option<Identity>,
}

impl Opened {
    pub(super) fn at(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            identity: identity(path),
        }
    }

    /// Whether the name still leads to the file that is open.
    pub(super) fn still_there(&self) -> Result<(), StoreError> {
        let now = identity(&self.path);
        if now.is_some() && now == self.identity {
            Ok(())
        } else {
            Err(StoreError::Gone(self.path.clone()))
        }
    }
}

/// Device and number of the file.
#[cfg(unix)]
type Identity = (u64, u64);

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let found = std::fs::metadata(path).ok()?;
    Some((found.dev(), found.ino()))
}

/// Elsewhere an open file cannot be removed or replaced.
#[cfg(not(unix))]
type Identity = ();

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    path.exists().then_some(())
}
