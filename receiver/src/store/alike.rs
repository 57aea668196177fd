//! Rows of the register that a new one may be: by tax code, by name and address, or by
//! the words of both. More than are alike, and few of all; which are is the caller's.

use std::collections::BTreeMap;

use inspection::{folded_words, place_identity, tax_identity};

use super::editing::{Sought, sight};
use super::rows::{RegisteredRow, establishment_columns};
use crate::people::Sight;
use crate::store::{Connection, Registered, Store, StoreError};

/// The most words that are looked for: more tell no more.
const MOST_WORDS: usize = 12;
/// The most rows of the same words.
const MOST: u32 = 200;

impl Store {
    /// The rows that this one may be.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn may_be(&self, row: &Registered) -> Result<Vec<Registered>, StoreError> {
        may_be(&mut *self.read().await?, row).await
    }
}

async fn may_be(on: &mut Connection, row: &Registered) -> Result<Vec<Registered>, StoreError> {
    let told: Vec<RegisteredRow> = sqlx::query_as(concat!(
        "SELECT ",
        establishment_columns!(),
        " FROM establishments e WHERE e.place_identity = $2 OR (e.tax_identity = $1 AND $1 <> '')"
    ))
    .bind(tax_identity(&row.tax_code))
    .bind(place_identity(&row.name, &row.address))
    .fetch_all(&mut *on)
    .await?;
    let mut found = BTreeMap::new();
    for row in told {
        let row = Registered::try_from(row)?;
        found.insert(row.id.clone(), row);
    }
    let words = folded_words(&format!("{} {}", row.name, row.address));
    let words = words.split(' ').filter(|word| !word.is_empty());
    let words: Vec<_> = words.take(MOST_WORDS).map(str::to_owned).collect();
    for closed_down in [false, true] {
        let sought = Sought {
            words: words.clone(),
            closed_down,
            sight: Sight::ALL,
            ..Sought::default()
        };
        let rows = sight(on, &sought, MOST).await?.rows;
        found.extend(rows.into_iter().map(|row| (row.id.clone(), row)));
    }
    Ok(found.into_values().collect())
}
