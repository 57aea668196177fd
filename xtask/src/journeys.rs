//! How the journeys in real browsers are run: what is compiled for them and what they
//! are told. Which of them, how long and what they count is the caller's business.

use std::process::Command;

use anyhow::{Result, bail};

use crate::{
    places::Places,
    progress::{self, COMPILING},
    setup::{Browser, WebKit},
};

/// The tests' own arguments that leave out what needs WebKit.
pub(crate) const NOT_IN_WEBKIT: [&str; 2] = ["--skip", "in_webkit"];

/// Compiles the receiver and the journeys, and gives the command that runs these in the
/// bundle that was built.
///
/// # Errors
/// When one of them does not compile.
pub(crate) fn command(places: &Places, browser: &Browser) -> Result<Command> {
    for (what, arguments) in [
        (
            "the receiver",
            ["build", "--locked", "--package", "receiver", "--bins"],
        ),
        (
            "the journeys",
            ["test", "--locked", "--package", "e2e", "--no-run"],
        ),
    ] {
        println!("compiling {what}");
        let mut cargo = places.cargo();
        cargo.args(arguments);
        let (ending, _) = progress::stream(cargo, COMPILING)?;
        if !ending.good() {
            bail!("{what} did not compile: {ending}");
        }
    }
    let receiver = places
        .target
        .join("debug")
        .join(format!("receiver{}", std::env::consts::EXE_SUFFIX));
    let mut cargo = places.cargo();
    cargo
        .args(["test", "--locked", "--package", "e2e"])
        .env("CAN_DUNG_RECEIVER", receiver)
        .env("CAN_DUNG_DIST", places.dist())
        .env("CHROME", &browser.chrome)
        .env("CHROMEDRIVER", &browser.chromedriver)
        .env("PDFTOTEXT", &browser.pdftotext);
    Ok(cargo)
}

/// Tells the journeys where WebKit is.
pub(crate) fn in_webkit(command: &mut Command, webkit: &WebKit) {
    command
        .env("WEBKIT", &webkit.browser)
        .env("WEBKIT_DRIVER", &webkit.driver)
        .env("XVFB", &webkit.display);
}
