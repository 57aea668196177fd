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
    let mut writer = store.shared.engine.writer.acquire().await.unwrap();
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
        .execute(&store.shared.engine.readers)
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
    let listing = store
        .list(Page { number: 1, size: 9 }, &crate::people::Sight::ALL)
        .await
        .unwrap();
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
    let mut writer = store.shared.engine.writer.acquire().await.unwrap();
    let broken: Vec<(String,)> = sqlx::query_as("PRAGMA foreign_key_check")
        .fetch_all(&mut *writer)
        .await
        .unwrap();
    assert_eq!(broken, []);
}

/// A document of some size, of that number.
fn arrival(number: u128) -> crate::store::Arrival {
    let text = include_str!("../../../../inspection/tests/golden/v1/visit.json");
    let mut inspection: inspection::Inspection = inspection::read_json(text).unwrap();
    inspection.id = InspectionId(uuid::Uuid::from_u128(number));
    inspection.inspector = "x".repeat(20_000);
    let frozen = inspection::freeze(&inspection).unwrap();
    crate::store::Arrival {
        received: inspection::Received::read(&frozen.text).unwrap(),
        received_at: "2026-11-22T05:00:00Z".parse().unwrap(),
        discrepancies: Vec::new(),
        carried_by: None,
    }
}

#[tokio::test]
async fn a_full_database_refuses_keeps_what_it_has_and_goes_on_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.sqlite");
    let store = Store::open(&path).await.unwrap();
    store.keep(arrival(1)).await.unwrap();
    let room = async |pages: &'static str| {
        let mut writer = store.shared.engine.writer.acquire().await.unwrap();
        let most: i64 = sqlx::query_scalar(pages)
            .fetch_one(&mut *writer)
            .await
            .unwrap();
        most
    };
    let pages = room("PRAGMA page_count").await;
    assert!(pages < 150, "{pages}");
    // SQLite's documentation: an insert that needs more is told that it is full.
    assert_eq!(room("PRAGMA max_page_count = 200").await, 200);
    let mut kept = vec![1];
    let refused = loop {
        let next = u128::try_from(kept.len()).unwrap() + 1;
        match store.keep(arrival(next)).await {
            Ok(_) => kept.push(next),
            Err(error) => break error,
        }
        assert!(kept.len() < 100);
    };
    assert!(refused.to_string().contains("full"), "{refused}");
    assert!(kept.len() > 3);
    for id in &kept {
        let id = InspectionId(uuid::Uuid::from_u128(*id));
        assert!(store.find(id.into()).await.unwrap().is_some());
    }
    assert_eq!(room("PRAGMA max_page_count = 100000").await, 100_000);
    let next = u128::try_from(kept.len()).unwrap() + 1;
    store.keep(arrival(next)).await.unwrap();
    let listing = store
        .list(Page { number: 1, size: 1 }, &crate::people::Sight::ALL)
        .await
        .unwrap();
    assert_eq!(u128::from(listing.total), next);
    store.close().await;
}

/// A newer program that backs an office up is not the one that serves it.
#[tokio::test]
async fn a_database_of_an_earlier_program_is_read_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let location = Location::file(&folder.path().join("office.sqlite"));
    let earlier = Store::opened(&location, Some(8)).await.unwrap();
    earlier.close().await;
    let store = Store::as_it_is(&location).await.unwrap();
    let snapshot = store.snapshot().await.unwrap();
    assert_eq!(snapshot.schema, 8);
    assert!(
        snapshot
            .tables
            .iter()
            .any(|table| table.name == "documents")
    );
    drop(snapshot);
    store.close().await;
    // What it was opened for changed nothing.
    let again = Store::as_it_is(&location).await.unwrap();
    assert_eq!(again.snapshot().await.unwrap().schema, 8);
    again.close().await;
    let old = Location::file(&folder.path().join("old.sqlite"));
    Store::opened(&old, Some(3)).await.unwrap().close().await;
    let refused = Store::as_it_is(&old).await;
    assert!(matches!(refused, Err(StoreError::TooOld(3))), "{refused:?}");
    let none = Location::file(&folder.path().join("none.sqlite"));
    let refused = Store::as_it_is(&none).await;
    assert!(matches!(refused, Err(StoreError::NoOffice)), "{refused:?}");
}
