//! What no recording needs is not there: visits are recorded and closed all the
//! same, and what is missing says so. What the budget counts is what this test
//! has. Real Chromium, real receiver.

use anyhow::{Result, ensure};
use e2e::{Browser, Line, Mode, Office, Parts, alone, received_once, small_visit};

/// What stands where a part could not be loaded.
const NOT_LOADED: &str = "[data-mark=\"not-loaded\"]";

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_recorded_and_closed_without_what_is_loaded_later() -> Result<()> {
    let _turn = alone().await;
    let parts = Parts::find()?;
    let folder = tempfile::tempdir()?;
    let office = Office::open(&parts, folder.path().join("data")).await?;
    let line = Line::open(&office).await?;
    line.set(Mode::NothingLater);
    let browser = Browser::start(&parts, &folder.path().join("profile")).await?;
    let hands = browser.hands();
    hands.open(&line.address("/")).await?;
    hands.see(NOT_LOADED).await?;

    small_visit(&hands, "Sạp vắng").await?;
    hands.act("open-settings").await?;
    let said = hands.words(NOT_LOADED).await?;
    ensure!(said.contains("vẫn còn trên máy"), "{said}");
    hands.act("open-home").await?;
    hands.act("open-draft").await?;
    hands.see_value("establishment_name", "Sạp vắng").await?;
    hands.act_on("open-part", "closing").await?;
    hands.act("close-inspection").await?;
    hands.act("confirm-close").await?;
    hands.see("main > [data-mark=\"not-loaded\"]").await?;

    line.set(Mode::Through);
    hands.act("reload").await?;
    let record = hands.see("main [data-record]").await?;
    let id = record.attr("data-record").await?.unwrap_or_default();
    received_once(&hands, &office, &id).await?;
    browser.quit().await
}
