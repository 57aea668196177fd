//! Documents of every kind and their conflicts: the statements,
//! inside a transaction that `engine.rs` opens and commits.

use inspection::{Digest, Document, DocumentId, Inspection, InspectionId, Receipt, Tally, Verdict};

use super::contents::{self, Parts};
use super::file_facts::{FileFacts, insert_file};
use super::filling::Facts;
use super::linking::{Identity, establishment_of, settle};
use super::outcomes::insert_outcome;
use super::report_lines::insert_line;
use super::rows::{ConflictRow, DocumentRow, ReceiptRow, json_text, signed, storable, time_text};
use super::working_out::touch;
use crate::store::{Arrival, Connection, Kept, Store, StoreError, Stored};

impl Store {
    /// One document of any kind with what is known of it.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn find(&self, id: DocumentId) -> Result<Option<Stored>, StoreError> {
        let mut read = self.read().await?;
        let Some(mut found) = find(&mut read, id).await? else {
            return Ok(None);
        };
        let sha256 = &found.receipt.sha256;
        let place = contents::place(&mut read, sha256).await?;
        drop(read);
        found.document = self.whole(sha256, found.document, place).await?;
        Ok(Some(found))
    }

    /// The other document of this digest that came under a taken id.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn find_conflict(
        &self,
        id: DocumentId,
        sha256: &Digest,
    ) -> Result<Option<String>, StoreError> {
        let mut read = self.read().await?;
        let Some(text) = find_conflict(&mut read, id, sha256).await? else {
            return Ok(None);
        };
        let place = contents::place(&mut read, sha256).await?;
        drop(read);
        self.whole(sha256, text, place).await.map(Some)
    }
}

/// Inserts the document, or finds what stands under its id.
pub(super) async fn keep(
    on: &mut Connection,
    arrival: &Arrival,
    parts: Option<&Parts>,
) -> Result<Kept, StoreError> {
    let frozen = &arrival.received.frozen;
    let text = parts.map_or(&frozen.text, |parts| &parts.around);
    if insert(on, arrival, text).await? {
        insert_facts(on, arrival).await?;
        if let Some(parts) = parts {
            contents::insert(on, &frozen.sha256, parts).await?;
        }
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
    .bind(text)
    .bind(time_text(arrival.received_at))
    .execute(&mut *on)
    .await?;
    if let Some(parts) = parts {
        contents::insert(on, &frozen.sha256, parts).await?;
    }
    Ok(Kept::Conflicting {
        first: first.sha256,
    })
}

/// Whether the id was free.
async fn insert(on: &mut Connection, arrival: &Arrival, text: &str) -> Result<bool, StoreError> {
    let frozen = &arrival.received.frozen;
    let document = &arrival.received.document;
    let link = document.link();
    let done = sqlx::query(
        "INSERT INTO documents
         (id, kind, sha256, document, received_at, device, sequence, previous, inspection,
          carried_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (id) DO NOTHING",
    )
    .bind(frozen.id.to_string())
    .bind(frozen.kind.code())
    .bind(frozen.sha256.as_str())
    .bind(text)
    .bind(time_text(arrival.received_at))
    .bind(link.device.to_string())
    .bind(signed("sequence", link.sequence)?)
    .bind(link.previous.as_ref().map(Digest::as_str))
    .bind(document.belongs_to().map(|id| id.to_string()))
    .bind(arrival.carried_by.as_deref())
    .execute(on)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What lists and reports need of it, by kind.
async fn insert_facts(on: &mut Connection, arrival: &Arrival) -> Result<(), StoreError> {
    match &arrival.received.document {
        Document::Inspection(inspection) => insert_inspection(on, arrival, inspection).await,
        Document::Photo(photo) => insert_file(on, &FileFacts::of_photo(photo)).await,
        Document::Attachment(file) => insert_file(on, &FileFacts::of_attachment(file)).await,
        Document::Outcome(outcome) => {
            insert_outcome(on, outcome).await?;
            touch(on, &outcome.inspection.to_string()).await
        }
    }
}

async fn insert_inspection(
    on: &mut Connection,
    arrival: &Arrival,
    inspection: &Inspection,
) -> Result<(), StoreError> {
    let establishment = &inspection.establishment;
    let verdicts = inspection.checks.iter();
    let worst = Verdict::worst(verdicts.map(|check| check.assessment.verdict));
    let facts = Facts::of(inspection)?;
    let identity = Identity {
        register: facts.register.as_deref(),
        tax: &facts.tax,
        place: &facts.place,
    };
    let visited = establishment_of(on, &identity).await?;
    sqlx::query(
        "INSERT INTO inspections
         (document_id, inspected_on, rule_pack, establishment_name, establishment_address,
          establishment_kind, verdict, tally, discrepancies, supersedes, register_id,
          tax_identity, place_identity, last, establishment, ward, words, result, visit,
          aftermath, minutes_no, minutes_number)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
                 $19, $20, $21, $22)",
    )
    .bind(inspection.id.to_string())
    .bind(inspection.inspected_on.to_string())
    .bind(storable(&inspection.rule_pack.id))
    .bind(storable(&establishment.name))
    .bind(storable(&establishment.address))
    .bind(storable(&establishment.kind))
    .bind(worst.code())
    .bind(json_text(&Tally::of(inspection))?)
    .bind(json_text(&arrival.discrepancies)?)
    .bind(inspection.supersedes.map(|id| id.to_string()))
    .bind(&facts.register)
    .bind(&facts.tax)
    .bind(&facts.place)
    .bind(&facts.last)
    .bind(&visited)
    .bind(&facts.ward)
    .bind(&facts.words)
    .bind(facts.result)
    .bind(&facts.visit)
    .bind(&facts.aftermath)
    .bind(&facts.minutes.0)
    .bind(facts.minutes.1)
    .execute(&mut *on)
    .await?;
    let (id, day) = (
        inspection.id.to_string(),
        inspection.inspected_on.to_string(),
    );
    insert_line(on, &id, &day, Some(inspection)).await?;
    if let Some(visited) = &visited {
        settle(on, visited).await?;
    }
    settle_corrected(on, inspection.supersedes, visited.as_deref()).await?;
    touch(on, &id).await
}

/// The correction may be of another establishment than what it corrects.
async fn settle_corrected(
    on: &mut Connection,
    corrected: Option<InspectionId>,
    settled: Option<&str>,
) -> Result<(), StoreError> {
    let Some(corrected) = corrected else {
        return Ok(());
    };
    let visited: Option<Option<String>> =
        sqlx::query_scalar("SELECT establishment FROM inspections WHERE document_id = $1")
            .bind(corrected.to_string())
            .fetch_optional(&mut *on)
            .await?;
    match visited.flatten() {
        Some(visited) if Some(visited.as_str()) != settled => settle(on, &visited).await,
        _ => Ok(()),
    }
}

/// One document with its conflicts.
pub(super) async fn find(
    on: &mut Connection,
    id: DocumentId,
) -> Result<Option<Stored>, StoreError> {
    let found: Option<DocumentRow> = sqlx::query_as(
        "SELECT d.id, d.kind, d.sha256, d.received_at, d.document, i.discrepancies,
                t.name AS carrier
         FROM documents d LEFT JOIN inspections i ON i.document_id = d.id
         LEFT JOIN tablets t ON t.id = d.carried_by AND COALESCE(t.device, '') <> d.device
         WHERE d.id = $1",
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
    on: &mut Connection,
    id: DocumentId,
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
