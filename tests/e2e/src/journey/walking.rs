//! What a story stands on: a browser, an office, a start page on which nothing
//! moves; and what is said when it has ended or failed.

#![expect(clippy::print_stdout, reason = "the figures are the test's report")]

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;

use super::Journey;
use crate::browser::Browser;
use crate::hands::{Effort, Hands};
use crate::office::Office;
use crate::parts::{Parts, alone};
use crate::webkit::WebKit;

/// What the person holds.
#[derive(Debug)]
pub(super) enum Tablet {
    Chromium(Browser),
    WebKit(WebKit),
}

impl Journey {
    /// Walks a story from the start page of a Chromium to its end, beside an
    /// office that listens, and prints what it took under `name`. Where it
    /// fails, a picture of the page is kept.
    ///
    /// # Errors
    /// When a part is missing, or the story fails.
    pub async fn walk(
        name: &'static str,
        story: impl AsyncFnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let start = async |parts: &Parts, folder: &Path| {
            let browser = Browser::start(parts, &folder.join("profile")).await?;
            Ok((browser.hands(), Tablet::Chromium(browser)))
        };
        Self::begin(name, start).await?.tell(story).await
    }

    /// The same in WebKit, which does not print.
    ///
    /// # Errors
    /// When a part is missing, or the story fails.
    pub async fn walk_in_webkit(
        name: &'static str,
        story: impl AsyncFnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let start = async |_: &Parts, _: &Path| {
            let webkit = WebKit::start().await?;
            Ok((webkit.hands(), Tablet::WebKit(webkit)))
        };
        Self::begin(name, start).await?.tell(story).await
    }

    async fn begin(
        name: &'static str,
        start: impl AsyncFnOnce(&Parts, &Path) -> Result<(Hands, Tablet)>,
    ) -> Result<Self> {
        let turn = alone().await;
        let parts = Parts::find()?;
        let folder = tempfile::tempdir()?;
        let office = Office::open(&parts, folder.path().join("data")).await?;
        let (hands, tablet) = start(&parts, folder.path()).await?;
        arrive(&hands, &office).await?;
        Ok(Self {
            name,
            hands,
            office,
            parts,
            tablet,
            began: Instant::now(),
            effort: Effort::default(),
            pages: 0,
            _folder: folder,
            _turn: turn,
        })
    }

    async fn tell(mut self, story: impl AsyncFnOnce(&mut Self) -> Result<()>) -> Result<()> {
        if let Err(error) = story(&mut self).await {
            let file = kept(&format!("{}.png", self.name))?;
            if self.hands.picture(&file).await.is_ok() {
                println!("the page as it was: {}", file.display());
            }
            return Err(error);
        }
        let Effort { taps, typed } = self.effort;
        let seconds = self.began.elapsed().as_secs();
        let (name, pages) = (self.name, self.pages);
        println!("{name}: {taps} taps, {typed} characters typed, {seconds} s, {pages} pages");
        match self.tablet {
            Tablet::Chromium(browser) => browser.quit().await,
            Tablet::WebKit(webkit) => webkit.quit().await,
        }
    }
}

/// Opens the start page and waits until nothing moves on it any more: the banner
/// of the demonstration comes with the office's first word.
pub(super) async fn arrive(hands: &Hands, office: &Office) -> Result<()> {
    hands.open(&office.address("/")).await?;
    hands.see("[data-mark=\"demo\"]").await?;
    hands.see("[data-action=\"new-inspection\"]").await?;
    hands.count_effort().await
}

/// Where a file stays for people to look at.
pub(super) fn kept(name: &str) -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/e2e");
    std::fs::create_dir_all(&folder)?;
    Ok(folder.join(name))
}
