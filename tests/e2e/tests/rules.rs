//! The rules from end to end: the office settles on a limit and publishes, the
//! tablet takes it over, and new visits are judged by it, also without a network.
//! Real Chromium, real receiver.

use anyhow::{Result, ensure};
use e2e::{Hands, Scene};

const READING: &str = "[data-verdict=\"error_of_indication.1\"]";

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_that_the_office_settles_on_judges_new_visits_and_no_begun_one() -> Result<()> {
    let mut scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    hands.see("[data-section=\"plan\"]").await?;
    hands.wait_until_installed().await?;
    let begun = weighed(&hands).await?;
    hands.see_state(READING, "inconclusive").await?;
    hands.see_state("[data-mark=\"save\"]", "saved").await?;

    hands.open(&scene.office.address("/office/rules")).await?;
    hands
        .tap("a[href=\"/office/rules/settle?of=nawi_in_service_factor_vn\"]")
        .await?;
    hands.write("by", "Trần Thị B").await?;
    hands
        .tap("form[action=\"/office/rules/settle\"] button")
        .await?;
    // Without the document that settles it nothing is settled, nor lost.
    hands
        .see("[data-field=\"document\"][aria-invalid=\"true\"]")
        .await?;
    hands.see_value("by", "Trần Thị B").await?;
    hands.write("document", "CV 77/TĐC ngày 20/11/2026").await?;
    hands
        .tap("form[action=\"/office/rules/settle\"] button")
        .await?;
    hands
        .tap("form[action=\"/office/rules/publish\"] button")
        .await?;
    hands
        .see("[data-edition=\"2026-11.1\"][data-state=\"in_use\"]")
        .await?;

    hands.open(&scene.office.address("/")).await?;
    hands.act("new-inspection").await?;
    hands.act("pull-lists").await?;
    hands
        .see_found(
            "return String((localStorage.getItem('qc1/rules') ?? '').includes('2026-11.1'))",
            "true",
        )
        .await?;
    hands.open(&scene.office.address("/")).await?;
    let new = weighed(&hands).await?;
    hands.see_state(READING, "non_conforming").await?;
    let said = hands.words(READING).await?;
    ensure!(said.contains("CV 77/TĐC"), "{said}");
    hands.see_state("[data-mark=\"save\"]", "saved").await?;

    scene.office.stop().await?;
    for (draft, verdict) in [(&new, "non_conforming"), (&begun, "inconclusive")] {
        hands.open(&scene.office.address(draft)).await?;
        hands.see_state(READING, verdict).await?;
    }
    scene.end().await
}

/// Begins a visit to a scale of class IIII with e = 50 g that shows 60 g too
/// much at 10 kg: outside the limit on verification, within twice that. Gives
/// the path of the check.
async fn weighed(hands: &Hands) -> Result<String> {
    hands.begin_visit().await?;
    hands
        .act_on("add-check", "instrument:spring_dial_scale")
        .await?;
    for (field, text) in [("max", "15"), ("e", "50"), ("d", "50")] {
        hands.write(field, text).await?;
    }
    hands.choose("accuracy_class", "IIII").await?;
    hands.write("load.1", "10").await?;
    hands.write("indication.1", "10,06").await?;
    hands.see_path(|path| path.contains("/check")).await
}
