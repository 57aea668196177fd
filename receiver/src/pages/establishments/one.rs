//! One establishment: what the register says of it, its inspections, its visits,
//! and who changed what.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use maud::{Markup, html};

use super::super::desk::{self, Desk, go};
use super::super::field::Field;
use super::super::frame::{self, fact, headings};
use super::super::spoken::say;
use super::super::{Failure, Shown};
use crate::people::Role;
use crate::store::{HistoryLine, PlannedVisit, Registered, Visited, place_text};
use crate::wording::establishments as words;
use crate::wording::{self, planning, search};

/// `GET /office/establishments/{id}`; a merged one leads on.
pub(crate) async fn page(desk: Desk, id: Result<Path<String>, PathRejection>) -> Shown {
    let row = match found(&desk, id).await? {
        Found::Row(row) => row,
        Found::Merged(kept) => return Ok(go(&format!("/office/establishments/{kept}?merged=1"))),
    };
    let store = &desk.office.store;
    let read = async {
        Ok(About {
            inspections: store.inspections_of(&row.id).await?,
            visits: store.visits_to(&row.id).await?,
            history: store.history(&row.id).await?,
        })
    };
    let about = read.await.map_err(desk.failed())?;
    let body = draw(&desk, &row, &about);
    Ok(desk.show(StatusCode::OK, &row.name, &body))
}

/// A row, or where it went.
pub(super) enum Found {
    Row(Box<Registered>),
    Merged(String),
}

/// The row of an address.
pub(super) async fn found(
    desk: &Desk,
    id: Result<Path<String>, PathRejection>,
) -> Result<Found, Failure> {
    let id = desk::id(id).ok_or_else(|| desk.missing())?;
    if let Some(row) = desk.row(&id).await? {
        return Ok(Found::Row(Box::new(row)));
    }
    let kept = desk.office.store.merged_into(&id).await;
    let kept = kept.map_err(desk.failed())?.ok_or_else(|| desk.missing())?;
    match desk.row(&kept).await? {
        Some(kept) => Ok(Found::Merged(kept.id)),
        None => Err(desk.missing()),
    }
}

struct About {
    inspections: Vec<Visited>,
    visits: Vec<PlannedVisit>,
    history: Vec<HistoryLine>,
}

fn draw(desk: &Desk, row: &Registered, about: &About) -> Markup {
    let address = format!("/office/establishments/{}", row.id);
    html! {
        h1 { (row.name) @if row.sample { " " span.sample { (say(wording::SAMPLE)) } } }
        @if desk.asked.get("merged") == "1" { p.alert { (desk.say(words::CAME_FROM_MERGED)) } }
        @if row.closed_on.is_some() { p.alert { (desk.say(words::CLOSED_DOWN)) } }
        (frame::facts(&facts(desk, row)))
        div.actions {
            @if Desk::may(Role::Officer) {
                a.button href={ (address) "/edit" } { (desk.say(words::EDIT)) }
                a.button href={ "/office/plan/new?establishment=" (row.id) } { (desk.say(planning::ONE)) }
            }
            a.button href="/office/establishments" { (desk.say(words::TITLE)) }
        }
        (inspections(desk, &about.inspections))
        (visits(desk, &about.visits))
        @if Desk::may(Role::Officer) {
            (closing(desk, row, &address))
            (merging(desk, &address))
        }
        (history(desk, &about.history))
    }
}

/// What the register says, as pairs of label and value.
pub(super) fn facts(desk: &Desk, row: &Registered) -> Vec<(String, Markup)> {
    let said = [
        (words::NAME, row.name.clone()),
        (words::ADDRESS, row.address.clone()),
        (words::WARD, row.ward.clone()),
        (words::KIND, desk.kind(&row.kind)),
        (words::TAX_CODE, row.tax_code.clone()),
        (words::PHONE, row.phone.clone()),
        (words::PLACE, row.place.map(place_text).unwrap_or_default()),
        (
            words::CLOSED_ON,
            row.closed_on.map(wording::day).unwrap_or_default(),
        ),
        (words::ID, row.id.clone()),
    ];
    let said = said.into_iter().filter(|(_, value)| !value.is_empty());
    said.map(|(label, value)| fact(desk.say(label), value))
        .collect()
}

fn inspections(desk: &Desk, visited: &[Visited]) -> Markup {
    html! {
        section data-section="inspections" {
            h2 { (desk.say(words::INSPECTIONS)) }
            @if visited.is_empty() { p { (desk.say(words::NO_INSPECTIONS)) } }
            ul.plain {
                @for one in visited {
                    li {
                        a href={ "/office/inspections/" (one.id) } { (wording::day(one.on)) } " "
                        span.verdict data-state=(one.verdict) {
                            span.sign aria-hidden="true" { (wording::sign(&one.verdict)) }
                            " " (search::result(desk.language, &one.verdict))
                        }
                        @if one.corrected { " · " (desk.say(words::CORRECTED)) }
                    }
                }
            }
        }
    }
}

fn visits(desk: &Desk, visits: &[PlannedVisit]) -> Markup {
    html! {
        section data-section="visits" {
            h2 { (desk.say(words::VISITS)) }
            @if visits.is_empty() { p { (desk.say(words::NO_VISITS)) } }
            ul.plain {
                @for visit in visits {
                    li data-visit=(visit.id) {
                        (wording::day(visit.planned_on)) " " (visit.team) " · "
                        @match visit.done {
                            Some(id) => a href={ "/office/inspections/" (id) } { (desk.say(planning::DONE)) },
                            None => a href={ "/office/plan/visits/" (visit.id) } { (desk.say(planning::CHANGE)) },
                        }
                    }
                }
            }
        }
    }
}

fn closing(desk: &Desk, row: &Registered, address: &str) -> Markup {
    html! {
        @if row.closed_on.is_some() {
            form method="post" action={ (address) "/reopen" } {
                input type="hidden" name="edits" value=(row.edits);
                button type="submit" { (desk.say(words::REOPEN)) }
            }
        } @else {
            details {
                summary { (desk.say(words::CLOSE)) }
                p { (desk.say(words::CLOSE_EXPLAINED)) }
                (close_form(desk, row, ""))
            }
        }
    }
}

/// The form that closes an establishment down.
pub(super) fn close_form(desk: &Desk, row: &Registered, fault: &str) -> Markup {
    let today = wording::day(Desk::today());
    let typed = if fault.is_empty() {
        today
    } else {
        fault.to_owned()
    };
    let wrong = super::super::field::Fault::at("closed_on", desk.say(words::NO_DAY));
    html! {
        form method="post" action={ "/office/establishments/" (row.id) "/close" } {
            input type="hidden" name="edits" value=(row.edits);
            (Field {
                name: "closed_on",
                label: desk.say(words::CLOSED_ON),
                value: &typed,
                hint: desk.say(words::DAY_HINT),
                ..Field::TEXT
            }.draw((!fault.is_empty()).then_some(&wrong)))
            button.danger type="submit" { (desk.say(words::CLOSE)) }
        }
    }
}

fn merging(desk: &Desk, address: &str) -> Markup {
    html! {
        details {
            summary { (desk.say(words::MERGE)) }
            p { (desk.say(words::MERGE_EXPLAINED)) }
            form method="get" action={ (address) "/merge" } {
                (Field { name: "into", label: desk.say(words::MERGE_INTO), ..Field::TEXT }.draw(None))
                button type="submit" { (desk.say(words::MERGE_SHOW)) }
            }
        }
    }
}

fn history(desk: &Desk, lines: &[HistoryLine]) -> Markup {
    html! {
        section data-section="history" {
            h2 { (desk.say(words::HISTORY)) }
            @if lines.is_empty() {
                p { (desk.say(words::NO_HISTORY)) }
            } @else {
                div.scroll role="region" tabindex="0" aria-label=(desk.say(words::HISTORY)) {
                    table {
                        (headings(&words::HISTORY_HEADINGS.map(|pair| desk.say(pair))))
                        tbody {
                            @for line in lines {
                                tr data-act=(line.act.code()) {
                                    td { (wording::moment(line.at)) }
                                    td { (wording::audit::who(desk.language, &line.who)) }
                                    td { (desk.say(words::act(line.act))) }
                                    td { (changes(desk, &line.changes)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Fields before and after.
pub(in crate::pages) fn changes(desk: &Desk, changes: &[crate::store::Change]) -> Markup {
    let told = |field: &str, value: &str| match field {
        _ if value.is_empty() => wording::NOTHING.to_owned(),
        "kind" => desk.kind(value),
        "day" | "closed_on" => value
            .parse()
            .map_or_else(|_| value.to_owned(), wording::day),
        "reason" => planning::reason(desk.language, value),
        _ => value.to_owned(),
    };
    html! {
        ul.plain {
            @for change in changes {
                li {
                    (desk.say(words::field(&change.field))) ": "
                    (told(&change.field, &change.before)) " → "
                    strong { (told(&change.field, &change.after)) }
                }
            }
        }
    }
}
