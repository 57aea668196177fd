//! Who is visited: the register with what it finds, and the head of the visit.

use anyhow::Result;
use e2e::{Closely, Gallery, Journey};

/// "Chợ mẫu Hạnh Thông" of the demonstration.
const MARKET: &str = "sample-04";

/// What is asked of a visit, as a full one has it.
const HEAD: [(&str, &str); 12] = [
    ("inspector", "Nguyễn Văn An"),
    ("decision_no", "45/QĐ-UBND"),
    ("decision_on", "20/11/2026"),
    ("decision_by", "UBND phường Hạnh Thông"),
    ("representative", "Trần Thị Tư"),
    ("representative_title", "Phó ban quản lý chợ"),
    ("team_name.1", "Trần Thị Bình"),
    ("team_role.1", "leader"),
    ("team_certificate.1", "112/2024/TĐC"),
    ("team_name.2", "Nguyễn Văn An"),
    ("team_role.2", "member"),
    ("body_name.1", "Đội Quản lý thị trường số 5"),
];

pub(crate) async fn visit(journey: &Journey, gallery: &mut Gallery) -> Result<()> {
    register(journey, gallery).await?;
    let hands = journey.hands();
    hands.act("add-by-hand").await?;
    hands.see("[data-field=\"establishment_name\"]").await?;
    gallery.show(hands, "visit-empty", Closely::Both).await?;
    hands.write("inspected_on", "30/02/2026").await?;
    hands.write("establishment_name", "Chợ của tôi").await?;
    gallery
        .show(hands, "visit-bad-input", Closely::Once)
        .await?;
    hands.act("choose-from-register").await?;
    hands.write("search", "hanh thong").await?;
    hands.act_on("choose-establishment", MARKET).await?;
    hands.see("[data-action=\"replace-typed\"]").await?;
    gallery
        .show(hands, "register-asking", Closely::AsItIs)
        .await?;
    hands.act("replace-typed").await?;
    hands.see("[data-mark=\"registered\"]").await?;
    hands.write("inspected_on", "22/11/2026").await?;
    journey.fill(&HEAD).await?;
    gallery.show(hands, "visit-filled", Closely::Both).await
}

/// Found by words, by place, and not at all.
async fn register(journey: &Journey, gallery: &mut Gallery) -> Result<()> {
    let hands = journey.hands();
    hands.act("new-inspection").await?;
    hands.see("[data-action=\"choose-establishment\"]").await?;
    gallery.show(hands, "register", Closely::Fully).await?;
    hands.write("search", "cho mau hanh").await?;
    hands.see("[data-mark=\"found\"][data-value=\"1\"]").await?;
    gallery.show(hands, "register-found", Closely::Once).await?;
    hands.write("search", "khong co").await?;
    hands.see("[data-mark=\"found\"][data-value=\"0\"]").await?;
    gallery
        .show(hands, "register-nothing", Closely::Both)
        .await?;
    hands.write("search", "").await?;
    hands.act("nearest").await?;
    hands
        .see_words("[data-mark=\"place\"]", |words| words.len() > 20)
        .await?;
    gallery
        .show(hands, "register-no-place", Closely::Once)
        .await?;
    // The market place of Gò Vấp.
    hands.stand_at(10.8231, 106.6881).await?;
    hands.act("nearest").await?;
    hands.see("[aria-pressed=\"true\"]").await?;
    gallery.show(hands, "register-nearest", Closely::Once).await
}
