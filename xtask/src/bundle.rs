//! Builds the tablet app as it is shipped, and weighs it. The budget is what an inspector
//! has to download before the app works offline.

use std::{
    fs::{self, File},
    path::Path,
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result, ensure};

use crate::{
    places::{Places, path_with},
    precache, progress,
    setup::{self, Web},
};

/// Half of what Enketo, a comparable web form, needed: the project's own promise, in bytes.
pub(crate) const BUDGET: u64 = 224_000;

/// What the bundle may weigh until it keeps the promise: what was reached (348,317), with
/// room for what compilers differ by. Only ever lowered; it goes when it meets the budget.
pub(crate) const CEILING: u64 = 358_000;

/// One file of the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Weight {
    /// Its address.
    pub address: String,
    /// Bytes on the disk.
    pub raw: u64,
    /// Bytes over the network: compressed with brotli, or raw where there is no such copy.
    pub sent: u64,
}

/// Builds the release bundle into `dist`.
///
/// # Errors
/// When a package cannot be fetched or Trunk fails.
pub(crate) fn build(places: &Places, web: &Web) -> Result<()> {
    setup::fetch_packages(places)?;
    // Trunk's folder for unfinished files lies in `dist`: two builds at once would mix theirs.
    let _alone = turn(places)?;
    // What an earlier build left must not pass for this one's.
    let dist = places.dist();
    if dist.exists() {
        fs::remove_dir_all(&dist).with_context(|| format!("cannot remove {}", dist.display()))?;
    }
    progress::step(
        places,
        "building the tablet app (release bundle)",
        trunk(places, web)?,
        Duration::from_mins(40),
    )
}

/// Waits until no other xtask builds the bundle of this checkout; ends when dropped.
fn turn(places: &Places) -> Result<File> {
    fs::create_dir_all(&places.target)?;
    let path = places.target.join("xtask-bundle.lock");
    let lock = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    if lock.try_lock().is_err() {
        println!("▸ waiting for another build of the bundle");
        lock.lock()
            .with_context(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(lock)
}

/// What the service worker keeps, heaviest first.
///
/// # Errors
/// When there is no bundle, or `sw.js` does not list exactly the files that are there.
pub(crate) fn weigh(places: &Places) -> Result<Vec<Weight>> {
    let dist = places.dist();
    let files = precache::list(&dist).context("there is no bundle in dist")?;
    let worker = dist.join(precache::WORKER);
    let worker =
        fs::read_to_string(&worker).with_context(|| format!("{} is missing", worker.display()))?;
    ensure!(
        worker.contains(&precache::render(&files)),
        "sw.js does not list the files that lie in dist"
    );
    let mut weights = Vec::with_capacity(files.len());
    for file in files {
        let raw = size(&file.path)?;
        let copy = precache::compressed_copy(&file.path);
        let sent = if copy.exists() { size(&copy)? } else { raw };
        weights.push(Weight {
            address: file.address,
            raw,
            sent,
        });
    }
    weights.sort_by_key(|weight| std::cmp::Reverse(weight.sent));
    Ok(weights)
}

/// The table a person reads.
pub(crate) fn table(weights: &[Weight]) -> String {
    let mut lines = vec![format!("{:>10} {:>10}  {}", "raw", "brotli", "file")];
    lines.extend(
        weights
            .iter()
            .map(|weight| row(weight.raw, weight.sent, &weight.address)),
    );
    lines.push(row(
        weights.iter().map(|weight| weight.raw).sum(),
        total(weights),
        "together",
    ));
    lines.push(row_of_budget(total(weights)));
    lines.join("\n")
}

/// Bytes over the network for all of it.
pub(crate) fn total(weights: &[Weight]) -> u64 {
    weights.iter().map(|weight| weight.sent).sum()
}

fn row(raw: u64, sent: u64, what: &str) -> String {
    format!("{raw:>10} {sent:>10}  {what}")
}

fn row_of_budget(total: u64) -> String {
    let percent = total * 100 / BUDGET;
    format!("{:>10} {BUDGET:>10}  budget ({percent} % used)", "")
}

fn size(path: &Path) -> Result<u64> {
    Ok(fs::metadata(path)
        .with_context(|| format!("cannot read {}", path.display()))?
        .len())
}

fn trunk(places: &Places, web: &Web) -> Result<Command> {
    let hook = built_xtask(places)?;
    let mut trunk = web.program(places, "trunk")?;
    trunk
        .args(["build", "--release", "--offline", "--locked"])
        .env(
            "PATH",
            path_with(
                web.tools
                    .iter()
                    .chain(&web.toolchain.path_prefix)
                    .cloned()
                    .chain([hook]),
            )?,
        )
        // Trunk's hook says `cargo xtask precache`. Here that reaches this very program,
        // instead of compiling it a second time with the web toolchain.
        .env("CARGO_ALIAS_XTASK", crate::BUILT)
        // Trunk answers a failed compilation with its own stack.
        .env("RUST_BACKTRACE", "0")
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    Ok(trunk)
}

/// A folder where this program lies under the name of a cargo subcommand.
fn built_xtask(places: &Places) -> Result<std::path::PathBuf> {
    let folder = places.target.join("xtask-hook");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let own = std::env::current_exe().context("this program does not know its own path")?;
    let name = folder.join(format!(
        "cargo-{}{}",
        crate::BUILT,
        std::env::consts::EXE_SUFFIX
    ));
    if name.exists() {
        fs::remove_file(&name).with_context(|| format!("cannot replace {}", name.display()))?;
    }
    fs::copy(&own, &name).with_context(|| format!("cannot copy to {}", name.display()))?;
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_ends_with_the_sum_beside_the_budget() {
        let weights = [
            Weight {
                address: "/app.wasm".into(),
                raw: 500_000,
                sent: 150_000,
            },
            Weight {
                address: "/icon.png".into(),
                raw: 6_000,
                sent: 6_000,
            },
        ];
        assert_eq!(total(&weights), 156_000);
        let table = table(&weights);
        let last: Vec<&str> = table.lines().rev().take(2).collect();
        assert_eq!(
            last[1].split_whitespace().collect::<Vec<_>>(),
            ["506000", "156000", "together"]
        );
        // 156,000 of 224,000 is 69.6 per cent.
        assert_eq!(last[0].trim(), "224000  budget (69 % used)");
    }
}
