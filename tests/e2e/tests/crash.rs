//! The program ends in a trap, as a panic does in the release bundle: a bar says
//! so over whatever is shown, and what was saved is there once the page is loaded
//! again. Real Chromium.

use anyhow::Result;
use e2e::Scene;

/// A module of one function, which is the instruction `unreachable`; called from
/// a timer, and from a promise.
const TRAP: &str = r#"
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0,
        7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
    const { f } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports;
    if (IN_TIMER) { setTimeout(f); } else { Promise.resolve().then(f); }
    return "";
"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_is_said_and_what_was_saved_is_there_after_it() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    let visit = hands.begin_visit().await?;
    for (way, inspector) in [("true", "An"), ("false", "Bình")] {
        hands.write_until_saved("inspector", inspector).await?;
        hands.look(&TRAP.replace("IN_TIMER", way)).await?;
        hands.see("#crash:not([hidden])").await?;
        hands.tap("#crash-reload").await?;
        hands.see_path(|path| path.starts_with(&visit)).await?;
        hands.see_value("inspector", inspector).await?;
    }
    scene.end().await
}
