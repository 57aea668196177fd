//! Photos and attachments: their bytes are files of a folder, once for each
//! digest, and their documents come back byte for byte.

use std::fs;
use std::path::{Path, PathBuf};

use inspection::{Frozen, freeze};
use receiver::store::{Kept, StoreError};

use crate::support::{JPEG, PDF, PNG, Scratch, Visit, arrival, attachment, photo};

const NOON: &str = "2026-11-22T05:00:00Z";

/// The files of digests in a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.file_name().unwrap().len() == 64 {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Another picture.
fn other() -> Vec<u8> {
    [JPEG, b"other"].concat()
}

/// Two photos and a conflict of one picture, one of another, and a paper.
fn documents(visit: &Visit) -> [Frozen; 4] {
    let photo = |id, picture| freeze(&photo(visit, id, picture)).unwrap();
    let paper = freeze(&attachment(visit, 14)).unwrap();
    let other = other();
    [photo(11, JPEG), photo(12, JPEG), photo(13, &other), paper]
}

#[tokio::test]
async fn a_picture_is_kept_once_and_its_documents_come_back_byte_for_byte() {
    let scratch = Scratch::new().await;
    let store = scratch.open().await;
    let visit = Visit::default();
    let all = documents(&visit);
    for frozen in &all {
        let kept = store.keep(arrival(frozen, NOON)).await.unwrap();
        assert!(matches!(kept, Kept::New(_)), "{kept:?}");
    }
    let mut second = photo(&visit, 11, JPEG);
    second.caption = Some("\",\"content\":\"".to_owned());
    let second = freeze(&second).unwrap();
    let kept = store.keep(arrival(&second, NOON)).await.unwrap();
    assert!(matches!(kept, Kept::Conflicting { .. }));
    for frozen in &all {
        let stored = store.find(frozen.id).await.unwrap().unwrap();
        assert_eq!(stored.document, frozen.text);
    }
    let text = store
        .find_conflict(second.id, &second.sha256)
        .await
        .unwrap();
    assert_eq!(text, Some(second.text));
    let kept = files(scratch.location().files());
    let mut found: Vec<_> = kept.iter().map(|path| fs::read(path).unwrap()).collect();
    let mut expected = [JPEG.to_vec(), other(), PDF.to_vec()];
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    store.close().await;
}

#[tokio::test]
async fn a_file_that_is_gone_or_changed_is_told_and_never_given_out() {
    let scratch = Scratch::new().await;
    let store = scratch.open().await;
    let frozen = freeze(&photo(&Visit::default(), 11, JPEG)).unwrap();
    store.keep(arrival(&frozen, NOON)).await.unwrap();
    let [file] = files(scratch.location().files()).try_into().unwrap();
    fs::write(&file, PNG).unwrap();
    let told = store.find(frozen.id).await;
    assert!(matches!(told, Err(StoreError::Damaged(_))), "{told:?}");
    fs::remove_file(&file).unwrap();
    let told = store.find(frozen.id).await;
    assert!(matches!(told, Err(StoreError::NoFile(_))), "{told:?}");
    // Sent again, it is known, and its file is there again.
    let kept = store.keep(arrival(&frozen, NOON)).await.unwrap();
    assert!(matches!(kept, Kept::Repeated(_)));
    let stored = store.find(frozen.id).await.unwrap().unwrap();
    assert_eq!(stored.document, frozen.text);
    store.close().await;
}

#[tokio::test]
async fn a_folder_with_the_files_of_another_database_is_refused() {
    let [first, other] = [Scratch::new().await, Scratch::new().await];
    first.open().await.close().await;
    let folder = first.location().files().to_owned();
    let theirs = other.location().files().to_owned();
    other.open().await.close().await;
    fs::remove_dir_all(&folder).unwrap();
    fs::rename(&theirs, &folder).unwrap();
    let refused = receiver::Store::at(&first.location()).await;
    assert!(matches!(refused, Err(StoreError::OtherFiles(_))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_asks_at_the_same_time_is_told_that_files_can_be_written() {
    let scratch = Scratch::new().await;
    let store = std::sync::Arc::new(scratch.open().await);
    let asking: Vec<_> = (0..8)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut failing = Vec::new();
                for _ in 0..100 {
                    failing.extend(store.failing().await);
                }
                failing
            })
        })
        .collect();
    for asked in asking {
        assert_eq!(asked.await.unwrap(), Vec::<&str>::new());
    }
    store.close().await;
}
