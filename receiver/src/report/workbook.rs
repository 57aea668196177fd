//! A report as a workbook: one sheet for each section, numbers as numbers, heads
//! that stay where they are.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::statement::{Section, Statement, Value};
use crate::wording::reports as words;

/// The most letters in the name of a sheet.
const LONGEST_NAME: usize = 31;
/// Where the head of a section's table stands, below title and note.
const HEAD: u32 = 3;
/// Widths of columns, in letters.
const NAMES: f64 = 44.0;
const FIGURES: f64 = 18.0;

/// The workbook.
///
/// # Errors
/// Where it has more rows or longer cells than a workbook holds.
pub fn workbook(statement: &Statement) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let formats = Formats::default();
    front(workbook.add_worksheet(), statement, &formats)?;
    for section in &statement.sections {
        sheet(workbook.add_worksheet(), section, &formats)?;
    }
    workbook.save_to_buffer()
}

struct Formats {
    bold: Format,
    head: Format,
    count: Format,
    share: Format,
    change: Format,
}

impl Default for Formats {
    fn default() -> Self {
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Self {
            bold: Format::new().set_bold(),
            head: wrapped.set_bold(),
            count: Format::new().set_num_format("#,##0"),
            share: Format::new().set_num_format("0.0%"),
            change: Format::new().set_num_format("+#,##0;-#,##0;0"),
        }
    }
}

/// The first sheet: whose report it is, and of which days.
fn front(sheet: &mut Worksheet, statement: &Statement, formats: &Formats) -> Result<(), XlsxError> {
    let heading = &statement.heading;
    sheet.set_name(words::SHEET)?;
    sheet.set_column_width(0, NAMES * 2.0)?;
    let lines = [
        &heading.superior,
        &heading.body,
        &heading.number,
        &heading.place_and_day,
        &statement.title,
        &statement.covers,
        &heading.recipient,
    ];
    let lines = lines.into_iter().chain(&statement.notes);
    for (row, line) in (0..).zip(lines) {
        sheet.write_string_with_format(row, 0, line, &formats.bold)?;
    }
    Ok(())
}

fn sheet(sheet: &mut Worksheet, section: &Section, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(name_of(&section.title))?;
    sheet.write_string_with_format(0, 0, &section.title, &formats.bold)?;
    if let Some(note) = &section.note {
        sheet.write_string(1, 0, note)?;
    }
    sheet.set_column_width(0, NAMES)?;
    for (column, name) in (0..).zip(&section.table.head) {
        if column > 0 {
            sheet.set_column_width(column, FIGURES)?;
        }
        sheet.write_string_with_format(HEAD, column, name, &formats.head)?;
    }
    for (row, line) in (HEAD + 1..).zip(&section.table.rows) {
        if line.is_sum {
            sheet.write_string_with_format(row, 0, &line.name, &formats.bold)?;
        } else {
            sheet.write_string(row, 0, &line.name)?;
        }
        for (column, cell) in (1..).zip(&line.cells) {
            let (text, format) = match cell.value {
                Value::Count(count) => (count.to_string(), &formats.count),
                Value::Change(change) => (change.to_string(), &formats.change),
                Value::Share(Some(share)) => (fraction(share), &formats.share),
                Value::Share(None) | Value::Nothing => continue,
            };
            write(sheet, row, column, &text, format)?;
        }
    }
    sheet.set_freeze_panes(HEAD + 1, 1)?;
    Ok(())
}

/// A number as a number; one with more digits than a workbook keeps, as text.
fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    const DIGITS: usize = 15;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    match text.parse::<f64>() {
        Ok(number) if digits <= DIGITS => {
            sheet.write_number_with_format(row, column, number, format)?;
        }
        _ => {
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(())
}

/// Thousandths of a per cent as a fraction.
fn fraction(share: u64) -> String {
    format!("{}.{:05}", share / 100_000, share % 100_000)
}

/// A title as the name of a sheet, which may not hold every sign.
fn name_of(title: &str) -> String {
    let plain = title.chars().filter(|sign| !"[]:*?/\\'".contains(*sign));
    plain.take(LONGEST_NAME).collect()
}
