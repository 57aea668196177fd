//! `cargo xtask`: one word for one act, on a developer's machine and on CI alike.
//! This file answers for the words themselves and their help; each act has its own file.
//! It knows nothing of inspections: only how the project is built, run and tested.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "telling a person what happens is what this program is for"
)]

mod bench;
mod bundle;
mod check;
mod child;
mod cluster;
mod journeys;
mod lint;
mod places;
mod precache;
mod progress;
mod room;
mod run;
mod setup;
mod split;
mod test;
#[cfg(test)]
mod third_party;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::{bench::Bench, places::Places};

/// The subcommand cargo calls when a bundle is built by an xtask that already runs.
const BUILT: &str = "built-xtask";

const HELP: &str = "\
cargo xtask <command>

  setup                        install what is missing: a compiler for wasm, Trunk,
                               wasm-bindgen, browsers with their drivers, a font,
                               PostgreSQL
  run   [--data DIR] [--port N]
                               build tablet app and receiver, serve the demonstration
  test  [--clean] [PART…]      the whole suite (format lint unit browser bundle e2e);
                               --clean: on a fresh clone of HEAD with an empty tool cache
  check                        rustfmt, clippy, fast unit tests: the inner loop
  bench [soak|register|intake|screens]
                               the table of the bundle's sizes;
                               soak: kills and random stories, for an hour;
                               register: a keystroke's search of 20,000 rows;
                               intake: how fast the office receives, and how
                               soon a full tablet is empty;
                               screens: a picture of every screen in three themes
  precache                     Trunk's hook: writes sw.js and the .br files

CAN_DUNG_CACHE  folder of the installed tools (default: the user's cache folder)
CHROME, CHROMEDRIVER  browser and driver to test with
POSTGRES_PROGRAMS  folder of the initdb and postgres to test with";

fn main() -> ExitCode {
    let acted = if split::is_asked() {
        split::stand_in()
    } else {
        act(std::env::args().skip(1))
    };
    match acted {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn act(arguments: impl Iterator<Item = String>) -> Result<ExitCode> {
    let mut arguments = arguments.peekable();
    arguments.next_if(|first| first == BUILT);
    let word = arguments.next();
    let rest: Vec<String> = arguments.collect();
    let places = Places::here()?;
    match word.as_deref() {
        Some("setup") => none(&rest).and_then(|()| setup::all(&places)),
        Some("run") => run::run(&places, &run::Options::parse(&rest)?),
        Some("test") => return test::test(&places, &test::Options::parse(&rest)?),
        Some("check") => none(&rest).and_then(|()| check::check(&places)),
        Some("bench") => bench::bench(&places, Bench::parse(&rest)?),
        Some("precache") => none(&rest).and_then(|()| precache::hook()),
        None | Some("help" | "--help" | "-h") => {
            println!("{HELP}");
            Ok(())
        }
        Some(other) => bail!("no command `{other}`\n\n{HELP}"),
    }?;
    Ok(ExitCode::SUCCESS)
}

fn none(rest: &[String]) -> Result<()> {
    match rest.first() {
        None => Ok(()),
        Some(first) => bail!("`{first}` is not understood here\n\n{HELP}"),
    }
}
