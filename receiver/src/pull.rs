//! What tablets pull: the register, the plan and the editions of the rules. Each
//! answer has a strong `ETag` and says how far it goes, so that the next one holds
//! only what changed since. What the rows are is `inspection`'s.

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{Datelike, Months, NaiveDate, Utc};
use inspection::{CutOffs, Digest, PackName, RegisterRow, RulePack, next_deadlines};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::office::Office;
use crate::problem::Problem;
use crate::store::{Changes, List, ListState, Registered};
use crate::{rules, wording};

mod coding;

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

/// The editions of the rules that the office judges with.
#[derive(Debug, Serialize)]
struct Packs {
    packs: Vec<Pack>,
}

#[derive(Debug, Serialize)]
struct Pack {
    /// Id and SHA-256, as documents name it.
    #[serde(flatten)]
    name: PackName,
    /// Whether visits are to be recorded with it.
    current: bool,
    /// What it adds to an edition that shipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    additions: Option<Box<RawValue>>,
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
    asked: Asking,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let state = office.store.list_state(List::Register).await?;
    let asked = asked.map_err(unreadable)?.0;
    let since = since(asked.since.as_deref(), &state);
    let tag = tag(&state, since, "");
    let coding = Coding::of(&headers);
    if coding.is_known(&tag, &headers) {
        return Ok(coding.not_modified(&tag));
    }
    let changes = office
        .store
        .register_since(since.unwrap_or(0), MOST)
        .await?;
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
    asked: Asking,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let state = office.store.list_state(List::Plan).await?;
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
    let changes = office.store.plan_since(since_revision, first, MOST).await?;
    let tag = self::tag(&changes.state, since, &day);
    answer(&office, coding, tag, since, changes, due(today)).await
}

/// `GET /api/v1/packs`: the editions, those the office published with what they
/// add.
///
/// # Errors
/// [`Problem::Unavailable`] where the database does not answer.
pub(crate) async fn packs(
    State(office): State<Office>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let editions = rules::learn(&office.store).await?;
    let current = rules::current(&editions);
    let shipped = RulePack::shipped().iter().map(RulePack::name);
    let shipped = shipped.map(|name| (name, None));
    let published = editions.into_iter().map(|edition| {
        let additions = RawValue::from_string(edition.additions);
        (edition.name, additions.ok())
    });
    let packs = shipped.chain(published).map(|(name, additions)| Pack {
        current: name == current,
        name,
        additions,
    });
    let text = json(&Packs {
        packs: packs.collect(),
    })?;
    let tag = Digest::of(text.as_bytes()).to_string();
    let coding = Coding::of(&headers);
    if coding.is_known(&tag, &headers) {
        return Ok(coding.not_modified(&tag));
    }
    respond(&office, coding, tag, text).await
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

impl<Row> Changes<Row> {
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
