//! Every screen of the tablet with and without something on it: axe finds nothing,
//! nothing is too small for a finger, cut off or beside the page, in any theme, size
//! and language. `cargo xtask bench -- screens` keeps pictures on the way.

#[path = "screens/checks.rs"]
mod checks;
#[path = "screens/end.rs"]
mod end;
#[path = "screens/trouble.rs"]
mod trouble;
#[path = "screens/visit.rs"]
mod visit;

use anyhow::Result;
use e2e::{Closely, Gallery, Journey};

#[tokio::test(flavor = "multi_thread")]
async fn no_screen_has_what_is_small_cut_off_or_unread_in_any_theme_and_size() -> Result<()> {
    Journey::walk("screens", every_screen).await
}

async fn every_screen(journey: &mut Journey) -> Result<()> {
    let mut gallery = Gallery::open()?;
    nothing_yet(journey, &mut gallery).await?;
    visit::visit(journey, &mut gallery).await?;
    checks::checks(journey, &mut gallery).await?;
    end::end(journey, &mut gallery).await?;
    journey.open("/office").await?;
    gallery.read(journey.hands(), "office").await?;
    journey.open("/").await?;
    trouble::trouble(journey, &mut gallery).await?;
    gallery.close()
}

/// What stands there before anything was recorded.
async fn nothing_yet(journey: &Journey, gallery: &mut Gallery) -> Result<()> {
    let hands = journey.hands();
    hands.see("[data-section=\"plan\"]").await?;
    gallery.show(hands, "today-empty", Closely::Both).await?;
    hands.act("open-records").await?;
    hands.see("[data-action=\"send-now\"]").await?;
    gallery.show(hands, "records-empty", Closely::Once).await?;
    journey.open("/nowhere").await?;
    gallery.show(hands, "nowhere", Closely::Once).await?;
    journey.open("/records/nowhere").await?;
    gallery.show(hands, "record-missing", Closely::Once).await?;
    journey.open("/").await
}
