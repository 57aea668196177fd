//! The plan and the register on the first page, with what was last found.

use maud::{Markup, html};

use super::desk::Desk;
use super::frame::headings;
use super::spoken::say;
use crate::store::{PlannedVisit, Registered, Sighted};
use crate::wording::{self, register as words, search};

/// The most rows of the register on the page; how many there are is said.
pub(super) const MOST: u32 = 200;

/// The visits of the month.
pub(super) fn plan(desk: &Desk, visits: &[PlannedVisit]) -> Markup {
    html! {
        section data-section="plan" {
            h2 { (desk.say(wording::PLAN_TITLE)) }
            @if visits.is_empty() {
                p { (desk.say(wording::NOTHING_PLANNED)) }
            } @else {
                div.scroll role="region" tabindex="0" aria-label=(desk.say(wording::PLAN_TITLE)) {
                    table {
                        (headings(&words::PLAN_HEADINGS.map(|pair| desk.say(pair))))
                        tbody { @for visit in visits { (planned(desk, visit)) } }
                    }
                }
            }
        }
    }
}

fn planned(desk: &Desk, visit: &PlannedVisit) -> Markup {
    let state = if visit.done.is_some() {
        "done"
    } else {
        "planned"
    };
    html! {
        tr data-visit=(visit.id) data-state=(state) {
            td { (wording::day(visit.planned_on)) }
            td {
                (visit.establishment.name) (sample(visit.sample))
                br;
                small { (desk.kind(&visit.establishment.kind)) }
            }
            td { (visit.establishment.ward) }
            td { (visit.team) }
            td {
                @match visit.done {
                    Some(id) => a href={ "/office/inspections/" (id) } { (desk.say(words::DONE)) },
                    None => (desk.say(words::PLANNED)),
                }
            }
        }
    }
}

/// The establishments, by ward and name.
pub(super) fn register(desk: &Desk, register: &Sighted) -> Markup {
    let (rows, total) = (&register.rows, register.total);
    html! {
        section data-section="register" {
            h2 { (desk.say(wording::REGISTER_TITLE)) }
            @if rows.is_empty() {
                p { (desk.say(wording::NOTHING_REGISTERED)) }
            } @else {
                @if u64::from(MOST) < total { p { (words::shown_of(desk.language, MOST, total)) } }
                div.scroll role="region" tabindex="0" aria-label=(desk.say(wording::REGISTER_TITLE)) {
                    table {
                        (headings(&words::REGISTER_HEADINGS.map(|pair| desk.say(pair))))
                        tbody { @for row in rows { (registered(desk, row)) } }
                    }
                }
            }
        }
    }
}

/// A line of the register.
pub(super) fn registered(desk: &Desk, row: &Registered) -> Markup {
    html! {
        tr data-establishment=(row.id) {
            td { (row.ward) }
            td {
                a href={ "/office/establishments/" (row.id) } { (row.name) } (sample(row.sample))
                @if !row.tax_code.is_empty() { br; small { (row.tax_code) } }
            }
            td { (row.address) }
            td { (desk.kind(&row.kind)) }
            td {
                @if let Some(last) = &row.last {
                    @let code = last.result.code();
                    (wording::day(last.on)) " "
                    span.verdict data-state=(code) {
                        span.sign aria-hidden="true" { (wording::sign(code)) }
                        " " (search::result(desk.language, code))
                    }
                    br;
                    small { (words::found(desk.language, last)) }
                } @else {
                    (desk.say(words::NEVER))
                }
            }
        }
    }
}

fn sample(sample: bool) -> Markup {
    html! { @if sample { " " span.sample { (say(wording::SAMPLE)) } } }
}
