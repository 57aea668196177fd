//! The main job in small in a real WebKit: recorded and found again without a
//! network, closed, sent later, read at the office.

use anyhow::Result;
use e2e::{Office, Parts, WebKit, alone, close, received_once, small_visit};

const NAME: &str = "Sạp 7 – bà Năm <chợ Bình Tây>";

#[tokio::test(flavor = "multi_thread")]
async fn in_webkit_a_visit_recorded_offline_is_found_again_and_received() -> Result<()> {
    let _turn = alone().await;
    let parts = Parts::find()?;
    let folder = tempfile::tempdir()?;
    let mut office = Office::open(&parts, folder.path().join("data")).await?;
    let webkit = WebKit::start().await?;
    let hands = webkit.hands();
    hands.open(&office.address("/")).await?;
    hands.wait_until_installed().await?;
    office.stop().await?;
    small_visit(&hands, NAME).await?;
    hands
        .write_until_saved("conclusion", "Đã lập biên bản.")
        .await?;

    let closing = hands.see_path(|path| path.ends_with("/closing")).await?;
    hands.open(&office.address(&closing)).await?;
    hands.see_value("conclusion", "Đã lập biên bản.").await?;
    hands.act_on("open-part", "visit").await?;
    hands.see_value("establishment_name", NAME).await?;

    let id = close(&hands).await?;
    hands
        .see_state(&format!("[data-record=\"{id}\"]"), "waiting")
        .await?;
    office.start().await?;
    hands.act("send-now").await?;
    received_once(&hands, &office, &id).await?;
    hands
        .open(&office.address(&format!("/office/inspections/{id}")))
        .await?;
    hands.see_words("body", |page| page.contains(NAME)).await?;
    webkit.quit().await
}
