//! Numbers of minutes that two documents of one authority's year share: what the counts
//! are there to prevent, and what is shown where it happened all the same, as by hand.

use chrono::NaiveDate;
use inspection::InspectionId;

use super::doubts::First;
use super::rows::{day, number, unreadable};
use super::seen::seen;
use crate::people::Sight;
use crate::store::{Connection, Store, StoreError};

/// A document whose number another one has, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SameNumber {
    /// The number.
    pub number: String,
    /// The day of the visit; the count is its year's.
    pub on: NaiveDate,
    /// The document.
    pub id: InspectionId,
    /// Whom it is of.
    pub establishment: String,
}

impl Store {
    /// The documents that share a number, those of one number beside each other.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn same_numbers(
        &self,
        sight: &Sight,
        most: u32,
    ) -> Result<First<SameNumber>, StoreError> {
        same_numbers(&mut *self.read().await?, sight, most).await
    }
}

/// Inspections `i` whose number another `j` has: not of the same visit, and none that a
/// correction took the place of, which keeps the number. Tablets that nobody knows may
/// be anybody's.
macro_rules! sharing {
    () => {
        concat!(
            " FROM inspections i JOIN documents d ON d.id = i.document_id
             LEFT JOIN tablets t ON t.device = d.device
             WHERE i.minutes_no <> '' AND ",
            seen!(),
            " AND NOT EXISTS (SELECT 1 FROM inspections n WHERE n.supersedes = i.document_id)
              AND EXISTS (SELECT 1 FROM inspections j JOIN documents e ON e.id = j.document_id
                  LEFT JOIN tablets u ON u.device = e.device
                  WHERE j.minutes_no = i.minutes_no AND j.document_id <> i.document_id
                  AND SUBSTR(j.inspected_on, 1, 4) = SUBSTR(i.inspected_on, 1, 4)
                  AND (i.visit = '' OR j.visit <> i.visit)
                  AND (t.authority IS NULL OR u.authority IS NULL OR t.authority = u.authority)
                  AND NOT EXISTS (SELECT 1 FROM inspections n WHERE n.supersedes = j.document_id))"
        )
    };
}

/// How many share a number.
pub(super) async fn how_many(on: &mut Connection, sight: &Sight) -> Result<u64, StoreError> {
    let total = sqlx::query_scalar(concat!("SELECT COUNT(*)", sharing!()));
    let total: i64 = total.bind(sight.listed()).fetch_one(on).await?;
    number("a count", total)
}

async fn same_numbers(
    on: &mut Connection,
    sight: &Sight,
    most: u32,
) -> Result<First<SameNumber>, StoreError> {
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(concat!(
        "SELECT i.minutes_no, i.inspected_on, i.document_id, i.establishment_name",
        sharing!(),
        " ORDER BY SUBSTR(i.inspected_on, 1, 4) DESC, i.minutes_no, i.inspected_on,
          i.document_id LIMIT $2",
    ))
    .bind(sight.listed())
    .bind(i64::from(most))
    .fetch_all(&mut *on)
    .await?;
    let read = |(number, on, id, establishment): (String, String, String, String)| {
        Ok(SameNumber {
            number,
            on: day(&on)?,
            id: id.parse().map_err(unreadable("an id"))?,
            establishment,
        })
    };
    Ok(First {
        rows: rows
            .into_iter()
            .map(read)
            .collect::<Result<_, StoreError>>()?,
        total: how_many(on, sight).await?,
    })
}
