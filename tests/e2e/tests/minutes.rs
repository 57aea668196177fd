//! Closed at the counter, printed at the counter: the minutes of a visit
//! without a network, read back from the paper. Real Chromium, no office.

#![expect(clippy::print_stdout, reason = "the figures are the test's report")]

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use e2e::{Hands, Paper, Parts, Scene, close};

/// How many scales of one kind, as at a market.
const SCALES: u16 = 14;
/// OIML R 76-1:2006 class IIII, e = 50 g: ±50 g at 10 kg on verification, in
/// service ±100 g. 10,15 kg is 150 g over and fails under both.
const FAILING: (&str, &str) = ("10", "10,15");
/// In order.
const PASSING: (&str, &str) = ("10", "10,00");

/// Opens the fields that are seldom filled in.
const MORE: &str = "[data-section=\"more\"] > summary";

const HEAD: [(&str, &str); 5] = [
    ("establishment_name", "Sạp 12 – cô Tư, chợ Gò Vấp"),
    ("establishment_address", "1 Nguyễn Thái Sơn, Gò Vấp"),
    ("inspector", "Nguyễn Văn An"),
    ("decision_no", "45/QĐ-UBND"),
    ("decision_by", "UBND phường Gò Vấp"),
];

#[tokio::test(flavor = "multi_thread")]
async fn minutes_are_printed_without_a_network_with_every_failing_figure() -> Result<()> {
    let mut scene = Scene::set().await?;
    let hands = scene.hands_at("/").await?;
    hands.wait_until_installed().await?;
    scene.office.stop().await?;

    record(&hands).await?;
    let id = close(&hands).await?;
    let page = hands.words("[data-record]").await?;
    let digest = page.split_whitespace().find(|word| is_digest(word));
    let digest = digest.context("the digest of the record")?.to_owned();
    let steps = hands.words("[data-section=\"minutes\"]").await?;
    ensure!(steps.contains("In 3 bản"), "{steps}");

    hands.act("switch-language").await?;
    hands.act_on("open-minutes", "bbkt_do_luong").await?;
    hands
        .see("[data-minutes=\"bbkt_do_luong\"] [data-action=\"print\"]")
        .await?;
    let paper = printed(&hands, &scene.parts, "minutes").await?;
    says_all(&paper, &id, &digest)?;
    // The head with the parties, a list for each seven scales, instruments, results,
    // findings and signatures. A page for each scale would make more than 14.
    let pages = paper.pages().len();
    ensure!((4..=7).contains(&pages), "{pages} pages");
    scene.end().await
}

fn says_all(paper: &Paper, id: &str, digest: &str) -> Result<()> {
    for said in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BIÊN BẢN KIỂM TRA VỀ ĐO LƯỜNG",
        "Số: 12/BB-KT",
        "của UBND phường Gò Vấp",
        "số 45/QĐ-UBND",
        HEAD[0].1,
        HEAD[1].1,
        "10,15 kg",
        "+150 g",
        "±50 g hoặc ±100 g",
        "OIML R 76-1:2006 3.5.2 (có văn bản)",
        "CAN-09",
        "ĐLVN 30:2019",
        "Mẫu chưa đối chiếu với phụ lục thông tư.",
        "Không đồng ý với kết quả đo",
        "Từ chối ký",
        "Phạm Thị Dung, UBND phường Gò Vấp",
        "Trần Thị Bình",
        "112/2024/TĐC",
        "Đội Quản lý thị trường số 5",
        "số sản xuất 0414/2024; Số niêm phong: NP-0031",
        "Thời hạn: 05/12/2099",
        "giao 01 bản cho Cơ sở",
    ] {
        paper.says(said)?;
    }
    let pages = paper.pages();
    for (number, page) in (1..).zip(pages) {
        let solid: String = page.split_whitespace().collect();
        ensure!(solid.contains(digest), "no digest on page {number}: {page}");
        ensure!(page.contains(id), "no record on page {number}: {page}");
        let place = format!("Trang {number}/{}", pages.len());
        ensure!(page.contains(&place), "no {place:?}: {page}");
    }
    Ok(())
}

fn is_digest(word: &str) -> bool {
    word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Prints the page; the file stays for people to look at.
async fn printed(hands: &Hands, parts: &Parts, name: &str) -> Result<Paper> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/e2e");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{name}.pdf"));
    let paper = Paper::print(hands, parts, &file).await?;
    println!("{name}: {} pages, {}", paper.pages().len(), file.display());
    Ok(paper)
}

/// A stall with many scales of one kind, the last of which gives too much.
async fn record(hands: &Hands) -> Result<()> {
    hands.begin_visit().await?;
    hands.tap(MORE).await?;
    for (field, text) in HEAD {
        hands.write(field, text).await?;
    }
    hands.choose("establishment_kind", "market_stall").await?;
    team(hands).await?;
    hands
        .act_on("add-check", "instrument:spring_dial_scale")
        .await?;
    for (field, text) in [("model", "CĐH-15"), ("max", "15"), ("e", "50"), ("d", "50")] {
        hands.write(field, text).await?;
    }
    hands.choose("accuracy_class", "IIII").await?;
    for number in 1..=SCALES {
        hands.see(&format!("[data-check=\"{number}\"]")).await?;
        scale(hands, number).await?;
        if number < SCALES {
            hands.act("same-again").await?;
        }
    }
    hands.act_on("open-part", "closing").await?;
    hands.write("conclusion", "Một cân không đạt.").await?;
    hands.tap(MORE).await?;
    for (field, text) in [
        ("copies", "3"),
        ("minutes_no", "12/BB-KT"),
        ("refusal_reason", "Không đồng ý với kết quả đo"),
        ("refusal_witness", "Phạm Thị Dung, UBND phường Gò Vấp"),
    ] {
        hands.write(field, text).await?;
    }
    measures(hands).await
}

/// Who inspects, in rows of their own.
async fn team(hands: &Hands) -> Result<()> {
    hands.tap("[data-list=\"team\"] > summary").await?;
    hands.write("team_name.1", "Trần Thị Bình").await?;
    hands.choose("team_role.1", "leader").await?;
    hands.write("team_certificate.1", "112/2024/TĐC").await?;
    // The row after the last is there as soon as that one was begun.
    hands.write("team_name.2", HEAD[2].1).await?;
    hands.tap("[data-list=\"bodies\"] > summary").await?;
    hands
        .write("body_name.1", "Đội Quản lý thị trường số 5")
        .await
}

/// The failing scale is sealed, and the minutes are handed over.
async fn measures(hands: &Hands) -> Result<()> {
    hands.tap("[data-list=\"seals\"] > summary").await?;
    hands.choose("sealed_check.1", &SCALES.to_string()).await?;
    hands.write("sealed_no.1", "NP-0031").await?;
    hands
        .tap("[data-list=\"reverifications\"] > summary")
        .await?;
    hands
        .choose("reverified_check.1", &SCALES.to_string())
        .await?;
    // Begun and not finished: closing leads to what is missing.
    hands.act("close-inspection").await?;
    hands.act_on("open-gap", "reverified_until.1").await?;
    hands.write("reverified_until.1", "05/12/2099").await?;
    hands.tap("[data-list=\"handed_over\"] > summary").await?;
    hands.write("handed_to.1", "Cơ sở").await?;
    hands.write("handed_copies.1", "1").await
}

/// What is looked at on each one.
async fn scale(hands: &Hands, number: u16) -> Result<()> {
    hands
        .write("serial", &format!("04{number:02}/2024"))
        .await?;
    hands
        .write("sticker_no", &format!("KĐ 1182{number:02}"))
        .await?;
    hands.write("valid_until_on_sticker", "31/12/2099").await?;
    hands.choose("seal_state", "intact").await?;
    hands.act("rest-conform").await?;
    // Whether it was tampered with is never answered with the rest.
    hands.choose("CAN-06", "conform").await?;
    let (load, indication) = if number == SCALES { FAILING } else { PASSING };
    hands.write("load.1", load).await?;
    hands.write("indication.1", indication).await
}
