//! The page as something to point at: focus, title, language; the version that
//! waits, as `boot.js` tells of it.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Document, Event, HtmlElement, Storage};

/// The page's document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Page;

/// What `boot.js` says when a new version waits.
pub const NEW_VERSION: &str = "can-dung-new-version";
/// What `boot.js` does when it hears this: lets the new version take over.
const TAKE: &str = "can-dung-take-new-version";
/// What `theme.js` does when it hears this: reads anew how the page is to look.
const LOOKS: &str = "can-dung-look";
/// Before the name of what was picked, where it is kept.
const LOOK: &str = "can-dung-";

impl Page {
    /// Puts the focus on the first element a selector finds, or on the first
    /// thing inside it that takes one, and brings it into view.
    pub fn focus(self, selector: &str) {
        let Some(document) = document() else { return };
        let inside = format!("{selector} [tabindex=\"0\"], {selector} button");
        let find = |selector: &str| {
            let found = document.query_selector(selector).ok().flatten()?;
            found.dyn_into::<HtmlElement>().ok()
        };
        let Some(element) = find(selector) else {
            return;
        };
        let element = if element.tab_index() >= 0 || element.has_attribute("tabindex") {
            element
        } else {
            find(&inside).unwrap_or(element)
        };
        // What is folded away takes no focus.
        if let Ok(Some(fold)) = element.closest("details") {
            drop(fold.set_attribute("open", ""));
        }
        // An element that is gone by now takes no focus.
        drop(element.focus());
    }

    /// Writes a text into the field of this id, where it is on the page.
    pub fn rewrite(self, id: &str, text: &str) {
        let field = document().and_then(|document| document.get_element_by_id(id));
        if let Some(field) = field {
            // What is no field takes it and shows nothing.
            drop(Reflect::set(&field, &"value".into(), &text.into()));
        }
    }

    /// Names the page.
    pub fn set_title(self, title: &str) {
        if let Some(document) = document() {
            document.set_title(title);
        }
    }

    /// Says which language the page is in.
    pub fn set_language(self, code: &str) {
        let root = document().and_then(|document| document.document_element());
        if let Some(root) = root {
            // "lang" is a valid name, so this cannot fail.
            drop(root.set_attribute("lang", code));
        }
    }

    /// Lets the version that waits take over, and loads the page again.
    pub fn take_new_version(self) {
        tell(TAKE);
    }

    /// Whether a new version was waiting before anybody listened.
    #[must_use]
    pub fn has_new_version(self) -> bool {
        let root = document().and_then(|document| document.document_element());
        root.is_some_and(|root| root.has_attribute("data-new-version"))
    }

    /// What was picked of how the page looks: of its `theme` or its `text`.
    #[must_use]
    pub fn look(self, of: &str) -> Option<String> {
        looks()?.get_item(&format!("{LOOK}{of}")).ok()?
    }

    /// Keeps what was picked of how the page looks, and tells `theme.js`. Whether
    /// it is kept.
    #[must_use]
    pub fn set_look(self, of: &str, value: &str) -> bool {
        let key = format!("{LOOK}{of}");
        let kept = looks().is_some_and(|looks| looks.set_item(&key, value).is_ok());
        tell(LOOKS);
        kept
    }

    /// Opens the browser's dialog for printing. Whether it has one.
    #[must_use]
    pub fn print(self) -> bool {
        web_sys::window().is_some_and(|window| window.print().is_ok())
    }

    /// Tells developers why the app cannot go on; people have the bar of a crash.
    #[cfg(not(feature = "split"))]
    pub fn log(self, message: &str) {
        web_sys::console::error_1(&message.into());
    }
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn looks() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn tell(what: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(what)) {
        // Nobody listening is no fault.
        drop(window.dispatch_event(&event));
    }
}
