//! Installing Debian packages: only where apt-get is, as root or through sudo, and
//! without removing anything that is installed.

use std::{process::Command, time::Duration};

use anyhow::{Context, Result, bail};

use crate::{
    child,
    places::{Places, find_in_path, program},
    progress,
};

/// Is this a machine with apt-get?
pub(crate) fn here() -> bool {
    find_in_path("apt-get").is_some()
}

/// Installs `packages`; the package lists are renewed only when they do not do.
///
/// # Errors
/// When it cannot be done here; the message carries the command for a person to run.
pub(crate) fn install(places: &Places, why: &str, packages: &[&str]) -> Result<()> {
    let by_hand = || {
        format!(
            "{why} is missing; install it with: apt-get install {}",
            packages.join(" ")
        )
    };
    let limit = Duration::from_mins(30);
    let what = format!("installing {} ({why})", packages.join(" "));
    if knows(packages)
        && progress::step(
            places,
            &what,
            apt_get_install(packages).with_context(by_hand)?,
            limit,
        )
        .is_ok()
    {
        return Ok(());
    }
    let mut update = as_root("apt-get").with_context(by_hand)?;
    update.arg("update");
    progress::step(
        places,
        "renewing Debian's package lists",
        update,
        Duration::from_mins(10),
    )
    .with_context(by_hand)?;
    progress::step(places, &what, apt_get_install(packages)?, limit).with_context(by_hand)
}

/// A program with the rights to change the machine.
///
/// # Errors
/// When we are not root and sudo asks for a password.
pub(crate) fn as_root(name: &str) -> Result<Command> {
    let mut id = program("id");
    id.arg("-u");
    if child::answer(id).as_deref() == Some("0") {
        return Ok(program(name));
    }
    let mut try_sudo = program("sudo");
    try_sudo.args(["-n", "true"]);
    if child::answer(try_sudo).is_none() {
        bail!("this takes root's rights, and sudo does not give them without a password");
    }
    let mut command = program("sudo");
    command.args(["-n", "--", name]);
    Ok(command)
}

fn apt_get_install(packages: &[&str]) -> Result<Command> {
    let mut install = as_root("env")?;
    install
        .args([
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "install",
            "--yes",
            "--no-remove",
            "--no-install-recommends",
        ])
        .args(packages);
    Ok(install)
}

/// Do the present package lists hold them all?
fn knows(packages: &[&str]) -> bool {
    packages.iter().all(|package| {
        let mut show = program("apt-cache");
        show.args(["show", "--no-all-versions", package]);
        child::answer(show).is_some()
    })
}
