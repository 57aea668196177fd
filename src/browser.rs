//! The only place with side effects: localStorage, IndexedDB, HTTP, clock and
//! the page's life. Each file fulfils one trait of the core; only `app` builds
//! them.

mod address;
mod clock;
mod files;
mod http;
mod indexed_db;
mod keeping;
mod lifecycle;
mod local_storage;
mod pad;
mod papers;
mod photos;
mod place;
mod screen;
mod shelf;
mod thrown;
mod windows;

pub use address::{on_link, on_moved};
pub use clock::BrowserClock;
pub use files::{chosen_file, save_file};
pub use http::HttpTransport;
pub use indexed_db::IndexedDbJournal;
pub use keeping::keeping;
pub use lifecycle::{Listening, on_hidden, on_leaving, on_online, on_visible};
pub use local_storage::LocalStore;
pub use pad::drawn_on;
pub use papers::chosen_paper;
pub use photos::chosen_photos;
pub use place::locate;
pub use screen::{NEW_VERSION, Page};
pub use shelf::IndexedDbShelf;
pub use windows::{BrowserWindows, on_heard};
