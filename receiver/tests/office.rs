//! The office as tablets, browsers and people meet it: requests through the
//! router, the store's contract, and the real process.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]

/// Which engine [`support::Scratch`] makes a database of.
const ON_POSTGRES: bool = false;

mod backup;
mod conformance;
mod contract;
mod corrections;
mod crowd;
mod declared;
mod demo;
mod enrolment;
mod example_server;
mod file_database;
mod files;
mod hostile;
mod import;
mod intake;
mod kills;
mod kinds;
mod languages;
mod letting_in;
mod logs;
mod numbers;
mod openapi;
mod origins;
mod outcomes;
mod pages;
mod people;
mod process;
mod published;
mod pulls;
mod random_lists;
mod refusals;
mod refused_kinds;
mod register_pages;
mod reports;
mod roles;
mod schema;
mod search;
mod secured;
mod served;
mod sign_in;
mod support;
mod tablet_files;
mod together;
mod word_file;
