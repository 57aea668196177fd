//! Who asks, and whether he may: the cookie of a person signed in, the token of a
//! tablet. What is not for the asker is answered here; the handlers behind it are
//! told who asks.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Utc;

use super::{Who, is_own_form};
use crate::office::Office;
use crate::pages;
use crate::people::{Seat, Token};
use crate::problem::Problem;
use crate::store::{StoreError, Tablet};
use crate::wording::people as words;

tokio::task_local! {
    /// Who asks for the page that is being drawn, for its head alone.
    static PLACE: Place;
}

/// What the head of a page says of who looks at it.
#[derive(Clone, Debug)]
pub(crate) struct Place(pub(crate) Option<Seat>);

/// Who asks for the page that is being drawn; nobody where that is not known.
pub(crate) fn here() -> Option<Seat> {
    PLACE.try_with(|place| place.0.clone()).ok().flatten()
}

/// The tablet that asks; nobody's in the demonstration.
#[derive(Clone, Debug)]
pub(crate) struct Carrier(pub(crate) Option<Tablet>);

/// Lets through to a page who may see it.
pub(super) async fn page(
    State((office, who)): State<(Office, Who)>,
    mut request: Request,
    next: Next,
) -> Response {
    let is_form = request.method() != Method::GET && request.method() != Method::HEAD;
    if is_form && !is_own_form(request.headers()) {
        return pages::refused(&office, StatusCode::FORBIDDEN, crate::wording::OTHER_SITE);
    }
    let seat = match seat(&office, request.headers()).await {
        Ok(seat) => seat,
        Err(error) => return pages::unavailable(&office)(error).into_response(),
    };
    let refused = match (who, &seat) {
        (Who::Everyone, _) => None,
        (Who::Demonstration, _) if office.demo => None,
        (Who::Office(least), Some(seat)) if seat.role() >= least => None,
        (Who::City(least), Some(seat)) if seat.role() >= least && seat.is_the_citys() => None,
        (Who::Office(_) | Who::City(_) | Who::Tablet, None) if is_form => {
            let status = StatusCode::UNAUTHORIZED;
            Some(pages::refused(&office, status, words::SIGNED_OUT))
        }
        (Who::Office(_) | Who::City(_) | Who::Tablet, None) => Some(to_sign_in(&request)),
        (Who::City(least), Some(seat)) if seat.role() >= least => {
            let status = StatusCode::FORBIDDEN;
            Some(pages::refused(&office, status, words::NOT_THE_CITY))
        }
        (Who::Office(least) | Who::City(least), Some(_)) => {
            let status = StatusCode::FORBIDDEN;
            Some(pages::refused(&office, status, words::not_your_role(least)))
        }
        (Who::Demonstration | Who::Tablet, _) => {
            let status = StatusCode::FORBIDDEN;
            Some(pages::refused(&office, status, crate::wording::NOT_A_DEMO))
        }
    };
    let place = Place(seat.clone());
    if let Some(refused) = refused {
        return refused;
    }
    if let Some(seat) = seat {
        request.extensions_mut().insert(seat);
    }
    PLACE.scope(place, next.run(request)).await
}

/// Lets through to what programs ask who may ask it.
pub(super) async fn program(
    State((office, who)): State<(Office, Who)>,
    mut request: Request,
    next: Next,
) -> Response {
    let carrier = match who {
        Who::Tablet if !office.demo => match tablet(&office, request.headers()).await {
            Ok(tablet) => Some(tablet),
            Err(problem) => return problem.into_response(),
        },
        // Who shows a token is known by it in the demonstration too.
        Who::Tablet => tablet(&office, request.headers()).await.ok(),
        Who::Everyone => None,
        Who::Office(_) | Who::City(_) | Who::Demonstration => {
            return Problem::NotFound.into_response();
        }
    };
    request.extensions_mut().insert(Carrier(carrier));
    next.run(request).await
}

/// Who sits before the page: in the demonstration anybody, else whose cookie it is.
async fn seat(office: &Office, headers: &HeaderMap) -> Result<Option<Seat>, StoreError> {
    if office.demo {
        return Ok(Some(Seat::Demonstration));
    }
    let Some(token) = pages::sign_in::cookie(headers) else {
        return Ok(None);
    };
    let found = office.store.seat(&token.hash(), Utc::now()).await?;
    Ok(found.map(|(user, sign_in)| Seat::SignedIn {
        user,
        sign_in: sign_in.id,
    }))
}

async fn tablet(office: &Office, headers: &HeaderMap) -> Result<Tablet, Problem> {
    let token = bearer(headers).ok_or(Problem::NotEnrolled)?;
    let found = office.store.tablet_of(&token.hash(), Utc::now()).await?;
    let tablet = found.ok_or(Problem::NotEnrolled)?;
    if tablet.revoked_at.is_some() {
        return Err(Problem::Revoked { name: tablet.name });
    }
    Ok(tablet)
}

/// The token of `Authorization: Bearer` (RFC 6750, 2.1).
fn bearer(headers: &HeaderMap) -> Option<Token> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| Token::sent(token.trim()))?
}

/// To the page that signs in and leads back.
fn to_sign_in(request: &Request) -> Response {
    let below = request.uri().path_and_query().map_or("/", |to| to.as_str());
    // The request itself has only what follows the name of all pages.
    let below = match below.strip_prefix('/') {
        Some(query) if query.is_empty() || query.starts_with('?') => query,
        _ => below,
    };
    let to = format!("/office{below}");
    let to: String = url::form_urlencoded::byte_serialize(to.as_bytes()).collect();
    Redirect::to(&format!("/office/sign-in?to={to}")).into_response()
}

impl<S: Sync> FromRequestParts<S> for Seat {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        // The table puts a guard before every handler that asks for one.
        let seat = parts.extensions.get::<Self>().cloned();
        seat.ok_or(StatusCode::UNAUTHORIZED)
    }
}

impl<S: Sync> FromRequestParts<S> for Carrier {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let carrier = parts.extensions.get::<Self>().cloned();
        carrier.ok_or(Problem::NotEnrolled)
    }
}
