//! A seller who does not sign: the minutes say that, why, and who saw it.
//! TT 01/2024/TT-BKHCN: a representative of the commune authority or at least one
//! witness signs and confirms the refusal.

use anyhow::{Result, ensure};
use e2e::{Answers, Journey};

const HEAD: Answers = &[
    ("establishment_name", "Cửa hàng mũ bảo hiểm Phú Quý"),
    ("establishment_address", "210 Nguyễn Oanh, Gò Vấp"),
    ("inspector", "Nguyễn Văn An"),
    ("decision_no", "46/QĐ-UBND"),
    ("decision_by", "UBND phường Gò Vấp"),
    ("representative", "Lê Văn Phú"),
];

const END: Answers = &[
    ("conclusion", "Mũ không có dấu hợp quy, tạm dừng bán."),
    ("minutes_no", "14/BB-ĐKT"),
    ("refusal_reason", "Cho rằng mũ đã có giấy chứng nhận"),
    ("refusal_witness", "Phạm Thị Dung, UBND phường Gò Vấp"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_to_sign_is_in_the_minutes_with_reason_and_witness() -> Result<()> {
    Journey::walk("refusal", refusal).await
}

async fn refusal(journey: &mut Journey) -> Result<()> {
    journey.visit("helmet_shop", HEAD).await?;
    journey.check("quality:helmets").await?;
    journey.fill(&[("product", "Mũ nửa đầu PQ-01")]).await?;
    // QCVN 2:2021/BKHCN, TT 28/2012/TT-BKHCN: on the helmet itself.
    journey
        .answer_but(&[
            ("QC-01", "not_conform"),
            ("QC-02", "not_applicable"),
            ("SHCN-02", "conform"),
        ])
        .await?;
    journey.verdict("non_conforming").await?;
    let record = journey.close(END).await?;

    let steps = journey.hands().words("[data-section=\"minutes\"]").await?;
    ensure!(steps.contains("không ký"), "what is next: {steps}");
    let paper = journey.print(&record, "bbkt_chat_luong_nhan").await?;
    for said in [
        "Số: 14/BB-ĐKT",
        "số 46/QĐ-UBND",
        "của UBND phường Gò Vấp",
        "Mũ nửa đầu PQ-01",
        "QC-01",
        "QCVN 2:2021/BKHCN; TT 28/2012/TT-BKHCN",
        "Từ chối ký",
        "Cho rằng mũ đã có giấy chứng nhận",
        "người bán không ký",
        "Phạm Thị Dung, UBND phường Gò Vấp",
    ] {
        paper.says(said)?;
    }
    journey.back_to(&record).await?;
    journey.office_has(&record, &["non_conforming"]).await?;
    let refused = |page: &str| page.contains("Cho rằng mũ đã có giấy chứng nhận");
    journey
        .hands()
        .see_words("article", refused)
        .await
        .map(drop)
}
