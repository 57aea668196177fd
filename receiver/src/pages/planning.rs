//! The plan of a period: its visits by ward, kind and team, how much of it is
//! done, what was struck, and all of it as a file. One visit is `visits`', many at
//! once are `many`'s.

use axum::http::StatusCode;
use chrono::{Months, NaiveDate};
use maud::{Markup, html};

use super::desk::{Desk, in_address};
use super::field::{Field, select};
use super::frame::headings;
use super::spoken::say;
use super::{Shown, month_of};
use crate::people::Role;
use crate::sheet::Table;
use crate::store::{PlannedVisit, StruckVisit};
use crate::wording;
use crate::wording::establishments as register;
use crate::wording::planning as words;

pub(crate) mod many;
mod progress;
pub(crate) mod visits;

use progress::{progress, struck_visits};

/// Rows on a page.
const PAGE_SIZE: usize = 100;
/// The longest period, in days.
const LONGEST: i64 = 366;

/// Which visits are asked for.
struct Wanted {
    first: NaiveDate,
    last: NaiveDate,
}

impl Wanted {
    /// The period that was typed, else the current month.
    fn of(desk: &Desk) -> Self {
        let (first, last) = month_of(Desk::today());
        let typed = |name| desk.asked.day(name);
        match (typed("from"), typed("to")) {
            (Some(from), Some(to)) if (0..=LONGEST).contains(&(to - from).num_days()) => Self {
                first: from,
                last: to,
            },
            (Some(from), _) => {
                let (first, last) = month_of(from);
                Self { first, last }
            }
            _ => Self { first, last },
        }
    }

    fn holds(desk: &Desk, visit: &PlannedVisit) -> bool {
        let (ward, kind, team) = (
            desk.asked.get("ward"),
            desk.asked.get("kind"),
            desk.asked.get("team"),
        );
        let row = &visit.establishment;
        (ward.is_empty() || row.ward_code.as_deref() == Some(ward))
            && (kind.is_empty() || row.kind == kind)
            && (team.is_empty() || visit.team == team)
    }
}

/// `GET /office/plan`.
pub(crate) async fn page(desk: Desk) -> Shown {
    let wanted = Wanted::of(&desk);
    let read = async {
        let store = &desk.office.store;
        let all = store.plan(wanted.first, wanted.last).await?;
        Ok((all, store.struck_visits(wanted.first, wanted.last).await?))
    };
    let (mut all, mut struck) = read.await.map_err(desk.failed())?;
    let sight = Desk::sight();
    all.retain(|visit: &PlannedVisit| Desk::sees(&visit.establishment));
    struck.retain(|visit: &StruckVisit| sight.sees(visit.ward.as_deref()));
    let body = draw(&desk, &wanted, &all, &struck);
    Ok(desk.show(StatusCode::OK, desk.say(words::TITLE), &body))
}

/// `GET /office/plan.csv`.
pub(crate) async fn as_csv(desk: Desk) -> Shown {
    file(&desk, false).await
}

/// `GET /office/plan.xlsx`.
pub(crate) async fn as_xlsx(desk: Desk) -> Shown {
    file(&desk, true).await
}

async fn file(desk: &Desk, as_xlsx: bool) -> Shown {
    let wanted = Wanted::of(desk);
    let all = desk.office.store.plan(wanted.first, wanted.last).await;
    let mut all = all.map_err(desk.failed())?;
    all.retain(|visit| Desk::sees(&visit.establishment));
    let head = [
        words::DAY,
        register::NAME,
        register::ADDRESS,
        register::WARD,
        register::KIND,
        words::TEAM,
        register::STATE,
        register::ID,
    ];
    let cells = |visit: &PlannedVisit| {
        let row = &visit.establishment;
        vec![
            wording::day(visit.planned_on),
            row.name.clone(),
            row.address.clone(),
            row.ward.clone(),
            desk.kind(&row.kind),
            visit.team.clone(),
            desk.say(state(visit).1).to_owned(),
            row.id.clone(),
        ]
    };
    let table = Table {
        name: "ke-hoach",
        head: head.map(|pair| desk.say(pair)).to_vec(),
        rows: all
            .iter()
            .filter(|visit| Wanted::holds(desk, visit))
            .map(cells)
            .collect(),
    };
    desk.file(table, "ke-hoach", as_xlsx).await
}

/// How far a visit has got.
fn state(visit: &PlannedVisit) -> (&'static str, wording::language::Pair) {
    match visit.done {
        Some(_) => ("done", words::DONE),
        None if visit.planned_on < Desk::today() => ("late", words::LATE),
        None => ("planned", words::OPEN),
    }
}

fn draw(desk: &Desk, wanted: &Wanted, all: &[PlannedVisit], struck: &[StruckVisit]) -> Markup {
    let shown: Vec<_> = all
        .iter()
        .filter(|visit| Wanted::holds(desk, visit))
        .collect();
    let asked = ["from", "to", "ward", "kind", "team"].into_iter();
    let asked: Vec<_> = asked
        .filter(|name| !desk.asked.get(name).is_empty())
        .map(|name| format!("{name}={}", in_address(desk.asked.get(name))))
        .collect();
    let asked = asked.join("&");
    html! {
        h1 { (desk.say(words::TITLE)) }
        div.actions {
            @if Desk::may(Role::Officer) {
                a.button href="/office/plan/many" { (desk.say(words::MANY)) }
            }
            a.button href="/office/establishments" { (desk.say(register::TITLE)) }
        }
        (filters(desk, wanted, all))
        p {
            a href={ "/office/plan.csv?" (asked) } { (desk.say(register::AS_CSV)) } " · "
            a href={ "/office/plan.xlsx?" (asked) } { (desk.say(register::AS_XLSX)) }
        }
        @if shown.is_empty() {
            p { (desk.say(words::NONE)) }
        } @else {
            (progress(desk, &shown))
            (visits_of(desk, &shown, &asked))
        }
        (struck_visits(desk, struck))
    }
}

fn filters(desk: &Desk, wanted: &Wanted, all: &[PlannedVisit]) -> Markup {
    let [from, to] = [wanted.first, wanted.last].map(wording::day);
    let mut teams: Vec<_> = all.iter().map(|visit| visit.team.clone()).collect();
    teams.retain(|team| !team.is_empty());
    teams.sort_unstable();
    teams.dedup();
    let teams = teams.into_iter().map(|team| (team.clone(), team));
    let any = (String::new(), desk.say(register::ANY).to_owned());
    let teams: Vec<_> = std::iter::once(any).chain(teams).collect();
    let hint = desk.say(register::DAY_HINT);
    html! {
        form.filters method="get" action="/office/plan" {
            (Field { name: "from", label: desk.say(words::FROM), value: &from, hint, ..Field::TEXT }.draw(None))
            (Field { name: "to", label: desk.say(words::TO), value: &to, hint, ..Field::TEXT }.draw(None))
            (select(("ward", desk.say(register::WARD)), &desk.wards(register::ANY, None), desk.asked.get("ward"), None))
            (select(("kind", desk.say(register::KIND)), &desk.kinds(register::ANY), desk.asked.get("kind"), None))
            (select(("team", desk.say(words::TEAM)), &teams, desk.asked.get("team"), None))
            p.field { button type="submit" { (desk.say(words::SHOW)) } }
        }
        div.actions {
            @for (sign, first) in [("←", wanted.first.checked_sub_months(Months::new(1))), ("→", wanted.first.checked_add_months(Months::new(1)))] {
                @if let Some(first) = first {
                    a.button href={ "/office/plan?from=" (first) } { (sign) " " (first.format("%m/%Y")) }
                }
            }
        }
    }
}

fn visits_of(desk: &Desk, visits: &[&PlannedVisit], asked: &str) -> Markup {
    let pages = visits.len().div_ceil(PAGE_SIZE).max(1);
    let number = desk
        .asked
        .get("page")
        .parse()
        .unwrap_or(1_usize)
        .clamp(1, pages);
    let page = visits.iter().skip((number - 1) * PAGE_SIZE).take(PAGE_SIZE);
    let to = |number: usize| format!("/office/plan?{asked}&page={number}");
    html! {
        div.scroll role="region" tabindex="0" aria-label=(desk.say(words::TITLE)) {
            table data-visits=(visits.len()) {
                (headings(&words::HEADINGS.map(|pair| desk.say(pair))))
                tbody { @for visit in page { (line(desk, visit)) } }
            }
        }
        nav.pager aria-label=(say(wording::PAGES)) {
            @if number > 1 { a href=(to(number - 1)) { "←" } }
            span { (wording::imports::page(desk.language, number, pages)) }
            @if number < pages { a href=(to(number + 1)) { "→" } }
        }
    }
}

fn line(desk: &Desk, visit: &PlannedVisit) -> Markup {
    let (code, words) = state(visit);
    let row = &visit.establishment;
    html! {
        tr data-visit=(visit.id) data-state=(code) {
            td { (wording::day(visit.planned_on)) }
            td { a href={ "/office/establishments/" (row.id) } { (row.name) } br; small { (desk.kind(&row.kind)) " · " (row.address) } }
            td { (row.ward) }
            td { (visit.team) }
            td {
                @match visit.done {
                    Some(id) => a href={ "/office/inspections/" (id) } { (desk.say(words)) },
                    None => (desk.say(words)),
                }
            }
            td {
                @if visit.done.is_none() {
                    a href={ "/office/plan/visits/" (visit.id) } { (desk.say(words::CHANGE)) }
                }
            }
        }
    }
}
