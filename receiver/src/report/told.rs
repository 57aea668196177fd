//! Figures as people read them, and a report as one long list.

use super::statement::{Statement, Value};
use crate::sheet::Table;
use crate::wording::{self, reports as words};

/// A figure in words: groups of three digits, a comma, a proper minus. Empty where
/// there is nothing.
#[must_use]
pub fn said(value: Value) -> String {
    match value {
        Value::Count(count) => wording::grouped(count),
        Value::Change(change) => {
            let size = u64::try_from(change.unsigned_abs()).unwrap_or(u64::MAX);
            let sign = match change {
                1.. => "+",
                0 => "",
                _ => "−",
            };
            format!("{sign}{}", wording::grouped(size))
        }
        Value::Share(Some(share)) => {
            // Thousandths of a per cent to tenths, half away from nought.
            let tenths = share.saturating_add(50) / 100;
            format!("{},{} %", tenths / 10, tenths % 10)
        }
        Value::Share(None) | Value::Nothing => String::new(),
    }
}

/// The report as a list with a row for each figure: for programs.
#[must_use]
pub fn as_list(statement: &Statement) -> Table {
    let mut rows = Vec::new();
    for section in &statement.sections {
        for row in &section.table.rows {
            let columns = section.table.head.iter().skip(1);
            for (column, cell) in columns.zip(&row.cells) {
                let figure = match cell.value {
                    Value::Count(count) => count.to_string(),
                    other => said(other),
                };
                rows.push(vec![
                    section.title.clone(),
                    row.name.clone(),
                    column.clone(),
                    figure,
                ]);
            }
        }
    }
    Table {
        name: words::SHEET,
        head: words::LIST.into(),
        rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_said_as_they_are_written_in_viet_nam() {
        for (value, expected) in [
            (Value::Count(0), "0"),
            (Value::Count(2_165_000_000), "2.165.000.000"),
            (Value::Change(-1_234), "−1.234"),
            (Value::Change(7), "+7"),
            (Value::Change(0), "0"),
            // 305 of 517 acts of the campaign of 2016: 58.994 %.
            (Value::Share(Some(58_994)), "59,0 %"),
            (Value::Share(Some(100_000)), "100,0 %"),
            (Value::Share(Some(49)), "0,0 %"),
            (Value::Share(Some(50)), "0,1 %"),
            (Value::Share(None), ""),
            (Value::Nothing, ""),
        ] {
            assert_eq!(said(value), expected, "{value:?}");
        }
    }
}
