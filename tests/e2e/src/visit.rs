//! The smallest visit that can be closed: a stall that was found shut.

use anyhow::{Context as _, Result};

use crate::hands::Hands;

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
