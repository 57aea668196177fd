//! The store on PostgreSQL: its contract, and the requests through the router that
//! are about what is kept, by the same names as in `office.rs`. Another program,
//! so that nothing here passes where there is no server: `cargo xtask test unit`
//! starts one.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]

/// Which engine [`support::Scratch`] makes a database of.
const ON_POSTGRES: bool = true;

mod backup;
mod contract;
mod corrections;
mod engines;
mod enrolment;
mod files;
mod intake;
mod kills;
mod kinds;
mod numbers;
mod outcomes;
mod pages;
mod people;
mod published;
mod pulls;
mod refused_kinds;
mod register_pages;
mod reports;
mod roles;
mod schema;
mod search;
mod sign_in;
#[expect(dead_code, reason = "shared with `office.rs`, which needs more of it")]
mod support;
mod together;
