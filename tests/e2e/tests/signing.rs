//! Signing on the screen: off until the office lets it; then both sides draw their
//! names before the visit is closed, what is changed afterwards voids them, and the
//! minutes and the office show what was drawn.

use anyhow::{Result, ensure};
use e2e::{Answers, Hands, Journey};

const HEAD: Answers = &[
    ("establishment_name", "Sạp 4, chợ Hạnh Thông"),
    ("establishment_address", "1 Nguyễn Thái Sơn, Gò Vấp"),
    ("inspector", "Nguyễn Văn An"),
    ("representative", "Lê Thị Hoa"),
    ("without_checks", "closed"),
];

const SECTION: &str = "[data-section=\"signing\"]";
const PAD: &str = "[data-pad]";
/// Two strokes, each by the ways of the hand in pixels from the middle of the place.
const NAME: [[(i64, i64); 3]; 2] = [
    [(-80, -20), (40, 30), (40, -30)],
    [(20, 10), (30, -15), (15, 20)],
];

#[tokio::test(flavor = "multi_thread")]
async fn what_both_sides_signed_on_the_screen_stands_in_the_minutes_and_at_the_office() -> Result<()>
{
    Journey::walk("signing", signing).await
}

async fn signing(journey: &mut Journey) -> Result<()> {
    journey.visit("market_stall", HEAD).await?;
    let hands = journey.hands().clone();
    // What is loaded later is there, and says nothing of signing.
    hands.see("[data-action=\"hand-over\"]").await?;
    hands.act_on("open-part", "closing").await?;
    hands
        .write_until_saved("conclusion", "Sạp đóng cửa.")
        .await?;
    let none = format!("return document.querySelector('{SECTION}') === null");
    ensure!(hands.look(&none).await? == true, "signing is offered");
    let draft = hands.path().await?;

    journey.open("/office/tablets").await?;
    hands
        .tap("[data-section=\"screen-signing\"] button")
        .await?;
    hands
        .see_state("[data-section=\"screen-signing\"]", "on")
        .await?;
    journey.open(&draft).await?;
    hands.count_effort().await?;
    hands.act("sign-on-screen").await?;
    sign(&hands, "team").await?;
    sign(&hands, "establishment").await?;

    // Cleared, and taken back.
    hands.act_on("clear-signature", "team").await?;
    hands.see_state(&of("team"), "unsigned").await?;
    hands.act("undo").await?;
    hands.see_state(&of("team"), "signed").await?;
    hands.see_state("[data-mark=\"save\"]", "saved").await?;
    // Kept like every answer.
    journey.open(&draft).await?;
    hands.count_effort().await?;
    hands.see_state(&of("establishment"), "signed").await?;

    hands.write("conclusion", "Sạp mở cửa.").await?;
    hands.see_state(&of("team"), "void").await?;
    hands.see_state(&of("establishment"), "void").await?;
    hands.act("close-inspection").await?;
    hands
        .see("[data-action=\"open-gap\"][data-value=\"signed_strokes.1\"]")
        .await?;
    hands.write("conclusion", "Sạp đóng cửa.").await?;
    hands.see_state(&of("team"), "signed").await?;

    changed_meanwhile(&hands).await?;

    let record = journey.close(&[]).await?;
    let given = |side: &str| format!("[data-section=\"signatures\"] {}", of(side));
    for side in ["team", "establishment"] {
        hands.see_state(&given(side), "signed").await?;
    }
    let paper = journey.print(&record, "bbkt_do_luong").await?;
    for said in ["Đã ký trên màn hình", "Nguyễn Văn An", "Lê Thị Hoa"] {
        paper.says(said)?;
    }
    drawn_twice(&hands).await?;
    journey.back_to(&record).await?;
    journey.office_has(&record, &[]).await?;
    for side in ["team", "establishment"] {
        hands.see_state(&given(side), "signed").await?;
    }
    hands
        .see_words("[data-section=\"signatures\"]", |said| {
            said.matches("Đúng với nội dung").count() == 2
        })
        .await?;
    let minutes = format!("/office/inspections/{}/minutes/bbkt_do_luong", record.id);
    journey.open(&minutes).await?;
    drawn_twice(&hands).await
}

fn of(side: &str) -> String {
    format!("[data-signer=\"{side}\"]")
}

async fn sign(hands: &Hands, side: &str) -> Result<()> {
    hands.act_on("sign", side).await?;
    for stroke in NAME {
        hands.draw(PAD, &stroke).await?;
    }
    hands.see_state(&of(side), "signed").await?;
    hands.act("signed").await
}

/// What is changed while somebody signs takes the place to sign away: no later stroke
/// makes the drawing hold for what was not read.
async fn changed_meanwhile(hands: &Hands) -> Result<()> {
    hands.act_on("clear-signature", "team").await?;
    hands.act_on("sign", "team").await?;
    hands.draw(PAD, &NAME[0]).await?;
    hands.see_state(&of("team"), "signed").await?;
    hands.write("conclusion", "Sạp mở cửa.").await?;
    hands.see_state(&of("team"), "void").await?;
    hands.draw(PAD, &NAME[1]).await?;
    hands
        .see_words("[data-mark=\"signing\"]", |said| said.contains("đã đổi"))
        .await?;
    hands.see_state(&of("team"), "void").await?;
    let gone = format!("return document.querySelector('{PAD}') === null");
    ensure!(
        hands.look(&gone).await? == true,
        "the place to sign is open"
    );
    hands.act_on("clear-signature", "team").await?;
    hands.write("conclusion", "Sạp đóng cửa.").await?;
    sign(hands, "team").await
}

/// The sheet that is open shows what both drew: two strokes each.
async fn drawn_twice(hands: &Hands) -> Result<()> {
    hands.see(".paper .ink").await?;
    let drawn = "return [...document.querySelectorAll('.paper .ink path')]
        .map(path => path.getAttribute('d').split('M').length - 1).join()";
    let drawn = hands.look(drawn).await?;
    ensure!(drawn == "2,2", "strokes on the sheet: {drawn}");
    Ok(())
}
