//! The parts of the suite: what each runs, how long it may take, what it counts.

use std::{process::Command, time::Duration};

use anyhow::{Result, anyhow};

use super::{Ground, tally::Tally};
use crate::{
    bundle,
    child::Ending,
    cluster::{self, Cluster},
    journeys, lint,
    places::Places,
    progress::{self, COMPILING},
    setup,
};

/// A part of the suite, in the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// rustfmt; one test.
    Format,
    /// clippy for host and wasm; one test.
    Lint,
    /// Every package's tests on the host.
    Unit,
    /// The tests that run inside a browser.
    Browser,
    /// The release bundle within its budget; one test.
    Bundle,
    /// Journeys in a browser on the real bundle and receiver.
    EndToEnd,
}

const FORMATTING: Duration = Duration::from_mins(2);
const JOURNEYS: Duration = Duration::from_mins(20);

impl Part {
    /// In the order in which they run.
    pub(crate) const ALL: [Self; 6] = [
        Self::Format,
        Self::Lint,
        Self::Unit,
        Self::Browser,
        Self::Bundle,
        Self::EndToEnd,
    ];

    /// The name on the screen and in the command.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Lint => "lint",
            Self::Unit => "unit",
            Self::Browser => "browser",
            Self::Bundle => "bundle",
            Self::EndToEnd => "e2e",
        }
    }

    /// The part of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// Runs it.
    ///
    /// # Errors
    /// When what it stands on is missing.
    pub(crate) fn run(self, places: &Places, ground: &mut Ground) -> Result<Tally> {
        match self {
            Self::Format => Ok(Tally::one(
                progress::stream(lint::format(places), FORMATTING)?.0.good(),
            )),
            Self::Lint => lints(places, ground),
            Self::Unit => unit(places, ground),
            Self::Browser => browser(places, ground),
            Self::Bundle => weigh(places, ground),
            Self::EndToEnd => journeys(places, ground),
        }
    }
}

fn lints(places: &Places, ground: &Ground) -> Result<Tally> {
    let mut clean = true;
    for package in lint::PACKAGES {
        println!("clippy {package}");
        clean &= progress::stream(lint::host(places, package), COMPILING)?
            .0
            .good();
    }
    println!("clippy tablet (wasm)");
    let wasm = lint::wasm(places, needed(&ground.linters)?)?;
    clean &= progress::stream(wasm, COMPILING)?.0.good();
    Ok(Tally::one(clean))
}

fn unit(places: &Places, ground: &Ground) -> Result<Tally> {
    let mut sum = Tally::default();
    for package in lint::PACKAGES
        .into_iter()
        .filter(|package| *package != "e2e")
    {
        println!("test {package}");
        let mut cargo = places.cargo();
        cargo.args(["test", "--locked", "--no-fail-fast", "--package", package]);
        sum += tests(cargo, COMPILING)?;
    }
    println!("test inspection (tables of other countries)");
    let mut cargo = places.cargo();
    cargo.args([
        "test",
        "--locked",
        "--no-fail-fast",
        "--package",
        "inspection",
    ]);
    cargo.args(["--features", "abroad"]);
    sum += tests(cargo, COMPILING)?;
    println!("test receiver (PostgreSQL)");
    sum += on_postgres(places, ground).unwrap_or_else(|error| {
        println!("the store on PostgreSQL could not be tested: {error:#}");
        Tally::FAILED
    });
    Ok(sum)
}

/// The tests of the store, by the same names as on SQLite.
fn on_postgres(places: &Places, ground: &Ground) -> Result<Tally> {
    let cluster = Cluster::start(needed(&ground.postgres)?)?;
    let mut cargo = places.cargo();
    cargo
        .args(["test", "--locked", "--no-fail-fast"])
        .args(["--package", "receiver", "--test", "postgres"])
        .env(cluster::VARIABLE, cluster.address());
    tests(cargo, COMPILING)
}

fn browser(places: &Places, ground: &Ground) -> Result<Tally> {
    let web = needed(&ground.web)?;
    let browser = needed(&ground.browser)?;
    let mut cargo = web.program(places, "cargo")?;
    cargo
        .args([
            "test",
            "--locked",
            "--package",
            "tablet",
            "--target",
            setup::WASM,
            "--test",
            "browser",
        ])
        .env("CHROMEDRIVER", &browser.chromedriver)
        // Seconds; a cold browser on a busy machine takes longer than the runner's 20.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    tests(cargo, COMPILING)
}

fn weigh(places: &Places, ground: &mut Ground) -> Result<Tally> {
    bundle::build(places, needed(&ground.web)?)?;
    let weights = bundle::weigh(places)?;
    ground.bundle = Ok(());
    println!("{}", bundle::table(&weights));
    let needed = bundle::for_recording(&weights);
    if needed > bundle::BUDGET {
        let over = needed - bundle::BUDGET;
        println!("recording needs {over} bytes more than is promised");
    }
    Ok(Tally::one(needed <= bundle::BUDGET))
}

fn journeys(places: &Places, ground: &Ground) -> Result<Tally> {
    needed(&ground.bundle)?;
    let mut cargo = journeys::command(places, needed(&ground.browser)?)?;
    cargo.args(["--no-fail-fast", "--"]);
    // Their figures are part of the report.
    cargo.arg("--show-output");
    let mut sum = Tally::default();
    match &ground.webkit {
        Ok(Some(webkit)) => journeys::in_webkit(&mut cargo, webkit),
        Ok(None) => drop(cargo.args(journeys::NOT_IN_WEBKIT)),
        Err(reason) => {
            println!("the journey in WebKit could not run: {reason}");
            cargo.args(journeys::NOT_IN_WEBKIT);
            sum += Tally::FAILED;
        }
    }
    sum += tests(cargo, JOURNEYS)?;
    println!("the journey with an office that asks who is there, on PostgreSQL");
    sum += journeys_on_postgres(places, ground).unwrap_or_else(|error| {
        println!("no journey ended on PostgreSQL: {error:#}");
        Tally::FAILED
    });
    Ok(sum)
}

/// With the office's database on the other engine. The demonstration has a file of its own,
/// so only the journey of an office that is none.
fn journeys_on_postgres(places: &Places, ground: &Ground) -> Result<Tally> {
    let cluster = Cluster::start(needed(&ground.postgres)?)?;
    let mut cargo = journeys::command(places, needed(&ground.browser)?)?;
    cargo.env(cluster::VARIABLE, cluster.address());
    cargo.args(["--test", "enrolled"]);
    tests(cargo, JOURNEYS)
}

fn tests(command: Command, limit: Duration) -> Result<Tally> {
    let (ending, lines): (Ending, _) = progress::stream(command, limit)?;
    Ok(Tally::of_run(ending, &lines))
}

fn needed<T>(ground: &Result<T, String>) -> Result<&T> {
    ground.as_ref().map_err(|reason| anyhow!("{reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_found_by_its_name_and_all_are_in_order() {
        for part in Part::ALL {
            assert_eq!(Part::named(part.name()), Some(part));
        }
        assert!(Part::ALL.is_sorted());
    }

    #[test]
    fn a_part_whose_ground_is_missing_says_why_and_does_not_pass() {
        let places = Places::here().unwrap();
        let missing = || "no network".to_owned();
        let mut ground = Ground {
            linters: Err(missing()),
            web: Err(missing()),
            browser: Err(missing()),
            webkit: Err(missing()),
            postgres: Err(missing()),
            bundle: Err(missing()),
        };
        for part in [Part::Browser, Part::Bundle, Part::EndToEnd] {
            assert_eq!(
                part.run(&places, &mut ground).unwrap_err().to_string(),
                "no network"
            );
        }
    }
}
