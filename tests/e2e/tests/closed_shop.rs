//! A shop that was found closed: nothing could be looked at, and the minutes say
//! so with somebody who saw it.

use anyhow::Result;
use e2e::{Answers, Journey};

const HEAD: Answers = &[
    ("establishment_name", "Cửa hàng đồ chơi Bé Ngoan"),
    ("establishment_address", "15 Quang Trung, Gò Vấp"),
    ("inspector", "Nguyễn Văn An"),
    ("decision_no", "45/QĐ-UBND"),
    ("decision_by", "UBND phường Gò Vấp"),
    ("witness", "Phạm Thị Dung, tổ trưởng tổ dân phố 12"),
];

const END: Answers = &[
    (
        "conclusion",
        "Cửa hàng đóng cửa lúc 9 giờ, hẹn kiểm tra lại.",
    ),
    ("minutes_no", "13/BB-KT"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_shop_is_closed_without_checks_and_the_minutes_say_why() -> Result<()> {
    Journey::walk("closed_shop", closed_shop).await
}

async fn closed_shop(journey: &mut Journey) -> Result<()> {
    journey.visit("toy_shop", HEAD).await?;
    journey.fill(&[("without_checks", "closed")]).await?;
    let record = journey.close(END).await?;
    // Which of both the team fills in is its own choice.
    for form in ["bbkt_do_luong", "bbkt_chat_luong_nhan"] {
        let paper = journey.print(&record, form).await?;
        for said in [
            "Số: 13/BB-KT",
            "số 45/QĐ-UBND",
            "của UBND phường Gò Vấp",
            "Cửa hàng đồ chơi Bé Ngoan",
            "Phạm Thị Dung, tổ trưởng tổ dân phố 12",
            "Không kiểm tra được: cơ sở đóng cửa.",
            "Cửa hàng đóng cửa lúc 9 giờ, hẹn kiểm tra lại.",
        ] {
            paper.says(said)?;
        }
        journey.back_to(&record).await?;
    }
    journey.office_has(&record, &[]).await?;
    let said = |page: &str| page.contains("Không kiểm tra được");
    journey.hands().see_words("article", said).await.map(drop)
}
