//! What most tests stand on: an office that listens, and a browser with a profile
//! of its own beside it. A story with more than that sets it up by itself.

use anyhow::Result;
use tempfile::TempDir;
use tokio::sync::MutexGuard;

use crate::browser::Browser;
use crate::hands::Hands;
use crate::office::Office;
use crate::parts::{Parts, alone};

/// One office, one browser, nobody else on the machine.
#[derive(Debug)]
pub struct Scene {
    /// What they were made of.
    pub parts: Parts,
    /// The office, listening.
    pub office: Office,
    /// The browser, on no page yet.
    pub browser: Browser,
    _folder: TempDir,
    _turn: MutexGuard<'static, ()>,
}

impl Scene {
    /// Waits for its turn, then starts both.
    ///
    /// # Errors
    /// When a part is missing or does not start.
    pub async fn set() -> Result<Self> {
        let turn = alone().await;
        let parts = Parts::find()?;
        let folder = tempfile::tempdir()?;
        let office = Office::open(&parts, folder.path().join("data")).await?;
        let browser = Browser::start(&parts, &folder.path().join("profile")).await?;
        Ok(Self {
            parts,
            office,
            browser,
            _folder: folder,
            _turn: turn,
        })
    }

    /// A person in front of the browser.
    #[must_use]
    pub fn hands(&self) -> Hands {
        self.browser.hands()
    }

    /// A person who opened this path of the office.
    ///
    /// # Errors
    /// When the page cannot be opened.
    pub async fn hands_at(&self, path: &str) -> Result<Hands> {
        let hands = self.hands();
        hands.open(&self.office.address(path)).await?;
        Ok(hands)
    }

    /// Ends the browser as a person would.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn end(self) -> Result<()> {
        self.browser.quit().await
    }
}
