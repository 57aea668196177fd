//! Works out anew what inspections leave open and what has settled it, from the
//! documents alone, whenever one of them comes or the register changes: so the
//! order in which they come is nothing.

use inspection::{Aftermath, Later};

use super::became::tell_tablets;
use super::outcomes::outcomes_of;
use super::rows::{day, storable, unreadable};
use super::standing::stands;
use crate::store::{Connection, StoreError};

/// What stands where no day was set: behind every day.
pub(super) const NO_DAY: &str = "none";

/// Brings up to date what hangs on a document of this inspection: its own
/// follow-ups, those of what it corrects and what corrects it, and what these may
/// settle at the establishments they are of.
pub(super) async fn touch(on: &mut Connection, inspection: &str) -> Result<(), StoreError> {
    let chain = chain(on, inspection).await?;
    let mut establishments: Vec<String> = Vec::new();
    let mut days: Vec<String> = Vec::new();
    for id in &chain {
        let visited: Option<(Option<String>, String)> = sqlx::query_as(
            "SELECT establishment, inspected_on FROM inspections WHERE document_id = $1",
        )
        .bind(id)
        .fetch_optional(&mut *on)
        .await?;
        if let Some((establishment, day)) = visited {
            establishments.extend(establishment);
            days.push(day);
        }
        work_out(on, id, None).await?;
    }
    establishments.sort();
    establishments.dedup();
    days.sort();
    let first = days.first().map_or("", String::as_str);
    let last = days.last().map_or("", String::as_str);
    for establishment in establishments {
        touch_between(on, &establishment, [first, last]).await?;
    }
    Ok(())
}

/// Brings up to date what hangs on the inspections of an establishment.
pub(super) async fn touch_establishment(
    on: &mut Connection,
    establishment: &str,
) -> Result<(), StoreError> {
    touch_between(on, establishment, ["", "~"]).await
}

/// Brings up to date what inspections of these days may settle at an establishment:
/// what was asked for before the last of them, and was not settled before the first.
async fn touch_between(
    on: &mut Connection,
    establishment: &str,
    [first, last]: [&str; 2],
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
    let concerned: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT f.inspection FROM follow_ups f
         JOIN inspections i ON i.document_id = f.inspection
         WHERE i.establishment = $1 AND f.kind IN ('remedy', 'reverification')
         AND i.inspected_on < $3 AND (f.settled_by IS NULL OR f.settled_on >= $2)",
    )
    .bind(establishment)
    .bind(first)
    .bind(last)
    .fetch_all(&mut *on)
    .await?;
    if !concerned.is_empty() {
        let visits = visits_after(on, establishment, "").await?;
        for id in concerned {
            work_out(on, &id, Some(&visits)).await?;
        }
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

/// A row as it is kept: place, kind, check, words, last day, and what settled it.
type Row = (
    i64,
    String,
    Option<i64>,
    String,
    String,
    Option<String>,
    Option<String>,
);

/// Works out one inspection, among the visits of its establishment where they are
/// known. Those that do not stand, or have not come, leave nothing open.
async fn work_out(
    on: &mut Connection,
    inspection: &str,
    visits: Option<&[Later]>,
) -> Result<(), StoreError> {
    let now = rows(on, inspection, visits).await?;
    let before: Vec<Row> = sqlx::query_as(
        "SELECT place, kind, check_no, what, due, settled_on, settled_by FROM follow_ups
         WHERE inspection = $1 ORDER BY place",
    )
    .bind(inspection)
    .fetch_all(&mut *on)
    .await?;
    if now == before {
        return Ok(());
    }
    sqlx::query("DELETE FROM follow_ups WHERE inspection = $1")
        .bind(inspection)
        .execute(&mut *on)
        .await?;
    for (place, kind, check_no, what, due, settled_on, settled_by) in now {
        sqlx::query(
            "INSERT INTO follow_ups
             (inspection, place, kind, check_no, what, due, settled_on, settled_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(inspection)
        .bind(place)
        .bind(kind)
        .bind(check_no)
        .bind(what)
        .bind(due)
        .bind(settled_on)
        .bind(settled_by)
        .execute(&mut *on)
        .await?;
    }
    Ok(())
}

/// What one inspection leaves, with what has settled it.
async fn rows(
    on: &mut Connection,
    inspection: &str,
    visits: Option<&[Later]>,
) -> Result<Vec<Row>, StoreError> {
    let known: Option<Known> = sqlx::query_as(concat!(
        "SELECT i.inspected_on, i.establishment, i.aftermath, CASE WHEN ",
        stands!(),
        " THEN 1 ELSE 0 END AS stands FROM inspections i WHERE i.document_id = $1",
    ))
    .bind(inspection)
    .fetch_optional(&mut *on)
    .await?;
    let Some(known) = known.filter(|known| known.stands == 1) else {
        return Ok(Vec::new());
    };
    let aftermath = read(known.aftermath.as_deref())?;
    let outcomes = outcomes_of(on, inspection).await?;
    let open = aftermath.with(&outcomes);
    let own = match (visits, &known.establishment) {
        (None, Some(establishment)) if !open.is_empty() => {
            visits_after(on, establishment, &known.inspected_on).await?
        }
        _ => Vec::new(),
    };
    let rows = (0_i64..).zip(&open).map(|(place, one)| {
        let settled = aftermath.settled(one, &outcomes, visits.unwrap_or(&own));
        let due = one.until.map(|day| day.to_string());
        (
            place,
            one.kind.code().to_owned(),
            one.check.map(|check| i64::from(check.0)),
            storable(&one.what),
            due.unwrap_or_else(|| NO_DAY.to_owned()),
            settled.map(|settled| settled.on.to_string()),
            settled.map(|settled| settled.by.to_string()),
        )
    });
    Ok(rows.collect())
}

fn read(aftermath: Option<&str>) -> Result<Aftermath, StoreError> {
    let read = aftermath.map(serde_json::from_str).transpose();
    Ok(read
        .map_err(unreadable("what follows"))?
        .unwrap_or_default())
}

/// The inspections of an establishment after a day that stand.
async fn visits_after(
    on: &mut Connection,
    establishment: &str,
    day_before: &str,
) -> Result<Vec<Later>, StoreError> {
    let rows: Vec<(String, String, Option<String>)> = sqlx::query_as(concat!(
        "SELECT i.document_id, i.inspected_on, i.aftermath FROM inspections i
         WHERE i.establishment = $1 AND i.inspected_on > $2 AND ",
        stands!(),
    ))
    .bind(establishment)
    .bind(day_before)
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
