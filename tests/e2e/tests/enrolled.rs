//! An office that asks who is there: the first person comes in by a link, enrols a
//! tablet by another, and the tablet's minutes have their numbers. A tablet that
//! was revoked keeps its record, and sends it when it was let in again.

use anyhow::{Result, ensure};
use e2e::{Browser, Hands, Office, Parts, alone, close, small_visit};

const PASSWORD: &str = "con mèo trèo cây cau";
const LINK: &str = "[data-link=\"enrol\"]";
const ENROLLING: &str = "[data-mark=\"enrolling\"]";

#[tokio::test(flavor = "multi_thread")]
async fn a_tablet_is_enrolled_numbers_its_minutes_and_loses_nothing_when_revoked() -> Result<()> {
    let _turn = alone().await;
    let parts = Parts::find()?;
    let folder = tempfile::tempdir()?;
    let (office, first) = Office::found(&parts, folder.path().join("data")).await?;
    let browser = Browser::start(&parts, &folder.path().join("profile")).await?;
    let hands = browser.hands();
    comes_in(&hands, &first).await?;
    let link = adds_a_tablet(&hands, &office).await?;
    enrols(&hands, &link).await?;

    let visit = numbered(&hands, "Sạp A", "1").await?;
    hands.see_state(&record(&visit), "received").await?;
    has_number(&hands, &office, &visit, "1").await?;

    let tablet = revokes(&hands, &office).await?;
    hands.open(&office.address("/")).await?;
    let waits = numbered(&hands, "Sạp B", "2").await?;
    hands.open(&office.address("/records")).await?;
    let said = |text: &str| text.contains("Cơ quan chưa cho máy này gửi");
    hands.see_words("main", said).await?;

    hands.open(&tablet).await?;
    hands.tap("form[action$=\"/link\"] button").await?;
    let link = hands.words(LINK).await?;
    hands.open(&office.address("/settings")).await?;
    hands.write("enrol_link", link.trim()).await?;
    hands.act("enrol").await?;
    hands
        .see_words(ENROLLING, |text| text.contains("Máy 1"))
        .await?;
    // What waited is due now, by a page that is loaded anew as well.
    hands
        .open(&office.address(&format!("/records/{waits}")))
        .await?;
    hands.see_state(&record(&waits), "received").await?;
    browser.quit().await
}

fn record(id: &str) -> String {
    format!("main [data-record=\"{id}\"]")
}

/// Chooses name and password by the link that the receiver printed.
async fn comes_in(hands: &Hands, link: &str) -> Result<()> {
    hands.open(link).await?;
    hands.write("name", "Nguyễn Văn An").await?;
    hands.write("password", PASSWORD).await?;
    hands.write("again", PASSWORD).await?;
    hands.tap("main form button").await?;
    hands.see("[data-section=\"received\"]").await.map(drop)
}

/// Adds a tablet with twenty numbers at a time; its link.
async fn adds_a_tablet(hands: &Hands, office: &Office) -> Result<String> {
    hands.open(&office.address("/office/tablets")).await?;
    hands.write("name", "Máy 1").await?;
    hands.write("block_size", "20").await?;
    hands.tap("[data-section=\"add\"] button").await?;
    hands.see("svg.qr").await?;
    Ok(hands.words(LINK).await?.trim().to_owned())
}

/// Opens the link on the tablet, and says yes.
async fn enrols(hands: &Hands, link: &str) -> Result<()> {
    hands.open(link).await?;
    hands.act("enrol").await?;
    hands
        .see_words(ENROLLING, |text| text.contains("Máy 1"))
        .await?;
    let left = hands.look("return location.hash;").await?;
    ensure!(left == "", "the secret stays in the address: {left}");
    Ok(())
}

/// A visit that says before it is closed which number it gets, and its id.
async fn numbered(hands: &Hands, name: &str, number: &str) -> Result<String> {
    small_visit(hands, name).await?;
    let told = format!("biên bản mang số {number}.");
    let said = |text: &str| text.contains(&told);
    hands.see_words("[data-mark=\"number\"]", said).await?;
    close(hands).await
}

/// The office's page of the visit says that number.
async fn has_number(hands: &Hands, office: &Office, id: &str, number: &str) -> Result<()> {
    let page = office.address(&format!("/office/inspections/{id}"));
    hands.open(&page).await?;
    let said = |text: &str| {
        let lines: Vec<_> = text.lines().map(str::trim).collect();
        lines.windows(2).any(|pair| pair == ["Số biên bản", number])
    };
    hands.see_words("article", said).await.map(drop)
}

/// Takes the tablet off the list; the address of its page.
async fn revokes(hands: &Hands, office: &Office) -> Result<String> {
    hands.open(&office.address("/office/tablets")).await?;
    hands.tap("[data-enrolled] a").await?;
    hands.see("form[action$=\"/revoke\"] button").await?;
    let page = hands.path().await?;
    hands.tap("form[action$=\"/revoke\"] button").await?;
    hands
        .see_words("dl", |text| text.contains("Đã thu hồi"))
        .await?;
    Ok(office.address(&page))
}
