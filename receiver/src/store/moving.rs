//! Rows of register and plan that leave a ward: the tablets of that ward are told that
//! they are removed, and those of the other that they are there.

use super::linking::revisions;
use crate::store::{Connection, List, StoreError};

/// Notes that a row left a ward, by the change of that number.
async fn left(
    on: &mut Connection,
    list: List,
    (id, ward): (&str, &str),
    revision: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO moved_rows (list, id, ward, revision) VALUES ($1, $2, $3, $4)
         ON CONFLICT (list, id, ward) DO UPDATE SET revision = excluded.revision",
    )
    .bind(list.name())
    .bind(id)
    .bind(ward)
    .bind(revision)
    .execute(on)
    .await?;
    Ok(())
}

/// The ward of a row as it is now; `None` where there is no such row, or none known.
pub(super) async fn ward_of(on: &mut Connection, id: &str) -> Result<Option<String>, StoreError> {
    let ward: Option<Option<String>> =
        sqlx::query_scalar("SELECT ward_code FROM establishments WHERE id = $1")
            .bind(id)
            .fetch_optional(on)
            .await?;
    Ok(ward.flatten())
}

/// After a row was put in by the change of that number: where its ward is another one,
/// it and the visits to it have left the one before.
pub(super) async fn note_moved(
    on: &mut Connection,
    id: &str,
    [before, now]: [Option<&str>; 2],
    revision: i64,
) -> Result<(), StoreError> {
    if before == now {
        return Ok(());
    }
    if let Some(before) = before {
        left(on, List::Register, (id, before), revision).await?;
    }
    let visits: Vec<String> =
        sqlx::query_scalar("SELECT id FROM planned_visits WHERE establishment_id = $1")
            .bind(id)
            .fetch_all(&mut *on)
            .await?;
    for visit in visits {
        let revision = revisions(on, List::Plan, 1).await?;
        sqlx::query("UPDATE planned_visits SET revision = $2 WHERE id = $1")
            .bind(&visit)
            .bind(revision)
            .execute(&mut *on)
            .await?;
        if let Some(before) = before {
            left(on, List::Plan, (&visit, before), revision).await?;
        }
    }
    Ok(())
}

/// Before a visit is put to this establishment by the change of that number: where it
/// was to one of another ward, it leaves that.
pub(super) async fn note_visit_moved(
    on: &mut Connection,
    visit: &str,
    establishment: &str,
    revision: i64,
) -> Result<(), StoreError> {
    let before: Option<Option<String>> = sqlx::query_scalar(
        "SELECT e.ward_code FROM planned_visits v
         JOIN establishments e ON e.id = v.establishment_id WHERE v.id = $1",
    )
    .bind(visit)
    .fetch_optional(&mut *on)
    .await?;
    let now = ward_of(on, establishment).await?;
    match before.flatten() {
        Some(before) if Some(&before) != now.as_ref() => {
            left(on, List::Plan, (visit, &before), revision).await
        }
        _ => Ok(()),
    }
}
