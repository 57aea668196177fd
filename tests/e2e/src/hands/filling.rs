//! Filling in what a page asks, as a person does, and what it takes: taps and
//! typed characters, counted inside the page.

use anyhow::{Context as _, Result};
use thirtyfour::Key;

use super::Hands;

/// What a person did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Times the screen was touched; an entry picked from the browser's own
    /// list is one more.
    pub taps: u64,
    /// Characters typed.
    pub typed: u64,
}

impl Hands {
    /// Types into a field or picks a choice, whichever it is; what is folded
    /// away is unfolded first.
    ///
    /// # Errors
    /// When there is no such field or choice.
    pub async fn give(&self, field: &str, text: &str) -> Result<()> {
        self.uncover(field).await?;
        let css = format!("[data-field=\"{field}\"]");
        match self.see(&css).await?.tag_name().await?.as_str() {
            "input" | "textarea" => self.write(field, text).await,
            _ => self.choose(field, text).await,
        }
    }

    /// Draws a stroke with the finger down: from the middle of an element by the
    /// first way, then by every further one.
    ///
    /// # Errors
    /// When the element is not there.
    pub async fn draw(&self, css: &str, ways: &[(i64, i64)]) -> Result<()> {
        let place = self.see(css).await?;
        place.scroll_into_view().await?;
        let (first, rest) = ways.split_first().context("a stroke")?;
        let hand = self.page().await?.action_chain();
        let hand = hand.move_to_element_with_offset(&place, first.0, first.1);
        let hand = rest.iter().fold(hand.click_and_hold(), |hand, (x, y)| {
            hand.move_by_offset(*x, *y)
        });
        Ok(hand.release().perform().await?)
    }

    /// Unfolds what a field is folded away in.
    ///
    /// # Errors
    /// When it cannot be unfolded.
    pub async fn uncover(&self, field: &str) -> Result<()> {
        let css = format!("details:not([open]):has([data-field=\"{field}\"])");
        let folded = format!("return document.querySelector('{css}') !== null");
        if self.look(&folded).await? == true {
            self.tap(&format!("{css} > summary")).await?;
        }
        Ok(())
    }

    /// Types where the focus is and presses Enter, without touching the screen.
    ///
    /// # Errors
    /// When nothing has the focus.
    pub async fn enter(&self, text: &str) -> Result<()> {
        let field = self.page().await?.active_element().await?;
        let keys = field.send_keys(text.to_owned() + Key::Enter);
        keys.await.with_context(|| format!("typing {text:?}"))
    }

    /// Picks an entry of the browser's own list by keys, as its popup is no
    /// part of the page.
    pub(super) async fn pick(&self, css: &str, value: &str) -> Result<()> {
        let place = format!(
            "const list = document.querySelector('{css}');
            return [...list.options].findIndex(entry => entry.value === '{value}');"
        );
        let place = self.look(&place).await?.as_u64();
        let place = place.with_context(|| format!("no {value} in {css}"))?;
        self.tap(css).await?;
        let list = self.see(css).await?;
        let mut keys = String::from(Key::Home.value());
        keys.extend((0..place).map(|_| Key::Down.value()));
        keys.push(Key::Enter.value());
        list.send_keys(keys).await?;
        let picked = format!("return document.querySelector('{css}').value");
        self.see_found(&picked, value).await
    }

    /// From now on the page counts what is done in it.
    ///
    /// # Errors
    /// When the page does not answer.
    pub async fn count_effort(&self) -> Result<()> {
        self.look(COUNT).await.map(drop)
    }

    /// What was done since the last time this was asked.
    ///
    /// # Errors
    /// When nobody counts.
    pub async fn effort(&self) -> Result<Effort> {
        let counted = "const counted = window.effort; \
            window.effort = { taps: 0, typed: 0 }; return counted;";
        let counted = self.look(counted).await?;
        let figure = |name: &str| counted[name].as_u64().context("nobody counts");
        Ok(Effort {
            taps: figure("taps")?,
            typed: figure("typed")?,
        })
    }
}

/// Counts what a finger or a mouse does, and what keys write.
const COUNT: &str = "
    window.effort = { taps: 0, typed: 0 };
    addEventListener('pointerdown', event => {
        if (event.isTrusted) window.effort.taps += 1;
    }, true);
    addEventListener('change', event => {
        if (event.isTrusted && event.target.tagName === 'SELECT') window.effort.taps += 1;
    }, true);
    addEventListener('input', event => {
        if (event.isTrusted) window.effort.typed += event.data?.length ?? 0;
    }, true);
";
