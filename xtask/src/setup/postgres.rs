//! PostgreSQL's own programs: the tests of the office's store run on it too. Debian's
//! package where apt-get is; elsewhere a person installs it.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use super::debian;
use crate::places::{Places, find_in_path};

/// Where the programs of PostgreSQL lie.
#[derive(Clone, Debug)]
pub(crate) struct Postgres {
    /// The folder of `initdb`, `postgres` and `pg_isready`.
    pub programs: PathBuf,
}

/// Looks for them, and installs Debian's package where they are missing.
///
/// # Errors
/// Names what is missing and how to install it.
pub(crate) fn ensure(places: &Places) -> Result<Postgres> {
    if find().is_none() && debian::here() {
        debian::install(places, "PostgreSQL for the tests", &["postgresql"])?;
    }
    match find() {
        Some(programs) => Ok(Postgres { programs }),
        None => bail!(
            "no PostgreSQL was found: install its server, or name the folder of initdb in \
             POSTGRES_PROGRAMS"
        ),
    }
}

/// Debian keeps them in nobody's PATH, in a folder for each version: the newest is taken.
fn find() -> Option<PathBuf> {
    if let Some(named) = env::var_os("POSTGRES_PROGRAMS") {
        return Some(PathBuf::from(named)).filter(|folder| holds_them(folder));
    }
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, folder)| holds_them(folder))
        .collect();
    versions.sort();
    let newest = versions.pop().map(|(_, folder)| folder);
    newest.or_else(|| {
        let initdb = find_in_path("initdb")?;
        let folder = initdb.parent()?.to_path_buf();
        holds_them(&folder).then_some(folder)
    })
}

fn holds_them(folder: &Path) -> bool {
    ["initdb", "postgres", "pg_isready"]
        .iter()
        .all(|name| folder.join(name).is_file())
}
