//! What an authority sees of what was received: a visit in its ward, by the document
//! or by the row of the register it is of, and what its own tablets brought. All
//! else is not found.

use inspection::DocumentId;

use super::{Connection, Store, StoreError};
use crate::people::Sight;

/// Whether the inspection `i`, whose document is `d`, is seen by `$1`: empty for
/// all, else codes of wards between commas.
macro_rules! seen {
    () => {
        "($1 = '' OR $1 LIKE '%,' || COALESCE(i.ward, '') || ',%'
          OR EXISTS (SELECT 1 FROM establishments e WHERE e.id = i.establishment
                     AND $1 LIKE '%,' || COALESCE(e.ward_code, '') || ',%')
          OR EXISTS (SELECT 1 FROM tablets t WHERE t.id = d.carried_by
                     AND $1 LIKE '%,' || t.authority || ',%'))"
    };
}
pub(super) use seen;

async fn sees(on: &mut Connection, id: DocumentId, sight: &Sight) -> Result<bool, StoreError> {
    let listed = sight.listed();
    // A photo is seen with its inspection; one that came before it, with its tablet.
    let found: i64 = sqlx::query_scalar(concat!(
        "SELECT COUNT(*) FROM documents x
         JOIN documents d ON d.id = COALESCE(x.inspection, x.id)
         JOIN inspections i ON i.document_id = d.id
         WHERE x.id = $2 AND ",
        seen!(),
    ))
    .bind(&listed)
    .bind(id.to_string())
    .fetch_one(&mut *on)
    .await?;
    if found > 0 {
        return Ok(true);
    }
    // What is sent about an inspection opens its page only while that is not here.
    let carried: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM documents d JOIN tablets t ON t.id = d.carried_by
         WHERE (d.id = $2 OR (d.inspection = $2
                AND NOT EXISTS (SELECT 1 FROM inspections i WHERE i.document_id = $2)))
         AND $1 LIKE '%,' || t.authority || ',%'",
    )
    .bind(&listed)
    .bind(id.to_string())
    .fetch_one(on)
    .await?;
    Ok(carried > 0)
}

impl Store {
    /// Whether a document, or what belongs to an inspection that has not come, is
    /// seen.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn sees(&self, id: DocumentId, sight: &Sight) -> Result<bool, StoreError> {
        if sight.is_all() {
            return Ok(true);
        }
        sees(&mut *self.read().await?, id, sight).await
    }
}
