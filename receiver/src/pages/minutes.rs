//! Minutes as a page to be printed: A4, black and white, table heads and the
//! foot with the code on every page. What stands in them is `inspection::minutes`'; this file only draws it.

use inspection::{
    Annex, Block, Code, DOTS, Digest, Fact, Foot, Frozen, Header, Inspection, Minutes, Part, Row,
    RulePack, Table, forms_for, minutes,
};
use maud::{DOCTYPE, Markup, html};

use crate::store::Stored;
use crate::wording::minutes as words;

/// The style sheet of minutes.
pub(super) const STYLE: &str = include_str!("../../../style/minutes.css");

/// The sheets of a form; `None` for a form that is not known, or a document
/// that cannot be read.
pub(super) fn draw(stored: &Stored, form: &str, annex: &Annex) -> Option<Markup> {
    let inspection = Frozen::thaw(&stored.document).ok()?.inspection;
    let pack = RulePack::named(&inspection.rule_pack).unwrap_or_else(RulePack::current);
    let sheets = minutes(form, &inspection, pack, annex)?;
    let title = sheets
        .first()
        .map_or(words::TITLE, |sheet| sheet.title.as_str());
    Some(html! {
        (DOCTYPE)
        html lang="vi" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · " (inspection.establishment.name) }
                link rel="stylesheet" href="/office/minutes.css";
            }
            body.papers {
                header.back {
                    a href={ "/office/inspections/" (inspection.id) } { (words::BACK) }
                    h1 { (title) }
                }
                @if sheets.is_empty() { p { (words::NOTHING_TO_PRINT) } }
                @for sheet in &sheets { (draw_sheet(sheet, &stored.receipt.sha256)) }
            }
        }
    })
}

/// Links to the forms that the inspection asks for.
pub(super) fn links(inspection: &Inspection, annex: Option<&Annex>) -> Markup {
    let forms = forms_for(inspection);
    let name = |form: &str| {
        let rows = annex.into_iter().flat_map(|annex| &annex.minutes_forms);
        let mut rows = rows.filter(|row| row.name.code == form);
        rows.next()
            .map_or_else(|| form.to_owned(), |row| row.name.vi.clone())
    };
    html! {
        @if !forms.is_empty() {
            section data-section="minutes" {
                h2 { (words::TITLE) }
                ul {
                    @for form in forms {
                        li {
                            a href={ "/office/inspections/" (inspection.id) "/minutes/" (form) } {
                                (name(form))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn draw_sheet(sheet: &Minutes, sha256: &Digest) -> Markup {
    html! {
        article.paper.slip[sheet.header.is_none()] data-form=(sheet.form) {
            div.inside {
                @if let Some(header) = &sheet.header { (head(header)) }
                @else { h2 { (sheet.title) } }
                @for note in &sheet.notes { p.note { (note) } }
                @for part in &sheet.parts { (draw_part(part)) }
            }
            (draw_foot(&sheet.foot(sha256)))
        }
    }
}

fn draw_foot(foot: &Foot) -> Markup {
    html! {
        footer.foot {
            div.ties {
                div { @for line in &foot.lines { p { (line) } } }
                @if let Some(Code { view_box, path }) = &foot.code {
                    svg.code viewBox=(view_box) aria-hidden="true" {
                        path d=(path) {}
                    }
                }
            }
        }
    }
}

fn head(header: &Header) -> Markup {
    html! {
        header.heads {
            div {
                p { (header.superior) }
                p.body { (header.body) }
                p { (header.number) }
            }
            div {
                p.state { (header.motto[0]) }
                p.motto { (header.motto[1]) }
                p.day { (header.place_and_day) }
            }
        }
    }
}

fn draw_part(part: &Part) -> Markup {
    html! {
        section data-part=(part.code) {
            @if let Some(heading) = &part.heading { h3 { (heading) } }
            @for block in &part.blocks { (draw_block(block)) }
        }
    }
}

fn draw_block(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Title(title) => h2 { (title) },
            Block::Text(text) => p { (text) },
            Block::Facts(facts) => (draw_facts(facts)),
            Block::Persons(persons) => ol.persons {
                @for person in persons {
                    li {
                        (person.name)
                        @for title in &person.titles { ", " (title) }
                    }
                }
            },
            Block::Table(table) => (draw_table(table)),
            Block::List(items) => ul { @for item in items { li { (item) } } },
            Block::Signatures(signatures) => div.signatures {
                @for signature in signatures {
                    div {
                        p.role { (signature.role) }
                        p.how { (signature.how) }
                        p.name { (signature.name) }
                    }
                }
            },
        }
    }
}

fn draw_facts(facts: &[Fact]) -> Markup {
    html! {
        ul.facts { @for fact in facts { li { (fact.label) ": " (fact.value) } } }
    }
}

fn draw_table(table: &Table) -> Markup {
    let wide = table.columns.len() > 8 && !table.beside;
    html! {
        div.scroll role="group" tabindex="0" aria-label=(words::TABLE) {
            table.wide[wide].beside[table.beside] {
                thead { tr { @for column in &table.columns { th scope="col" { (column) } } } }
                tbody {
                    @for row in &table.rows {
                        @match row {
                            Row::Group(line) => tr {
                                th.group colspan=(table.columns.len()) scope="colgroup" { (line) }
                            },
                            Row::Cells(cells) => tr { @for cell in cells { td { (short(cell)) } } },
                        }
                    }
                }
            }
        }
    }
}

/// A cell is narrower than a line to write on.
fn short(cell: &str) -> &str {
    if cell == DOTS { "………" } else { cell }
}
