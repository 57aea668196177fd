//! One tablet over many kills: a browser that is started cold after each, and
//! what is then found of a draft.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use e2e::{Browser, Dice, Hands, Office, Parts};
use rustix::process::Pid;
use tokio::time::{Instant, sleep_until};

/// Milliseconds after the first key within which the kill comes.
const LATEST: u64 = 600;

/// The number of a check, 0 for the visit itself, and a field.
pub(crate) type Place = (u32, String);

/// A draft with everything typed in it.
pub(crate) struct Draft {
    pub(crate) path: String,
    pub(crate) typed: BTreeMap<Place, String>,
}

/// What all rounds share.
pub(crate) struct Trial<'a> {
    pub(crate) parts: &'a Parts,
    pub(crate) profile: &'a Path,
    pub(crate) office: &'a Office,
    pub(crate) dice: Dice,
    pub(crate) browser: Option<Browser>,
    /// Records, by id.
    pub(crate) closed: Vec<String>,
    /// Rounds in which something new was shown as saved before the kill.
    pub(crate) told: u64,
}

impl Trial<'_> {
    /// Every process of the browser, to be killed later.
    pub(crate) fn aim(&self) -> Result<Vec<Pid>> {
        self.browser.as_ref().context("a browser")?.processes()
    }

    /// The first key was pressed: lets the person act on, and kills the browser
    /// at a moment of chance.
    pub(crate) async fn kill_during(
        &mut self,
        aim: &[Pid],
        acts: impl Future<Output = Result<()>>,
    ) -> Result<()> {
        let browser = self.browser.take().context("a browser")?;
        let moment = Instant::now() + Duration::from_millis(self.dice.below(LATEST + 1));
        tokio::select! {
            biased;
            () = sleep_until(moment) => {}
            end = acts => bail!("the browser broke before the kill: {end:?}"),
        }
        browser.kill(aim).await.map(drop)
    }

    /// The draft opens cold; each field holds at least what was saved, and
    /// nothing but the beginning of what was typed there.
    pub(crate) async fn find(
        &mut self,
        draft: &mut Draft,
        floor: &BTreeMap<Place, String>,
    ) -> Result<()> {
        let hands = self.hands(&draft.path).await?;
        hands.see("[data-field=\"inspector\"]").await?;
        let mut found = hands.typed().await?;
        hands.act_on("open-part", "closing").await?;
        hands.see("[data-field=\"conclusion\"]").await?;
        found.extend(hands.typed().await?);
        if draft.typed.keys().any(|(check, _)| *check == 1) {
            hands.act_on("open-part", "check-1").await?;
            hands
                .see("[data-check=\"1\"] [data-field=\"model\"]")
                .await?;
            found.extend(hands.typed().await?);
        }
        for (place, typed) in &mut draft.typed {
            let found = found.remove(place).unwrap_or_default();
            let saved = floor.get(place).map_or("", String::as_str);
            ensure!(
                found.starts_with(saved) && typed.starts_with(&found),
                "{place:?}: saved {saved:?}, typed {typed:?}, found {found:?}"
            );
            *typed = found;
        }
        Ok(())
    }

    /// A browser, started cold after a kill, on this page.
    pub(crate) async fn hands(&mut self, path: &str) -> Result<Hands> {
        let browser = match self.browser.take() {
            Some(browser) => browser,
            None => Browser::start(self.parts, self.profile).await?,
        };
        let hands = browser.hands();
        self.browser = Some(browser);
        hands.open(&self.office.address(path)).await?;
        Ok(hands)
    }
}

/// Raises the floor to what was noted as saved, and says whether that is new.
pub(crate) fn grown(floor: &mut BTreeMap<Place, String>, saved: BTreeMap<Place, String>) -> bool {
    let mut new = false;
    for (place, text) in saved {
        new |= floor.get(&place).map_or("", String::as_str) != text;
        floor.insert(place, text);
    }
    new
}
