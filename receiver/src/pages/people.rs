//! The people of the office: who there is, letting somebody in by a link, changing
//! what he may do, letting him in no more. An admin does so for those of his own
//! authority; the city's for everybody's.

use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{TimeDelta, Utc};
use maud::{Markup, html};
use serde::Deserialize;

use super::authorities::{authorities, authority, today};
use super::field::{Fault, Field, select};
use super::frame::{fact, facts, headings};
use super::spoken::{language, say};
use super::{Failure, Shown, busy, show, unavailable};
use crate::office::Office;
use crate::people::{Authority, Role, Seat, Token, User, proper_name};
use crate::routes::Address;
use crate::store::{NewUser, Person, Standing};
use crate::wording::{self, people as words};

/// How long a link to choose a password holds.
pub(crate) const LINK_HOLDS: TimeDelta = TimeDelta::hours(24);

/// Somebody to be added or changed, as typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    name: String,
    role: String,
    authority: String,
}

/// `GET /office/people`.
pub(crate) async fn list(State(office): State<Office>, seat: Seat) -> Shown {
    draw(&office, &seat, &Typed::default(), None).await
}

/// `POST /office/people`: adds somebody and shows the link once.
pub(crate) async fn add(
    State(office): State<Office>,
    seat: Seat,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Shown {
    let refuse = async |fault: Fault| {
        let page = draw(&office, &seat, &typed, Some(&fault)).await?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let Some(name) = proper_name(&typed.name) else {
        return refuse(Fault::at("name", say(words::BAD_NAME))).await;
    };
    let (role, authority) = match appointed(&seat, &typed) {
        Ok(appointed) => appointed,
        Err(fault) => return refuse(fault).await,
    };
    let new = NewUser {
        name,
        role,
        authority,
    };
    let link = Token::random().map_err(busy(&office))?;
    let until = Utc::now() + LINK_HOLDS;
    let added = office
        .store
        .add_user(&new, (&link.hash(), until), seat.name())
        .await;
    match added.map_err(unavailable(&office))? {
        Some(user) => Ok(show_link(&office, &headers, &user, &link)),
        None => refuse(Fault::at("name", say(words::NAME_TAKEN))).await,
    }
}

/// `GET /office/people/{id}`.
pub(crate) async fn one(State(office): State<Office>, seat: Seat, Path(id): Path<String>) -> Shown {
    let person = find(&office, &seat, &id).await?;
    Ok(draw_one(&office, &seat, &person, None))
}

/// `POST /office/people/{id}/appoint`.
pub(crate) async fn appoint(
    State(office): State<Office>,
    seat: Seat,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Shown {
    let person = another(&office, &seat, &id).await?;
    let (role, authority) = match appointed(&seat, &typed) {
        Ok(appointed) => appointed,
        Err(fault) => {
            let page = draw_one(&office, &seat, &person, Some(&fault));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    put(&office, &seat, &id, Standing::Appointed(role, &authority)).await
}

/// `POST /office/people/{id}/reset`: the password holds no more; shows a link once.
pub(crate) async fn reset(
    State(office): State<Office>,
    seat: Seat,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Shown {
    find(&office, &seat, &id).await?;
    let link = Token::random().map_err(busy(&office))?;
    let until = Utc::now() + LINK_HOLDS;
    let reset = office
        .store
        .reset_user(&id, (&link.hash(), until), seat.name())
        .await;
    match reset.map_err(unavailable(&office))? {
        Some(user) => Ok(show_link(&office, &headers, &user, &link)),
        None => Err(Failure::NotFound(office.clone())),
    }
}

/// `POST /office/people/{id}/disable`.
pub(crate) async fn disable(
    State(office): State<Office>,
    seat: Seat,
    Path(id): Path<String>,
) -> Shown {
    another(&office, &seat, &id).await?;
    put(&office, &seat, &id, Standing::Disabled).await
}

/// `POST /office/people/{id}/enable`.
pub(crate) async fn enable(
    State(office): State<Office>,
    seat: Seat,
    Path(id): Path<String>,
) -> Shown {
    another(&office, &seat, &id).await?;
    put(&office, &seat, &id, Standing::Enabled).await
}

async fn put(office: &Office, seat: &Seat, id: &str, standing: Standing<'_>) -> Shown {
    let put = office.store.put_user(id, standing, seat.name()).await;
    match put.map_err(unavailable(office))? {
        Some(_) => Ok(Redirect::to(&format!("/office/people/{id}")).into_response()),
        None => Err(Failure::NotFound(office.clone())),
    }
}

/// A person whom the asker may see. Others are not found.
async fn find(office: &Office, seat: &Seat, id: &str) -> Result<Person, Failure> {
    let people = office.store.people().await.map_err(unavailable(office))?;
    let mine = |person: &Person| may_see(seat, &person.user);
    let mut found = people.into_iter().filter(|person| person.user.id == id);
    let found = found.next().filter(mine);
    found.ok_or_else(|| Failure::NotFound(office.clone()))
}

/// The same, where it is not the asker himself.
async fn another(office: &Office, seat: &Seat, id: &str) -> Result<Person, Failure> {
    let person = find(office, seat, id).await?;
    if seat.user().is_some_and(|user| user.id == id) {
        return Err(Failure::Refused(office.clone(), words::NOT_ONESELF));
    }
    Ok(person)
}

fn may_see(seat: &Seat, user: &User) -> bool {
    seat.authority().is_over(&user.authority, today())
}

/// Role and authority, where they are the asker's to give.
fn appointed(seat: &Seat, typed: &Typed) -> Result<(Role, Authority), Fault> {
    let role: Role = typed
        .role
        .parse()
        .map_err(|_| Fault::at("role", say(words::BAD_ROLE)))?;
    let authority = authority(seat, &typed.authority)?;
    Ok((role, authority))
}

fn show_link(office: &Office, headers: &HeaderMap, user: &User, link: &Token) -> Response {
    let origin = Address::of(headers).origin();
    let address = format!("{origin}/office/set-up/{}", link.reveal());
    let body = html! {
        h1 { (say(words::LINK)) ": " (user.name) }
        p { (say(words::LINK_EXPLAINED)) }
        p { code.long data-link="set-up" { (address) } }
        p { a href={ "/office/people/" (user.id) } { (user.name) } }
    };
    show(office, say(words::LINK), &body)
}

fn roles() -> Vec<(String, String)> {
    let named = |role: Role| {
        (
            role.code().to_owned(),
            words::role(language(), role).to_owned(),
        )
    };
    Role::ALL.map(named).to_vec()
}

fn state(person: &Person) -> &'static str {
    match (person.disabled, person.has_password) {
        (true, _) => say(words::DISABLED),
        (false, false) => say(words::NO_PASSWORD),
        (false, true) => say(words::ACTIVE),
    }
}

async fn draw(office: &Office, seat: &Seat, typed: &Typed, fault: Option<&Fault>) -> Shown {
    let people = office.store.people().await.map_err(unavailable(office))?;
    let name = Field {
        name: "name",
        label: say(words::NAME),
        value: &typed.name,
        ..Field::TEXT
    };
    let body = html! {
        h1 { (say(words::PEOPLE)) }
        div.scroll role="region" tabindex="0" aria-label=(say(words::PEOPLE)) {
            table {
                (headings(&words::PEOPLE_HEADINGS.map(say)))
                tbody {
                    @for person in people.iter().filter(|person| may_see(seat, &person.user)) {
                        (line(person))
                    }
                }
            }
        }
        section data-section="add" {
            h2 { (say(words::ADD)) }
            form method="post" action="/office/people" {
                (name.draw(fault))
                (select(("role", say(words::ROLE)), &roles(), &typed.role, fault))
                (select(("authority", say(words::AUTHORITY)), &authorities(seat), &typed.authority, fault))
                button type="submit" { (say(words::ADD_BUTTON)) }
            }
        }
    };
    Ok(show(office, say(words::PEOPLE), &body))
}

fn line(person: &Person) -> Markup {
    let Person { user, .. } = person;
    html! {
        tr data-user=(user.id) {
            td { a href={ "/office/people/" (user.id) } { (user.name) } }
            td { (words::role(language(), user.role)) }
            td { (user.authority.name()) }
            td { (state(person)) }
        }
    }
}

fn draw_one(office: &Office, seat: &Seat, person: &Person, fault: Option<&Fault>) -> Response {
    let Person { user, disabled, .. } = person;
    let own = seat.user().is_some_and(|own| own.id == user.id);
    let to = |act: &str| format!("/office/people/{}/{act}", user.id);
    let body = html! {
        h1 { (user.name) }
        (facts(&[
            fact(say(words::ROLE), words::role(language(), user.role)),
            fact(say(words::AUTHORITY), user.authority.name()),
            fact(say(words::PEOPLE_HEADINGS[3]), state(person)),
        ]))
        @if !own {
            h2 { (say(words::APPOINT)) }
            form method="post" action=(to("appoint")) {
                (select(("role", say(words::ROLE)), &roles(), user.role.code(), fault))
                (select(("authority", say(words::AUTHORITY)), &authorities(seat), user.authority.code(), fault))
                button type="submit" { (say(words::SAVE)) }
            }
        }
        h2 { (say(words::LINK)) }
        p { (say(words::RESET_EXPLAINED)) }
        form method="post" action=(to("reset")) { button type="submit" { (say(words::RESET)) } }
        @if !own {
            form method="post" action=(to(if *disabled { "enable" } else { "disable" })) {
                p {
                    @if *disabled { button type="submit" { (say(words::ENABLE)) } }
                    @else { button.danger type="submit" { (say(words::DISABLE)) } }
                }
            }
        }
        p { a href={ "/office/audit?subject=" (user.id) } { (say(wording::audit::AUDIT)) } }
    };
    show(office, &user.name, &body)
}
