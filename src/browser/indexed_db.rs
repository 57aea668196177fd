//! The durable copy on IndexedDB: one strict transaction a commit, done at its
//! `complete` event. A connection the system has closed is opened again. Inside
//! a transaction nothing is awaited but its own requests.

mod connecting;
mod ending;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use idb::{ObjectStore, Transaction};
use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

use connecting::{Ended, connect};
use ending::{to_the_end, unavailable, understood};

use crate::LocalFuture;
use crate::journal::{Journal, JournalError, SetAside, Side};
use crate::store::{Piece, Stored, admit, is_tombstone, seal};

/// The database's name; the number is the layout's.
const NAME: &str = "qc1";
/// The one object store: sealed texts under the keys' texts.
const PIECES: &str = "pieces";

#[wasm_bindgen]
extern "C" {
    /// An `IDBDatabase`, for the third argument of `transaction`, which neither
    /// `idb` nor stable `web-sys` offers.
    #[wasm_bindgen(extends = Object)]
    #[derive(Clone)]
    type Connection;

    #[wasm_bindgen(method, catch, structural)]
    fn transaction(
        this: &Connection,
        stores: &str,
        mode: &str,
        options: &Object,
    ) -> Result<JsValue, JsValue>;
}

/// The durable copy. Clones are the same journal.
#[derive(Clone)]
pub struct IndexedDbJournal {
    name: Rc<str>,
    connection: Rc<RefCell<Option<Connection>>>,
    /// Why it is not opened again, where it is not.
    ended: Rc<Cell<Option<Ended>>>,
}

impl IndexedDbJournal {
    /// Opens the tablet's journal.
    ///
    /// # Errors
    /// [`JournalError::Unavailable`] where the browser gives no database.
    pub async fn open() -> Result<Self, JournalError> {
        Self::open_named(NAME).await
    }

    /// Opens a journal of another name, for tests.
    ///
    /// # Errors
    /// [`JournalError::Unavailable`] where the browser gives no database.
    pub async fn open_named(name: &str) -> Result<Self, JournalError> {
        let journal = Self {
            name: Rc::from(name),
            connection: Rc::default(),
            ended: Rc::default(),
        };
        journal.connection().await?;
        Ok(journal)
    }

    async fn connection(&self) -> Result<Connection, JournalError> {
        match self.ended.get() {
            Some(Ended::TakenOver) => return Err(JournalError::Newer),
            Some(Ended::Deleted) => {
                return Err(JournalError::Unavailable("deleted".to_owned()));
            }
            None => {}
        }
        if let Some(open) = self.connection.borrow().as_ref() {
            return Ok(open.clone());
        }
        let opened = connect(&self.name, Rc::clone(&self.ended)).await;
        let opened = opened.map_err(understood)?;
        self.connection.replace(Some(opened.clone()));
        Ok(opened)
    }

    /// Begins a transaction; where the connection turns out to be closed, on a
    /// new one.
    async fn begin(&self, mode: &str) -> Result<Work, JournalError> {
        let strict = Object::new();
        Reflect::set(&strict, &"durability".into(), &"strict".into())
            .map_err(|e| unavailable(&e))?;
        let begun = self.connection().await?.transaction(PIECES, mode, &strict);
        let begun = match begun {
            Ok(begun) => begun,
            Err(_closed) => {
                self.connection.replace(None);
                let again = self.connection().await?.transaction(PIECES, mode, &strict);
                again.map_err(|error| unavailable(&error))?
            }
        };
        Work::new(begun)
    }

    async fn write(self, pieces: Vec<Piece>) -> Result<(), JournalError> {
        let work = self.begin("readwrite").await?;
        let written = work.write(&pieces).await;
        work.end(written).await
    }

    async fn read_keys(self) -> Result<Vec<String>, JournalError> {
        let work = self.begin("readonly").await?;
        let keys = work.keys().await;
        work.end(keys).await
    }

    async fn read_values(self, keys: Vec<String>) -> Result<Vec<Stored>, JournalError> {
        let work = self.begin("readonly").await?;
        let read = work.read(keys).await;
        work.end(read).await
    }

    async fn delete_dead(self, keys: Vec<String>) -> Result<(), JournalError> {
        let work = self.begin("readwrite").await?;
        let deleted = work.delete_dead(keys).await;
        work.end(deleted).await
    }

    async fn move_aside(self, values: Vec<SetAside>) -> Result<(), JournalError> {
        let work = self.begin("readwrite").await?;
        let moved = work.move_aside(&values).await;
        work.end(moved).await
    }
}

impl Journal for IndexedDbJournal {
    fn commit<'a>(&'a self, pieces: &'a [Piece]) -> LocalFuture<'a, Result<(), JournalError>> {
        to_the_end(self.clone().write(pieces.to_vec()))
    }

    fn keys(&self) -> LocalFuture<'_, Result<Vec<String>, JournalError>> {
        to_the_end(self.clone().read_keys())
    }

    fn read<'a>(
        &'a self,
        keys: &'a [String],
    ) -> LocalFuture<'a, Result<Vec<Stored>, JournalError>> {
        to_the_end(self.clone().read_values(keys.to_vec()))
    }

    fn set_aside<'a>(
        &'a self,
        values: &'a [SetAside],
    ) -> LocalFuture<'a, Result<(), JournalError>> {
        to_the_end(self.clone().move_aside(values.to_vec()))
    }

    fn bury<'a>(&'a self, keys: &'a [String]) -> LocalFuture<'a, Result<(), JournalError>> {
        to_the_end(self.clone().delete_dead(keys.to_vec()))
    }

    fn is_outdated(&self) -> bool {
        self.ended.get() == Some(Ended::TakenOver)
    }
}

/// A transaction under way.
struct Work {
    transaction: Transaction,
    pieces: ObjectStore,
    /// Resolved at `complete`, rejected at `abort`.
    outcome: JsFuture,
}

impl Work {
    fn new(begun: JsValue) -> Result<Self, JournalError> {
        let mut transaction = Transaction::try_from(begun).map_err(understood)?;
        let pieces = transaction.object_store(PIECES).map_err(understood)?;
        // Listening begins before the first request, so no event is missed.
        let outcome = Promise::new(&mut |resolve, reject| {
            transaction.on_complete(move |_| drop(resolve.call0(&JsValue::NULL)));
            transaction.on_abort(move |_| drop(reject.call0(&JsValue::NULL)));
        });
        Ok(Self {
            transaction,
            pieces,
            outcome: JsFuture::from(outcome),
        })
    }

    /// The text under a key; a value that is no text is nobody's, and reads as
    /// damaged.
    async fn text(&self, key: &str) -> Result<Option<String>, idb::Error> {
        let value = self.pieces.get(JsValue::from(key))?.await?;
        Ok(value.map(|value| value.as_string().unwrap_or_default()))
    }

    /// Asks for a write. Its failure aborts the transaction, so it is not
    /// waited for.
    fn put(&self, key: &str, text: &str) -> Result<(), idb::Error> {
        let request = self
            .pieces
            .put(&JsValue::from(text), Some(&JsValue::from(key)))?;
        drop(request);
        Ok(())
    }

    async fn write(&self, pieces: &[Piece]) -> Result<(), JournalError> {
        for piece in pieces {
            let key = piece.key.to_string();
            let present = self.text(&key).await.map_err(understood)?;
            if admit(present.as_deref(), piece)? {
                self.put(&key, &seal(piece)).map_err(understood)?;
            }
        }
        Ok(())
    }

    async fn keys(&self) -> Result<Vec<String>, JournalError> {
        let keys = self.pieces.get_all_keys(None, None).map_err(understood)?;
        let keys = keys.await.map_err(understood)?;
        Ok(keys.iter().filter_map(JsValue::as_string).collect())
    }

    async fn read(&self, keys: Vec<String>) -> Result<Vec<Stored>, JournalError> {
        let asked = keys.into_iter().map(|key| {
            let value = self.pieces.get(JsValue::from(key.as_str()))?;
            Ok((key, value))
        });
        // All are asked for before the first is waited for.
        let asked: Vec<_> = asked
            .collect::<Result<_, idb::Error>>()
            .map_err(understood)?;
        let mut stored = Vec::new();
        for (key, value) in asked {
            let text = value.await.map_err(understood)?;
            let text = text.and_then(|text| text.as_string());
            stored.extend(text.map(|text| Stored { key, text }));
        }
        Ok(stored)
    }

    async fn delete_dead(&self, keys: Vec<String>) -> Result<(), JournalError> {
        for Stored { key, text } in self.read(keys).await? {
            if is_tombstone(&key, &text) {
                self.delete(&key)?;
            }
        }
        Ok(())
    }

    fn delete(&self, key: &str) -> Result<(), JournalError> {
        let request = self.pieces.delete(JsValue::from(key));
        drop(request.map_err(understood)?);
        Ok(())
    }

    async fn move_aside(&self, values: &[SetAside]) -> Result<(), JournalError> {
        for value in values {
            self.put(&value.quarantine_key(), &value.text)
                .map_err(understood)?;
            if value.side != Side::Journal {
                continue;
            }
            let present = self.text(&value.key).await.map_err(understood)?;
            if present.as_ref() == Some(&value.text) {
                self.delete(&value.key)?;
            }
        }
        Ok(())
    }

    /// Waits for the transaction's end: `complete` where the work went well,
    /// else an abort, so that nothing of it stays.
    async fn end<T>(self, result: Result<T, JournalError>) -> Result<T, JournalError> {
        if result.is_err() {
            // It may have aborted by itself already; then this has no effect.
            drop(self.pieces.transaction().abort());
        }
        let ended = self.outcome.await;
        let value = result?;
        match ended {
            Ok(_) => Ok(value),
            Err(_) => Err(self.transaction.error().map_or_else(
                || JournalError::Unavailable("aborted".to_owned()),
                |exception| unavailable(&exception),
            )),
        }
    }
}
