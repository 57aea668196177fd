//! Builds the tablet app as it is shipped, and weighs it. The budget is for what must be on
//! a tablet so that visits can be recorded and closed without a network: all but what is
//! loaded later, and the pictures of the installed app's icon.

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
    setup::{self, Web, toolchain::std_library},
    split,
};

/// Half of what Enketo, a comparable web form, needed: the project's own promise for what
/// recording needs, in bytes. The suite fails above.
pub(crate) const BUDGET: u64 = 224_000;

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

impl Weight {
    /// Whether visits can be recorded without it.
    fn is_rest(&self) -> bool {
        let extension = self.address.rsplit('.').next();
        let icon = self.address.starts_with("/icons/") && extension == Some("png");
        icon || self.address.starts_with(&format!("/{}/", precache::LATER))
    }
}

/// Builds the release bundle into `dist`.
///
/// # Errors
/// When a package cannot be fetched or Trunk fails.
pub(crate) fn build(places: &Places, web: &Web) -> Result<()> {
    setup::fetch_packages(places)?;
    std_library::fetch_packages(places, web)?;
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
    let (rest, recording): (Vec<&Weight>, Vec<&Weight>) =
        weights.iter().partition(|weight| weight.is_rest());
    let mut lines = vec![format!("{:>10} {:>10}  {}", "raw", "brotli", "file")];
    for (part, sum) in [(&rest, "the rest"), (&recording, "for recording")] {
        let row_of = |weight: &&Weight| row(weight.raw, weight.sent, &weight.address);
        lines.extend(part.iter().map(row_of));
        lines.push(row(
            part.iter().map(|weight| weight.raw).sum(),
            part.iter().map(|weight| weight.sent).sum(),
            sum,
        ));
    }
    lines.push(row_of_budget(for_recording(weights)));
    lines.join("\n")
}

/// Bytes over the network for what recording needs.
pub(crate) fn for_recording(weights: &[Weight]) -> u64 {
    let needed = weights.iter().filter(|weight| !weight.is_rest());
    needed.map(|weight| weight.sent).sum()
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
    let own = [hook].into_iter();
    trunk
        .args(["build", "--release", "--offline", "--locked"])
        .args(["--features", "split"])
        .env(
            "PATH",
            path_with(own.chain(web.tools.iter().chain(&web.toolchain.path_prefix).cloned()))?,
        )
        .env(split::REAL, web.path_of(split::STANDS_IN_FOR)?)
        .env(split::PARTS, places.target.join("xtask-parts"))
        // Trunk's hook says `cargo xtask precache`. Here that reaches this very program,
        // instead of compiling it a second time with the web toolchain.
        .env("CARGO_ALIAS_XTASK", crate::BUILT)
        // Trunk answers a failed compilation with its own stack.
        .env("RUST_BACKTRACE", "0")
        .env("TRUNK_SKIP_VERSION_CHECK", "true");
    std_library::with_the_program(&mut trunk);
    Ok(trunk)
}

/// A folder where this program lies under the names of a cargo subcommand and of what it
/// stands in for.
fn built_xtask(places: &Places) -> Result<std::path::PathBuf> {
    let folder = places.target.join("xtask-hook");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let own = std::env::current_exe().context("this program does not know its own path")?;
    for name in [&format!("cargo-{}", crate::BUILT), split::STANDS_IN_FOR] {
        let name = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        if name.exists() {
            fs::remove_file(&name).with_context(|| format!("cannot replace {}", name.display()))?;
        }
        fs::copy(&own, &name).with_context(|| format!("cannot copy to {}", name.display()))?;
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_ends_with_what_recording_needs_beside_the_budget() {
        let weights = [
            ("/app.wasm", 500_000, 150_000),
            ("/boot.js", 6_000, 6_000),
            ("/icons/icon-512.png", 4_000, 4_000),
            ("/later/rest-0a.wasm", 100_000, 30_000),
        ]
        .map(|(address, raw, sent)| Weight {
            address: address.to_owned(),
            raw,
            sent,
        });
        assert_eq!(for_recording(&weights), 156_000);
        let table = table(&weights);
        let lines: Vec<String> = table
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(
            lines,
            [
                "raw brotli file",
                "4000 4000 /icons/icon-512.png",
                "100000 30000 /later/rest-0a.wasm",
                "104000 34000 the rest",
                "500000 150000 /app.wasm",
                "6000 6000 /boot.js",
                "506000 156000 for recording",
                // 156,000 of 224,000 is 69.6 per cent.
                "224000 budget (69 % used)",
            ]
        );
    }
}
