//! Inspections as they are looked for: by folded words, period, ward, kind, result
//! and what there is to see to, latest visit first. Pages go on behind the last row
//! shown, so what arrives meanwhile moves nothing.

use chrono::NaiveDate;

use super::rows::{SummaryRow, number};
use super::seen::seen;
use crate::people::Sight;
use crate::store::{Connection, Store, StoreError, Summary};

/// What there is to see to at an inspection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The office judged otherwise.
    Discrepancy,
    /// Another document came under its id, or that of something of it.
    Conflict,
    /// It left something that is open.
    FollowUp,
    /// It has photos.
    Photos,
    /// Another inspection corrects it.
    Corrected,
}

/// Which inspections are asked for.
#[derive(Clone, Debug)]
pub struct Search {
    /// Folded words, each of which begins a word of it.
    pub words: Vec<String>,
    /// Not before this day.
    pub from: Option<NaiveDate>,
    /// Not after this day.
    pub to: Option<NaiveDate>,
    /// Of which wards.
    pub ward: Sight,
    /// Code of a kind of establishment; empty for any.
    pub kind: String,
    /// Code of what the visit came to; empty for any.
    pub result: String,
    /// What there is to see to; `None` for all.
    pub state: Option<State>,
    /// Behind this one: what [`Findings::next`] said.
    pub after: String,
}

/// One inspection of a page.
#[derive(Clone, Debug)]
pub struct Hit {
    /// What lists show.
    pub summary: Summary,
    /// The code of what the visit came to.
    pub result: String,
    /// How many photos of it have come.
    pub photos: u64,
}

/// One page of what was found.
#[derive(Clone, Debug)]
pub struct Findings {
    /// The page's rows.
    pub rows: Vec<Hit>,
    /// How to ask for the next page; `None` on the last one.
    pub next: Option<String>,
    /// How many there are on all pages.
    pub total: u64,
    /// How many there are of each state, by [`State::ALL`], whichever is asked for.
    pub states: [u64; 5],
}

impl State {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Discrepancy,
        Self::Conflict,
        Self::FollowUp,
        Self::Photos,
        Self::Corrected,
    ];

    /// The code in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Discrepancy => "discrepancy",
            Self::Conflict => "conflict",
            Self::FollowUp => "follow-up",
            Self::Photos => "photos",
            Self::Corrected => "corrected",
        }
    }

    /// What is so of the inspection `i`.
    fn condition(self) -> &'static str {
        match self {
            Self::Discrepancy => " AND i.discrepancies <> '[]'",
            Self::Conflict => {
                " AND EXISTS (SELECT 1 FROM conflicts c JOIN documents x ON x.id = c.document_id
                  WHERE x.id = i.document_id OR x.inspection = i.document_id)"
            }
            Self::FollowUp => {
                " AND EXISTS (SELECT 1 FROM follow_ups f WHERE f.inspection = i.document_id
                  AND f.settled_by IS NULL)"
            }
            Self::Photos => {
                " AND EXISTS (SELECT 1 FROM documents x WHERE x.inspection = i.document_id
                  AND x.kind = 'photo')"
            }
            Self::Corrected => {
                " AND EXISTS (SELECT 1 FROM inspections c WHERE c.supersedes = i.document_id)"
            }
        }
    }
}

impl Store {
    /// The inspections asked for that are seen, latest visit first.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn search(
        &self,
        search: &Search,
        sight: &Sight,
        most: u32,
    ) -> Result<Findings, StoreError> {
        searched(&mut *self.read().await?, search, sight, most).await
    }
}

/// The columns of a [`HitRow`].
const COLUMNS: &str = "d.id, d.received_at, d.device, d.sequence, i.inspected_on,
    i.establishment_name, i.establishment_address, i.establishment_kind, i.register_id, i.tally,
    i.discrepancies, i.result,
    (SELECT COUNT(*) FROM conflicts c JOIN documents x ON x.id = c.document_id
     WHERE x.id = d.id OR x.inspection = d.id) AS conflicts,
    (SELECT COUNT(*) FROM inspections c WHERE c.supersedes = d.id) AS corrections,
    (SELECT COUNT(*) FROM follow_ups f WHERE f.inspection = d.id
     AND f.settled_by IS NULL) AS open,
    (SELECT COUNT(*) FROM documents x WHERE x.inspection = d.id AND x.kind = 'photo') AS photos";

/// Where the words begin among what is bound.
const FIRST_WORD: usize = 7;

/// The statement differs in the number of words, and in the state.
fn condition(words: usize, state: Option<State>) -> String {
    let words = (0..words).map(|word| format!(" AND i.words LIKE ${}", word + FIRST_WORD));
    format!(
        " FROM inspections i JOIN documents d ON d.id = i.document_id
         WHERE {} AND ($2 = '' OR $2 LIKE '%,' || COALESCE(NULLIF(i.ward, ''),
                 (SELECT e.ward_code FROM establishments e WHERE e.id = i.establishment), '')
                 || ',%')
         AND ($3 = '' OR i.establishment_kind = $3) AND ($4 = '' OR i.result = $4)
         AND i.inspected_on >= $5 AND i.inspected_on <= $6{}{}",
        seen!(),
        words.collect::<String>(),
        state.map_or("", State::condition),
    )
}

/// What is bound in every statement.
struct Bound {
    texts: Vec<String>,
}

impl Bound {
    fn of(search: &Search, sight: &Sight) -> Self {
        let day = |day: Option<NaiveDate>, other: &str| {
            day.map_or_else(|| other.to_owned(), |day| day.to_string())
        };
        let mut texts = vec![
            sight.listed(),
            search.ward.listed(),
            search.kind.clone(),
            search.result.clone(),
            day(search.from, ""),
            day(search.to, "~"),
        ];
        texts.extend(search.words.iter().map(|word| format!("% {word}%")));
        Self { texts }
    }
}

async fn count(
    on: &mut Connection,
    search: &Search,
    state: Option<State>,
    bound: &Bound,
) -> Result<u64, StoreError> {
    let statement = format!("SELECT COUNT(*){}", condition(search.words.len(), state));
    let mut query = sqlx::query_scalar(sqlx::AssertSqlSafe(statement));
    for text in &bound.texts {
        query = query.bind(text);
    }
    let count: i64 = query.fetch_one(on).await?;
    number("a count", count)
}

async fn searched(
    on: &mut Connection,
    search: &Search,
    sight: &Sight,
    most: u32,
) -> Result<Findings, StoreError> {
    let bound = Bound::of(search, sight);
    let mut states = [0; 5];
    for (found, state) in states.iter_mut().zip(State::ALL) {
        *found = count(on, search, Some(state), &bound).await?;
    }
    let total = count(on, search, search.state, &bound).await?;
    let next = FIRST_WORD + search.words.len();
    let statement = format!(
        "SELECT {COLUMNS}{} AND (i.inspected_on < ${next} OR (i.inspected_on = ${next}
         AND i.document_id < ${})) ORDER BY i.inspected_on DESC, i.document_id DESC LIMIT ${}",
        condition(search.words.len(), search.state),
        next + 1,
        next + 2,
    );
    let mut query = sqlx::query_as(sqlx::AssertSqlSafe(statement));
    for text in &bound.texts {
        query = query.bind(text);
    }
    let (day, id) = search.after.split_once('.').unwrap_or(("~", ""));
    let rows: Vec<HitRow> = query
        .bind(day)
        .bind(id)
        .bind(i64::from(most) + 1)
        .fetch_all(on)
        .await?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let more = rows.len() > most;
    let rows = rows.into_iter().take(most).map(Hit::try_from);
    let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
    let last = rows.last().filter(|_| more);
    let next = last.map(|hit| format!("{}.{}", hit.summary.inspected_on, hit.summary.id));
    Ok(Findings {
        rows,
        next,
        total,
        states,
    })
}

#[derive(sqlx::FromRow)]
struct HitRow {
    #[sqlx(flatten)]
    summary: SummaryRow,
    result: String,
    photos: i64,
}

impl TryFrom<HitRow> for Hit {
    type Error = StoreError;

    fn try_from(row: HitRow) -> Result<Self, StoreError> {
        Ok(Self {
            summary: row.summary.try_into()?,
            result: row.result,
            photos: number("a count", row.photos)?,
        })
    }
}
