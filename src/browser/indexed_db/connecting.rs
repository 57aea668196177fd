//! Opening the database, and stepping back for a newer program.

use std::cell::Cell;
use std::rc::Rc;

use idb::{Database, DatabaseEvent as _, Factory, ObjectStoreParams};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};

use super::{Connection, PIECES};

/// The database's version: its object stores.
const VERSION: u32 = 1;

pub(super) async fn connect(
    name: &str,
    outdated: Rc<Cell<bool>>,
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
        outdated.set(version.is_ok_and(|version| !version.is_null()));
        let target = event.target();
        let database = target.and_then(|target| Database::try_from(target).ok());
        if let Some(database) = database {
            database.close();
        }
    });
    database.forget_callbacks();
    Ok(JsValue::from(database).unchecked_into())
}
