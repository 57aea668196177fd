//! The office's lists in a database of their own beside the journal: losing it
//! loses nobody's work. One transaction a change; inside of it nothing is
//! awaited but its own requests.

use std::rc::Rc;

use idb::{Database, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query, TransactionMode};
use wasm_bindgen::JsValue;

use crate::LocalFuture;
use crate::shelf::{Change, List, Shelf, ShelfError};

/// The database's name; the number is the layout's.
const NAME: &str = "qc1-lists";
/// The one object store: rows and heads as text, by list and id.
const ROWS: &str = "rows";

/// The shelf on IndexedDB.
#[derive(Clone, Debug)]
pub struct IndexedDbShelf {
    name: Rc<str>,
}

impl Default for IndexedDbShelf {
    fn default() -> Self {
        Self::named(NAME)
    }
}

impl IndexedDbShelf {
    /// A shelf of another name, for tests.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self {
            name: Rc::from(name),
        }
    }

    /// Opened for each piece of work and closed after it: a shelf stands in
    /// nobody's way.
    async fn open(&self) -> Result<Database, idb::Error> {
        let mut request = Factory::new()?.open(&self.name, Some(1))?;
        request.on_upgrade_needed(|event| {
            use idb::DatabaseEvent as _;
            // Should this fail, the first transaction says so.
            if let Ok(database) = event.database() {
                drop(database.create_object_store(ROWS, ObjectStoreParams::new()));
            }
        });
        request.await
    }

    async fn read(&self, key: String) -> Result<Option<String>, idb::Error> {
        let database = self.open().await?;
        let transaction = database.transaction(&[ROWS], TransactionMode::ReadOnly)?;
        let rows = transaction.object_store(ROWS)?;
        let text = rows.get(JsValue::from(key))?.await?;
        database.close();
        Ok(text.and_then(|text| text.as_string()))
    }

    async fn read_rows(&self, list: List) -> Result<Vec<String>, idb::Error> {
        let database = self.open().await?;
        let transaction = database.transaction(&[ROWS], TransactionMode::ReadOnly)?;
        let rows = transaction.object_store(ROWS)?;
        let texts = rows
            .get_all(Some(Query::KeyRange(range(list)?)), None)?
            .await?;
        database.close();
        Ok(texts
            .into_iter()
            .filter_map(|text| text.as_string())
            .collect())
    }

    async fn write(&self, list: List, head: String, change: Change) -> Result<(), idb::Error> {
        let database = self.open().await?;
        let transaction = database.transaction(&[ROWS], TransactionMode::ReadWrite)?;
        let rows = transaction.object_store(ROWS)?;
        if let Err(error) = put(&rows, list, &head, change) {
            // Nothing of it is to stay.
            drop(transaction.abort()?.await);
            database.close();
            return Err(error);
        }
        let ended = transaction.await;
        database.close();
        ended.map(drop)
    }
}

/// Asks for every write. What fails aborts the transaction, so none is waited
/// for.
fn put(rows: &ObjectStore, list: List, head: &str, change: Change) -> Result<(), idb::Error> {
    if change.whole {
        drop(rows.delete(Query::KeyRange(range(list)?))?);
    }
    for (id, text) in change.rows {
        let key = JsValue::from(row_key(list, &id));
        match text {
            Some(text) => drop(rows.put(&JsValue::from(text), Some(&key))?),
            None => drop(rows.delete(key)?),
        }
    }
    drop(rows.put(&JsValue::from(head), Some(&head_key(list).into()))?);
    Ok(())
}

fn row_key(list: List, id: &str) -> String {
    format!("{}/{id}", list.name())
}

fn head_key(list: List) -> String {
    format!("head/{}", list.name())
}

/// The keys of a list's rows: `0` stands after `/`.
fn range(list: List) -> Result<KeyRange, idb::Error> {
    let name = list.name();
    let (from, to) = (format!("{name}/"), format!("{name}0"));
    KeyRange::bound(&from.into(), &to.into(), None, Some(true))
}

#[expect(clippy::needless_pass_by_value, reason = "what `map_err` hands on")]
fn failed(error: idb::Error) -> ShelfError {
    ShelfError(error.to_string())
}

impl Shelf for IndexedDbShelf {
    fn head(&self, list: List) -> LocalFuture<'_, Result<Option<String>, ShelfError>> {
        Box::pin(async move { self.read(head_key(list)).await.map_err(failed) })
    }

    fn row<'a>(
        &'a self,
        list: List,
        id: &'a str,
    ) -> LocalFuture<'a, Result<Option<String>, ShelfError>> {
        Box::pin(async move { self.read(row_key(list, id)).await.map_err(failed) })
    }

    fn rows(&self, list: List) -> LocalFuture<'_, Result<Vec<String>, ShelfError>> {
        Box::pin(async move { self.read_rows(list).await.map_err(failed) })
    }

    fn change(
        &self,
        list: List,
        head: String,
        change: Change,
    ) -> LocalFuture<'_, Result<(), ShelfError>> {
        Box::pin(async move { self.write(list, head, change).await.map_err(failed) })
    }
}
