//! A name where there are no Web Locks: a value in localStorage with its window
//! and its end, written anew as long as the window lives. A lease that has run
//! out is free.

use std::rc::Rc;

use gloo_timers::callback::Interval;
use gloo_timers::future::TimeoutFuture;
use js_sys::Date;
use uuid::Uuid;
use web_sys::Storage;

use super::storage;
use crate::LocalFuture;
use crate::acts::{Hold, Lost};
use crate::browser::lifecycle::{Listening, on_left};

/// Milliseconds that a lease lasts when it is not renewed.
const LASTS: f64 = 6_000.0;
/// Milliseconds between renewals.
const RENEWED: u32 = 2_000;
/// Milliseconds after which of two windows that wrote at once only one is left.
const SETTLED: u32 = 30;

/// One window's claim on one name.
struct Claim {
    storage: Storage,
    key: String,
    window: String,
}

impl Claim {
    /// Whether another window has the name.
    fn is_anothers(&self) -> bool {
        let value = self.storage.get_item(&self.key).ok().flatten();
        let Some((window, end)) = value.as_deref().and_then(|value| value.split_once(' ')) else {
            return false;
        };
        let left = end.parse().unwrap_or(0.0) - Date::now();
        // A clock that was set back makes no lease longer.
        window != self.window && left > 0.0 && left <= LASTS
    }

    /// In a full store nothing is written, and the name is not contested.
    fn write(&self) {
        let value = format!("{} {}", self.window, Date::now() + LASTS);
        drop(self.storage.set_item(&self.key, &value));
    }

    fn end(&self) {
        if !self.is_anothers() {
            drop(self.storage.remove_item(&self.key));
        }
    }
}

/// Renewed until it is dropped or the page is left.
struct Lease {
    claim: Rc<Claim>,
    _renewal: Interval,
    _leaving: Option<Listening>,
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.claim.end();
    }
}

/// Tries once to get a lease.
pub(super) fn lease(name: &str, by_force: bool, lost: Lost) -> LocalFuture<'static, Option<Hold>> {
    let key = name.to_owned();
    Box::pin(async move {
        let claim = Rc::new(Claim {
            storage: storage()?,
            key,
            window: Uuid::new_v4().to_string(),
        });
        if !by_force && claim.is_anothers() {
            return None;
        }
        claim.write();
        TimeoutFuture::new(SETTLED).await;
        if claim.is_anothers() {
            return None;
        }
        let (renewed, left) = (Rc::clone(&claim), Rc::clone(&claim));
        let renewal = Interval::new(RENEWED, move || {
            if renewed.is_anothers() {
                lost();
            } else {
                renewed.write();
            }
        });
        let lease = Lease {
            claim,
            _renewal: renewal,
            _leaving: on_left(move || left.end()),
        };
        Some(Box::new(lease) as Hold)
    })
}
