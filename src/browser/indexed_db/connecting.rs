//! Opening the database, and stepping back for a newer program.

use std::cell::Cell;
use std::rc::Rc;

use idb::{Database, DatabaseEvent as _, Factory, ObjectStoreParams};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};

use super::{Connection, PIECES};

/// The database's version: its object stores.
const VERSION: u32 = 1;

/// Why a database is not opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// A newer program has asked for it.
    TakenOver,
    /// It was deleted, and the working copy with it, perhaps: a new one would
    /// have only what is written from now on, and call it saved.
    Deleted,
}

pub(super) async fn connect(
    name: &str,
    ended: Rc<Cell<Option<Ended>>>,
) -> Result<Connection, idb::Error> {
    let mut request = Factory::new()?.open(name, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        // Should this fail, the first transaction says so.
        if let Ok(database) = event.database() {
            drop(database.create_object_store(PIECES, ObjectStoreParams::new()));
        }
    });
    let mut database = request.await?;
    database.on_version_change(move |event| {
        // Another window upgrades or deletes: do not stand in its way.
        // A deletion has no new version.
        let version = Reflect::get(&event, &"newVersion".into());
        let is_deleted = version.is_ok_and(|version| version.is_null());
        ended.set(Some(if is_deleted {
            Ended::Deleted
        } else {
            Ended::TakenOver
        }));
        let target = event.target();
        let database = target.and_then(|target| Database::try_from(target).ok());
        if let Some(database) = database {
            database.close();
        }
    });
    database.forget_callbacks();
    Ok(JsValue::from(database).unchecked_into())
}
