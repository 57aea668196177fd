//! The office as tablets, browsers and people meet it: requests through the
//! router, the store's contract, and the real process.

mod contract;
mod demo;
mod intake;
mod pages;
mod process;
mod support;
mod tablet_files;
