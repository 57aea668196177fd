//! The register as a list: searched without marks, by ward and kind, page by page,
//! and as a file. One row is `one`'s, changing it `editing`'s and `merging`'s.

use axum::http::StatusCode;
use inspection::folded_words;
use maud::{Markup, html};

use super::desk::{Desk, in_address};
use super::field::{Field, select};
use super::frame::headings;
use super::spoken::say;
use super::{Shown, lists};
use crate::people::Role;
use crate::sheet::Table;
use crate::store::{Registered, Sighted, Sought, place_text};
use crate::wording::establishments as words;
use crate::wording::{self, search};

pub(crate) mod closing;
pub(crate) mod editing;
pub(crate) mod merging;
pub(crate) mod one;

/// Rows on a page.
const PAGE_SIZE: u32 = 50;
/// The most words that are looked for: more than a name and an address have.
const MOST_WORDS: usize = 30;

/// `GET /office/establishments`.
pub(crate) async fn list(desk: Desk) -> Shown {
    let sought = sought(&desk);
    let sighted = desk.office.store.sight(&sought, PAGE_SIZE).await;
    let sighted = sighted.map_err(desk.failed())?;
    let body = draw(&desk, &sought, &sighted);
    Ok(desk.show(StatusCode::OK, desk.say(words::TITLE), &body))
}

/// `GET /office/establishments.csv`: all rows that the list would show.
pub(crate) async fn as_csv(desk: Desk) -> Shown {
    file(&desk, false).await
}

/// `GET /office/establishments.xlsx`.
pub(crate) async fn as_xlsx(desk: Desk) -> Shown {
    file(&desk, true).await
}

async fn file(desk: &Desk, as_xlsx: bool) -> Shown {
    let sought = Sought {
        after: String::new(),
        ..sought(desk)
    };
    // One more is asked for than an i32 holds rows of a workbook.
    let sighted = desk.office.store.sight(&sought, u32::MAX).await;
    let rows = sighted.map_err(desk.failed())?.rows;
    let table = Table {
        name: "co-so",
        head: words_of_head(desk),
        rows: rows.iter().map(|row| cells(desk, row)).collect(),
    };
    desk.file(table, "co-so", as_xlsx).await
}

/// Names that the import of lists understands too.
fn words_of_head(desk: &Desk) -> Vec<&'static str> {
    [
        words::ID,
        words::NAME,
        words::ADDRESS,
        words::WARD,
        words::KIND,
        words::TAX_CODE,
        words::PHONE,
        words::PLACE,
        words::LAST,
        words::RESULT,
        words::CLOSED_ON,
    ]
    .map(|pair| desk.say(pair))
    .to_vec()
}

fn cells(desk: &Desk, row: &Registered) -> Vec<String> {
    let last = row.last.as_ref();
    vec![
        row.id.clone(),
        row.name.clone(),
        row.address.clone(),
        row.ward.clone(),
        desk.kind(&row.kind),
        row.tax_code.clone(),
        row.phone.clone(),
        row.place.map(place_text).unwrap_or_default(),
        last.map(|last| wording::day(last.on)).unwrap_or_default(),
        last.map(|last| search::result(desk.language, last.result.code()).to_owned())
            .unwrap_or_default(),
        row.closed_on.map(wording::day).unwrap_or_default(),
    ]
}

fn sought(desk: &Desk) -> Sought {
    let asked = &desk.asked;
    let words = folded_words(asked.get("q"));
    let words = words.split(' ').filter(|word| !word.is_empty());
    Sought {
        words: words.take(MOST_WORDS).map(str::to_owned).collect(),
        ward: asked.get("ward").to_owned(),
        kind: asked.get("kind").to_owned(),
        closed_down: asked.get("state") == "closed",
        after: asked.0.get("after").cloned().unwrap_or_default(),
        sight: Desk::sight(),
    }
}

/// The address of the same list, from its beginning, below another name.
fn address(desk: &Desk, path: &str) -> String {
    let asked = ["q", "ward", "kind", "state"].into_iter();
    let asked = asked.filter(|name| !desk.asked.get(name).is_empty());
    let asked: Vec<_> = asked
        .map(|name| format!("{name}={}", in_address(desk.asked.get(name))))
        .collect();
    format!("{path}?{}", asked.join("&"))
}

fn draw(desk: &Desk, sought: &Sought, sighted: &Sighted) -> Markup {
    let path = "/office/establishments";
    html! {
        h1 { (desk.say(words::TITLE)) }
        div.actions {
            @if Desk::may(Role::Officer) {
                a.button href="/office/establishments/new" { (desk.say(words::ADD)) }
            }
            @if Desk::may(Role::Officer) && Desk::sight().is_all() {
                a.button href="/office/imports" { (desk.say(words::IMPORTS)) }
            }
        }
        (filters(desk, sought))
        p data-total=(sighted.total) {
            (words::found(desk.language, sighted.total)) " · "
            a href=(address(desk, "/office/establishments.csv")) { (desk.say(words::AS_CSV)) } " · "
            a href=(address(desk, "/office/establishments.xlsx")) { (desk.say(words::AS_XLSX)) }
        }
        @if sighted.rows.is_empty() {
            p { (desk.say(words::NONE_FOUND)) }
        } @else {
            div.scroll role="region" tabindex="0" aria-label=(desk.say(words::TITLE)) {
                table {
                    (headings(&[words::WARD, words::NAME, words::ADDRESS, words::KIND, words::LAST]
                        .map(|pair| desk.say(pair))))
                    tbody { @for row in &sighted.rows { (lists::registered(desk, row)) } }
                }
            }
        }
        nav.pager aria-label=(say(wording::PAGES)) {
            @if !sought.after.is_empty() {
                a href=(address(desk, path)) { (desk.say(words::FIRST_PAGE)) }
            }
            @if let Some(next) = &sighted.next {
                a href={ (address(desk, path)) "&after=" (in_address(next)) } { (desk.say(words::NEXT_PAGE)) }
            }
        }
    }
}

fn filters(desk: &Desk, sought: &Sought) -> Markup {
    let states = [("", words::WORKS), ("closed", words::CLOSED_DOWN)];
    let states = states.map(|(code, pair)| (code.to_owned(), desk.say(pair).to_owned()));
    html! {
        form.filters method="get" action="/office/establishments" role="search" {
            (Field {
                name: "q",
                label: desk.say(words::SEARCH),
                value: desk.asked.get("q"),
                hint: desk.say(words::SEARCH_HINT),
                ..Field::TEXT
            }.draw(None))
            (select(("ward", desk.say(words::WARD)), &desk.wards(words::ANY, None), &sought.ward, None))
            (select(("kind", desk.say(words::KIND)), &desk.kinds(words::ANY), &sought.kind, None))
            (select(("state", desk.say(words::STATE)), &states, desk.asked.get("state"), None))
            p.field { button type="submit" { (desk.say(words::FIND)) } }
        }
    }
}
