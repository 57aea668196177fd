//! Which row of the register an inspection is of, and what follows from that:
//! what was last found there, and which planned visit was made. Worked out anew
//! from all inspections of the row, so the order in which they come is nothing.

use chrono::{Datelike, NaiveDate};

use super::rows::{day, number, unreadable};
use crate::store::{Connection, List, StoreError};

/// What tells whom an inspection visited.
pub(super) struct Identity<'a> {
    /// The row that the document names.
    pub(super) register: Option<&'a str>,
    /// The tax code, folded; empty for none.
    pub(super) tax: &'a str,
    /// Name and address, folded.
    pub(super) place: &'a str,
}

/// The row it is of: the one it names; else the one of its tax code; else the
/// one of its name and address. Where several could be meant, none.
pub(super) async fn establishment_of(
    on: &mut Connection,
    identity: &Identity<'_>,
) -> Result<Option<String>, StoreError> {
    if let Some(id) = identity.register {
        let named = sqlx::query_scalar(
            "SELECT id FROM establishments WHERE id = $1
             UNION SELECT e.id FROM establishments e JOIN merged_establishments m
             ON m.kept = e.id WHERE m.id = $1",
        )
        .bind(id)
        .fetch_optional(&mut *on)
        .await?;
        if named.is_some() {
            return Ok(named);
        }
    }
    if !identity.tax.is_empty() {
        let of_code: Vec<(String, Option<String>)> = sqlx::query_as(
            "SELECT id, place_identity FROM establishments WHERE tax_identity = $1
                 UNION SELECT e.id, m.place_identity FROM establishments e
                 JOIN merged_establishments m ON m.kept = e.id WHERE m.tax_identity = $1",
        )
        .bind(identity.tax)
        .fetch_all(&mut *on)
        .await?;
        if !of_code.is_empty() {
            let one = only(of_code.iter().map(|row| row.0.clone()));
            // Branches that share a code are told by where they are.
            let here = |row: &&(String, Option<String>)| row.1.as_deref() == Some(identity.place);
            let here = of_code.iter().filter(here).map(|row| row.0.clone());
            return Ok(one.or_else(|| only(here)));
        }
    }
    let here: Vec<(String, String)> = sqlx::query_as(
        "SELECT id, tax_identity FROM establishments WHERE place_identity = $1
             UNION SELECT e.id, m.tax_identity FROM establishments e
             JOIN merged_establishments m ON m.kept = e.id WHERE m.place_identity = $1",
    )
    .bind(identity.place)
    .fetch_all(on)
    .await?;
    // Another code at the same place is another establishment.
    let fits = |row: &&(String, String)| identity.tax.is_empty() || row.1.is_empty();
    Ok(only(here.iter().filter(fits).map(|row| row.0.clone())))
}

/// The id that all of them are.
fn only(mut found: impl Iterator<Item = String>) -> Option<String> {
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// Takes so many numbers of a list's revisions, one for each change; the first
/// of them.
pub(super) async fn revisions(
    on: &mut Connection,
    list: List,
    count: usize,
) -> Result<i64, StoreError> {
    let count = i64::try_from(count).map_err(unreadable("a count"))?;
    let after: i64 = sqlx::query_scalar(
        "UPDATE pulled_lists SET revision = revision + $2 WHERE name = $1 RETURNING revision",
    )
    .bind(list.name())
    .bind(count)
    .fetch_one(on)
    .await?;
    Ok(after - count + 1)
}

/// Notes that a row is gone; taking it out is the caller's.
pub(super) async fn note_removed(
    on: &mut Connection,
    list: List,
    id: &str,
) -> Result<(), StoreError> {
    let revision = revisions(on, list, 1).await?;
    sqlx::query(
        "INSERT INTO removed_rows (list, id, revision) VALUES ($1, $2, $3)
         ON CONFLICT (list, id) DO UPDATE SET revision = excluded.revision",
    )
    .bind(list.name())
    .bind(id)
    .bind(revision)
    .execute(on)
    .await?;
    Ok(())
}

/// An inspection of the row that no other one corrects.
#[derive(sqlx::FromRow)]
struct Standing {
    document_id: String,
    inspected_on: String,
    last: String,
}

/// Brings a row's last inspection and its planned visits up to date.
pub(super) async fn settle(on: &mut Connection, id: &str) -> Result<(), StoreError> {
    // In a circle of corrections none stands.
    let standing: Vec<Standing> = sqlx::query_as(
        "SELECT i.document_id, i.inspected_on, i.last
         FROM inspections i JOIN documents d ON d.id = i.document_id
         WHERE i.establishment = $1 AND i.last IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM inspections c WHERE c.supersedes = i.document_id)
         ORDER BY i.inspected_on, d.received_at, i.document_id",
    )
    .bind(id)
    .fetch_all(&mut *on)
    .await?;
    let now = standing.last().map(|inspection| inspection.last.as_str());
    let before: Option<Option<String>> =
        sqlx::query_scalar("SELECT last FROM establishments WHERE id = $1")
            .bind(id)
            .fetch_optional(&mut *on)
            .await?;
    if before.is_some_and(|before| before.as_deref() != now) {
        let revision = revisions(on, List::Register, 1).await?;
        sqlx::query("UPDATE establishments SET last = $2, revision = $3 WHERE id = $1")
            .bind(id)
            .bind(now)
            .bind(revision)
            .execute(&mut *on)
            .await?;
    }
    settle_visits(on, id, &standing).await
}

/// The visits planned in a month are made by the inspections of that month, the
/// first by the first.
async fn settle_visits(
    on: &mut Connection,
    id: &str,
    standing: &[Standing],
) -> Result<(), StoreError> {
    let visits: Vec<(String, String, Option<String>)> = sqlx::query_as(
        "SELECT id, planned_on, done FROM planned_visits WHERE establishment_id = $1
         ORDER BY planned_on, id",
    )
    .bind(id)
    .fetch_all(&mut *on)
    .await?;
    let month = |day: NaiveDate| (day.year(), day.month());
    let mut made = Vec::new();
    for inspection in standing {
        made.push((
            month(day(&inspection.inspected_on)?),
            &inspection.document_id,
        ));
    }
    for (visit, planned_on, before) in visits {
        let planned = month(day(&planned_on)?);
        let first = made.iter().position(|(month, _)| *month == planned);
        let now = first.map(|first| made.remove(first).1.as_str());
        if before.as_deref() != now {
            let revision = revisions(on, List::Plan, 1).await?;
            sqlx::query("UPDATE planned_visits SET done = $2, revision = $3 WHERE id = $1")
                .bind(visit)
                .bind(now)
                .bind(revision)
                .execute(&mut *on)
                .await?;
        }
    }
    Ok(())
}

/// How far a list has got, as a number of the program's.
pub(super) fn revision(value: i64) -> Result<u64, StoreError> {
    number("revision", value)
}
