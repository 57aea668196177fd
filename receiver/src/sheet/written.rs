//! Lists as files for spreadsheets. In CSV a cell that a spreadsheet would work
//! out gets an apostrophe before it; in XLSX text is text.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// A list to be written.
#[derive(Clone, Debug)]
pub struct Table {
    /// Name of the sheet: at most 31 letters, none of `[]:*?/\`.
    pub name: &'static str,
    /// The head.
    pub head: Vec<&'static str>,
    /// The rows, as long as the head.
    pub rows: Vec<Vec<String>>,
}

/// What a spreadsheet takes for the beginning of a formula (OWASP, "CSV
/// Injection").
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// As CSV after RFC 4180, in UTF-8 with the mark by which Excel knows it.
#[must_use]
pub fn csv(table: &Table) -> String {
    let mut text = String::from("\u{feff}");
    let head = table.head.iter().copied();
    line(&mut text, head);
    for row in &table.rows {
        line(&mut text, row.iter().map(String::as_str));
    }
    text
}

fn line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (column, cell) in cells.enumerate() {
        if column > 0 {
            text.push(',');
        }
        text.push('"');
        if cell.starts_with(FORMULA) {
            text.push('\'');
        }
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}

/// As a workbook.
///
/// # Errors
/// Where it has more rows or longer cells than a workbook holds.
pub fn xlsx(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(table.name)?;
    let bold = Format::new().set_bold();
    for (column, name) in (0..).zip(&table.head) {
        sheet.write_string_with_format(0, column, *name, &bold)?;
    }
    for (row, cells) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    workbook.save_to_buffer()
}

/// What stood in a cell before [`csv`] wrote it.
#[must_use]
pub fn without_apostrophe(cell: &str) -> &str {
    let formula = cell
        .strip_prefix('\'')
        .filter(|rest| rest.starts_with(FORMULA));
    formula.unwrap_or(cell)
}
