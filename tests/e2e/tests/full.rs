//! A tablet that runs full, in a real Chromium: the screen says so, nothing
//! that was saved before is lost, and with room again everything is saved.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use e2e::{Browser, Hands, Office, Parts, Scene, alone, close, received_once, small_visit};

const SAVE: &str = "[data-mark=\"save\"]";
const FIRST: &str = "Sạp 12";
const SECOND: &str = "Sạp 12 – cô Tư, chợ Gò Vấp";

#[tokio::test(flavor = "multi_thread")]
async fn with_no_room_in_the_journal_nothing_is_called_saved_and_nothing_is_lost() -> Result<()> {
    let _turn = alone().await;
    let parts = Parts::find()?;
    let folder = tempfile::tempdir()?;
    let profile = folder.path().join("profile");
    let office = Office::open(&parts, folder.path().join("data")).await?;
    let browser = Browser::start(&parts, &profile).await?;
    let hands = browser.hands();
    hands.open(&office.address("/")).await?;
    small_visit(&hands, FIRST).await?;
    hands.see_state(SAVE, "saved").await?;
    let draft = draft(&hands).await?;
    browser.quit().await?;

    let browser = Browser::start(&parts, &profile).await?;
    let hands = browser.hands();
    hands.room(&office.address("/"), Some(1)).await?;
    hands.open(&office.address(&draft)).await?;
    hands.write("establishment_name", SECOND).await?;
    said_not_saved(&hands).await?;

    // Loaded anew with as little room as before.
    hands.open(&office.address(&draft)).await?;
    hands.see_value("establishment_name", SECOND).await?;
    said_not_saved(&hands).await?;

    // Closing has no room either: the visit stays open, whole.
    hands.act_on("open-part", "closing").await?;
    hands.act("close-inspection").await?;
    hands.act("confirm-close").await?;
    hands
        .see_words("main", |text| text.contains("Chưa đóng được"))
        .await?;
    said_not_saved(&hands).await?;

    hands.room(&office.address("/"), None).await?;
    hands.act("save-again").await?;
    hands.see_state(SAVE, "saved").await?;
    let processes = browser.processes()?;
    browser.kill(&processes).await?;

    let browser = Browser::start(&parts, &profile).await?;
    let hands = browser.hands();
    hands.open(&office.address(&draft)).await?;
    hands.see_value("establishment_name", SECOND).await?;
    let id = close(&hands).await?;
    received_once(&hands, &office, &id).await?;
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn with_no_room_in_the_working_copy_the_journal_keeps_it_and_the_screen_says_so() -> Result<()>
{
    let scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    small_visit(&hands, FIRST).await?;
    hands.see_state(SAVE, "saved").await?;
    let draft = draft(&hands).await?;
    hands.act_on("open-part", "visit").await?;

    hands.look(FILL).await?;
    hands.write("establishment_name", SECOND).await?;
    said_not_saved(&hands).await?;

    // Loaded anew with the store as full as before: the journal has it.
    hands.open(&scene.office.address(&draft)).await?;
    hands.see_value("establishment_name", SECOND).await?;
    said_not_saved(&hands).await?;
    hands.look(FREE).await?;
    hands.act("save-again").await?;
    hands.see_state(SAVE, "saved").await?;

    // Closing needs the journal only.
    hands.look(FILL).await?;
    let id = close(&hands).await?;
    received_once(&hands, &scene.office, &id).await?;
    hands
        .open(&scene.office.address(&format!("/records/{id}")))
        .await?;
    received_once(&hands, &scene.office, &id).await?;
    hands.look(FREE).await?;
    hands
        .open(&scene.office.address(&format!("/records/{id}")))
        .await?;
    received_once(&hands, &scene.office, &id).await?;
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn with_no_room_for_more_it_is_said_of_what_is_begun_or_comes_in() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    small_visit(&hands, FIRST).await?;
    let id = close(&hands).await?;
    let record = scene.office.address(&format!("/records/{id}"));
    hands.open(&record).await?;
    hands.see("[data-action=\"correct\"]").await?;

    hands.look(FILL).await?;
    let is_said = |text: &str| text.contains("gần đầy: phần còn lại dành cho");
    hands.act("correct").await?;
    hands.see_words("main", is_said).await?;
    hands.open(&scene.office.address("/settings")).await?;
    hands.put("import-file", &golden()?).await?;
    hands.see_words("main", is_said).await?;
    hands.look(FREE).await?;

    // With room again, two fast taps begin one correction.
    hands.open(&record).await?;
    hands.see("[data-action=\"correct\"]").await?;
    hands.look(TWICE).await?;
    hands.see_path(|path| path.starts_with("/drafts/")).await?;
    hands.open(&scene.office.address("/")).await?;
    hands.see("[data-action=\"open-draft\"]").await?;
    let drafts = hands.look(DRAFTS).await?;
    ensure!(drafts == 1, "{drafts} drafts");
    scene.end().await
}

/// A file that a tablet wrote.
fn golden() -> Result<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = file.join("../../inspection/tests/golden/export/v1.json");
    Ok(file.canonicalize()?)
}

/// The path of the draft whose closing part is open.
async fn draft(hands: &Hands) -> Result<String> {
    let closing = hands.see_path(|path| path.ends_with("/closing")).await?;
    Ok(closing.replace("/closing", ""))
}

async fn said_not_saved(hands: &Hands) -> Result<()> {
    hands.see_state(SAVE, "unsaved").await?;
    hands
        .see_words(SAVE, |text| {
            text.contains("CHƯA LƯU") && text.contains("đã đầy")
        })
        .await?;
    Ok(())
}

/// Something else of this origin takes every unit that is left.
const FILL: &str = r"
    let units = 1 << 22;
    for (let key = 0; units > 0; key += 1) {
        try {
            localStorage.setItem(`other-${key}`, 'x'.repeat(units));
        } catch {
            units >>= 1;
        }
    }
";

/// A double tap.
const TWICE: &str = r#"
    const button = document.querySelector('[data-action="correct"]');
    button.click();
    button.click();
"#;

/// How many drafts are on the list.
const DRAFTS: &str = r#"
    return document.querySelectorAll('[data-action="open-draft"]').length;
"#;

/// And gives it back.
const FREE: &str = r"
    const taken = Object.keys(localStorage).filter(key => key.startsWith('other-'));
    taken.forEach(key => localStorage.removeItem(key));
";
