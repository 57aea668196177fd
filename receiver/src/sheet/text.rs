//! CSV as spreadsheets write it: separated by commas, semicolons or tabs,
//! whichever stands most often, quoted after RFC 4180. Read by hand, so that
//! rows have the numbers that a spreadsheet shows.

use super::{LONGEST_CELL, Reading, SheetError, SheetRow};

/// What may stand between cells.
const SEPARATORS: [char; 3] = [',', ';', '\t'];
/// Letters that are looked at to tell which.
const LOOKED_AT: usize = 20_000;

/// The rows of a text.
pub(super) fn read(text: &str) -> Result<Vec<SheetRow>, SheetError> {
    let (separator, text, first) = separator(text);
    let mut reading = Reading::default();
    let (mut row, mut column) = (first, 0);
    let mut cell = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if cell.trim().is_empty() => {
                cell.clear();
                quoted(&mut letters, &mut cell, row)?;
            }
            '\r' | '\n' => {
                if letter == '\r' {
                    letters.next_if_eq(&'\n');
                }
                reading.cell(row, column, &cell)?;
                cell.clear();
                (row, column) = (row + 1, 0);
            }
            letter if letter == separator => {
                reading.cell(row, column, &cell)?;
                cell.clear();
                column += 1;
            }
            letter => cell.push(letter),
        }
    }
    reading.cell(row, column, &cell)?;
    Ok(reading.rows)
}

/// The rest of a quoted text, whose mark was read; two of them stand for one.
fn quoted(
    letters: &mut std::iter::Peekable<std::str::Chars<'_>>,
    cell: &mut String,
    row: u32,
) -> Result<(), SheetError> {
    let row = row + 1;
    while let Some(letter) = letters.next() {
        if letter == '"' && letters.next_if_eq(&'"').is_none() {
            return Ok(());
        }
        // Four bytes are the most that a letter has.
        if cell.len() > LONGEST_CELL * 4 {
            return Err(SheetError::OpenQuote { row });
        }
        cell.push(letter);
    }
    Err(SheetError::OpenQuote { row })
}

/// What separates the cells, the text after a line that says so, and the number
/// of its first row. Excel writes and reads such a line: `sep=;`.
fn separator(text: &str) -> (char, &str, u32) {
    let first = text.lines().next().unwrap_or_default();
    let named = first.trim().trim_matches('"').strip_prefix("sep=");
    if let Some(named) = named.and_then(|named| named.chars().next()) {
        return (named, text.get(first.len()..).unwrap_or_default(), 0);
    }
    let mut counts = [0_usize; SEPARATORS.len()];
    let mut within = false;
    for letter in text.chars().take(LOOKED_AT) {
        within ^= letter == '"';
        let known = SEPARATORS.iter().position(|known| *known == letter);
        if let Some(known) = known.filter(|_| !within) {
            counts[known] += 1;
        }
    }
    // The first of the list where several stand as often.
    let most = counts.iter().copied().max().unwrap_or_default();
    let best = SEPARATORS
        .iter()
        .zip(counts)
        .find(|(_, count)| *count == most);
    (best.map_or(',', |(separator, _)| *separator), text, 0)
}
