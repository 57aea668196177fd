//! What was entered of the visit itself: its single fields, then its lists, each
//! as a table. Names come from the rule pack; what it does not name is shown by
//! its code.

use inspection::{
    Check, FieldType, Fields, Inspection, PackField, Recorded, RulePack, SIGNATURES, Side, Signed,
    Stamp,
};
use maud::{Markup, html};

use super::checks::{name, worded};
use super::frame;
use super::minutes::ink;
use super::spoken::{language, named, say};
use crate::wording::language::Pair;
use crate::wording::{self, signatures as words};

/// The single fields; nothing where none was entered.
pub(super) fn fields(inspection: &Inspection) -> Markup {
    let pack = RulePack::current();
    let fact = |recorded: &Recorded| {
        let mut fields = pack.fields_of_visit();
        let field = fields.find(|field| field.name.code == recorded.code);
        let label = field.map_or(recorded.code.as_str(), |field| named(&field.name));
        frame::fact(label, value(inspection, field, recorded))
    };
    let facts: Vec<_> = inspection.fields.0.iter().map(fact).collect();
    html! {
        @if !facts.is_empty() { (frame::facts(&facts)) }
    }
}

/// The lists, each under its name.
pub(super) fn lists(inspection: &Inspection) -> Markup {
    let pack = RulePack::current();
    html! {
        @for listed in inspection.lists.iter().filter(|one| one.list != SIGNATURES) {
            @let columns = pack.columns(&listed.list);
            @let codes = codes(&columns, &listed.rows);
            @let mut names = pack.lists.iter();
            @let name = names.find(|list| list.code == listed.list);
            @let title = name.map_or(listed.list.as_str(), named);
            h3 { (title) }
            div.scroll role="region" tabindex="0" aria-label=(title) {
                table data-list=(listed.list) {
                    (frame::headings(&headings(&columns, &codes)))
                    tbody {
                        @for row in &listed.rows {
                            tr {
                                @for code in &codes {
                                    td { (cell(inspection, &columns, row, code)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What was signed on the screen, each with whether it was given to what stands
/// here; nothing where nobody did.
pub(super) fn signatures(inspection: &Inspection) -> Markup {
    let given = inspection.signatures();
    let unread = inspection.listed(SIGNATURES).len() - given.len();
    let at = |one: &Signed| Stamp {
        at: one.at,
        ..inspection.opened.clone()
    };
    html! {
        @if !inspection.listed(SIGNATURES).is_empty() {
            section data-section="signatures" {
                h2 { (say(words::TITLE)) }
                p { small { (say(words::EXPLAINED)) } }
                @for (one, holds) in &given {
                    div.signed data-signer=(one.side.code()) data-state=(if *holds { "signed" } else { "void" }) {
                        p { (say(side(one.side))) ": " strong { (one.name) } }
                        (ink(&one.strokes))
                        p { (say(words::AT)) " " (wording::stamp(&at(one))) }
                        @if *holds { p { "✓ " (say(words::HOLDS)) } }
                        @else { p.alert { "⚠ " (say(words::DIFFERS)) } }
                    }
                }
                @if unread > 0 { p.alert { "⚠ " (words::unread(language(), unread)) } }
            }
        }
    }
}

fn side(side: Side) -> Pair {
    match side {
        Side::Team => words::TEAM,
        Side::Establishment => words::ESTABLISHMENT,
        Side::Witness => words::WITNESS,
    }
}

/// The columns in which anything was entered, in the order of the pack, then
/// those that it does not name.
fn codes<'a>(columns: &[&'a PackField], rows: &'a [Fields]) -> Vec<&'a str> {
    let entered = |code: &str| rows.iter().any(|row| row.value(code).is_some());
    let known = columns.iter().map(|column| column.name.code.as_str());
    let mut codes: Vec<_> = known.filter(|code| entered(code)).collect();
    for recorded in rows.iter().flat_map(|row| &row.0) {
        if !codes.contains(&recorded.code.as_str()) {
            codes.push(&recorded.code);
        }
    }
    codes
}

fn headings<'a>(columns: &[&'a PackField], codes: &[&'a str]) -> Vec<&'a str> {
    let heading = |code: &&'a str| {
        let column = columns.iter().find(|column| column.name.code == *code);
        column.map_or(*code, |column| named(&column.name))
    };
    codes.iter().map(heading).collect()
}

fn cell(inspection: &Inspection, columns: &[&PackField], row: &Fields, code: &str) -> String {
    let column = columns.iter().find(|column| column.name.code == code);
    let recorded = row.recorded(code);
    recorded.map_or_else(String::new, |recorded| {
        value(inspection, column.copied(), recorded)
    })
}

/// As people write it; a check by its number and name.
fn value(inspection: &Inspection, field: Option<&PackField>, recorded: &Recorded) -> String {
    let Some(field) = field else {
        return recorded.value.clone();
    };
    let mut checks = inspection.checks.iter();
    let is_named = |check: &&Check| check.id.to_string() == recorded.value;
    match checks
        .find(is_named)
        .filter(|_| field.kind == FieldType::Check)
    {
        Some(check) => {
            let name = name(RulePack::current(), &check.content);
            wording::check_title(language(), check.id.0, check.content.kind, name)
        }
        None => worded(field, recorded),
    }
}
