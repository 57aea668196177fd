//! A gold shop: two scales, of which one is too coarse, articles against their
//! tags, and the tags themselves.

use anyhow::Result;
use e2e::{Answers, Journey};

const HEAD: Answers = &[
    ("establishment_name", "Tiệm vàng Kim Phát"),
    ("establishment_address", "301 Nguyễn Văn Nghi, Gò Vấp"),
    ("inspector", "Nguyễn Văn An"),
    ("decision_no", "49/QĐ-UBND"),
    ("decision_by", "UBND phường Hạnh Thông"),
];

const END: Answers = &[
    (
        "conclusion",
        "Một cân không đủ chính xác; hai sản phẩm thiếu.",
    ),
    ("minutes_no", "17/BB-KT"),
];

/// A scale as its plate says, what it shows, and the verdict.
type Scale = (Answers<'static>, &'static [&'static str], &'static str);

/// TT 22/2013/TT-BKHCN Điều 4, Table 1: up to 200 g e is at most 1 mg. OIML R 76:
/// class II, e 10 mg, 200 g: ±10 mg on verification; class I, e 1 mg, 50 and 200 g:
/// ±0.5 and ±1 mg; in service twice that. Load, indication, no added weights.
const SCALES: [Scale; 2] = [
    (
        &[
            ("model", "JW-200"),
            ("serial", "G-0711"),
            ("accuracy_class", "II"),
            ("max", "200"),
            ("e", "10"),
            ("d", "1"),
            ("weighing_level", "200"),
            ("sticker_no", "KĐ 2201"),
            ("valid_until_on_sticker", "12/2099"),
            ("seal_state", "intact"),
        ],
        &["200", "200,005"],
        "non_conforming",
    ),
    (
        &[
            ("model", "AB-204"),
            ("serial", "B-1190"),
            ("accuracy_class", "I"),
            ("max", "200"),
            ("e", "1"),
            ("d", "0,1"),
            ("weighing_level", "200"),
            ("sticker_no", "KĐ 2202"),
            ("valid_until_on_sticker", "12/2099"),
            ("seal_state", "intact"),
        ],
        &["50", "50,0005", "", "200", "200,0010"],
        "conforming",
    ),
];

const WEIGHED_ON: Answers = &[
    ("scale", "Cân của Đoàn, AB-204"),
    ("e", "1"),
    ("declared_unit", "chỉ"),
    ("measured_unit", "g"),
];

/// Article, chỉ on the tag, grams weighed, and the verdict. 1 chỉ is 3.75 g. Table 2
/// as corrected by 1550/QĐ-BKHCN: below 30 g S is 13/30 mg a gram, so 1.625 mg for
/// 1 chỉ, 8.125 for 5 and 0.1625 for 0.1, which e = 1 mg does not resolve; 10 chỉ are
/// 37.5 g, in a straight line from 13 mg at 30 g to 17 mg at 50 g 14.5 mg.
const ARTICLES: [(&str, &str, &str, &str); 5] = [
    ("Nhẫn trơn 1", "1", "3,749", "conforming"),
    ("Nhẫn trơn 2", "1", "3,748", "non_conforming"),
    ("Lắc tay", "5", "18,742", "conforming"),
    ("Dây chuyền", "10", "37,485", "non_conforming"),
    ("Bông tai", "0,1", "0,376", "inconclusive"),
];

#[tokio::test(flavor = "multi_thread")]
async fn scales_articles_and_tags_of_gold_are_judged_and_printed() -> Result<()> {
    Journey::walk("gold_shop", gold_shop).await
}

async fn gold_shop(journey: &mut Journey) -> Result<()> {
    journey.visit("gold_shop", HEAD).await?;
    for (plate, readings, verdict) in SCALES {
        journey.check("instrument:gold_scale").await?;
        journey.fill(plate).await?;
        journey.answer_but(&[("PTD-06", "conform")]).await?;
        journey.readings("load.1", readings).await?;
        journey.verdict(verdict).await?;
        journey.reason("TT 22/2013/TT-BKHCN Điều 4").await?;
    }
    articles(journey).await?;
    journey.check("label:gold_jewellery").await?;
    journey
        .fill(&[("product", "Nhẫn đính đá 18K"), ("origin", "domestic")])
        .await?;
    // TT 22/2013/TT-BKHCN Điều 7 khoản 2.
    journey
        .answer_but(&[("ND-KHOI-LUONG-DA", "not_conform")])
        .await?;
    journey.verdict("non_conforming").await?;

    let record = journey.close(END).await?;
    let paper = journey.print(&record, "bbkt_do_luong").await?;
    for said in [
        "Số: 17/BB-KT",
        "số 49/QĐ-UBND",
        "của UBND phường Hạnh Thông",
        "VANG-01",
        "TT 22/2013/TT-BKHCN Điều 4",
        "Nhẫn trơn 2",
        "3,748 g",
        "−2 mg",
        "±1,625 mg",
        "Dây chuyền",
        "37,485 g",
        "−15 mg",
        "±14,5 mg",
        "Bông tai",
    ] {
        paper.says(said)?;
    }
    journey.back_to(&record).await?;
    let paper = journey.print(&record, "bbkt_chat_luong_nhan").await?;
    for said in [
        "Nhẫn đính đá 18K",
        "ND-KHOI-LUONG-DA",
        "TT 22/2013/TT-BKHCN Điều 7 khoản 2",
    ] {
        paper.says(said)?;
    }
    journey.back_to(&record).await?;
    let [coarse, fine] = SCALES.map(|(_, _, verdict)| verdict);
    let verdicts = [coarse, fine, "non_conforming", "non_conforming"];
    journey.office_has(&record, &verdicts).await
}

/// Typed one after another, each judged as it is typed.
async fn articles(journey: &Journey) -> Result<()> {
    journey.check("quantity:gold_article").await?;
    journey.fill(WEIGHED_ON).await?;
    journey.answer_but(&[]).await?;
    let typed: Vec<_> = ARTICLES
        .iter()
        .flat_map(|(article, declared, weighed, _)| [*article, *declared, *weighed])
        .collect();
    journey.readings("article.1", &typed).await?;
    for (row, (_, _, _, verdict)) in (1..).zip(ARTICLES) {
        let css = format!("[data-verdict=\"article.{row}\"]");
        journey.hands().see_state(&css, verdict).await?;
    }
    journey.verdict("non_conforming").await?;
    journey.reason("TT 22/2013/TT-BKHCN Điều 4 khoản 3").await
}
