//! A list as wards send it, read to rows of text: CSV as spreadsheets write it,
//! or a workbook of XLSX. Says in one word why a file is refused; what the rows
//! mean is `ward_list`'s.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

mod garbled;
mod text;
mod workbook;
mod written;

pub use written::{Table, csv, without_apostrophe, xlsx};

/// The largest file that is read: 10 MiB, some 100,000 establishments.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;
/// The most rows.
pub const MOST_ROWS: usize = 50_000;
/// The most columns: what Excel 97 had.
pub const MOST_COLUMNS: usize = 256;
/// The most cells that hold something.
pub const MOST_CELLS: usize = 2_000_000;
/// The longest text of a cell, in characters.
pub const LONGEST_CELL: usize = 4_000;
/// The most entries in a workbook's archive.
pub const MOST_ENTRIES: usize = 2_000;
/// The most bytes of a workbook when it is unpacked: 128 MiB.
pub const MOST_UNPACKED: u64 = 128 * 1024 * 1024;

/// The rows of a file that hold something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name; `None` for a file of text.
    pub name: Option<String>,
    /// Names of the other visible sheets, which are not read.
    pub unread: Vec<String>,
    /// The rows, in order.
    pub rows: Vec<SheetRow>,
}

/// A row of cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetRow {
    /// Its number in the file, 1 for the first.
    pub number: u32,
    /// What the cells hold, without blanks around it; empty for an empty one.
    pub cells: Vec<String>,
}

/// Why a file is no list. Each is something that the sender can mend.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// No bytes, or no row that holds anything.
    #[error("the file holds no rows")]
    Empty,
    /// More than [`LARGEST_FILE`].
    #[error("the file has more than {} MiB", LARGEST_FILE / 1024 / 1024)]
    TooLarge,
    /// Text in another coding than UTF-8 or UTF-16: Windows-1258, TCVN3.
    #[error("the text is not UTF-8 (Windows-1258, TCVN3 or VNI?); save it as \"CSV UTF-8\"")]
    NotUnicode,
    /// Letters of a TCVN3 or VNI font.
    #[error("the letters are those of a TCVN3 or VNI font; convert them to Unicode")]
    OldFont,
    /// A workbook of Excel 97, or one with a password.
    #[error("a workbook of the old form (.xls) or with a password; save it as .xlsx")]
    OldWorkbook,
    /// A PDF, a picture, a web page, or an archive of something else.
    #[error("neither CSV nor XLSX")]
    NotAList,
    /// It begins as a workbook and cannot be read.
    #[error("the workbook is damaged: {0}")]
    Damaged(String),
    /// It unpacks to more than it says, or more than is read.
    #[error("the workbook unpacks to more than it may")]
    Bomb,
    /// More than [`MOST_ROWS`].
    #[error("more than {MOST_ROWS} rows")]
    TooManyRows,
    /// More than [`MOST_COLUMNS`].
    #[error("row {row} has more than {MOST_COLUMNS} columns")]
    TooManyColumns {
        /// Its number.
        row: u32,
    },
    /// More than [`MOST_CELLS`].
    #[error("more than {MOST_CELLS} cells")]
    TooManyCells,
    /// A quotation mark that is never closed.
    #[error("a quotation mark of row {row} is never closed")]
    OpenQuote {
        /// Number of the row.
        row: u32,
    },
    /// More than [`LONGEST_CELL`].
    #[error("a cell of row {row} has more than {LONGEST_CELL} characters")]
    LongCell {
        /// Its number.
        row: u32,
    },
}

impl Sheet {
    /// Reads a file, whatever its name says.
    ///
    /// # Errors
    /// [`SheetError`].
    pub fn read(bytes: &[u8]) -> Result<Self, SheetError> {
        const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";
        if bytes.len() > LARGEST_FILE {
            return Err(SheetError::TooLarge);
        }
        let sheet = if bytes.is_empty() {
            return Err(SheetError::Empty);
        } else if bytes.starts_with(b"PK") {
            workbook::read(bytes)?
        } else if bytes.starts_with(COMPOUND) {
            return Err(SheetError::OldWorkbook);
        } else if is_something_else(bytes) {
            return Err(SheetError::NotAList);
        } else {
            Self {
                rows: text::read(&unicode(bytes)?)?,
                ..Self::default()
            }
        };
        if sheet.rows.is_empty() {
            return Err(SheetError::Empty);
        }
        if garbled::is_of_an_old_font(&sheet.rows) {
            return Err(SheetError::OldFont);
        }
        Ok(sheet)
    }
}

/// By the first bytes of PDF, PNG, JPEG, GIF, RAR, 7z, XML and web pages.
fn is_something_else(bytes: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 8] = [
        b"%PDF",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"Rar!",
        b"7z\xbc\xaf",
        b"<",
        b"{\\rtf",
    ];
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let start = bytes.trim_ascii_start();
    BEGINNINGS.iter().any(|known| start.starts_with(known))
}

/// The text of a file, with or without a mark before it.
fn unicode(bytes: &[u8]) -> Result<Cow<'_, str>, SheetError> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)?),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)?),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => {
            let text = str::from_utf8(rest).map_err(|_| SheetError::NotUnicode)?;
            Cow::Borrowed(text)
        }
    };
    // No spreadsheet writes it: UTF-16 without a mark, or no text at all.
    if text.contains('\0') {
        return Err(SheetError::NotUnicode);
    }
    Ok(text)
}

/// What Excel calls "Unicode text".
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, SheetError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
    let text: Result<String, _> = text.collect();
    match text {
        Ok(text) if rest.is_empty() => Ok(text),
        _ => Err(SheetError::NotUnicode),
    }
}

/// What counts while rows are read.
#[derive(Debug, Default)]
struct Reading {
    rows: Vec<SheetRow>,
    cells: usize,
}

impl Reading {
    /// Takes a cell in, counted from 0.
    fn cell(&mut self, row: u32, column: usize, text: &str) -> Result<(), SheetError> {
        // Blanks of any kind around it, and marks of direction and width.
        let blank =
            |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
        let text = text.trim_matches(blank);
        if text.is_empty() {
            return Ok(());
        }
        let number = row + 1;
        if column >= MOST_COLUMNS {
            return Err(SheetError::TooManyColumns { row: number });
        }
        if text.chars().nth(LONGEST_CELL).is_some() {
            return Err(SheetError::LongCell { row: number });
        }
        self.cells += 1;
        if self.cells > MOST_CELLS {
            return Err(SheetError::TooManyCells);
        }
        if self.rows.last().is_none_or(|last| last.number != number) {
            if self.rows.len() == MOST_ROWS {
                return Err(SheetError::TooManyRows);
            }
            let cells = Vec::new();
            self.rows.push(SheetRow { number, cells });
        }
        if let Some(last) = self.rows.last_mut() {
            if last.cells.len() <= column {
                last.cells.resize(column + 1, String::new());
            }
            text.clone_into(&mut last.cells[column]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
