//! The only place with side effects: localStorage, IndexedDB, HTTP, clock and
//! the page's life. Each file fulfils one trait of the core; only `app` builds
//! them.

mod clock;
mod http;
mod indexed_db;
mod lifecycle;
mod local_storage;
mod screen;
mod windows;

pub use clock::BrowserClock;
pub use http::HttpTransport;
pub use indexed_db::IndexedDbJournal;
pub use lifecycle::{Listening, on_hidden, on_online, on_visible};
pub use local_storage::LocalStore;
pub use screen::{NEW_VERSION, Page};
pub use windows::{BrowserWindows, on_heard};
