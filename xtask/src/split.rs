//! Takes the tablet's program apart: what no recording needs becomes files of their own.
//! Trunk has no place between compiler and wasm-bindgen, but finds wasm-bindgen in PATH; so
//! this program lies there under that name, takes apart, and hands what is left on. Before
//! that it takes classes out that no script asks for.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use anyhow::{Context, Result, anyhow, ensure};

use crate::precache::wasm;

/// The name that Trunk looks for.
pub(crate) const STANDS_IN_FOR: &str = "wasm-bindgen";
/// Says where the real one lies.
pub(crate) const REAL: &str = "CAN_DUNG_WASM_BINDGEN";
/// Says where the parts go, and where the hook finds them.
pub(crate) const PARTS: &str = "CAN_DUNG_PARTS";
/// The script that the program believes to load parts by.
pub(crate) const LOADER: &str = "./__wasm_split.js";
/// The list of parts: for each that is asked for, the files it consists of.
pub(crate) const LIST: &str = "parts.txt";

/// Was this program started as wasm-bindgen?
pub(crate) fn is_asked() -> bool {
    let own = env::args_os().next().map(PathBuf::from);
    own.is_some_and(|own| own.file_stem().is_some_and(|stem| stem == STANDS_IN_FOR))
}

/// What Trunk calls instead of wasm-bindgen.
///
/// # Errors
/// When the program cannot be taken apart, or wasm-bindgen does not start.
pub(crate) fn stand_in() -> Result<ExitCode> {
    let real = env::var_os(REAL).with_context(|| format!("{REAL} is not set"))?;
    let mut bindgen = Command::new(real);
    let parts = env::var_os(PARTS).map(PathBuf::from);
    for argument in env::args_os().skip(1) {
        let path = Path::new(&argument);
        match &parts {
            Some(parts)
                if path
                    .extension()
                    .is_some_and(|extension| extension == "wasm") =>
            {
                let whole =
                    fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
                let whole = wasm::without_unwanted_classes(&whole)
                    .with_context(|| path.display().to_string())?;
                bindgen.arg(take_apart(&whole, parts)?);
                // The parts reach the main one by its table and memory.
                bindgen.arg("--keep-lld-exports");
            }
            _ => {
                bindgen.arg(argument);
            }
        }
    }
    let status = bindgen.status().context("wasm-bindgen does not start")?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Writes the parts into `folder`, and says where the main one lies.
fn take_apart(whole: &[u8], folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    let main = folder.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(whole);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LOADER;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("the program cannot be taken apart: {error:#}"))?;
    ensure!(
        !split.prefetch_map.is_empty(),
        "the program has no parts: it was built without the feature `split`"
    );
    let mut lines: Vec<String> = split
        .prefetch_map
        .iter()
        .map(|(part, files)| format!("{part} {}\n", files.join(" ")))
        .collect();
    lines.sort();
    fs::write(folder.join(LIST), lines.concat())
        .with_context(|| format!("cannot write in {}", folder.display()))?;
    Ok(main)
}
