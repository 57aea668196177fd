//! The page of the rules: what waits to be published, editions, limits in
//! dispute, who inspects, the office's words, and the rows that want signing off.

use chrono::NaiveDate;
use inspection::{Disputed, Evidence, MarkedRow, PackName, RulePack};
use maud::{Markup, html};
use serde_json::Value;

use super::{HERE, Standing};
use crate::pages::frame::headings;
use crate::pages::spoken::{language, named, say};
use crate::rules::{current, put_together};
use crate::store::{Word, WordKind};
use crate::wording::language::Language;
use crate::wording::{day, evidence, moment, rules as words};

pub(super) fn draw(
    standing: &Standing,
    today: NaiveDate,
    all: bool,
    said: Option<&'static str>,
) -> Markup {
    let in_use = standing.in_use();
    html! {
        h1 { (say(words::TITLE)) }
        p { (say(words::EXPLAINED)) }
        @if let Some(said) = said { p.alert role="alert" { "⚠ " (said) } }
        (pending(standing))
        (editions(standing))
        (disputed(&in_use.disputed(today)))
        (inspecting(standing))
        (said_before(&standing.words))
        (rows(&in_use.name(), all))
    }
}

/// The rows of who inspects, of the edition as it would be published; of the
/// one in use where that cannot be put together.
pub(super) fn authorities(standing: &Standing) -> Vec<Value> {
    let draft = put_together(&standing.words, &standing.editions).ok();
    let additions = draft.and_then(|draft| serde_json::from_str(&draft.additions).ok());
    let rows = additions.map(|mut additions: Value| additions["authorities"].take());
    match rows {
        Some(Value::Array(rows)) => rows,
        _ => RulePack::rows_of(&standing.in_use().name(), "authorities").unwrap_or_default(),
    }
}

fn pending(standing: &Standing) -> Markup {
    html! {
        section data-section="pending" {
            h2 { (say(words::PENDING)) }
            @match standing.pending() {
                None => { p { (say(words::NOTHING_PENDING)) } }
                Some(Ok(draft)) => {
                    p { (say(words::PENDING_EXPLAINED)) }
                    form method="post" action={ (HERE) "/publish" } {
                        button.primary type="submit" { (say(words::PUBLISH)) " " (draft.name.id) }
                    }
                }
                Some(Err(error)) => {
                    p.alert { "⚠ " (say(words::NOT_TOGETHER)) }
                    pre lang="en" { (error) }
                }
            }
        }
    }
}

fn editions(standing: &Standing) -> Markup {
    let current = current(&standing.editions);
    let in_use = |name: &PackName| (*name == current).then_some("in_use");
    let state = |name: &PackName| in_use(name).map_or(say(words::EARLIER), |_| say(words::IN_USE));
    html! {
        section data-section="editions" {
            h2 { (say(words::EDITIONS)) }
            div.scroll role="region" tabindex="0" aria-label=(say(words::EDITIONS)) { table {
                (headings(&words::EDITION_HEADINGS.map(say)))
                tbody {
                    @for edition in standing.editions.iter().rev() {
                        tr data-edition=(edition.name.id) data-state=[in_use(&edition.name)] {
                            td { (name(&edition.name)) }
                            td { (edition.published.name) " · " (moment(edition.published.at)) }
                            @if let Some((act, reason)) = &edition.withdrawn {
                                td {
                                    (say(words::WITHDRAWN)) ": " (reason)
                                    p { small { (act.name) " · " (moment(act.at)) } }
                                }
                                td {}
                            } @else {
                                td { (state(&edition.name)) }
                                td {
                                    a href={ (HERE) "/withdraw?edition=" (edition.name.sha256) } {
                                        (say(words::WITHDRAW))
                                    }
                                }
                            }
                        }
                    }
                    @for pack in RulePack::shipped().iter().rev() {
                        tr data-edition=(pack.name().id) data-state=[in_use(&pack.name())] {
                            td { (name(&pack.name())) }
                            td { (say(words::SHIPPED)) }
                            td { (state(&pack.name())) }
                            td {}
                        }
                    }
                }
            } }
        }
    }
}

fn name(name: &PackName) -> Markup {
    let short: String = name.sha256.as_str().chars().take(12).collect();
    html! { (name.id) " " code title=(name.sha256) { (short) } }
}

fn disputed(groups: &[Disputed]) -> Markup {
    html! {
        section data-section="disputed" {
            h2 { (say(words::DISPUTED)) }
            @if groups.is_empty() {
                p { (say(words::NONE_DISPUTED)) }
            } @else {
                p { (say(words::DISPUTED_EXPLAINED)) }
            }
            @for group in groups {
                h3 { (group.kind.as_ref().map_or(say(words::FACTORS), named)) }
                ul {
                    @for limit in &group.limits {
                        li {
                            (named(&limit.name)) ": " b { (limit.value) }
                            " · " (basis(limit.basis.as_deref().unwrap_or_default()))
                            " · " (evidence(language(), limit.evidence))
                        }
                    }
                }
                @if let Some(first) = group.limits.first() {
                    a.button href={ (HERE) "/settle?of=" (first.name.code) } { (say(words::SETTLE)) }
                }
            }
        }
    }
}

fn inspecting(standing: &Standing) -> Markup {
    let rows = authorities(standing);
    let text = |row: &Value, name: &str| row[name].as_str().unwrap_or("…").to_owned();
    let from = |row: &Value| {
        let from = row["valid_from"]
            .as_str()
            .and_then(|from| from.parse().ok());
        from.map_or_else(String::new, day)
    };
    html! {
        section data-section="authority" {
            h2 { (say(words::AUTHORITY)) }
            p { (say(words::AUTHORITY_EXPLAINED)) }
            div.scroll role="region" tabindex="0" aria-label=(say(words::AUTHORITY)) { table {
                (headings(&words::AUTHORITY_HEADINGS.map(say)))
                tbody { @for row in &rows { tr {
                    td { (from(row)) }
                    @for member in ["superior", "name", "place", "report_recipient"] {
                        td lang="vi" { (text(row, member)) }
                    }
                } } }
            } }
            a.button href={ (HERE) "/authority" } { (say(words::AUTHORITY_ADD)) }
        }
    }
}

fn said_before(said: &[Word]) -> Markup {
    html! {
        section data-section="words" {
            h2 { (say(words::WORDS)) }
            @if said.is_empty() { p { (say(words::NO_WORDS)) } } @else {
                div.scroll role="region" tabindex="0" aria-label=(say(words::WORDS)) { table {
                    (headings(&words::WORD_HEADINGS.map(say)))
                    tbody { @for word in said.iter().rev() { (line(word)) } }
                } }
            }
        }
    }
}

fn line(word: &Word) -> Markup {
    let text = |name: &str| word.row[name].as_str().unwrap_or_default();
    let pack = RulePack::current();
    let about = match word.kind {
        WordKind::SignOff => format!("{} · {}", text("table"), text("row")),
        WordKind::Settlement => {
            let name = pack.limit_name(text("code"));
            name.map_or_else(|| text("code").to_owned(), |name| named(name).to_owned())
        }
        WordKind::Authority => format!("{} {}", text("superior"), text("name")),
    };
    let rests_on = match word.kind {
        WordKind::SignOff => text("text"),
        WordKind::Settlement | WordKind::Authority => text("document"),
    };
    html! {
        tr data-word=(word.kind.code()) {
            td { (about) }
            td { (rests_on) }
            td { (text("by")) " " (word.said.name) " · " (moment(word.said.at)) }
            td {
                @if let Some(struck) = &word.struck {
                    (say(words::STRUCK)) " · " (struck.name) " · " (moment(struck.at))
                } @else {
                    form method="post" action={ (HERE) "/strike" } {
                        input type="hidden" name="id" value=(word.id);
                        button type="submit" { (say(words::STRIKE)) }
                    }
                }
            }
        }
    }
}

/// The rows with a mark; unless `all` are wanted, those that nobody can be sure
/// of.
fn rows(edition: &PackName, all: bool) -> Markup {
    let mut rows = RulePack::marked_rows(edition).unwrap_or_default();
    let open = |row: &MarkedRow| matches!(row.evidence, Evidence::Weak | Evidence::Memory);
    rows.retain(|row| all || open(row));
    let (link, name) = if all {
        (HERE.to_owned(), say(words::SHOW_OPEN))
    } else {
        (format!("{HERE}?rows=all"), say(words::SHOW_ALL))
    };
    html! {
        section data-section="rows" {
            h2 { (say(words::ROWS)) " (" (rows.len()) ")" }
            p { (say(words::ROWS_EXPLAINED)) }
            p { a href=(link) { (name) } }
            div.scroll role="region" tabindex="0" aria-label=(say(words::ROWS)) { table {
                (headings(&words::ROW_HEADINGS.map(say)))
                tbody { @for row in &rows { (marked(row)) } }
            } }
        }
    }
}

/// What a row is called, in the language of the page; where it has no name, its place.
pub(super) fn called(row: &MarkedRow) -> Markup {
    html! {
        @match (&row.names, language()) {
            (Some([vi, _]), Language::Vietnamese) => (vi),
            (Some([_, en]), Language::English) => (en),
            (None, _) => code { (row.place) },
        }
    }
}

/// What a row rests on; documents of law are named as they are.
pub(super) fn basis(text: &str) -> Markup {
    html! {
        @if text.is_empty() { (say(words::NO_BASIS)) } @else { span lang="vi" { (text) } }
    }
}

fn marked(row: &MarkedRow) -> Markup {
    let mut address = url::form_urlencoded::Serializer::new(String::new());
    address
        .append_pair("table", &row.table)
        .append_pair("row", &row.row);
    if let Some(from) = row.valid_from {
        address.append_pair("from", &from.to_string());
    }
    html! {
        tr data-row=(row.row) {
            td {
                (called(row))
                p { small { code { (row.table) " · " (row.row) } } }
            }
            td { (basis(&row.basis)) @if let Some(from) = row.valid_from { p { small { (say(words::SINCE)) " " (day(from)) } } } }
            td { (evidence(language(), row.evidence)) }
            td { a href={ (HERE) "/sign?" (address.finish()) } { (say(words::SIGN)) } }
        }
    }
}
