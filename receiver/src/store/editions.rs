//! What the office says of the rules, and the editions it published. Words are
//! added and struck, editions published and withdrawn; none is ever changed.

use inspection::{Digest, PackName};
use serde_json::Value;

use super::history::Author;
use super::rows::{digest, json_text, time, time_text, unreadable};
use super::{Connection, Store, StoreError};

/// What a word is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    /// A row was read against the text of the law.
    SignOff,
    /// Which of several limits applies.
    Settlement,
    /// Who inspects.
    Authority,
}

/// One word of the office's.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Its number, in the order they were said; the store gives it.
    pub id: i64,
    /// What it is about.
    pub kind: WordKind,
    /// The row, as it will stand in the table of its kind.
    pub row: Value,
    /// Who said it, and when.
    pub said: Author,
    /// Who took it back, and when.
    pub struck: Option<Author>,
}

/// An edition that was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its name.
    pub name: PackName,
    /// The edition that it adds to.
    pub base: String,
    /// What it adds, as `RulePack::with_additions` reads it.
    pub additions: String,
    /// Who published it, and when.
    pub published: Author,
    /// Who withdrew it, and why.
    pub withdrawn: Option<(Author, String)>,
}

impl WordKind {
    /// Its name in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::SignOff => "sign_off",
            Self::Settlement => "settlement",
            Self::Authority => "authority",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let mut all = [Self::SignOff, Self::Settlement, Self::Authority].into_iter();
        all.find(|kind| kind.code() == code)
    }
}

impl Store {
    /// Everything the office said of the rules, struck or not, the first first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn words(&self) -> Result<Vec<Word>, StoreError> {
        words(&mut *self.read().await?).await
    }

    /// Adds a word.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn say(&self, kind: WordKind, row: &Value, by: &Author) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO rule_words (id, kind, line, said_by, said_at)
             SELECT COALESCE(MAX(id), 0) + 1, $1, $2, $3, $4 FROM rule_words",
        )
        .bind(kind.code())
        .bind(json_text(row)?)
        .bind(&by.name)
        .bind(time_text(by.at))
        .execute(&mut *transaction)
        .await?;
        self.commit(transaction).await
    }

    /// Strikes a word; whether it stood.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn strike(&self, id: i64, by: &Author) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let done = sqlx::query(
            "UPDATE rule_words SET struck_by = $1, struck_at = $2
             WHERE id = $3 AND struck_at IS NULL",
        )
        .bind(&by.name)
        .bind(time_text(by.at))
        .bind(id)
        .execute(&mut *transaction)
        .await?;
        self.commit(transaction).await?;
        Ok(done.rows_affected() == 1)
    }

    /// The editions that were published, withdrawn or not, the first first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn editions(&self) -> Result<Vec<Edition>, StoreError> {
        editions(&mut *self.read().await?).await
    }

    /// Publishes an edition where as many stand before it as were looked at;
    /// whether it was published.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn publish(&self, edition: &Edition, before: usize) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        if editions(&mut transaction).await?.len() != before {
            return Ok(false);
        }
        insert(&mut transaction, edition).await?;
        self.commit(transaction).await?;
        Ok(true)
    }

    /// Withdraws an edition; whether it stood.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn withdraw(
        &self,
        sha256: &Digest,
        by: &Author,
        reason: &str,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.write().await?;
        let done = sqlx::query(
            "UPDATE editions SET withdrawn_by = $1, withdrawn_at = $2, withdrawn_reason = $3
             WHERE sha256 = $4 AND withdrawn_at IS NULL",
        )
        .bind(&by.name)
        .bind(time_text(by.at))
        .bind(reason)
        .bind(sha256.as_str())
        .execute(&mut *transaction)
        .await?;
        self.commit(transaction).await?;
        Ok(done.rows_affected() == 1)
    }
}

async fn words(on: &mut Connection) -> Result<Vec<Word>, StoreError> {
    let rows: Vec<WordRow> = sqlx::query_as(
        "SELECT id, kind, line, said_by, said_at, struck_by, struck_at
         FROM rule_words ORDER BY id",
    )
    .fetch_all(on)
    .await?;
    rows.into_iter().map(Word::try_from).collect()
}

async fn editions(on: &mut Connection) -> Result<Vec<Edition>, StoreError> {
    let rows: Vec<EditionRow> = sqlx::query_as(
        "SELECT sha256, name, base, additions, published_by, published_at, withdrawn_by,
                withdrawn_at, withdrawn_reason
         FROM editions ORDER BY number",
    )
    .fetch_all(on)
    .await?;
    rows.into_iter().map(Edition::try_from).collect()
}

async fn insert(on: &mut Connection, edition: &Edition) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO editions
         (number, sha256, name, base, additions, published_by, published_at)
         SELECT COALESCE(MAX(number), 0) + 1, $1, $2, $3, $4, $5, $6 FROM editions",
    )
    .bind(edition.name.sha256.as_str())
    .bind(&edition.name.id)
    .bind(&edition.base)
    .bind(&edition.additions)
    .bind(&edition.published.name)
    .bind(time_text(edition.published.at))
    .execute(on)
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct WordRow {
    id: i64,
    kind: String,
    line: String,
    said_by: String,
    said_at: String,
    struck_by: Option<String>,
    struck_at: Option<String>,
}

#[derive(sqlx::FromRow)]
struct EditionRow {
    sha256: String,
    name: String,
    base: String,
    additions: String,
    published_by: String,
    published_at: String,
    withdrawn_by: Option<String>,
    withdrawn_at: Option<String>,
    withdrawn_reason: Option<String>,
}

impl TryFrom<WordRow> for Word {
    type Error = StoreError;

    fn try_from(row: WordRow) -> Result<Self, StoreError> {
        let kind = WordKind::of(&row.kind).ok_or_else(|| StoreError::Unreadable {
            what: "the kind of a word",
            reason: row.kind,
        })?;
        Ok(Self {
            id: row.id,
            kind,
            row: serde_json::from_str(&row.line).map_err(unreadable("a word"))?,
            said: act(row.said_by, &row.said_at)?,
            struck: both(row.struck_by, row.struck_at)?,
        })
    }
}

impl TryFrom<EditionRow> for Edition {
    type Error = StoreError;

    fn try_from(row: EditionRow) -> Result<Self, StoreError> {
        let withdrawn = both(row.withdrawn_by, row.withdrawn_at)?;
        Ok(Self {
            name: PackName {
                id: row.name,
                sha256: digest(row.sha256)?,
            },
            base: row.base,
            additions: row.additions,
            published: act(row.published_by, &row.published_at)?,
            withdrawn: withdrawn.zip(row.withdrawn_reason),
        })
    }
}

fn both(by: Option<String>, at: Option<String>) -> Result<Option<Author>, StoreError> {
    let done = by.zip(at).map(|(by, at)| act(by, &at));
    done.transpose()
}

fn act(by: String, at: &str) -> Result<Author, StoreError> {
    Ok(Author {
        name: by,
        at: time(at)?,
    })
}
