//! Reports: which there are, one of them with its files, and the records behind a
//! figure. What they say is `crate::report`'s.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use chrono::{Datelike, Months, NaiveDate};
use inspection::{Annex, CutOffs, Period, next_deadlines, read_date};
use maud::{Markup, html};

use super::desk::{Desk, go};
use super::field::{Fault, Field};
use super::frame::headings;
use super::{Failure, Shown};
use crate::people::Seat;
use crate::report::{self, Gathered, Statement};
use crate::store::StoreError;
use crate::wording::language::Language;
use crate::wording::{self, reports as words};

mod behind;
mod drawn;

pub(crate) use behind::behind;
pub(crate) use drawn::alone;

/// Where the pages are.
const HERE: &str = "/office/reports";
/// How many reports that are due, and months, the list names.
const DUE: usize = 4;
const MONTHS: u32 = 12;

/// `GET /office/reports`: those that are due, the last months, and any days.
pub(crate) async fn list(desk: Desk) -> Shown {
    let asked = [desk.asked.get("from"), desk.asked.get("to")];
    if asked == ["", ""] {
        let body = draw_list(&desk, &[]);
        return Ok(desk.show(StatusCode::OK, desk.say(words::TITLE), &body));
    }
    match days(&desk, asked) {
        Ok(period) => Ok(go(&address(period))),
        Err(faults) => Ok(desk.refuse(desk.say(words::TITLE), &draw_list(&desk, &faults))),
    }
}

/// Any days as they were typed.
fn days(desk: &Desk, [from, to]: [&str; 2]) -> Result<Period, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut day = |field: &'static str, typed: &str| {
        let day = read_date(typed).ok();
        if day.is_none() {
            faults.push(Fault::at(field, desk.say(words::NO_DAY)));
        }
        day
    };
    match (day("from", from), day("to", to)) {
        (Some(from), Some(to)) => {
            Period::any(from, to).ok_or_else(|| vec![Fault::at("to", desk.say(words::TURNED))])
        }
        _ => Err(faults),
    }
}

fn address(period: Period) -> String {
    format!("{HERE}/{}", period.code())
}

fn draw_list(desk: &Desk, faults: &[Fault]) -> Markup {
    let today = Desk::today();
    let due = next_deadlines(today, DUE, &CutOffs::default());
    let fault = |name: &str| faults.iter().find(|fault| fault.field == name);
    let field = |name: &'static str, label| Field {
        name,
        label: desk.say(label),
        value: desk.asked.get(name),
        hint: desk.say(words::AS_DAY),
        ..Field::TEXT
    };
    html! {
        h1 { (desk.say(words::TITLE)) }
        p { (desk.say(words::EXPLAINED)) }
        h2 { (desk.say(words::DUE)) }
        div.scroll role="region" tabindex="0" aria-label=(desk.say(words::DUE)) {
            table {
                (headings(&words::DUE_HEADINGS.map(|pair| desk.say(pair))))
                tbody {
                    @for (period, last) in due {
                        tr data-period=(period.code()) {
                            td { a href=(address(period)) { (words::capital(&words::period(desk.language, period))) } }
                            td { (words::days(desk.language, period.from(), period.to())) }
                            td { (wording::day(last)) }
                        }
                    }
                }
            }
        }
        h2 { (desk.say(words::MONTHS)) }
        ul.counts {
            @for month in months(today) {
                li { a href=(address(month)) { (words::capital(&words::period(desk.language, month))) } }
            }
        }
        h2 { (desk.say(words::ANY_DAYS)) }
        form.filters method="get" action=(HERE) {
            (field("from", words::FROM).draw(fault("from")))
            (field("to", words::TO).draw(fault("to")))
            p.field { button type="submit" { (desk.say(words::SHOW)) } }
        }
    }
}

/// The month of today and those before it.
fn months(today: NaiveDate) -> Vec<Period> {
    let months = (0..MONTHS).filter_map(|back| today.checked_sub_months(Months::new(back)));
    months
        .filter_map(|day| Period::month(day.year(), day.month()))
        .collect()
}

/// The period that an address names.
fn period(code: Result<Path<String>, PathRejection>) -> Option<Period> {
    Period::named(&super::desk::id(code)?, &CutOffs::default())
}

/// The statement of a period, in a language.
async fn statement(
    desk: &Desk,
    seat: &Seat,
    period: Period,
    language: Language,
) -> Result<Statement, Failure> {
    let cut_offs = CutOffs::default();
    let (store, today) = (&desk.office.store, Desk::today());
    let whose = (seat.authority(), today);
    let gathered = Gathered::of(store, period, &cut_offs, whose).await;
    let gathered = gathered.map_err(desk.failed())?;
    let editions = crate::rules::learn(store).await.map_err(desk.failed())?;
    let annex = Annex::of(&crate::rules::current(&editions)).map_err(|error| {
        let (what, reason) = ("the annex", error.to_string());
        desk.failed()(StoreError::Unreadable { what, reason })
    })?;
    let made = desk.office.judges.run(move || {
        let figures = gathered.add_up();
        report::make(language, &figures, &annex, today)
    });
    made.await.map_err(|_| Failure::Busy(desk.office.clone()))
}

/// `GET /office/reports/{period}`.
pub(crate) async fn one(
    desk: Desk,
    seat: Seat,
    code: Result<Path<String>, PathRejection>,
) -> Shown {
    let period = period(code).ok_or_else(|| desk.missing())?;
    let statement = statement(&desk, &seat, period, desk.language).await?;
    let body = drawn::draw(&desk, &statement);
    Ok(desk.show(StatusCode::OK, &statement.title, &body))
}

/// `GET /office/reports/{period}/file/{form}`: the report as a file.
pub(crate) async fn file(
    desk: Desk,
    seat: Seat,
    asked: Result<Path<(String, String)>, PathRejection>,
) -> Shown {
    let Ok(Path((code, form))) = asked else {
        return Err(desk.missing());
    };
    let period = period(Ok(Path(code))).ok_or_else(|| desk.missing())?;
    let form = report::Form::named(&form).ok_or_else(|| desk.missing())?;
    let statement = statement(&desk, &seat, period, Language::Vietnamese).await?;
    let written = desk
        .office
        .judges
        .run(move || report::write(&statement, form));
    let bytes = written.await.ok().flatten().ok_or_else(|| {
        let (what, reason) = ("a report", "it could not be written".to_owned());
        desk.failed()(StoreError::Unreadable { what, reason })
    })?;
    let (mut code, ending) = (period.code(), form.ending());
    if !seat.is_the_citys() {
        code = format!("{code}-{}", seat.authority().code());
    }
    let disposition = format!("attachment; filename=\"bao-cao-{code}.{ending}\"");
    let headers = [
        (header::CONTENT_TYPE, form.media_type().to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}
