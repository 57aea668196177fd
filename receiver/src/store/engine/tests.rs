//! What only this engine promises. What every store does is in the contract.

use inspection::InspectionId;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};

use super::*;
use crate::store::Page;

#[tokio::test]
async fn every_commit_reaches_the_disk_before_it_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("office.sqlite"))
        .await
        .unwrap();
    let mut writer = store.engine.writer.acquire().await.unwrap();
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
    let store = Store::open(&folder.path().join("office.sqlite"))
        .await
        .unwrap();
    let written = sqlx::query("INSERT INTO facts (name, value) VALUES ('a', 'b')")
        .execute(&store.engine.readers)
        .await;
    assert!(written.is_err());
}

const VISIT: &str = include_str!("../../../../inspection/tests/golden/v1/visit.json");

/// A database of the first version: a planned visit that was made, and one inspection that corrects another, with
/// a conflict.
async fn first_version(path: &Path) {
    let first = tempfile::tempdir().unwrap();
    std::fs::copy(
        concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/migrations/sqlite/0001_documents.sql"
        ),
        first.path().join("0001_documents.sql"),
    )
    .unwrap();
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true);
    let pool = SqlitePool::connect_with(options).await.unwrap();
    let migrator = sqlx::migrate::Migrator::new(first.path()).await.unwrap();
    migrator.run(&pool).await.unwrap();
    let document = "{\"supersedes\":\"019aa5f0-0000-7000-8000-000000000001\"}";
    sqlx::query(
        "INSERT INTO documents VALUES
         ('019aa5f0-0000-7000-8000-000000000002', 'inspection', $1, $2,
          '2026-11-22T07:00:00.000000Z', '019aa5f0-0000-7000-8000-000000000009', 7, $1,
          '2026-11-22', '2026-11', 'Sạp', 'Chợ', 'market_stall', 'conforming', $3, '[]')",
    )
    .bind("a".repeat(64))
    .bind(document)
    .bind(serde_json::to_string(&inspection::Tally::default()).unwrap())
    .execute(&pool)
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO conflicts VALUES
         ('019aa5f0-0000-7000-8000-000000000002', $1, '{}', '2026-11-22T08:00:00.000000Z')",
    )
    .bind("b".repeat(64))
    .execute(&pool)
    .await
    .unwrap();
    for statement in [
        "INSERT INTO establishments VALUES
         ('e-1', 'SẠP 12,  chợ Gò Vấp', '1 Nguyễn Thái Sơn, Gò Vấp, TP. Hồ Chí Minh',
          'Phường Hạnh Thông', 'market_stall', 0)",
        "INSERT INTO planned_visits VALUES ('v-1', 'e-1', '2026-11-30', 0)",
    ] {
        sqlx::query(statement).execute(&pool).await.unwrap();
    }
    sqlx::query(
        "INSERT INTO documents VALUES
         ('019aa5f0-0000-7000-8000-000000000003', 'inspection', $1, $2,
          '2026-11-20T07:00:00.000000Z', '019aa5f0-0000-7000-8000-000000000008', 1, NULL,
          '2026-11-20', '2026-11', 'Sạp 12, chợ Gò Vấp',
          '1 Nguyễn Thái Sơn, Gò Vấp, TP. Hồ Chí Minh', 'market_stall', 'non_conforming', $3,
          '[]')",
    )
    .bind("c".repeat(64))
    .bind(VISIT)
    .bind(serde_json::to_string(&inspection::Tally::default()).unwrap())
    .execute(&pool)
    .await
    .unwrap();
    pool.close().await;
}

/// What was there is matched with the register when the database is opened by a
/// program that does so, once.
#[tokio::test]
async fn a_database_of_the_first_version_tells_what_was_last_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.sqlite");
    first_version(&path).await;
    let mut told = Vec::new();
    for _ in 0..2 {
        let store = Store::open(&path).await.unwrap();
        let register = store.register_since(0, 10).await.unwrap();
        let row = &register.rows[0];
        assert_eq!(row.ward_code.as_deref(), Some("hanh-thong"));
        let last = row.last.clone().unwrap();
        assert_eq!(last.on.to_string(), "2026-11-20");
        assert_eq!(last.result, inspection::LastResult::NonConforming);
        // CAN-09 and its third reading, NHAN-04, QC-01.
        assert_eq!(last.findings, 4);
        let first = "2026-11-01".parse().unwrap();
        let plan = store.plan_since(0, first, 10).await.unwrap();
        assert!(plan.rows[0].done.is_some());
        told.push((register, plan));
        store.close().await;
    }
    assert_eq!(told[0], told[1]);
}

#[tokio::test]
async fn a_database_of_the_first_version_is_carried_over_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.sqlite");
    first_version(&path).await;
    let store = Store::open(&path).await.unwrap();
    let id: InspectionId = "019aa5f0-0000-7000-8000-000000000002".parse().unwrap();
    let stored = store.find(id.into()).await.unwrap().unwrap();
    assert_eq!(stored.kind, inspection::Kind::Inspection);
    assert_eq!(stored.receipt.sha256.as_str(), "a".repeat(64));
    assert!(stored.document.contains("supersedes"));
    assert_eq!(stored.conflicts.len(), 1);
    let listing = store.list(Page { number: 1, size: 9 }).await.unwrap();
    let row = &listing.rows[0];
    assert_eq!((row.id, row.sequence, listing.total), (id, 7, 2));
    assert_eq!(row.establishment.name, "Sạp");
    let corrects = store.belongings(id).await.unwrap().corrects.unwrap();
    assert_eq!(
        corrects.id.to_string(),
        "019aa5f0-0000-7000-8000-000000000001"
    );
    assert!(!corrects.here);
    // What was there is still under the rules: a conflict needs its document.
    let mut writer = store.engine.writer.acquire().await.unwrap();
    let broken: Vec<(String,)> = sqlx::query_as("PRAGMA foreign_key_check")
        .fetch_all(&mut *writer)
        .await
        .unwrap();
    assert_eq!(broken, []);
}
