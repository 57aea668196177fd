//! The inspections as a list, and the sums of what they add to a
//! report: the statements, inside a transaction that `engine.rs` opens.

use inspection::Tally;

use super::rows::{SummaryRow, TallyRow, number, times, unreadable};
use super::seen::seen;
use super::standing::stands;
use crate::people::Sight;
use crate::store::{Connection, Listing, Page, Store, StoreError, Summary};

impl Store {
    /// One page of the inspections received that are seen, newest first.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn list(&self, page: Page, sight: &Sight) -> Result<Listing, StoreError> {
        list(&mut *self.read().await?, page, sight).await
    }
}

/// One page of the list, with the sums of all.
pub(super) async fn list(
    on: &mut Connection,
    page: Page,
    sight: &Sight,
) -> Result<Listing, StoreError> {
    let seen = sight.listed();
    let before = i64::from(page.number.saturating_sub(1)) * i64::from(page.size);
    let rows: Vec<SummaryRow> = sqlx::query_as(concat!(
        "SELECT id, received_at, device, sequence, inspected_on, establishment_name,
                establishment_address, establishment_kind, register_id, tally, discrepancies,
                (SELECT COUNT(*) FROM conflicts c WHERE c.document_id = d.id) AS conflicts,
                (SELECT COUNT(*) FROM inspections c WHERE c.supersedes = d.id) AS corrections,
                (SELECT COUNT(*) FROM follow_ups f WHERE f.inspection = d.id
                 AND f.settled_by IS NULL) AS open
         FROM documents d JOIN inspections i ON i.document_id = d.id
         WHERE d.kind = 'inspection' AND ",
        seen!(),
        " ORDER BY d.received_at DESC, d.id DESC LIMIT $2 OFFSET $3",
    ))
    .bind(&seen)
    .bind(i64::from(page.size))
    .bind(before)
    .fetch_all(&mut *on)
    .await?;
    let total: i64 = sqlx::query_scalar(concat!(
        "SELECT COUNT(*) FROM inspections i JOIN documents d ON d.id = i.document_id WHERE ",
        seen!(),
    ))
    .bind(&seen)
    .fetch_one(&mut *on)
    .await?;
    Ok(Listing {
        rows: rows
            .into_iter()
            .map(Summary::try_from)
            .collect::<Result<_, _>>()?,
        total: number("total", total)?,
        sums: sums(on, &seen).await?,
    })
}

/// The tallies of all inspections that stand.
async fn sums(on: &mut Connection, seen: &str) -> Result<Tally, StoreError> {
    // Few tallies differ, so the database counts equal ones and the shared code
    // adds them up.
    let tallies: Vec<TallyRow> = sqlx::query_as(concat!(
        "SELECT tally, COUNT(*) AS documents
         FROM inspections i JOIN documents d ON d.id = i.document_id
         WHERE ",
        stands!(),
        " AND ",
        seen!(),
        " GROUP BY tally",
    ))
    .bind(seen)
    .fetch_all(on)
    .await?;
    let mut sums = Tally::default();
    for row in tallies {
        let tally = serde_json::from_str(&row.tally).map_err(unreadable("tally"))?;
        sums += times(tally, number("tally", row.documents)?);
    }
    Ok(sums)
}
