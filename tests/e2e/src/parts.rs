//! Where the built parts are: named by `cargo xtask test`, or found where cargo
//! and Trunk leave them. A missing part fails the test that needs it.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use tokio::sync::{Mutex, MutexGuard};

/// The built parts.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The receiver's binary.
    pub receiver: PathBuf,
    /// The tablet's release bundle.
    pub bundle: PathBuf,
    /// The browser.
    pub chrome: PathBuf,
    /// Its driver.
    pub chromedriver: PathBuf,
    /// Reads printed pages back.
    pub pdftotext: PathBuf,
}

impl Parts {
    /// Finds all parts.
    ///
    /// # Errors
    /// Names the part that is missing and how to make it.
    pub fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let part = |variable: &str, usual: PathBuf, how: &str| {
            let path = env::var_os(variable).map_or(usual, PathBuf::from);
            ensure!(path.exists(), "{} is missing: {how}", path.display());
            path.canonicalize()
                .with_context(|| path.display().to_string())
        };
        Ok(Self {
            receiver: part(
                "CAN_DUNG_RECEIVER",
                root.join("target/debug/receiver"),
                "cargo build -p receiver",
            )?,
            bundle: part(
                "CAN_DUNG_DIST",
                root.join("dist"),
                "cargo xtask run builds it",
            )?,
            chrome: part("CHROME", "/usr/bin/chromium".into(), "cargo xtask setup")?,
            chromedriver: part(
                "CHROMEDRIVER",
                "/usr/bin/chromedriver".into(),
                "cargo xtask setup",
            )?,
            pdftotext: part(
                "PDFTOTEXT",
                "/usr/bin/pdftotext".into(),
                "cargo xtask setup",
            )?,
        })
    }
}

/// Journeys measure milliseconds, so they run one at a time.
pub async fn alone() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::const_new(());
    TURN.lock().await
}
