//! Puts a copy compressed with brotli beside each shipped file that shrinks; the receiver
//! gives it to browsers that take it.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use super::{STRANDS, walk, wasm};

/// What shrinks; pictures and fonts are compressed already.
const COMPRESSED: [&str; 8] = [
    "css",
    "html",
    "js",
    "json",
    STRANDS,
    "svg",
    "txt",
    "webmanifest",
];

/// Writes `<file>.br` beside everything that shrinks, the worker too.
pub(super) fn compress(staging: &Path) -> Result<()> {
    for path in walk(staging)? {
        if path
            .extension()
            .and_then(|extension| extension.to_str())
            .is_some_and(|own| COMPRESSED.contains(&own))
        {
            let bytes = fs::read(&path)?;
            let seams = match path.extension() {
                Some(own) if own == STRANDS => wasm::seams(&bytes)?,
                _ => Vec::new(),
            };
            let small = brotli(&bytes, &seams)?;
            let beside = compressed_copy(&path);
            fs::write(&beside, small)
                .with_context(|| format!("cannot write {}", beside.display()))?;
        }
    }
    Ok(())
}

/// Where the brotli copy of a file lies.
pub(crate) fn compressed_copy(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".br");
    name.into()
}

/// The bytes compressed, with new tables of codes from each seam on.
fn brotli(bytes: &[u8], seams: &[usize]) -> Result<Vec<u8>> {
    // Quality 11 and a window of 2²² bytes are the format's largest.
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 64 * 1024, 11, 22);
    let mut start = 0;
    for &end in seams.iter().chain([&bytes.len()]) {
        if start < end {
            writer.write_all(&bytes[start..end])?;
            writer.flush()?;
        }
        start = end;
    }
    Ok(writer.into_inner())
}
