//! The tablet app: what an inspector carries. Logic that needs no browser
//! compiles everywhere and does no I/O of its own; screens and browser access
//! exist only for WebAssembly.

use std::future::Future;
use std::pin::Pin;

pub mod acts;
pub mod contract;
pub mod enrolment;
pub mod journal;
pub mod outbox;
pub mod shelf;
pub mod store;
pub mod sync;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod components;
#[cfg(target_arch = "wasm32")]
mod later;
#[cfg(target_arch = "wasm32")]
pub mod pages;
#[cfg(any(test, target_arch = "wasm32"))]
mod place;
#[cfg(target_arch = "wasm32")]
pub mod signal;
#[cfg(target_arch = "wasm32")]
pub mod state;
#[cfg(any(test, target_arch = "wasm32"))]
mod wording;

/// A boxed future of the one thread a browser page has.
pub type LocalFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;
