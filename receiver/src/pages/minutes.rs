//! Minutes as a page to be printed: A4, black and white, table heads and the
//! foot with the code on every page. What stands in them is `inspection::minutes`'; this file only draws it.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse};
use inspection::{
    Annex, Block, Code, DOTS, Digest, Fact, Foot, Frozen, Header, Inspection, InspectionId, Kind,
    Minutes, Part, Row, RulePack, Strokes, Table, forms_for, minutes,
};
use maud::{DOCTYPE, Markup, html};

use super::spoken::{language, named, say};
use super::{Failure, Shown, busy, rules_of, see, unavailable};
use crate::office::Office;
use crate::people::Seat;
use crate::store::{StoreError, Stored};
use crate::wording::language::Language;
use crate::wording::minutes as words;

mod ink;
mod word;

/// The style sheet of minutes.
pub(super) const STYLE: &str = include_str!("../../../style/minutes.css");

/// `GET /office/inspections/{id}/minutes/{form}`: the form filled, to print; drawn beside
/// the threads that serve requests, for there may be hundreds of sheets.
pub(crate) async fn page(
    State(office): State<Office>,
    seat: Seat,
    names: Result<Path<(String, String)>, PathRejection>,
) -> Shown {
    let (stored, form, annex) = form_of(&office, &seat, names).await?;
    let language = language();
    let drawn = office
        .judges
        .run(move || draw(&stored, &form, &annex, language));
    let page = drawn.await.map_err(busy(&office))?;
    let page = page.ok_or_else(|| Failure::NotFound(office.clone()))?;
    let headers = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((headers, Html(page.into_string())).into_response())
}

/// `GET /office/inspections/{id}/minutes/{form}/docx`: the same as a file for a word
/// processor, written beside the threads that serve requests.
pub(crate) async fn file(
    State(office): State<Office>,
    seat: Seat,
    names: Result<Path<(String, String)>, PathRejection>,
) -> Shown {
    const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let (stored, form, annex) = form_of(&office, &seat, names).await?;
    let written = office.judges.run(move || written(&stored, &form, &annex));
    let written = written.await.map_err(busy(&office))?;
    let (name, bytes) = written.ok_or_else(|| Failure::NotFound(office.clone()))?;
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, DOCX.to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}

/// The inspection of an address, the form that is asked for, and the annex of the
/// rules it was recorded by.
async fn form_of(
    office: &Office,
    seat: &Seat,
    names: Result<Path<(String, String)>, PathRejection>,
) -> Result<(Stored, String, Annex), Failure> {
    let missing = || Failure::NotFound(office.clone());
    let Path((id, form)) = names.map_err(|_| missing())?;
    let id: InspectionId = id.parse().map_err(|_| missing())?;
    see(office, seat, id.into()).await?;
    let found = office.store.find(id.into()).await;
    let found = found.map_err(unavailable(office))?;
    let stored = found.filter(|stored| stored.kind == Kind::Inspection);
    let stored = stored.ok_or_else(missing)?;
    let rules = rules_of(office, &stored).await?.ok_or_else(missing)?;
    let annex = Annex::of(&rules).map_err(|error| {
        let (what, reason) = ("the annex", error.to_string());
        unavailable(office)(StoreError::Unreadable { what, reason })
    })?;
    Ok((stored, form, annex))
}

/// The sheets of a form; `None` for a form that is not known, or a document
/// that cannot be read.
fn draw(stored: &Stored, form: &str, annex: &Annex, language: Language) -> Option<Markup> {
    let inspection = Frozen::thaw(&stored.document).ok()?.inspection;
    let pack = RulePack::named(&inspection.rule_pack).unwrap_or_else(RulePack::current);
    let sheets = minutes(form, &inspection, pack, annex)?;
    let title = sheets
        .first()
        .map_or(language.say(words::TITLE), |sheet| sheet.title.as_str());
    Some(html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · " (inspection.establishment.name) }
                link rel="stylesheet" href="/office/minutes.css";
            }
            body.papers {
                header.back {
                    a href={ "/office/inspections/" (inspection.id) } { (language.say(words::BACK)) }
                    h1 { (title) }
                }
                @if sheets.is_empty() { p { (language.say(words::NOTHING_TO_PRINT)) } }
                // Paper is Vietnamese, whatever language the page speaks.
                @for sheet in &sheets { (draw_sheet(sheet, &stored.receipt.sha256)) }
            }
        }
    })
}

/// The same for a word processor: the name of the file, and the file. `None` as in
/// [`draw`], or where it could not be written.
fn written(stored: &Stored, form: &str, annex: &Annex) -> Option<(String, Vec<u8>)> {
    let inspection = Frozen::thaw(&stored.document).ok()?.inspection;
    let pack = RulePack::named(&inspection.rule_pack).unwrap_or_else(RulePack::current);
    let sheets = minutes(form, &inspection, pack, annex)?;
    let name = format!("{form}-{}-{}.docx", inspection.inspected_on, inspection.id);
    Some((name, word::write(&sheets, &stored.receipt.sha256)?))
}

/// Links to the forms that the inspection asks for.
pub(super) fn links(inspection: &Inspection, annex: Option<&Annex>) -> Markup {
    let forms = forms_for(inspection);
    let name = |form: &str| {
        let rows = annex.into_iter().flat_map(|annex| &annex.minutes_forms);
        let mut rows = rows.filter(|row| row.name.code == form);
        rows.next()
            .map_or_else(|| form.to_owned(), |row| named(&row.name).to_owned())
    };
    html! {
        @if !forms.is_empty() {
            section data-section="minutes" {
                h2 { (say(words::TITLE)) }
                ul {
                    @for form in forms {
                        li {
                            a href={ "/office/inspections/" (inspection.id) "/minutes/" (form) } {
                                (name(form))
                            }
                            " · "
                            a href={ "/office/inspections/" (inspection.id) "/minutes/" (form) "/docx" } {
                                (say(words::FILE))
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
        article.paper.slip[sheet.header.is_none()] data-form=(sheet.form) lang="vi" {
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
                        @if let Some(strokes) = &signature.drawn { (ink(strokes)) }
                        p.name { (signature.name) }
                    }
                }
            },
        }
    }
}

/// What was signed on the screen.
pub(super) fn ink(strokes: &Strokes) -> Markup {
    html! {
        svg.ink viewBox=(Strokes::VIEW_BOX) aria-hidden="true" { path d=(strokes.path()) {} }
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
