//! The working copy on localStorage, through gloo-storage's handle so that the
//! sealed text is stored exactly. Says so where the browser blocks storage.

use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::JsValue;
use web_sys::Storage;

use super::thrown::name_of;
use crate::store::{PREFIX, Piece, Store, StoreError, admit, seal};

/// The working copy.
#[derive(Clone, Debug)]
pub struct LocalStore {
    storage: Storage,
}

impl LocalStore {
    /// Takes the origin's localStorage.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the browser gives none: cookies
    /// blocked, or an unknown origin.
    pub fn open() -> Result<Self, StoreError> {
        let window = web_sys::window();
        let given = window
            .ok_or(JsValue::NULL)
            .and_then(|window| window.local_storage());
        match given {
            // Only now is it sure that `raw` does not panic.
            Ok(Some(_)) => Ok(Self {
                storage: LocalStorage::raw(),
            }),
            Ok(None) => Err(StoreError::Unavailable("none".to_owned())),
            Err(error) => Err(understood(&error)),
        }
    }
}

impl Store for LocalStore {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let length = self.storage.length().map_err(|error| understood(&error))?;
        let mut keys = Vec::new();
        for index in 0..length {
            let key = self
                .storage
                .key(index)
                .map_err(|error| understood(&error))?;
            keys.extend(key.filter(|key| key.starts_with(PREFIX)));
        }
        Ok(keys)
    }

    fn read(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.storage
            .get_item(key)
            .map_err(|error| understood(&error))
    }

    fn put(&self, piece: &Piece) -> Result<(), StoreError> {
        let key = piece.key.to_string();
        if !admit(self.read(&key)?.as_deref(), piece)? {
            return Ok(());
        }
        let written = self.storage.set_item(&key, &seal(piece));
        written.map_err(|error| understood(&error))
    }

    fn used(&self) -> Result<usize, StoreError> {
        let length = self.storage.length().map_err(|error| understood(&error))?;
        let mut units = 0;
        for index in 0..length {
            let key = self
                .storage
                .key(index)
                .map_err(|error| understood(&error))?;
            let Some(key) = key else { continue };
            let text = self.read(&key)?.unwrap_or_default();
            units += key.encode_utf16().count() + text.encode_utf16().count();
        }
        Ok(units)
    }

    fn discard(&self, key: &str, text: &str) -> Result<(), StoreError> {
        if self.read(key)?.as_deref() == Some(text) {
            self.storage
                .remove_item(key)
                .map_err(|error| understood(&error))?;
        }
        Ok(())
    }
}

fn understood(error: &JsValue) -> StoreError {
    let name = name_of(error);
    match name.as_str() {
        "QuotaExceededError" => StoreError::Full,
        _ => StoreError::Unavailable(name),
    }
}
