//! Two windows of one browser on the same records.

use anyhow::{Result, ensure};
use e2e::{Scene, close, received_once, small_visit};

#[tokio::test(flavor = "multi_thread")]
async fn what_one_window_records_and_closes_the_other_finds_and_the_office_has_once() -> Result<()>
{
    let scene = Scene::set().await?;
    let [one, other] = scene.browser.two_windows().await?;
    one.open(&scene.office.address("/")).await?;
    other.open(&scene.office.address("/records")).await?;
    small_visit(&one, "Sạp hai cửa sổ").await?;
    one.see_state("[data-mark=\"save\"]", "saved").await?;

    other.act("open-home").await?;
    other
        .see_words("main", |text| text.contains("Sạp hai cửa sổ"))
        .await?;
    let id = close(&one).await?;
    for window in [&one, &other] {
        window
            .open(&scene.office.address(&format!("/records/{id}")))
            .await?;
        received_once(window, &scene.office, &id).await?;
    }
    ensure!(
        one.path().await? == other.path().await?,
        "two pages of one record"
    );
    scene.end().await
}
