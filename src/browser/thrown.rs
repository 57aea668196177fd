//! What the browser threw, by its name.

use js_sys::Error;
use wasm_bindgen::{JsCast, JsValue};

/// The name of an error; a `DOMException` is one. Anything else is unexpected.
pub(super) fn name_of(thrown: &JsValue) -> String {
    let error = thrown.dyn_ref::<Error>();
    error.map_or_else(|| "unexpected".to_owned(), |error| error.name().into())
}
