//! `cargo xtask check`: the inner loop. rustfmt, clippy for host and wasm, and the tests
//! that need no server and no browser. The wasm half runs beside the host's: they have
//! target folders of their own, so neither waits for the other's lock.

use std::{
    process::Command,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

use crate::{
    child, lint,
    places::Places,
    progress,
    setup::{self, Web},
};

/// A first compilation of everything takes minutes; nothing here takes longer.
const LIMIT: Duration = Duration::from_mins(40);

/// Runs all of it and names what failed.
///
/// # Errors
/// When a step failed or could not run.
pub(crate) fn check(places: &Places) -> Result<()> {
    child::end_all_on_interrupt()?;
    let began = Instant::now();
    let web = setup::web_toolchain(places)?;
    let failed = thread::scope(|scope| {
        let beside = scope.spawn(|| wasm(places, &web));
        let mut failed = host(places);
        match beside.join() {
            Ok(more) => failed.extend(more),
            Err(_) => failed.push("clippy tablet (wasm): broke off".to_owned()),
        }
        failed
    });
    println!("  together {}", progress::seconds(began.elapsed()));
    if failed.is_empty() {
        return Ok(());
    }
    bail!("failed: {}", failed.join(", "))
}

fn wasm(places: &Places, web: &Web) -> Vec<String> {
    let command = lint::wasm(places, web);
    command
        .map_or_else(
            |error| Some(format!("clippy tablet (wasm): {error}")),
            |it| step("clippy tablet (wasm)", it),
        )
        .into_iter()
        .collect()
}

fn host(places: &Places) -> Vec<String> {
    let mut failed: Vec<String> = step("rustfmt", lint::format(places)).into_iter().collect();
    for package in lint::PACKAGES {
        failed.extend(step(
            &format!("clippy {package}"),
            lint::host(places, package),
        ));
    }
    for (package, only) in [("inspection", None), ("tablet", Some("--lib"))] {
        let mut cargo = places.cargo();
        cargo
            .args(["test", "--locked", "--quiet", "--package", package])
            .args(only);
        failed.extend(step(&format!("test {package}"), cargo));
    }
    failed
}

/// Runs it in silence; what it said is shown only when it failed. Gives the failed name.
fn step(name: &str, command: Command) -> Option<String> {
    let began = Instant::now();
    let outcome = progress::capture(command, LIMIT);
    let time = progress::seconds(began.elapsed());
    match outcome {
        Ok((ending, _)) if ending.good() => {
            println!("  {name:<22} {time}");
            None
        }
        Ok((ending, lines)) => {
            println!(
                "  {name:<22} {time}  FAILED ({ending})\n{}",
                lines.join("\n")
            );
            Some(name.to_owned())
        }
        Err(error) => {
            println!("  {name:<22} {time}  FAILED ({error:#})");
            Some(name.to_owned())
        }
    }
}
