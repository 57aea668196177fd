//! WebKit with its driver, and a display that needs no screen: only one journey needs
//! them. Debian's packages where apt-get is; where WebKit cannot be driven, nothing.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use super::debian;
use crate::places::{Places, find_in_path};

/// What the journey in WebKit drives.
#[derive(Clone, Debug)]
pub(crate) struct WebKit {
    /// The browser that comes with the library.
    pub browser: PathBuf,
    /// Its driver.
    pub driver: PathBuf,
    /// The X server without a screen.
    pub display: PathBuf,
}

/// Looks for it, and installs Debian's packages for what is missing. `None` where this
/// platform has none that could be installed for a person.
///
/// # Errors
/// When Debian's packages cannot be installed, with the command for a person to run.
pub(crate) fn ensure(places: &Places) -> Result<Option<WebKit>> {
    if let Some(webkit) = find() {
        return Ok(Some(webkit));
    }
    if !cfg!(target_os = "linux") || !debian::here() {
        return Ok(None);
    }
    let packages = ["webkit2gtk-driver", "xvfb"];
    debian::install(places, "WebKit with its driver and a display", &packages)?;
    match find() {
        Some(webkit) => Ok(Some(webkit)),
        None => bail!("{} were installed, but are not found", packages.join(", ")),
    }
}

fn find() -> Option<WebKit> {
    Some(WebKit {
        browser: browser()?,
        driver: find_in_path("WebKitWebDriver")?,
        display: find_in_path("Xvfb")?,
    })
}

/// It is in nobody's PATH: distributions keep it beside the library's own programs.
fn browser() -> Option<PathBuf> {
    let triplet = format!("/usr/lib/{}-linux-gnu", env::consts::ARCH);
    [triplet.as_str(), "/usr/libexec", "/usr/lib64", "/usr/lib"]
        .into_iter()
        .map(|folder| Path::new(folder).join("webkit2gtk-4.1/MiniBrowser"))
        .find(|path| path.is_file())
}
