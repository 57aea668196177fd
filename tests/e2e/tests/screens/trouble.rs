//! What is said when something is wrong: a new version, nothing saved, a crash.

use anyhow::Result;
use e2e::{Closely, Gallery, Journey};

pub(crate) async fn trouble(journey: &Journey, gallery: &mut Gallery) -> Result<()> {
    let hands = journey.hands();
    hands.act("open-home").await?;
    hands.look(NEW_VERSION).await?;
    hands.see("[data-mark=\"new-version\"]").await?;
    gallery.show(hands, "new-version", Closely::Once).await?;

    hands.begin_visit().await?;
    hands
        .write_until_saved("establishment_name", "Sạp 12")
        .await?;
    hands.look(FILL).await?;
    hands
        .write("establishment_name", "Sạp 13 – cô Tư, chợ Hạnh Thông")
        .await?;
    hands.see_state("[data-mark=\"save\"]", "unsaved").await?;
    gallery.show(hands, "not-saved-here", Closely::Both).await?;
    hands.act("open-home").await?;
    hands.see("[data-mark=\"not-saved\"]").await?;
    gallery.show(hands, "not-saved", Closely::Fully).await?;
    hands.look(FREE).await?;
    hands.act("save-again").await?;
    hands.look(TRAP).await?;
    hands.see("#crash:not([hidden])").await?;
    // The program has ended: nothing answers any more.
    gallery.show(hands, "crash", Closely::AsItIs).await
}

const NEW_VERSION: &str = "dispatchEvent(new Event('can-dung-new-version')); return ''";

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
    return '';
";

/// And gives it back.
const FREE: &str = r"
    const taken = Object.keys(localStorage).filter(key => key.startsWith('other-'));
    taken.forEach(key => localStorage.removeItem(key));
    return '';
";

/// A module of one function, which is the instruction `unreachable`.
const TRAP: &str = r#"
    const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0,
        7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
    const { f } = new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(bytes))).exports;
    setTimeout(f);
    return "";
"#;
