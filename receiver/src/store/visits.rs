//! Visits of the plan as people make, move and strike them. One that was made by
//! an inspection stays as it is.

use chrono::NaiveDate;
use uuid::Uuid;

use super::editing::establishment;
use super::history::{log, log_many, note};
use super::linking::{note_removed, settle};
use super::rows::{day, time_text};
use super::seeding::insert_visit;
use crate::store::{Act, Author, Change, Connection, List, NewVisit, Store, StoreError};

/// The reason that is written where an establishment closed down.
pub const CLOSED_DOWN: &str = "closed_down";

/// What became of a change of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replanned {
    /// It is done.
    Done,
    /// Somebody changed the visit meanwhile.
    Stale,
    /// An inspection made it.
    Made,
    /// There is no such visit.
    Gone,
    /// The register does not hold this establishment, or it closed down.
    Nobody(String),
}

/// A visit as a form knew it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownVisit {
    /// Its id.
    pub id: String,
    /// The day it was planned on.
    pub day: NaiveDate,
    /// Who was to go.
    pub team: String,
}

impl Store {
    /// Adds visits to the plan, all or none. Ids are given here.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn plan_visits(
        &self,
        visits: &[NewVisit],
        author: &Author,
    ) -> Result<Replanned, StoreError> {
        let mut transaction = self.write().await?;
        let on = &mut *transaction;
        for visit in visits {
            let known = establishment(on, &visit.establishment).await?;
            let Some(row) = known.filter(|row| row.closed_on.is_none()) else {
                return Ok(Replanned::Nobody(visit.establishment.clone()));
            };
            if visits.len() == 1 {
                let day = visit.planned_on.to_string();
                log(on, &row, author, Act::VisitPlanned, &day).await?;
            }
            let visit = NewVisit {
                id: Uuid::now_v7().to_string(),
                ..visit.clone()
            };
            insert_visit(on, &visit, false).await?;
            let told = said("", "", &visit.planned_on.to_string(), &visit.team);
            note(on, &visit.establishment, author, Act::VisitPlanned, &told).await?;
            settle(on, &visit.establishment).await?;
        }
        if visits.len() > 1 {
            let count = visits.len().to_string();
            log_many(on, "visits_planned", ("", ""), author, &count).await?;
        }
        self.commit(transaction).await?;
        Ok(Replanned::Done)
    }

    /// Moves a visit to another day or team.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn move_visit(
        &self,
        known: &KnownVisit,
        to: NaiveDate,
        team: &str,
        author: &Author,
    ) -> Result<Replanned, StoreError> {
        let mut transaction = self.write().await?;
        let on = &mut *transaction;
        let visited = match still(on, known).await? {
            Ok(visited) => visited,
            Err(otherwise) => return Ok(otherwise),
        };
        let visit = NewVisit {
            id: known.id.clone(),
            establishment: visited.id,
            planned_on: to,
            team: team.to_owned(),
        };
        insert_visit(on, &visit, visited.sample != 0).await?;
        let told = said(&known.day.to_string(), &known.team, &to.to_string(), team);
        note(on, &visit.establishment, author, Act::VisitMoved, &told).await?;
        if let Some(row) = establishment(on, &visit.establishment).await? {
            log(on, &row, author, Act::VisitMoved, &to.to_string()).await?;
        }
        settle(on, &visit.establishment).await?;
        self.commit(transaction).await?;
        Ok(Replanned::Done)
    }

    /// Takes a visit out of the plan, for a reason.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn strike_visit(
        &self,
        known: &KnownVisit,
        reason: &str,
        author: &Author,
    ) -> Result<Replanned, StoreError> {
        let mut transaction = self.write().await?;
        let on = &mut *transaction;
        let visited = match still(on, known).await? {
            Ok(visited) => visited,
            Err(otherwise) => return Ok(otherwise),
        };
        strike(on, &visited.id, known, reason, author).await?;
        if let Some(row) = establishment(on, &visited.id).await? {
            log(on, &row, author, Act::VisitStruck, reason).await?;
        }
        settle(on, &visited.id).await?;
        self.commit(transaction).await?;
        Ok(Replanned::Done)
    }
}

fn said(day: &str, team: &str, to: &str, to_team: &str) -> Vec<Change> {
    let both = [("day", day, to), ("team", team, to_team)];
    let changed = both
        .into_iter()
        .filter(|(_, before, after)| before != after);
    changed
        .map(|(field, before, after)| Change::new(field, before, after))
        .collect()
}

#[derive(sqlx::FromRow)]
struct ToWhom {
    #[sqlx(rename = "establishment_id")]
    id: String,
    planned_on: String,
    team: String,
    done: Option<String>,
    sample: i64,
}

/// The visit, where it is still as a form knew it.
async fn still(
    on: &mut Connection,
    known: &KnownVisit,
) -> Result<Result<ToWhom, Replanned>, StoreError> {
    let found: Option<ToWhom> = sqlx::query_as(
        "SELECT establishment_id, planned_on, team, done, sample FROM planned_visits
         WHERE id = $1",
    )
    .bind(&known.id)
    .fetch_optional(on)
    .await?;
    Ok(match found {
        None => Err(Replanned::Gone),
        Some(visit) if visit.done.is_some() => Err(Replanned::Made),
        Some(visit) if day(&visit.planned_on)? != known.day || visit.team != known.team => {
            Err(Replanned::Stale)
        }
        Some(visit) => Ok(visit),
    })
}

/// Strikes what was planned and not made from a day on.
pub(super) async fn strike_all(
    on: &mut Connection,
    establishment: &str,
    from: NaiveDate,
    author: &Author,
) -> Result<(), StoreError> {
    let visits: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT id, planned_on, team FROM planned_visits
         WHERE establishment_id = $1 AND done IS NULL AND planned_on >= $2",
    )
    .bind(establishment)
    .bind(from.to_string())
    .fetch_all(&mut *on)
    .await?;
    for (id, planned_on, team) in visits {
        let known = KnownVisit {
            id,
            day: day(&planned_on)?,
            team,
        };
        strike(on, establishment, &known, CLOSED_DOWN, author).await?;
    }
    Ok(())
}

async fn strike(
    on: &mut Connection,
    establishment: &str,
    visit: &KnownVisit,
    reason: &str,
    author: &Author,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO struck_visits
         (id, establishment_id, planned_on, team, reason, struck_at, struck_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(&visit.id)
    .bind(establishment)
    .bind(visit.day.to_string())
    .bind(&visit.team)
    .bind(reason)
    .bind(time_text(author.at))
    .bind(&author.name)
    .execute(&mut *on)
    .await?;
    sqlx::query("DELETE FROM planned_visits WHERE id = $1")
        .bind(&visit.id)
        .execute(&mut *on)
        .await?;
    note_removed(on, List::Plan, &visit.id).await?;
    let mut told = said(&visit.day.to_string(), &visit.team, "", "");
    told.push(Change::new("reason", "", reason));
    note(on, establishment, author, Act::VisitStruck, &told).await
}
