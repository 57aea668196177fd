//! One sheet of minutes as the page shows and prints it. What stands in it is
//! the model's; the style sheet of paper says how it looks.

use inspection::{
    Block, Code, DOTS, Digest, Fact, Foot, Header, Minutes, Part, Person, Row, Signature, Strokes,
    Table,
};

use crate::components::{Element, Fragment, drawn, el};

/// A table with more columns is set smaller.
const NARROW: usize = 8;

/// The sheet, with the digest of its document at the foot.
pub(super) fn draw(sheet: &Minutes, sha256: &Digest) -> Element {
    body(sheet).child(foot(&sheet.foot(sha256)))
}

/// The sheet without what ties it to a document.
pub(super) fn body(sheet: &Minutes) -> Element {
    let is_slip = sheet.header.is_none();
    let title = is_slip.then(|| el("h2").text(&sheet.title));
    let notes = sheet
        .notes
        .iter()
        .map(|note| el("p").class("note").text(note));
    let inside = el("div")
        .class("inside")
        .children(sheet.header.as_ref().map(head))
        .children(title)
        .children(notes)
        .children(sheet.parts.iter().map(part));
    el("article")
        .class(if is_slip { "paper slip" } else { "paper" })
        .attr("lang", "vi")
        .attr("data-form", &sheet.form)
        .child(inside)
}

fn head(header: &Header) -> Element {
    let line = |class, text: &str| el("p").class(class).text(text);
    let [state, motto] = header.motto;
    let body = el("div")
        .child(el("p").text(&header.superior))
        .child(line("body", &header.body))
        .child(el("p").text(&header.number));
    let country = el("div")
        .child(line("state", state))
        .child(line("motto", motto))
        .child(line("day", &header.place_and_day));
    el("header").class("heads").child(body).child(country)
}

fn part(part: &Part) -> Element {
    let heading = part.heading.as_ref();
    let name = heading.map_or(part.code.as_str(), String::as_str);
    el("section")
        .attr("data-part", &part.code)
        .children(heading.map(|heading| el("h3").text(heading)))
        .children(part.blocks.iter().map(|it| block(it, name)))
}

fn block(block: &Block, of: &str) -> Element {
    match block {
        Block::Title(title) => el("h2").text(title),
        Block::Text(text) => el("p").text(text),
        Block::Facts(facts) => el("ul").class("facts").children(facts.iter().map(fact)),
        Block::Persons(persons) => el("ol")
            .class("persons")
            .children(persons.iter().map(person)),
        Block::Table(whole) => table(whole, of),
        Block::List(items) => el("ul").children(items.iter().map(|item| el("li").text(item))),
        Block::Signatures(signers) => el("div")
            .class("signatures")
            .children(signers.iter().map(signature)),
    }
}

fn fact(fact: &Fact) -> Element {
    el("li").text(&format!("{}: {}", fact.label, fact.value))
}

fn person(person: &Person) -> Element {
    let titles = person.titles.iter().map(|title| format!(", {title}"));
    let titles: String = titles.collect();
    el("li").text(&person.name).text(&titles)
}

fn signature(signer: &Signature) -> Element {
    el("div")
        .child(el("p").class("role").text(&signer.role))
        .child(el("p").class("how").text(&signer.how))
        .children(signer.drawn.as_deref().map(ink))
        .child(el("p").class("name").text(&signer.name))
}

/// The name stands below it.
fn ink(strokes: &Strokes) -> Element {
    drawn("svg")
        .attr("viewBox", Strokes::VIEW_BOX)
        .attr("class", "ink")
        .attr("aria-hidden", "true")
        .child(drawn("path").attr("d", &strokes.path()))
}

fn table(table: &Table, of: &str) -> Element {
    let class = match table.columns.len() {
        _ if table.beside => "beside",
        columns if columns > NARROW => "wide",
        _ => "plain",
    };
    let column = |name: &String| el("th").attr("scope", "col").text(name);
    let head = el("tr").children(table.columns.iter().map(column));
    let rows = table.rows.iter().map(|it| row(it, table.columns.len()));
    let whole = el("table")
        .class(class)
        .child(el("thead").child(head))
        .child(el("tbody").children(rows));
    el("div")
        .class("scroll")
        .attr("role", "group")
        .attr("tabindex", "0")
        .attr("aria-label", of)
        .child(whole)
}

fn row(row: &Row, columns: usize) -> Element {
    match row {
        Row::Group(line) => el("tr").child(
            el("th")
                .class("group")
                .attr("scope", "colgroup")
                .attr("colspan", &columns.to_string())
                .text(line),
        ),
        Row::Cells(cells) => el("tr").children(cells.iter().map(|cell| el("td").text(short(cell)))),
    }
}

/// A cell is narrower than a line to write on.
fn short(cell: &str) -> &str {
    if cell == DOTS { "………" } else { cell }
}

fn foot(foot: &Foot) -> Element {
    let lines = foot.lines.iter().map(|line| el("p").text(line));
    let ties = el("div")
        .class("ties")
        .child(el("div").children(lines))
        .children(foot.code.as_ref().map(code));
    el("footer").class("foot").child(ties)
}

/// Beside the same in letters, so nothing for who cannot see it.
fn code(code: &Code) -> Element {
    drawn("svg")
        .attr("viewBox", &code.view_box)
        .attr("class", "code")
        .attr("aria-hidden", "true")
        .child(Fragment::from(drawn("path").attr("d", &code.path)))
}
