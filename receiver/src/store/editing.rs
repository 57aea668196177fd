//! Rows of the register as people change them: added, edited, closed down and
//! opened again, found and listed. A form that was filled while somebody else
//! changed the row changes nothing.

use chrono::NaiveDate;
use inspection::{place_identity, tax_identity};
use uuid::Uuid;

use super::history::{log, note};
use super::linking::{note_removed, settle};
use super::relinking::link_concerned;
use super::rows::{RegisteredRow, establishment_columns};
use super::seeding::insert_establishments;
use super::visits::strike_all;
use crate::people::Sight;
use crate::store::{Act, Author, Connection, List, Registered, Store, StoreError, changes_between};

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edited {
    /// It is done.
    Done,
    /// Somebody changed the row meanwhile: as it is now.
    Stale(Box<Registered>),
    /// There is no such row any more.
    Gone,
}

/// Which rows of the register are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// Folded words, each of which begins a word of the row.
    pub words: Vec<String>,
    /// Code of a ward; empty for any.
    pub ward: String,
    /// Code of a kind; empty for any.
    pub kind: String,
    /// Those that closed down, instead of those that work.
    pub closed_down: bool,
    /// What the last row of the page before was called in the list.
    pub after: String,
    /// Of which wards.
    pub sight: Sight,
}

/// Rows of the register as a list of pages.
#[derive(Clone, Debug)]
pub struct Sighted {
    /// Rows of this page.
    pub rows: Vec<Registered>,
    /// What to ask with for the next page.
    pub next: Option<String>,
    /// Rows on all pages.
    pub total: u64,
}

impl Store {
    /// One row of the register.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn establishment(&self, id: &str) -> Result<Option<Registered>, StoreError> {
        establishment(&mut *self.read().await?, id).await
    }

    /// The row that a merged one is now.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn merged_into(&self, id: &str) -> Result<Option<String>, StoreError> {
        let kept = sqlx::query_scalar("SELECT kept FROM merged_establishments WHERE id = $1");
        Ok(kept
            .bind(id)
            .fetch_optional(&mut *self.read().await?)
            .await?)
    }

    /// A page of the rows that are sought, by ward and name.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn sight(&self, sought: &Sought, most: u32) -> Result<Sighted, StoreError> {
        sight(&mut *self.read().await?, sought, most).await
    }

    /// Adds a row; its id.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn add_establishment(
        &self,
        row: &Registered,
        author: &Author,
    ) -> Result<String, StoreError> {
        let row = Registered {
            id: Uuid::now_v7().to_string(),
            ..row.clone()
        };
        let mut transaction = self.write().await?;
        put(&mut transaction, None, &row, author).await?;
        log(&mut transaction, &row, author, Act::Added, "").await?;
        link_concerned(&mut transaction, [&row]).await?;
        self.commit(transaction).await?;
        Ok(row.id)
    }

    /// Puts a row in place of the one of its id, if that was not changed since.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn edit_establishment(
        &self,
        row: &Registered,
        author: &Author,
    ) -> Result<Edited, StoreError> {
        let mut transaction = self.write().await?;
        let Some(before) = establishment(&mut transaction, &row.id).await? else {
            return Ok(Edited::Gone);
        };
        if before.edits != row.edits {
            return Ok(Edited::Stale(Box::new(before)));
        }
        if let Some(act) = put(&mut transaction, Some(&before), row, author).await? {
            log(&mut transaction, row, author, act, "").await?;
        }
        if is_told_alike(&before, row) {
            // Every inspection is of the row that it was of.
            settle(&mut transaction, &row.id).await?;
        } else {
            link_concerned(&mut transaction, [&before, row]).await?;
        }
        self.commit(transaction).await?;
        Ok(Edited::Done)
    }
}

/// Whether inspections tell both by the same.
fn is_told_alike(one: &Registered, other: &Registered) -> bool {
    let told = |row: &Registered| {
        let place = place_identity(&row.name, &row.address);
        (row.id.clone(), tax_identity(&row.tax_code), place)
    };
    told(one) == told(other)
}

/// One row of the register.
pub(super) async fn establishment(
    on: &mut Connection,
    id: &str,
) -> Result<Option<Registered>, StoreError> {
    let row: Option<RegisteredRow> = sqlx::query_as(concat!(
        "SELECT ",
        establishment_columns!(),
        " FROM establishments e WHERE e.id = $1"
    ))
    .bind(id)
    .fetch_optional(on)
    .await?;
    row.map(Registered::try_from).transpose()
}

/// Puts a row in, with its line of the history, and says what was done; sees to what follows for
/// tablets and plan. Matching what was received is the caller's.
pub(super) async fn put(
    on: &mut Connection,
    before: Option<&Registered>,
    row: &Registered,
    author: &Author,
) -> Result<Option<Act>, StoreError> {
    let blank = Registered::default();
    let changes = changes_between(before.unwrap_or(&blank), row);
    if changes.is_empty() {
        return Ok(None);
    }
    let act = match before.map(|before| (before.closed_on, row.closed_on)) {
        None => Act::Added,
        Some((None, Some(_))) => Act::ClosedDown,
        Some((Some(_), None)) => Act::Reopened,
        Some(_) => Act::Changed,
    };
    insert_establishments(on, &[row]).await?;
    note(on, &row.id, author, act, &changes).await?;
    if let Some(day) = row.closed_on {
        // Tablets do not offer it any more; whoever was to go there need not.
        note_removed(on, List::Register, &row.id).await?;
        strike_all(on, &row.id, day, author).await?;
    }
    Ok(Some(act))
}

/// The statement differs in nothing but the number of words.
fn condition(words: usize) -> String {
    let words = (0..words).map(|number| format!(" AND e.words LIKE ${}", number + 5));
    format!(
        " FROM establishments e WHERE ($1 = '' OR e.ward_code = $1) AND ($2 = '' OR e.kind = $2)
         AND (CASE WHEN e.closed_on IS NULL THEN 0 ELSE 1 END) = $3
         AND ($4 = '' OR $4 LIKE '%,' || e.ward_code || ',%'){}",
        words.collect::<String>()
    )
}

pub(super) async fn sight(
    on: &mut Connection,
    sought: &Sought,
    most: u32,
) -> Result<Sighted, StoreError> {
    let condition = condition(sought.words.len());
    let words = || sought.words.iter().map(|word| format!("% {word}%"));
    let count = format!("SELECT COUNT(*){condition}");
    let mut query = sqlx::query_scalar(sqlx::AssertSqlSafe(count))
        .bind(&sought.ward)
        .bind(&sought.kind)
        .bind(i64::from(sought.closed_down))
        .bind(sought.sight.listed());
    for word in words() {
        query = query.bind(word);
    }
    let total: i64 = query.fetch_one(&mut *on).await?;
    let after = sought.words.len() + 5;
    let page = format!(
        "SELECT {}, e.place_in_list{condition} AND e.place_in_list > ${after}
         ORDER BY e.place_in_list LIMIT ${}",
        establishment_columns!(),
        after + 1
    );
    let mut query = sqlx::query_as(sqlx::AssertSqlSafe(page))
        .bind(&sought.ward)
        .bind(&sought.kind)
        .bind(i64::from(sought.closed_down))
        .bind(sought.sight.listed());
    for word in words() {
        query = query.bind(word);
    }
    let found: Vec<Placed> = query
        .bind(&sought.after)
        .bind(i64::from(most) + 1)
        .fetch_all(on)
        .await?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let more = found.len() > most;
    let last = found.get(most.saturating_sub(1)).filter(|_| more);
    let next = last.map(|last| last.place_in_list.clone());
    let rows = found.into_iter().take(most).map(|row| row.row.try_into());
    Ok(Sighted {
        rows: rows.collect::<Result<_, _>>()?,
        next,
        total: super::rows::number("a count", total)?,
    })
}

/// A row with what it is called in the list.
#[derive(sqlx::FromRow)]
struct Placed {
    #[sqlx(flatten)]
    row: RegisteredRow,
    place_in_list: String,
}

/// The inspections of an establishment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visited {
    /// The document.
    pub id: String,
    /// The day of the visit.
    pub on: NaiveDate,
    /// The worst verdict of its checks, by code.
    pub verdict: String,
    /// Whether another inspection corrects it.
    pub corrected: bool,
}

impl Store {
    /// The inspections of an establishment, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn inspections_of(&self, id: &str) -> Result<Vec<Visited>, StoreError> {
        let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
            "SELECT i.document_id, i.inspected_on, i.verdict,
             (SELECT COUNT(*) FROM inspections c WHERE c.supersedes = i.document_id)
             FROM inspections i WHERE i.establishment = $1
             ORDER BY i.inspected_on DESC, i.document_id DESC",
        )
        .bind(id)
        .fetch_all(&mut *self.read().await?)
        .await?;
        let visited = rows.into_iter().map(|(id, on, verdict, corrections)| {
            let on = super::rows::day(&on)?;
            Ok(Visited {
                id,
                on,
                verdict,
                corrected: corrections > 0,
            })
        });
        visited.collect()
    }
}
