//! Everything a line and an office can answer, in a real Chromium: what the
//! page says of each, and that the office has the record at most once.

#![expect(clippy::print_stdout, reason = "the figures are the test's report")]

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use e2e::{Browser, Hands, Line, Mode, Office, Parts, alone, close, received_once, small_visit};

/// The hour that an office may ask for at most; "send now" does not wait it out.
const AN_HOUR: Option<u32> = Some(3600);

/// What leaves the record waiting, and a word of what the page says. The office
/// hears of none of them.
const NOTHING_ARRIVES: [(Mode, &str); 17] = [
    (Mode::SignInPage, "đăng nhập"),
    (Mode::SignInRedirect, "đăng nhập"),
    (Mode::OtherReceipt, "giấy biên nhận"),
    (page(400), "đăng nhập"),
    (page(404), "đăng nhập"),
    (page(409), "đăng nhập"),
    (page(422), "đăng nhập"),
    (says(401), "đăng ký máy"),
    (page(403), "đăng ký máy"),
    (says(408), "bận"),
    (page(425), "bận"),
    (asks_to_wait(429), "bận"),
    (says(500), "lỗi (500)"),
    (page(502), "lỗi (502)"),
    (asks_to_wait(503), "lỗi (503)"),
    (page(418), "(418)"),
    (Mode::CutUpload { after: 300 }, "Không nối được"),
];

/// What leaves it waiting though the office has it.
const ANSWER_IS_LOST: [(Mode, &str); 3] = [
    (Mode::CutAnswer { after: 0 }, "Không nối được"),
    (Mode::CutAnswer { after: 40 }, "Không nối được"),
    (Mode::Swallow, "Không nối được"),
];

/// What the office refuses a document by, with a problem document.
const REFUSALS: [u16; 5] = [400, 404, 413, 415, 422];

const TITLE: &str = "Không đọc được <văn bản>";

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_answered_the_record_is_kept_and_received_once() -> Result<()> {
    let _turn = alone().await;
    let parts = Parts::find()?;
    let folder = tempfile::tempdir()?;
    let mut office = Office::open(&parts, folder.path().join("data")).await?;
    let other_office = Office::open(&parts, folder.path().join("other")).await?;
    let line = Line::open(&office).await?;
    let other_line = Line::open(&other_office).await?;
    let browser = Browser::start(&parts, &folder.path().join("profile")).await?;
    let other_browser = Browser::start(&parts, &folder.path().join("tablet")).await?;
    let (hands, other_hands) = (browser.hands(), other_browser.hands());
    // Waiting for an answer that never comes takes half a minute: beside the rest.
    tokio::try_join!(
        walk(&hands, &line, &mut office),
        never_answered(&other_hands, &other_line, &other_office),
    )?;
    println!("replies covered: {}", Line::covered(&[&line, &other_line]));
    browser.quit().await?;
    other_browser.quit().await
}

async fn walk(hands: &Hands, line: &Line, office: &mut Office) -> Result<()> {
    hands.open(&line.address("/")).await?;
    hands.wait_until_installed().await?;
    let waited = waits(hands, line, office).await?;
    without_an_office(hands, line, office, &waited).await?;
    hands.act("send-now").await?;
    received_once(hands, office, &waited).await?;

    let mended = refused(hands, line, office).await?;
    let contested = conflict(hands, line, office).await?;
    let known = known_by_conflict(hands, line, office).await?;

    hands.open(&line.address("/records")).await?;
    hands.see_state(&row(&contested), "conflict").await?;
    // It was not the office that said so: asked again, it takes the record.
    hands.act("send-now").await?;
    for id in [&waited, &mended, &known, &contested] {
        hands.see_state(&row(id), "received").await?;
    }
    Ok(())
}

/// Walks the replies that leave a record waiting. Returns its id.
async fn waits(hands: &Hands, line: &Line, office: &Office) -> Result<String> {
    line.set(Mode::SignInPage);
    small_visit(hands, "Sạp chờ").await?;
    let id = close(hands).await?;
    signed_out(hands, &id).await?;
    for (mode, said) in NOTHING_ARRIVES {
        still_waits(hands, line, &id, mode, said).await?;
    }
    ensure!(
        office.keeps(&id).await?.is_none(),
        "nothing was let through"
    );

    // The network's page stands before the app's own files too.
    line.set(Mode::SignInPage);
    hands.open(&line.address(&format!("/records/{id}"))).await?;
    hands.see_state(&row(&id), "waiting").await?;
    for (mode, said) in ANSWER_IS_LOST {
        still_waits(hands, line, &id, mode, said).await?;
        let kept = office.keeps(&id).await?.context("the office took it")?;
        ensure!(kept.lines == 1 && !kept.conflicts, "{kept:?}");
    }
    Ok(id)
}

/// Its first try met the network's page, and is over.
async fn signed_out(hands: &Hands, id: &str) -> Result<()> {
    hands
        .see_words(&row(id), |text| text.contains("đăng nhập"))
        .await?;
    hands.see_state(&row(id), "waiting").await?;
    Ok(())
}

/// "Send now" meets this, and the page says so.
async fn still_waits(hands: &Hands, line: &Line, id: &str, mode: Mode, said: &str) -> Result<()> {
    let record = row(id);
    let tries = tries(&hands.words(&record).await?);
    let met = line.done(&mode);
    line.set(mode.clone());
    hands.act("send-now").await?;
    let told = |text: &str| self::tries(text) > tries && text.contains(said);
    hands
        .see_words(&record, |text| line.done(&mode) > met && told(text))
        .await
        .with_context(|| format!("{mode:?}"))?;
    hands.see_state(&record, "waiting").await?;
    Ok(())
}

/// The server is stopped: the app opens, and says that nobody answers.
async fn without_an_office(
    hands: &Hands,
    line: &Line,
    office: &mut Office,
    id: &str,
) -> Result<()> {
    office.stop().await?;
    hands.open(&line.address(&format!("/records/{id}"))).await?;
    still_waits(hands, line, id, Mode::Through, "Không nối được").await?;
    office.start().await
}

/// The office takes it and never answers: meanwhile the next visit is recorded,
/// and goes its way when the tablet has stopped waiting.
async fn never_answered(hands: &Hands, line: &Line, office: &Office) -> Result<()> {
    hands.open(&line.address("/")).await?;
    // What is loaded later comes before the line goes bad.
    hands.wait_until_installed().await?;
    line.set(Mode::SignInPage);
    small_visit(hands, "Sạp không ai trả lời").await?;
    let id = close(hands).await?;
    signed_out(hands, &id).await?;
    line.set_for(&id, Mode::Hang);
    hands.act("send-now").await?;
    hands.see_state(&row(&id), "sending").await?;
    small_visit(hands, "Sạp kế tiếp").await?;
    hands.see_state("[data-mark=\"save\"]", "saved").await?;
    let next = close(hands).await?;
    // Half a minute is how long the tablet waits for an answer.
    let patient = hands.patient(Duration::from_mins(3));
    patient.see_state(&row(&next), "received").await?;
    received_once(hands, office, &next).await?;
    open_record(hands, &id).await?;
    hands
        .see_words(&row(&id), |text| text.contains("không trả lời kịp"))
        .await?;
    hands.see_state(&row(&id), "waiting").await?;
    line.set(Mode::Through);
    hands.act("send-now").await?;
    received_once(hands, office, &id).await
}

/// Walks the refusals; a refused document holds up no other, and is received
/// when the office thinks better of it, over however slow a line.
async fn refused(hands: &Hands, line: &Line, office: &Office) -> Result<String> {
    line.set(says(422));
    small_visit(hands, "Sạp bị từ chối").await?;
    let id = close(hands).await?;
    hands.see_state(&row(&id), "refused").await?;
    for status in REFUSALS {
        let met = line.done(&says(status));
        line.set(says(status));
        hands.act("send-now").await?;
        let reason = format!("{TITLE} ({status})");
        hands
            .see_words(&row(&id), |text| {
                line.done(&says(status)) > met && text.contains(&reason)
            })
            .await?;
        hands.see_state(&row(&id), "refused").await?;
    }
    for bad in [says(422), says(503)] {
        line.set(Mode::SignInPage);
        small_visit(hands, "Sạp sau đó").await?;
        let other = close(hands).await?;
        signed_out(hands, &other).await?;
        let met = line.done(&bad);
        line.set_for(&id, bad.clone());
        hands.act("send-now").await?;
        received_once(hands, office, &other).await?;
        open_record(hands, &id).await?;
        hands
            .see_words(&row(&id), |_| line.done(&bad) > met)
            .await?;
        hands.see_state(&row(&id), "refused").await?;
    }
    ensure!(
        office.keeps(&id).await?.is_none(),
        "nothing was let through"
    );

    line.set(SLOW);
    hands.act("send-now").await?;
    hands.see_state(&row(&id), "sending").await?;
    line.let_go();
    received_once(hands, office, &id).await?;
    Ok(id)
}

/// The office has another document under the id: both are kept, and it says so.
async fn conflict(hands: &Hands, line: &Line, office: &Office) -> Result<String> {
    line.set(says(409));
    small_visit(hands, "Sạp trùng mã").await?;
    let id = close(hands).await?;
    hands.see_state(&row(&id), "conflict").await?;
    let words = hands.words(&row(&id)).await?;
    ensure!(words.contains(TITLE), "{words}");
    ensure!(
        office.keeps(&id).await?.is_none(),
        "nothing was let through"
    );
    line.set(Mode::Through);
    Ok(id)
}

async fn known_by_conflict(hands: &Hands, line: &Line, office: &Office) -> Result<String> {
    line.set(Mode::KnownByConflict);
    small_visit(hands, "Sạp đã có").await?;
    let id = close(hands).await?;
    received_once(hands, office, &id).await?;
    line.set(Mode::Through);
    Ok(id)
}

/// Goes to a record without loading the page anew.
async fn open_record(hands: &Hands, id: &str) -> Result<()> {
    hands.act("open-records").await?;
    hands.act_on("open-record", id).await?;
    hands.see(&format!("article{}", row(id))).await?;
    Ok(())
}

fn row(id: &str) -> String {
    format!("[data-record=\"{id}\"]")
}

/// 3 of "Đã thử 3 lần."; 0 where it does not say.
fn tries(text: &str) -> u32 {
    let number = text
        .split_once("Đã thử ")
        .and_then(|(_, rest)| rest.split(' ').next()?.parse().ok());
    number.unwrap_or_default()
}

const SLOW: Mode = Mode::Slow {
    between: Duration::from_millis(5),
};

const fn page(status: u16) -> Mode {
    answer(status, None, None)
}

const fn says(status: u16) -> Mode {
    answer(status, None, Some(TITLE))
}

const fn asks_to_wait(status: u16) -> Mode {
    answer(status, AN_HOUR, Some(TITLE))
}

const fn answer(status: u16, retry_after: Option<u32>, problem: Option<&'static str>) -> Mode {
    Mode::Answer {
        status,
        retry_after,
        problem,
    }
}
