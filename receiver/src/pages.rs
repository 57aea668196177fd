//! The office's pages: reads what was asked from the store and gives it to the
//! file that draws it. Written with maud, which checks the HTML at compile time
//! and escapes everything that comes from outside.

use std::any::Any;
use std::fmt::Display;

use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use chrono::{Datelike, Months, NaiveDate, Utc};
use inspection::{Digest, Frozen, InspectionId, PackName};
use maud::Markup;
use serde::Deserialize;

use crate::office::Office;
use crate::people::Seat;
use crate::store::{Page, Sought, StoreError, Stored};
use crate::wording;
use crate::wording::language::Pair;

pub(crate) mod audit;
mod authorities;
mod belongings;
mod checks;
mod desk;
pub(crate) mod devices;
pub(crate) mod doubts;
mod download;
mod entered;
pub(crate) mod establishments;
mod field;
mod findings;
pub(crate) mod follow_ups;
mod form;
mod frame;
pub(crate) mod imports;
pub(crate) mod inspections;
mod lists;
pub(crate) mod minutes;
mod outcomes;
mod overview;
pub(crate) mod own;
pub(crate) mod parts;
pub(crate) mod people;
pub(crate) mod planning;
mod record;
pub(crate) mod reports;
pub(crate) mod rules;
pub(crate) mod search;
pub(crate) mod set_up;
pub(crate) mod sign_in;
mod spoken;
mod style;
mod tablets;

use authorities::see;
use desk::Desk;
pub(crate) use download::{conflicting_document, content, document};
pub(crate) use people::LINK_HOLDS;
use spoken::say;
pub(crate) use spoken::speak;
pub(crate) use style::{minutes_style, style};

/// What a page of the office may load: its own style sheet.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
/// Rows on a page of the list.
const PAGE_SIZE: u32 = 50;

/// Which page of the list.
#[derive(Debug, Deserialize)]
pub(crate) struct Wanted {
    page: Option<String>,
}

/// Why a page is not shown.
pub(crate) enum Failure {
    /// It is not there.
    NotFound(Office),
    /// It was there for a while, or for one use.
    Gone(Office, [Pair; 2]),
    /// Nobody may do that.
    Refused(Office, [Pair; 2]),
    /// The office cannot do that now.
    Busy(Office),
    /// The database failed.
    Unavailable(Office, StoreError),
}

type Shown = Result<Response, Failure>;

/// `GET /office`: what was received, the plan and the register.
pub(crate) async fn list(
    desk: Desk,
    seat: Seat,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Shown {
    let office = &desk.office;
    // Whatever is no page number leads to the first page.
    let wanted = wanted.ok().and_then(|Query(wanted)| wanted.page);
    let number = wanted.and_then(|page| page.parse().ok()).unwrap_or(1);
    let page = Page {
        number: number.max(1),
        size: PAGE_SIZE,
    };
    let today = wording::wall_time(Utc::now()).date_naive();
    let (first, last) = month_of(today);
    let sight = seat.sight(today);
    let register = Sought {
        sight: sight.clone(),
        ..Sought::default()
    };
    let read = async {
        Ok(overview::Overview {
            today,
            page,
            listing: office.store.list(page, &sight).await?,
            plan: office.store.plan(first, last).await?,
            register: office.store.sight(&register, lists::MOST).await?,
            awaited: office.store.awaited().await?,
            chains: office.store.chains().await?,
            doubts: office.store.doubts(&sight, today).await?,
            demo: office.demo,
        })
    };
    let mut overview = read.await.map_err(unavailable(office))?;
    if !sight.is_all() {
        let own = office.store.tablets(&sight).await;
        overview.narrow(&sight, &own.map_err(unavailable(office))?);
    }
    let body = overview::draw(&desk, &overview);
    Ok(desk.show(StatusCode::OK, desk.say(wording::LIST_TITLE), &body))
}

/// The edition that a document was judged by, which this process knows from
/// then on; `None` where the document cannot be read or is none that is judged.
async fn rules_of(office: &Office, stored: &Stored) -> Result<Option<PackName>, Failure> {
    let Ok(thawed) = Frozen::thaw(&stored.document) else {
        return Ok(None);
    };
    let name = thawed.inspection.rule_pack;
    let known = crate::rules::look_up(&office.store, &name).await;
    known.map_err(unavailable(office))?;
    Ok(Some(name))
}

/// `GET /office/inspections/{id}/conflicts/{sha256}`: the other document.
pub(crate) async fn conflict(
    State(office): State<Office>,
    seat: Seat,
    names: Result<Path<(String, String)>, PathRejection>,
) -> Shown {
    let missing = || Failure::NotFound(office.clone());
    let Path((id, sha256)) = names.map_err(|_| missing())?;
    let id: InspectionId = id.parse().map_err(|_| missing())?;
    let sha256 = Digest::try_from(sha256).map_err(|_| missing())?;
    see(&office, &seat, id.into()).await?;
    let found = office.store.find_conflict(id.into(), &sha256).await;
    let text = found.map_err(unavailable(&office))?.ok_or_else(missing)?;
    let body = record::draw_conflict(id, &sha256, &text);
    Ok(show(&office, say(wording::record::INSPECTION_TITLE), &body))
}

/// `GET /office/demo/clear`: asks before clearing.
pub(crate) async fn confirm(State(office): State<Office>) -> Shown {
    Ok(show(
        &office,
        say(wording::CLEAR_TITLE),
        &overview::confirm(),
    ))
}

/// `POST /office/demo/clear`: removes the sample data.
pub(crate) async fn clear(State(office): State<Office>) -> Shown {
    let cleared = office.store.clear_sample().await;
    cleared.map_err(unavailable(&office))?;
    tracing::info!("sample data cleared");
    Ok(Redirect::to("/office").into_response())
}

/// `/office/`: the same page under its one name.
pub(crate) async fn home() -> Redirect {
    Redirect::permanent("/office")
}

/// Any other address under `/office`.
pub(crate) async fn not_found(State(office): State<Office>) -> Failure {
    Failure::NotFound(office)
}

/// A known address with another method.
pub(crate) async fn method_not_allowed(State(office): State<Office>) -> Response {
    notice(
        &office,
        StatusCode::METHOD_NOT_ALLOWED,
        wording::NOT_ALLOWED,
    )
}

/// The page where a handler panicked. It does not know the office any more, so
/// it carries no banner.
pub(crate) fn panicked(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("a page's handler panicked");
    let [title, sentence] = wording::UNAVAILABLE.map(say);
    let page = frame::draw(title, false, &frame::notice(title, sentence));
    (StatusCode::SERVICE_UNAVAILABLE, Html(page.into_string())).into_response()
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match self {
            Self::NotFound(office) => notice(&office, StatusCode::NOT_FOUND, wording::NOT_FOUND),
            Self::Gone(office, why) => notice(&office, StatusCode::GONE, why),
            Self::Refused(office, why) => refused(&office, StatusCode::FORBIDDEN, why),
            Self::Busy(office) => {
                let status = StatusCode::SERVICE_UNAVAILABLE;
                notice(&office, status, wording::UNAVAILABLE)
            }
            Self::Unavailable(office, error) => {
                tracing::error!(%error, "the store failed");
                let status = StatusCode::SERVICE_UNAVAILABLE;
                notice(&office, status, wording::UNAVAILABLE)
            }
        }
    }
}

/// A page that says why not.
pub(crate) fn refused(office: &Office, status: StatusCode, why: [Pair; 2]) -> Response {
    notice(office, status, why)
}

fn notice(office: &Office, status: StatusCode, why: [Pair; 2]) -> Response {
    let [title, sentence] = why.map(say);
    let body = frame::notice(title, sentence);
    (status, show(office, title, &body)).into_response()
}

fn show(office: &Office, title: &str, body: &Markup) -> Response {
    let page = frame::draw(title, office.demo, body);
    let headers = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (headers, Html(page.into_string())).into_response()
}

pub(crate) fn unavailable(office: &Office) -> impl FnOnce(StoreError) -> Failure {
    let office = office.clone();
    move |error| Failure::Unavailable(office, error)
}

/// The office cannot do it now: no randomness, or a check that came to grief.
fn busy<E: Display>(office: &Office) -> impl FnOnce(E) -> Failure {
    let office = office.clone();
    move |error| {
        tracing::error!(%error, "the office cannot do what was asked");
        Failure::Busy(office)
    }
}

/// First and last day of the month.
fn month_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.with_day(1).unwrap_or(day);
    let next = first.checked_add_months(Months::new(1));
    let last = next.and_then(|next| next.pred_opt()).unwrap_or(day);
    (first, last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_goes_from_its_first_day_to_its_last() {
        let days = |day: &str| month_of(day.parse().unwrap());
        let expected = |first: &str, last: &str| (first.parse().unwrap(), last.parse().unwrap());
        assert_eq!(days("2026-11-22"), expected("2026-11-01", "2026-11-30"));
        assert_eq!(days("2028-02-29"), expected("2028-02-01", "2028-02-29"));
        assert_eq!(days("2026-12-31"), expected("2026-12-01", "2026-12-31"));
    }
}
