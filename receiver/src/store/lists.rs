//! Register and plan as they are read, whole and by what changed: the
//! statements, inside a transaction that `engine.rs` opens.

use chrono::NaiveDate;
use inspection::PlanRow;

use super::linking::revision;
use super::rows::{RegisteredRow, VisitRow, establishment_columns};
use crate::store::{
    Changes, Connection, List, ListState, PlanChanges, PlannedVisit, Registered, Store, StoreError,
};

impl Store {
    /// The register, by ward and name.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn register(&self) -> Result<Vec<Registered>, StoreError> {
        register(&mut *self.read().await?).await
    }

    /// The visits planned from `first` to `last`, both included, by day.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn plan(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<Vec<PlannedVisit>, StoreError> {
        plan(&mut *self.read().await?, first, last).await
    }

    /// One visit of the plan.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn visit(&self, id: &str) -> Result<Option<PlannedVisit>, StoreError> {
        visit(&mut *self.read().await?, id).await
    }

    /// The visits planned to one establishment, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn visits_to(&self, id: &str) -> Result<Vec<PlannedVisit>, StoreError> {
        visits_to(&mut *self.read().await?, id).await
    }

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
        register_since(&mut *self.read().await?, since, most).await
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
        plan_since(&mut *self.read().await?, since, first, most).await
    }
}

/// The register, by ward and name.
pub(super) async fn register(on: &mut Connection) -> Result<Vec<Registered>, StoreError> {
    let rows: Vec<RegisteredRow> = sqlx::query_as(concat!(
        "SELECT ",
        establishment_columns!(),
        " FROM establishments e"
    ))
    .fetch_all(on)
    .await?;
    let register = rows.into_iter().map(Registered::try_from);
    let mut register: Vec<_> = register.collect::<Result<_, _>>()?;
    // Sorted here, so that every engine gives the same order.
    register.sort_by(|a, b| (&a.ward, &a.name, &a.id).cmp(&(&b.ward, &b.name, &b.id)));
    Ok(register)
}

/// The visits of a period.
pub(super) async fn plan(
    on: &mut Connection,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<PlannedVisit>, StoreError> {
    visits(on, &first.to_string(), &last.to_string()).await
}

/// One visit.
async fn visit(on: &mut Connection, id: &str) -> Result<Option<PlannedVisit>, StoreError> {
    let row: Option<VisitRow> = sqlx::query_as(concat!(
        "SELECT v.id AS visit_id, v.planned_on, v.team, v.done, v.sample AS visit_sample, ",
        establishment_columns!(),
        " FROM planned_visits v JOIN establishments e ON e.id = v.establishment_id
         WHERE v.id = $1"
    ))
    .bind(id)
    .fetch_optional(on)
    .await?;
    row.map(PlannedVisit::try_from).transpose()
}

/// The visits to one establishment, the latest first.
async fn visits_to(on: &mut Connection, id: &str) -> Result<Vec<PlannedVisit>, StoreError> {
    let rows: Vec<VisitRow> = sqlx::query_as(concat!(
        "SELECT v.id AS visit_id, v.planned_on, v.team, v.done, v.sample AS visit_sample, ",
        establishment_columns!(),
        " FROM planned_visits v JOIN establishments e ON e.id = v.establishment_id
         WHERE v.establishment_id = $1 ORDER BY v.planned_on DESC, v.id"
    ))
    .bind(id)
    .fetch_all(on)
    .await?;
    rows.into_iter().map(PlannedVisit::try_from).collect()
}

/// The visits of all time.
pub(super) async fn every_visit(on: &mut Connection) -> Result<Vec<PlannedVisit>, StoreError> {
    visits(on, "", "~").await
}

async fn visits(
    on: &mut Connection,
    first: &str,
    last: &str,
) -> Result<Vec<PlannedVisit>, StoreError> {
    let rows: Vec<VisitRow> = sqlx::query_as(concat!(
        "SELECT v.id AS visit_id, v.planned_on, v.team, v.done, v.sample AS visit_sample, ",
        establishment_columns!(),
        " FROM planned_visits v JOIN establishments e ON e.id = v.establishment_id
         WHERE v.planned_on BETWEEN $1 AND $2 ORDER BY v.planned_on, v.id"
    ))
    .bind(first)
    .bind(last)
    .fetch_all(on)
    .await?;
    rows.into_iter().map(PlannedVisit::try_from).collect()
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
pub(super) async fn register_since(
    on: &mut Connection,
    since: u64,
    most: u32,
) -> Result<Changes<Registered>, StoreError> {
    let since = i64::try_from(since).unwrap_or(i64::MAX);
    let rows: Vec<RegisteredRow> = sqlx::query_as(concat!(
        "SELECT ",
        establishment_columns!(),
        " FROM establishments e WHERE e.revision > $1 AND e.closed_on IS NULL ORDER BY e.revision LIMIT $2"
    ))
    .bind(since)
    .bind(i64::from(most) + 1)
    .fetch_all(&mut *on)
    .await?;
    let rows = rows.into_iter().map(Registered::try_from);
    let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
    changes(on, List::Register, since, most, rows, |row| row.revision).await
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
pub(super) async fn plan_since(
    on: &mut Connection,
    since: u64,
    first: NaiveDate,
    most: u32,
) -> Result<PlanChanges, StoreError> {
    let since = i64::try_from(since).unwrap_or(i64::MAX);
    let rows: Vec<PlanChange> = sqlx::query_as(
        "SELECT id, planned_on, establishment_id, team, done, revision FROM planned_visits
         WHERE revision > $1 AND planned_on >= $2 ORDER BY revision LIMIT $3",
    )
    .bind(since)
    .bind(first.to_string())
    .bind(i64::from(most) + 1)
    .fetch_all(&mut *on)
    .await?;
    let rows = rows.into_iter().map(PlanRow::try_from);
    let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
    changes(on, List::Plan, since, most, rows, |row| row.revision).await
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
    list: List,
    since: i64,
    most: u32,
    mut rows: Vec<Row>,
    revision_of: impl Fn(&Row) -> u64,
) -> Result<Changes<Row>, StoreError> {
    let removed: Vec<(String, i64)> = sqlx::query_as(
        "SELECT id, revision FROM removed_rows WHERE list = $1 AND revision > $2
         ORDER BY revision LIMIT $3",
    )
    .bind(list.name())
    .bind(since)
    .bind(i64::from(most) + 1)
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
