//! A person's own page: the password, and the sign-ins that are open.

use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Utc;
use maud::{Markup, html};
use serde::Deserialize;

use super::field::{Fault, Field};
use super::frame::{fact, facts, headings};
use super::spoken::{language, say};
use super::{Failure, Shown, busy, show, sign_in, unavailable};
use crate::office::Office;
use crate::people::{Checked, Seat, User, name_key};
use crate::store::{SignIn, Try};
use crate::wording::{self, people as words};

/// What was typed to change the password.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    old: String,
    password: String,
    again: String,
}

/// What the page says at its head.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Said {
    changed: String,
}

/// `GET /office/me`.
pub(crate) async fn page(
    State(office): State<Office>,
    seat: Seat,
    Query(said): Query<Said>,
) -> Shown {
    draw(&office, &seat, None, !said.changed.is_empty()).await
}

/// `POST /office/me/password`.
pub(crate) async fn password(
    State(office): State<Office>,
    seat: Seat,
    Form(typed): Form<Typed>,
) -> Shown {
    let (user, own) = signed_in(&seat).ok_or_else(|| Failure::NotFound(office.clone()))?;
    let refuse = async |fault: Fault| {
        let page = draw(&office, &seat, Some(&fault), false).await?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    if typed.password != typed.again {
        return refuse(Fault::at("again", say(words::NOT_THE_SAME))).await;
    }
    if let Err(fault) = is_right(&office, user, &typed.old).await? {
        return refuse(fault).await;
    }
    let hashed = sign_in::hash(&office, &typed.password, &user.name).await?;
    let kept = match hashed {
        Ok(kept) => kept,
        Err(fault) => return refuse(fault).await,
    };
    let changed = office.store.change_password(user, &kept, own).await;
    changed.map_err(unavailable(&office))?;
    Ok(Redirect::to("/office/me?changed=1").into_response())
}

/// `POST /office/me/sign-ins/{id}/end`.
pub(crate) async fn end(State(office): State<Office>, seat: Seat, Path(id): Path<String>) -> Shown {
    let (user, _) = signed_in(&seat).ok_or_else(|| Failure::NotFound(office.clone()))?;
    let ended = office.store.end_sign_in(user, &id, "sign_ins_ended").await;
    if ended.map_err(unavailable(&office))? {
        Ok(Redirect::to("/office/me").into_response())
    } else {
        Err(Failure::NotFound(office.clone()))
    }
}

/// `POST /office/me/sign-ins/others/end`.
pub(crate) async fn end_others(State(office): State<Office>, seat: Seat) -> Shown {
    let (user, own) = signed_in(&seat).ok_or_else(|| Failure::NotFound(office.clone()))?;
    let ended = office.store.end_other_sign_ins(user, own).await;
    ended.map_err(unavailable(&office))?;
    Ok(Redirect::to("/office/me").into_response())
}

/// Whether that is the user's password. Failures count as they do at signing in.
async fn is_right(office: &Office, user: &User, typed: &str) -> Result<Result<(), Fault>, Failure> {
    let now = Utc::now();
    let may = office.store.try_sign_in(&name_key(&user.name), now).await;
    let kept = match may.map_err(unavailable(office))? {
        Try::Wait(until) => return Ok(Err(Fault::at("old", words::wait(language(), until, now)))),
        Try::Now(Some((_, kept))) => kept,
        Try::Now(None) => return Ok(Err(Fault::at("old", say(words::WRONG_OLD)))),
    };
    let (typed, strength) = (typed.to_owned(), office.strength);
    let checked = office.judges.run(move || kept.check(&typed, strength));
    let checked = checked.await.map_err(busy(office))?;
    if checked == Checked::Wrong {
        return Ok(Err(Fault::at("old", say(words::WRONG_OLD))));
    }
    let forgotten = office.store.forget_failures(&user.name).await;
    forgotten.map_err(unavailable(office))?;
    Ok(Ok(()))
}

fn signed_in(seat: &Seat) -> Option<(&User, &str)> {
    match seat {
        Seat::SignedIn { user, sign_in } => Some((user, sign_in)),
        Seat::Demonstration => None,
    }
}

async fn draw(office: &Office, seat: &Seat, fault: Option<&Fault>, changed: bool) -> Shown {
    let body = match seat {
        Seat::Demonstration => html! { h1 { (say(words::OWN)) } p { (say(words::NO_ACCOUNT)) } },
        Seat::SignedIn { user, sign_in } => {
            let open = office.store.sign_ins(&user.id, Utc::now()).await;
            let open = open.map_err(unavailable(office))?;
            html! {
                h1 { (say(words::OWN)) }
                @if changed { p role="status" { (say(words::PASSWORD_CHANGED)) } }
                (facts(&[
                    fact(say(words::NAME), &*user.name),
                    fact(say(words::ROLE), words::role(language(), user.role)),
                    fact(say(words::AUTHORITY), user.authority.name()),
                ]))
                form method="post" action="/office/sign-out" {
                    p { button type="submit" { (say(words::SIGN_OUT)) } }
                }
                (draw_password(fault))
                (draw_sign_ins(&open, sign_in))
            }
        }
    };
    let page: Response = show(office, say(words::OWN), &body);
    Ok(page)
}

fn draw_password(fault: Option<&Fault>) -> Markup {
    let old = Field {
        name: "old",
        label: say(words::OLD_PASSWORD),
        kind: "password",
        fill: "current-password",
        ..Field::TEXT
    };
    html! {
        section data-section="password" {
            h2 { (say(words::CHANGE_PASSWORD)) }
            form method="post" action="/office/me/password" {
                (old.draw(fault))
                (sign_in::new_password(fault))
                button type="submit" { (say(words::KEEP_PASSWORD)) }
            }
        }
    }
}

fn draw_sign_ins(open: &[SignIn], own: &str) -> Markup {
    html! {
        section data-section="sign-ins" {
            h2 { (say(words::SIGN_INS)) }
            div.scroll role="region" tabindex="0" aria-label=(say(words::SIGN_INS)) {
                table {
                    (headings(&words::SIGN_IN_HEADINGS.map(say)))
                    tbody {
                        @for one in open {
                            tr data-sign-in=(one.id) {
                                td {
                                    (one.agent)
                                    @if one.id == own { " (" (say(words::THIS_SIGN_IN)) ")" }
                                }
                                td { (wording::moment(one.began_at)) }
                                td { (wording::moment(one.seen_at)) }
                                td {
                                    form method="post" action={ "/office/me/sign-ins/" (one.id) "/end" } {
                                        button type="submit" { (say(words::END)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @if open.len() > 1 {
                form method="post" action="/office/me/sign-ins/others/end" {
                    p { button type="submit" { (say(words::END_OTHERS)) } }
                }
            }
        }
    }
}
