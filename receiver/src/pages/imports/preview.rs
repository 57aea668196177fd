//! What a ward's list would make of the register: its columns, the words nobody
//! understood, and every row with its state and what there is to decide.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use maud::{Markup, html};

use super::super::desk::{self, Desk, in_address};
use super::super::establishments::one::changes;
use super::super::frame::headings;
use super::super::spoken::say;
use super::super::{Failure, Shown};
use super::matching::columns;
use crate::store::{Import, judged};
use crate::ward_list::compare::{
    Candidate, Decision, Judged, State, Whom, counts, fingerprint, is_ready,
};
use crate::ward_list::{Fault, Head, Judgement};
use crate::wording;
use crate::wording::imports as words;
use crate::wording::language::Pair;

/// Rows on a page.
const PAGE_SIZE: usize = 100;

/// `GET /office/imports/{id}`.
pub(crate) async fn page(desk: Desk, id: Result<Path<String>, PathRejection>) -> Shown {
    let import = import(&desk, id).await?;
    show(&desk, import, StatusCode::OK, None).await
}

/// The list of an address.
pub(super) async fn import(
    desk: &Desk,
    id: Result<Path<String>, PathRejection>,
) -> Result<Import, Failure> {
    let id = desk::id(id).ok_or_else(|| desk.missing())?;
    let import = desk.office.store.import(&id).await;
    import.map_err(desk.failed())?.ok_or_else(|| desk.missing())
}

/// The preview, worked out anew.
pub(super) async fn show(
    desk: &Desk,
    import: Import,
    status: StatusCode,
    notice: Option<Pair>,
) -> Shown {
    let register = desk.office.store.register().await.map_err(desk.failed())?;
    let judgement = judged(import.clone(), register, Desk::today()).await;
    let judgement = judgement.map_err(desk.failed())?;
    let body = draw(desk, &import, &judgement, notice);
    Ok(desk.show(status, desk.say(words::PREVIEW), &body))
}

fn draw(desk: &Desk, import: &Import, judgement: &Judgement, notice: Option<Pair>) -> Markup {
    let address = format!("/office/imports/{}", import.id);
    let ready = is_ready(&judgement.rows);
    html! {
        h1 { (desk.say(words::PREVIEW)) ": " (import.file_name) }
        @if let Some(notice) = notice { p.alert data-mark="notice" { (desk.say(notice)) } }
        @if let Some(name) = &import.sheet.name {
            p { (words::sheets(desk.language, name, &import.sheet.unread)) }
        }
        p { (desk.say(words::PREVIEW_EXPLAINED)) }
        (columns(desk, import, judgement, &address))
        (rows(desk, import, judgement, &address))
        div.actions {
            @if ready {
                form method="post" action={ (address) "/commit" } {
                    input type="hidden" name="shown" value=(fingerprint(&judgement.rows));
                    button type="submit" { (desk.say(words::COMMIT)) }
                }
            } @else { p data-mark="not-ready" { (desk.say(words::NOT_READY)) } }
            form method="post" action={ (address) "/discard" } {
                button.danger type="submit" { (desk.say(words::DISCARD)) }
            }
        }
    }
}

fn rows(desk: &Desk, import: &Import, judgement: &Judgement, address: &str) -> Markup {
    let show = desk.asked.get("show");
    let shown: Vec<_> = judgement
        .rows
        .iter()
        .filter(|row| show.is_empty() || row.state.code() == show)
        .collect();
    let pages = shown.len().div_ceil(PAGE_SIZE).max(1);
    let number = desk
        .asked
        .get("page")
        .parse()
        .unwrap_or(1_usize)
        .clamp(1, pages);
    let page = shown.iter().skip((number - 1) * PAGE_SIZE).take(PAGE_SIZE);
    let to = |number: usize| format!("{address}?show={}&page={number}", in_address(show));
    html! {
        section data-section="rows" {
            h2 { (desk.say(words::ROWS)) }
            (tally(desk, judgement, address, show))
            form method="post" action={ (address) "/decisions" } {
                input type="hidden" name="edits" value=(import.edits);
                input type="hidden" name="show" value=(show);
                input type="hidden" name="page" value=(number);
                div.scroll role="region" tabindex="0" aria-label=(desk.say(words::ROWS)) {
                    table {
                        (headings(&words::ROW_HEADINGS.map(|pair| desk.say(pair))))
                        tbody { @for row in page { (line(desk, &judgement.head, row)) } }
                    }
                }
                nav.pager aria-label=(say(wording::PAGES)) {
                    @if number > 1 { a href=(to(number - 1)) { "←" } }
                    span { (words::page(desk.language, number, pages)) }
                    @if number < pages { a href=(to(number + 1)) { "→" } }
                }
                div.actions {
                    button type="submit" { (desk.say(words::SAVE_DECISIONS)) }
                    button type="submit" name="all" value="leave_faulty" { (desk.say(words::LEAVE_FAULTY)) }
                }
            }
        }
    }
}

/// How many rows there are of each state, each a link to them.
fn tally(desk: &Desk, judgement: &Judgement, address: &str, show: &str) -> Markup {
    let counts = counts(&judgement.rows);
    html! {
        ul.plain {
            @for (code, count) in State::CODES.iter().zip(counts) {
                @if count > 0 {
                    li data-count=(code) data-rows=(count) {
                        a href={ (address) "?show=" (code) } aria-current=[(show == *code).then_some("true")] {
                            (desk.say(words::state(code))) ": " (count)
                        }
                    }
                }
            }
        }
    }
}

fn line(desk: &Desk, head: &Head, row: &Judged) -> Markup {
    let code = row.state.code();
    html! {
        tr data-row=(row.number) data-state=(code) {
            td { (row.number) }
            td { (row.cells.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" · ")) }
            td { (desk.say(words::state(code))) }
            td {
                @match &row.state {
                    State::Changed(changed) => (changes(desk, changed)),
                    State::Faulty(faults) => ul.plain { @for one in faults { li { (fault(desk, head, one)) } } },
                    _ => {},
                }
                (choices(desk, row))
            }
        }
    }
}

/// A fault with its column in words: "Cột C “MST”: …".
fn fault(desk: &Desk, head: &Head, fault: &Fault) -> Markup {
    let index = head.index_of(fault.column);
    let named = desk.say(words::column(fault.column));
    html! {
        @if let Some(index) = index {
            (words::column_named(desk.language, &letters(index)))
            " (" (named) "): "
        } @else { (named) ": " }
        @if !fault.typed.is_empty() { "“" (fault.typed) "” " }
        strong { (words::why(desk.language, fault.why)) }
    }
}

fn choices(desk: &Desk, row: &Judged) -> Markup {
    let asks = matches!(row.state, State::Faulty(_) | State::LeftOut) || !row.candidates.is_empty();
    let name = format!("row:{}", row.number);
    let value = |decision: Option<&Decision>| match decision {
        None => String::new(),
        Some(Decision::Add) => "add".to_owned(),
        Some(Decision::LeaveOut) => "leave".to_owned(),
        Some(Decision::Update(id)) => format!("update:{id}"),
    };
    let now = value(row.decided.as_ref());
    let option = |value: String, words: String| {
        html! { option value=(value) selected[value == now] { (words) } }
    };
    html! {
        @if asks {
            select name=(name) aria-label=(row.number) {
                (option(String::new(), desk.say(words::UNDECIDED).to_owned()))
                @for one in &row.candidates {
                    @if let Whom::Registered(id) = &one.whom {
                        (option(format!("update:{id}"), candidate(desk, one)))
                    }
                }
                @if !row.candidates.is_empty() {
                    (option("add".to_owned(), desk.say(words::ADD).to_owned()))
                }
                (option("leave".to_owned(), desk.say(words::LEAVE_OUT).to_owned()))
            }
            @for one in &row.candidates {
                @if let Whom::Row(number) = &one.whom {
                    p { small { (words::as_row(desk.language, *number, &one.name, &one.address)) } }
                }
            }
        }
    }
}

fn candidate(desk: &Desk, one: &Candidate) -> String {
    let by = if one.by_tax_code {
        words::SAME_CODE
    } else {
        words::SAME_PLACE
    };
    let told = words::update(desk.language, &one.name, &one.address);
    let mut why = vec![desk.say(by)];
    if one.closed_down {
        why.push(desk.say(words::REOPENS));
    }
    format!("{told} ({})", why.join("; "))
}

/// A column as spreadsheets name it: A for the first, AA after Z.
#[must_use]
pub(crate) fn letters(index: usize) -> String {
    let mut rest = index + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let place = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + place));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        let expected = [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (51, "AZ"),
            (52, "BA"),
            (255, "IV"),
            (701, "ZZ"),
            (702, "AAA"),
        ];
        for (index, name) in expected {
            assert_eq!(letters(index), name);
        }
    }
}
