//! What tablets pull: the register, the plan and the editions of the rules. Each
//! answer has a strong `ETag` and says how far it goes, so that the next one holds
//! only what changed since. What the rows are is `inspection`'s.

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{Datelike, Months, NaiveDate, Utc};
use inspection::{CutOffs, Digest, RegisterRow, next_deadlines};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::office::Office;
use crate::people::Sight;
use crate::problem::Problem;
use crate::routes::Carrier;
use crate::store::{Changes, List, ListState, Registered, Tablet};
use crate::wording;

mod coding;
mod packs;

pub(crate) use packs::packs;

use coding::{Coding, encoded};

/// The most changes in one answer; who wants more asks again.
const MOST: u32 = 5_000;
/// How many of the reports that are due next are told: those of a quarter.
const REPORTS: usize = 4;
/// The form of the answers: another one has other tags.
const FORM: &str = "2";

/// What is asked for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    /// The cursor of the last answer.
    since: Option<String>,
}

type Asking = Result<Query<Asked>, QueryRejection>;

/// What changed of a list.
#[derive(Debug, Serialize)]
struct Answer<Row> {
    /// What to ask with the next time.
    cursor: String,
    /// Whether the rows take the place of everything pulled before.
    whole: bool,
    /// Whether there is more, to be asked for with the cursor.
    more: bool,
    rows: Vec<Row>,
    removed: Vec<String>,
    /// The reports that are due next; of the plan alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reports: Vec<DueReport>,
}

/// A row of the register with what has become of its last inspection.
#[derive(Debug, Serialize)]
struct ToldRow {
    #[serde(flatten)]
    row: RegisterRow,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Box<RawValue>>,
}

/// A report and the last day on which it is in time.
#[derive(Debug, Serialize)]
struct DueReport {
    code: &'static str,
    vi: &'static str,
    en: &'static str,
    due: NaiveDate,
}

fn unreadable(_: QueryRejection) -> Problem {
    Problem::Field {
        field: "since",
        reason: "not to be read, or there twice",
    }
}

/// `GET /api/v1/register`.
///
/// # Errors
/// [`Problem::Unavailable`] where the database does not answer, [`Problem::Field`]
/// where the question cannot be read.
pub(crate) async fn register(
    State(office): State<Office>,
    Carrier(tablet): Carrier,
    asked: Asking,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let sight = sight_of(tablet.as_ref());
    let state = office.store.list_state(List::Register).await?.seen(&sight);
    let asked = asked.map_err(unreadable)?.0;
    let since = since(asked.since.as_deref(), &state);
    let tag = tag(&state, since, "");
    let coding = Coding::of(&headers);
    if coding.is_known(&tag, &headers) {
        return Ok(coding.not_modified(&tag));
    }
    let changes = office
        .store
        .register_seen_since(&sight, since.unwrap_or(0), MOST)
        .await?
        .seen(&sight);
    // A change that came meanwhile has another tag.
    let tag = self::tag(&changes.state, since, "");
    let changes = changes.map(|row: Registered| {
        let after = row.became.clone().map(RawValue::from_string);
        ToldRow {
            after: after.and_then(Result::ok),
            row: row.row(),
        }
    });
    answer(&office, coding, tag, since, changes, Vec::new()).await
}

/// `GET /api/v1/plan`: visits from the first day of last month on.
///
/// # Errors
/// [`Problem::Unavailable`] where the database does not answer, [`Problem::Field`]
/// where the question cannot be read.
pub(crate) async fn plan(
    State(office): State<Office>,
    Carrier(tablet): Carrier,
    asked: Asking,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let sight = sight_of(tablet.as_ref());
    let state = office.store.list_state(List::Plan).await?.seen(&sight);
    let asked = asked.map_err(unreadable)?.0;
    let since = since(asked.since.as_deref(), &state);
    let today = wording::wall_time(Utc::now()).date_naive();
    let first = first_day(today);
    // Another day may have other visits and reports.
    let day = today.format("-%Y%m%d").to_string();
    let tag = tag(&state, since, &day);
    let coding = Coding::of(&headers);
    if coding.is_known(&tag, &headers) {
        return Ok(coding.not_modified(&tag));
    }
    let since_revision = since.unwrap_or(0);
    let changes = office
        .store
        .plan_seen_since(&sight, since_revision, first, MOST)
        .await?
        .seen(&sight);
    let tag = self::tag(&changes.state, since, &day);
    answer(&office, coding, tag, since, changes, due(today)).await
}

async fn answer<Row: Serialize>(
    office: &Office,
    coding: Coding,
    tag: String,
    since: Option<u64>,
    changes: Changes<Row>,
    reports: Vec<DueReport>,
) -> Result<Response, Problem> {
    let text = json(&Answer {
        cursor: format!("{}-{}", changes.state.epoch, changes.until),
        whole: since.is_none(),
        more: changes.until < changes.state.revision,
        rows: changes.rows,
        // Who begins anew has none of them.
        removed: since.map_or_else(Vec::new, |_| changes.removed),
        reports,
    })?;
    respond(office, coding, tag, text).await
}

async fn respond(
    office: &Office,
    coding: Coding,
    tag: String,
    text: String,
) -> Result<Response, Problem> {
    let body = office.judges.run(move || encoded(coding, text)).await?;
    let body = body.map_err(|error| {
        tracing::error!(%error, "an answer could not be compressed");
        Problem::Unavailable
    })?;
    let mut response = (StatusCode::OK, Body::from(body)).into_response();
    let headers = response.headers_mut();
    coding.describe(&tag, headers);
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    Ok(response)
}

fn json(answer: &impl Serialize) -> Result<String, Problem> {
    serde_json::to_string(answer).map_err(|error| {
        tracing::error!(%error, "an answer could not be written");
        Problem::Unavailable
    })
}

/// What a tablet is told of: its own ward's, or the city's all; all of it in the
/// demonstration, where none need be known.
fn sight_of(tablet: Option<&Tablet>) -> Sight {
    let today = wording::wall_time(Utc::now()).date_naive();
    tablet.map_or(Sight::ALL, |tablet| tablet.authority.sight(today))
}

/// The revision of a cursor; `None` for one of another list, of a later state
/// than there is, or of no form: then everything is told anew.
fn since(cursor: Option<&str>, state: &ListState) -> Option<u64> {
    let (epoch, revision) = cursor?.rsplit_once('-')?;
    let revision = revision.parse().ok()?;
    (epoch == state.epoch && revision <= state.revision).then_some(revision)
}

/// What tells one answer from another; the coding is added to it.
fn tag(state: &ListState, since: Option<u64>, window: &str) -> String {
    let since = since.map_or_else(|| "whole".to_owned(), |since| since.to_string());
    let ListState { epoch, revision } = state;
    format!("{FORM}-{epoch}-{revision}-{since}{window}")
}

/// The next reports of the plan.
fn due(today: NaiveDate) -> Vec<DueReport> {
    let next = next_deadlines(today, REPORTS, &CutOffs::default());
    let named = next.into_iter().filter_map(|(period, due)| {
        let name = &period.report()?.name;
        Some(DueReport {
            code: &name.code,
            vi: &name.vi,
            en: &name.en,
            due,
        })
    });
    named.collect()
}

/// The first day of the month before.
fn first_day(today: NaiveDate) -> NaiveDate {
    let first = today.with_day(1).unwrap_or(today);
    first.checked_sub_months(Months::new(1)).unwrap_or(first)
}

impl ListState {
    /// As it is told to who sees this: another sight is another list, so that a tablet
    /// that comes to see other wards begins anew.
    fn seen(self, sight: &Sight) -> Self {
        if sight.is_all() {
            return self;
        }
        let wards = Digest::of(sight.listed().as_bytes());
        let wards = wards.as_str().get(..8).unwrap_or_default();
        Self {
            epoch: format!("{}{wards}", self.epoch),
            ..self
        }
    }
}

impl<Row> Changes<Row> {
    fn seen(self, sight: &Sight) -> Self {
        Self {
            state: self.state.seen(sight),
            ..self
        }
    }

    fn map<To>(self, to: impl Fn(Row) -> To) -> Changes<To> {
        Changes {
            state: self.state,
            rows: self.rows.into_iter().map(to).collect(),
            removed: self.removed,
            until: self.until,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_counts_only_for_the_list_it_is_of_and_not_from_the_future() {
        let state = ListState {
            epoch: "ab-12".to_owned(),
            revision: 7,
        };
        for (cursor, expected) in [
            (None, None),
            (Some("ab-12-0"), Some(0)),
            (Some("ab-12-7"), Some(7)),
            (Some("ab-12-8"), None),
            (Some("cd-34-5"), None),
            (Some("ab-12-"), None),
            (Some("ab-12--1"), None),
            (Some("7"), None),
            (Some(""), None),
        ] {
            assert_eq!(since(cursor, &state), expected, "{cursor:?}");
        }
    }

    /// The plan: monthly on the 5th, half-yearly before 10 June, yearly before 10
    /// November.
    #[test]
    fn the_next_reports_are_told_with_their_last_days() {
        let told: Vec<_> = due("2027-05-20".parse().unwrap())
            .into_iter()
            .map(|report| (report.code, report.due.to_string()))
            .collect();
        let expected = [
            ("monthly", "2027-06-05"),
            ("half_year", "2027-06-09"),
            ("monthly", "2027-07-05"),
            ("monthly", "2027-08-05"),
        ];
        assert_eq!(told, expected.map(|(code, day)| (code, day.to_owned())));
    }

    #[test]
    fn the_plan_goes_back_to_the_first_day_of_last_month() {
        for (today, first) in [
            ("2026-11-22", "2026-10-01"),
            ("2027-01-31", "2026-12-01"),
            ("2028-03-31", "2028-02-01"),
        ] {
            let first: NaiveDate = first.parse().unwrap();
            assert_eq!(first_day(today.parse().unwrap()), first);
        }
    }
}
