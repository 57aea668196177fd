//! One visit of the plan: made, moved to another day or team, struck with a
//! reason.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::super::desk::{self, Desk, OwnForm, Typed, go};
use super::super::field::{Fault, Field};
use super::super::{Failure, Shown};
use crate::people::Role;
use crate::store::{KnownVisit, NewVisit, PlannedVisit, Registered, Replanned};
use crate::ward_list::LONGEST_TEXT;
use crate::wording;
use crate::wording::establishments as register;
use crate::wording::language::Pair;
use crate::wording::planning as words;

/// `GET /office/plan/new?establishment=`.
pub(crate) async fn blank(desk: Desk) -> Shown {
    let row = row(&desk, desk.asked.get("establishment")).await?;
    let body = new_form(&desk, &row, &Typed::default(), &[]);
    Ok(desk.show(StatusCode::OK, desk.say(words::ONE), &body))
}

/// `POST /office/plan/new`.
pub(crate) async fn add(desk: Desk, OwnForm(typed): OwnForm) -> Shown {
    let row = row(&desk, typed.get("establishment")).await?;
    let (day, faults) = day_and_team(&desk, &typed);
    let Some(planned_on) = day.filter(|_| faults.is_empty()) else {
        let body = new_form(&desk, &row, &typed, &faults);
        return Ok(desk.refuse(desk.say(words::ONE), &body));
    };
    let visit = NewVisit {
        id: String::new(),
        establishment: row.id.clone(),
        planned_on,
        team: typed.get("team").to_owned(),
    };
    let planned = desk
        .office
        .store
        .plan_visits(&[visit], &Desk::author())
        .await;
    let to = format!("/office/establishments/{}", row.id);
    match planned.map_err(desk.failed())? {
        Replanned::Done => Ok(go(&to)),
        otherwise => Ok(refuse(&desk, &otherwise)),
    }
}

/// `GET /office/plan/visits/{id}`.
pub(crate) async fn page(desk: Desk, id: Result<Path<String>, PathRejection>) -> Shown {
    let visit = visit(&desk, id).await?;
    let body = draw(&desk, &visit, &Typed::default(), &[]);
    Ok(desk.show(StatusCode::OK, desk.say(words::CHANGE), &body))
}

/// `POST /office/plan/visits/{id}/move`.
pub(crate) async fn move_to(
    desk: Desk,
    id: Result<Path<String>, PathRejection>,
    OwnForm(typed): OwnForm,
) -> Shown {
    let visit = visit(&desk, id).await?;
    let (day, faults) = day_and_team(&desk, &typed);
    let Some(to) = day.filter(|_| faults.is_empty()) else {
        let body = draw(&desk, &visit, &typed, &faults);
        return Ok(desk.refuse(desk.say(words::MOVE), &body));
    };
    let known = known(&visit, &typed).ok_or_else(|| desk.missing())?;
    let moved = desk
        .office
        .store
        .move_visit(&known, to, typed.get("team"), &Desk::author())
        .await;
    match moved.map_err(desk.failed())? {
        Replanned::Done => Ok(go(&format!("/office/plan?from={to}"))),
        otherwise => Ok(refuse(&desk, &otherwise)),
    }
}

/// `POST /office/plan/visits/{id}/strike`.
pub(crate) async fn strike(
    desk: Desk,
    id: Result<Path<String>, PathRejection>,
    OwnForm(typed): OwnForm,
) -> Shown {
    let visit = visit(&desk, id).await?;
    let reason = typed.get("reason");
    let wrong = match reason.chars().count() {
        0 => Some(register::MISSING),
        1..=LONGEST_TEXT => None,
        _ => Some(register::TOO_LONG),
    };
    if let Some(wrong) = wrong {
        let body = draw(
            &desk,
            &visit,
            &typed,
            &[Fault::at("reason", desk.say(wrong))],
        );
        return Ok(desk.refuse(desk.say(words::STRIKE), &body));
    }
    let known = known(&visit, &typed).ok_or_else(|| desk.missing())?;
    let struck = desk
        .office
        .store
        .strike_visit(&known, reason, &Desk::author())
        .await;
    match struck.map_err(desk.failed())? {
        Replanned::Done => Ok(go(&format!("/office/plan?from={}", known.day))),
        otherwise => Ok(refuse(&desk, &otherwise)),
    }
}

/// Says why nothing was changed.
fn refuse(desk: &Desk, why: &Replanned) -> Response {
    let pair: Pair = match why {
        Replanned::Made => words::VISIT_MADE,
        Replanned::Gone => words::VISIT_GONE,
        Replanned::Nobody(_) => words::NOBODY,
        Replanned::Stale | Replanned::Done => words::VISIT_STALE,
    };
    let body = html! {
        h1 { (desk.say(words::CHANGE)) }
        p.alert data-mark="refused" { (desk.say(pair)) }
        p { a.button href="/office/plan" { (desk.say(words::TITLE)) } }
    };
    desk.show(StatusCode::CONFLICT, desk.say(words::CHANGE), &body)
}

async fn row(desk: &Desk, id: &str) -> Result<Registered, Failure> {
    desk.row(id).await?.ok_or_else(|| desk.missing())
}

async fn visit(
    desk: &Desk,
    id: Result<Path<String>, PathRejection>,
) -> Result<PlannedVisit, Failure> {
    let id = desk::id(id).ok_or_else(|| desk.missing())?;
    let visit = desk.office.store.visit(&id).await;
    let visit = visit.map_err(desk.failed())?;
    let seen = visit.filter(|visit| Desk::sees(&visit.establishment));
    seen.ok_or_else(|| desk.missing())
}

/// The visit as the form knew it.
fn known(visit: &PlannedVisit, typed: &Typed) -> Option<KnownVisit> {
    let day = typed.day("was_on")?;
    Some(KnownVisit {
        id: visit.id.clone(),
        day,
        team: typed.get("was_team").to_owned(),
    })
}

fn day_and_team(desk: &Desk, typed: &Typed) -> (Option<chrono::NaiveDate>, Vec<Fault>) {
    let mut faults = Vec::new();
    let day = typed.day("day");
    if day.is_none() {
        faults.push(Fault::at("day", desk.say(register::NO_DAY)));
    }
    if typed.get("team").chars().count() > LONGEST_TEXT {
        faults.push(Fault::at("team", desk.say(register::TOO_LONG)));
    }
    (day, faults)
}

fn fields(desk: &Desk, day: &str, team: &str, faults: &[Fault]) -> Markup {
    let fault = |name: &str| faults.iter().find(|fault| fault.field == name);
    html! {
        (Field { name: "day", label: desk.say(words::DAY), value: day, hint: desk.say(register::DAY_HINT), ..Field::TEXT }.draw(fault("day")))
        (Field { name: "team", label: desk.say(words::TEAM), value: team, hint: desk.say(words::TEAM_HINT), ..Field::TEXT }.draw(fault("team")))
    }
}

fn new_form(desk: &Desk, row: &Registered, typed: &Typed, faults: &[Fault]) -> Markup {
    html! {
        h1 { (desk.say(words::ONE)) ": " (row.name) }
        form method="post" action="/office/plan/new" {
            input type="hidden" name="establishment" value=(row.id);
            (fields(desk, typed.get("day"), typed.get("team"), faults))
            div.actions {
                button type="submit" { (desk.say(words::PLAN_THEM)) }
                a.button href={ "/office/establishments/" (row.id) } { (desk.say(register::BACK)) }
            }
        }
    }
}

fn draw(desk: &Desk, visit: &PlannedVisit, typed: &Typed, faults: &[Fault]) -> Markup {
    let address = format!("/office/plan/visits/{}", visit.id);
    let was_on = visit.planned_on.to_string();
    let kept = |name: &str, otherwise: &str| {
        typed
            .0
            .get(name)
            .cloned()
            .unwrap_or_else(|| otherwise.to_owned())
    };
    let was = html! {
        input type="hidden" name="was_on" value=(kept("was_on", &was_on));
        input type="hidden" name="was_team" value=(kept("was_team", &visit.team));
    };
    let reason = faults.iter().find(|fault| fault.field == "reason");
    let day = kept("day", &wording::day(visit.planned_on));
    html! {
        h1 { (visit.establishment.name) " · " (wording::day(visit.planned_on)) }
        @if Desk::may(Role::Officer) {
            h2 { (desk.say(words::MOVE)) }
            form method="post" action={ (address) "/move" } {
                (was)
                (fields(desk, &day, &kept("team", &visit.team), faults))
                button type="submit" { (desk.say(words::MOVE_CONFIRM)) }
            }
            h2 { (desk.say(words::STRIKE)) }
            form method="post" action={ (address) "/strike" } {
                (was)
                (Field { name: "reason", label: desk.say(words::REASON), value: typed.get("reason"), ..Field::TEXT }.draw(reason))
                button.danger type="submit" { (desk.say(words::STRIKE)) }
            }
        }
        p { a.button href="/office/plan" { (desk.say(register::BACK)) } }
    }
}
