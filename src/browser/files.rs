//! Files between the person and the app: one to keep, one that was chosen.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, HtmlInputElement, Url};

use crate::LocalFuture;

/// Gives the person a file to keep. Whether it was begun: what becomes of it
/// the browser does not say.
#[must_use]
pub fn save_file(name: &str, text: &str) -> bool {
    offer(name, text).is_ok()
}

fn offer(name: &str, text: &str) -> Result<(), JsValue> {
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence(&parts)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    // The address stays good until the page ends: revoked at once, some
    // browsers save nothing.
    link.click();
    Ok(())
}

/// The text of the file chosen in the field that a selector finds.
#[must_use]
pub fn chosen_file(selector: &str) -> LocalFuture<'static, Option<String>> {
    let document = web_sys::window().and_then(|window| window.document());
    let field = document.and_then(|document| document.query_selector(selector).ok().flatten());
    let field: Option<HtmlInputElement> = field.and_then(|field| field.dyn_into().ok());
    Box::pin(async move {
        let field = field?;
        let file = field.files()?.get(0)?;
        let text = JsFuture::from(file.text()).await.ok()?.as_string();
        // So that choosing the same file again is heard.
        field.set_value("");
        text
    })
}
