//! What only this engine promises. What every store does is in the contract.

use super::*;

#[tokio::test]
async fn every_commit_reaches_the_disk_before_it_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("office.sqlite"))
        .await
        .unwrap();
    let mut writer = store.writer.acquire().await.unwrap();
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode")
        .fetch_one(&mut *writer)
        .await
        .unwrap();
    assert_eq!(mode, "wal");
    // 2 is FULL, by SQLite's documentation of the pragma.
    let synchronous: i64 = sqlx::query_scalar("PRAGMA synchronous")
        .fetch_one(&mut *writer)
        .await
        .unwrap();
    assert_eq!(synchronous, 2);
    let keys: i64 = sqlx::query_scalar("PRAGMA foreign_keys")
        .fetch_one(&mut *writer)
        .await
        .unwrap();
    assert_eq!(keys, 1);
}

#[tokio::test]
async fn connections_that_read_cannot_write() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(&folder.path().join("office.sqlite"))
        .await
        .unwrap();
    let written = sqlx::query("INSERT INTO facts (name, value) VALUES ('a', 'b')")
        .execute(&store.readers)
        .await;
    assert!(written.is_err());
}
