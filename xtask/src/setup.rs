//! What a bare machine lacks, and how it gets it: a compiler for wasm, Trunk and
//! wasm-bindgen, and for the tests browsers, their drivers, a font and PostgreSQL.
//! Each thing is looked for first; nothing is built or installed twice.

mod browser;
mod debian;
mod linters;
mod postgres;
pub(crate) mod toolchain;
mod tools;
mod webkit;

use std::{path::PathBuf, process::Command, time::Duration};

use anyhow::{Result, bail};

use crate::{
    child,
    places::{Places, find_in_path, path_with, program},
    progress,
};

pub(crate) use browser::Browser;
pub(crate) use postgres::Postgres;
pub(crate) use toolchain::{TARGET as WASM, WebToolchain};
pub(crate) use webkit::WebKit;

/// Everything that building for the web takes.
#[derive(Clone, Debug)]
pub(crate) struct Web {
    /// Compiles to wasm.
    pub toolchain: WebToolchain,
    /// The folders of Trunk and wasm-bindgen.
    pub tools: Vec<PathBuf>,
}

impl Web {
    /// Where the tool of this name lies.
    ///
    /// # Errors
    /// When PATH cannot be written.
    pub(crate) fn path_of(&self, name: &str) -> Result<PathBuf> {
        Ok(resolve(name, &path_with(self.tools.iter().cloned())?))
    }

    /// A program that finds the tools and the web toolchain before all others.
    ///
    /// # Errors
    /// When PATH cannot be written.
    pub(crate) fn program(&self, places: &Places, name: &str) -> Result<Command> {
        let first = self
            .tools
            .iter()
            .chain(&self.toolchain.path_prefix)
            .cloned();
        let path = path_with(first)?;
        let mut command = program(resolve(name, &path));
        command
            .current_dir(&places.root)
            .env("PATH", path)
            .env("CARGO_TARGET_DIR", places.web_target());
        Ok(command)
    }
}

/// `cargo xtask setup`: all of it.
///
/// # Errors
/// Names what is missing and how to install it.
pub(crate) fn all(places: &Places) -> Result<()> {
    child::end_all_on_interrupt()?;
    let web = web(places)?;
    linters::ensure(places, &web.toolchain)?;
    let browser = browser::ensure(places)?;
    let webkit = webkit::ensure(places)?;
    let postgres = postgres::ensure(places)?;
    println!("Everything is here:");
    match &web.toolchain.path_prefix {
        Some(folder) => println!("  wasm toolchain   {}", folder.display()),
        None => println!("  wasm toolchain   the present one"),
    }
    for folder in &web.tools {
        println!("  tools            {}", folder.display());
    }
    println!("  browser          {}", browser.chrome.display());
    println!("  driver           {}", browser.chromedriver.display());
    println!("  PDF reader       {}", browser.pdftotext.display());
    println!("  PostgreSQL       {}", postgres.programs.display());
    match webkit {
        Some(webkit) => println!("  WebKit           {}", webkit.browser.display()),
        None => println!("  WebKit           {NO_WEBKIT}"),
    }
    Ok(())
}

/// What the tablet app's bundle needs.
///
/// # Errors
/// Names what is missing and how to install it.
pub(crate) fn web(places: &Places) -> Result<Web> {
    c_compiler()?;
    with_tools(places, web_toolchain(places)?)
}

/// The web toolchain alone, enough to lint for wasm.
///
/// # Errors
/// Names what is missing and how to install it.
pub(crate) fn web_toolchain(places: &Places) -> Result<Web> {
    let toolchain = toolchain::ensure(places)?;
    let tools = Vec::new();
    Ok(Web { toolchain, tools })
}

/// The same toolchain with Trunk and wasm-bindgen beside it.
///
/// # Errors
/// When one of them cannot be built.
pub(crate) fn with_tools(places: &Places, web: Web) -> Result<Web> {
    let tools = tools::ensure(places)?;
    Ok(Web { tools, ..web })
}

/// rustfmt and clippy for both toolchains.
///
/// # Errors
/// Names what is missing and how to install it.
pub(crate) fn linters(places: &Places, web: &Web) -> Result<()> {
    linters::ensure(places, &web.toolchain)
}

/// A browser, its driver and a font with Vietnamese letters.
///
/// # Errors
/// Names what is missing and how to install it.
pub(crate) fn browser(places: &Places) -> Result<Browser> {
    browser::ensure(places)
}

/// PostgreSQL's own programs.
///
/// # Errors
/// Names what is missing and how to install it.
pub(crate) fn postgres(places: &Places) -> Result<Postgres> {
    postgres::ensure(places)
}

/// What is said where there is no WebKit.
pub(crate) const NO_WEBKIT: &str = "this platform has none that can be driven";

/// WebKit, its driver and a display; `None` where the platform has none.
///
/// # Errors
/// Names what is missing and how to install it.
pub(crate) fn webkit(places: &Places) -> Result<Option<WebKit>> {
    webkit::ensure(places)
}

/// Brings every package of Cargo.lock onto the machine: Trunk builds offline.
///
/// # Errors
/// When the registry cannot be reached.
pub(crate) fn fetch_packages(places: &Places) -> Result<()> {
    let mut here = places.cargo();
    here.args(["fetch", "--locked", "--offline", "--quiet"]);
    if child::answer(here).is_some() {
        return Ok(());
    }
    let mut fetch = places.cargo();
    fetch.args(["fetch", "--locked"]);
    progress::step(
        places,
        "fetching the packages of Cargo.lock",
        fetch,
        Duration::from_mins(15),
    )
}

fn c_compiler() -> Result<()> {
    if std::env::var_os("CC").is_some()
        || ["cc", "gcc", "clang", "cl"]
            .iter()
            .any(|name| find_in_path(name).is_some())
    {
        return Ok(());
    }
    bail!(
        "no C compiler was found; SQLite is compiled with one. Install it and start again: \
         `apt-get install gcc libc6-dev` on Debian and Ubuntu, `xcode-select --install` on macOS"
    )
}

/// The program of that name in `path`. `Command` looks in its child's PATH on Unix only.
fn resolve(name: &str, path: &std::ffi::OsStr) -> PathBuf {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(path)
        .map(|dir| dir.join(&file))
        .find(|path| path.is_file())
        .unwrap_or_else(|| name.into())
}
