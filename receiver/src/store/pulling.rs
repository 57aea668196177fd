//! Register and plan as tablets pull them: what changed since a revision, of what is
//! seen from where it is asked.

use chrono::NaiveDate;
use inspection::PlanRow;

use super::linking::revision;
use super::rows::{RegisteredRow, establishment_columns};
use crate::people::Sight;
use crate::store::{
    Changes, Connection, List, ListState, PlanChanges, Registered, Store, StoreError,
};

impl Store {
    /// How far a list that tablets pull has got.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn list_state(&self, list: List) -> Result<ListState, StoreError> {
        list_state(&mut *self.read().await?, list).await
    }

    /// What changed of the register since a revision; the first `most` changes.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn register_since(
        &self,
        since: u64,
        most: u32,
    ) -> Result<Changes<Registered>, StoreError> {
        self.register_seen_since(&Sight::ALL, since, most).await
    }

    /// The same of the rows that are seen; those that were and are not any more are
    /// removed.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn register_seen_since(
        &self,
        sight: &Sight,
        since: u64,
        most: u32,
    ) -> Result<Changes<Registered>, StoreError> {
        register_since(&mut *self.read().await?, sight, since, most).await
    }

    /// What changed of the plan since a revision, of visits from `first` on; the
    /// first `most` changes.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn plan_since(
        &self,
        since: u64,
        first: NaiveDate,
        most: u32,
    ) -> Result<PlanChanges, StoreError> {
        self.plan_seen_since(&Sight::ALL, since, first, most).await
    }

    /// The same of the visits to establishments that are seen.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn plan_seen_since(
        &self,
        sight: &Sight,
        since: u64,
        first: NaiveDate,
        most: u32,
    ) -> Result<PlanChanges, StoreError> {
        plan_since(&mut *self.read().await?, sight, since, first, most).await
    }
}

/// How far a list has got.
pub(super) async fn list_state(on: &mut Connection, list: List) -> Result<ListState, StoreError> {
    let (epoch, now): (String, i64) =
        sqlx::query_as("SELECT epoch, revision FROM pulled_lists WHERE name = $1")
            .bind(list.name())
            .fetch_one(on)
            .await?;
    Ok(ListState {
        epoch,
        revision: revision(now)?,
    })
}

/// The first changes of the register since a revision.
async fn register_since(
    on: &mut Connection,
    sight: &Sight,
    since: u64,
    most: u32,
) -> Result<Changes<Registered>, StoreError> {
    let since = i64::try_from(since).unwrap_or(i64::MAX);
    let rows: Vec<RegisteredRow> = sqlx::query_as(concat!(
        "SELECT ",
        establishment_columns!(),
        " FROM establishments e WHERE e.revision > $1 AND e.closed_on IS NULL
         AND ($3 = '' OR $3 LIKE '%,' || COALESCE(e.ward_code, '') || ',%')
         ORDER BY e.revision LIMIT $2"
    ))
    .bind(since)
    .bind(i64::from(most) + 1)
    .bind(sight.listed())
    .fetch_all(&mut *on)
    .await?;
    let rows = rows.into_iter().map(Registered::try_from);
    let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
    changes(on, (List::Register, sight), since, most, rows, |row| {
        row.revision
    })
    .await
}

#[derive(sqlx::FromRow)]
struct PlanChange {
    id: String,
    planned_on: String,
    establishment_id: String,
    team: String,
    done: Option<String>,
    revision: i64,
}

/// The first changes of the plan since a revision, of visits from a day on.
async fn plan_since(
    on: &mut Connection,
    sight: &Sight,
    since: u64,
    first: NaiveDate,
    most: u32,
) -> Result<PlanChanges, StoreError> {
    let since = i64::try_from(since).unwrap_or(i64::MAX);
    let rows: Vec<PlanChange> = sqlx::query_as(
        "SELECT v.id, v.planned_on, v.establishment_id, v.team, v.done, v.revision
         FROM planned_visits v JOIN establishments e ON e.id = v.establishment_id
         WHERE v.revision > $1 AND v.planned_on >= $2
         AND ($4 = '' OR $4 LIKE '%,' || COALESCE(e.ward_code, '') || ',%')
         ORDER BY v.revision LIMIT $3",
    )
    .bind(since)
    .bind(first.to_string())
    .bind(i64::from(most) + 1)
    .bind(sight.listed())
    .fetch_all(&mut *on)
    .await?;
    let rows = rows.into_iter().map(PlanRow::try_from);
    let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
    changes(on, (List::Plan, sight), since, most, rows, |row| {
        row.revision
    })
    .await
}

impl TryFrom<PlanChange> for PlanRow {
    type Error = StoreError;

    fn try_from(row: PlanChange) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            day: super::rows::day(&row.planned_on)?,
            establishment: row.establishment_id,
            team: row.team,
            done: super::rows::document(row.done)?,
            revision: revision(row.revision)?,
        })
    }
}

/// Rows and ids that are gone, cut where there are more than `most` of both. The
/// rows are in order, one more than `most` where there are so many.
async fn changes<Row>(
    on: &mut Connection,
    (list, sight): (List, &Sight),
    since: i64,
    most: u32,
    mut rows: Vec<Row>,
    revision_of: impl Fn(&Row) -> u64,
) -> Result<Changes<Row>, StoreError> {
    let removed: Vec<(String, i64)> = sqlx::query_as(
        "SELECT id, revision FROM removed_rows WHERE list = $1 AND revision > $2
         UNION ALL
         SELECT m.id, m.revision FROM moved_rows m
         WHERE m.list = $1 AND m.revision > $2 AND $4 LIKE '%,' || m.ward || ',%'
         AND NOT EXISTS (SELECT 1 FROM removed_rows r WHERE r.list = m.list AND r.id = m.id)
         AND NOT EXISTS (SELECT 1 FROM establishments e
             WHERE m.list = 'register' AND e.id = m.id
             AND $4 LIKE '%,' || COALESCE(e.ward_code, '') || ',%')
         AND NOT EXISTS (SELECT 1 FROM planned_visits v
             JOIN establishments e ON e.id = v.establishment_id
             WHERE m.list = 'plan' AND v.id = m.id
             AND $4 LIKE '%,' || COALESCE(e.ward_code, '') || ',%')
         ORDER BY 2 LIMIT $3",
    )
    .bind(list.name())
    .bind(since)
    .bind(i64::from(most) + 1)
    .bind(sight.listed())
    .fetch_all(&mut *on)
    .await?;
    let state = list_state(on, list).await?;
    let mut gone = Vec::new();
    for (id, at) in removed {
        gone.push((id, revision(at)?));
    }
    // Every change has a number of its own, so a cut loses none.
    let mut numbers: Vec<u64> = rows.iter().map(&revision_of).collect();
    numbers.extend(gone.iter().map(|(_, at)| *at));
    numbers.sort_unstable();
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let until = if numbers.len() > most {
        numbers
            .get(most.saturating_sub(1))
            .copied()
            .unwrap_or_default()
    } else {
        state.revision
    };
    rows.retain(|row| revision_of(row) <= until);
    gone.retain(|(_, at)| *at <= until);
    Ok(Changes {
        state,
        rows,
        removed: gone.into_iter().map(|(id, _)| id).collect(),
        until,
    })
}
