//! Minutes as a page to be printed: A4, black and white, table heads on every
//! page. What stands in them is `inspection::minutes`'; this file only draws it.

use inspection::{
    Annex, Block, DOTS, Digest, Fact, Frozen, Header, Inspection, Minutes, Part, Row, RulePack,
    Table, forms_for, minutes,
};
use maud::{DOCTYPE, Markup, html};

use crate::store::Stored;
use crate::wording::minutes as words;

/// The style sheet of minutes.
pub(super) const STYLE: &str = include_str!("minutes.css");

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
            body {
                p.back { a href={ "/office/inspections/" (inspection.id) } { (words::BACK) } }
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
    let unverified = sheet.footer.len() > 1;
    html! {
        article.sheet.unverified[unverified].slip[sheet.header.is_none()] data-form=(sheet.form) {
            @if let Some(header) = &sheet.header { (head(header)) }
            @else { h1 { (sheet.title) } }
            @for note in &sheet.notes { p.note { (note) } }
            @for part in &sheet.parts { (draw_part(part)) }
            footer {
                @for line in &sheet.footer { p { (line) } }
                p { (words::DIGEST) " " (sha256) }
            }
        }
    }
}

fn head(header: &Header) -> Markup {
    html! {
        header {
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
            @if let Some(heading) = &part.heading { h2 { (heading) } }
            @for block in &part.blocks { (draw_block(block)) }
        }
    }
}

fn draw_block(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Title(title) => h1 { (title) },
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
                        p.how { (words::SIGN_HERE) }
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
    let wide = table.columns.len() > 8;
    html! {
        div.scroll role="region" tabindex="0" aria-label=(words::TABLE) {
            table.wide[wide] {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The foot of every printed page comes from the style sheet, since only it
    /// can write there; it says what the model says.
    #[test]
    fn the_style_sheet_says_at_the_foot_what_the_model_says() {
        let text = include_str!("../../../inspection/tests/golden/v1/visit.json");
        let inspection = Frozen::thaw(text).unwrap().inspection;
        let annex = Annex::current().unwrap();
        let pack = RulePack::current();
        let sheets = minutes("bbkt_do_luong", &inspection, pack, &annex).unwrap();
        let line = format!("content: \"{}\"", sheets[0].footer[0]);
        assert!(STYLE.contains(&line), "{line}");
    }
}
