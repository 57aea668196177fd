//! The commands that read the code without running it: rustfmt and clippy. Package by
//! package: together, cargo would unify features that no build unifies.

use std::process::Command;

use anyhow::Result;

use crate::{places::Places, setup::Web};

/// Every package of the workspace, the one everybody depends on first.
pub(crate) const PACKAGES: [&str; 5] = ["inspection", "tablet", "receiver", "xtask", "e2e"];

/// rustfmt over the whole workspace.
pub(crate) fn format(places: &Places) -> Command {
    let mut cargo = places.cargo();
    cargo.args(["fmt", "--all", "--check"]);
    cargo
}

/// clippy for the host, tests included.
pub(crate) fn host(places: &Places, package: &str) -> Command {
    let mut cargo = places.cargo();
    cargo.args(["clippy", "--locked", "--package", package, "--all-targets"]);
    if package == "receiver" {
        // No part of a plain run, and so none of all targets.
        cargo.args(["--test", "postgres"]);
    }
    cargo.args(["--", "-D", "warnings"]);
    cargo
}

/// clippy for the tablet as the browser gets it.
///
/// # Errors
/// When PATH cannot be written.
pub(crate) fn wasm(places: &Places, web: &Web) -> Result<Command> {
    let mut cargo = web.program(places, "cargo")?;
    cargo.args([
        "clippy",
        "--locked",
        "--package",
        "tablet",
        "--target",
        crate::setup::WASM,
        "--features",
        "split",
    ]);
    cargo.args(["--lib", "--bins", "--tests", "--", "-D", "warnings"]);
    Ok(cargo)
}
