//! Lists of wards from their upload to the decision. What a list makes of the
//! register is worked out anew from list, decisions and register whenever it is
//! shown, and once more in the transaction that does it.

use chrono::NaiveDate;
use inspection::Digest;
use uuid::Uuid;

use super::editing::put;
use super::history::log_many;
use super::lists::register;
use super::relinking::link_all;
use super::rows::{json_text, number, signed, time_text, unreadable};
use crate::sheet::Sheet;
use crate::store::{Author, Connection, Registered, Store, StoreError};
use crate::ward_list::compare::{Counts, Decisions, counts, fingerprint, is_ready};
use crate::ward_list::{Judgement, Matches};

/// A list of a ward that waits for a decision.
#[derive(Clone, Debug)]
pub struct Import {
    /// Its id.
    pub id: String,
    /// Name of the file.
    pub file_name: String,
    /// What was read.
    pub sheet: Sheet,
    /// What somebody said of its columns and words.
    pub matches: Matches,
    /// What somebody decided of its rows.
    pub decisions: Decisions,
    /// How often matches and decisions changed.
    pub edits: u64,
}

/// What became of a list that was to be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Committed {
    /// Everything is in the register.
    Done(Counts),
    /// It would make something else of the register than what was shown.
    Stale,
    /// Rows are in doubt or at fault, or there is nothing to do.
    NotReady,
    /// There is none of this id that waits.
    Gone,
}

#[derive(sqlx::FromRow)]
struct ImportRow {
    id: String,
    file_name: String,
    sheet: String,
    matches: String,
    decisions: String,
    edits: i64,
}

impl TryFrom<ImportRow> for Import {
    type Error = StoreError;

    fn try_from(row: ImportRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            file_name: row.file_name,
            sheet: serde_json::from_str(&row.sheet).map_err(unreadable("a list"))?,
            matches: serde_json::from_str(&row.matches).map_err(unreadable("matches"))?,
            decisions: serde_json::from_str(&row.decisions).map_err(unreadable("decisions"))?,
            edits: number("edits", row.edits)?,
        })
    }
}

impl Store {
    /// Keeps a list to be decided on; its id.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn add_import(
        &self,
        file_name: &str,
        sheet: &Sheet,
        matches: &Matches,
        author: &Author,
    ) -> Result<String, StoreError> {
        let id = Uuid::now_v7().to_string();
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO register_imports
             (id, file_name, made_at, made_by, sheet, matches, decisions, edits, state)
             VALUES ($1, $2, $3, $4, $5, $6, '{}', 0, 'open')",
        )
        .bind(&id)
        .bind(file_name)
        .bind(time_text(author.at))
        .bind(&author.name)
        .bind(json_text(sheet)?)
        .bind(json_text(matches)?)
        .execute(&mut *transaction)
        .await?;
        self.commit(transaction).await?;
        Ok(id)
    }

    /// A list that waits.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn import(&self, id: &str) -> Result<Option<Import>, StoreError> {
        import(&mut *self.read().await?, id).await
    }

    /// Keeps what somebody said of a list, if nobody else did meanwhile; whether
    /// it is kept.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn decide_import(&self, import: &Import) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let changed = sqlx::query(
            "UPDATE register_imports SET matches = $2, decisions = $3, edits = edits + 1
             WHERE id = $1 AND edits = $4 AND state = 'open'",
        )
        .bind(&import.id)
        .bind(json_text(&import.matches)?)
        .bind(json_text(&import.decisions)?)
        .bind(signed("edits", import.edits)?)
        .execute(&mut *transaction)
        .await?;
        self.commit(transaction).await?;
        Ok(changed.rows_affected() == 1)
    }

    /// Lays a list aside for good; whether there was one.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn discard_import(&self, id: &str, author: &Author) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let done = finish(&mut transaction, id, None, author).await?;
        self.commit(transaction).await?;
        Ok(done)
    }

    /// Takes a list over into the register, all of it or nothing: if it makes of
    /// the register what was shown, and nothing is in doubt or at fault.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn commit_import(
        &self,
        id: &str,
        shown: &Digest,
        day: NaiveDate,
        author: &Author,
    ) -> Result<Committed, StoreError> {
        let mut transaction = self.write().await?;
        let on = &mut *transaction;
        let Some(import) = import(on, id).await? else {
            return Ok(Committed::Gone);
        };
        let register = register(on).await?;
        let file_name = import.file_name.clone();
        let judged = judged(import, register, day).await?.rows;
        if fingerprint(&judged) != *shown {
            return Ok(Committed::Stale);
        }
        if !is_ready(&judged) {
            return Ok(Committed::NotReady);
        }
        for wanted in judged.iter().filter_map(|row| row.put.as_ref()) {
            let mut row = Registered::clone(&wanted.row);
            if wanted.before.is_none() {
                row.id = Uuid::now_v7().to_string();
            }
            put(on, wanted.before.as_deref(), &row, author).await?;
        }
        link_all(on).await?;
        let counts = counts(&judged);
        finish(on, id, Some(counts), author).await?;
        let rows = judged.iter().filter(|row| row.put.is_some()).count();
        let named = (id, file_name.as_str());
        log_many(on, "import_committed", named, author, &rows.to_string()).await?;
        self.commit(transaction).await?;
        Ok(Committed::Done(counts))
    }
}

/// Works out beside the threads that serve requests what a list makes of the
/// register.
pub(crate) async fn judged(
    import: Import,
    register: Vec<Registered>,
    day: NaiveDate,
) -> Result<Judgement, StoreError> {
    let work = move || {
        let Import {
            sheet,
            matches,
            decisions,
            ..
        } = import;
        Judgement::of(&sheet, &matches, &decisions, &register, day)
    };
    tokio::task::spawn_blocking(work)
        .await
        .map_err(unreadable("a list"))
}

async fn import(on: &mut Connection, id: &str) -> Result<Option<Import>, StoreError> {
    let row: Option<ImportRow> = sqlx::query_as(
        "SELECT id, file_name, sheet, matches, decisions, edits FROM register_imports
         WHERE id = $1 AND state = 'open'",
    )
    .bind(id)
    .fetch_optional(on)
    .await?;
    row.map(Import::try_from).transpose()
}

/// Ends a list; its rows are in the register or nowhere.
async fn finish(
    on: &mut Connection,
    id: &str,
    counts: Option<Counts>,
    author: &Author,
) -> Result<bool, StoreError> {
    let state = if counts.is_some() {
        "committed"
    } else {
        "discarded"
    };
    let counts = counts.map(|counts| json_text(&counts)).transpose()?;
    let changed = sqlx::query(
        "UPDATE register_imports SET state = $2, finished_at = $3, finished_by = $4,
         counts = $5, sheet = '' WHERE id = $1 AND state = 'open'",
    )
    .bind(id)
    .bind(state)
    .bind(time_text(author.at))
    .bind(&author.name)
    .bind(counts)
    .execute(on)
    .await?;
    Ok(changed.rows_affected() == 1)
}
