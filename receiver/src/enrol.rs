//! What tablets ask to belong to the office: to be enrolled by a link, who they
//! are enrolled as, and minutes numbers. The links and the list of tablets are the
//! pages'.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{Datelike, Utc};
use inspection::DeviceId;
use serde::Serialize;
use serde_json::Value;

use crate::office::Office;
use crate::people::Token;
use crate::problem::Problem;
use crate::routes::Carrier;
use crate::store::{Block, Enrolled, LAST_NUMBER, Tablet};
use crate::wording;

/// The largest body of these questions.
const LARGEST: usize = 4096;

/// Who a tablet is enrolled as.
#[derive(Debug, Serialize)]
struct Enrolment {
    /// The token; only in the answer that gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    name: String,
    authority: Whose,
    numbers: Vec<Block>,
}

/// Whose tablet it is.
#[derive(Debug, Serialize)]
struct Whose {
    code: String,
    name: String,
}

/// The blocks of a year.
#[derive(Debug, Serialize)]
struct Numbers {
    numbers: Vec<Block>,
}

/// `POST /api/v1/enrolments`: a link's token and the tablet's device in, its own
/// token out.
///
/// # Errors
/// [`Problem`] says what to do: ask the office for another link.
pub(crate) async fn enrol(State(office): State<Office>, body: Bytes) -> Result<Response, Problem> {
    let asked = members(&body)?;
    let link = text(&asked, "token")?;
    // What has not the form of a token is none of ours.
    let link = Token::sent(link).ok_or(Problem::LinkNotValid)?;
    let device: DeviceId = text(&asked, "device")?
        .parse()
        .map_err(|_| field("device", "not a UUID"))?;
    let token = Token::random().map_err(|error| {
        tracing::error!(%error, "no randomness");
        Problem::Unavailable
    })?;
    let now = Utc::now();
    let enrolled = office
        .store
        .enrol(&link.hash(), device, &token.hash(), now)
        .await;
    match enrolled? {
        Enrolled::Done(tablet) => {
            tracing::info!(tablet = %tablet.id, "enrolled");
            let token = Some(token.reveal().to_owned());
            answer(&office, *tablet, token, StatusCode::CREATED).await
        }
        Enrolled::NoLink => Err(Problem::LinkNotValid),
        Enrolled::OtherDevice(name) => Err(Problem::OtherDevice { name }),
    }
}

/// `GET /api/v1/enrolment`: who the tablet is enrolled as.
///
/// # Errors
/// [`Problem::NotEnrolled`] in the demonstration, where none need be.
pub(crate) async fn enrolment(
    State(office): State<Office>,
    Carrier(tablet): Carrier,
) -> Result<Response, Problem> {
    let tablet = tablet.ok_or(Problem::NotEnrolled)?;
    answer(&office, tablet, None, StatusCode::OK).await
}

/// `POST /api/v1/numbers`: the blocks of a year, with another one where the tablet
/// is about to run out. `next` is the first number that it has not used.
///
/// # Errors
/// [`Problem`] names the field.
pub(crate) async fn numbers(
    State(office): State<Office>,
    Carrier(tablet): Carrier,
    body: Bytes,
) -> Result<Response, Problem> {
    let tablet = tablet.ok_or(Problem::NotEnrolled)?;
    let asked = members(&body)?;
    let year = asked.get("year").and_then(Value::as_i64);
    let now = Utc::now();
    let this = i64::from(wording::wall_time(now).year());
    // A tablet asks for the year it works in, or prepares for the next.
    let year = year.filter(|year| (this - 1..=this + 1).contains(year));
    let year = year.and_then(|year| i32::try_from(year).ok());
    let year = year.ok_or_else(|| field("year", "not a year around this one"))?;
    let next = asked.get("next").and_then(Value::as_u64);
    // What no minutes are counted by would move the numbers of the whole authority.
    let next = next.filter(|next| *next <= LAST_NUMBER);
    let next = next.ok_or_else(|| field("next", "not a number of at most seven digits"))?;
    let numbers = office.store.numbers(&tablet, year, next, now).await?;
    Ok((no_store(), Json(Numbers { numbers })).into_response())
}

async fn answer(
    office: &Office,
    tablet: Tablet,
    token: Option<String>,
    status: StatusCode,
) -> Result<Response, Problem> {
    let now = Utc::now();
    let year = wording::wall_time(now).year();
    // The first block of the year comes with the enrolment.
    let given = office.store.numbers(&tablet, year, 0, now).await?;
    let enrolment = Enrolment {
        token,
        authority: Whose {
            code: tablet.authority.code().to_owned(),
            name: tablet.authority.name().to_owned(),
        },
        name: tablet.name,
        numbers: given,
    };
    Ok((status, no_store(), Json(enrolment)).into_response())
}

fn members(body: &[u8]) -> Result<Value, Problem> {
    if body.len() > LARGEST {
        return Err(Problem::TooLarge { limit: LARGEST });
    }
    let read: Result<Value, _> = serde_json::from_slice(body);
    let value = read.ok().filter(Value::is_object);
    value.ok_or(Problem::NotAnObject)
}

fn text<'a>(asked: &'a Value, name: &'static str) -> Result<&'a str, Problem> {
    let value = asked.get(name).and_then(Value::as_str);
    value.ok_or_else(|| field(name, "not there, or no text"))
}

fn field(field: &'static str, reason: &'static str) -> Problem {
    Problem::Field { field, reason }
}

fn no_store() -> [(header::HeaderName, HeaderValue); 1] {
    [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))]
}
