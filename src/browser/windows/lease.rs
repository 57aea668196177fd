//! A name where there are no Web Locks: a value in localStorage with its window
//! and its end, written anew as long as the window lives. A lease that has run
//! out is free. A window that stood still may have been followed by others that
//! are gone again: it has the name only as long as its own value is there.

use std::cell::Cell;
use std::rc::Rc;

use chrono::Utc;
use gloo_timers::callback::Interval;
use gloo_timers::future::TimeoutFuture;
use uuid::Uuid;
use web_sys::Storage;

use super::storage;
use crate::LocalFuture;
use crate::acts::{Hold, Lost};
use crate::browser::lifecycle::{Listening, on_left};

/// Milliseconds that a lease lasts when it is not renewed.
const LASTS: i64 = 6_000;
/// Milliseconds between renewals.
const RENEWED: u32 = 2_000;
/// Milliseconds after which of two windows that wrote at once only one is left.
const SETTLED: u32 = 30;

/// One window's claim on one name.
struct Claim {
    storage: Storage,
    key: String,
    window: String,
    /// Whether it was ever written.
    is_written: Cell<bool>,
}

impl Claim {
    /// Whether another window has the name.
    fn is_anothers(&self) -> bool {
        let value = self.value();
        let Some((window, end)) = value.as_deref().and_then(|value| value.split_once(' ')) else {
            return false;
        };
        let end: i64 = end.parse().unwrap_or_default();
        let left = end.saturating_sub(now());
        // A clock that was set back makes no lease longer.
        window != self.window && left > 0 && left <= LASTS
    }

    /// Whether what is written there is this window's.
    fn is_ours(&self) -> bool {
        let value = self.value();
        value.is_some_and(|value| value.starts_with(&self.window))
    }

    /// Whether it was followed by another one, be that gone by now, or was let
    /// go when its page was left.
    fn is_lost(&self) -> bool {
        !self.is_ours() && (self.is_written.get() || self.is_anothers())
    }

    /// In a full store nothing is written, and the name is not contested.
    fn write(&self) {
        let value = format!("{} {}", self.window, now() + LASTS);
        if self.storage.set_item(&self.key, &value).is_ok() {
            self.is_written.set(true);
        }
    }

    fn end(&self) {
        if self.is_ours() {
            drop(self.storage.remove_item(&self.key));
        }
    }

    fn value(&self) -> Option<String> {
        self.storage.get_item(&self.key).ok().flatten()
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
            is_written: Cell::new(false),
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
            if renewed.is_lost() {
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

/// Milliseconds since 1970. Whole ones: to read and to write fractions was 20 kB
/// of the bundle.
fn now() -> i64 {
    Utc::now().timestamp_millis()
}
