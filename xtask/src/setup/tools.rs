//! Trunk and wasm-bindgen in exactly the versions the project asks for: those in PATH if
//! they are the right ones, else built once into the cache outside the checkout.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result, bail};

use crate::{
    child,
    places::{Places, find_in_path, program},
    progress,
};

/// Trunk 0.22.1 asks for a newer compiler than the project does.
const TRUNK: &str = "0.21.14";

/// A program that cargo installs.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Tool {
    package: &'static str,
    version: String,
    programs: &'static [&'static str],
    locked: bool,
}

/// The folders of the tools, built now if they are not there.
///
/// # Errors
/// When one cannot be built.
pub(crate) fn ensure(places: &Places) -> Result<Vec<PathBuf>> {
    let wanted = wanted(places)?;
    let mut folders = Vec::with_capacity(wanted.len());
    let mut compiled = false;
    for tool in &wanted {
        let folder = if let Some(folder) = tool.find(places) {
            folder
        } else {
            compiled = true;
            tool.install(places)?
        };
        if !folders.contains(&folder) {
            folders.push(folder);
        }
    }
    if compiled {
        let leftovers = build_folder(places);
        fs::remove_dir_all(&leftovers)
            .with_context(|| format!("cannot remove {}", leftovers.display()))?;
    }
    Ok(folders)
}

fn wanted(places: &Places) -> Result<[Tool; 2]> {
    let lock =
        fs::read_to_string(places.root.join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    let wasm_bindgen =
        locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    Ok([
        // Without --locked: its lock file may name versions a registry does not have.
        Tool {
            package: "wasm-bindgen-cli",
            version: wasm_bindgen.to_owned(),
            programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            locked: false,
        },
        Tool {
            package: "trunk",
            version: TRUNK.to_owned(),
            programs: &["trunk"],
            locked: true,
        },
    ])
}

impl Tool {
    fn find(&self, places: &Places) -> Option<PathBuf> {
        let in_path = find_in_path(self.programs.first()?)
            .and_then(|path| Some(path.parent()?.to_path_buf()));
        in_path
            .into_iter()
            .chain([self.home(places).join("bin")])
            .find(|folder| self.is_whole(folder))
    }

    /// Does this folder hold every program, in the right version?
    fn is_whole(&self, folder: &Path) -> bool {
        self.programs.iter().all(|name| {
            let mut ask = program(folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)));
            ask.arg("--version");
            child::answer(ask).is_some_and(|answer| says_version(&answer, &self.version))
        })
    }

    /// Builds it beside its final place and moves it there when it is whole, so that a
    /// build that was cut off is never taken for an installed tool.
    fn install(&self, places: &Places) -> Result<PathBuf> {
        let home = self.home(places);
        let unfinished = home.with_file_name(format!(
            ".unfinished-{}-{}",
            self.package,
            std::process::id()
        ));
        let what = format!(
            "compiling {} {} (once, into {})",
            self.package,
            self.version,
            home.display()
        );
        progress::step(
            places,
            &what,
            self.cargo_install(places, &unfinished),
            Duration::from_hours(1),
        )?;
        if !self.is_whole(&unfinished.join("bin")) {
            bail!(
                "{} {} was built, but does not run",
                self.package,
                self.version
            );
        }
        if home.exists() && !self.is_whole(&home.join("bin")) {
            fs::remove_dir_all(&home)
                .with_context(|| format!("cannot replace {}", home.display()))?;
        }
        // Another run may have been faster: then its copy stays.
        if home.exists() {
            fs::remove_dir_all(&unfinished)?;
        } else {
            fs::rename(&unfinished, &home)
                .with_context(|| format!("cannot make {}", home.display()))?;
        }
        Ok(home.join("bin"))
    }

    fn cargo_install(&self, places: &Places, into: &Path) -> Command {
        let mut cargo = program("cargo");
        cargo
            .args([
                "install",
                self.package,
                "--version",
                &format!("={}", self.version),
                "--root",
            ])
            .arg(into)
            .args(self.locked.then_some("--locked"))
            // These programs run for a second; compiling them fast matters more than what
            // they gain from optimising (measured on 2 cores: 81 s instead of 3–4 minutes).
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
            .env("CARGO_TARGET_DIR", build_folder(places))
            .current_dir(&places.root);
        cargo
    }

    fn home(&self, places: &Places) -> PathBuf {
        places
            .cache
            .join("tools")
            .join(format!("{}-{}", self.package, self.version))
    }
}

/// Shared by the tools, removed when they are built.
fn build_folder(places: &Places) -> PathBuf {
    places.cache.join("build").join("tools")
}

/// Is `version` a word of the answer to `--version`?
fn says_version(answer: &str, version: &str) -> bool {
    answer.split_whitespace().any(|word| word == version)
}

/// The version of `package` in a Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, after) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    after.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_files_version_is_read() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "leptos"), None);
    }

    #[test]
    fn only_the_exact_version_is_right() {
        assert!(says_version("wasm-bindgen 0.2.130", "0.2.130"));
        assert!(says_version("trunk 0.21.14 (abc)", "0.21.14"));
        assert!(!says_version("wasm-bindgen 0.2.13", "0.2.130"));
        assert!(!says_version("trunk 0.21.140", "0.21.14"));
    }

    #[test]
    fn trunk_toml_asks_for_the_wasm_bindgen_of_cargo_lock() {
        let places = Places::here().unwrap();
        let trunk = fs::read_to_string(places.root.join("Trunk.toml")).unwrap();
        let version = &wanted(&places).unwrap()[0].version;
        assert!(
            trunk.contains(&format!("wasm_bindgen = \"{version}\"")),
            "Trunk.toml and Cargo.lock disagree: {version}"
        );
    }
}
