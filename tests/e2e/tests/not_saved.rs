//! What is typed and not saved: it is said on every page, is in the file as the
//! screen has it, and is kept when the page goes away. Real Chromium.

use anyhow::{Result, ensure};
use e2e::{Hands, Scene, small_visit};

const SAVE: &str = "[data-mark=\"save\"]";
const NOT_SAVED: &str = "[data-mark=\"not-saved\"]";
const NAME: &str = "establishment_name";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_saved_is_said_on_every_page_until_it_is() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    hands.begin_visit().await?;
    hands.write_until_saved(NAME, "Sạp 12").await?;
    ensure!(!asks_before_leaving(&hands).await?, "nothing is lost");

    hands.look(FILL).await?;
    hands.write(NAME, "Sạp 13 – cô Tư, chợ Gò Vấp").await?;
    hands.see_state(SAVE, "unsaved").await?;
    hands.act("open-home").await?;
    for page in ["open-records", "open-settings", "open-home"] {
        let is_said = |text: &str| text.contains("CHƯA LƯU") && text.contains("Sạp 13");
        hands.see_words(NOT_SAVED, is_said).await?;
        ensure!(asks_before_leaving(&hands).await?, "it would be lost");
        hands.act(page).await?;
    }
    hands.act("open-not-saved").await?;
    hands.see_value(NAME, "Sạp 13 – cô Tư, chợ Gò Vấp").await?;
    hands.see_found(IS_SAID, "no").await?;

    hands.act("open-home").await?;
    hands.see(NOT_SAVED).await?;
    hands.look(FREE).await?;
    hands.act("save-again").await?;
    hands.see_found(IS_SAID, "no").await?;
    ensure!(!asks_before_leaving(&hands).await?, "it is saved");
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_copy_took_is_in_the_file_as_the_screen_has_it() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    hands.begin_visit().await?;
    hands.write_until_saved(NAME, "Sạp 12").await?;
    hands.look_long(NEWER).await?;
    hands.write(NAME, "Chưa ở đâu cả").await?;
    hands
        .see_words(SAVE, |text| text.contains("phiên bản mới hơn"))
        .await?;
    hands.look(CATCH).await?;
    hands.act("open-home").await?;
    let export = format!("{NOT_SAVED} [data-action=\"export-draft\"]");
    hands.tap(&export).await?;
    hands.see_found(CAUGHT, "yes").await?;
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_visit_is_being_closed_nothing_can_be_typed() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    small_visit(&hands, "Sạp đóng").await?;
    hands.act("close-inspection").await?;
    hands.see("[data-action=\"confirm-close\"]").await?;
    let is_off = hands.look_long(CONFIRM).await?;
    ensure!(is_off == true, "the conclusion can still be typed");
    hands.see("main [data-record]").await?;
    scene.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_kept_when_the_page_is_hidden_or_left() -> Result<()> {
    let scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    let draft = hands.begin_visit().await?;
    hands.write_until_saved(NAME, "Sạp 1").await?;
    // No pause of typing ever ends: only what is tested here keeps anything.
    hands.look("window.setTimeout = () => 0;").await?;
    for (typed, event) in [("Sạp 2", HIDE), ("Sạp 3", LEAVE)] {
        hands.write(NAME, typed).await?;
        hands.see_state(SAVE, "saving").await?;
        hands.look(event).await?;
        hands.see_state(SAVE, "saved").await?;
    }
    hands.write(NAME, "Sạp 4").await?;
    hands.see_state(SAVE, "saving").await?;
    hands.open(&scene.office.address(&draft)).await?;
    hands.see_value(NAME, "Sạp 4").await?;
    scene.end().await
}

async fn asks_before_leaving(hands: &Hands) -> Result<bool> {
    let asked = hands.look(LEAVING).await?;
    Ok(asked == true)
}

const LEAVING: &str = "
    const leaving = new Event('beforeunload', { cancelable: true });
    dispatchEvent(leaving);
    return leaving.defaultPrevented;
";

const IS_SAID: &str = r#"
    return document.querySelector('[data-mark="not-saved"]') ? 'yes' : 'no';
"#;

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

/// And gives it back.
const FREE: &str = r"
    const taken = Object.keys(localStorage).filter(key => key.startsWith('other-'));
    taken.forEach(key => localStorage.removeItem(key));
";

/// A newer program lays the journal out anew: this one writes nowhere any more.
const NEWER: &str = "
    const done = arguments[0];
    const opening = indexedDB.open('qc1', 2);
    opening.onsuccess = () => { opening.result.close(); done(true); };
";

/// What is given to the browser as a file can be looked at.
const CATCH: &str = "
    const make = URL.createObjectURL;
    URL.createObjectURL = blob => {
        blob.text().then(text => { window.caught = text; });
        return make.call(URL, blob);
    };
";

const CAUGHT: &str = "
    return (window.caught ?? '').includes('Chưa ở đâu cả') ? 'yes' : 'no';
";

/// Confirms, and looks before anything but the page itself had its turn.
const CONFIRM: &str = r#"
    const done = arguments[0];
    const field = document.querySelector('[data-field="conclusion"]');
    document.querySelector('[data-action="confirm-close"]').click();
    let turns = 50;
    const look = () => {
        turns -= 1;
        turns > 0 ? Promise.resolve().then(look) : done(field.matches(':disabled'));
    };
    look();
"#;

const HIDE: &str = "
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
    delete document.visibilityState;
";

const LEAVE: &str = "dispatchEvent(new PageTransitionEvent('pagehide'));";
