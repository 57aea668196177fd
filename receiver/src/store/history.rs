//! Who changed what of the register and the plan, and when: lines that are added
//! in the transaction of the change itself.

use chrono::{DateTime, Utc};
use inspection::Point;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::audit;
use super::rows::{json_text, time, time_text, unreadable};
use crate::store::{Connection, Registered, Store, StoreError};

/// Who changes something, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// The person, by name.
    pub name: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// The row was added.
    Added,
    /// Fields of it changed.
    Changed,
    /// It was closed down.
    ClosedDown,
    /// It works again.
    Reopened,
    /// Another row became this one.
    Merged,
    /// A visit was planned.
    VisitPlanned,
    /// A visit was moved to another day or team.
    VisitMoved,
    /// A visit is not to be made any more.
    VisitStruck,
}

/// A field before and after. Kinds are codes, wards names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which field.
    pub field: String,
    /// What it said; empty for nothing.
    pub before: String,
    /// What it says.
    pub after: String,
}

/// A line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryLine {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub who: String,
    /// What was done.
    pub act: Act,
    /// What changed by it.
    pub changes: Vec<Change>,
}

impl Act {
    const ALL: [Self; 8] = [
        Self::Added,
        Self::Changed,
        Self::ClosedDown,
        Self::Reopened,
        Self::Merged,
        Self::VisitPlanned,
        Self::VisitMoved,
        Self::VisitStruck,
    ];

    /// Its name in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::ClosedDown => "closed_down",
            Self::Reopened => "reopened",
            Self::Merged => "merged",
            Self::VisitPlanned => "visit_planned",
            Self::VisitMoved => "visit_moved",
            Self::VisitStruck => "visit_struck",
        }
    }
}

impl Act {
    /// Its word in the audit log.
    fn logged(self) -> &'static str {
        match self {
            Self::Added => "establishment_added",
            Self::Changed => "establishment_changed",
            Self::ClosedDown => "establishment_closed",
            Self::Reopened => "establishment_reopened",
            Self::Merged => "establishment_merged",
            Self::VisitPlanned => "visit_planned",
            Self::VisitMoved => "visit_moved",
            Self::VisitStruck => "visit_struck",
        }
    }
}

impl Change {
    /// A field that says something else now.
    #[must_use]
    pub fn new(field: &str, before: impl Into<String>, after: impl Into<String>) -> Self {
        Self {
            field: field.to_owned(),
            before: before.into(),
            after: after.into(),
        }
    }
}

/// What of a row says something else.
#[must_use]
pub fn changes_between(before: &Registered, after: &Registered) -> Vec<Change> {
    let place = |row: &Registered| row.place.map(place_text).unwrap_or_default();
    let closed = |row: &Registered| row.closed_on.map(|day| day.to_string()).unwrap_or_default();
    let fields = [
        ("name", before.name.clone(), after.name.clone()),
        ("address", before.address.clone(), after.address.clone()),
        ("ward", before.ward.clone(), after.ward.clone()),
        ("kind", before.kind.clone(), after.kind.clone()),
        ("tax_code", before.tax_code.clone(), after.tax_code.clone()),
        ("phone", before.phone.clone(), after.phone.clone()),
        ("place", place(before), place(after)),
        ("closed_on", closed(before), closed(after)),
    ];
    let changed = fields
        .into_iter()
        .filter(|(_, before, after)| before != after);
    changed
        .map(|(field, before, after)| Change::new(field, before, after))
        .collect()
}

/// A point in degrees: latitude, longitude.
#[must_use]
pub fn place_text(place: Point) -> String {
    let degrees = |millionths: i32| {
        let sign = if millionths < 0 { "-" } else { "" };
        let size = millionths.unsigned_abs();
        format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000)
    };
    format!(
        "{}, {}",
        degrees(place.latitude()),
        degrees(place.longitude())
    )
}

impl Store {
    /// What was done to an establishment and its visits, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn history(&self, establishment: &str) -> Result<Vec<HistoryLine>, StoreError> {
        let rows: Vec<(String, String, String, String)> = sqlx::query_as(
            "SELECT at, who, act, changes FROM register_history WHERE establishment = $1
             ORDER BY id DESC",
        )
        .bind(establishment)
        .fetch_all(&mut *self.read().await?)
        .await?;
        let lines = rows.into_iter().map(|(at, who, act, changes)| {
            let mut acts = Act::ALL.into_iter();
            Ok(HistoryLine {
                at: time(&at)?,
                who,
                act: acts
                    .find(|known| known.code() == act)
                    .ok_or_else(|| unreadable("act")(act))?,
                changes: serde_json::from_str(&changes).map_err(unreadable("changes"))?,
            })
        });
        lines.collect()
    }
}

/// Adds a line to the audit log: what was done to a row, or to its visits.
pub(super) async fn log(
    on: &mut Connection,
    row: &Registered,
    author: &Author,
    act: Act,
    detail: &str,
) -> Result<(), StoreError> {
    let line = audit::Act {
        who: &author.name,
        word: act.logged(),
        subject: &row.id,
        named: &row.name,
        ward: row.ward_code.as_deref().unwrap_or_default(),
        detail,
    };
    audit::note(on, &line, author.at).await
}

/// Adds a line to the audit log of what was done to many rows at once.
pub(super) async fn log_many(
    on: &mut Connection,
    word: &'static str,
    (subject, named): (&str, &str),
    author: &Author,
    detail: &str,
) -> Result<(), StoreError> {
    let line = audit::Act {
        who: &author.name,
        word,
        subject,
        named,
        ward: "",
        detail,
    };
    audit::note(on, &line, author.at).await
}

/// Adds a line.
pub(super) async fn note(
    on: &mut Connection,
    establishment: &str,
    author: &Author,
    act: Act,
    changes: &[Change],
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO register_history (id, establishment, at, who, act, changes)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(Uuid::now_v7().to_string())
    .bind(establishment)
    .bind(time_text(author.at))
    .bind(&author.name)
    .bind(act.code())
    .bind(json_text(&changes)?)
    .execute(on)
    .await?;
    Ok(())
}
