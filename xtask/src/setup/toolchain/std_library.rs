//! Builds the standard library for wasm from Debian's source package and lays it where
//! Debian's rustc looks. Debian bookworm packages none itself.

use std::{fs, path::Path, time::Duration};

use anyhow::{Context, Result, bail};

use super::{TARGET, WebToolchain};
use crate::{
    places::Places,
    progress,
    setup::{Web, debian},
};

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
