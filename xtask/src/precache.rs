//! Trunk's `post_build` hook: turns the template `sw.js` among the staged files into the
//! service worker of exactly this build, and compresses for the receiver.
//! Trunk's names hash cargo's output, not the shipped bytes, so the list carries the
//! SHA-256 of the content: the browser refuses to install anything else.

mod base64;
mod compressed;
mod glue;
mod parts;
mod styles;
pub(crate) mod wasm;

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256, Sha384};

pub(crate) use self::{compressed::compressed_copy, parts::LATER};
use crate::split::PARTS;

/// The template and the finished worker, in the folder's root.
pub(crate) const WORKER: &str = "sw.js";

/// What gives the page its look, what starts the app, and what makes its program again.
const SCRIPTS: [&str; 3] = ["theme.js", "boot.js", "braid.js"];

/// Where the template wants the hash of itself with the list, and where the list.
const VERSION: &str = "__VERSION__";
const FILES: &str = "__FILES__";

/// What the names of programs end with that were taken apart.
const STRANDS: &str = "strands";

/// A debug build has no offline copy: it would fight with reloading. It takes an older
/// worker of the same address away.
const NO_WORKER: &str = "\
self.addEventListener(\"install\", () => self.skipWaiting());
self.addEventListener(\"activate\", (event) => event.waitUntil(self.registration.unregister()));
";

/// A file the service worker keeps, by its address and content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    /// Its address, beginning with `/`.
    pub address: String,
    /// Where it lies.
    pub path: PathBuf,
    /// `sha256-` and the hash in base64, as `fetch` takes it for `integrity`.
    pub integrity: String,
}

/// What Trunk calls.
///
/// # Errors
/// When the template or the wasm is missing, or a name would need quoting.
pub(crate) fn hook() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .context("TRUNK_STAGING_DIR is not set: Trunk calls this command")?;
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let parts = env::var_os(PARTS).map(PathBuf::from);
    write(Path::new(&staging), release, parts.as_deref())
}

fn write(staging: &Path, release: bool, parts: Option<&Path>) -> Result<()> {
    let worker = staging.join(WORKER);
    if !release {
        return fs::write(&worker, NO_WORKER)
            .with_context(|| format!("cannot write {}", worker.display()));
    }
    ensure!(worker.exists(), "the template {WORKER} is missing");
    shrink_wasm(staging, parts)?;
    shrink_texts(staging)?;
    let template = fs::read_to_string(&worker)?;
    let files = list(staging)?;
    for needed in [".strands", "/index.html"] {
        ensure!(
            files.iter().any(|file| file.address.ends_with(needed)),
            "the bundle holds no {needed}"
        );
    }
    fs::write(&worker, fill(&template, &render(&files))?)?;
    compressed::compress(staging)
}

/// Every file that the app needs to work offline, sorted by address: all but the worker
/// itself, hidden files, source maps and compressed copies.
///
/// # Errors
/// When the folder cannot be read, or a name would need quoting in an address.
pub(crate) fn list(folder: &Path) -> Result<Vec<Listed>> {
    let mut files = Vec::new();
    for path in walk(folder)? {
        let address = address(folder, &path)?;
        let name = address.rsplit('/').next().unwrap_or_default();
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        if address == format!("/{WORKER}") || matches!(extension, "map" | "br" | "gz") {
            continue;
        }
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let integrity = format!("sha256-{}", base64::encode(&Sha256::digest(&bytes)));
        files.push(Listed {
            address,
            path,
            integrity,
        });
    }
    files.sort_by(|one, other| one.address.cmp(&other.address));
    Ok(files)
}

/// The list as JSON: `[["/index.html","sha256-…"],…]`. No name needs escaping.
pub(crate) fn render(files: &[Listed]) -> String {
    let entries: Vec<String> = files
        .iter()
        .map(|file| format!("[\"{}\",\"{}\"]", file.address, file.integrity))
        .collect();
    format!("[{}]", entries.join(","))
}

/// What Trunk says of the wasm, which is none any more as it travels.
const AS_WASM: &str = " type=\"application/wasm\"";

/// Drops what only tools and people read from the wasm and its script, takes it apart into
/// strands, and tells the page the new names and hashes: Trunk has written the old ones there.
fn shrink_wasm(staging: &Path, parts: Option<&Path>) -> Result<()> {
    let page = staging.join("index.html");
    let mut html = fs::read_to_string(&page).context("the bundle holds no /index.html")?;
    let mut renamed = Vec::new();
    let mut replace = |path: &Path, whole: &[u8], small: &[u8]| {
        html = html.replace(&sha384(whole), &sha384(small));
        fs::write(path, small).with_context(|| format!("cannot write {}", path.display()))
    };
    for path in walk(staging)? {
        if path.extension().is_none_or(|extension| extension != "wasm") {
            continue;
        }
        let whole = fs::read(&path)?;
        let mut small = wasm::without_names(&whole)
            .and_then(|small| wasm::by_likeness(&small))
            .with_context(|| path.display().to_string())?;
        let name = path.to_string_lossy().into_owned();
        let script = PathBuf::from(name.replace("_bg.wasm", ".js"));
        if script
            .extension()
            .is_some_and(|extension| extension == "js")
            && script.exists()
        {
            let long = fs::read_to_string(&script)?;
            let (short, imports) = wasm::with_short_imports(&small)?;
            let (short, exports) = wasm::with_short_exports(&short)?;
            let shortened = glue::shortened(&long, &imports);
            let shortened = shortened.with_context(|| script.display().to_string())?;
            let mut shortened = glue::renamed(&shortened, &exports);
            if let Some(parts) = parts {
                shortened = parts::place(parts, staging, &shortened)?;
                shortened = glue::with_one_way_in(&shortened)?;
            }
            replace(&script, long.as_bytes(), shortened.as_bytes())?;
            small = short;
        }
        fs::remove_file(&path)?;
        let strands = path.with_extension(STRANDS);
        replace(&strands, &whole, &wasm::strands(&small)?)?;
        renamed.push((file_name(&path), file_name(&strands)));
    }
    for (before, now) in renamed {
        html = html.replace(&before, &now);
    }
    let html = html.replace(AS_WASM, "");
    fs::write(&page, html).with_context(|| format!("cannot write {}", page.display()))
}

/// Drops what only people read from the scripts that they wrote, and makes one file of the
/// styles.
fn shrink_texts(staging: &Path) -> Result<()> {
    for script in [WORKER].into_iter().chain(SCRIPTS) {
        let path = staging.join(script);
        if path.exists() {
            let script = fs::read_to_string(&path)?;
            fs::write(&path, glue::shortened(&script, &glue::Renamed::new())?)?;
        }
    }
    let page = staging.join("index.html");
    let joined = styles::join(staging, &fs::read_to_string(&page)?)?;
    fs::write(&page, joined).with_context(|| format!("cannot write {}", page.display()))
}

fn sha384(bytes: &[u8]) -> String {
    format!("sha384-{}", base64::encode(&Sha384::digest(bytes)))
}

fn fill(template: &str, list: &str) -> Result<String> {
    for token in [VERSION, FILES] {
        let found = template.matches(token).count();
        ensure!(
            found == 1,
            "the template {WORKER} must hold {token} once; it holds it {found} times"
        );
    }
    let mut version = String::new();
    // Of the template too: another worker with the same files needs a cache of its own, or a
    // failed installation would clear the one in use.
    for byte in Sha256::digest(format!("{template}{list}")) {
        write!(version, "{byte:02x}")?;
    }
    Ok(template.replace(VERSION, &version).replace(FILES, list))
}

fn address(folder: &Path, path: &Path) -> Result<String> {
    let mut address = String::new();
    for part in path.strip_prefix(folder)? {
        let part = part.to_str().unwrap_or_default();
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
        if part.is_empty() || !part.chars().all(plain) {
            bail!(
                "{}: only letters, digits, dot, dash and underscore may stand in a name",
                path.display()
            );
        }
        address.push('/');
        address.push_str(part);
    }
    Ok(address)
}

/// The files below `folder` that are not hidden.
fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in
            fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?
        {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    Ok(found)
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;
