//! What PostgreSQL and SQLite have in common, and what only the first must do.

use std::collections::BTreeMap;
use std::sync::Arc;

use receiver::store::{Kept, Location};
use receiver::{Office, Store};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, Executor, PgConnection};
use tokio::net::{TcpListener, UnixStream};
use tokio::sync::watch;
use url::Url;

use crate::support::{Scratch, TestOffice, Visit, let_in};

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
            .keep(visit.arrival("2026-11-22T05:00:00Z"))
            .await
            .unwrap();
        assert_eq!(store.chains().await.unwrap()[0].documents, 1);
    }
}

/// A way to the server that can be cut.
struct Line {
    address: String,
    whole: Arc<watch::Sender<bool>>,
}

impl Line {
    /// A port of this machine that leads to the server's socket.
    async fn to(server: &str) -> Self {
        let mut address = Url::parse(server).unwrap();
        let socket = address.query_pairs().find(|(name, _)| name == "host");
        let socket = format!("{}/.s.PGSQL.5432", socket.unwrap().1);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        address.set_query(None);
        address.set_host(Some("127.0.0.1")).unwrap();
        address.set_port(Some(port)).unwrap();
        let whole = Arc::new(watch::Sender::new(true));
        let watched = whole.clone();
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let mut whole = watched.subscribe();
                let socket = socket.clone();
                tokio::spawn(async move {
                    if !*whole.borrow() {
                        return;
                    }
                    let mut far = UnixStream::connect(socket).await.unwrap();
                    tokio::select! {
                        ended = tokio::io::copy_bidirectional(&mut near, &mut far) => drop(ended),
                        cut = whole.wait_for(|whole| !whole) => drop(cut),
                    }
                });
            }
        });
        Self {
            address: address.into(),
            whole,
        }
    }
}

#[tokio::test]
async fn a_lost_server_is_unavailable_and_comes_back_without_a_restart() {
    let scratch = Scratch::new().await;
    let line = Line::to(&scratch.address().unwrap()).await;
    let location = Location::server(&line.address, scratch.folder.path()).unwrap();
    let store = Store::at(&location).await.unwrap();
    let_in(&store).await;
    let office = TestOffice {
        office: Office::new(store),
        scratch,
    };
    let visit = Visit::default();
    let sent = office.upload(visit.body()).await;
    assert_eq!(sent.status.as_u16(), 201);
    for round in 2..4 {
        line.whole.send_replace(false);
        let visit = Visit {
            id: round,
            ..Visit::default()
        };
        let answer = office.upload(visit.body()).await;
        answer.expect_problem(503, "unavailable");
        assert_eq!(office.get("/office").await.status.as_u16(), 503);
        line.whole.send_replace(true);
        let answer = office.upload(visit.body()).await;
        assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
        assert_eq!(u128::from(office.kept().await), round);
    }
    office.office.store.close().await;
}

/// The same while many send: whatever was acknowledged is there, once.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_goes_and_comes_back_under_load_loses_nothing() {
    let scratch = Scratch::new().await;
    let line = Line::to(&scratch.address().unwrap()).await;
    let location = Location::server(&line.address, scratch.folder.path()).unwrap();
    let store = Store::at(&location).await.unwrap();
    let cutting = async {
        for _ in 0..4 {
            tokio::time::sleep(std::time::Duration::from_millis(150)).await;
            line.whole.send_replace(false);
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            line.whole.send_replace(true);
        }
    };
    let sending = futures_util::future::join_all((0..8_u64).map(|tablet| {
        let store = store.clone();
        async move {
            let (mut kept, mut refused) = (Vec::new(), 0);
            for place in 1..=60 {
                let visit = Visit {
                    id: u128::from(tablet * 1000 + place),
                    device: u128::from(tablet) + 70,
                    sequence: place,
                    ..Visit::default()
                };
                match store.keep(visit.arrival("2026-11-22T05:00:00Z")).await {
                    Ok(Kept::New(receipt)) => kept.push(receipt),
                    Ok(other) => panic!("{other:?}"),
                    Err(_) => refused += 1,
                }
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
            (kept, refused)
        }
    }));
    let (told, ()) = tokio::join!(sending, cutting);
    let refused: u32 = told.iter().map(|(_, refused)| refused).sum();
    assert!(refused > 0, "the line was never missed");
    let kept: Vec<_> = told.into_iter().flat_map(|(kept, _)| kept).collect();
    assert!(kept.len() > 50, "{}", kept.len());
    for receipt in &kept {
        let found = store.find(receipt.id).await.unwrap().unwrap();
        assert_eq!(found.receipt, *receipt);
    }
    store.close().await;
}

/// A server that was restarted has ended every connection.
#[tokio::test]
async fn connections_that_the_server_ended_are_made_anew() {
    let office = TestOffice::open().await;
    office.upload(Visit::default().body()).await;
    assert_eq!(office.kept().await, 1);
    let mut beside = PgConnection::connect(&office.scratch.address().unwrap())
        .await
        .unwrap();
    let ended: i64 = sqlx::query_scalar(
        "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )
    .fetch_one(&mut beside)
    .await
    .unwrap();
    assert!(ended > 1, "{ended}");
    let visit = Visit {
        id: 2,
        ..Visit::default()
    };
    let answer = office.upload(visit.body()).await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
    assert_eq!(office.kept().await, 2);
    office.office.store.close().await;
}

#[tokio::test]
async fn two_receivers_at_one_database_keep_each_document_once() {
    let scratch = Scratch::new().await;
    let stores = [scratch.open().await, scratch.open().await];
    let arrivals = (1..=60).flat_map(|number| {
        let visit = Visit {
            id: number,
            sequence: u64::try_from(number).unwrap(),
            ..Visit::default()
        };
        [0, 1].map(|store| (store, visit.arrival("2026-11-22T05:00:00Z")))
    });
    let sends = arrivals.map(|(store, arrival)| stores[store].keep(arrival));
    let mut new = 0;
    for kept in futures_util::future::join_all(sends).await {
        match kept.unwrap() {
            Kept::New(_) => new += 1,
            Kept::Repeated(_) => {}
            other @ Kept::Conflicting { .. } => panic!("{other:?}"),
        }
    }
    assert_eq!(new, 60);
    for store in &stores {
        assert_eq!(store.chains().await.unwrap()[0].documents, 60);
        store.close().await;
    }
}

/// SQLSTATE 40001 is how engines that lock nothing ask for it; here a trigger
/// does so twice.
#[tokio::test]
async fn a_transaction_that_the_server_asks_for_again_is_done_again() {
    let scratch = Scratch::new().await;
    let store = scratch.open().await;
    let mut beside = PgConnection::connect(&scratch.address().unwrap())
        .await
        .unwrap();
    beside
        .execute(
            "CREATE SEQUENCE tries;
             CREATE FUNCTION ask_again() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN
                 IF nextval('tries') <= 2 THEN
                     RAISE EXCEPTION 'again' USING ERRCODE = '40001';
                 END IF;
                 RETURN NEW;
             END $$;
             CREATE TRIGGER again BEFORE INSERT ON documents
             FOR EACH ROW EXECUTE FUNCTION ask_again();",
        )
        .await
        .unwrap();
    let kept = store
        .keep(Visit::default().arrival("2026-11-22T05:00:00Z"))
        .await;
    assert!(matches!(kept, Ok(Kept::New(_))), "{kept:?}");
    let tries: i64 = sqlx::query_scalar("SELECT last_value FROM tries")
        .fetch_one(&mut beside)
        .await
        .unwrap();
    assert_eq!(tries, 3);
    store.close().await;
}
