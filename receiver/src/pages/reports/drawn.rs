//! A report as a page: the head of a document, its sections as tables, and a link
//! from each figure to its records.

use inspection::{Cut, Figure};
use maud::{DOCTYPE, Markup, html};

use super::super::desk::{Desk, in_address};
use super::address;
use crate::report::{Form, Row, Section, Statement, Value, said};
use crate::wording::reports as words;

/// The report with what surrounds it.
pub(super) fn draw(desk: &Desk, statement: &Statement) -> Markup {
    let here = address(statement.period);
    html! {
        p.pager { a href=(super::HERE) { (desk.say(words::TITLE)) } }
        p.actions {
            (desk.say(words::FILES)) ": "
            @for form in Form::ALL {
                a href={ (here) "/file/" (form.ending()) } { (form.ending().to_uppercase()) }
            }
        }
        (paper(statement, Some(&here)))
    }
}

/// The report alone, as a file that needs nothing else.
pub(crate) fn alone(statement: &Statement) -> String {
    let style = super::super::style::STYLE;
    let page = html! {
        (DOCTYPE)
        html lang="vi" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (statement.title) }
                style { (maud::PreEscaped(style)) }
            }
            body { main { (paper(statement, None)) } }
        }
    };
    page.into_string()
}

fn paper(statement: &Statement, here: Option<&str>) -> Markup {
    let heading = &statement.heading;
    html! {
        article.report data-report=(statement.period.code()) {
            div.report-head {
                div {
                    p { (heading.superior) }
                    p { b { (heading.body) } }
                    p { (heading.number) }
                }
                div {
                    p { b { (words::STATE[0]) } }
                    p { b { (words::STATE[1]) } }
                    p { i { (heading.place_and_day) } }
                }
            }
            h1 { (statement.title) }
            p.report-covers { "(" (statement.covers) ")" }
            p.report-covers { (heading.recipient) }
            @for note in &statement.notes { p.report-note role="note" { (note) } }
            @for (number, section) in statement.sections.iter().enumerate() {
                (draw_section(number + 1, section, here))
            }
            div.report-head.report-sign {
                div {}
                div { p { b { (heading.signatory) } } }
            }
        }
    }
}

fn draw_section(number: usize, section: &Section, here: Option<&str>) -> Markup {
    html! {
        section data-section=(section.id) {
            h2 { (number) ". " (section.title) }
            @if let Some(note) = &section.note { p.hint { small { (note) } } }
            div.scroll role="region" tabindex="0" aria-label=(section.title) {
                table {
                    thead { tr {
                        @for (column, name) in section.table.head.iter().enumerate() {
                            th scope="col" class=[(column > 0).then_some("count")] { (name) }
                        }
                    } }
                    tbody { @for row in &section.table.rows { (draw_row(section, row, here)) } }
                }
            }
        }
    }
}

fn draw_row(section: &Section, row: &Row, here: Option<&str>) -> Markup {
    html! {
        tr class=[row.is_sum.then_some("sum")] {
            th scope="row" { (row.name) }
            @for (cell, column) in row.cells.iter().zip(section.table.head.iter().skip(1)) {
                td.count {
                    @match (&cell.behind, here) {
                        (Some((figure, cut)), Some(here)) if cell.value != Value::Count(0) => {
                            a href=(behind(here, *figure, cut)) data-figure=(figure.code())
                                aria-label={ (row.name) ", " (column) ": " (said(cell.value)) } {
                                (said(cell.value))
                            }
                        },
                        _ => (said(cell.value)),
                    }
                }
            }
        }
    }
}

/// The address of the records behind a figure.
fn behind(here: &str, figure: Figure, cut: &Cut) -> String {
    let (by, of) = match cut {
        Cut::Whole => ("", String::new()),
        Cut::Kind(kind) => ("kind", kind.clone()),
        Cut::Ward(ward) => ("ward", ward.clone().unwrap_or_default()),
        Cut::Subject(subject) => (
            "subject",
            format!("{}/{}", subject.check.code(), subject.code),
        ),
    };
    let figure = in_address(&figure.code());
    let of = in_address(&of);
    format!("{here}/behind?figure={figure}&by={by}&of={of}")
}
