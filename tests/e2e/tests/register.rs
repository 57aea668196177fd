//! The register from end to end: pulled, searched without marks and without a
//! network, taken into a draft, sent later, and shown at the office as the last
//! inspection. Real Chromium, real receiver.

use anyhow::{Context as _, Result, ensure};
use e2e::{Hands, Scene, close, received_once};

/// "Chợ mẫu Hạnh Thông" of the demonstration.
const MARKET: &str = "sample-04";

#[tokio::test(flavor = "multi_thread")]
async fn an_establishment_is_found_offline_and_the_office_shows_what_was_found() -> Result<()> {
    let mut scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    hands.see("[data-section=\"plan\"]").await?;
    hands.wait_until_installed().await?;
    scene.office.stop().await?;

    hands.act("new-inspection").await?;
    hands.see("[data-mark=\"lists\"]").await?;
    // Hạnh Thông has what Phường 3 was before July 2025.
    hands.write("search", "phuong 3 cho mau").await?;
    hands
        .see(&format!(
            "[data-action=\"choose-establishment\"][data-value=\"{MARKET}\"]"
        ))
        .await?;
    hands.write("search", "cho mau hanh").await?;
    hands.see("[data-mark=\"found\"][data-value=\"1\"]").await?;
    hands.choose("filter_kind", "gold_shop").await?;
    hands.see("[data-mark=\"found\"][data-value=\"0\"]").await?;
    hands.choose("filter_kind", "").await?;
    // What was typed stands as it was typed.
    hands.see_value("search", "cho mau hanh").await?;
    hands.act_on("choose-establishment", MARKET).await?;
    for (field, text) in [
        ("establishment_name", "Chợ mẫu Hạnh Thông"),
        ("establishment_address", "Số 10 đường Mẫu Hai"),
        ("establishment_kind", "traditional_market"),
        ("ward", "hanh-thong"),
    ] {
        hands.see_value(field, text).await?;
    }
    hands.see("[data-mark=\"registered\"]").await?;
    let id = shut(&hands).await?;

    scene.office.start().await?;
    hands.act("send-now").await?;
    received_once(&hands, &scene.office, &id).await?;
    hands.open(&scene.office.address("/office")).await?;
    let line = format!("[data-establishment=\"{MARKET}\"]");
    let said = hands.words(&line).await?;
    ensure!(said.contains("Cơ sở đóng cửa"), "{said}");

    // The tablet hears of it with the next pull.
    hands.open(&scene.office.address("/")).await?;
    hands.act("new-inspection").await?;
    hands.act("pull-lists").await?;
    hands.write("search", "hanh thong mau cho").await?;
    let last = format!("[data-action=\"choose-establishment\"][data-value=\"{MARKET}\"]");
    hands
        .see_words(&last, |words| words.contains("Cơ sở đóng cửa"))
        .await?;
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_replaced_only_where_the_person_says_so() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    hands.see("[data-section=\"plan\"]").await?;
    hands.begin_visit().await?;
    hands.write("establishment_name", "Chợ của tôi").await?;
    for (answer, name) in [
        ("keep-typed", "Chợ của tôi"),
        ("replace-typed", "Chợ mẫu Hạnh Thông"),
    ] {
        hands.act("choose-from-register").await?;
        hands.write("search", "hanh thong").await?;
        hands.act_on("choose-establishment", MARKET).await?;
        hands
            .see_words("main", |words| words.contains("Chợ của tôi"))
            .await?;
        hands.act(answer).await?;
        hands.see_value("establishment_name", name).await?;
        hands
            .see_value("establishment_address", "Số 10 đường Mẫu Hai")
            .await?;
    }
    scene.end().await
}

/// Closes a visit to an establishment that was found shut.
async fn shut(hands: &Hands) -> Result<String> {
    hands.write("inspector", "Nguyễn Văn An").await?;
    hands.choose("without_checks", "closed").await?;
    hands.act_on("open-part", "closing").await?;
    hands.write("conclusion", "Chợ đóng cửa.").await?;
    close(hands).await.context("closing")
}
