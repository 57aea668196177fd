//! The tablets of the office: enrolling one by a link as a QR code, its name, its
//! blocks of minutes numbers, and letting it send no more.

use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Datelike, Utc};
use serde::Deserialize;

use super::authorities::{authority, today};
use super::field::Fault;
use super::spoken::{language, say};
use super::{Failure, Shown, busy, unavailable};
use crate::office::Office;
use crate::people::{Seat, Sight, Token, proper_name};
use crate::store::{Block, LINK_HOLDS, NewTablet, NotGiven, TabletChange};
use crate::wording::{devices as words, people};

mod drawn;

use drawn::{draw, draw_one, show_link};

/// The most numbers of a block.
const LARGEST_BLOCK: u32 = 1000;

/// A tablet to be added or renamed, as typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    name: String,
    authority: String,
    block_size: String,
}

/// A block of numbers, as typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedBlock {
    year: String,
    first: String,
    last: String,
}

/// What the switch is to be.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct TypedSwitch {
    allowed: String,
}

/// `GET /office/tablets`.
pub(crate) async fn list(State(office): State<Office>, seat: Seat) -> Shown {
    draw(&office, &seat, &Typed::default(), None).await
}

/// `POST /office/tablets`: adds one and shows its link once.
pub(crate) async fn add(
    State(office): State<Office>,
    seat: Seat,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Shown {
    let new = named(&typed).and_then(|(name, block_size)| {
        Ok(NewTablet {
            name,
            authority: authority(&seat, &typed.authority)?,
            block_size,
        })
    });
    let new = match new {
        Ok(new) => new,
        Err(fault) => {
            let page = draw(&office, &seat, &typed, Some(&fault)).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let link = Token::random().map_err(busy(&office))?;
    let until = Utc::now() + LINK_HOLDS;
    let added = office
        .store
        .add_tablet(&new, (&link.hash(), until), seat.name())
        .await;
    let tablet = added.map_err(unavailable(&office))?;
    Ok(show_link(&office, &headers, &tablet, &link))
}

/// `POST /office/tablets/screen-signing`: whether visits may be signed on the screen.
pub(crate) async fn screen_signing(
    State(office): State<Office>,
    seat: Seat,
    Form(typed): Form<TypedSwitch>,
) -> Shown {
    let kept = office
        .store
        .set_screen_signing(typed.allowed == "yes", seat.name())
        .await;
    kept.map_err(unavailable(&office))?;
    Ok(Redirect::to("/office/tablets").into_response())
}

/// `GET /office/tablets/{id}`.
pub(crate) async fn one(State(office): State<Office>, seat: Seat, Path(id): Path<String>) -> Shown {
    draw_one(&office, &seat, &id, &TypedBlock::default(), None).await
}

/// `POST /office/tablets/{id}/name`.
pub(crate) async fn name(
    State(office): State<Office>,
    seat: Seat,
    Path(id): Path<String>,
    Form(typed): Form<Typed>,
) -> Shown {
    match named(&typed) {
        Ok((name, size)) => change(&office, &seat, &id, TabletChange::Named(&name, size)).await,
        Err(fault) => refuse(&office, &seat, &id, &TypedBlock::default(), &fault).await,
    }
}

/// `POST /office/tablets/{id}/link`: another link, shown once.
pub(crate) async fn link(
    State(office): State<Office>,
    seat: Seat,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Shown {
    let link = Token::random().map_err(busy(&office))?;
    let until = Utc::now() + LINK_HOLDS;
    let sight = sight(&seat);
    let linked = office
        .store
        .link_tablet(&id, &sight, (&link.hash(), until), seat.name())
        .await;
    match linked.map_err(unavailable(&office))? {
        Some(tablet) => Ok(show_link(&office, &headers, &tablet, &link)),
        None => Err(Failure::NotFound(office.clone())),
    }
}

/// `POST /office/tablets/{id}/revoke`.
pub(crate) async fn revoke(
    State(office): State<Office>,
    seat: Seat,
    Path(id): Path<String>,
) -> Shown {
    change(&office, &seat, &id, TabletChange::Revoked).await
}

/// `POST /office/tablets/{id}/numbers`: gives a block by hand.
pub(crate) async fn numbers(
    State(office): State<Office>,
    seat: Seat,
    Path(id): Path<String>,
    Form(typed): Form<TypedBlock>,
) -> Shown {
    let block = match block(&typed) {
        Ok(block) => block,
        Err(fault) => return refuse(&office, &seat, &id, &typed, &fault).await,
    };
    let sight = sight(&seat);
    let given = office
        .store
        .give_numbers((&id, &sight), block, seat.name(), Utc::now())
        .await;
    match given.map_err(unavailable(&office))? {
        Ok(()) => Ok(to_one(&id)),
        Err(NotGiven::NoTablet) => Err(Failure::NotFound(office.clone())),
        Err(NotGiven::Taken { free }) => {
            let fault = Fault::at("first", words::taken(language(), free));
            refuse(&office, &seat, &id, &typed, &fault).await
        }
    }
}

async fn change(office: &Office, seat: &Seat, id: &str, change: TabletChange<'_>) -> Shown {
    let changed = office
        .store
        .change_tablet(id, &sight(seat), change, seat.name())
        .await;
    match changed.map_err(unavailable(office))? {
        Some(_) => Ok(to_one(id)),
        None => Err(Failure::NotFound(office.clone())),
    }
}

async fn refuse(
    office: &Office,
    seat: &Seat,
    id: &str,
    typed: &TypedBlock,
    fault: &Fault,
) -> Shown {
    let page = draw_one(office, seat, id, typed, Some(fault)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

fn to_one(id: &str) -> Response {
    Redirect::to(&format!("/office/tablets/{id}")).into_response()
}

fn sight(seat: &Seat) -> Sight {
    seat.sight(today())
}

fn named(typed: &Typed) -> Result<(String, u32), Fault> {
    let name = proper_name(&typed.name);
    let name = name.ok_or_else(|| Fault::at("name", say(people::BAD_NAME)))?;
    let size = match typed.block_size.trim() {
        "" => Some(0),
        size => size.parse().ok().filter(|size| *size <= LARGEST_BLOCK),
    };
    let size = size.ok_or_else(|| Fault::at("block_size", say(words::BAD_BLOCK)))?;
    Ok((name, size))
}

fn block(typed: &TypedBlock) -> Result<Block, Fault> {
    let this = today().year();
    let year: Option<i32> = typed.year.trim().parse().ok();
    let year = year.filter(|year| (this..=this + 1).contains(year));
    let year = year.ok_or_else(|| Fault::at("year", say(words::BAD_YEAR)))?;
    let number = |text: &str| text.trim().parse::<u64>().ok();
    let numbers = number(&typed.first).zip(number(&typed.last));
    let numbers = numbers.filter(|(first, last)| {
        (1..=*last).contains(first) && last - first < u64::from(LARGEST_BLOCK)
    });
    let (first, last) = numbers.ok_or_else(|| Fault::at("first", say(words::BAD_NUMBERS)))?;
    Ok(Block { year, first, last })
}
