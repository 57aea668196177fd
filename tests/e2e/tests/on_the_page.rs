//! What a page must always do: say bad input where it was made, and open cold
//! without a network on any route.

use anyhow::{Context as _, Result, ensure};
use e2e::{Browser, Hands, Office, Parts, Scene, alone};

/// Field, what is typed, a word of the Vietnamese message, one of the English.
type BadInput = (&'static str, &'static str, &'static str, &'static str);

const BAD: [BadInput; 7] = [
    ("max", "mười lăm", "số", "number"),
    ("e", "-50", "âm", "negative"),
    ("valid_until_on_sticker", "31/12/1999", "2000", "2000"),
    ("load.1", "2.5.1", "số", "number"),
    ("indication.1", "-1", "âm", "negative"),
    ("load.2", "-0,5", "âm", "negative"),
    ("d", "0", "0", "zero"),
];

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_is_said_beside_the_field_in_both_languages_and_kept() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    hands.begin_visit().await?;
    hands.write("inspected_on", "30/02/2026").await?;
    hands.tap("[data-field=\"inspector\"]").await?;
    hands
        .see_words("[data-gap=\"inspected_on\"]", |said| {
            said.to_lowercase().contains("ngày")
        })
        .await?;

    hands
        .act_on("add-check", "instrument:spring_dial_scale")
        .await?;
    for (field, typed, ..) in BAD {
        hands.write(field, typed).await?;
    }
    hands.tap("[data-field=\"model\"]").await?;
    said_beside(&hands, |(field, _, vietnamese, _)| (field, vietnamese)).await?;
    hands.act("switch-language").await?;
    said_beside(&hands, |(field, _, _, english)| (field, english)).await?;
    for (field, typed, ..) in BAD {
        let kept = hands.read(field).await?;
        ensure!(kept == typed, "{field} held {typed:?} and now {kept:?}");
    }
    scene.end().await
}

async fn said_beside(
    hands: &Hands,
    which: fn(BadInput) -> (&'static str, &'static str),
) -> Result<()> {
    for row in BAD {
        let (field, word) = which(row);
        hands
            .see_words(&format!("[data-gap=\"{field}\"]"), |said| {
                said.to_lowercase().contains(word)
            })
            .await
            .with_context(|| format!("{field}: {word:?}"))?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_fields_of_one_check_never_show_anothers() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    hands.begin_visit().await?;
    hands.act_on("add-check", "label:toys").await?;
    hands.see("[data-check=\"1\"]").await?;
    hands.write("product", "Xe").await?;
    hands.act_on("add-check", "quality:toys").await?;
    hands.see("[data-check=\"2\"]").await?;
    let new = hands.read("product").await?;
    ensure!(new.is_empty(), "the second check is new and shows {new:?}");
    hands.act_on("open-part", "check-1").await?;
    hands.see("[data-check=\"1\"]").await?;
    let back = hands.read("product").await?;
    ensure!(back == "Xe", "the first check now shows {back:?}");
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_visit_is_not_closed_and_each_gap_leads_to_its_field() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    hands.begin_visit().await?;
    hands.act_on("open-part", "closing").await?;
    hands.act("close-inspection").await?;
    hands
        .tap("[data-action=\"open-gap\"][data-value=\"establishment_name\"]")
        .await?;
    hands
        .see_words("[data-gap=\"establishment_name\"]", |said| !said.is_empty())
        .await?;
    let focused = "return document.activeElement.dataset.field || ''";
    hands.see_found(focused, "establishment_name").await?;
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_opens_cold_without_a_network() -> Result<()> {
    let _turn = alone().await;
    let parts = Parts::find()?;
    let folder = tempfile::tempdir()?;
    let profile = folder.path().join("profile");
    let mut office = Office::open(&parts, folder.path().join("data")).await?;
    let browser = Browser::start(&parts, &profile).await?;
    let hands = browser.hands();
    hands.open(&office.address("/")).await?;
    hands.wait_until_installed().await?;
    hands.begin_visit().await?;
    hands.act_on("add-check", "label:toys").await?;
    hands.write_until_saved("product", "Xe").await?;
    let check = hands.see_path(|path| path.ends_with("/checks/1")).await?;
    browser.quit().await?;
    office.stop().await?;

    let browser = Browser::start(&parts, &profile).await?;
    let hands = browser.hands();
    let draft = check.split("/checks").next().context("the draft's path")?;
    let closing = format!("{draft}/closing");
    for route in ["/", "/records", "/settings", draft, &check, &closing] {
        hands.open(&office.address(route)).await?;
        hands
            .see("main h1")
            .await
            .with_context(|| format!("{route} does not open offline"))?;
        ensure!(
            hands.path().await? == route,
            "{route} led to {}",
            hands.path().await?
        );
    }
    browser.quit().await
}

/// What the office says of itself comes when it comes, and a strip above the page
/// would move what a finger is about to touch.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_moves_in_an_open_draft_when_the_office_is_first_heard_of() -> Result<()> {
    const PLACE: &str =
        "return document.querySelector('[data-action=add-by-hand]').getBoundingClientRect().y";
    let scene = Scene::set().await?;
    let hands = scene.hands();
    hands.cut_off(Some("*/api/v1/office")).await?;
    hands.open(&scene.office.address("/")).await?;
    hands.act("new-inspection").await?;
    hands.see("[data-action=\"choose-establishment\"]").await?;
    let before = hands.look(PLACE).await?;
    let demo = "return String(document.querySelectorAll('[data-mark=demo]').length)";
    hands.see_found(demo, "0").await?;
    hands.cut_off(None).await?;
    let heard = "return String(Object.keys(localStorage).some(key => key.endsWith('office')))";
    hands.see_found(heard, "true").await?;
    hands.see_found(demo, "0").await?;
    ensure!(hands.look(PLACE).await? == before, "it moved");
    hands.act("add-by-hand").await?;
    hands.see("[data-field=\"establishment_name\"]").await?;
    hands.act("open-home").await?;
    hands.see("[data-mark=\"demo\"]").await?;
    scene.end().await
}
