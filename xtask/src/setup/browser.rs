//! A browser with its driver, and a font that has the Vietnamese letters: only the tests
//! need them. Debian's packages where apt-get is; elsewhere a person installs them.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use super::debian;
use crate::{
    child,
    places::{Places, find_in_path, program},
};

/// What the tests drive.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    /// Chromium or Chrome.
    pub chrome: PathBuf,
    /// The driver of the same version.
    pub chromedriver: PathBuf,
    /// Reads printed pages back.
    pub pdftotext: PathBuf,
}

/// Looks for them, and installs Debian's packages for what is missing.
///
/// # Errors
/// Names what is missing and how to install it.
pub(crate) fn ensure(places: &Places) -> Result<Browser> {
    let (chrome, chromedriver) = match find() {
        Some(browser) => browser,
        None if debian::here() => {
            debian::install(
                places,
                "a browser with its driver",
                &["chromium", "chromium-driver"],
            )?;
            match find() {
                Some(browser) => browser,
                None => bail!("chromium was installed, but is not found in PATH"),
            }
        }
        None => bail!(
            "no browser with a driver was found: install Chromium or Chrome and the chromedriver of the \
             same version, or name them in CHROME and CHROMEDRIVER"
        ),
    };
    let browser = Browser {
        chrome,
        chromedriver,
        pdftotext: pdftotext(places)?,
    };
    same_version(&browser)?;
    font(places)?;
    Ok(browser)
}

/// What reads printed pages back: Poppler's.
fn pdftotext(places: &Places) -> Result<PathBuf> {
    let find = || named("PDFTOTEXT").or_else(|| find_in_path("pdftotext"));
    if find().is_none() && debian::here() {
        debian::install(places, "what reads printed pages back", &["poppler-utils"])?;
    }
    match find() {
        Some(program) => Ok(program),
        None => bail!("pdftotext was not found: install Poppler, or name it in PDFTOTEXT"),
    }
}

fn find() -> Option<(PathBuf, PathBuf)> {
    let chrome = named("CHROME").or_else(|| {
        [
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome",
        ]
        .into_iter()
        .find_map(find_in_path)
        .or_else(|| existing("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"))
    })?;
    let chromedriver = named("CHROMEDRIVER")
        .or_else(|| find_in_path("chromedriver"))
        .or_else(|| existing("/usr/lib/chromium-browser/chromedriver"))?;
    Some((chrome, chromedriver))
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

fn existing(path: &str) -> Option<PathBuf> {
    Some(PathBuf::from(path)).filter(|path| path.is_file())
}

/// A driver of another version refuses the browser, with an obscure message.
fn same_version(browser: &Browser) -> Result<()> {
    let ask = |path: &Path| {
        let mut ask = program(path);
        ask.arg("--version");
        child::answer(ask)
    };
    let Some(driver) = ask(&browser.chromedriver) else {
        bail!("{} does not run", browser.chromedriver.display());
    };
    // Chrome on Windows opens a window instead of answering.
    if cfg!(windows) {
        return Ok(());
    }
    let Some(chrome) = ask(&browser.chrome) else {
        bail!("{} does not run", browser.chrome.display());
    };
    if major(&driver) != major(&chrome) {
        bail!(
            "browser and driver do not fit together: {chrome}; {driver}. Install the driver of the browser's version"
        );
    }
    Ok(())
}

/// 156 of "Chromium 156.0.8078.79 built on Debian".
fn major(answer: &str) -> Option<u32> {
    answer
        .split_whitespace()
        .find_map(|word| word.split_once('.')?.0.parse().ok())
}

/// macOS and Windows come with Vietnamese letters; a bare Linux comes with no font at all.
fn font(places: &Places) -> Result<()> {
    if !cfg!(target_os = "linux") || has_font() {
        return Ok(());
    }
    if debian::here() {
        debian::install(
            places,
            "a font with Vietnamese letters",
            &["fontconfig", "fonts-dejavu-core"],
        )?;
    }
    if has_font() {
        return Ok(());
    }
    bail!(
        "no font with Vietnamese letters was found (`fc-list :lang=vi` is empty): install DejaVu or Noto Sans"
    )
}

fn has_font() -> bool {
    let mut list = program("fc-list");
    list.args([":lang=vi", "file"]);
    child::answer(list).is_some_and(|fonts| !fonts.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_version_is_read_from_both_answers() {
        assert_eq!(
            major("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)"),
            Some(156)
        );
        assert_eq!(
            major("ChromeDriver 156.0.8078.79 (a1b2c3-refs/branch-heads/1@{#2})"),
            Some(156)
        );
        assert_eq!(major("Google Chrome 99.0.1"), Some(99));
        assert_eq!(major("hello"), None);
    }
}
