//! Where things lie: the checkout, the tool cache outside it, the target folders.
//! Also how a program is started from here: without the variables that the cargo which
//! started us left behind, so that another toolchain's cargo is not misled by them.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

/// The folders that every act works with.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    /// The checkout.
    pub root: PathBuf,
    /// Installed tools; outlives the checkout.
    pub cache: PathBuf,
    /// Cargo's folder for the host's programs.
    pub target: PathBuf,
}

impl Places {
    /// The checkout this program was started in.
    ///
    /// # Errors
    /// When no home folder is known, so that there is no place for the tool cache.
    pub(crate) fn here() -> Result<Self> {
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .parent()
            .context("xtask lies in no checkout")?
            .to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root.join("target"), |dir| root.join(dir));
        let cache = cache_folder(|name| env::var_os(name).filter(|value| !value.is_empty()))
            .context("no home folder is known: set CAN_DUNG_CACHE to a folder for the tools")?;
        Ok(Self {
            root,
            cache,
            target,
        })
    }

    /// Cargo's folder for wasm: another one, so that host and wasm builds do not wait for
    /// each other's lock.
    pub(crate) fn web_target(&self) -> PathBuf {
        self.target.join("web")
    }

    /// Where Trunk puts the bundle.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Where the output of installed and compiled things is kept.
    pub(crate) fn logs(&self) -> PathBuf {
        self.target.join("xtask-logs")
    }

    /// The host's cargo, in the checkout.
    pub(crate) fn cargo(&self) -> Command {
        let mut cargo = program("cargo");
        cargo
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target);
        cargo
    }
}

/// A program with the environment a person would have given it.
pub(crate) fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    for (key, _) in env::vars_os() {
        if key.to_str().is_some_and(set_by_cargo_run) {
            command.env_remove(key);
        }
    }
    if let Some(path) = env::var_os("LD_LIBRARY_PATH") {
        let kept: Vec<PathBuf> = env::split_paths(&path)
            .filter(|dir| !added_by_cargo(dir))
            .collect();
        match env::join_paths(kept) {
            Ok(kept) if !kept.is_empty() => command.env("LD_LIBRARY_PATH", kept),
            _ => command.env_remove("LD_LIBRARY_PATH"),
        };
    }
    // Plain lines: they are read here, and end in logs.
    command
        .env("CARGO_TERM_COLOR", "never")
        .env("CARGO_TERM_PROGRESS_WHEN", "never");
    command
}

/// A PATH that begins with `first`.
pub(crate) fn path_with(first: impl IntoIterator<Item = PathBuf>) -> Result<OsString> {
    let before = env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = first.into_iter().chain(env::split_paths(&before)).collect();
    // Cargo puts this folder in front of all others when PATH lacks it.
    if let Some(home) = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| home()?.join(".cargo").into())
    {
        folders.push(home.join("bin"));
    }
    env::join_paths(folders).context("PATH cannot be written")
}

/// The first file of that name in PATH.
pub(crate) fn find_in_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|dir| dir.join(&file))
        .find(|path| path.is_file())
}

fn home() -> Option<PathBuf> {
    env::home_dir()
}

fn cache_folder(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    if let Some(own) = variable("CAN_DUNG_CACHE") {
        return std::path::absolute(own).ok();
    }
    let base = variable("XDG_CACHE_HOME")
        .or_else(|| variable("LOCALAPPDATA"))
        .map(PathBuf::from)
        .or_else(|| variable("HOME").map(|home| Path::new(&home).join(".cache")));
    Some(base?.join("can-dung"))
}

/// Cargo tells a program it runs about its package; to another cargo these are lies.
fn set_by_cargo_run(key: &str) -> bool {
    matches!(
        key,
        "CARGO"
            | "CARGO_MANIFEST_DIR"
            | "CARGO_MANIFEST_PATH"
            | "CARGO_PRIMARY_PACKAGE"
            | "OUT_DIR"
            | "RUST_RECURSION_COUNT"
            // Trunk 0.21 stops at `NO_COLOR=1`: it wants `true` or `false` there.
            | "NO_COLOR"
    ) || key.starts_with("CARGO_PKG_")
        || key.starts_with("CARGO_BIN_")
}

fn added_by_cargo(folder: &Path) -> bool {
    let has = |name: &str| folder.components().any(|part| part.as_os_str() == name);
    has("toolchains")
        || has("deps")
        || has("rustlib")
        || folder.ends_with("debug")
        || folder.ends_with("release")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache(variables: &[(&str, &str)]) -> Option<PathBuf> {
        cache_folder(|name| {
            variables
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value.into())
        })
    }

    #[test]
    fn the_cache_is_where_the_person_says_else_in_the_users_cache() {
        assert_eq!(
            cache(&[("CAN_DUNG_CACHE", "/a"), ("HOME", "/h")]),
            Some("/a".into())
        );
        assert_eq!(
            cache(&[("XDG_CACHE_HOME", "/x"), ("HOME", "/h")]),
            Some("/x/can-dung".into())
        );
        assert_eq!(cache(&[("HOME", "/h")]), Some("/h/.cache/can-dung".into()));
        assert_eq!(cache(&[]), None);
    }

    #[test]
    fn what_cargo_tells_its_child_is_not_passed_on() {
        assert!(set_by_cargo_run("CARGO"));
        assert!(set_by_cargo_run("CARGO_PKG_NAME"));
        assert!(!set_by_cargo_run("CARGO_HOME"));
        assert!(!set_by_cargo_run("CARGO_BUILD_JOBS"));
        assert!(!set_by_cargo_run("RUSTUP_TOOLCHAIN"));
    }

    #[test]
    fn library_folders_of_the_person_stay() {
        assert!(added_by_cargo(Path::new("/w/target/debug/deps")));
        assert!(added_by_cargo(Path::new(
            "/h/.rustup/toolchains/stable/lib"
        )));
        assert!(!added_by_cargo(Path::new("/opt/cuda/lib64")));
    }
}
