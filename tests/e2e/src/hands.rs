//! A person's hands and eyes: taps and keys on what is visible, and reading
//! what the page shows. Elements are found by the names in `tests/README.md`.

mod browsing;
mod filling;
mod saved;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use thirtyfour::prelude::*;
use tokio::sync::Mutex;

use crate::patience::{PATIENCE, STEP, until};

pub use filling::Effort;
pub use saved::Noted;

/// Hands on one browser.
#[derive(Clone, Debug)]
pub struct Hands {
    driver: WebDriver,
    /// The window, where there are several, and the one that is in front.
    window: Option<(WindowHandle, Arc<Mutex<Option<WindowHandle>>>)>,
    patience: Duration,
}

impl Hands {
    pub(crate) fn new(driver: WebDriver) -> Self {
        Self {
            driver,
            window: None,
            patience: PATIENCE,
        }
    }

    /// The same person, in front of each of several windows. They act in turn,
    /// never at the same time: one window is in front.
    pub(crate) fn at<const N: usize>(&self, windows: [WindowHandle; N]) -> [Self; N] {
        let front = Arc::default();
        windows.map(|window| Self {
            window: Some((window, Arc::clone(&front))),
            ..self.clone()
        })
    }

    /// The page, brought to the front where another was: a page behind another
    /// is drawn when it is seen again.
    async fn page(&self) -> Result<&WebDriver> {
        if let Some((window, front)) = &self.window {
            let mut front = front.lock().await;
            if front.as_ref() != Some(window) {
                self.driver.switch_to_window(window.clone()).await?;
                self.driver
                    .cdp()
                    .send_raw("Page.bringToFront", serde_json::json!({}))
                    .await?;
                *front = Some(window.clone());
            }
        }
        Ok(&self.driver)
    }

    /// The same hands, that wait this long for what they want to see.
    #[must_use]
    pub fn patient(&self, patience: Duration) -> Self {
        Self {
            patience,
            ..self.clone()
        }
    }

    /// Types an address into the address bar.
    ///
    /// # Errors
    /// When the page cannot be opened.
    pub async fn open(&self, address: &str) -> Result<()> {
        self.page()
            .await?
            .goto(address)
            .await
            .with_context(|| format!("opening {address}"))
    }

    /// Waits for a visible element.
    ///
    /// # Errors
    /// When it does not appear, with the page's text.
    pub async fn see(&self, css: &str) -> Result<WebElement> {
        let found = self
            .page()
            .await?
            .query(By::Css(css))
            .wait(self.patience, STEP)
            // What is taken off the page while it is looked at is not seen.
            .ignore_errors(true)
            .and_displayed();
        match found.first().await {
            Ok(element) => Ok(element),
            Err(_) => bail!("{css} is not on the page:\n{}", self.text().await?),
        }
    }

    /// Waits for `attribute` of a visible element to become `value`.
    ///
    /// # Errors
    /// When it does not, with what it was.
    pub async fn see_state(&self, css: &str, value: &str) -> Result<WebElement> {
        let wanted = format!("{css}[data-state=\"{value}\"]");
        if let Ok(element) = self.see(&wanted).await {
            return Ok(element);
        }
        let now = self.see(css).await?.attr("data-state").await?;
        bail!("{css} is {now:?}, not {value:?}:\n{}", self.text().await?)
    }

    /// Waits until the text of an element is as wanted, and returns it.
    ///
    /// # Errors
    /// When it does not become so, with what it was.
    pub async fn see_words(&self, css: &str, wanted: impl Fn(&str) -> bool) -> Result<String> {
        let words = || self.words(css);
        let words = until(self.patience, words, |text| wanted(text)).await;
        words.with_context(|| format!("{css} does not say what is wanted"))
    }

    /// Taps a visible element.
    ///
    /// # Errors
    /// When it is not there, or something lies over it.
    pub async fn tap(&self, css: &str) -> Result<()> {
        let began = Instant::now();
        loop {
            // Looked for again each time: it may be drawn anew meanwhile.
            let element = self.see(css).await?;
            self.drawn().await?;
            let tapped = async {
                element.scroll_into_view().await?;
                element.click().await
            };
            match tapped.await {
                Ok(()) => return Ok(()),
                Err(error) if began.elapsed() > self.patience => {
                    return Err(error).with_context(|| format!("tapping {css}"));
                }
                Err(_) => tokio::time::sleep(STEP).await,
            }
        }
    }

    /// Waits until what was begun is drawn. A page that has appeared takes the focus a
    /// frame later and moves to it: nobody's finger is faster, a driver's is.
    async fn drawn(&self) -> Result<()> {
        const DRAWN: &str = "const done = arguments[arguments.length - 1];
            setTimeout(done, 500);
            requestAnimationFrame(() => requestAnimationFrame(() => done()));";
        self.page().await?.execute_async(DRAWN, Vec::new()).await?;
        Ok(())
    }

    /// Taps an action by its verb.
    ///
    /// # Errors
    /// As [`Hands::tap`].
    pub async fn act(&self, verb: &str) -> Result<()> {
        self.tap(&format!("[data-action=\"{verb}\"]")).await
    }

    /// Taps an action on one thing.
    ///
    /// # Errors
    /// As [`Hands::tap`].
    pub async fn act_on(&self, verb: &str, value: &str) -> Result<()> {
        self.tap(&format!("[data-action=\"{verb}\"][data-value=\"{value}\"]"))
            .await
    }

    /// Types into a field, in place of what stands there.
    ///
    /// # Errors
    /// When the field is not there.
    pub async fn write(&self, field: &str, text: &str) -> Result<()> {
        let css = format!("[data-field=\"{field}\"]");
        self.tap(&css).await?;
        let element = self.see(&css).await?;
        element.send_keys(Key::Control + "a").await?;
        element.send_keys(Key::Backspace + "").await?;
        element
            .send_keys(text)
            .await
            .with_context(|| format!("typing into {field}"))
    }

    /// Types at the end of a field, after what stands there.
    ///
    /// # Errors
    /// When the field is not there.
    pub async fn add(&self, field: &str, text: &str) -> Result<()> {
        // Keys wait until the field can be typed in; looking first would only delay them.
        let css = format!("[data-field=\"{field}\"]");
        let element = self
            .page()
            .await?
            .query(By::Css(css))
            .wait(self.patience, STEP);
        let element = element.first().await?;
        element
            .send_keys(text)
            .await
            .with_context(|| format!("typing into {field}"))
    }

    /// Picks a choice: an entry of a list, or one of a group of buttons.
    ///
    /// # Errors
    /// When there is no such choice.
    pub async fn choose(&self, field: &str, value: &str) -> Result<()> {
        let css = format!("[data-field=\"{field}\"]");
        if self.see(&css).await?.tag_name().await? == "select" {
            return self.pick(&css, value).await;
        }
        self.tap(&format!("{css} [data-value=\"{value}\"]")).await
    }

    /// Waits for a field to hold a text.
    ///
    /// # Errors
    /// When it does not, with what it holds.
    pub async fn see_value(&self, field: &str, text: &str) -> Result<()> {
        let held = until(self.patience, || self.read(field), |held| held == text).await;
        held.map(drop)
            .with_context(|| format!("{field} does not hold {text:?}"))
    }

    /// Chooses a file.
    ///
    /// # Errors
    /// When the field for files is not there.
    pub async fn put(&self, verb: &str, file: &Path) -> Result<()> {
        let css = format!("[data-action=\"{verb}\"]");
        // It lies unseen over words of ours.
        let field = self
            .page()
            .await?
            .query(By::Css(css))
            .wait(self.patience, STEP);
        let field = field.first().await?;
        Ok(field.send_keys(file.to_string_lossy()).await?)
    }

    /// What a field holds: typed text, or the value of the picked choice.
    ///
    /// # Errors
    /// When the field is not there.
    pub async fn read(&self, field: &str) -> Result<String> {
        let css = format!("[data-field=\"{field}\"]");
        let element = self.see(&css).await?;
        if element.attr("role").await?.as_deref() == Some("radiogroup") {
            let picked = self
                .page()
                .await?
                .find(By::Css(format!("{css} [aria-checked=\"true\"]")))
                .await;
            let Ok(picked) = picked else {
                return Ok(String::new());
            };
            return Ok(picked.attr("data-value").await?.unwrap_or_default());
        }
        Ok(element.value().await?.unwrap_or_default())
    }

    /// The text of a visible element.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn words(&self, css: &str) -> Result<String> {
        Ok(self.see(css).await?.text().await?)
    }

    /// The text of the whole page.
    ///
    /// # Errors
    /// When the page has no body.
    pub async fn text(&self) -> Result<String> {
        Ok(self
            .page()
            .await?
            .find(By::Css("body"))
            .await?
            .text()
            .await?)
    }

    /// Begins a visit and waits for its page. Returns the page's path.
    ///
    /// # Errors
    /// When no visit opens.
    pub async fn begin_visit(&self) -> Result<String> {
        self.act("new-inspection").await?;
        self.act("add-by-hand").await?;
        self.see("[data-field=\"establishment_name\"]").await?;
        self.see_path(|path| path.starts_with("/drafts/")).await
    }
}
