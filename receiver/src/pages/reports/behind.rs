//! The records behind one figure of a report, each with what it adds.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use axum::response::Response;
use inspection::{CheckKind, Cut, Figure, InspectionId, Period, Record, Subject};
use maud::{Markup, html};

use super::super::desk::{Desk, in_address};
use super::super::frame::headings;
use super::super::{Failure, Shown};
use super::address;
use crate::report;
use crate::store::PlaceVisited;
use crate::wording::{self, reports as words};

/// Records on a page.
const PAGE_SIZE: usize = 50;

/// `GET /office/reports/{period}/behind`.
pub(crate) async fn behind(desk: Desk, code: Result<Path<String>, PathRejection>) -> Shown {
    let period = super::period(code).ok_or_else(|| desk.missing())?;
    let asked = &desk.asked;
    let figure = Figure::named(asked.get("figure")).ok_or_else(|| desk.missing())?;
    let cut = cut(asked.get("by"), asked.get("of")).ok_or_else(|| desk.missing())?;
    let ledger = report::ledger_of(&desk.office.store, period).await;
    let ledger = ledger.map_err(desk.failed())?;
    let (sight, wanted) = (Desk::sight(), cut.clone());
    let found = desk.office.judges.run(move || {
        let sees = |ward: Option<&str>| sight.sees(ward);
        ledger.behind(period, sees, &wanted, figure)
    });
    let records = found.await;
    let records = records.map_err(|_| Failure::Busy(desk.office.clone()))?;
    let page = asked.get("page").parse::<usize>().unwrap_or(1).max(1);
    let shown = records.chunks(PAGE_SIZE).nth(page - 1).unwrap_or_default();
    let ids: Vec<InspectionId> = shown.iter().flat_map(|it| it.documents.clone()).collect();
    let known = desk.office.store.places_visited(&ids).await;
    let known = known.map_err(desk.failed())?;
    let found = Found {
        period,
        figure,
        records: &records,
        shown,
        known: &known,
        page,
    };
    Ok(found.show(&desk))
}

/// Of what the figure is, as the address says.
fn cut(by: &str, of: &str) -> Option<Cut> {
    let cut = match by {
        "" => Cut::Whole,
        "kind" => Cut::Kind(of.to_owned()),
        "ward" => Cut::Ward((!of.is_empty()).then(|| of.to_owned())),
        "subject" => {
            let (check, code) = of.split_once('/')?;
            let mut kinds = [
                CheckKind::Instrument,
                CheckKind::Label,
                CheckKind::Quality,
                CheckKind::Quantity,
            ]
            .into_iter();
            Cut::Subject(Subject {
                check: kinds.find(|kind| kind.code() == check)?,
                code: code.to_owned(),
            })
        }
        _ => return None,
    };
    Some(cut)
}

/// What was found, and the part of it that is shown.
struct Found<'a> {
    period: Period,
    figure: Figure,
    records: &'a [Record],
    shown: &'a [Record],
    known: &'a [PlaceVisited],
    page: usize,
}

impl Found<'_> {
    fn show(&self, desk: &Desk) -> Response {
        let title = desk.say(words::BEHIND);
        desk.show(StatusCode::OK, title, &self.draw(desk))
    }

    fn draw(&self, desk: &Desk) -> Markup {
        let sum: u64 = self.records.iter().map(|record| record.adds).sum();
        let is_more = self.page * PAGE_SIZE < self.records.len();
        html! {
            p.pager { a href=(address(self.period)) { (desk.say(words::BACK)) } }
            h1 { (desk.say(words::BEHIND)) }
            p data-sum=(sum) data-records=(self.records.len()) {
                (words::capital(&words::period(desk.language, self.period))) " · "
                (words::figure(desk.language, self.figure)) ": "
                b { (wording::grouped(sum)) }
            }
            @if self.shown.is_empty() { p { (desk.say(words::NOTHING_BEHIND)) } } @else {
                div.scroll role="region" tabindex="0" aria-label=(desk.say(words::BEHIND)) {
                    table {
                        (headings(&words::BEHIND_HEADINGS.map(|pair| desk.say(pair))))
                        tbody { @for record in self.shown { (self.line(desk, record)) } }
                    }
                }
            }
            nav.pager aria-label=(desk.say(wording::PAGES)) {
                @if self.page > 1 { a href=(self.other(desk, self.page - 1)) { (desk.say(words::NEWER)) } }
                @if is_more { a href=(self.other(desk, self.page + 1)) { (desk.say(words::OLDER)) } }
            }
        }
    }

    fn line(&self, desk: &Desk, record: &Record) -> Markup {
        let last = record.documents.last();
        let known = |id: &InspectionId| self.known.iter().find(|known| known.id == *id);
        let place = last.and_then(known);
        html! {
            tr data-record=[last] {
                td { (wording::day(record.day)) }
                td {
                    @match place {
                        Some(place) => { (place.name) br; small { (place.address) } },
                        None => (desk.say(words::NOT_HERE)),
                    }
                }
                td { @if let Some(place) = place { (Desk::ward(&place.ward)) } }
                td.count { (wording::grouped(record.adds)) }
                td {
                    @for id in &record.documents {
                        a href={ "/office/inspections/" (id) } {
                            @match known(id) {
                                Some(place) => (wording::day(place.on)),
                                None => (desk.say(words::NOT_HERE)),
                            }
                        }
                        " "
                    }
                }
            }
        }
    }

    /// The address of another page of the same records.
    fn other(&self, desk: &Desk, page: usize) -> String {
        let asked = ["figure", "by", "of"];
        let asked = asked.map(|name| format!("{name}={}", in_address(desk.asked.get(name))));
        format!(
            "{}/behind?{}&page={page}",
            address(self.period),
            asked.join("&")
        )
    }
}
