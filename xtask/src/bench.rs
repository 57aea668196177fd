//! `cargo xtask bench`: tables of what the app costs, pictures of every screen, and the
//! soak: the same trials of endurance as in the suite, many times over.

use std::{env::consts::EXE_SUFFIX, fs, process::Command, time::Duration};

use anyhow::{Context, Result, bail};

use crate::{
    bundle, child, journeys,
    places::{Places, program},
    progress, setup,
};

/// How often the soak kills the browser.
const KILLS: &str = "300";
/// How often it kills the receiver.
const INTAKE_KILLS: &str = "200";
/// How many requests by chance are asked of the office's API.
const REQUESTS: &str = "50000";
/// How many random stories the soak tells.
const STORIES: &str = "50000";
/// A kill takes some 4 s on two cores; with a reserve.
const LIMIT: Duration = Duration::from_hours(2);

/// What a person may choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bench {
    /// What the bundle weighs.
    Sizes,
    /// Hours of kills and stories.
    Soak,
    /// How long a keystroke searches the register.
    Register,
    /// How fast the office takes inspections in.
    Intake,
    /// How long the report of a year takes.
    Reports,
    /// Pictures of every screen in every theme, and what is wrong with them.
    Screens,
}

impl Bench {
    /// Reads `soak`, or nothing; a `--` before it may stay from cargo's own command line.
    ///
    /// # Errors
    /// When an argument is not understood.
    pub(crate) fn parse(arguments: &[String]) -> Result<Self> {
        let mut words: Vec<&str> = arguments.iter().map(String::as_str).collect();
        words.retain(|word| *word != "--");
        match words.as_slice() {
            [] => Ok(Self::Sizes),
            ["soak"] => Ok(Self::Soak),
            ["register"] => Ok(Self::Register),
            ["intake"] => Ok(Self::Intake),
            ["reports"] => Ok(Self::Reports),
            ["screens"] => Ok(Self::Screens),
            other => bail!(
                "`{}` is no bench: soak, register, intake, reports, screens, or nothing",
                other.join(" ")
            ),
        }
    }
}

/// Builds the bundle, and weighs it or puts it to the soak.
///
/// # Errors
/// When the bundle cannot be built, or the soak finds a fault.
pub(crate) fn bench(places: &Places, bench: Bench) -> Result<()> {
    child::end_all_on_interrupt()?;
    match bench {
        Bench::Register => return keystroke(places),
        Bench::Intake => return intake(places),
        Bench::Reports => return reports(places),
        Bench::Sizes | Bench::Soak | Bench::Screens => {}
    }
    let web = setup::web(places)?;
    bundle::build(places, &web)?;
    match bench {
        Bench::Sizes | Bench::Register | Bench::Intake | Bench::Reports => {
            println!("\n{}", bundle::table(&bundle::weigh(places)?));
        }
        Bench::Soak => soak(places)?,
        Bench::Screens => screens(places)?,
    }
    Ok(())
}

/// The search of 20,000 rows, as fast as the tablet's profile makes it.
fn keystroke(places: &Places) -> Result<()> {
    let mut search = places.cargo();
    search.args(["run", "--locked", "--release", "--package", "inspection"]);
    search.args(["--example", "keystroke"]);
    let (ending, _) = progress::stream(search, LIMIT)?;
    if ending.good() {
        return Ok(());
    }
    bail!("a keystroke takes longer than is promised: {ending}")
}

/// 64 connections that send inspections, to the receiver as it is run.
fn intake(places: &Places) -> Result<()> {
    office(places, "intake", "the office is slower, or larger")
}

fn reports(places: &Places) -> Result<()> {
    office(places, "reports", "reports are slower")
}

/// Builds the receiver as it ships and lets an example measure it.
fn office(places: &Places, example: &str, otherwise: &str) -> Result<()> {
    let mut build = places.cargo();
    build.args(["build", "--locked", "--profile", "server"]);
    build.args(["--package", "receiver", "--bins", "--example", example]);
    progress::step(places, "building the receiver", build, LIMIT)?;
    let made = |name: &str| places.target.join("server").join(name);
    let mut measure = program(made("examples").join(format!("{example}{EXE_SUFFIX}")));
    measure.arg(made(&format!("receiver{EXE_SUFFIX}")));
    let (ending, _) = progress::stream(measure, LIMIT)?;
    if ending.good() {
        return Ok(());
    }
    bail!("{otherwise} than is promised: {ending}")
}

/// Walks through every screen, and says where the pictures are, whatever was wrong.
fn screens(places: &Places) -> Result<()> {
    let folder = places.target.join("screens");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    let mut walk = journeys::command(places, &setup::browser(places)?)?;
    walk.args(["--test", "screens", "--", "--nocapture"])
        .env("CAN_DUNG_SCREENS", &folder);
    let walked = holds("screens", walk);
    println!("pictures: {}", folder.join("index.html").display());
    walked
}

fn soak(places: &Places) -> Result<()> {
    let mut stories = places.cargo();
    stories
        .args(["test", "--locked", "--package", "tablet"])
        .args(["--test", "journey", "stories", "--", "--nocapture"])
        .env("CAN_DUNG_STORIES", STORIES);
    let mut kills = journeys::command(places, &setup::browser(places)?)?;
    kills
        .args(["--test", "kills", "--", "--nocapture"])
        .env("CAN_DUNG_KILL_ROUNDS", KILLS);
    let mut intake = places.cargo();
    intake
        .args(["test", "--locked", "--package", "receiver"])
        .args(["--test", "office", "kills::", "--", "--nocapture"])
        .env("CAN_DUNG_INTAKE_KILLS", INTAKE_KILLS);
    let mut requests = places.cargo();
    requests
        .args(["test", "--locked", "--package", "receiver"])
        .args(["--test", "office", "openapi::random", "--", "--nocapture"])
        .env("CAN_DUNG_REQUESTS", REQUESTS);
    holds("stories", stories)?;
    holds("kills", kills)?;
    holds("kills of the receiver", intake)?;
    holds("requests by chance", requests)
}

fn holds(what: &str, command: Command) -> Result<()> {
    println!("\n── {what}");
    let (ending, lines) = progress::stream(command, LIMIT)?;
    // A filter that finds no test would pass for one that held.
    let ran = lines
        .iter()
        .any(|line| line.contains("test result: ok. ") && !line.contains("ok. 0 passed"));
    if ending.good() && ran {
        return Ok(());
    }
    bail!("{what} did not hold: {ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bench_is_asked_for_by_name() {
        let parse = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(ToString::to_string).collect();
            Bench::parse(&words)
        };
        assert_eq!(parse(&[]).unwrap(), Bench::Sizes);
        assert_eq!(parse(&["soak"]).unwrap(), Bench::Soak);
        assert_eq!(parse(&["register"]).unwrap(), Bench::Register);
        assert_eq!(parse(&["intake"]).unwrap(), Bench::Intake);
        assert_eq!(parse(&["screens"]).unwrap(), Bench::Screens);
        assert_eq!(parse(&["--", "soak"]).unwrap(), Bench::Soak);
        assert!(
            parse(&["speed"])
                .unwrap_err()
                .to_string()
                .contains("`speed`")
        );
    }
}
