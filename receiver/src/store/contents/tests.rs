//! What is swept, and what an earlier program kept whole.

use inspection::{Frozen, Kind};
use sqlx::Executor;

use super::*;

/// A photo as an upload brings it, of the crate's own golden files.
fn photo() -> Frozen {
    let text = include_str!("../../../../inspection/tests/golden/v1/photo.json");
    let received = Received::read(text.trim_end()).unwrap();
    assert_eq!(received.frozen.kind, Kind::Photo);
    received.frozen
}

fn arrival(frozen: &Frozen) -> Arrival {
    Arrival {
        received: Received::read(&frozen.text).unwrap(),
        received_at: "2026-11-22T05:00:00Z".parse().unwrap(),
        discrepancies: Vec::new(),
        carried_by: None,
    }
}

#[tokio::test]
async fn a_file_that_no_document_names_is_swept_when_it_is_old() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.sqlite");
    let store = Store::open(&path).await.unwrap();
    let frozen = photo();
    store.keep(arrival(&frozen)).await.unwrap();
    let orphan = Digest::of(b"orphan");
    store
        .shared
        .files
        .put(&orphan, b"orphan".to_vec())
        .await
        .unwrap();
    let half = folder.path().join(format!("office.files/{orphan}#1"));
    std::fs::write(&half, "half").unwrap();
    // Younger than a day: its document may be on its way.
    assert_eq!(store.sweep().await.unwrap(), 0);
    assert_eq!(store.sweep_older(Duration::ZERO).await.unwrap(), 2);
    assert!(!half.exists());
    assert!(store.shared.files.get(&orphan).await.is_err());
    let stored = store.find(frozen.id).await.unwrap().unwrap();
    assert_eq!(stored.document, frozen.text);
    assert_eq!(store.sweep_older(Duration::ZERO).await.unwrap(), 0);
    // The folder is the database's still.
    store.close().await;
    Store::open(&path).await.unwrap().close().await;
}

#[tokio::test]
async fn files_of_an_earlier_database_are_moved_when_it_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.sqlite");
    let store = Store::open(&path).await.unwrap();
    let frozen = photo();
    store.keep(arrival(&frozen)).await.unwrap();
    let file = place(&mut store.read().await.unwrap(), &frozen.sha256).await;
    let (file, _) = file.unwrap().unwrap();
    // As an earlier program kept it: whole, with a conflict of the same file.
    let mut write = store.write().await.unwrap();
    for statement in [
        "DELETE FROM contents",
        "DELETE FROM facts WHERE name = 'contents_moved'",
    ] {
        write.execute(statement).await.unwrap();
    }
    sqlx::query("UPDATE documents SET document = $1")
        .bind(&frozen.text)
        .execute(&mut *write)
        .await
        .unwrap();
    let other = frozen.text.replace("2026", "2025");
    let sha256 = Digest::of(other.as_bytes());
    sqlx::query("INSERT INTO conflicts SELECT id, $1, $2, received_at FROM documents")
        .bind(sha256.as_str())
        .bind(&other)
        .execute(&mut *write)
        .await
        .unwrap();
    store.commit(write).await.unwrap();
    store.shared.files.remove(&file).await.unwrap();
    store.close().await;

    let store = Store::open(&path).await.unwrap();
    assert!(store.shared.files.get(&file).await.is_ok());
    let mut read = store.read().await.unwrap();
    let lengths: Vec<(i64,)> = sqlx::query_as(
        "SELECT LENGTH(document) FROM documents UNION ALL SELECT LENGTH(document) FROM conflicts",
    )
    .fetch_all(&mut *read)
    .await
    .unwrap();
    drop(read);
    assert_eq!(lengths.len(), 2);
    for (length,) in lengths {
        assert!(usize::try_from(length).unwrap() < frozen.text.len());
    }
    let stored = store.find(frozen.id).await.unwrap().unwrap();
    assert_eq!(stored.document, frozen.text);
    let conflict = store.find_conflict(frozen.id, &sha256).await.unwrap();
    assert_eq!(conflict, Some(other));
    store.close().await;
}
