//! The two copies in a real browser: the same clauses as natively, on
//! localStorage and IndexedDB, and what only a browser can show.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "browser/elements.rs"]
mod elements;
#[path = "browser/names.rs"]
mod names;
#[path = "browser/shelf.rs"]
mod shelf;

use std::cell::Cell;
use std::rc::Rc;

use idb::Factory;
use tablet::acts::{Clock, Desk, SaveError};
use tablet::browser::{BrowserClock, HttpTransport, IndexedDbJournal, LocalStore};
use tablet::contract::{JOURNAL_CLAUSES, STORE_CLAUSES};
use tablet::journal::{Journal, JournalError};
use tablet::store::{Key, PREFIX, Piece, Store, StoreError, seal};
use tablet::sync::{Reply, Transport, Upload};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

thread_local! {
    static DATABASES: Cell<u32> = const { Cell::new(0) };
}

/// A store with nothing of ours in it. All tests share one origin.
fn fresh_store() -> LocalStore {
    let store = LocalStore::open().unwrap();
    let raw = raw_storage();
    for key in store.keys().unwrap() {
        assert!(key.starts_with(PREFIX));
        raw.remove_item(&key).unwrap();
    }
    store
}

fn raw_storage() -> web_sys::Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

/// A name no test has used, in this run or another.
fn fresh_name() -> String {
    let number = DATABASES.get();
    DATABASES.set(number + 1);
    format!("test-{number}-{}", BrowserClock.new_id())
}

async fn fresh_journal() -> IndexedDbJournal {
    IndexedDbJournal::open_named(&fresh_name()).await.unwrap()
}

fn settings(revision: u64, words: &str) -> Piece {
    Piece::of(Key::Settings, revision, &words).unwrap()
}

#[wasm_bindgen_test]
fn local_storage_keeps_every_clause() {
    for (clause, check) in STORE_CLAUSES {
        assert_eq!(check(&fresh_store()), Ok(()), "{clause}");
    }
}

#[wasm_bindgen_test]
async fn indexed_db_keeps_every_clause() {
    for (clause, check) in JOURNAL_CLAUSES {
        let journal = fresh_journal().await;
        assert_eq!(check(Rc::new(journal)).await, Ok(()), "{clause}");
    }
}

#[wasm_bindgen_test]
fn keys_of_other_apps_on_the_origin_are_not_touched() {
    let store = fresh_store();
    raw_storage().set_item("another-app", "{broken").unwrap();
    store.put(&settings(1, "a")).unwrap();
    assert_eq!(store.keys().unwrap(), ["qc1/settings"]);
    assert_eq!(store.all().unwrap().len(), 1);
    assert_eq!(
        raw_storage().get_item("another-app").unwrap().unwrap(),
        "{broken"
    );
}

/// Chromium holds 5,242,880 units an origin, keys included.
#[wasm_bindgen_test]
fn a_full_store_says_so_and_keeps_what_it_had() {
    let store = fresh_store();
    let first = settings(1, "a");
    store.put(&first).unwrap();
    let filler = "x".repeat(1_000_000);
    let mut written = 0;
    while raw_storage()
        .set_item(&format!("{PREFIX}filler/{written}"), &filler)
        .is_ok()
    {
        written += 1;
        assert!(written < 100, "no quota in this browser");
    }
    let result = store.put(&settings(2, &filler));
    assert_eq!(result, Err(StoreError::Full));
    assert_eq!(store.read("qc1/settings").unwrap(), Some(seal(&first)));
    fresh_store();
}

/// Records what the browser is asked for when a transaction begins.
fn watch_transactions() {
    js_sys::eval(
        "if (!globalThis.asked) {
            globalThis.asked = [];
            const begin = IDBDatabase.prototype.transaction;
            IDBDatabase.prototype.transaction = function (...all) {
                const made = begin.apply(this, all);
                globalThis.base = this;
                globalThis.asked.push(`${made.mode} ${made.durability}`);
                return made;
            };
        } else { globalThis.asked.length = 0; }",
    )
    .unwrap();
}

#[wasm_bindgen_test]
async fn every_write_is_strict() {
    let journal = fresh_journal().await;
    watch_transactions();
    journal.commit(&[settings(1, "a")]).await.unwrap();
    let asked: JsValue = js_sys::eval("globalThis.asked.join()").unwrap();
    assert_eq!(asked.as_string().unwrap(), "readwrite strict");
}

#[wasm_bindgen_test]
async fn what_was_committed_is_there_for_another_connection() {
    let name = fresh_name();
    let one = IndexedDbJournal::open_named(&name).await.unwrap();
    one.commit(&[settings(1, "a")]).await.unwrap();
    let other = IndexedDbJournal::open_named(&name).await.unwrap();
    assert_eq!(other.keys().await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn a_connection_closed_under_us_is_opened_again() {
    let name = fresh_name();
    let journal = IndexedDbJournal::open_named(&name).await.unwrap();
    watch_transactions();
    journal.commit(&[settings(1, "a")]).await.unwrap();
    js_sys::eval("globalThis.base.close()").unwrap();
    journal.commit(&[settings(2, "b")]).await.unwrap();
    let keys = journal.keys().await.unwrap();
    let all = journal.read(&keys).await.unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].text, seal(&settings(2, "b")));
}

#[wasm_bindgen_test]
async fn where_everything_was_deleted_nothing_more_is_said_to_be_saved() {
    let name = fresh_name();
    let journal = IndexedDbJournal::open_named(&name).await.unwrap();
    journal.commit(&[settings(1, "a")]).await.unwrap();
    // Deleting asks every connection to close; ours does.
    let deleting = Factory::new().unwrap().delete(&name).unwrap();
    deleting.await.unwrap();
    let saved = journal.commit(&[settings(2, "b")]).await;
    assert!(
        matches!(saved, Err(JournalError::Unavailable(_))),
        "{saved:?}"
    );
    let next = IndexedDbJournal::open_named(&name).await.unwrap();
    assert_eq!(next.keys().await.unwrap(), Vec::<String>::new());
}

/// Lays the database out anew, as a newer program would.
async fn upgrade(name: &str) {
    let request = Factory::new().unwrap().open(name, Some(2)).unwrap();
    request.await.unwrap().close();
}

#[wasm_bindgen_test]
async fn a_database_of_a_newer_program_is_said_to_be_newer() {
    let name = fresh_name();
    drop(IndexedDbJournal::open_named(&name).await.unwrap());
    upgrade(&name).await;
    let opened = IndexedDbJournal::open_named(&name).await;
    assert_eq!(opened.err(), Some(JournalError::Newer));
}

#[wasm_bindgen_test]
async fn a_program_that_is_overtaken_while_it_runs_writes_nowhere_any_more() {
    let name = fresh_name();
    let store = fresh_store();
    let journal = IndexedDbJournal::open_named(&name).await.unwrap();
    let desk = Desk::open(
        Rc::new(store.clone()),
        Rc::new(journal.clone()),
        Rc::new(BrowserClock),
    );
    let (desk, _) = desk.await.unwrap();
    let mut head = desk.new_draft().await.unwrap();
    let before = store.all().unwrap();
    // It succeeds: our connection does not stand in its way.
    upgrade(&name).await;
    head.answers
        .insert("establishment_name".to_owned(), "Sạp 12".to_owned());
    let outdated = Err(SaveError::StoreOnly(JournalError::Newer));
    assert_eq!(desk.save_head(&head).await, outdated);
    assert_eq!(store.all().unwrap(), before);
    let written = journal.commit(&[settings(9, "a")]).await;
    assert_eq!(written, Err(JournalError::Newer));
}

#[wasm_bindgen_test]
async fn a_commit_nobody_waits_for_is_written_all_the_same() {
    let journal = fresh_journal().await;
    drop(journal.commit(&[settings(1, "a")]));
    assert_eq!(journal.keys().await.unwrap().len(), 1);
}

#[wasm_bindgen_test]
async fn a_draft_outlives_a_local_storage_that_forgot_it() {
    let journal = Rc::new(fresh_journal().await);
    let clock = Rc::new(BrowserClock);
    let open = |store| Desk::open(Rc::new(store), journal.clone(), clock.clone());
    let (desk, _) = open(fresh_store()).await.unwrap();
    let mut head = desk.new_draft().await.unwrap();
    head.answers
        .insert("establishment_name".to_owned(), "Sạp 12".to_owned());
    desk.save_head(&head).await.unwrap();

    let (desk, opening) = open(fresh_store()).await.unwrap();
    assert_eq!(desk.drafts(), [head]);
    // The draft's head and the tablet's name.
    assert_eq!(opening.restored, 2);
}

#[wasm_bindgen_test]
fn the_clock_knows_its_zone_and_makes_ids_in_order() {
    let now = BrowserClock.now();
    assert!(!now.zone.is_empty());
    assert!((-840..=840).contains(&now.offset_minutes));
    let ids: Vec<_> = (0..50).map(|_| BrowserClock.new_id()).collect();
    assert!(ids.iter().all(|id| id.get_version_num() == 7));
    assert!(ids.is_sorted());
}

fn upload() -> Upload {
    Upload {
        id: inspection::DocumentId(BrowserClock.new_id()),
        sha256: inspection::Digest::of(b"{}"),
        body: "{}".to_owned(),
        content_digest: "sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:".to_owned(),
    }
}

#[wasm_bindgen_test]
async fn a_closed_port_is_unreachable() {
    // Port 9 (discard) has no listener here.
    let transport = HttpTransport::new(Some("http://127.0.0.1:9/api/v1/uploads"), None);
    assert_eq!(transport.send(&upload()).await, Reply::Unreachable);
}

#[wasm_bindgen_test]
async fn whatever_answers_is_brought_back_with_its_status() {
    // The server of this very page, which knows no uploads.
    let reply = HttpTransport::new(None, None).send(&upload()).await;
    let Reply::Response { status, .. } = reply else {
        panic!("{reply:?}");
    };
    assert!(status >= 400, "{status}");
    assert_eq!(HttpTransport::new(None, None).office().await, None);
}
