//! The log: who did what, when, on which; the latest first, by what is asked for.

use axum::extract::{Query, State};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::authorities::today;
use super::field::{Field, select};
use super::frame::headings;
use super::{Failure, show, unavailable};
use crate::office::Office;
use crate::people::Seat;
use crate::store::{AUDIT_PAGE, AuditFilter, AuditLine};
use crate::wording::{self, people as words};

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
    Ok(show(&office, words::AUDIT, &draw(&filter, &lines)))
}

fn draw(filter: &AuditFilter, lines: &[AuditLine]) -> Markup {
    let shown = lines.get(..AUDIT_PAGE).unwrap_or(lines);
    let more = shown.last().filter(|_| shown.len() < lines.len());
    html! {
        h1 { (words::AUDIT) }
        p { (words::AUDIT_EXPLAINED) }
        (fields(filter))
        @if shown.is_empty() { p { (words::NO_LINES) } } @else {
            div.scroll role="region" tabindex="0" aria-label=(words::AUDIT) {
                table {
                    (headings(&words::AUDIT_HEADINGS))
                    tbody {
                        @for line in shown {
                            tr data-act=(line.act) {
                                td { (wording::moment(line.at)) }
                                td { (line.who) }
                                td { (words::act(&line.act)) }
                                td { (line.named) br; small { code { (line.subject) } } }
                                td.long { (line.detail) }
                            }
                        }
                    }
                }
            }
        }
        @if let Some(last) = more {
            p { a.button href=(earlier(filter, &last.id)) { (words::EARLIER) } }
        }
    }
}

fn fields(filter: &AuditFilter) -> Markup {
    let by = Field {
        name: "who",
        label: words::BY,
        value: &filter.who,
        ..Field::TEXT
    };
    let subject = Field {
        name: "subject",
        label: words::SUBJECT,
        value: &filter.subject,
        ..Field::TEXT
    };
    let any = [(String::new(), words::ANY.to_owned())];
    let acts = words::ACTS.map(|(code, said)| (code.to_owned(), said.to_owned()));
    let acts: Vec<_> = any.into_iter().chain(acts).collect();
    html! {
        form method="get" action="/office/audit" {
            (by.draw(None))
            (select(("act", words::DONE), &acts, &filter.act, None))
            (subject.draw(None))
            button type="submit" { (words::FILTER) }
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
