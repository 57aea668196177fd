//! The page that a link to a password leads to: the first person's, who also chooses
//! a name, and everybody else's.

use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use chrono::Utc;
use maud::{Markup, html};

use super::field::{Fault, Field};
use super::sign_in::{Typed, begin, hash, new_password};
use super::spoken::say;
use super::{Failure, Shown, show, unavailable};
use crate::office::Office;
use crate::people::{Token, proper_name};
use crate::store::{SetUp, Used};
use crate::wording::people as words;

/// `GET /office/set-up/{link}`.
pub(crate) async fn form(State(office): State<Office>, Path(link): Path<String>) -> Shown {
    let (_, for_whom) = linked(&office, &link).await?;
    let body = draw_set_up(&for_whom, &Typed::default(), None);
    Ok(show(&office, say(words::SET_UP), &body))
}

/// `POST /office/set-up/{link}`.
pub(crate) async fn set_up(
    State(office): State<Office>,
    Path(link): Path<String>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Shown {
    let (link, for_whom) = linked(&office, &link).await?;
    let refuse = |fault: Fault| {
        let body = draw_set_up(&for_whom, &typed, Some(&fault));
        let page = show(&office, say(words::SET_UP), &body);
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    };
    let name = match &for_whom {
        SetUp::Of(user) => user.name.clone(),
        SetUp::First => match proper_name(&typed.name) {
            Some(name) => name,
            None => return Ok(refuse(Fault::at("name", say(words::BAD_NAME)))),
        },
    };
    if typed.password != typed.again {
        return Ok(refuse(Fault::at("again", say(words::NOT_THE_SAME))));
    }
    let password = match hash(&office, &typed.password, &name).await? {
        Ok(password) => password,
        Err(fault) => return Ok(refuse(fault)),
    };
    let outcome = office
        .store
        .use_link(&link.hash(), &name, &password, Utc::now())
        .await;
    match outcome.map_err(unavailable(&office))? {
        Used::Done(user) => {
            let cookie = begin(&office, &headers, &user, None).await?;
            Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/office")).into_response())
        }
        Used::NoLink => Err(Failure::Gone(office.clone(), words::NO_LINK)),
        Used::NameTaken => Ok(refuse(Fault::at("name", say(words::NAME_TAKEN)))),
    }
}

async fn linked(office: &Office, link: &str) -> Result<(Token, SetUp), Failure> {
    let gone = || Failure::Gone(office.clone(), words::NO_LINK);
    let link = Token::sent(link).ok_or_else(gone)?;
    let found = office.store.linked(&link.hash(), Utc::now()).await;
    let found = found.map_err(unavailable(office))?.ok_or_else(gone)?;
    Ok((link, found))
}

fn draw_set_up(for_whom: &SetUp, typed: &Typed, fault: Option<&Fault>) -> Markup {
    let name = Field {
        name: "name",
        label: say(words::NAME),
        value: &typed.name,
        fill: "username",
        ..Field::TEXT
    };
    html! {
        h1 { (say(words::SET_UP)) }
        form method="post" {
            @match for_whom {
                SetUp::First => {
                    p { (say(words::FIRST)) }
                    (name.draw(fault))
                }
                SetUp::Of(user) => {
                    p { (say(words::NAME)) ": " strong { (user.name) } }
                    input type="hidden" name="name" value=(user.name) autocomplete="username";
                }
            }
            (new_password(fault))
            button type="submit" { (say(words::KEEP_PASSWORD)) }
        }
    }
}
