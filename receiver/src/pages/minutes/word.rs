//! Minutes as a file for a word processor: the same sheets as on the page, on A4
//! with the head, the margins and the page numbers of NĐ 30/2020/NĐ-CP, Phụ lục I.
//! What stands in them is `inspection::minutes`'.

mod signed;

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BreakType, Docx, Footer, Header as PageHead, LineSpacing, PageMargin, PageNum,
    Paragraph, Run, RunFonts, Table as Grid, TableCell, TableCellMargins, TableLayoutType,
    TableRow, WidthType,
};
use inspection::{Block, Digest, Header, Minutes, Part, Person, Row, Table};

use self::signed::{Drawings, signed};
use super::short;

/// Twentieths of a point in a millimetre, times ten.
const TWIPS: i32 = 567;
/// Sizes in half points: of text, of the head, of tables and of wide tables.
const TEXT: usize = 26;
const HEAD: usize = 24;
const CELLS: usize = 21;
const WIDE: usize = 15;
const FOOT: usize = 17;
/// The width of the text in twips: 210 mm less margins of 30 and 15 mm.
const ACROSS: usize = 9_354;
/// A height by which heads of tables are known in what was written: the library
/// cannot say that a row is repeated on every page.
const REPEATED: (f32, &str) = (7.0, "<w:trHeight w:val=\"7\" w:hRule=\"atLeast\" />");
/// What says so.
const REPEATS: &str = "<w:cantSplit /><w:tblHeader />";

/// The file; `None` where it could not be written.
pub(super) fn write(sheets: &[Minutes], sha256: &Digest) -> Option<Vec<u8>> {
    let fonts = RunFonts::new()
        .ascii("Times New Roman")
        .hi_ansi("Times New Roman")
        .east_asia("Times New Roman")
        .cs("Times New Roman");
    let margin = PageMargin::new()
        .top(millimetres(20))
        .bottom(millimetres(20))
        .left(millimetres(30))
        .right(millimetres(15))
        .header(millimetres(10))
        .footer(millimetres(8));
    let number = Paragraph::new()
        .align(AlignmentType::Center)
        .add_page_num(PageNum::new());
    let drawings = Drawings::of(sheets);
    let mut file = Docx::new()
        // ISO 216 A4 in twips.
        .page_size(11_906, 16_838)
        .page_margin(margin)
        .default_fonts(fonts)
        .default_size(TEXT)
        // The first page has no number.
        .title_pg()
        .first_header(PageHead::new().add_paragraph(Paragraph::new()))
        .header(PageHead::new().add_paragraph(number));
    if let Some(first) = sheets.first() {
        file = file
            .first_footer(foot(first, sha256))
            .footer(foot(first, sha256));
    }
    for (place, sheet) in sheets.iter().enumerate() {
        file = draw(file, sheet, place > 0, &drawings);
    }
    let mut written = file.build();
    drawings.put_into(&mut written.media);
    let document = String::from_utf8(written.document).ok()?;
    written.document = document.replace(REPEATED.1, REPEATS).into_bytes();
    let mut bytes = Cursor::new(Vec::new());
    written.pack(&mut bytes).ok()?;
    Some(bytes.into_inner())
}

fn millimetres(length: i32) -> i32 {
    length * TWIPS / 10
}

/// What ties each page to the document.
fn foot(sheet: &Minutes, sha256: &Digest) -> Footer {
    let lines = sheet.foot(sha256).lines.into_iter();
    lines.fold(Footer::new(), |foot, line| {
        foot.add_paragraph(line_of(&line, |run| run.size(FOOT)))
    })
}

fn draw(mut file: Docx, sheet: &Minutes, on_new_page: bool, drawings: &Drawings<'_>) -> Docx {
    // A page begins with a paragraph, for a table cannot break.
    if on_new_page {
        file = file.add_paragraph(Paragraph::new().page_break_before(true));
    }
    file = match &sheet.header {
        Some(header) => file.add_table(head(header)),
        None => file.add_paragraph(title(&sheet.title)),
    };
    for note in &sheet.notes {
        let note = line_of(note, Run::italic).align(AlignmentType::Center);
        file = file.add_paragraph(note);
    }
    for part in &sheet.parts {
        file = draw_part(file, part, drawings);
    }
    file
}

/// Body and number to the left, state and motto to the right, place and day below.
fn head(header: &Header) -> Grid {
    let centred = |text: &str, style: fn(Run) -> Run| {
        line_of(text, |run| style(run.size(HEAD))).align(AlignmentType::Center)
    };
    let plain: fn(Run) -> Run = |run| run;
    let left = TableCell::new()
        .add_paragraph(centred(&header.superior, plain))
        .add_paragraph(centred(&header.body, Run::bold))
        .add_paragraph(centred(&header.number, plain));
    let right = TableCell::new()
        .add_paragraph(centred(header.motto[0], Run::bold))
        .add_paragraph(centred(header.motto[1], |run| {
            run.bold().underline("single")
        }))
        .add_paragraph(centred(&header.place_and_day, Run::italic));
    let narrow = ACROSS * 3 / 8;
    let wide = ACROSS - narrow;
    let cells = vec![
        left.width(narrow, WidthType::Dxa).clear_all_border(),
        right.width(wide, WidthType::Dxa).clear_all_border(),
    ];
    Grid::without_borders(vec![TableRow::new(cells)])
        .set_grid(vec![narrow, wide])
        .layout(TableLayoutType::Fixed)
        .width(ACROSS, WidthType::Dxa)
}

fn draw_part(mut file: Docx, part: &Part, drawings: &Drawings<'_>) -> Docx {
    if let Some(heading) = &part.heading {
        let heading = line_of(heading, Run::bold).keep_next(true);
        file = file.add_paragraph(heading.line_spacing(LineSpacing::new().before(120)));
    }
    for block in &part.blocks {
        file = draw_block(file, block, drawings);
    }
    file
}

fn draw_block(file: Docx, block: &Block, drawings: &Drawings<'_>) -> Docx {
    let plain = |text: &str| line_of(text, |run| run);
    match block {
        Block::Title(text) => file.add_paragraph(title(text)),
        Block::Text(text) => file.add_paragraph(plain(text).align(AlignmentType::Both)),
        Block::Facts(facts) => facts.iter().fold(file, |file, fact| {
            file.add_paragraph(plain(&format!("{}: {}", fact.label, fact.value)))
        }),
        Block::Persons(persons) => persons.iter().zip(1..).fold(file, |file, (one, number)| {
            let told = person(one);
            let told = match persons.len() {
                1 => told,
                _ => format!("{number}. {told}"),
            };
            file.add_paragraph(plain(&told))
        }),
        Block::Table(table) => file
            .add_table(grid(table))
            .add_paragraph(line_of("", |run| run.size(8))),
        Block::List(items) => items.iter().fold(file, |file, item| {
            file.add_paragraph(plain(&format!("- {item}")))
        }),
        Block::Signatures(signatures) => file.add_table(signed(signatures, drawings)),
    }
}

fn title(text: &str) -> Paragraph {
    let spacing = LineSpacing::new().before(240).after(120);
    let title = line_of(text, |run| run.bold().size(TEXT + 2));
    title.align(AlignmentType::Center).line_spacing(spacing)
}

fn person(person: &Person) -> String {
    let mut told = vec![person.name.as_str()];
    told.extend(person.titles.iter().map(String::as_str));
    told.join(", ")
}

/// A table whose head comes again on every page, and whose rows are not torn apart.
fn grid(table: &Table) -> Grid {
    let columns = table.columns.len().max(1);
    let size = if columns > 8 { WIDE } else { CELLS };
    let cell = |text: &str, style: fn(Run) -> Run| {
        TableCell::new().add_paragraph(line_of(short(text), |run| style(run.size(size))))
    };
    let plain: fn(Run) -> Run = |run| run;
    let widths = widths(table);
    let beside = |texts: &[String], style: fn(Run) -> Run| {
        let texts = texts.iter().zip(&widths);
        texts
            .map(|(text, width)| cell(text, style).width(*width, WidthType::Dxa))
            .collect::<Vec<_>>()
    };
    let names = beside(&table.columns, Run::bold);
    let mut rows = vec![TableRow::new(names).row_height(REPEATED.0)];
    rows.extend(table.rows.iter().map(|row| {
        let cells = match row {
            Row::Group(line) => {
                let style: fn(Run) -> Run = |run| run.bold().italic();
                vec![cell(line, style).grid_span(columns)]
            }
            Row::Cells(cells) => beside(cells, plain),
        };
        TableRow::new(cells).cant_split()
    }));
    let margin = TableCellMargins::new().margin(20, 60, 20, 60);
    Grid::new(rows)
        .set_grid(widths)
        .layout(TableLayoutType::Fixed)
        .width(ACROSS, WidthType::Dxa)
        .margins(margin)
}

/// The widths of columns: by the longest text of each, but none so wide that others
/// are torn apart, and none narrower than a word or a number with its unit.
fn widths(table: &Table) -> Vec<usize> {
    const LONGEST: usize = 30;
    let columns = table.columns.len().max(1);
    let least = if columns > 8 { 5 } else { 9 };
    let lengths = (0..columns).map(|column| {
        let texts = table.rows.iter().filter_map(|row| match row {
            Row::Cells(cells) => cells.get(column),
            Row::Group(_) => None,
        });
        let texts = texts
            .chain(table.columns.get(column))
            .map(|text| short(text));
        let texts: Vec<_> = texts.collect();
        let words = texts.iter().flat_map(|text| text.split_whitespace());
        let word = words
            .map(|word| word.chars().count())
            .max()
            .unwrap_or_default();
        let longest = texts.iter().map(|text| text.chars().count()).max();
        let longest = longest.unwrap_or_default().min(LONGEST);
        longest.max(least).max(word.min(LONGEST) + 1)
    });
    let lengths: Vec<_> = lengths.collect();
    let whole: usize = lengths.iter().sum();
    let widths = lengths.iter().map(|length| ACROSS * length / whole);
    widths.collect()
}

/// A text of one style; its lines stay lines.
fn line_of(text: &str, style: impl FnOnce(Run) -> Run) -> Paragraph {
    let mut run = Run::new();
    for (place, line) in text.lines().enumerate() {
        if place > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(writable(line));
    }
    Paragraph::new().add_run(style(run))
}

/// The text without what XML 1.0 (2.2) has no place for.
fn writable(text: &str) -> String {
    let has_place = |sign: &char| match sign {
        '\t' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        sign => *sign >= ' ',
    };
    text.chars().filter(has_place).collect()
}
