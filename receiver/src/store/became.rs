//! What tablets are told of what became of the last inspection of an establishment.

use super::linking::revisions;
use super::outcomes::outcomes_of;
use super::rows::json_text;
use crate::store::{Connection, List, StoreError};

/// What has become of the last inspection of an establishment, as tablets are
/// told; a row that says something else now has another revision.
pub(super) async fn tell_tablets(
    on: &mut Connection,
    establishment: &str,
) -> Result<(), StoreError> {
    let last: Option<String> = sqlx::query_scalar(
        "SELECT i.document_id FROM inspections i JOIN documents d ON d.id = i.document_id
         WHERE i.establishment = $1 AND i.last IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM inspections c WHERE c.supersedes = i.document_id)
         ORDER BY i.inspected_on DESC, d.received_at DESC, i.document_id DESC LIMIT 1",
    )
    .bind(establishment)
    .fetch_optional(&mut *on)
    .await?;
    let now = match last {
        Some(last) => became(on, &last).await?,
        None => None,
    };
    let before: Option<Option<String>> =
        sqlx::query_scalar("SELECT became FROM establishments WHERE id = $1")
            .bind(establishment)
            .fetch_optional(&mut *on)
            .await?;
    if before.is_some_and(|before| before != now) {
        let revision = revisions(on, List::Register, 1).await?;
        sqlx::query("UPDATE establishments SET became = $2, revision = $3 WHERE id = $1")
            .bind(establishment)
            .bind(now)
            .bind(revision)
            .execute(&mut *on)
            .await?;
    }
    Ok(())
}

/// What has become of one inspection; nothing where nothing has and nothing is
/// open.
async fn became(on: &mut Connection, inspection: &str) -> Result<Option<String>, StoreError> {
    let outcomes = outcomes_of(on, inspection).await?;
    let open: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM follow_ups WHERE inspection = $1 AND settled_by IS NULL",
    )
    .bind(inspection)
    .fetch_one(on)
    .await?;
    if outcomes.is_empty() && open == 0 {
        return Ok(None);
    }
    let outcomes = outcomes.iter().map(|outcome| Told {
        result: outcome.result.code(),
        on: outcome.decided_on.to_string(),
        check: outcome.check.map(|check| check.0),
    });
    let became = Became {
        open,
        outcomes: outcomes.collect(),
    };
    json_text(&became).map(Some)
}

/// What tablets are told of what became of an inspection.
#[derive(serde::Serialize)]
struct Became {
    /// How much is still open.
    open: i64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    outcomes: Vec<Told>,
}

#[derive(serde::Serialize)]
struct Told {
    result: &'static str,
    on: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<u16>,
}
