//! What the browser says of its own storage. Old engines do not know the
//! question; then nothing is known.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::acts::Keeping;

/// Asks the browser how much there is, and whether it promised not to delete it
/// by itself; with `persist`, to promise it.
pub async fn keeping(persist: bool) -> Keeping {
    let promise = if persist { "persist" } else { "persisted" };
    let promised = ask(promise).await.and_then(|answer| answer.as_bool());
    let estimate = ask("estimate").await;
    let bytes = |name: &str| {
        let bytes = Reflect::get(estimate.as_ref()?, &JsValue::from_str(name)).ok()?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole bytes, far below the 53 bits of a number"
        )]
        let bytes = bytes.as_f64()? as u64;
        Some(bytes)
    };
    Keeping {
        promised,
        bytes: bytes("usage").zip(bytes("quota")),
    }
}

async fn ask(question: &str) -> Option<JsValue> {
    let navigator = JsValue::from(web_sys::window()?.navigator());
    let storage = Reflect::get(&navigator, &JsValue::from_str("storage")).ok()?;
    let method = Reflect::get(&storage, &JsValue::from_str(question)).ok()?;
    let asked = method.dyn_ref::<Function>()?.call0(&storage).ok()?;
    JsFuture::from(asked.dyn_into::<Promise>().ok()?).await.ok()
}
