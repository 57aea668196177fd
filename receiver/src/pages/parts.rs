//! A visit that several tablets recorded: the other parts on each one's page, and a
//! page of all of them.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use inspection::{Frozen, Inspection, InspectionId};
use maud::{Markup, html};

use super::desk::{self, Desk};
use super::frame::{self, fact, headings};
use super::spoken::say;
use super::{Shown, tablets};
use crate::people::Seat;
use crate::store::Part;
use crate::wording::{self, outcomes, search as words};

/// `GET /office/visits/{id}`: all parts of a visit.
pub(crate) async fn page(
    desk: Desk,
    seat: Seat,
    visit: Result<Path<String>, PathRejection>,
) -> Shown {
    let visit = desk::id(visit).ok_or_else(|| desk.missing())?;
    let sight = seat.sight(Desk::today());
    let parts = desk.office.store.parts(&visit, &sight).await;
    let parts = parts.map_err(desk.failed())?;
    let parts: Vec<_> = parts.iter().map(|part| (part, read(part))).collect();
    let first = parts.iter().find_map(|(_, inspection)| inspection.as_ref());
    let first = first.ok_or_else(|| desk.missing())?;
    let body = draw(&desk, &parts, first);
    Ok(desk.show(StatusCode::OK, desk.say(words::WHOLE_VISIT), &body))
}

fn read(part: &Part) -> Option<Inspection> {
    let thawed = Frozen::thaw(&part.document).ok()?;
    Some(thawed.inspection)
}

fn draw(desk: &Desk, parts: &[(&Part, Option<Inspection>)], first: &Inspection) -> Markup {
    let facts = [
        fact(desk.say(words::FROM_DAY), wording::day(first.inspected_on)),
        fact(
            desk.say(words::VISIT_NO),
            first.fields.value("visit_no").unwrap_or_default(),
        ),
        fact(desk.say(words::ADDRESS), &first.establishment.address),
    ];
    html! {
        h1 { (desk.say(words::WHOLE_VISIT)) ": " (first.establishment.name) }
        p { small { (desk.say(words::PARTS_EXPLAINED)) } }
        (frame::facts(&facts))
        (table(desk, parts.iter().map(|(part, inspection)| (*part, inspection.as_ref()))))
        @for (part, inspection) in parts {
            @if let Some(inspection) = inspection { (checks(desk, part, inspection)) }
        }
    }
}

/// What one part looked at, with what was found.
fn checks(desk: &Desk, part: &Part, inspection: &Inspection) -> Markup {
    html! {
        section data-part=(part.id) {
            h2 { (inspection.inspector) " · " (tablet(part)) }
            ul.plain {
                @for check in &inspection.checks {
                    @let thing = (check.content.kind, check.content.subject.as_str());
                    li {
                        a href={ "/office/inspections/" (part.id) } {
                            (outcomes::check(desk.language, check.id.0, Some(thing)))
                        }
                        " "
                        @let code = check.assessment.verdict.code();
                        span.verdict data-verdict="check" data-state=(code) {
                            span.sign aria-hidden="true" { (wording::sign(code)) }
                            " " (words::result(desk.language, code))
                        }
                    }
                }
            }
            p.long { (inspection.conclusion) }
        }
    }
}

/// The other parts of the visit that an inspection is a part of.
pub(super) fn beside(desk: &Desk, id: InspectionId, parts: &[Part]) -> Markup {
    let others: Vec<_> = parts.iter().filter(|part| part.id != id).collect();
    let read: Vec<_> = others.iter().map(|part| read(part)).collect();
    html! {
        @if let Some(first) = others.first() {
            section data-section="parts" {
                h2 { (desk.say(words::PARTS)) }
                (table(desk, others.iter().copied().zip(read.iter().map(Option::as_ref))))
                p { a.button href={ "/office/visits/" (first.visit) } { (desk.say(words::WHOLE_VISIT)) } }
            }
        }
    }
}

fn table<'a>(
    desk: &Desk,
    parts: impl Iterator<Item = (&'a Part, Option<&'a Inspection>)>,
) -> Markup {
    html! {
        div.scroll role="region" tabindex="0" aria-label=(desk.say(words::PARTS)) {
            table {
                (headings(&words::PART_HEADINGS.map(|pair| desk.say(pair))))
                tbody { @for (part, inspection) in parts { (line(desk, part, inspection)) } }
            }
        }
    }
}

fn line(desk: &Desk, part: &Part, inspection: Option<&Inspection>) -> Markup {
    let inspector = inspection.map_or(say(wording::record::UNREADABLE), |it| it.inspector.as_str());
    html! {
        tr data-record=(part.id) {
            td { a href={ "/office/inspections/" (part.id) } { (inspector) } }
            td { (tablet(part)) }
            td { @if let Some(inspection) = inspection { (wording::stamp(&inspection.closed)) } }
            td.count { @if let Some(inspection) = inspection { (inspection.checks.len()) } }
            td {
                span.verdict data-state=(part.result) {
                    span.sign aria-hidden="true" { (wording::sign(&part.result)) }
                    " " (words::result(desk.language, &part.result))
                }
                @if part.corrected { br; (desk.say(words::state(crate::store::State::Corrected))) }
            }
        }
    }
}

/// A tablet by its name, else by the last part of its id.
fn tablet(part: &Part) -> Markup {
    html! {
        @match &part.tablet {
            Some(name) => (name),
            None => (tablets::name(&part.device.to_string())),
        }
    }
}
