//! Two windows on one draft: one owns it, the other reads along and may take it
//! over; what is typed in either is in the journal, or stays on the screen.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use e2e::{Hands, Scene, close, received_once, small_visit};

const SAVE: &str = "[data-mark=\"save\"]";
const ELSEWHERE: &str = "[data-mark=\"elsewhere\"]";
const NAME: &str = "establishment_name";

#[tokio::test(flavor = "multi_thread")]
async fn one_window_owns_a_draft_and_the_other_reads_along_and_takes_it_over() -> Result<()> {
    let scene = Scene::set().await?;
    let [one, other] = scene.browser.two_windows().await?;
    one.open(&scene.office.address("/")).await?;
    let draft = one.begin_visit().await?;
    one.write(NAME, "Sạp một").await?;
    one.see_state(SAVE, "saved").await?;

    other.open(&scene.office.address(&draft)).await?;
    other.see_state(SAVE, "reading").await?;
    other.see(ELSEWHERE).await?;
    holds(&other, NAME, "Sạp một").await?;
    ensure!(!is_writable(&other, NAME).await?, "the reader can type");
    one.see_state(SAVE, "saved").await?;

    // Reading along, also of a check that is added.
    one.add(NAME, " A").await?;
    one.see_state(SAVE, "saved").await?;
    let began = Instant::now();
    becomes(&other, NAME, "Sạp một A").await?;
    let waited = began.elapsed();
    ensure!(waited < Duration::from_secs(1), "after {waited:?}");
    one.act_on("add-check", "label:toys").await?;
    one.write("product", "Diều").await?;
    one.see_state(SAVE, "saved").await?;
    other.act_on("open-part", "check-1").await?;
    becomes(&other, "product", "Diều").await?;
    one.write("product", "Diều giấy").await?;
    becomes(&other, "product", "Diều giấy").await?;

    // Typed a moment before the other takes over: kept first.
    one.add("product", " to").await?;
    other.act("take-over").await?;
    other.see_state(SAVE, "saved").await?;
    becomes(&other, "product", "Diều giấy to").await?;
    one.see_state(SAVE, "reading").await?;
    ensure!(!is_writable(&one, "product").await?, "the old owner types");
    other.act_on("open-part", "visit").await?;
    other.write("inspector", "Người ở cửa sổ hai").await?;
    other.see_state(SAVE, "saved").await?;
    let journal = journal(&other).await?;
    for text in ["Sạp một A", "Diều giấy to", "Người ở cửa sổ hai"] {
        ensure!(journal.contains(text), "{text} is not in {journal}");
    }
    one.act_on("open-part", "visit").await?;
    becomes(&one, "inspector", "Người ở cửa sổ hai").await?;

    // And back again.
    one.act("take-over").await?;
    one.see_state(SAVE, "saved").await?;
    one.add("inspector", " rồi một").await?;
    one.see_state(SAVE, "saved").await?;
    becomes(&other, "inspector", "Người ở cửa sổ hai rồi một").await?;
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_ends_or_leaves_frees_its_draft() -> Result<()> {
    let scene = Scene::set().await?;
    let [one, other] = scene.browser.two_windows().await?;
    one.open(&scene.office.address("/")).await?;
    let draft = one.begin_visit().await?;
    one.write(NAME, "Sạp một").await?;
    one.act("open-home").await?;
    other.open(&scene.office.address(&draft)).await?;
    other.see_state(SAVE, "saved").await?;
    other.add(NAME, " hai").await?;
    other.see_state(SAVE, "saved").await?;

    one.see_words("main", |text| text.contains("Sạp một hai"))
        .await?;
    one.act_on("open-draft", draft.trim_start_matches("/drafts/"))
        .await?;
    one.see_state(SAVE, "reading").await?;
    holds(&one, NAME, "Sạp một hai").await?;
    other.end().await?;
    let began = Instant::now();
    one.act("take-over").await?;
    one.see_state(SAVE, "saved").await?;
    let waited = began.elapsed();
    ensure!(waited < Duration::from_secs(2), "taken after {waited:?}");
    one.add(NAME, " một").await?;
    one.see_state(SAVE, "saved").await?;
    ensure!(journal(&one).await?.contains("Sạp một hai một"), "not kept");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_frozen_window_could_not_keep_stays_on_its_screen() -> Result<()> {
    let scene = Scene::set().await?;
    let [one, other] = scene.browser.two_windows().await?;
    one.open(&scene.office.address("/")).await?;
    let draft = one.begin_visit().await?;
    one.write(NAME, "Sạp").await?;
    one.see_state(SAVE, "saved").await?;
    other.open(&scene.office.address(&draft)).await?;
    other.see_state(SAVE, "reading").await?;

    one.see_state(SAVE, "saved").await?;
    one.look(FREEZE).await?;
    one.add(NAME, "X").await?;
    other.act("take-over").await?;
    other.see_state(SAVE, "saved").await?;
    holds(&other, NAME, "Sạp").await?;
    other.add(NAME, " hai").await?;
    other.see_state(SAVE, "saved").await?;

    // It has thawed: what it had typed can be read and copied, not saved.
    let typed = "[data-mark=\"not-kept\"] textarea";
    let kept = one.see(typed).await?.value().await?;
    ensure!(
        kept.as_ref().is_some_and(|kept| kept.contains("SạpX")),
        "{kept:?}"
    );
    one.see_state(SAVE, "reading").await?;
    holds(&one, NAME, "Sạp hai").await?;
    let journal = journal(&one).await?;
    ensure!(journal.contains("Sạp hai"), "{journal}");
    ensure!(!journal.contains("SạpX"), "{journal}");
    other.see_state(SAVE, "saved").await?;
    clean(&one).await?;
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_in_one_window_shows_the_other_the_record() -> Result<()> {
    let scene = Scene::set().await?;
    let [one, other] = scene.browser.two_windows().await?;
    one.open(&scene.office.address("/")).await?;
    small_visit(&one, "Sạp đóng").await?;
    one.see_state(SAVE, "saved").await?;
    let draft = one.path().await?.replace("/closing", "");
    other.open(&scene.office.address(&draft)).await?;
    other.see_state(SAVE, "reading").await?;
    clean(&other).await?;
    other.act("switch-language").await?;
    clean(&other).await?;
    let id = close(&one).await?;
    other.act("open-closed").await?;
    other.see(&format!("article[data-record=\"{id}\"]")).await?;
    ensure!(other.path().await? == format!("/records/{id}"), "elsewhere");
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_stopped_while_it_sent_holds_up_no_other() -> Result<()> {
    let scene = Scene::set().await?;
    let [one, other] = scene.browser.two_windows().await?;
    one.open(&scene.office.address("/settings")).await?;
    one.see("[data-action=\"save-settings\"]").await?;
    one.look_long(SENDS_FOR_EVER).await?;
    other.open(&scene.office.address("/")).await?;
    small_visit(&other, "Sạp gửi").await?;
    let id = close(&other).await?;
    let record = format!("[data-record=\"{id}\"]");
    other.see_state(&record, "waiting").await?;
    other.act("send-now").await?;
    other
        .see_words("[data-action=\"send-now\"]", |text| {
            text.contains("Cửa sổ khác đang gửi")
        })
        .await?;
    received_once(&other, &scene.office, &id).await?;
    scene.end().await
}

async fn holds(hands: &Hands, field: &str, expected: &str) -> Result<()> {
    let found = hands.read(field).await?;
    ensure!(found == expected, "{field} holds {found:?}");
    Ok(())
}

/// Waits until a field shows a text.
async fn becomes(hands: &Hands, field: &str, expected: &str) -> Result<()> {
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(5) {
        if hands.read(field).await? == expected {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    holds(hands, field, expected).await
}

async fn is_writable(hands: &Hands, field: &str) -> Result<bool> {
    let field = hands.see(&format!("[data-field=\"{field}\"]")).await?;
    Ok(field.is_enabled().await?)
}

/// Every piece of a draft in the journal; what was set aside is none.
async fn journal(hands: &Hands) -> Result<String> {
    Ok(hands.look_long(JOURNAL).await?.to_string())
}

async fn clean(hands: &Hands) -> Result<()> {
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../third_party/axe-core/axe.min.js");
    hands.look(&std::fs::read_to_string(axe)?).await?;
    let found = hands.look_long(AXE).await?;
    let found = found.as_array().context("axe's answer")?;
    ensure!(found.is_empty(), "axe-core finds {found:#?}");
    Ok(())
}

const AXE: &str = r"
    const done = arguments[0];
    axe.run(document, { rules: { 'color-contrast-enhanced': { enabled: true } } }).then(
        result => done(result.violations), error => done([String(error)]));
";

const JOURNAL: &str = r"
    const done = arguments[0];
    const opening = indexedDB.open('qc1');
    opening.onsuccess = () => {
        const database = opening.result;
        const drafts = IDBKeyRange.bound('qc1/draft/', 'qc1/draft0');
        const all = database.transaction('pieces').objectStore('pieces').getAll(drafts);
        all.onsuccess = () => { database.close(); done(all.result); };
    };
";

/// Once something is typed, before it is kept, the window does nothing for five
/// seconds, as a tab that the system froze.
const FREEZE: &str = r"
    const freeze = () => { const end = Date.now() + 5000; while (Date.now() < end); };
    addEventListener('input', () => setTimeout(freeze, 50), { once: true });
";

/// The window has the name of the one that sends, and never lets it go.
const SENDS_FOR_EVER: &str = "
    const done = arguments[0];
    navigator.locks.request('can-dung/sending', () => {
        done(true);
        return new Promise(() => {});
    });
";
