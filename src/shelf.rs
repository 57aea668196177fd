//! What was pulled from the office, kept beside the journal: register and plan,
//! row by row. It can be pulled again, so nothing of it is anybody's work. A
//! pull takes effect whole or not at all; how it is kept is the browser's.

mod answer;
mod rules;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use inspection::{FromJson, PlanRow, RegisterRow, put_in_order, read_json};

use crate::LocalFuture;
use crate::sync::{Reply, Transport};

use answer::Answer;
pub use rules::{Rules, rules};

/// How long what was pulled is fresh, unless a person asks for more.
const FRESH: TimeDelta = TimeDelta::minutes(5);

/// A list of the office's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// The establishments it knows.
    Register,
    /// The visits it wants made.
    Plan,
}

/// What stands under a list's name: how far it was pulled, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Where the next pull begins.
    pub cursor: String,
    /// When the last one was done.
    pub pulled: DateTime<Utc>,
    /// The reports that are due next, nearest first; of the plan alone.
    pub reports: Vec<DueReport>,
}

/// A report and its last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueReport {
    /// What it is called.
    pub vi: String,
    /// The same in English.
    pub en: String,
    /// The last day on which it is in time.
    pub due: NaiveDate,
}

/// What one pull does to a list, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Whether everything that was there goes first.
    pub whole: bool,
    /// Rows by id, as text; `None` for one that is gone.
    pub rows: Vec<(String, Option<String>)>,
}

/// Why it is not known where the tablet is, when the nearest are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPlace {
    /// The person or the browser does not allow it.
    Denied,
    /// It was not found, or not in time.
    Unknown,
}

/// Where lists are kept.
pub trait Shelf {
    /// What stands under a list's name; `None` where it was never pulled.
    fn head(&self, list: List) -> LocalFuture<'_, Result<Option<String>, ShelfError>>;

    /// The text of one row; `None` where there is none of this id.
    fn row<'a>(
        &'a self,
        list: List,
        id: &'a str,
    ) -> LocalFuture<'a, Result<Option<String>, ShelfError>>;

    /// The texts of its rows.
    fn rows(&self, list: List) -> LocalFuture<'_, Result<Vec<String>, ShelfError>>;

    /// Changes a list and what stands under its name, in one transaction.
    fn change(
        &self,
        list: List,
        head: String,
        change: Change,
    ) -> LocalFuture<'_, Result<(), ShelfError>>;
}

/// The browser gives no room for lists, or not now.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the lists of the office cannot be kept: {0}")]
pub struct ShelfError(pub String);

/// Why nothing was pulled; what was there stays whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PullError {
    /// Nobody answered.
    #[error("the office was not reached")]
    Unreachable,
    /// Something answered that is no list: another server, a sign-in page.
    #[error("what answered is no list of the office's")]
    NotAList,
    /// It cannot be kept.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
}

impl List {
    /// Its name on the way and on the shelf.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Plan => "plan",
        }
    }
}

/// Pulls what changed of both lists; `by_hand` also what is fresh. Whether
/// anything was asked.
///
/// # Errors
/// [`PullError`].
pub async fn pull(
    transport: &dyn Transport,
    shelf: &dyn Shelf,
    now: DateTime<Utc>,
    by_hand: bool,
) -> Result<bool, PullError> {
    let mut asked = false;
    for list in [List::Register, List::Plan] {
        let before = head(shelf, list).await?;
        let age = before.as_ref().map(|head| now - head.pulled);
        // A clock that was set back makes nothing fresh for ever.
        let fresh = age.is_some_and(|age| age >= TimeDelta::zero() && age < FRESH);
        if by_hand || !fresh {
            let cursor = before.map(|head| head.cursor);
            let (head, change) = changed(transport, list, cursor, now).await?;
            shelf.change(list, head, change).await?;
            asked = true;
        }
    }
    Ok(asked)
}

/// What stands under a list's name. One that cannot be read is pulled anew.
///
/// # Errors
/// [`ShelfError`].
pub async fn head(shelf: &dyn Shelf, list: List) -> Result<Option<Head>, ShelfError> {
    let text = shelf.head(list).await?;
    Ok(text.and_then(|text| read_json(&text).ok()))
}

/// Every row of the register that can be read.
///
/// # Errors
/// [`ShelfError`].
pub async fn register(shelf: &dyn Shelf) -> Result<Vec<RegisterRow>, ShelfError> {
    Ok(read(shelf.rows(List::Register).await?))
}

/// The visits planned from `first` to `last`, by day, with the rows of the
/// register they are to, where those can be read.
///
/// # Errors
/// [`ShelfError`].
pub async fn visits(
    shelf: &dyn Shelf,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<(PlanRow, Option<RegisterRow>)>, ShelfError> {
    let mut visits = Vec::new();
    for visit in read::<PlanRow>(shelf.rows(List::Plan).await?) {
        if (first..=last).contains(&visit.day) {
            let row = shelf.row(List::Register, &visit.establishment).await?;
            visits.push((visit, row.and_then(|row| read_json(&row).ok())));
        }
    }
    put_in_order(&mut visits, |(one, _), (other, _)| {
        one.day.cmp(&other.day).then_with(|| one.id.cmp(&other.id))
    });
    Ok(visits)
}

fn read<T: FromJson>(texts: Vec<String>) -> Vec<T> {
    let mut rows = Vec::with_capacity(texts.len());
    for text in texts {
        rows.extend(read_json(&text));
    }
    rows
}

/// All answers of one pull, up to the last.
async fn changed(
    transport: &dyn Transport,
    list: List,
    mut cursor: Option<String>,
    now: DateTime<Utc>,
) -> Result<(String, Change), PullError> {
    let mut change = Change::default();
    loop {
        let name = list.name();
        let path = cursor
            .as_ref()
            .map_or_else(|| name.to_owned(), |since| format!("{name}?since={since}"));
        let text = text_of(transport.list(&path).await)?;
        let answer: Answer = read_json(&text).map_err(|_| PullError::NotAList)?;
        let stuck = answer.more && cursor.as_ref() == Some(&answer.cursor);
        if stuck || cursor.is_none() && !answer.whole {
            return Err(PullError::NotAList);
        }
        if answer.whole {
            change = Change {
                whole: true,
                rows: Vec::new(),
            };
        }
        for row in answer.rows {
            let text = row.to_string();
            let id = id_of(list, &text).ok_or(PullError::NotAList)?;
            change.rows.push((id, Some(text)));
        }
        let gone = answer.removed.into_iter();
        change.rows.extend(gone.map(|id| (id, None)));
        if !answer.more {
            let head = serde_json::json!({
                "cursor": answer.cursor,
                "pulled": inspection::moment::write(now),
                "reports": answer.reports,
            });
            return Ok((head.to_string(), change));
        }
        cursor = Some(answer.cursor);
    }
}

/// What was answered, where it was an answer.
fn text_of(reply: Reply) -> Result<String, PullError> {
    match reply {
        Reply::Response {
            status: 200, body, ..
        } => Ok(body),
        Reply::Response { .. } => Err(PullError::NotAList),
        Reply::Unreachable | Reply::TimedOut => Err(PullError::Unreachable),
    }
}

/// The id of a row, where it is one of this list.
fn id_of(list: List, text: &str) -> Option<String> {
    match list {
        List::Register => Some(read_json::<RegisterRow>(text).ok()?.id),
        List::Plan => Some(read_json::<PlanRow>(text).ok()?.id),
    }
}

#[cfg(test)]
mod tests;
