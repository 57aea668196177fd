//! PostgreSQL, and engines that speak it. Several receivers may be at one
//! database: whoever writes locks the one row of a table. No advisory locks and
//! no sequences, which some of those engines lack.

use sqlx::{Connection as _, Executor};

use super::Settings;
use crate::store::{Connection, StoreError};

/// A commit is on the server's disk whatever the server's own settings say, and
/// nobody waits for ever, for a lock or for a receiver that went away.
pub(super) const SETTINGS: Settings = &[
    "SET synchronous_commit = on",
    "SET lock_timeout = '10s'",
    "SET idle_in_transaction_session_timeout = '60s'",
];
/// Begins what writes: behind the lock each statement sees the last commit.
pub(super) const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";
/// Waits until nobody else writes.
pub(super) const LOCK: &str = "SELECT id FROM write_lock WHERE id = 1 FOR UPDATE";
/// Begins what only reads.
pub(super) const LOOK: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// Table, name and type of every column of ours, in order. The lock is no part of
/// an office.
pub(super) const COLUMNS: &str = "SELECT table_name::text, column_name::text, data_type::text
    FROM information_schema.columns WHERE table_schema = current_schema()
    AND table_name NOT IN ('_sqlx_migrations', 'write_lock')
    ORDER BY table_name, ordinal_position";
/// Tables with those they refer to.
pub(super) const REFERENCES: &str = "SELECT f.relname::text, t.relname::text
    FROM pg_constraint c JOIN pg_class f ON f.oid = c.conrelid
    JOIN pg_class t ON t.oid = c.confrelid
    JOIN pg_namespace n ON n.oid = c.connamespace
    WHERE c.contype = 'f' AND n.nspname = current_schema()";

/// How often making the lock is tried: two who make one table at the same time
/// get in each other's way.
const TRIES: u32 = 5;

/// Brings the database up to date on the second connection while the first one
/// holds the lock, so that two who start together do it once.
pub(super) async fn migrate(
    mut first: Connection,
    mut second: Connection,
    schema: Option<i64>,
) -> Result<(), StoreError> {
    let encoding: String = sqlx::query_scalar("SELECT current_setting('server_encoding')")
        .fetch_one(&mut first)
        .await?;
    if encoding != "UTF8" {
        return Err(StoreError::OtherEncoding(encoding));
    }
    make_lock(&mut first).await?;
    let mut held = first.begin_with(BEGIN).await?;
    held.execute(LOCK).await?;
    let mut migrations = sqlx::migrate!("migrations/postgres");
    migrations.set_locking(false);
    match schema {
        Some(schema) => migrations.run_to(schema, &mut second).await?,
        None => migrations.run(&mut second).await?,
    }
    held.commit().await?;
    first.close().await?;
    Ok(second.close().await?)
}

async fn make_lock(on: &mut Connection) -> Result<(), sqlx::Error> {
    let mut tries = 1;
    loop {
        let made = async {
            on.execute("CREATE TABLE IF NOT EXISTS write_lock (id BIGINT NOT NULL PRIMARY KEY)")
                .await?;
            on.execute("INSERT INTO write_lock (id) VALUES (1) ON CONFLICT (id) DO NOTHING")
                .await
        };
        match made.await {
            Err(sqlx::Error::Database(_)) if tries < TRIES => tries += 1,
            made => return made.map(drop),
        }
    }
}

/// Whether the engine asks for the transaction to be done again: two of them
/// were in each other's way (SQLSTATE 40001, and 40P01 for a deadlock).
pub(super) fn asks_again(error: &StoreError) -> bool {
    let StoreError::Engine(sqlx::Error::Database(error)) = error else {
        return false;
    };
    matches!(error.code().as_deref(), Some("40001" | "40P01"))
}
