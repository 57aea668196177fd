//! A workbook of XLSX: unpacked once to nothing, to see that it is no bomb, and
//! then read cell by cell, so that no cell far away makes room for all between.
//! Of several sheets the one with the most rows is read.

use std::io::{self, Cursor, Read};

use calamine::{Data, DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx};
use zip::ZipArchive;

use super::{MOST_ENTRIES, MOST_UNPACKED, Reading, Sheet, SheetError};

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// The sheet of a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, SheetError> {
    expect_no_bomb(bytes)?;
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let visible = |sheet: &&calamine::Sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    };
    let sheets = workbook.sheets_metadata().iter().filter(visible);
    let names: Vec<_> = sheets.map(|sheet| sheet.name.clone()).collect();
    let mut largest = Sheet::default();
    for name in &names {
        let rows = sheet(&mut workbook, name)?.rows;
        if largest.name.is_none() || rows.len() > largest.rows.len() {
            largest.name = Some(name.clone());
            largest.rows = rows;
        }
    }
    let others = names
        .into_iter()
        .filter(|name| Some(name) != largest.name.as_ref());
    largest.unread = others.collect();
    Ok(largest)
}

fn damaged(error: impl std::fmt::Display) -> SheetError {
    SheetError::Damaged(error.to_string())
}

/// Unpacks every entry, keeps nothing, and counts: what an archive says of its
/// sizes is not relied on.
fn expect_no_bomb(bytes: &[u8]) -> Result<(), SheetError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > MOST_ENTRIES {
        return Err(SheetError::Bomb);
    }
    if !archive
        .file_names()
        .flatten()
        .any(|name| name.starts_with("xl/"))
    {
        return Err(SheetError::NotAList);
    }
    let mut left = MOST_UNPACKED;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(damaged)?;
        let said = entry.size();
        let most = said.min(left);
        // One byte more tells that there are more.
        let mut taken = entry.take(most + 1);
        let found = io::copy(&mut taken, &mut io::sink()).map_err(damaged)?;
        if found > most {
            return Err(SheetError::Bomb);
        }
        left -= found;
    }
    Ok(())
}

fn sheet(workbook: &mut Workbook<'_>, name: &str) -> Result<Reading, SheetError> {
    let merged = workbook.merge_cells_by_sheet_name(name);
    let merged = merged.map_err(damaged)?;
    let mut cells = workbook.worksheet_cells_reader(name).map_err(damaged)?;
    let mut reading = Reading::default();
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if let Some(text) = text(cell.get_value()) {
            reading.cell(row, column, &text)?;
        }
    }
    if !reading.rows.is_sorted_by_key(|row| row.number) {
        return Err(damaged("the rows are out of order"));
    }
    for area in merged {
        fill_down(&mut reading, area)?;
    }
    Ok(reading)
}

/// A ward that is written once beside many rows is that of all of them.
fn fill_down(reading: &mut Reading, area: Dimensions) -> Result<(), SheetError> {
    let column = usize::try_from(area.start.1).unwrap_or(usize::MAX);
    let first = reading
        .rows
        .partition_point(|row| row.number <= area.start.0);
    let Some(top) = reading.rows.get(first) else {
        return Ok(());
    };
    let text = top.cells.get(column).cloned().unwrap_or_default();
    if text.is_empty() || top.number != area.start.0 + 1 {
        return Ok(());
    }
    for row in &mut reading.rows[first + 1..] {
        if row.number > area.end.0.saturating_add(1) {
            break;
        }
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        // Counted though it be full: areas may lie over each other.
        reading.cells += 1;
        if reading.cells > super::MOST_CELLS {
            return Err(SheetError::TooManyCells);
        }
        if row.cells[column].is_empty() {
            row.cells[column].clone_from(&text);
        }
    }
    Ok(())
}

/// What a cell shows. Numbers are written without an exponent: a tax code that
/// became a number keeps the digits it has left.
fn text(value: &DataRef<'_>) -> Option<String> {
    let text = match value {
        DataRef::Empty => return None,
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        other => Data::from(other.clone()).to_string(),
    };
    Some(text)
}
