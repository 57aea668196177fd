//! Finds a Rust that compiles to `wasm32-unknown-unknown`, or makes one: the present
//! toolchain; Debian's, if it was prepared before; else `rustup target add`; else Debian's
//! packages with a standard library built from their source. A toolchain counts only
//! when it has really compiled and linked something.

pub(crate) mod std_library;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result, bail};

use super::debian;
use crate::{
    child,
    places::{Places, find_in_path, path_with, program},
    progress,
};

/// The folder of Debian's cargo and rustc.
pub(crate) const DEBIAN: &str = "/usr/bin";

/// The name of what we compile to.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// A toolchain that compiles to wasm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WebToolchain {
    /// The folder of its cargo and rustc when they are not the first in PATH.
    pub path_prefix: Option<PathBuf>,
}

/// A way to get a toolchain that compiles to wasm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Road {
    RustupTarget,
    DebianPackages,
}

/// Finds the toolchain, and makes one when there is none.
///
/// # Errors
/// When every road failed; the message says what was tried and what a person can do.
pub(crate) fn ensure(places: &Places) -> Result<WebToolchain> {
    if let Some(found) = find(places) {
        return Ok(found);
    }
    let mut tried = Vec::new();
    for road in roads(find_in_path("rustup").is_some(), debian::here()) {
        let outcome = match road {
            Road::RustupTarget => rustup_target(places),
            Road::DebianPackages => debian_packages(places),
        };
        match outcome.map(|()| find(places)) {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => tried.push(format!(
                "{road:?}: done, and still nothing compiles to wasm"
            )),
            Err(error) => {
                println!("  this road is closed, trying the next");
                tried.push(format!("{road:?}: {error:#}"));
            }
        }
    }
    bail!(
        "no Rust here compiles to {TARGET}. With rustup: `rustup target add {TARGET}` and \
         `rustup component add rust-src`. {}",
        if tried.is_empty() {
            "Neither rustup nor apt-get was found.".to_owned()
        } else {
            tried.join("\n")
        }
    )
}

/// Which roads a machine has, the cheaper first.
fn roads(rustup: bool, apt: bool) -> Vec<Road> {
    let rustup = rustup.then_some(Road::RustupTarget);
    rustup
        .into_iter()
        .chain(apt.then_some(Road::DebianPackages))
        .collect()
}

fn find(places: &Places) -> Option<WebToolchain> {
    let debian = Path::new(DEBIAN)
        .join("rustc")
        .is_file()
        .then(|| PathBuf::from(DEBIAN));
    std::iter::once(None)
        .chain(debian.map(Some))
        .map(|path_prefix| WebToolchain { path_prefix })
        .find(|toolchain| toolchain.compiles_to_wasm(places).is_some())
}

impl WebToolchain {
    /// `rustc` of this toolchain.
    fn rustc(&self) -> Option<Command> {
        let mut rustc = match &self.path_prefix {
            Some(folder) => program(folder.join("rustc")),
            None => program("rustc"),
        };
        rustc.env("PATH", path_with(self.path_prefix.clone()).ok()?);
        Some(rustc)
    }

    /// New enough, with a test library and the source of the standard one, and able to
    /// compile and link.
    fn compiles_to_wasm(&self, places: &Places) -> Option<()> {
        let mut version = self.rustc()?;
        version.arg("--version");
        let version = version_of(&child::answer(version)?)?;
        let manifest = fs::read_to_string(places.root.join("Cargo.toml")).ok()?;
        (version >= least_version(&manifest)?).then_some(())?;

        let mut sysroot = self.rustc()?;
        sysroot.args(["--print", "sysroot"]);
        let sysroot = child::answer(sysroot)?;
        let sysroot = Path::new(&sysroot);
        sysroot.join(std_library::SOURCE).is_file().then_some(())?;
        let library = sysroot.join("lib/rustlib").join(TARGET).join("lib");
        let names: Vec<String> = fs::read_dir(library)
            .ok()?
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        has_libraries(&names).then_some(())?;
        self.links(places)
    }

    /// Files in the right place are not enough: a linker belongs to it, and libraries that
    /// another version of the compiler built are useless.
    fn links(&self, places: &Places) -> Option<()> {
        let folder = places
            .target
            .join(format!("xtask-probe-{}", std::process::id()));
        fs::create_dir_all(&folder).ok()?;
        let source = folder.join("probe.rs");
        let compile = || {
            fs::write(&source, PROBE).ok()?;
            let mut rustc = self.rustc()?;
            rustc.args(["--edition=2024", "--crate-type=cdylib", "--target", TARGET]);
            rustc.arg("-o").arg(folder.join("probe.wasm")).arg(&source);
            child::answer(rustc)
        };
        let compiled = compile();
        fs::remove_dir_all(&folder).ok()?;
        compiled.map(|_| ())
    }
}

/// A module that needs the standard library, not only the core.
const PROBE: &str = "#[unsafe(no_mangle)]
pub extern \"C\" fn probe() -> usize {
    format!(\"{:?}\", std::env::args()).len()
}
";

/// Are the standard library and the test library among these files?
fn has_libraries(names: &[String]) -> bool {
    let rlibs: Vec<&str> = names
        .iter()
        .filter_map(|name| name.strip_suffix(".rlib"))
        .collect();
    let has = |library: &str| rlibs.iter().any(|name| name.starts_with(library));
    ["libcore-", "libstd-", "libtest-"].into_iter().all(has)
}

/// 1.96 of "rustc 1.96.0 (…)".
fn version_of(answer: &str) -> Option<(u32, u32)> {
    two_numbers(answer.split_whitespace().nth(1)?)
}

/// The compiler that the workspace asks for.
fn least_version(manifest: &str) -> Option<(u32, u32)> {
    let line = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version"))?;
    two_numbers(line.trim_matches(|letter: char| !letter.is_ascii_digit()))
}

fn two_numbers(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

fn rustup_target(places: &Places) -> Result<()> {
    for (kind, name) in [("target", TARGET), ("component", "rust-src")] {
        let mut add = program("rustup");
        add.args([kind, "add", name]);
        progress::step(
            places,
            &format!("adding {name} to the present toolchain"),
            add,
            Duration::from_mins(5),
        )?;
    }
    Ok(())
}

fn debian_packages(places: &Places) -> Result<()> {
    let packages = [
        "rustc-web",
        "cargo-web",
        "rust-web-src",
        "rust-web-llvm",
        "rust-web-clippy",
        "lld-22",
    ];
    debian::install(places, "a Rust that compiles to wasm", &packages)?;
    let toolchain = WebToolchain {
        path_prefix: Some(DEBIAN.into()),
    };
    let mut sysroot = toolchain.rustc().context("PATH cannot be written")?;
    sysroot.args(["--print", "sysroot"]);
    let sysroot = child::answer(sysroot).context("Debian's rustc does not run")?;
    std_library::build(places, &toolchain, Path::new(&sysroot))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheaper_road_comes_first_and_a_missing_tool_closes_its_road() {
        assert_eq!(
            roads(true, true),
            [Road::RustupTarget, Road::DebianPackages]
        );
        assert_eq!(roads(false, true), [Road::DebianPackages]);
        assert_eq!(roads(true, false), [Road::RustupTarget]);
        assert_eq!(roads(false, false), []);
    }

    #[test]
    fn a_library_folder_without_the_test_library_does_not_do() {
        let names = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert!(has_libraries(&names(&[
            "libcore-1.rlib",
            "libstd-2.rlib",
            "libtest-3.rlib"
        ])));
        assert!(!has_libraries(&names(&["libcore-1.rlib", "libstd-2.rlib"])));
        assert!(!has_libraries(&names(&[
            "libcore-1.rlib",
            "libstd-2.rlib",
            "libtest-3.rmeta"
        ])));
        assert!(!has_libraries(&names(&[
            "libcore-1.rlib",
            "libstd_detect-2.rlib",
            "libtest-3.rlib"
        ])));
    }

    #[test]
    fn versions_compare_as_numbers() {
        assert_eq!(
            version_of("rustc 1.96.0 (ac68faa20 2026-05-25)"),
            Some((1, 96))
        );
        assert_eq!(version_of("rustc 1.100.0-nightly (x)"), Some((1, 100)));
        assert_eq!(version_of("no compiler"), None);
        assert_eq!(
            least_version("[workspace.package]\nrust-version = \"1.94\"\n"),
            Some((1, 94))
        );
        assert!((1, 100) > (1, 94));
    }
}
