//! Looking for inspections: by words, period, ward, kind, result and what there is
//! to see to. The address holds all of it, so that it can be kept and sent on.

use axum::http::StatusCode;
use inspection::{folded_words, read_date};
use maud::{Markup, html};

use super::Shown;
use super::desk::{Desk, in_address};
use super::field::{Fault, Field, select};
use super::follow_ups::ward;
use super::frame::headings;
use super::spoken::say;
use crate::people::Seat;
use crate::store::{Findings, Hit, Search, State};
use crate::wording::{self, search as words};

/// Where the page is.
const HERE: &str = "/office/inspections";
/// Rows on a page.
const PAGE_SIZE: u32 = 50;
/// The most words that are looked for: more than a name and an address have.
const MOST_WORDS: usize = 30;
/// What the address holds of what is looked for.
const ASKED: [&str; 7] = ["q", "from", "to", "ward", "kind", "result", "state"];

/// `GET /office/inspections`.
pub(crate) async fn page(desk: Desk, seat: Seat) -> Shown {
    let (search, faults) = search(&desk);
    let sight = seat.sight(Desk::today());
    let found = desk.office.store.search(&search, &sight, PAGE_SIZE).await;
    let found = found.map_err(desk.failed())?;
    let body = draw(&desk, &seat, &search, &found, &faults);
    Ok(desk.show(StatusCode::OK, desk.say(words::TITLE), &body))
}

/// What is looked for; a day that is none is said at its field, and not looked for.
fn search(desk: &Desk) -> (Search, Vec<Fault>) {
    let asked = &desk.asked;
    let folded = folded_words(asked.get("q"));
    let typed = folded.split(' ').filter(|word| !word.is_empty());
    let mut faults = Vec::new();
    let mut day = |field: &'static str| {
        let typed = asked.get(field);
        let day = read_date(typed).ok();
        if day.is_none() && !typed.is_empty() {
            faults.push(Fault::at(field, desk.say(words::NO_DAY)));
        }
        day
    };
    let (from, to) = (day("from"), day("to"));
    let mut states = State::ALL.into_iter();
    let search = Search {
        words: typed.take(MOST_WORDS).map(str::to_owned).collect(),
        from,
        to,
        ward: ward(asked.get("ward")),
        kind: asked.get("kind").to_owned(),
        result: asked.get("result").to_owned(),
        state: states.find(|state| state.code() == asked.get("state")),
        after: asked.get("after").to_owned(),
    };
    (search, faults)
}

/// The address of the same search with another state, from its beginning.
fn address(desk: &Desk, state: Option<&str>) -> String {
    let asked = ASKED.into_iter().map(|name| match (name, state) {
        ("state", Some(state)) => (name, state),
        _ => (name, desk.asked.get(name)),
    });
    let asked: Vec<_> = asked
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| format!("{name}={}", in_address(text)))
        .collect();
    format!("{HERE}?{}", asked.join("&"))
}

fn draw(desk: &Desk, seat: &Seat, search: &Search, found: &Findings, faults: &[Fault]) -> Markup {
    html! {
        h1 { (desk.say(words::TITLE)) }
        (filters(desk, seat, faults))
        p data-total=(found.total) { (words::found(desk.language, found.total)) }
        nav.pager aria-label=(desk.say(words::STATE)) {
            a href=(address(desk, Some(""))) aria-current=[search.state.is_none().then_some("page")] {
                (desk.say(words::ANY))
            }
            @for (state, count) in State::ALL.into_iter().zip(found.states) {
                a href=(address(desk, Some(state.code()))) data-state=(state.code())
                    data-count=(count)
                    aria-current=[(search.state == Some(state)).then_some("page")] {
                    (desk.say(words::state(state))) " (" (count) ")"
                }
            }
        }
        @if found.rows.is_empty() { p { (desk.say(words::NONE)) } } @else {
            div.scroll role="region" tabindex="0" aria-label=(desk.say(words::TITLE)) {
                table {
                    (headings(&words::HEADINGS.map(|pair| desk.say(pair))))
                    tbody { @for hit in &found.rows { (line(desk, hit)) } }
                }
            }
        }
        nav.pager aria-label=(say(wording::PAGES)) {
            @if !search.after.is_empty() { a href=(address(desk, None)) { (desk.say(words::FIRST)) } }
            @if let Some(next) = &found.next {
                a href={ (address(desk, None)) "&after=" (in_address(next)) } {
                    (desk.say(words::NEXT))
                }
            }
        }
    }
}

fn filters(desk: &Desk, seat: &Seat, faults: &[Fault]) -> Markup {
    let fault = |name: &str| faults.iter().find(|fault| fault.field == name);
    let any = || (String::new(), desk.say(words::ANY).to_owned());
    let choices = |codes: Vec<(&str, wording::language::Pair)>| {
        let said = codes.into_iter();
        let said = said.map(|(code, pair)| (code.to_owned(), desk.say(pair).to_owned()));
        std::iter::once(any()).chain(said).collect::<Vec<_>>()
    };
    let results = choices(words::RESULTS.to_vec());
    let states = State::ALL.map(|state| (state.code(), words::state(state)));
    let states = choices(states.to_vec());
    let day = |name: &'static str, label| {
        let value = desk.asked.get(name);
        let label = desk.say(label);
        Field {
            name,
            label,
            value,
            ..Field::TEXT
        }
        .draw(fault(name))
    };
    let choose = |name: &'static str, label, options: &[(String, String)]| {
        select((name, desk.say(label)), options, desk.asked.get(name), None)
    };
    html! {
        form.filters method="get" action=(HERE) role="search" {
            (words_field(desk))
            (day("from", words::FROM))
            (day("to", words::TO))
            @if seat.is_the_citys() { (choose("ward", words::WARD, &desk.wards(words::ANY, None))) }
            (choose("kind", words::KIND, &desk.kinds(words::ANY)))
            (choose("result", words::RESULT, &results))
            (choose("state", words::STATE, &states))
            p.field { button type="submit" { (desk.say(words::FIND)) } }
        }
    }
}

fn words_field(desk: &Desk) -> Markup {
    let field = Field {
        name: "q",
        label: desk.say(words::SEARCH),
        value: desk.asked.get("q"),
        hint: desk.say(words::HINT),
        ..Field::TEXT
    };
    field.draw(None)
}

/// The field of words alone, for the first page.
pub(super) fn quick(desk: &Desk) -> Markup {
    html! {
        form.filters method="get" action=(HERE) role="search" {
            (words_field(desk))
            p.field { button type="submit" { (desk.say(words::FIND)) } }
        }
    }
}

fn line(desk: &Desk, hit: &Hit) -> Markup {
    let row = &hit.summary;
    let language = desk.language;
    html! {
        tr data-record=(row.id) {
            td { (wording::day(row.inspected_on)) }
            td {
                a href={ (HERE) "/" (row.id) } { (row.establishment.name) }
                br;
                small { (desk.kind(&row.establishment.kind)) " · " (row.establishment.address) }
            }
            td {
                span.verdict data-state=(hit.result) {
                    span.sign aria-hidden="true" { (wording::sign(&hit.result)) }
                    " " (words::result(language, &hit.result))
                }
            }
            td {
                @if row.discrepancies > 0 { p.alert { "⚠ " (desk.say(words::state(State::Discrepancy))) } }
                @if row.conflicts > 0 { p.alert { "⚠ " (desk.say(words::state(State::Conflict))) } }
                @if row.open > 0 { p { (words::open(language, row.open)) } }
                @if hit.photos > 0 { p { (words::photos(language, hit.photos)) } }
                @if row.corrections > 0 { p { (desk.say(words::state(State::Corrected))) } }
            }
        }
    }
}
