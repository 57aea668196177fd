//! The office as tablets, browsers and people meet it: requests through the
//! router, the store's contract, and the real process.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]

mod contract;
mod demo;
mod hostile;
mod intake;
mod pages;
mod process;
mod refusals;
mod support;
mod tablet_files;
