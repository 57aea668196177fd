//! What has to follow visits, as a list: what is open by its last day, page by
//! page, with how many there are, and what one inspection left. Working it out is
//! `working_out.rs`'s.

use chrono::NaiveDate;
use inspection::{Aftermath, CheckId, CheckKind, DocumentId, FollowUpKind, InspectionId};

use super::rows::{day, number, unreadable};
use super::seen::seen;
use super::working_out::NO_DAY;
use crate::people::Sight;
use crate::store::{Connection, Store, StoreError};

/// What has to follow a visit, with whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Following {
    /// The inspection that left it open.
    pub inspection: InspectionId,
    /// Its place among what that one left.
    pub place: u64,
    /// What has to happen.
    pub kind: FollowUpKind,
    /// The check it is about.
    pub check: Option<CheckId>,
    /// What that check looked at: its kind, and the code of the thing.
    pub subject: Option<(CheckKind, String)>,
    /// What it is about, in words; empty where only the check says it.
    pub what: String,
    /// The last day; `None` where none was set.
    pub due: Option<NaiveDate>,
    /// On which day and by which document it was settled.
    pub settled: Option<(NaiveDate, DocumentId)>,
    /// Whether an inspection settled it, and not an outcome.
    pub by_visit: bool,
    /// Whom it concerns.
    pub establishment: String,
    /// Where that is.
    pub address: String,
    /// The day of the visit.
    pub inspected_on: NaiveDate,
    /// Code of the ward; empty where none is known.
    pub ward: String,
}

/// When something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Its last day is over.
    Overdue,
    /// Within the week from today on.
    ThisWeek,
    /// After that.
    Later,
    /// No day was set.
    NoDay,
}

/// Which follow-ups are asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Today.
    pub today: NaiveDate,
    /// When they are due; `None` for all.
    pub due: Option<Due>,
    /// Of which wards.
    pub ward: Sight,
    /// Of which kind; `None` for any.
    pub kind: Option<FollowUpKind>,
    /// Behind this one: what [`Followings::next`] said.
    pub after: String,
}

/// One page of what is open.
#[derive(Clone, Debug)]
pub struct Followings {
    /// The page's rows, by their last day.
    pub rows: Vec<Following>,
    /// How to ask for the next page; `None` on the last one.
    pub next: Option<String>,
    /// How many are open of what is asked for, by when they are due: overdue, this
    /// week, later, without a day.
    pub counts: [u64; 4],
}

impl Due {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Overdue, Self::ThisWeek, Self::Later, Self::NoDay];

    /// The code in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::ThisWeek => "week",
            Self::Later => "later",
            Self::NoDay => "none",
        }
    }

    /// The first and the last day, as the database has them.
    fn days(self, today: NaiveDate) -> [String; 2] {
        let day = |days: i64| {
            let day = today.checked_add_signed(chrono::TimeDelta::days(days));
            day.unwrap_or(today).to_string()
        };
        match self {
            Self::Overdue => [String::new(), day(-1)],
            Self::ThisWeek => [day(0), day(6)],
            Self::Later => [day(7), "9999-12-31".to_owned()],
            Self::NoDay => [NO_DAY.to_owned(), NO_DAY.to_owned()],
        }
    }
}

/// The columns of a [`Row`].
macro_rules! columns {
    () => {
        "SELECT f.inspection, f.place, f.kind, f.check_no, f.what, f.due, f.settled_on,
                f.settled_by, i.establishment_name, i.establishment_address, i.inspected_on,
                i.aftermath,
                COALESCE(NULLIF(i.ward, ''), (SELECT e.ward_code FROM establishments e
                         WHERE e.id = i.establishment), '') AS ward,
                (SELECT COUNT(*) FROM inspections s WHERE s.document_id = f.settled_by) AS by_visit
         FROM follow_ups f JOIN inspections i ON i.document_id = f.inspection
         JOIN documents d ON d.id = f.inspection"
    };
}

/// What is open and asked for: seen by `$1`, of the wards `$2`, of the kind `$3`.
macro_rules! wanted {
    () => {
        concat!(
            " WHERE f.settled_by IS NULL AND ",
            seen!(),
            " AND ($2 = '' OR $2 LIKE '%,' || COALESCE(NULLIF(i.ward, ''), (SELECT e.ward_code
                   FROM establishments e WHERE e.id = i.establishment), '') || ',%')
              AND ($3 = '' OR f.kind = $3) AND f.due BETWEEN $4 AND $5"
        )
    };
}

impl Store {
    /// What is open, by its last day.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn followings(
        &self,
        wanted: &Wanted,
        sight: &Sight,
        most: u32,
    ) -> Result<Followings, StoreError> {
        followings(&mut *self.read().await?, wanted, sight, most).await
    }

    /// What one inspection left open, with what has settled it.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn left_open(&self, id: InspectionId) -> Result<Vec<Following>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(concat!(
            columns!(),
            " WHERE f.inspection = $1 ORDER BY f.place"
        ))
        .bind(id.to_string())
        .fetch_all(&mut *self.read().await?)
        .await?;
        rows.into_iter().map(Following::try_from).collect()
    }
}

async fn followings(
    on: &mut Connection,
    wanted: &Wanted,
    sight: &Sight,
    most: u32,
) -> Result<Followings, StoreError> {
    let (seen, ward) = (sight.listed(), wanted.ward.listed());
    let kind = wanted.kind.map_or("", FollowUpKind::code);
    let mut counts = [0; 4];
    for (count, due) in counts.iter_mut().zip(Due::ALL) {
        let [first, last] = due.days(wanted.today);
        let open: i64 = sqlx::query_scalar(concat!(
            "SELECT COUNT(*) FROM follow_ups f JOIN inspections i ON i.document_id = f.inspection
             JOIN documents d ON d.id = f.inspection",
            wanted!(),
        ))
        .bind(&seen)
        .bind(&ward)
        .bind(kind)
        .bind(first)
        .bind(last)
        .fetch_one(&mut *on)
        .await?;
        *count = number("a count", open)?;
    }
    let [first, last] = wanted.due.map_or_else(
        || [String::new(), NO_DAY.to_owned()],
        |due| due.days(wanted.today),
    );
    let (after_due, after_id, after_place) = cursor(&wanted.after);
    let rows: Vec<Row> = sqlx::query_as(concat!(
        columns!(),
        wanted!(),
        " AND (f.due > $6 OR (f.due = $6 AND (f.inspection > $7
               OR (f.inspection = $7 AND f.place > $8))))
          ORDER BY f.due, f.inspection, f.place LIMIT $9",
    ))
    .bind(&seen)
    .bind(&ward)
    .bind(kind)
    .bind(first)
    .bind(last)
    .bind(after_due)
    .bind(after_id)
    .bind(after_place)
    .bind(i64::from(most) + 1)
    .fetch_all(on)
    .await?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let last = rows.get(most.saturating_sub(1));
    let last = last.filter(|_| rows.len() > most);
    let next = last.map(|row| format!("{}.{}.{}", row.due, row.inspection, row.place));
    let rows = rows.into_iter().take(most).map(Following::try_from);
    Ok(Followings {
        rows: rows.collect::<Result<_, _>>()?,
        next,
        counts,
    })
}

/// The parts of a cursor; those of the first page where it has none.
fn cursor(after: &str) -> (&str, &str, i64) {
    let mut parts = after.splitn(3, '.');
    let mut next = || parts.next().unwrap_or_default();
    let (due, id, place) = (next(), next(), next());
    (due, id, place.parse().unwrap_or(-1))
}

#[derive(sqlx::FromRow)]
struct Row {
    inspection: String,
    place: i64,
    kind: String,
    check_no: Option<i64>,
    what: String,
    due: String,
    settled_on: Option<String>,
    settled_by: Option<String>,
    by_visit: i64,
    establishment_name: String,
    establishment_address: String,
    inspected_on: String,
    aftermath: Option<String>,
    ward: String,
}

impl TryFrom<Row> for Following {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let mut kinds = FollowUpKind::ALL.into_iter();
        let kind = kinds.find(|kind| kind.code() == row.kind);
        let check = row.check_no.map(u16::try_from).transpose();
        let check = check.map_err(unreadable("check_no"))?.map(CheckId);
        let aftermath = row.aftermath.as_deref().map(serde_json::from_str);
        let aftermath: Option<Aftermath> =
            aftermath.transpose().map_err(unreadable("what follows"))?;
        let mut things = aftermath.into_iter().flat_map(|it| it.looked_at);
        let thing = things.find(|thing| Some(thing.check) == check);
        let settled = row.settled_on.as_deref().zip(row.settled_by.as_deref());
        let settled = settled.map(|(on, by)| {
            let by = by.parse().map_err(unreadable("settled_by"))?;
            Ok::<_, StoreError>((day(on)?, by))
        });
        let due = Some(row.due.as_str()).filter(|due| *due != NO_DAY);
        Ok(Self {
            inspection: row.inspection.parse().map_err(unreadable("id"))?,
            place: number("place", row.place)?,
            kind: kind.ok_or_else(|| unreadable("kind")(row.kind))?,
            check,
            subject: thing.map(|thing| (thing.kind, thing.subject)),
            what: row.what,
            due: due.map(day).transpose()?,
            settled: settled.transpose()?,
            by_visit: row.by_visit > 0,
            establishment: row.establishment_name,
            address: row.establishment_address,
            inspected_on: day(&row.inspected_on)?,
            ward: row.ward,
        })
    }
}
