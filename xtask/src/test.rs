//! `cargo xtask test`: the whole suite, part after part, on a bare machine too. A part
//! that cannot run is a failed part, never a skipped one; the others still run. The last
//! line of all is the sum: `N passed, N failed`.

mod clean;
mod parts;
mod tally;

use std::{process::ExitCode, time::Instant};

use anyhow::{Result, bail};

use crate::{
    child,
    places::Places,
    progress, room,
    setup::{self, Browser, Postgres, Web, WebKit},
};
use parts::Part;
use tally::Tally;

/// What a person may choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    clean: bool,
    parts: Vec<Part>,
}

impl Options {
    /// Reads `--clean` and the names of parts; no name means all.
    ///
    /// # Errors
    /// When an argument is not understood.
    pub(crate) fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self {
            clean: false,
            parts: Vec::new(),
        };
        for argument in arguments {
            match Part::named(argument) {
                _ if argument == "--clean" => options.clean = true,
                Some(part) => options.parts.push(part),
                None => bail!(
                    "`{argument}` is no part: {}",
                    Part::ALL.map(Part::name).join(", ")
                ),
            }
        }
        // Journeys in a browser are walked on the bundle that was just built.
        if options.parts.contains(&Part::EndToEnd) {
            options.parts.push(Part::Bundle);
        }
        if options.parts.is_empty() {
            options.parts.extend(Part::ALL);
        }
        options.parts.sort();
        options.parts.dedup();
        Ok(options)
    }
}

/// What the parts stand on; where it is missing, the reason.
pub(crate) struct Ground {
    linters: Result<Web, String>,
    web: Result<Web, String>,
    browser: Result<Browser, String>,
    webkit: Result<Option<WebKit>, String>,
    postgres: Result<Postgres, String>,
    bundle: Result<(), String>,
}

/// Runs the suite; fails when anything in it failed.
///
/// # Errors
/// When a clean copy cannot be made.
pub(crate) fn test(places: &Places, options: &Options) -> Result<ExitCode> {
    child::end_all_on_interrupt()?;
    if options.clean {
        return clean::test(places, &options.parts);
    }
    let began = Instant::now();
    println!("── setup");
    room::look(places);
    let mut ground = prepare(places, &options.parts);
    println!("── setup: {}", progress::seconds(began.elapsed()));

    let mut sum = Tally::default();
    for part in &options.parts {
        let name = part.name();
        println!("\n── {name}");
        let began = Instant::now();
        let tally = part.run(places, &mut ground).unwrap_or_else(|error| {
            println!("{name} could not run: {error:#}");
            Tally::FAILED
        });
        if tally.failed > 0 {
            room::blame(places);
        }
        println!("── {name}: {}, {tally}", progress::seconds(began.elapsed()));
        sum += tally;
    }
    if options.parts.contains(&Part::EndToEnd) && matches!(ground.webkit, Ok(None)) {
        println!("\nNOT RUN: the journey in WebKit; {}", setup::NO_WEBKIT);
    }
    println!("\ntogether {}\n{sum}", progress::seconds(began.elapsed()));
    Ok(if sum.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Installs what the chosen parts need. A failure is kept for the parts that need it.
fn prepare(places: &Places, parts: &[Part]) -> Ground {
    let needs = |needing: &[Part]| parts.iter().any(|part| needing.contains(part));
    let lints = needs(&[Part::Format, Part::Lint]);
    let builds = needs(&[Part::Browser, Part::Bundle, Part::EndToEnd]);
    let toolchain = when(lints || builds, || setup::web_toolchain(places));
    let beside = |needed: bool, install: &dyn Fn(Web) -> Result<Web>| {
        let web = toolchain.clone()?;
        when(needed, || install(web))
    };
    Ground {
        linters: beside(lints, &|web| setup::linters(places, &web).map(|()| web)),
        web: beside(builds, &|web| setup::with_tools(places, web)),
        browser: when(needs(&[Part::Browser, Part::EndToEnd]), || {
            setup::browser(places)
        }),
        webkit: when(needs(&[Part::EndToEnd]), || setup::webkit(places)),
        postgres: when(needs(&[Part::Unit, Part::EndToEnd]), || {
            setup::postgres(places)
        }),
        bundle: Err("the bundle was not built".to_owned()),
    }
}

fn when<T>(needed: bool, install: impl FnOnce() -> Result<T>) -> Result<T, String> {
    if !needed {
        return Err("was not asked for".to_owned());
    }
    install().map_err(|error| {
        println!("  not installed: {error:#}");
        format!("{error:#}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options> {
        Options::parse(
            &line
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn without_names_every_part_runs() {
        assert_eq!(
            parse("").unwrap(),
            Options {
                clean: false,
                parts: Part::ALL.to_vec()
            }
        );
        assert!(parse("--clean").unwrap().clean);
    }

    #[test]
    fn chosen_parts_run_in_the_suites_order_and_journeys_bring_their_bundle() {
        assert_eq!(
            parse("unit format").unwrap().parts,
            [Part::Format, Part::Unit]
        );
        assert_eq!(parse("e2e").unwrap().parts, [Part::Bundle, Part::EndToEnd]);
        assert_eq!(
            parse("bundle e2e bundle").unwrap().parts,
            [Part::Bundle, Part::EndToEnd]
        );
    }

    #[test]
    fn an_unknown_part_is_named() {
        assert!(parse("speed").unwrap_err().to_string().contains("`speed`"));
    }
}
