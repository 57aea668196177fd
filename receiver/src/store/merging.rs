//! Two rows of the register that are one establishment become one: visits,
//! inspections and history of the one that goes are the other's, and its id, its
//! tax code and its name and address lead there from now on.

use inspection::{place_identity, tax_identity};

use super::editing::{establishment, put};
use super::history::{log, note};
use super::linking::{note_removed, revisions};
use super::moving::note_visit_moved;
use super::relinking::link_concerned;
use super::rows::time_text;
use crate::store::{Act, Author, Change, Connection, Edited, List, Registered, Store, StoreError};

impl Store {
    /// Merges `gone` into `kept`, if nobody changed either since.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn merge_establishments(
        &self,
        gone: &Registered,
        kept: &Registered,
        author: &Author,
    ) -> Result<Edited, StoreError> {
        let mut transaction = self.write().await?;
        let on = &mut *transaction;
        let mut found = Vec::new();
        for wanted in [gone, kept] {
            match establishment(on, &wanted.id).await? {
                None => return Ok(Edited::Gone),
                Some(now) if now.edits != wanted.edits => return Ok(Edited::Stale(Box::new(now))),
                Some(now) => found.push(now),
            }
        }
        if let [gone, kept] = found.as_slice()
            && gone.id != kept.id
        {
            merge(on, gone, kept, author).await?;
            log(on, kept, author, Act::Merged, &gone.name).await?;
            self.commit(transaction).await?;
            return Ok(Edited::Done);
        }
        Ok(Edited::Gone)
    }
}

/// What the row that stays will say: it takes over what it does not know.
#[must_use]
pub fn completed(kept: &Registered, gone: &Registered) -> Registered {
    let mut row = kept.clone();
    for (own, other) in [
        (&mut row.tax_code, &gone.tax_code),
        (&mut row.phone, &gone.phone),
    ] {
        if own.is_empty() {
            own.clone_from(other);
        }
    }
    row.place = row.place.or(gone.place);
    if row.ward_code.is_none() {
        row.ward_code.clone_from(&gone.ward_code);
        row.ward.clone_from(&gone.ward);
    }
    row
}

async fn merge(
    on: &mut Connection,
    gone: &Registered,
    kept: &Registered,
    author: &Author,
) -> Result<(), StoreError> {
    let visits: Vec<String> =
        sqlx::query_scalar("SELECT id FROM planned_visits WHERE establishment_id = $1")
            .bind(&gone.id)
            .fetch_all(&mut *on)
            .await?;
    for visit in visits {
        let revision = revisions(on, List::Plan, 1).await?;
        note_visit_moved(on, &visit, &kept.id, revision).await?;
        sqlx::query("UPDATE planned_visits SET establishment_id = $2, revision = $3 WHERE id = $1")
            .bind(visit)
            .bind(&kept.id)
            .bind(revision)
            .execute(&mut *on)
            .await?;
    }
    for statement in [
        "UPDATE struck_visits SET establishment_id = $2 WHERE establishment_id = $1",
        "UPDATE register_history SET establishment = $2 WHERE establishment = $1",
        "UPDATE merged_establishments SET kept = $2 WHERE kept = $1",
    ] {
        let moved = sqlx::query(statement).bind(&gone.id).bind(&kept.id);
        moved.execute(&mut *on).await?;
    }
    sqlx::query(
        "INSERT INTO merged_establishments (id, kept, tax_identity, place_identity, merged_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(&gone.id)
    .bind(&kept.id)
    .bind(tax_identity(&gone.tax_code))
    .bind(place_identity(&gone.name, &gone.address))
    .bind(time_text(author.at))
    .execute(&mut *on)
    .await?;
    sqlx::query("DELETE FROM establishments WHERE id = $1")
        .bind(&gone.id)
        .execute(&mut *on)
        .await?;
    note_removed(on, List::Register, &gone.id).await?;
    let told = [
        Change::new("id", gone.id.clone(), kept.id.clone()),
        Change::new("name", gone.name.clone(), kept.name.clone()),
        Change::new("address", gone.address.clone(), kept.address.clone()),
    ];
    note(on, &kept.id, author, Act::Merged, &told).await?;
    let completed = completed(kept, gone);
    put(on, Some(kept), &completed, author).await?;
    link_concerned(on, [gone, kept, &completed]).await?;
    Ok(())
}
