//! The other windows of this browser: names that one of them holds, by Web
//! Locks, else by a lease in localStorage; and what they ask and write, by the
//! `storage` event. A window that dies lets go of everything.

mod lease;

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Storage;

use crate::LocalFuture;
use crate::acts::{Heard, Hold, Lost, Windows};

/// What every name of ours begins with: in localStorage it lies outside the
/// pieces, so that no program reads it as one.
const OURS: &str = "can-dung/";
/// Where a window asks for a name, for a moment.
const ASKED: &str = "can-dung/asked";
/// Milliseconds between two tries.
const STEP: u32 = 50;
/// How many tries a window has to keep what was typed and to let go: two
/// seconds, counted and not read from a clock, which may be set back meanwhile.
const PATIENCE: u32 = 2_000 / STEP;

#[wasm_bindgen]
extern "C" {
    /// A `LockManager`, which stable `web-sys` does not offer.
    #[derive(Clone)]
    type Locks;

    #[wasm_bindgen(method, catch, structural)]
    fn request(
        this: &Locks,
        name: &str,
        options: &Object,
        granted: &JsValue,
    ) -> Result<Promise, JsValue>;
}

/// The windows of this browser.
#[derive(Clone)]
pub struct BrowserWindows {
    locks: Option<Locks>,
}

impl BrowserWindows {
    /// With Web Locks where the browser has them: not on a page without TLS.
    #[must_use]
    pub fn new() -> Self {
        let navigator = web_sys::window().map(|window| window.navigator());
        let locks = navigator.and_then(|navigator| Reflect::get(&navigator, &"locks".into()).ok());
        let locks = locks.filter(JsValue::is_object);
        Self {
            locks: locks.map(JsCast::unchecked_into),
        }
    }

    /// With leases only, as in a browser without Web Locks.
    #[must_use]
    pub fn leased() -> Self {
        Self { locks: None }
    }

    fn try_once(
        &self,
        name: &str,
        by_force: bool,
        lost: Lost,
    ) -> LocalFuture<'static, Option<Hold>> {
        match &self.locks {
            Some(locks) => lock(locks, name, by_force, lost),
            None => lease::lease(name, by_force, lost),
        }
    }
}

impl Default for BrowserWindows {
    fn default() -> Self {
        Self::new()
    }
}

impl Windows for BrowserWindows {
    fn claim(&self, name: &str, lost: Lost) -> LocalFuture<'static, Option<Hold>> {
        self.try_once(&format!("{OURS}{name}"), false, lost)
    }

    fn take(&self, name: &str, lost: Lost) -> LocalFuture<'static, Option<Hold>> {
        let windows = self.clone();
        if let Some(storage) = storage() {
            // In a full store nobody is asked, and the name taken by force.
            drop(storage.set_item(ASKED, name));
            drop(storage.remove_item(ASKED));
        }
        let name = format!("{OURS}{name}");
        Box::pin(async move {
            for _ in 0..PATIENCE {
                let hold = windows.try_once(&name, false, Rc::clone(&lost)).await;
                if hold.is_some() {
                    return hold;
                }
                TimeoutFuture::new(STEP).await;
            }
            windows.try_once(&name, true, lost).await
        })
    }
}

/// Calls with what other windows do, for as long as this one lives.
pub fn on_heard(callback: impl Fn(Heard) + 'static) {
    let hear = move |event: JsValue| {
        let part = |name: &str| Reflect::get(&event, &name.into()).ok()?.as_string();
        let heard = match part("key") {
            Some(key) if key == ASKED => part("newValue").map(Heard::Asked),
            Some(key) => key.parse().ok().map(Heard::Changed),
            None => None,
        };
        if let Some(heard) = heard {
            callback(heard);
        }
    };
    let hear = Closure::<dyn FnMut(JsValue)>::new(hear).into_js_value();
    if let Some(window) = web_sys::window() {
        drop(window.add_event_listener_with_callback("storage", hear.unchecked_ref()));
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// What lets a lock go, while it is held.
#[derive(Clone, Default)]
struct Held(Rc<RefCell<Option<Function>>>);

impl Held {
    /// Lets it go; whether it was held.
    fn end(&self) -> bool {
        let let_go = self.0.take();
        let held = let_go.is_some();
        if let Some(let_go) = let_go {
            drop(let_go.call0(&JsValue::NULL));
        }
        held
    }
}

/// Dropping it lets the lock go.
struct Lock(Held);

impl Drop for Lock {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// Asks for a lock once. It is granted to a callback, and held as long as the
/// promise of that is open.
fn lock(
    locks: &Locks,
    name: &str,
    by_force: bool,
    lost: Lost,
) -> LocalFuture<'static, Option<Hold>> {
    // An empty function would be compiled from a string, which the content
    // policy forbids.
    let mut answer = None;
    let answered = Promise::new(&mut |resolve, _| answer = Some(resolve));
    let answer = move |lock: &JsValue| {
        if let Some(answer) = &answer {
            drop(answer.call1(&JsValue::NULL, lock));
        }
    };
    let held = Held::default();
    let slot = held.clone();
    let granted = answer.clone();
    let granted = Closure::once_into_js(move |lock: JsValue| {
        granted(&lock);
        if lock.is_null() {
            return lock;
        }
        Promise::new(&mut |let_go, _| drop(slot.0.replace(Some(let_go)))).into()
    });
    let how = if by_force { "steal" } else { "ifAvailable" };
    let options = Object::new();
    // A plain object takes every member.
    drop(Reflect::set(&options, &how.into(), &JsValue::TRUE));
    let request = locks.request(name, &options, &granted);
    let slot = held.clone();
    spawn_local(async move {
        let ended = match request {
            Ok(request) => JsFuture::from(request).await,
            Err(error) => Err(error),
        };
        if ended.is_err() {
            answer(&JsValue::NULL);
            if slot.end() {
                lost();
            }
        }
    });
    Box::pin(async move {
        let lock = JsFuture::from(answered).await.ok()?;
        (!lock.is_null()).then(|| Box::new(Lock(held)) as Hold)
    })
}
