//! A person thinks again: undo, laying a draft aside, taking it back, and a
//! file that goes out and comes in. Real Chromium, real receiver.

use anyhow::Result;
use e2e::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_undone_laid_aside_or_imported_is_there() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    let visit = hands.begin_visit().await?;
    hands.write_until_saved("inspector", "An").await?;
    hands.act_on("add-check", "label:toys").await?;
    hands.see("[data-check=\"1\"]").await?;
    hands.write_until_saved("product", "Xe").await?;

    hands.act("remove-check").await?;
    hands.see("[data-field=\"establishment_name\"]").await?;
    hands.act("undo").await?;
    hands.see("[data-check=\"1\"]").await?;
    hands.see_value("product", "Xe").await?;
    hands.act("undo").await?;
    hands.see_value("product", "").await?;
    hands.see_state("[data-mark=\"save\"]", "saved").await?;

    hands.open(&scene.office.address(&visit)).await?;
    hands.act("lay-aside").await?;
    let id = visit.trim_start_matches("/drafts/");
    hands.act_on("take-back", id).await?;
    hands.act_on("open-draft", id).await?;
    hands.see_value("inspector", "An").await?;

    let golden = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../inspection/tests/golden/export/v1.json"
    );
    let golden = std::fs::canonicalize(golden)?;
    hands.open(&scene.office.address("/settings")).await?;
    hands.put("import-file", &golden).await?;
    let record = "[data-record=\"019aa5f0-0000-7000-8000-000000000013\"]";
    hands.act("open-records").await?;
    hands.see(record).await?;
    hands.act("send-now").await?;
    hands.see_state(record, "received").await?;
    scene.end().await
}
