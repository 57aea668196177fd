//! Lists that take the place of those that are there: the statements, inside a
//! transaction that `engine.rs` opens, and commits where nothing was at fault.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Utc;
use inspection::{place_identity, tax_identity};

use super::engine::Tries;
use super::history::log_many;
use super::linking::{note_removed, revisions};
use super::lists::{every_visit, register};
use super::moving::{note_moved, note_visit_moved, ward_of};
use super::relinking::link_all;
use super::searched::{place_in_list, searched};
use crate::store::{
    Author, Connection, List, NewVisit, PlannedVisit, Registered, Seed, Seeded, Seeding, Store,
    StoreError, UnknownEstablishment,
};
use crate::wording::people::COMMAND_LINE;

impl Store {
    /// Puts lists in the place of those that are there, all or nothing. What was
    /// received is matched with the new register.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed; nothing is changed then.
    pub async fn seed(&self, lists: &Seed) -> Result<Seeding, StoreError> {
        let mut tries = Tries::default();
        loop {
            match self.seed_once(lists).await {
                Err(error) if tries.another(&error).await => {}
                done => return done,
            }
        }
    }

    async fn seed_once(&self, lists: &Seed) -> Result<Seeding, StoreError> {
        let mut transaction = self.write().await?;
        let seeded = seed(&mut transaction, lists).await?;
        if let Ok([register, plan]) = &seeded {
            let author = Author {
                name: COMMAND_LINE.to_owned(),
                at: Utc::now(),
            };
            let lists = [
                ("register_seeded", lists.register.is_some(), register),
                ("plan_seeded", lists.plan.is_some(), plan),
            ];
            for (word, _, done) in lists.into_iter().filter(|(_, is_there, _)| *is_there) {
                let Seeded {
                    added,
                    changed,
                    removed,
                    ..
                } = done;
                let detail = format!("+{added} ~{changed} -{removed}");
                log_many(&mut transaction, word, ("", ""), &author, &detail).await?;
            }
            self.commit(transaction).await?;
        }
        Ok(seeded)
    }
}

/// Puts the lists in place; visits to nobody leave everything to be undone.
pub(super) async fn seed(on: &mut Connection, seed: &Seed) -> Result<Seeding, StoreError> {
    let mut seeded = [Seeded::default(); 2];
    let before: BTreeMap<String, Registered> = register(on)
        .await?
        .into_iter()
        .map(|row| (row.id.clone(), row))
        .collect();
    let mut gone = Vec::new();
    if let Some(rows) = &seed.register {
        seeded[0] = put_register(on, &before, rows).await?;
        let kept: BTreeSet<_> = rows.iter().map(|row| row.id.as_str()).collect();
        let ours = before.values().filter(|row| !row.sample);
        gone = ours
            .filter(|row| !kept.contains(row.id.as_str()))
            .map(|row| row.id.clone())
            .collect();
        seeded[0].removed = gone.len();
    }
    match put_plan(on, seed.plan.as_deref(), &gone).await? {
        Ok(plan) => seeded[1] = plan,
        Err(unknown) => return Ok(Err(unknown)),
    }
    for id in &gone {
        sqlx::query("DELETE FROM establishments WHERE id = $1")
            .bind(id)
            .execute(&mut *on)
            .await?;
        note_removed(on, List::Register, id).await?;
    }
    link_all(on).await?;
    Ok(Ok(seeded))
}

async fn put_register(
    on: &mut Connection,
    before: &BTreeMap<String, Registered>,
    rows: &[Registered],
) -> Result<Seeded, StoreError> {
    let mut seeded = Seeded::default();
    let mut fresh = Vec::new();
    for row in rows {
        match before.get(&row.id) {
            Some(known) if says_the_same(known, row) => seeded.unchanged += 1,
            Some(_) => {
                seeded.changed += 1;
                fresh.push(row);
            }
            None => {
                seeded.added += 1;
                fresh.push(row);
            }
        }
    }
    insert_establishments(on, &fresh).await?;
    Ok(seeded)
}

fn says_the_same(known: &Registered, row: &Registered) -> bool {
    let told = |row: &Registered| Registered {
        last: None,
        became: None,
        revision: 0,
        edits: 0,
        ..row.clone()
    };
    told(known) == told(row)
}

/// Puts rows in, in place of others of the same id.
pub(super) async fn insert_establishments(
    on: &mut Connection,
    rows: &[&Registered],
) -> Result<(), StoreError> {
    let first = revisions(on, List::Register, rows.len()).await?;
    for (revision, row) in (first..).zip(rows) {
        sqlx::query("DELETE FROM removed_rows WHERE list = $1 AND id = $2")
            .bind(List::Register.name())
            .bind(&row.id)
            .execute(&mut *on)
            .await?;
        let before = ward_of(on, &row.id).await?;
        sqlx::query(
            "INSERT INTO establishments
             (id, name, address, ward, ward_code, kind, tax_code, phone, latitude, longitude,
              tax_identity, place_identity, sample, revision, closed_on, words, place_in_list)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address,
              ward = excluded.ward, ward_code = excluded.ward_code, kind = excluded.kind,
              tax_code = excluded.tax_code, phone = excluded.phone,
              latitude = excluded.latitude, longitude = excluded.longitude,
              tax_identity = excluded.tax_identity, place_identity = excluded.place_identity,
              sample = excluded.sample, revision = excluded.revision,
              closed_on = excluded.closed_on, words = excluded.words,
              place_in_list = excluded.place_in_list, edits = establishments.edits + 1",
        )
        .bind(&row.id)
        .bind(&row.name)
        .bind(&row.address)
        .bind(&row.ward)
        .bind(&row.ward_code)
        .bind(&row.kind)
        .bind(&row.tax_code)
        .bind(&row.phone)
        .bind(row.place.map(inspection::Point::latitude))
        .bind(row.place.map(inspection::Point::longitude))
        .bind(tax_identity(&row.tax_code))
        .bind(place_identity(&row.name, &row.address))
        .bind(i64::from(row.sample))
        .bind(revision)
        .bind(row.closed_on.map(|day| day.to_string()))
        .bind(searched(row))
        .bind(place_in_list(row))
        .execute(&mut *on)
        .await?;
        let wards = [before.as_deref(), row.ward_code.as_deref()];
        note_moved(on, &row.id, wards, revision).await?;
    }
    Ok(())
}

/// The whole plan anew, or without the visits to those who are gone.
async fn put_plan(
    on: &mut Connection,
    plan: Option<&[NewVisit]>,
    gone: &[String],
) -> Result<Result<Seeded, Vec<UnknownEstablishment>>, StoreError> {
    let before = every_visit(on).await?;
    let mut seeded = Seeded::default();
    let mut known: Vec<String> = sqlx::query_scalar("SELECT id FROM establishments")
        .fetch_all(&mut *on)
        .await?;
    known.sort_unstable();
    let is_known = |id: &String| known.binary_search(id).is_ok() && !gone.contains(id);
    let unknown = plan.unwrap_or_default().iter();
    let unknown: Vec<_> = unknown
        .filter(|visit| !is_known(&visit.establishment))
        .map(|visit| UnknownEstablishment {
            visit: visit.id.clone(),
            establishment: visit.establishment.clone(),
        })
        .collect();
    if !unknown.is_empty() {
        return Ok(Err(unknown));
    }
    for visit in &before {
        let to_nobody = gone.contains(&visit.establishment.id);
        let left_out = plan.is_some_and(|plan| plan.iter().all(|row| row.id != visit.id));
        if to_nobody || left_out && !visit.sample {
            sqlx::query("DELETE FROM planned_visits WHERE id = $1")
                .bind(&visit.id)
                .execute(&mut *on)
                .await?;
            note_removed(on, List::Plan, &visit.id).await?;
            seeded.removed += 1;
        }
    }
    for row in plan.unwrap_or_default() {
        let known = before.iter().find(|visit| visit.id == row.id);
        let same = |visit: &PlannedVisit| {
            visit.planned_on == row.planned_on
                && visit.establishment.id == row.establishment
                && visit.team == row.team
                && !visit.sample
        };
        match known {
            Some(visit) if same(visit) => {
                seeded.unchanged += 1;
                continue;
            }
            Some(_) => seeded.changed += 1,
            None => seeded.added += 1,
        }
        insert_visit(on, row, false).await?;
    }
    Ok(Ok(seeded))
}

/// Puts a visit in, in place of another of the same id.
pub(super) async fn insert_visit(
    on: &mut Connection,
    visit: &NewVisit,
    sample: bool,
) -> Result<(), StoreError> {
    let revision = revisions(on, List::Plan, 1).await?;
    note_visit_moved(on, &visit.id, &visit.establishment, revision).await?;
    sqlx::query("DELETE FROM removed_rows WHERE list = $1 AND id = $2")
        .bind(List::Plan.name())
        .bind(&visit.id)
        .execute(&mut *on)
        .await?;
    sqlx::query(
        "INSERT INTO planned_visits (id, establishment_id, planned_on, team, sample, revision)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (id) DO UPDATE SET establishment_id = excluded.establishment_id,
          planned_on = excluded.planned_on, team = excluded.team, sample = excluded.sample,
          done = NULL, revision = excluded.revision",
    )
    .bind(&visit.id)
    .bind(&visit.establishment)
    .bind(visit.planned_on.to_string())
    .bind(&visit.team)
    .bind(i64::from(sample))
    .bind(revision)
    .execute(on)
    .await?;
    Ok(())
}
