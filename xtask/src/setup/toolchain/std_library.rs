//! The standard library for wasm. Builds it from Debian's source package and lays it where
//! Debian's rustc looks; Debian bookworm packages none itself. And has cargo build another
//! with the program that is shipped: made to be small, as that program is, and without the
//! words of panics, which nobody reads on a tablet.

use std::{fs, path::Path, process::Command, time::Duration};

use anyhow::{Context, Result, bail};

use super::{TARGET, WebToolchain};
use crate::{
    child,
    places::Places,
    progress,
    setup::{Web, debian},
};

/// What cargo and rustc are told so that they compile the standard library with the program.
/// They are stable ones, and do it only when told that they may.
const WITH_THE_PROGRAM: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    // Cargo puts it behind the flags of `.cargo/config.toml`.
    (
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "-Zunstable-options -Cpanic=immediate-abort",
    ),
];

/// Has a command compile the standard library with the program.
pub(crate) fn with_the_program(command: &mut Command) {
    command.envs(WITH_THE_PROGRAM);
}

/// Fetches the packages that the standard library itself consists of, where they are not
/// here.
///
/// # Errors
/// When they cannot be fetched.
pub(crate) fn fetch_packages(places: &Places, web: &Web) -> Result<()> {
    let fetch = || {
        let mut fetch = web.program(places, "cargo")?;
        with_the_program(&mut fetch);
        fetch.args(["fetch", "--locked", "--target", TARGET]);
        Ok::<_, anyhow::Error>(fetch)
    };
    let mut here = fetch()?;
    here.args(["--offline", "--quiet"]);
    if child::answer(here).is_some() {
        return Ok(());
    }
    progress::step(
        places,
        "fetching the packages of the standard library",
        fetch()?,
        Duration::from_mins(5),
    )
}

/// Where a compiler has the standard library's source, below its own root.
pub(super) const SOURCE: &str = "lib/rustlib/src/rust/library/Cargo.lock";

/// The empty crate that cargo is asked to build; only the libraries beside it matter.
const CRATE: &str = "wasm_std";

/// Builds it and installs it below `sysroot`.
///
/// # Errors
/// When a step fails; its message says which.
pub(super) fn build(places: &Places, toolchain: &WebToolchain, sysroot: &Path) -> Result<()> {
    let folder = places.cache.join("build").join(CRATE);
    fs::create_dir_all(folder.join("src"))
        .with_context(|| format!("cannot make {}", folder.display()))?;
    fs::write(
        folder.join("Cargo.toml"),
        format!(
            "[package]\nname = \"{CRATE}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n"
        ),
    )?;
    fs::write(folder.join("src/lib.rs"), "")?;

    let target = folder.join("target");
    let web = Web {
        toolchain: toolchain.clone(),
        tools: Vec::new(),
    };
    let mut cargo = web.program(places, "cargo")?;
    cargo
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", &target)
        // Debian's stable compiler builds its own standard library only when told that it may.
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode a release build with LTO stops: "failed to get bitcode from object file".
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .args([
            "build",
            "--release",
            "--target",
            TARGET,
            "-Z",
            "build-std=std,panic_abort,test",
        ]);
    progress::step(
        places,
        "compiling the standard library for wasm",
        cargo,
        Duration::from_mins(20),
    )?;

    let built = target.join(TARGET).join("release/deps");
    let library = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    let mut install = debian::as_root("sh")?;
    install
        .args(["-c", INSTALL, "sh"])
        .arg(&built)
        .arg(&library)
        .arg(CRATE);
    progress::step(
        places,
        "laying the standard library for wasm into the compiler",
        install,
        Duration::from_mins(1),
    )?;

    fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    // Cargo does not notice that the standard library changed.
    let stale = places.web_target().join(TARGET);
    match fs::remove_dir_all(&stale) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            bail!("cannot remove {}: {error}", stale.display())
        }
        _ => Ok(()),
    }
}

/// `$1` built libraries, `$2` the compiler's folder, `$3` the empty crate. The folder is
/// emptied first: two builds of one crate side by side make it ambiguous.
const INSTALL: &str = r#"set -eu
mkdir -p "$2"
rm -f "$2"/*.rlib
cp "$1"/*.rlib "$2"
rm -f "$2"/lib"$3"-*.rlib"#;
