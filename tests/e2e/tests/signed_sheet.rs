//! After both sides have signed: the sheet is photographed, kept with its record
//! and received by the office as a document of its own.

use std::path::Path;

use anyhow::{Result, ensure};
use e2e::{Answers, Journey};

const HEAD: Answers = &[
    ("establishment_name", "Cửa hàng đồ chơi Bé Ngoan"),
    ("establishment_address", "15 Quang Trung, Gò Vấp"),
    ("inspector", "Nguyễn Văn An"),
];

const END: Answers = &[("conclusion", "Cửa hàng đóng cửa, hẹn kiểm tra lại.")];

/// A file of the least that a PDF is: its first line (ISO 32000-1, 7.5.2).
const PDF: &[u8] = b"%PDF-1.4\n%%EOF\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_sheet_is_kept_with_its_record_and_received_by_itself() -> Result<()> {
    Journey::walk("signed_sheet", signed_sheet).await
}

async fn signed_sheet(journey: &mut Journey) -> Result<()> {
    journey.visit("toy_shop", HEAD).await?;
    journey.fill(&[("without_checks", "closed")]).await?;
    let record = journey.close(END).await?;
    let hands = journey.hands().clone();
    hands.see("[data-mark=\"no-paper\"]").await?;

    let folder = tempfile::tempdir()?;
    let text = folder.path().join("ghi-chu.txt");
    std::fs::write(&text, "không phải ảnh")?;
    hands.put("choose-paper", &text).await?;
    let said = "[data-section=\"papers\"] [role=\"status\"]";
    hands
        .see_words(said, |words| words.contains("Không đọc được"))
        .await?;
    hands.see("[data-mark=\"no-paper\"]").await?;

    let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/icons/icon-512.png");
    hands.put("choose-paper", &picture.canonicalize()?).await?;
    hands.see("[data-paper=\"1\"]").await?;
    let scan = folder.path().join("ban-ky.pdf");
    std::fs::write(&scan, PDF)?;
    hands.put("choose-paper", &scan).await?;
    for paper in ["[data-paper=\"1\"]", "[data-paper=\"2\"]"] {
        hands.see_state(paper, "received").await?;
    }

    journey.office_has(&record, &[]).await?;
    let papers = hands.words("[data-section=\"attachments\"]").await?;
    // The picture was drawn anew as JPEG; the PDF is what was chosen.
    for name in ["icon-512.jpg", "ban-ky.pdf"] {
        ensure!(papers.contains(name), "{name} is not among {papers}");
    }
    Ok(())
}
