//! What somebody of the office should look into: how much there is of it, and the
//! documents that conflict. Refused uploads are `refusals.rs`'s.

use chrono::{DateTime, NaiveDate, Utc};
use inspection::{Digest, DocumentId, InspectionId, Kind};

use super::refusals::refusals;
use super::rows::{digest, kind, number, time, unreadable};
use super::same_numbers::how_many;
use super::seen::seen;
use crate::people::Sight;
use crate::store::{Connection, Store, StoreError};

/// The first rows of a list, and how many there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct First<T> {
    /// The latest of them.
    pub rows: Vec<T>,
    /// How many there are.
    pub total: u64,
}

/// A document that came under an id that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflicting {
    /// The id.
    pub id: DocumentId,
    /// The kind of what came first.
    pub kind: Kind,
    /// The inspection that one belongs to, or is.
    pub inspection: InspectionId,
    /// Whom that visited; `None` where it has not come.
    pub establishment: Option<String>,
    /// Digest of what came later.
    pub sha256: Digest,
    /// When that came.
    pub received_at: DateTime<Utc>,
}

/// How much there is to look into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Doubts {
    /// Inspections that the office judged otherwise.
    pub discrepancies: u64,
    /// Documents under ids that were taken.
    pub conflicts: u64,
    /// Uploads that were refused.
    pub refused: u64,
    /// Documents whose number another one has, too.
    pub numbers: u64,
    /// Follow-ups whose last day is over.
    pub overdue: u64,
    /// Follow-ups that are open, overdue or not.
    pub open: u64,
}

impl Store {
    /// The documents that conflict with one that came first, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn conflicting(
        &self,
        sight: &Sight,
        most: u32,
    ) -> Result<First<Conflicting>, StoreError> {
        conflicting(&mut *self.read().await?, sight, most).await
    }

    /// How much there is to look into.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn doubts(&self, sight: &Sight, today: NaiveDate) -> Result<Doubts, StoreError> {
        doubts(&mut *self.read().await?, sight, today).await
    }
}

/// Documents `x` under ids that were taken, seen with the inspection they are of;
/// what has no inspection yet, with the tablet that brought it.
macro_rules! conflicts {
    () => {
        concat!(
            " FROM conflicts c JOIN documents x ON x.id = c.document_id
             LEFT JOIN documents d ON d.id = COALESCE(x.inspection, x.id)
             LEFT JOIN inspections i ON i.document_id = d.id
             WHERE (",
            seen!(),
            " OR EXISTS (SELECT 1 FROM tablets t WHERE t.id = x.carried_by
                         AND $1 LIKE '%,' || t.authority || ',%'))"
        )
    };
}

async fn conflicting(
    on: &mut Connection,
    sight: &Sight,
    most: u32,
) -> Result<First<Conflicting>, StoreError> {
    let rows: Vec<ConflictingRow> = sqlx::query_as(concat!(
        "SELECT x.id, x.kind, COALESCE(x.inspection, x.id) AS inspection,
                i.establishment_name AS establishment, c.sha256, c.received_at",
        conflicts!(),
        " ORDER BY c.received_at DESC, c.sha256 LIMIT $2",
    ))
    .bind(sight.listed())
    .bind(i64::from(most))
    .fetch_all(&mut *on)
    .await?;
    let total = sqlx::query_scalar(concat!("SELECT COUNT(*)", conflicts!()));
    let total: i64 = total.bind(sight.listed()).fetch_one(on).await?;
    let rows = rows.into_iter().map(Conflicting::try_from);
    Ok(First {
        rows: rows.collect::<Result<_, _>>()?,
        total: number("a count", total)?,
    })
}

async fn doubts(
    on: &mut Connection,
    sight: &Sight,
    today: NaiveDate,
) -> Result<Doubts, StoreError> {
    let seen = sight.listed();
    let mut counts = [0; 4];
    let statements = [
        concat!(
            "SELECT COUNT(*) FROM inspections i JOIN documents d ON d.id = i.document_id
             WHERE i.discrepancies <> '[]' AND $2 <> '' AND ",
            seen!(),
        ),
        concat!("SELECT COUNT(*)", conflicts!(), " AND $2 <> ''"),
        concat!("SELECT COUNT(*)", refusals!(), " AND $2 <> ''"),
        concat!(
            "SELECT COUNT(*) FROM follow_ups f JOIN inspections i ON i.document_id = f.inspection
             JOIN documents d ON d.id = f.inspection
             WHERE f.settled_by IS NULL AND f.due < $2 AND ",
            seen!(),
        ),
    ];
    for (count, statement) in counts.iter_mut().zip(statements) {
        let found = sqlx::query_scalar(statement).bind(&seen);
        let found: i64 = found.bind(today.to_string()).fetch_one(&mut *on).await?;
        *count = number("a count", found)?;
    }
    let open: i64 = sqlx::query_scalar(concat!(
        "SELECT COUNT(*) FROM follow_ups f JOIN inspections i ON i.document_id = f.inspection
         JOIN documents d ON d.id = f.inspection WHERE f.settled_by IS NULL AND ",
        seen!(),
    ))
    .bind(&seen)
    .fetch_one(&mut *on)
    .await?;
    let [discrepancies, conflicts, refused, overdue] = counts;
    Ok(Doubts {
        discrepancies,
        conflicts,
        refused,
        overdue,
        open: number("a count", open)?,
        numbers: how_many(on, sight).await?,
    })
}

#[derive(sqlx::FromRow)]
struct ConflictingRow {
    id: String,
    kind: String,
    inspection: String,
    establishment: Option<String>,
    sha256: String,
    received_at: String,
}

impl TryFrom<ConflictingRow> for Conflicting {
    type Error = StoreError;

    fn try_from(row: ConflictingRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.parse().map_err(unreadable("id"))?,
            kind: kind(&row.kind)?,
            inspection: row.inspection.parse().map_err(unreadable("inspection"))?,
            establishment: row.establishment,
            sha256: digest(row.sha256)?,
            received_at: time(&row.received_at)?,
        })
    }
}
