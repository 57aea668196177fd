//! Works out anew what inspections leave open and what has settled it, from the
//! documents alone, whenever one of them comes or the register changes: so the
//! order in which they come is nothing.

use inspection::{Aftermath, Document, InspectionId, Later, Outcome, Received};

use super::became::tell_tablets;
use super::rows::{day, storable, unreadable};
use super::standing::stands;
use crate::store::{Connection, Store, StoreError};

/// What stands where no day was set: behind every day.
pub(super) const NO_DAY: &str = "none";

impl Store {
    /// The outcomes of an inspection and of what it corrects, by day.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn outcomes(&self, id: InspectionId) -> Result<Vec<Outcome>, StoreError> {
        outcomes_of(&mut *self.read().await?, &id.to_string()).await
    }
}

/// Brings up to date what hangs on a document of this inspection: its own
/// follow-ups, those of what it corrects and what corrects it, and those of the
/// establishments they are of.
pub(super) async fn touch(on: &mut Connection, inspection: &str) -> Result<(), StoreError> {
    let chain = chain(on, inspection).await?;
    let mut establishments: Vec<String> = Vec::new();
    for id in &chain {
        let visited: Option<String> =
            sqlx::query_scalar("SELECT establishment FROM inspections WHERE document_id = $1")
                .bind(id)
                .fetch_optional(&mut *on)
                .await?
                .flatten();
        establishments.extend(visited);
    }
    establishments.sort();
    establishments.dedup();
    for id in &chain {
        work_out(on, id).await?;
    }
    for establishment in establishments {
        touch_establishment(on, &establishment).await?;
    }
    Ok(())
}

/// Brings up to date what hangs on the inspections of an establishment.
pub(super) async fn touch_establishment(
    on: &mut Connection,
    establishment: &str,
) -> Result<(), StoreError> {
    // Most visits leave nothing: that is seen at a glance.
    let concerned: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM establishments e WHERE e.id = $1 AND (e.became IS NOT NULL
         OR EXISTS (SELECT 1 FROM inspections i WHERE i.establishment = e.id AND (
             EXISTS (SELECT 1 FROM follow_ups f WHERE f.inspection = i.document_id)
             OR EXISTS (SELECT 1 FROM outcomes o WHERE o.inspection = i.document_id))))",
    )
    .bind(establishment)
    .fetch_one(&mut *on)
    .await?;
    if concerned == 0 {
        return Ok(());
    }
    let known: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT f.inspection FROM follow_ups f
         JOIN inspections i ON i.document_id = f.inspection WHERE i.establishment = $1",
    )
    .bind(establishment)
    .fetch_all(&mut *on)
    .await?;
    for id in known {
        work_out(on, &id).await?;
    }
    tell_tablets(on, establishment).await
}

/// Works out everything: for a database that an earlier program wrote.
pub(super) async fn touch_all(on: &mut Connection) -> Result<(), StoreError> {
    let all: Vec<String> = sqlx::query_scalar(
        "SELECT document_id FROM inspections WHERE aftermath LIKE '%\"left_open\":[{%'
         UNION SELECT inspection FROM outcomes",
    )
    .fetch_all(&mut *on)
    .await?;
    for id in all {
        touch(on, &id).await?;
    }
    Ok(())
}

/// The inspection, what it corrects and what corrects it, and so on from each.
async fn chain(on: &mut Connection, inspection: &str) -> Result<Vec<String>, StoreError> {
    let mut chain = Vec::new();
    let mut next = vec![inspection.to_owned()];
    while let Some(id) = next.pop() {
        if chain.contains(&id) {
            continue;
        }
        let beside: Vec<String> = sqlx::query_scalar(
            "SELECT document_id FROM inspections WHERE supersedes = $1
             UNION SELECT supersedes FROM inspections
             WHERE document_id = $1 AND supersedes IS NOT NULL",
        )
        .bind(&id)
        .fetch_all(&mut *on)
        .await?;
        next.extend(beside);
        chain.push(id);
    }
    Ok(chain)
}

/// What is known of an inspection for working it out.
#[derive(sqlx::FromRow)]
struct Known {
    inspected_on: String,
    establishment: Option<String>,
    aftermath: Option<String>,
    stands: i64,
}

/// Works out one inspection. Those that do not stand, or have not come, leave
/// nothing open.
async fn work_out(on: &mut Connection, inspection: &str) -> Result<(), StoreError> {
    let known: Option<Known> = sqlx::query_as(concat!(
        "SELECT i.inspected_on, i.establishment, i.aftermath, CASE WHEN ",
        stands!(),
        " THEN 1 ELSE 0 END AS stands FROM inspections i WHERE i.document_id = $1",
    ))
    .bind(inspection)
    .fetch_optional(&mut *on)
    .await?;
    sqlx::query("DELETE FROM follow_ups WHERE inspection = $1")
        .bind(inspection)
        .execute(&mut *on)
        .await?;
    let Some(known) = known.filter(|known| known.stands == 1) else {
        return Ok(());
    };
    let aftermath = read(known.aftermath.as_deref())?;
    let outcomes = outcomes_of(on, inspection).await?;
    let open = aftermath.with(&outcomes);
    if open.is_empty() {
        return Ok(());
    }
    let later = later_than(on, &known).await?;
    for (place, one) in (0_i64..).zip(&open) {
        let settled = aftermath.settled(one, &outcomes, &later);
        let due = one.until.map(|day| day.to_string());
        sqlx::query(
            "INSERT INTO follow_ups
             (inspection, place, kind, check_no, what, due, settled_on, settled_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(inspection)
        .bind(place)
        .bind(one.kind.code())
        .bind(one.check.map(|check| i64::from(check.0)))
        .bind(storable(&one.what))
        .bind(due.unwrap_or_else(|| NO_DAY.to_owned()))
        .bind(settled.map(|settled| settled.on.to_string()))
        .bind(settled.map(|settled| settled.by.to_string()))
        .execute(&mut *on)
        .await?;
    }
    Ok(())
}

fn read(aftermath: Option<&str>) -> Result<Aftermath, StoreError> {
    let read = aftermath.map(serde_json::from_str).transpose();
    Ok(read
        .map_err(unreadable("what follows"))?
        .unwrap_or_default())
}

/// The outcomes of an inspection and of what it corrects, by day.
pub(super) async fn outcomes_of(
    on: &mut Connection,
    inspection: &str,
) -> Result<Vec<Outcome>, StoreError> {
    let texts: Vec<String> = sqlx::query_scalar(
        "WITH RECURSIVE corrected (id) AS (
             SELECT document_id FROM inspections WHERE document_id = $1
             UNION
             SELECT n.supersedes FROM inspections n
             JOIN corrected ON n.document_id = corrected.id WHERE n.supersedes IS NOT NULL
         )
         SELECT d.document FROM outcomes o JOIN corrected ON corrected.id = o.inspection
         JOIN documents d ON d.id = o.document_id ORDER BY o.decided_on, o.document_id",
    )
    .bind(inspection)
    .fetch_all(on)
    .await?;
    let mut outcomes = Vec::new();
    for text in texts {
        // What an older program kept and this one cannot read settles nothing.
        if let Ok(received) = Received::read(&text)
            && let Document::Outcome(outcome) = received.document
        {
            outcomes.push(*outcome);
        }
    }
    Ok(outcomes)
}

/// The inspections of the same establishment on later days that stand.
async fn later_than(on: &mut Connection, known: &Known) -> Result<Vec<Later>, StoreError> {
    let Some(establishment) = &known.establishment else {
        return Ok(Vec::new());
    };
    let rows: Vec<(String, String, Option<String>)> = sqlx::query_as(concat!(
        "SELECT i.document_id, i.inspected_on, i.aftermath FROM inspections i
         WHERE i.establishment = $1 AND i.inspected_on > $2 AND ",
        stands!(),
    ))
    .bind(establishment)
    .bind(&known.inspected_on)
    .fetch_all(on)
    .await?;
    let later = rows.into_iter().map(|(id, inspected_on, aftermath)| {
        Ok(Later {
            id: id.parse().map_err(unreadable("id"))?,
            on: day(&inspected_on)?,
            aftermath: read(aftermath.as_deref())?,
        })
    });
    later.collect()
}
