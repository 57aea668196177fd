//! The end of a visit: closing, the record, its paper, the lists, the settings.

use std::path::Path;

use anyhow::Result;
use e2e::{Answers, Closely, Gallery, Journey, small_visit};

const END: Answers = &[
    (
        "conclusion",
        "Một cân sai quá giới hạn, niêm phong và hẹn kiểm định lại.",
    ),
    ("guidance", "Đã nhắc nhở về thời hạn kiểm định."),
    ("minutes_no", "12/BB-KT"),
    ("copies", "3"),
    ("opinion", "Cơ sở đồng ý với kết quả kiểm tra."),
    ("remedy_what.1", "Thay cân đồng hồ lò xo đã hỏng"),
    ("remedy_until.1", "05/12/2099"),
    ("reverified_check.1", "1"),
    ("reverified_until.1", "05/12/2099"),
    ("sealed_check.1", "1"),
    ("sealed_no.1", "NP-0031"),
    ("sampled_what.1", "Đường trắng 500 g"),
    ("sample_quantity.1", "3 gói"),
    ("sample_seal_test.1", "NP-0032"),
    ("handed_to.1", "Cơ sở"),
    ("handed_copies.1", "1"),
];

pub(crate) async fn end(journey: &mut Journey, gallery: &mut Gallery) -> Result<()> {
    let hands = journey.hands().clone();
    hands.act_on("open-part", "closing").await?;
    hands.see("[data-field=\"conclusion\"]").await?;
    gallery.show(&hands, "closing-begun", Closely::Once).await?;
    journey.fill(END).await?;
    gallery
        .show(&hands, "closing-filled", Closely::Once)
        .await?;
    hands.act("close-inspection").await?;
    hands.see("[data-action=\"open-gap\"]").await?;
    gallery.show(&hands, "closing-gaps", Closely::Fully).await?;
    hands.act_on("open-part", "visit").await?;
    let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/icons/icon-512.png");
    hands.put("choose-photos", &picture.canonicalize()?).await?;
    hands.see("[data-photo=\"1\"] img").await?;
    gallery.show(&hands, "photos", Closely::Fully).await?;
    hands.act_on("open-part", "check-3").await?;
    hands.see("[data-check=\"3\"]").await?;
    gallery.show(&hands, "lot-gaps", Closely::Once).await?;
    hands.act_on("open-part", "visit").await?;
    hands.see("[data-action=\"hand-over\"]").await?;

    records(journey, gallery).await?;
    lists(journey, gallery).await?;
    signing(journey, gallery).await
}

/// Who signs on the screen, once the office lets them, and what voids it.
async fn signing(journey: &Journey, gallery: &mut Gallery) -> Result<()> {
    let hands = journey.hands();
    journey.open("/office/tablets").await?;
    hands
        .tap("[data-section=\"screen-signing\"] button")
        .await?;
    gallery.read(hands, "office-tablets").await?;
    journey.open("/").await?;
    small_visit(hands, "Sạp 4, chợ Hạnh Thông").await?;
    hands.act_on("open-part", "visit").await?;
    journey.fill(&[("representative", "Lê Thị Hoa")]).await?;
    hands.act_on("open-part", "closing").await?;
    hands.act("sign-on-screen").await?;
    hands.act_on("sign", "team").await?;
    for stroke in [
        [(-120, -30), (60, 50), (60, -60)],
        [(20, 20), (50, -30), (40, 40)],
    ] {
        hands.draw("[data-pad]", &stroke).await?;
    }
    gallery.show(hands, "signing", Closely::Fully).await?;
    hands.write("conclusion", "Sạp mở cửa.").await?;
    hands.see_state("[data-signer=\"team\"]", "void").await?;
    gallery.show(hands, "signing-void", Closely::Once).await
}

/// A record that waits, and one that is received, with its paper.
async fn records(journey: &mut Journey, gallery: &mut Gallery) -> Result<()> {
    let hands = journey.hands().clone();
    hands.cut_off(Some("*/api/v1/uploads")).await?;
    small_visit(&hands, "Cửa hàng đồ chơi Bé Ngoan").await?;
    hands.act("close-inspection").await?;
    hands.see("[data-action=\"confirm-close\"]").await?;
    gallery
        .show(&hands, "closing-asked", Closely::AsItIs)
        .await?;
    hands.act("confirm-close").await?;
    hands.see("main [data-record]").await?;
    gallery
        .show(&hands, "record-waiting", Closely::Once)
        .await?;
    hands.act("open-home").await?;
    hands.see("[data-mark=\"apart\"]").await.ok();
    gallery
        .show(&hands, "today-waiting", Closely::Fully)
        .await?;
    hands.cut_off(None).await?;

    scales(journey).await?;
    let record = journey.close(END_OF_SCALES).await?;
    let page = format!("[data-record=\"{}\"]", record.id);
    hands.see_state(&page, "received").await?;
    hands.see("[data-action=\"correct\"]").await?;
    let sheet = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/icons/icon-512.png");
    hands.put("choose-paper", &sheet.canonicalize()?).await?;
    hands.see_state("[data-paper=\"1\"]", "received").await?;
    gallery.show(&hands, "record", Closely::Fully).await?;
    hands.act_on("open-minutes", "bbkt_do_luong").await?;
    hands.see("[data-action=\"print\"]").await?;
    gallery.show(&hands, "minutes", Closely::Both).await
}

/// A stall with one scale that fails.
pub(crate) async fn scales(journey: &Journey) -> Result<()> {
    let head: Answers = &[
        ("establishment_name", "Sạp 12 – cô Tư, chợ Hạnh Thông"),
        ("establishment_address", "1 Nguyễn Thái Sơn, Gò Vấp"),
        ("inspector", "Nguyễn Văn An"),
    ];
    journey.visit("market_stall", head).await?;
    journey.check("instrument:spring_dial_scale").await?;
    journey.fill(super::checks::SCALE).await?;
    journey.answer_but(&[]).await?;
    journey.readings("load.1", &["10", "10,15"]).await
}

const END_OF_SCALES: Answers = &[("conclusion", "Cân sai quá giới hạn, niêm phong.")];

async fn lists(journey: &Journey, gallery: &mut Gallery) -> Result<()> {
    let hands = journey.hands();
    hands.act("open-records").await?;
    hands.see("[data-record]").await?;
    gallery.show(hands, "records", Closely::Both).await?;
    hands.act("open-home").await?;
    hands.begin_visit().await?;
    hands
        .write_until_saved("establishment_name", "Sạp 9, chợ Hạnh Thông")
        .await?;
    hands.act("lay-aside").await?;
    hands.see("[data-action=\"take-back\"]").await?;
    gallery
        .show(hands, "today-laid-aside", Closely::Both)
        .await?;
    hands.act("open-settings").await?;
    hands.see("[data-action=\"save-settings\"]").await?;
    gallery.show(hands, "settings", Closely::Fully).await
}
