//! Each kind of check: as it begins, with what fails and with what passes.

use anyhow::Result;
use e2e::{Answers, Closely, Gallery, Journey};

pub(crate) const SCALE: Answers = &[
    ("model", "CĐH-15"),
    ("serial", "0421/2024"),
    ("accuracy_class", "IIII"),
    ("max", "15"),
    ("e", "50"),
    ("d", "50"),
    ("sticker_no", "KĐ 118203"),
    ("valid_until_on_sticker", "12/2099"),
    ("seal_state", "intact"),
    ("CAN-06", "conform"),
];

const LOT: Answers = &[
    ("product", "Đường trắng"),
    ("nominal", "500"),
    ("lot_size", "300"),
    ("nominal_unit", "g"),
    ("test", "non_destructive"),
    ("method", "direct"),
    ("reading_unit", "g"),
];

const NOZZLE: Answers = &[
    ("model", "SUNNY-XE"),
    ("serial", "A-1101"),
    ("fuel_grade", "RON 95-III"),
    ("unit_price", "20500"),
    ("seal_state", "intact"),
    ("valid_until_on_sticker", "12/2099"),
    ("PTD-06", "conform"),
];

const GOLD: Answers = &[
    ("scale", "Cân của Đoàn, AB-204"),
    ("e", "1"),
    ("declared_unit", "chỉ"),
    ("measured_unit", "g"),
];

pub(crate) async fn checks(journey: &Journey, gallery: &mut Gallery) -> Result<()> {
    scale(journey, gallery).await?;
    lot(journey, gallery).await?;
    nozzle(journey, gallery).await?;
    gold(journey, gallery).await?;
    goods(journey, gallery).await
}

/// OIML R 76 class IIII, e = 50 g: 10,15 kg of 10 kg fails under both limits, 10,10
/// is between them, 10,00 passes.
async fn scale(journey: &Journey, gallery: &mut Gallery) -> Result<()> {
    let hands = journey.hands();
    add(journey, "instrument:spring_dial_scale").await?;
    gallery.show(hands, "scale-begun", Closely::Both).await?;
    journey.fill(SCALE).await?;
    journey.answer_but(&[]).await?;
    journey.readings("load.1", &["10", "10,10"]).await?;
    gallery.show(hands, "scale-between", Closely::Once).await?;
    hands.write("indication.1", "10,15").await?;
    hands.write("load.2", "x").await?;
    journey.verdict("non_conforming").await.ok();
    gallery
        .show(hands, "scale-bad-input", Closely::Once)
        .await?;
    hands.write("load.2", "").await?;
    journey.verdict("non_conforming").await?;
    gallery.show(hands, "scale-failing", Closely::Fully).await?;
    hands.act("same-again").await?;
    hands.see("[data-check=\"2\"]").await?;
    journey
        .fill(&[
            ("serial", "0422/2024"),
            ("valid_until_on_sticker", "12/2099"),
            ("seal_state", "intact"),
            ("sticker_no", "KĐ 118204"),
            ("CAN-06", "conform"),
        ])
        .await?;
    journey.answer_but(&[]).await?;
    journey.readings("load.1", &["10", "10,00"]).await?;
    journey.verdict("conforming").await?;
    gallery.show(hands, "scale-passing", Closely::Once).await
}

async fn lot(journey: &Journey, gallery: &mut Gallery) -> Result<()> {
    let hands = journey.hands();
    add(journey, "quantity:prepackage").await?;
    journey.fill(LOT).await?;
    let readings = ["500", "500", "480", "500", "498", "502", "465"];
    journey.readings("reading.1", &readings).await?;
    hands
        .see_state("[data-verdict=\"sample.far_short\"]", "non_conforming")
        .await?;
    gallery.show(hands, "lot", Closely::Both).await
}

/// ĐLVN 10:2013: 20,10 L of 20 L is over both limits.
async fn nozzle(journey: &Journey, gallery: &mut Gallery) -> Result<()> {
    let hands = journey.hands();
    add(journey, "instrument:fuel_dispenser").await?;
    journey.fill(NOZZLE).await?;
    let readings = [
        "20,10", "20,00", "", "412050", "20,00", "20,00", "30", "410000",
    ];
    journey.readings("v_displayed.1", &readings).await?;
    hands
        .see_state("[data-verdict=\"delivery.1\"]", "non_conforming")
        .await?;
    gallery.show(hands, "nozzle", Closely::Both).await
}

async fn gold(journey: &Journey, gallery: &mut Gallery) -> Result<()> {
    let hands = journey.hands();
    add(journey, "quantity:gold_article").await?;
    journey.fill(GOLD).await?;
    let articles = ["Nhẫn trơn 1", "1", "3,749", "Nhẫn trơn 2", "1", "3,748"];
    journey.readings("article.1", &articles).await?;
    hands
        .see_state("[data-verdict=\"article.2\"]", "non_conforming")
        .await?;
    gallery.show(hands, "gold", Closely::Once).await
}

async fn goods(journey: &Journey, gallery: &mut Gallery) -> Result<()> {
    let hands = journey.hands();
    add(journey, "label:toys").await?;
    journey
        .fill(&[("product", "Robot biến hình R-9"), ("origin", "imported")])
        .await?;
    hands.choose("NHAN-04", "not_conform").await?;
    gallery.show(hands, "label", Closely::Both).await?;
    add(journey, "quality:helmets").await?;
    journey.fill(&[("product", "Mũ trẻ em TE-2")]).await?;
    journey
        .answer_but(&[
            ("QC-01", "conform"),
            ("QC-02", "not_conform"),
            ("SHCN-02", "conform"),
        ])
        .await?;
    journey.verdict("non_conforming").await?;
    gallery.show(hands, "quality", Closely::Once).await
}

/// Adds a check, whichever kind of establishment it is.
async fn add(journey: &Journey, kind: &str) -> Result<()> {
    let hands = journey.hands();
    let offered = format!("[data-action=\"add-check\"][data-value=\"{kind}\"]");
    let is_there = format!(
        "return String([...document.querySelectorAll('{offered}')].some(el => el.checkVisibility()))"
    );
    if hands.look(&is_there).await? == "false" {
        hands.act("more-checks").await?;
    }
    hands.tap(&offered).await?;
    hands.see("[data-check] h1").await.map(drop)
}
