//! The visit's lists, read row by row: what was typed into row `n` of a column
//! is the answer `code.n`.

use crate::form::Reader;
use crate::gap::GapReason;
use crate::id::CheckId;
use crate::listed::Listed;
use crate::recorded::{Fields, Recorded};
use crate::rules::{FieldType, PackField, RulePack};
use crate::signing;
use crate::trial::rows_typed;

/// The lists in which anything was typed. `checks` are those a row can be about.
pub(super) fn read_lists(
    reader: &mut Reader<'_>,
    pack: &RulePack,
    checks: &[CheckId],
) -> Vec<Listed> {
    let mut lists = Vec::new();
    for list in &pack.lists {
        let columns = pack.columns(&list.code);
        let ours = |code: &str| columns.iter().any(|column| column.name.code == code);
        let mut rows = Vec::new();
        for row in rows_typed(reader.answers(), &ours) {
            let fields = read_row(reader, &columns, row, checks, &rows);
            rows.push(fields);
        }
        if !rows.is_empty() {
            let list = list.code.clone();
            lists.push(Listed { list, rows });
        }
    }
    lists.extend(signing::listed(reader.answers()));
    lists
}

/// Notes where more copies were handed over than were made, at the last that were.
pub(super) fn copies(reader: &mut Reader<'_>) {
    let count = |reader: &Reader<'_>, place: &str| {
        let typed = reader.answers().get(place);
        typed.and_then(|typed| typed.trim().parse::<u32>().ok())
    };
    let Some(made) = count(reader, "copies") else {
        return;
    };
    let mut left = made;
    for row in rows_typed(reader.answers(), &|code| code == "handed_copies") {
        let place = format!("handed_copies.{row}");
        let handed = count(reader, &place).unwrap_or_default();
        if handed > left {
            let limit = left.to_string();
            return reader.fail(&place, GapReason::TooLarge { limit });
        }
        left -= handed;
    }
}

/// A row without the columns at fault, which are noted; `above` are those before
/// it.
fn read_row(
    reader: &mut Reader<'_>,
    columns: &[&PackField],
    row: u16,
    checks: &[CheckId],
    above: &[Fields],
) -> Fields {
    let mut fields = Vec::new();
    let mut names_check = false;
    for column in columns {
        let code = &column.name.code;
        let place = format!("{code}.{row}");
        if names_check && column.unless_check && reader.is_empty(&place) {
            continue;
        }
        let Some(recorded) = Recorded::read_at(reader, &place, column, column.most) else {
            continue;
        };
        let value = &recorded.value;
        if column.kind == FieldType::Check {
            names_check = true;
            if !checks.iter().any(|check| check.0.to_string() == *value) {
                reader.fail(&place, GapReason::UnknownChoice);
            }
        }
        let is_first = column.once && column.choices[0].name.code == *value;
        if is_first && above.iter().any(|row| row.value(code) == Some(value)) {
            reader.fail(&place, GapReason::Twice);
        }
        fields.push(recorded);
    }
    Fields(fields)
}
