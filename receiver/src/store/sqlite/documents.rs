//! Documents and their conflicts in SQLite: the statements, inside a
//! transaction that `sqlite.rs` opens and commits.

use inspection::{Digest, InspectionId, Receipt, Tally};
use sqlx::SqliteConnection;

use super::rows::{
    ConflictRow, DocumentRow, ReceiptRow, SummaryRow, TallyRow, json_text, number, time_text,
    times, unreadable,
};
use crate::store::{Arrival, Kept, Listing, Page, StoreError, Stored, Summary};

/// Inserts the document, or finds what stands under its id.
pub(super) async fn keep(on: &mut SqliteConnection, arrival: &Arrival) -> Result<Kept, StoreError> {
    let frozen = &arrival.received.frozen;
    if insert(on, arrival).await? {
        return Ok(Kept::New(Receipt {
            id: frozen.id,
            sha256: frozen.sha256.clone(),
            received_at: arrival.received_at,
        }));
    }
    let first: ReceiptRow =
        sqlx::query_as("SELECT id, sha256, received_at FROM documents WHERE id = $1")
            .bind(frozen.id.to_string())
            .fetch_one(&mut *on)
            .await?;
    let first = Receipt::try_from(first)?;
    if first.sha256 == frozen.sha256 {
        return Ok(Kept::Repeated(first));
    }
    sqlx::query(
        "INSERT INTO conflicts (document_id, sha256, document, received_at)
         VALUES ($1, $2, $3, $4) ON CONFLICT (document_id, sha256) DO NOTHING",
    )
    .bind(frozen.id.to_string())
    .bind(frozen.sha256.as_str())
    .bind(&frozen.text)
    .bind(time_text(arrival.received_at))
    .execute(on)
    .await?;
    Ok(Kept::Conflicting {
        first: first.sha256,
    })
}

/// Whether the id was free.
async fn insert(on: &mut SqliteConnection, arrival: &Arrival) -> Result<bool, StoreError> {
    let frozen = &arrival.received.frozen;
    let inspection = &arrival.received.inspection;
    let establishment = &inspection.establishment;
    let sequence = i64::try_from(inspection.link.sequence).map_err(unreadable("sequence"))?;
    let done = sqlx::query(
        "INSERT INTO documents
         (id, kind, sha256, document, received_at, device, sequence, previous, inspected_on,
          rule_pack, establishment_name, establishment_address, establishment_kind, verdict,
          tally, discrepancies)
         VALUES ($1, 'inspection', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         ON CONFLICT (id) DO NOTHING",
    )
    .bind(frozen.id.to_string())
    .bind(frozen.sha256.as_str())
    .bind(&frozen.text)
    .bind(time_text(arrival.received_at))
    .bind(inspection.link.device.to_string())
    .bind(sequence)
    .bind(inspection.link.previous.as_ref().map(Digest::as_str))
    .bind(inspection.inspected_on.to_string())
    .bind(&inspection.rule_pack.id)
    .bind(&establishment.name)
    .bind(&establishment.address)
    .bind(&establishment.kind)
    .bind(arrival.verdict().code())
    .bind(json_text(&Tally::of(inspection))?)
    .bind(json_text(&arrival.discrepancies)?)
    .execute(on)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// One page of the list, with the sums of all.
pub(super) async fn list(on: &mut SqliteConnection, page: Page) -> Result<Listing, StoreError> {
    let before = i64::from(page.number.saturating_sub(1)) * i64::from(page.size);
    let rows: Vec<SummaryRow> = sqlx::query_as(
        "SELECT id, received_at, device, sequence, inspected_on, establishment_name,
                establishment_address, establishment_kind, tally, discrepancies,
                (SELECT COUNT(*) FROM conflicts WHERE document_id = documents.id) AS conflicts
         FROM documents ORDER BY received_at DESC, id DESC LIMIT $1 OFFSET $2",
    )
    .bind(i64::from(page.size))
    .bind(before)
    .fetch_all(&mut *on)
    .await?;
    // Few tallies differ, so the database counts equal ones and the shared code
    // adds them up.
    let tallies: Vec<TallyRow> =
        sqlx::query_as("SELECT tally, COUNT(*) AS documents FROM documents GROUP BY tally")
            .fetch_all(on)
            .await?;
    let mut listing = Listing {
        rows: rows
            .into_iter()
            .map(Summary::try_from)
            .collect::<Result<_, _>>()?,
        total: 0,
        sums: Tally::default(),
    };
    for row in tallies {
        let documents = number("tally", row.documents)?;
        let tally = serde_json::from_str(&row.tally).map_err(unreadable("tally"))?;
        listing.total += documents;
        listing.sums += times(tally, documents);
    }
    Ok(listing)
}

/// One document with its conflicts.
pub(super) async fn find(
    on: &mut SqliteConnection,
    id: InspectionId,
) -> Result<Option<Stored>, StoreError> {
    let found: Option<DocumentRow> = sqlx::query_as(
        "SELECT id, sha256, received_at, document, discrepancies FROM documents WHERE id = $1",
    )
    .bind(id.to_string())
    .fetch_optional(&mut *on)
    .await?;
    let Some(found) = found else {
        return Ok(None);
    };
    let conflicts: Vec<ConflictRow> = sqlx::query_as(
        "SELECT sha256, received_at FROM conflicts WHERE document_id = $1
         ORDER BY received_at, sha256",
    )
    .bind(id.to_string())
    .fetch_all(on)
    .await?;
    found.with(conflicts).map(Some)
}

/// The text of one conflicting document.
pub(super) async fn find_conflict(
    on: &mut SqliteConnection,
    id: InspectionId,
    sha256: &Digest,
) -> Result<Option<String>, StoreError> {
    let text =
        sqlx::query_scalar("SELECT document FROM conflicts WHERE document_id = $1 AND sha256 = $2")
            .bind(id.to_string())
            .bind(sha256.as_str())
            .fetch_optional(on)
            .await?;
    Ok(text)
}
