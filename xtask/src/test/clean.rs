//! `cargo xtask test --clean`: the suite as a stranger's machine would run it, on a fresh
//! clone of HEAD with an empty tool cache and target folder.

use std::{env, fs, path::Path, process::ExitCode, time::Duration};

use anyhow::{Context, Result, ensure};

use super::parts::Part;
use crate::{
    child::{self, Watch},
    places::{Places, program},
};

/// CI's own limit is 90 minutes; this leaves it the last word.
const LIMIT: Duration = Duration::from_mins(100);

/// Clones, runs, and removes the clone unless something failed.
///
/// # Errors
/// When the clone cannot be made or removed.
pub(super) fn test(places: &Places, parts: &[Part]) -> Result<ExitCode> {
    let folder = env::temp_dir().join(format!("can-dung-clean-{}", std::process::id()));
    let clone = folder.join("can-dung");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    clone_head(places, &clone)?;
    println!("▸ a clone of HEAD in {}, tools and all", folder.display());

    let mut cargo = program("cargo");
    cargo
        .args(["xtask", "test"])
        .args(parts.iter().map(|part| part.name()))
        .current_dir(&clone)
        .env("CAN_DUNG_CACHE", folder.join("cache"))
        .env_remove("CARGO_TARGET_DIR");
    let mut relay = Relay { total: None };
    let ending = child::run(cargo, LIMIT, &mut relay)?;
    if ending.good() {
        fs::remove_dir_all(&folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
        println!("The clone is removed.");
    } else {
        println!(
            "The clone is kept for a look ({ending}): {}",
            folder.display()
        );
    }
    let total = relay
        .total
        .unwrap_or_else(|| "0 passed, 1 failed".to_owned());
    println!("{total}");
    Ok(if ending.good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn clone_head(places: &Places, into: &Path) -> Result<()> {
    let mut status = program("git");
    status
        .args(["status", "--porcelain"])
        .current_dir(&places.root);
    if child::answer(status).is_some_and(|changes| !changes.is_empty()) {
        println!("Uncommitted changes are not part of this run.");
    }
    let mut clone = program("git");
    clone
        .args(["clone", "--quiet", "--no-hardlinks"])
        .arg(&places.root)
        .arg(into);
    ensure!(
        clone.status().context("git does not run")?.success(),
        "git could not clone {}",
        places.root.display()
    );
    Ok(())
}

/// Lets every line through but the total, which must be the last of all.
struct Relay {
    total: Option<String>,
}

impl Watch for Relay {
    fn line(&mut self, line: &str) {
        if is_total(line) {
            self.total = Some(line.to_owned());
        } else {
            println!("{line}");
        }
    }

    fn tick(&mut self, _elapsed: Duration) {}
}

fn is_total(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    matches!(words.as_slice(), [passed, "passed,", failed, "failed"] if passed.parse::<u64>().is_ok() && failed.parse::<u64>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_bare_total_is_held_back() {
        assert!(is_total("12 passed, 0 failed"));
        assert!(!is_total("── unit: 3.0 s, 12 passed, 0 failed"));
        assert!(!is_total("many passed, 0 failed"));
    }
}
