//! What PostgreSQL and SQLite have in common, and what only the first must do.

use std::collections::BTreeMap;

use receiver::Store;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};

use crate::support::{Scratch, Visit};

/// The columns of each table, with the letter of their type: text or integer.
type Tables = BTreeMap<String, Vec<(String, char)>>;

const MIGRATIONS: &str = "_sqlx_migrations";

#[tokio::test]
async fn both_engines_have_the_same_tables_with_the_same_columns() {
    let scratch = Scratch::new().await;
    scratch.open().await.close().await;
    let mut server = PgConnection::connect(&scratch.address().unwrap())
        .await
        .unwrap();
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT table_name::text, column_name::text, data_type::text
         FROM information_schema.columns WHERE table_schema = 'public'",
    )
    .fetch_all(&mut server)
    .await
    .unwrap();
    let mut postgres = Tables::new();
    for (table, column, kind) in rows {
        let letter = match kind.as_str() {
            "text" => 't',
            "bigint" => 'i',
            "bytea" => 'b',
            // Migrations are sqlx's own.
            other => {
                assert_eq!(table, MIGRATIONS, "{column} is {other}");
                continue;
            }
        };
        postgres.entry(table).or_default().push((column, letter));
    }
    postgres.remove(MIGRATIONS);
    // SQLite locks the file.
    postgres.remove("write_lock").unwrap();
    let path = scratch.folder.path().join("office.sqlite");
    Store::open(&path).await.unwrap().close().await;
    let mut file = SqliteConnectOptions::new()
        .filename(&path)
        .connect()
        .await
        .unwrap();
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT t.name, c.name, c.type FROM sqlite_schema t, pragma_table_info(t.name) c
         WHERE t.type = 'table' AND t.name <> '_sqlx_migrations'",
    )
    .fetch_all(&mut file)
    .await
    .unwrap();
    let mut sqlite = Tables::new();
    for (table, column, kind) in rows {
        let letter = kind.to_lowercase().chars().next().unwrap();
        sqlite.entry(table).or_default().push((column, letter));
    }
    for columns in postgres.values_mut().chain(sqlite.values_mut()) {
        columns.sort();
    }
    assert_eq!(postgres, sqlite);
}

/// `COLLATE "C"`: by the bytes, as SQLite and Rust do, whatever the server's own
/// order is.
#[tokio::test]
async fn every_text_is_ordered_by_its_bytes() {
    let scratch = Scratch::new().await;
    scratch.open().await.close().await;
    let mut server = PgConnection::connect(&scratch.address().unwrap())
        .await
        .unwrap();
    let others: Vec<(String, String)> = sqlx::query_as(
        "SELECT table_name::text, column_name::text FROM information_schema.columns
         WHERE table_schema = 'public' AND data_type = 'text'
         AND table_name <> '_sqlx_migrations' AND collation_name IS DISTINCT FROM 'C'",
    )
    .fetch_all(&mut server)
    .await
    .unwrap();
    assert_eq!(others, []);
}

#[tokio::test]
async fn receivers_that_start_together_make_the_tables_once() {
    let scratch = Scratch::new().await;
    let location = scratch.location();
    let start = || Store::at(&location);
    let started = tokio::join!(start(), start(), start(), start());
    for store in [started.0, started.1, started.2, started.3] {
        let store = store.unwrap();
        let visit = Visit::default();
        store
            .keep(&visit.arrival("2026-11-22T05:00:00Z"))
            .await
            .unwrap();
        assert_eq!(store.chains().await.unwrap()[0].documents, 1);
    }
}
