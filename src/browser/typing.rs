//! Typing one field after another: Enter goes on to the next typed field of the
//! part that is open. What is typed into them is the pages' business; a choice
//! is never reached by Enter, for a second press would pick it.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent};

use super::lifecycle::{Listening, hear};

/// Fields that are typed into.
const TYPED: &str = ".part :is(input, textarea)[data-field]";

/// Goes to the next field on Enter, until this is dropped.
#[must_use]
pub fn on_enter() -> Option<Listening> {
    let document = web_sys::window()?.document()?;
    hear(document.into(), "keydown", |event| {
        let _ = go_on(&event);
    })
}

fn go_on(event: &Event) -> Option<()> {
    let key: &KeyboardEvent = event.dyn_ref()?;
    // While letters are being composed, Enter takes the composed word.
    if key.key() != "Enter" || key.is_composing() {
        return None;
    }
    let document = web_sys::window()?.document()?;
    let here = document.active_element()?;
    if !here.matches("input[data-field]").ok()? {
        return None;
    }
    let fields = document.query_selector_all(TYPED).ok()?;
    let all = (0..fields.length()).filter_map(|at| fields.get(at));
    let after = all
        .skip_while(|field| field != here.unchecked_ref())
        .skip(1);
    for field in after {
        let field: &HtmlElement = field.unchecked_ref();
        // One that is folded away takes no focus.
        let focused = field.focus();
        let now = document.active_element();
        if focused.is_ok() && now.as_ref() == Some(field.unchecked_ref()) {
            event.prevent_default();
            return Some(());
        }
    }
    None
}
