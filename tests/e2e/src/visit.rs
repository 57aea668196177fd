//! The smallest visit that can be closed, a stall that was found shut, and the
//! end of its way.

use anyhow::{Context as _, Result, ensure};

use crate::hands::Hands;
use crate::office::Office;

/// Begins a visit, types all it needs under this name and goes to its closing
/// part. The page is not loaded anew.
///
/// # Errors
/// When a part of it is not there.
pub async fn small_visit(hands: &Hands, name: &str) -> Result<()> {
    hands.act("open-home").await?;
    hands.begin_visit().await?;
    hands.write("establishment_name", name).await?;
    hands
        .write("establishment_address", "1 Nguyễn Thái Sơn, Gò Vấp")
        .await?;
    hands.choose("establishment_kind", "market_stall").await?;
    hands.write("inspector", "Nguyễn Văn An").await?;
    hands.choose("without_checks", "closed").await?;
    hands.act_on("open-part", "closing").await?;
    hands.write("conclusion", "Sạp đóng cửa.").await
}

/// Closes the visit that is open, and returns its id from the record's page.
///
/// # Errors
/// When it is not closed.
pub async fn close(hands: &Hands) -> Result<String> {
    hands.act_on("open-part", "closing").await?;
    hands.act("close-inspection").await?;
    hands.act("confirm-close").await?;
    let record = hands.see("main [data-record]").await?;
    record.attr("data-record").await?.context("the record's id")
}

/// The page says received, and the office keeps exactly these bytes, once.
///
/// # Errors
/// When either is not so.
pub async fn received_once(hands: &Hands, office: &Office, id: &str) -> Result<()> {
    let record = &format!("[data-record=\"{id}\"]");
    hands.see_state(record, "received").await?;
    let page = hands.words(record).await?;
    let kept = office.keeps(id).await?.context("the office has it not")?;
    ensure!(kept.lines == 1 && !kept.conflicts, "{kept:?}");
    ensure!(page.contains(&kept.sha256), "{kept:?} is not:\n{page}");
    Ok(())
}
