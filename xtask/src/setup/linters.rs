//! rustfmt and clippy, which a minimal installation lacks: the host's, and clippy of the
//! toolchain that compiles to wasm. `run` needs none of them.

use std::{path::Path, process::Command, time::Duration};

use anyhow::{Result, bail};

use super::{Web, debian, toolchain::WebToolchain};
use crate::{
    child,
    places::{Places, find_in_path, program},
    progress,
};

/// Looks for them, and installs what is missing.
///
/// # Errors
/// Names what is missing and how to install it.
pub(crate) fn ensure(places: &Places, toolchain: &WebToolchain) -> Result<()> {
    for (cargo_command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !works(places.cargo(), cargo_command) {
            add_component(places, component)?;
            if !works(places.cargo(), cargo_command) {
                bail!("{component} is missing; install it with: rustup component add {component}");
            }
        }
    }
    let web = Web {
        toolchain: toolchain.clone(),
        tools: Vec::new(),
    };
    if works(web.program(places, "cargo")?, "clippy") {
        return Ok(());
    }
    if toolchain.path_prefix.as_deref() == Some(Path::new(super::toolchain::DEBIAN))
        && debian::here()
    {
        debian::install(places, "clippy for wasm", &["rust-web-clippy"])?;
    }
    if works(web.program(places, "cargo")?, "clippy") {
        return Ok(());
    }
    bail!("the toolchain that compiles to wasm has no clippy; install the clippy of that toolchain")
}

fn works(mut cargo: Command, command: &str) -> bool {
    cargo.args([command, "--version"]);
    child::answer(cargo).is_some()
}

fn add_component(places: &Places, component: &str) -> Result<()> {
    if find_in_path("rustup").is_none() {
        bail!("{component} is missing; install the {component} that belongs to your Rust");
    }
    let mut add = program("rustup");
    add.args(["component", "add", component]);
    progress::step(
        places,
        &format!("adding {component} to the present toolchain"),
        add,
        Duration::from_mins(5),
    )
}
