//! The page's address: the path in it, links of the app, history. A click on a
//! link of the app changes the address and loads nothing; whatever else is
//! clicked, or clicked otherwise, is the browser's.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent};

use super::lifecycle::{Listening, hear};
use super::screen::Page;

impl Page {
    /// The path of the address.
    #[must_use]
    pub fn path(self) -> String {
        let path = web_sys::window().and_then(|window| window.location().pathname().ok());
        path.unwrap_or_default()
    }

    /// The host of the address, and what follows its `#`, which is taken out of the
    /// address and the history: it is a secret that serves once.
    #[must_use]
    pub fn take_link(self) -> [String; 2] {
        let Some(window) = web_sys::window() else {
            return Default::default();
        };
        let location = window.location();
        let fragment = location.hash().unwrap_or_default();
        if !fragment.is_empty()
            && let Ok(history) = window.history()
        {
            let path = self.path();
            drop(history.replace_state_with_url(&JsValue::NULL, "", Some(&path)));
        }
        [location.host().unwrap_or_default(), fragment]
    }

    /// Writes another address of the app into the history, and goes to the top.
    /// The address it has already is not written twice.
    pub fn go(self, address: &str) {
        let Some(window) = web_sys::window() else {
            return;
        };
        let href = window.location().href().unwrap_or_default();
        if within(&href).as_deref() != Some(address)
            && let Ok(history) = window.history()
        {
            // Only an address of another origin is refused.
            drop(history.push_state_with_url(&JsValue::NULL, "", Some(address)));
        }
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// A link that leads to a page; one to a file, to another window or past the
/// app says so.
const LINK: &str = "a[href]:not([target],[download],[rel~=external])";

/// Calls with the address of a link of the app that was clicked plainly.
pub fn on_link(follow: impl Fn(&str) + 'static) -> Option<Listening> {
    let callback = move |event: Event| {
        if let Some(address) = address(&event) {
            event.prevent_default();
            follow(&address);
        }
    };
    hear(web_sys::window()?.into(), "click", callback)
}

/// Calls when the person went back or forward.
pub fn on_moved(callback: impl Fn() + 'static) -> Option<Listening> {
    hear(web_sys::window()?.into(), "popstate", move |_| callback())
}

/// Where a click leads within the app; `None` where it is the browser's.
fn address(event: &Event) -> Option<String> {
    let click: &MouseEvent = event.dyn_ref()?;
    let otherwise = click.button() != 0
        || click.ctrl_key()
        || click.meta_key()
        || click.shift_key()
        || click.alt_key();
    if otherwise || click.default_prevented() {
        return None;
    }
    let clicked: Element = click.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = clicked.closest(LINK).ok()??.dyn_into().ok()?;
    within(&link.href())
}

/// An address without the origin; `None` where that is not the app's.
fn within(href: &str) -> Option<String> {
    let own = web_sys::window()?.location().origin().ok()?;
    let address = href.strip_prefix(&own)?;
    address.starts_with('/').then(|| address.to_owned())
}
