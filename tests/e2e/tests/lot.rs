//! A sample from a lot, typed one reading after another: what it amounts to so
//! far is said as it emerges.

use anyhow::Result;
use e2e::Scene;

/// Packages of 500 g, T 15 g (TT 21/2014/TT-BKHCN: 3 % from 300 to 500 g), of a
/// lot of 300, so 50 are wanted with k 0.379.
const LOT: [(&str, &str); 3] = [
    ("product", "Đường trắng"),
    ("nominal", "500"),
    ("lot_size", "300"),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_a_sample_amounts_to_is_said_while_it_is_typed() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    hands.begin_visit().await?;
    hands.act_on("add-check", "quantity:prepackage").await?;
    for (field, text) in LOT {
        hands.write(field, text).await?;
    }
    for (field, value) in [
        ("nominal_unit", "g"),
        ("test", "non_destructive"),
        ("method", "direct"),
        ("reading_unit", "g"),
    ] {
        hands.choose(field, value).await?;
    }

    // The mean of 500, 500, 480 and 500 is 495; their squares about it add up to
    // 300, so s is 10, and k s 3.79. Only 480 lacks more than 15.
    hands.tap("[data-field=\"reading.1\"]").await?;
    for reading in ["500", "500", "480", "500"] {
        hands.enter(reading).await?;
    }
    let focus = "return document.activeElement.dataset.field ?? ''";
    hands.see_found(focus, "reading.5").await?;
    let so_far = "[data-mark=\"so-far\"]";
    let wanted =
        "n = 4 · x̄ = 495 g · s = 10 g · k = 0,379 · k·s = 3,79 g · T = 15 g · T1 = 1 · T2 = 0";
    hands.see_words(so_far, |words| words == wanted).await?;
    // 465 lacks more than 30: one is enough.
    hands.enter("465").await?;
    hands
        .see_words(so_far, |words| words.ends_with("T1 = 1 · T2 = 1"))
        .await?;
    hands
        .see_state("[data-verdict=\"sample.far_short\"]", "non_conforming")
        .await?;
    scene.end().await
}
