//! Whether the browser keeps what is stored: it is asked at every start, its
//! answer is shown, and where it blocks everything nothing can be begun. Real
//! Chromium.

use std::path::Path;

use anyhow::{Result, ensure};
use e2e::{Browser, Hands, Line, Mode, Office, Parts, Scene, alone, close, small_visit};

const PROMISE: &str = "[data-mark=\"promise\"]";
const BLOCKED: &str = "[data-mark=\"blocked\"]";

#[tokio::test(flavor = "multi_thread")]
async fn the_browser_is_asked_at_every_start_and_its_answer_is_shown() -> Result<()> {
    let _turn = alone().await;
    let parts = Parts::find()?;
    let folder = tempfile::tempdir()?;
    let office = Office::open(&parts, folder.path().join("data")).await?;
    for (answer, said, is_warned) in [
        (YES, "Có", false),
        (NO, "Không:", true),
        (UNKNOWN, "Không rõ", true),
        (NONE, "Không rõ", true),
    ] {
        let profile = tempfile::tempdir()?;
        let browser = Browser::start(&parts, profile.path()).await?;
        let hands = browser.hands();
        hands.on_each_page(answer).await?;
        hands.open(&office.address("/")).await?;
        hands.see("[data-action=\"new-inspection\"]").await?;
        if answer == YES || answer == NO {
            hands
                .see_found("return String(window.asked > 0);", "true")
                .await?;
        }
        let is_warned = if is_warned { "true" } else { "false" };
        hands.see_found(WARNED, is_warned).await?;
        hands.begin_visit().await?;
        hands
            .write_until_saved("establishment_name", "Sạp 12")
            .await?;
        hands.open(&office.address("/settings")).await?;
        hands
            .see_words(PROMISE, |text| text.starts_with(said))
            .await?;
        browser.quit().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_browser_blocks_storage_it_is_said_and_nothing_can_be_begun() -> Result<()> {
    let _turn = alone().await;
    let parts = Parts::find()?;
    let folder = tempfile::tempdir()?;
    let office = Office::open(&parts, folder.path().join("data")).await?;
    let profile = folder.path().join("blocked");
    block(&profile)?;
    let browser = Browser::start(&parts, &profile).await?;
    blocked(&browser.hands(), &office).await?;
    browser.quit().await?;

    let browser = Browser::start(&parts, &folder.path().join("profile")).await?;
    let hands = browser.hands();
    hands.on_each_page(NO_DATABASE).await?;
    blocked(&hands, &office).await?;
    browser.quit().await
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_browser_has_little_room_left_it_is_said_and_no_visit_begins() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands();
    // Chromium itself says the same of every disk.
    hands.on_each_page(NEARLY_FULL).await?;
    hands.open(&scene.office.address("/")).await?;
    let is_said = |text: &str| text.contains("Chỗ trình duyệt dành cho ứng dụng đã dùng 96 %");
    hands.see_words("[data-mark=\"low\"]", is_said).await?;
    hands.act("new-inspection").await?;
    let is_said = |text: &str| text.contains("Máy gần hết chỗ");
    hands.see_words("main", is_said).await?;
    ensure!(hands.path().await? == "/", "a visit was begun");
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_waited_for_more_than_a_week_is_offered_as_a_file() -> Result<()> {
    let _turn = alone().await;
    let parts = Parts::find()?;
    let folder = tempfile::tempdir()?;
    let office = Office::open(&parts, folder.path().join("data")).await?;
    let line = Line::open(&office).await?;
    line.set(Mode::Answer {
        status: 503,
        retry_after: None,
        problem: None,
    });
    let browser = Browser::start(&parts, &folder.path().join("profile")).await?;
    let hands = browser.hands();
    hands.open(&line.address("/")).await?;
    small_visit(&hands, "Sạp cũ").await?;
    close(&hands).await?;
    hands.act("open-home").await?;
    hands.see_state("[data-mark=\"unsent\"]", "some").await?;
    ensure!(hands.look(OLD).await? == false, "it is not old");

    hands.on_each_page(EIGHT_DAYS_ON).await?;
    hands.open(&line.address("/")).await?;
    hands
        .see("[data-mark=\"old\"] [data-action=\"export-unsent\"]")
        .await?;
    line.set(Mode::Through);
    hands.act("send-now").await?;
    hands.see_state("[data-mark=\"unsent\"]", "none").await?;
    ensure!(hands.look(OLD).await? == false, "the office has it");
    browser.quit().await
}

/// A profile whose owner lets no page store anything.
fn block(profile: &Path) -> Result<()> {
    let wanted = serde_json::json!({
        "profile": { "default_content_setting_values": { "cookies": 2 } }
    });
    std::fs::create_dir_all(profile.join("Default"))?;
    let file = profile.join("Default/Preferences");
    Ok(std::fs::write(file, wanted.to_string())?)
}

async fn blocked(hands: &Hands, office: &Office) -> Result<()> {
    hands.open(&office.address("/")).await?;
    let said = hands.words(BLOCKED).await?;
    ensure!(said.contains("Không ghi được trên máy này"), "{said}");
    ensure!(said.contains("ghi trên giấy"), "{said}");
    hands
        .see(&format!("{BLOCKED} [data-action=\"reload\"]"))
        .await?;
    let begins = r#"return document.querySelectorAll('[data-action="new-inspection"]').length;"#;
    ensure!(hands.look(begins).await? == 0, "a visit could be begun");
    Ok(())
}

const YES: &str = "
    window.asked = 0;
    StorageManager.prototype.persist = async () => { window.asked += 1; return true; };
    StorageManager.prototype.persisted = async () => true;
";

const NO: &str = "
    window.asked = 0;
    StorageManager.prototype.persist = async () => { window.asked += 1; return false; };
    StorageManager.prototype.persisted = async () => false;
";

const NEARLY_FULL: &str = "
    StorageManager.prototype.estimate = async () => ({ usage: 965, quota: 1000 });
";

/// An engine that knows of storage, and of no promises.
const UNKNOWN: &str = "
    delete StorageManager.prototype.persist;
    delete StorageManager.prototype.persisted;
";

/// An engine that says nothing of its storage.
const NONE: &str = "
    Object.defineProperty(Navigator.prototype, 'storage', { get: () => undefined });
";

const NO_DATABASE: &str = "
    Object.defineProperty(window, 'indexedDB', { get: () => undefined });
";

const WARNED: &str = r#"
    return String(document.querySelector('[data-mark="not-promised"]') !== null);
"#;

const OLD: &str = r#"return document.querySelector('[data-mark="old"]') !== null;"#;

const EIGHT_DAYS_ON: &str = "
    const Real = Date;
    const shift = 8 * 24 * 3600 * 1000;
    window.Date = class extends Real {
        constructor(...parts) {
            if (parts.length > 0) { super(...parts); } else { super(Real.now() + shift); }
        }
        static now() { return Real.now() + shift; }
    };
";
