//! The page's life: when it may be about to end, when it is looked at again,
//! when the network may be back. Hints, never proofs.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Event, EventTarget, VisibilityState, Window};

/// A callback that is called until this is dropped.
#[must_use = "dropping it ends the listening"]
pub struct Listening {
    target: EventTarget,
    event: &'static str,
    callback: Closure<dyn FnMut(Event)>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        drop(
            self.target
                .remove_event_listener_with_callback(self.event, callback),
        );
    }
}

/// Calls when the page is hidden or left: the last chance to write.
pub fn on_hidden(callback: impl Fn() + Clone + 'static) -> Vec<Listening> {
    let hidden = when_visibility_is(VisibilityState::Hidden, callback.clone());
    hidden.into_iter().chain(on_left(callback)).collect()
}

/// Calls when the page is left.
pub(super) fn on_left(callback: impl Fn() + 'static) -> Option<Listening> {
    listen(window()?.into(), "pagehide", callback)
}

/// Asks the person before the page is left, where `is_unsafe` says that
/// something would be lost.
pub fn on_leaving(is_unsafe: impl Fn() -> bool + 'static) -> Option<Listening> {
    hear(window()?.into(), "beforeunload", move |event| {
        if is_unsafe() {
            event.prevent_default();
        }
    })
}

/// Calls when the page is looked at again.
pub fn on_visible(callback: impl Fn() + 'static) -> Option<Listening> {
    when_visibility_is(VisibilityState::Visible, callback)
}

/// Calls when the browser believes that the network is back.
pub fn on_online(callback: impl Fn() + 'static) -> Option<Listening> {
    listen(window()?.into(), "online", callback)
}

fn when_visibility_is(state: VisibilityState, callback: impl Fn() + 'static) -> Option<Listening> {
    let document: Document = window()?.document()?;
    let seen = document.clone();
    let callback = move || {
        if seen.visibility_state() == state {
            callback();
        }
    };
    listen(document.into(), "visibilitychange", callback)
}

fn listen(
    target: EventTarget,
    event: &'static str,
    callback: impl Fn() + 'static,
) -> Option<Listening> {
    hear(target, event, move |_| callback())
}

/// Calls with every event of this name.
pub(super) fn hear(
    target: EventTarget,
    event: &'static str,
    callback: impl Fn(Event) + 'static,
) -> Option<Listening> {
    let callback: Closure<dyn FnMut(Event)> = Closure::new(callback);
    let function = callback.as_ref().unchecked_ref();
    target
        .add_event_listener_with_callback(event, function)
        .ok()?;
    Some(Listening {
        target,
        event,
        callback,
    })
}

fn window() -> Option<Window> {
    web_sys::window()
}
