//! The bytes of photos and attachments: one file for each digest, in the
//! office's folder. Knows no documents; `contents.rs` says where a file goes
//! into one.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use inspection::Digest;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Name;
use object_store::{GetOptions, ObjectStore, ObjectStoreExt, PutOptions};
use uuid::Uuid;

use crate::store::StoreError;

/// The file that says whose the folder is.
const NAME_OF_DATABASE: &str = "database";

/// A folder of files, named by the digest of their bytes.
#[derive(Debug)]
pub(super) struct Files {
    folder: PathBuf,
    store: Arc<dyn ObjectStore>,
}

impl Files {
    /// The folder, made where there is none.
    pub(super) fn open(folder: &Path) -> Result<Self, StoreError> {
        let unusable = |source| StoreError::Folder {
            path: folder.to_owned(),
            source,
        };
        if !folder.is_dir() {
            fs::create_dir_all(folder).map_err(unusable)?;
            // What is in it is as lasting as its own name.
            if let Some(parent) = folder.parent().filter(|_| cfg!(unix)) {
                let parent = fs::File::open(parent).map_err(unusable)?;
                parent.sync_all().map_err(unusable)?;
            }
        }
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self {
            folder: folder.to_owned(),
            store: Arc::new(store),
        })
    }

    /// Makes the folder this database's. Another one's files are not swept, nor
    /// taken for its own.
    pub(super) async fn belong_to(&self, database: &str) -> Result<(), StoreError> {
        let mark = Name::from(NAME_OF_DATABASE);
        let found = match self.store.get_opts(&mark, GetOptions::default()).await {
            Ok(found) => found.bytes().await?,
            Err(object_store::Error::NotFound { .. }) => {
                return self.write(&mark, database.to_owned().into_bytes()).await;
            }
            Err(error) => return Err(error.into()),
        };
        if found == database.as_bytes() {
            return Ok(());
        }
        Err(StoreError::OtherFiles(self.folder.clone()))
    }

    /// Writes the bytes, whose digest this is; on the disk when it answers.
    pub(super) async fn put(&self, sha256: &Digest, bytes: Vec<u8>) -> Result<(), StoreError> {
        self.write(&name(sha256), bytes).await
    }

    async fn write(&self, name: &Name, bytes: Vec<u8>) -> Result<(), StoreError> {
        let options = PutOptions::default();
        self.store.put_opts(name, bytes.into(), options).await?;
        Ok(())
    }

    /// The bytes of this digest, as they were written.
    pub(super) async fn get(&self, sha256: &Digest) -> Result<Vec<u8>, StoreError> {
        let name = name(sha256);
        match self.store.get_opts(&name, GetOptions::default()).await {
            Ok(found) => Ok(found.bytes().await?.into()),
            Err(object_store::Error::NotFound { .. }) => Err(StoreError::NoFile(sha256.clone())),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether the file is there.
    ///
    /// # Errors
    /// [`StoreError::NoFile`] where it is not.
    pub(super) async fn expect(&self, sha256: &Digest) -> Result<(), StoreError> {
        let options = GetOptions::default().with_head(true);
        match self.store.get_opts(&name(sha256), options).await {
            Ok(_) => Ok(()),
            Err(object_store::Error::NotFound { .. }) => Err(StoreError::NoFile(sha256.clone())),
            Err(error) => Err(error.into()),
        }
    }

    /// The files that were written before a moment.
    pub(super) async fn before(&self, moment: DateTime<Utc>) -> Result<Vec<Digest>, StoreError> {
        let mut found = Vec::new();
        let mut files = self.store.list(None);
        while let Some(file) = files.try_next().await? {
            let digest = file.location.filename().map(str::to_owned);
            let digest = digest.and_then(|name| Digest::try_from(name).ok());
            found.extend(digest.filter(|_| file.last_modified < moment));
        }
        Ok(found)
    }

    /// Removes a file.
    pub(super) async fn remove(&self, sha256: &Digest) -> Result<(), StoreError> {
        match self.store.delete(&name(sha256)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes a file that is gone at once.
    pub(super) fn try_writing(&self) -> std::io::Result<()> {
        // A sweep takes it for half a file, should it stay.
        // Who asks at the same time has another one.
        let path = self.folder.join(format!("probe#{}", Uuid::now_v7()));
        fs::write(&path, b"1")?;
        fs::remove_file(&path)
    }

    /// How many bytes its disk has left; `None` where the system does not say.
    pub(super) fn room(&self) -> Option<u64> {
        #[cfg(unix)]
        {
            let found = rustix::fs::statvfs(&self.folder).ok()?;
            Some(found.f_bavail.saturating_mul(found.f_frsize))
        }
        #[cfg(not(unix))]
        None
    }

    /// Removes what a receiver that was killed left half written, where it is
    /// older than `age`; how many files that were.
    pub(super) fn remove_halves(&self, age: Duration) -> Result<usize, StoreError> {
        let read = |source| StoreError::Folder {
            path: self.folder.clone(),
            source,
        };
        let mut removed = 0;
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).map_err(read)? {
                let entry = entry.map_err(read)?;
                let about = entry.metadata().map_err(read)?;
                if about.is_dir() {
                    folders.push(entry.path());
                    continue;
                }
                // How `object_store` names what is not yet in its place.
                let half = entry.file_name().to_string_lossy().contains('#');
                let changed = about.modified().map_err(read)?;
                let old = SystemTime::now()
                    .duration_since(changed)
                    .unwrap_or_default()
                    > age;
                if half && old {
                    fs::remove_file(entry.path()).map_err(read)?;
                    removed += 1;
                }
            }
        }
        Ok(removed)
    }
}

/// Not too many in one folder: 256 of them, by the first two digits.
fn name(sha256: &Digest) -> Name {
    let digits = sha256.as_str();
    let first = digits.get(..2).unwrap_or_default();
    Name::from(format!("{first}/{digits}"))
}
