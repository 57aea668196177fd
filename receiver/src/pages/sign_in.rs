//! How people come in and go, by name and password. No answer tells whether a name is somebody's, by words or by time.

use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Utc;
use maud::{Markup, html};
use serde::Deserialize;

use super::field::{Fault, Field};
use super::spoken::{language, say};
use super::{Failure, Shown, busy, show, unavailable};
use crate::office::Office;
use crate::people::{Checked, Password, Seat, Token, User, name_key};
use crate::routes::Address;
use crate::store::{LONGEST_SIGN_IN, Try};
use crate::wording::people as words;

/// The most characters kept of what a browser calls itself.
const LONGEST_AGENT: usize = 200;

/// Who signs in, and where to then.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    pub(super) name: String,
    pub(super) password: String,
    pub(super) again: String,
    to: String,
}

/// `GET /office/sign-in`.
pub(crate) async fn form(State(office): State<Office>, Query(typed): Query<Typed>) -> Response {
    if office.demo {
        return Redirect::to("/office").into_response();
    }
    show(&office, say(words::SIGN_IN), &draw(&typed, None))
}

/// `POST /office/sign-in`.
pub(crate) async fn sign_in(
    State(office): State<Office>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Shown {
    let now = Utc::now();
    let key = name_key(&typed.name);
    let may = office.store.try_sign_in(&key, now).await;
    let found = match may.map_err(unavailable(&office))? {
        Try::Now(found) => found,
        Try::Wait(until) => {
            let fault = Fault::at("password", words::wait(language(), until, now));
            return Ok(again(
                &office,
                &typed,
                &fault,
                StatusCode::TOO_MANY_REQUESTS,
            ));
        }
    };
    let (user, kept) = match found {
        Some((user, kept)) => (Some(user), kept),
        None => (None, Password::nobodys()),
    };
    let (password, strength) = (typed.password.clone(), office.strength);
    let check = office.judges.run(move || {
        let checked = kept.check(&password, strength);
        // Made anew here, where it costs no thread that serves.
        let anew = (checked == Checked::RightButWeak)
            .then(|| Password::hash(&password, strength).ok())
            .flatten();
        (checked, anew)
    });
    let (checked, anew) = check.await.map_err(busy(&office))?;
    let user = user.filter(|_| checked != Checked::Wrong);
    let Some(user) = user else {
        let waits = office.store.waits(&key, Utc::now()).await;
        let words = match waits.map_err(unavailable(&office))? {
            Some(until) => words::wait(language(), until, Utc::now()),
            None => say(words::WRONG).to_owned(),
        };
        let fault = Fault::at("password", words);
        return Ok(again(&office, &typed, &fault, StatusCode::UNAUTHORIZED));
    };
    let cookie = begin(&office, &headers, &user, anew.as_ref()).await?;
    let to = inside(&typed.to);
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(to)).into_response())
}

/// `POST /office/sign-out`.
pub(crate) async fn sign_out(
    State(office): State<Office>,
    seat: Seat,
    headers: HeaderMap,
) -> Shown {
    if let Seat::SignedIn { user, sign_in } = &seat {
        let ended = office.store.end_sign_in(user, sign_in, "signed_out").await;
        ended.map_err(unavailable(&office))?;
    }
    let gone = set_cookie(&headers, "", 0);
    Ok((
        [(header::SET_COOKIE, gone)],
        Redirect::to("/office/sign-in"),
    )
        .into_response())
}

/// Keeps a new password, or says what is wrong with it.
pub(super) async fn hash(
    office: &Office,
    typed: &str,
    name: &str,
) -> Result<Result<Password, Fault>, Failure> {
    let (password, name, strength) = (typed.to_owned(), name.to_owned(), office.strength);
    let hashed = office
        .judges
        .run(move || Password::new(&password, &name, strength));
    let hashed = hashed.await.map_err(busy(office))?;
    Ok(hashed.map_err(|why| Fault::at("password", words::not_a_password(language(), &why))))
}

/// A new sign-in, as the cookie that says so.
pub(super) async fn begin(
    office: &Office,
    headers: &HeaderMap,
    user: &User,
    anew: Option<&Password>,
) -> Result<HeaderValue, Failure> {
    let token = Token::random().map_err(busy(office))?;
    let agent = headers.get(header::USER_AGENT);
    let agent = agent.map(|agent| String::from_utf8_lossy(agent.as_bytes()).into_owned());
    let agent: String = agent
        .unwrap_or_default()
        .chars()
        .take(LONGEST_AGENT)
        .collect();
    let began = office
        .store
        .signed_in(user, (&token.hash(), &agent), anew, Utc::now())
        .await;
    began.map_err(unavailable(office))?;
    Ok(set_cookie(
        headers,
        token.reveal(),
        LONGEST_SIGN_IN.num_seconds(),
    ))
}

/// The name of the cookie. `__Host-` binds it to this host and TLS; on this
/// machine, without TLS, browsers take no such cookie.
fn cookie_name(headers: &HeaderMap) -> &'static str {
    if Address::of(headers).is_loopback() {
        "can-dung"
    } else {
        "__Host-can-dung"
    }
}

fn set_cookie(headers: &HeaderMap, token: &str, seconds: i64) -> HeaderValue {
    let name = cookie_name(headers);
    let secure = if name.starts_with("__Host-") {
        "; Secure"
    } else {
        ""
    };
    let cookie =
        format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    // Names and hexadecimal digits are plain ASCII.
    HeaderValue::from_str(&cookie).unwrap_or(HeaderValue::from_static(""))
}

/// The token of the cookie.
pub(crate) fn cookie(headers: &HeaderMap) -> Option<Token> {
    let name = cookie_name(headers);
    let lines = headers.get_all(header::COOKIE).iter();
    let pairs = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'));
    let mut tokens = pairs.filter_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then(|| Token::sent(value))?
    });
    tokens.next()
}

/// Where to after signing in: a page of this office and nothing else.
fn inside(to: &str) -> &str {
    let is_page = to == "/office" || to.starts_with("/office/") || to.starts_with("/office?");
    let plain = to
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_page && plain { to } else { "/office" }
}

fn again(office: &Office, typed: &Typed, fault: &Fault, status: StatusCode) -> Response {
    let page = show(office, say(words::SIGN_IN), &draw(typed, Some(fault)));
    (status, page).into_response()
}

fn draw(typed: &Typed, fault: Option<&Fault>) -> Markup {
    let name = Field {
        name: "name",
        label: say(words::NAME),
        value: &typed.name,
        fill: "username",
        ..Field::TEXT
    };
    let password = Field {
        name: "password",
        label: say(words::PASSWORD),
        kind: "password",
        fill: "current-password",
        ..Field::TEXT
    };
    html! {
        h1 { (say(words::SIGN_IN)) }
        form method="post" action="/office/sign-in" {
            input type="hidden" name="to" value=(inside(&typed.to));
            (name.draw(fault))
            (password.draw(fault))
            button type="submit" { (say(words::SIGN_IN)) }
        }
        p { small { (say(words::LOST)) } }
    }
}

/// The two fields of a new password.
pub(super) fn new_password(fault: Option<&Fault>) -> Markup {
    let password = Field {
        name: "password",
        label: say(words::NEW_PASSWORD),
        kind: "password",
        fill: "new-password",
        hint: say(words::PASSWORD_HINT),
        ..Field::TEXT
    };
    let again = Field {
        name: "again",
        label: say(words::PASSWORD_AGAIN),
        hint: "",
        ..password
    };
    html! { (password.draw(fault)) (again.draw(fault)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_out_of_the_office_by_signing_in() {
        for (to, expected) in [
            (
                "/office/inspections/1?page=2",
                "/office/inspections/1?page=2",
            ),
            ("/office?page=2", "/office?page=2"),
            ("", "/office"),
            ("/", "/office"),
            ("//evil.example", "/office"),
            ("/officer", "/office"),
            ("https://evil.example/office", "/office"),
            ("/office/\\evil.example", "/office"),
            ("/office/\r\nSet-Cookie: a=b", "/office"),
        ] {
            assert_eq!(inside(to), expected, "{to}");
        }
    }

    #[test]
    fn a_cookie_is_for_tls_alone_but_on_this_machine() {
        let of = |host| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static(host));
            set_cookie(&headers, "00", 60).to_str().unwrap().to_owned()
        };
        assert_eq!(
            of("office.example"),
            "__Host-can-dung=00; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure"
        );
        assert_eq!(
            of("localhost:8787"),
            "can-dung=00; Path=/; HttpOnly; SameSite=Lax; Max-Age=60"
        );
    }
}
