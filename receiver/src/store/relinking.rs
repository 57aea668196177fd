//! Matches again what was received with the register: all of it, or the inspections
//! alone that a change of some rows can concern. Both come to the same.

use std::collections::BTreeSet;

use inspection::{place_identity, tax_identity};

use super::linking::{Identity, establishment_of, settle};
use super::working_out::{touch, touch_establishment};
use crate::store::{Connection, Registered, StoreError};

/// What tells whom an inspection visited, and the row it is taken to be of.
type Told = (String, Option<String>, String, String, Option<String>);

/// What rows of the register were and are told by: whoever is told by none of it is of
/// the row he was of.
#[derive(Debug, Default)]
pub(super) struct Concerned {
    ids: BTreeSet<String>,
    taxes: BTreeSet<String>,
    places: BTreeSet<String>,
}

impl Concerned {
    /// What these rows are told by, as they were or as they are.
    pub(super) fn by<'a>(rows: impl IntoIterator<Item = &'a Registered>) -> Self {
        let mut concerned = Self::default();
        for row in rows {
            concerned.ids.insert(row.id.clone());
            concerned.taxes.insert(tax_identity(&row.tax_code));
            let place = place_identity(&row.name, &row.address);
            concerned.places.insert(place);
        }
        concerned
    }

    /// With what leads to these rows because it was merged into them.
    async fn with_merged(mut self, on: &mut Connection) -> Result<Self, StoreError> {
        for id in self.ids.clone() {
            let merged: Vec<(String, String, String)> = sqlx::query_as(
                "SELECT id, tax_identity, place_identity FROM merged_establishments
                 WHERE kept = $1",
            )
            .bind(id)
            .fetch_all(&mut *on)
            .await?;
            for (id, tax, place) in merged {
                self.ids.insert(id);
                self.taxes.insert(tax);
                self.places.insert(place);
            }
        }
        self.taxes.remove("");
        Ok(self)
    }

    /// The inspections that are told by any of it.
    async fn inspections(&self, on: &mut Connection) -> Result<BTreeSet<Told>, StoreError> {
        const BY: [&str; 4] = [
            "establishment",
            "register_id",
            "tax_identity",
            "place_identity",
        ];
        let mut told = BTreeSet::new();
        let values = [&self.ids, &self.ids, &self.taxes, &self.places];
        for (column, values) in BY.into_iter().zip(values) {
            for value in values {
                let statement = format!(
                    "SELECT document_id, register_id, tax_identity, place_identity, establishment
                     FROM inspections WHERE place_identity IS NOT NULL AND {column} = $1"
                );
                let found: Vec<Told> = sqlx::query_as(sqlx::AssertSqlSafe(statement))
                    .bind(value)
                    .fetch_all(&mut *on)
                    .await?;
                told.extend(found);
            }
        }
        Ok(told)
    }
}

/// Matches the inspections that a change of these rows can concern, and settles the
/// rows; how many inspections were looked at. `rows` are those before and after it.
pub(super) async fn link_concerned<'a>(
    on: &mut Connection,
    rows: impl IntoIterator<Item = &'a Registered>,
) -> Result<usize, StoreError> {
    let concerned = Concerned::by(rows).with_merged(on).await?;
    let told = concerned.inspections(on).await?;
    let looked_at = told.len();
    let moved = matched(on, told).await?;
    let mut rows = concerned.ids;
    rows.extend(
        moved
            .iter()
            .flat_map(|one| one.rows.clone().into_iter().flatten()),
    );
    finish(on, rows, moved).await?;
    Ok(looked_at)
}

/// Matches every inspection anew, and settles every row that has or had one.
pub(super) async fn link_all(on: &mut Connection) -> Result<(), StoreError> {
    let all: Vec<Told> = sqlx::query_as(
        "SELECT document_id, register_id, tax_identity, place_identity, establishment
         FROM inspections WHERE place_identity IS NOT NULL",
    )
    .fetch_all(&mut *on)
    .await?;
    let moved = matched(on, all).await?;
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT id FROM establishments WHERE last IS NOT NULL
         UNION SELECT establishment FROM inspections WHERE establishment IS NOT NULL",
    )
    .fetch_all(&mut *on)
    .await?;
    finish(on, rows, moved).await
}

/// An inspection that is of another row now: of which it was and is.
struct Moved {
    document: String,
    rows: [Option<String>; 2],
}

/// Writes down of which rows inspections are; those that are of another one now.
async fn matched(
    on: &mut Connection,
    told: impl IntoIterator<Item = Told>,
) -> Result<Vec<Moved>, StoreError> {
    let mut moved = Vec::new();
    for (document, register, tax, place, before) in told {
        let identity = Identity {
            register: register.as_deref(),
            tax: &tax,
            place: &place,
        };
        let now = establishment_of(on, &identity).await?;
        if now != before {
            sqlx::query("UPDATE inspections SET establishment = $2 WHERE document_id = $1")
                .bind(&document)
                .bind(&now)
                .execute(&mut *on)
                .await?;
            let rows = [before, now];
            moved.push(Moved { document, rows });
        }
    }
    Ok(moved)
}

async fn finish(
    on: &mut Connection,
    rows: impl IntoIterator<Item = String>,
    moved: Vec<Moved>,
) -> Result<(), StoreError> {
    for id in rows {
        settle(on, &id).await?;
    }
    for Moved { document, rows } in moved {
        touch(on, &document).await?;
        let [before, _] = rows;
        if let Some(before) = before {
            touch_establishment(on, &before).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
