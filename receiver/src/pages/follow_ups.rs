//! What has to follow visits: a page of all that is open, by its last day, and the
//! part of an inspection's page that says what it left.

use axum::http::StatusCode;
use inspection::FollowUpKind;
use maud::{Markup, html};

use super::Shown;
use super::desk::{Desk, in_address};
use super::field::select;
use super::frame::headings;
use super::spoken::say;
use crate::people::{Authority, Role, Seat, Sight};
use crate::store::{Due, Following, Followings, Wanted};
use crate::wording::{self, follow_ups as words, outcomes};

/// Rows on a page.
const PAGE_SIZE: u32 = 50;
/// Where the page is.
const HERE: &str = "/office/follow-ups";

/// `GET /office/follow-ups`.
pub(crate) async fn page(desk: Desk, seat: Seat) -> Shown {
    let today = Desk::today();
    let wanted = wanted(&desk);
    let (store, sight) = (&desk.office.store, seat.sight(today));
    let found = store.followings(&wanted, &sight, PAGE_SIZE).await;
    let found = found.map_err(desk.failed())?;
    let body = draw(&desk, &seat, &wanted, &found);
    Ok(desk.show(StatusCode::OK, desk.say(words::TITLE), &body))
}

fn wanted(desk: &Desk) -> Wanted {
    let asked = &desk.asked;
    let mut kinds = FollowUpKind::ALL.into_iter();
    let mut dues = Due::ALL.into_iter();
    Wanted {
        today: Desk::today(),
        due: dues.find(|due| due.code() == asked.get("due")),
        ward: ward(asked.get("ward")),
        kind: kinds.find(|kind| kind.code() == asked.get("kind")),
        after: asked.get("after").to_owned(),
    }
}

/// What an address asks for of wards: one with those it was made from, or all.
pub(super) fn ward(code: &str) -> Sight {
    let authority = Authority::on(code, Desk::today());
    authority.map_or(Sight::ALL, |authority| authority.sight(Desk::today()))
}

/// The address of the page, with these parts of what is asked for.
fn address(desk: &Desk, due: Option<&str>, after: Option<&str>) -> String {
    let asked = |name: &'static str| (name, desk.asked.get(name).to_owned());
    let own = |text: Option<&str>, name| (name, text.unwrap_or_default().to_owned());
    let parts = [
        asked("ward"),
        asked("kind"),
        own(due, "due"),
        own(after, "after"),
    ];
    let parts = parts.into_iter().filter(|(_, text)| !text.is_empty());
    let parts: Vec<_> = parts
        .map(|(name, text)| format!("{name}={}", in_address(&text)))
        .collect();
    format!("{HERE}?{}", parts.join("&"))
}

fn draw(desk: &Desk, seat: &Seat, wanted: &Wanted, found: &Followings) -> Markup {
    let due = wanted.due.map(Due::code);
    html! {
        h1 { (desk.say(words::TITLE)) }
        p { (desk.say(words::EXPLAINED)) }
        (filters(desk, seat, wanted))
        nav.pager aria-label=(desk.say(words::DUE)) {
            a href=(address(desk, None, None)) aria-current=[due.is_none().then_some("page")] {
                (desk.say(words::ANY)) " (" (found.counts.iter().sum::<u64>()) ")"
            }
            @for (one, count) in Due::ALL.into_iter().zip(found.counts) {
                a href=(address(desk, Some(one.code()), None)) data-due=(one.code())
                    data-count=(count) aria-current=[(wanted.due == Some(one)).then_some("page")] {
                    (desk.say(words::due(one))) " (" (count) ")"
                }
            }
        }
        @if found.rows.is_empty() { p { (desk.say(words::NONE)) } } @else {
            div.scroll role="region" tabindex="0" aria-label=(desk.say(words::TITLE)) {
                table {
                    (headings(&words::HEADINGS.map(|pair| desk.say(pair))))
                    tbody { @for row in &found.rows { (line(desk, wanted, row)) } }
                }
            }
        }
        nav.pager aria-label=(say(wording::PAGES)) {
            @if !wanted.after.is_empty() {
                a href=(address(desk, due, None)) { (desk.say(words::FIRST)) }
            }
            @if let Some(next) = &found.next {
                a href=(address(desk, due, Some(next))) { (desk.say(words::NEXT)) }
            }
        }
    }
}

fn filters(desk: &Desk, seat: &Seat, wanted: &Wanted) -> Markup {
    let kinds = FollowUpKind::ALL.into_iter().map(|kind| {
        let said = desk.say(words::kind(kind)).to_owned();
        (kind.code().to_owned(), said)
    });
    let any = (String::new(), desk.say(words::ANY).to_owned());
    let kinds: Vec<_> = std::iter::once(any).chain(kinds).collect();
    html! {
        form.filters method="get" action=(HERE) role="search" {
            @if seat.is_the_citys() {
                (select(("ward", desk.say(words::WARD)), &desk.wards(words::ANY, None), desk.asked.get("ward"), None))
            }
            (select(("kind", desk.say(words::KIND)), &kinds, desk.asked.get("kind"), None))
            @if let Some(due) = wanted.due { input type="hidden" name="due" value=(due.code()); }
            p.field { button type="submit" { (desk.say(words::SHOW)) } }
        }
    }
}

fn line(desk: &Desk, wanted: &Wanted, row: &Following) -> Markup {
    html! {
        tr data-follow-up=(row.kind.code()) data-inspection=(row.inspection) {
            td { (day(desk, row, wanted.today)) }
            td {
                a href={ "/office/inspections/" (row.inspection) } { (row.establishment) }
                br;
                small { (row.address) " · " (wording::day(row.inspected_on)) }
            }
            td { (Desk::ward(&row.ward)) }
            td { (desk.say(words::kind(row.kind))) }
            td { (about(desk, row)) }
            td { (enter(desk, row)) }
        }
    }
}

/// The last day, with a mark where it is over.
fn day(desk: &Desk, row: &Following, today: chrono::NaiveDate) -> Markup {
    html! {
        @match row.due {
            Some(due) if due < today && row.settled.is_none() => span.alert {
                "⚠ " (wording::day(due)) " · " (desk.say(words::OVERDUE))
            },
            Some(due) => (wording::day(due)),
            None => (desk.say(words::NO_DAY)),
        }
    }
}

/// The check and the words; the whole visit where neither says anything.
fn about(desk: &Desk, row: &Following) -> Markup {
    let subject = row.subject.as_ref();
    let thing = subject.map(|(kind, code)| (*kind, code.as_str()));
    let check = row.check;
    html! {
        @if let Some(check) = check { (outcomes::check(desk.language, check.0, thing)) }
        @if check.is_some() && !row.what.is_empty() { br; }
        (row.what)
        @if check.is_none() && row.what.is_empty() { (desk.say(outcomes::WHOLE)) }
    }
}

/// The way to the form, with the right outcome chosen.
fn enter(desk: &Desk, row: &Following) -> Markup {
    let check = row.check.map(|check| check.to_string()).unwrap_or_default();
    let (id, result) = (row.inspection, row.kind.usual());
    html! {
        @if Desk::may(Role::Officer) { a href={ "/office/inspections/" (id) "?result=" (result) "&check=" (check) "#enter" } {
            (desk.say(words::ENTER))
        } }
    }
}

/// What one inspection left open, with what has settled it.
pub(super) fn left(desk: &Desk, rows: &[Following]) -> Markup {
    let today = Desk::today();
    html! {
        @if !rows.is_empty() {
            section data-section="follow-ups" {
                h2 { (desk.say(words::LEFT)) }
                div.scroll role="region" tabindex="0" aria-label=(desk.say(words::LEFT)) {
                    table {
                        (headings(&words::LEFT_HEADINGS.map(|pair| desk.say(pair))))
                        tbody {
                            @for row in rows {
                                tr data-follow-up=(row.kind.code())
                                    data-state=(if row.settled.is_some() { "settled" } else { "open" }) {
                                    td { (desk.say(words::kind(row.kind))) }
                                    td { (about(desk, row)) }
                                    td { (day(desk, row, today)) }
                                    td { (state(desk, row)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn state(desk: &Desk, row: &Following) -> Markup {
    html! {
        @match row.settled {
            None => { (desk.say(words::OPEN)) " · " (enter(desk, row)) },
            Some((on, by)) if row.by_visit => a href={ "/office/inspections/" (by) } {
                (words::settled(desk.language, on, true))
            },
            Some((on, by)) => a href={ "#o-" (by) } {
                (words::settled(desk.language, on, false))
            },
        }
    }
}
