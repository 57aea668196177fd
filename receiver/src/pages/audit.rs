//! The log: who did what, when, on which; the latest first, by what is asked for.

use axum::extract::{Query, State};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::authorities::today;
use super::field::{Field, select};
use super::frame::headings;
use super::spoken::{language, say};
use super::{Failure, show, unavailable};
use crate::office::Office;
use crate::people::Seat;
use crate::store::{AUDIT_PAGE, AuditFilter, AuditLine};
use crate::wording::{self, audit as words, outcomes};

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    who: String,
    act: String,
    subject: String,
    before: String,
}

/// `GET /office/audit`.
pub(crate) async fn page(
    State(office): State<Office>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let filter = AuditFilter {
        who: asked.who.trim().to_owned(),
        act: asked.act.clone(),
        subject: asked.subject.trim().to_owned(),
        before: asked.before.clone(),
    };
    let lines = office.store.audit(&filter, &seat.sight(today())).await;
    let lines = lines.map_err(unavailable(&office))?;
    Ok(show(&office, say(words::AUDIT), &draw(&filter, &lines)))
}

fn draw(filter: &AuditFilter, lines: &[AuditLine]) -> Markup {
    let shown = lines.get(..AUDIT_PAGE).unwrap_or(lines);
    let more = shown.last().filter(|_| shown.len() < lines.len());
    html! {
        h1 { (say(words::AUDIT)) }
        p { (say(words::AUDIT_EXPLAINED)) }
        (fields(filter))
        @if shown.is_empty() { p { (say(words::NO_LINES)) } } @else {
            div.scroll role="region" tabindex="0" aria-label=(say(words::AUDIT)) {
                table {
                    (headings(&words::AUDIT_HEADINGS.map(say)))
                    tbody {
                        @for line in shown {
                            tr data-act=(line.act) {
                                td { (wording::moment(line.at)) }
                                td { (words::who(language(), &line.who)) }
                                td { (words::act(language(), &line.act)) }
                                td { (line.named) br; small { code { (line.subject) } } }
                                td.long { (detail(line)) }
                            }
                        }
                    }
                }
            }
        }
        @if let Some(last) = more {
            p { a.button href=(earlier(filter, &last.id)) { (say(words::EARLIER)) } }
        }
    }
}

/// What else was kept of an act; codes in words.
fn detail(line: &AuditLine) -> String {
    match line.act.as_str() {
        "outcome_entered" => outcomes::of_the_log(language(), &line.detail),
        "user_added" | "user_appointed" => words::appointed(language(), &line.detail),
        _ => line.detail.clone(),
    }
}

fn fields(filter: &AuditFilter) -> Markup {
    let by = Field {
        name: "who",
        label: say(words::BY),
        value: &filter.who,
        ..Field::TEXT
    };
    let subject = Field {
        name: "subject",
        label: say(words::SUBJECT),
        value: &filter.subject,
        ..Field::TEXT
    };
    let any = [(String::new(), say(words::ANY).to_owned())];
    let acts = words::ACTS.map(|(code, pair)| (code.to_owned(), say(pair).to_owned()));
    let acts: Vec<_> = any.into_iter().chain(acts).collect();
    html! {
        form method="get" action="/office/audit" {
            (by.draw(None))
            (select(("act", say(words::DONE)), &acts, &filter.act, None))
            (subject.draw(None))
            button type="submit" { (say(words::FILTER)) }
        }
    }
}

fn earlier(filter: &AuditFilter, before: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query
        .append_pair("who", &filter.who)
        .append_pair("act", &filter.act)
        .append_pair("subject", &filter.subject)
        .append_pair("before", before);
    format!("/office/audit?{}", query.finish())
}
