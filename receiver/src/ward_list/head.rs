//! The row that names the columns, below titles of any number of rows, and what
//! each name means, written with marks or without.

use inspection::folded_words;

use super::{Column, Matches};
use crate::sheet::Sheet;

/// Rows among which the head is looked for.
const LOOKED_AT: usize = 50;

/// The head of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of its row.
    pub row: u32,
    /// Number of the last row that belongs to it: names may stand in two.
    pub last: u32,
    /// The columns, counted from 0.
    pub columns: Vec<Heading>,
}

/// A column by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// As it is written.
    pub name: String,
    /// What it says; `None` where nobody knows.
    pub column: Option<Column>,
}

/// What a name means. Of several that begin as the name does, the longest.
const NAMES: &[(&str, Column)] = &[
    ("ten co so", Column::Name),
    ("ten co so kinh doanh", Column::Name),
    ("ten co so san xuat kinh doanh", Column::Name),
    ("ten ho kinh doanh", Column::Name),
    ("ten hkd", Column::Name),
    ("ten ho kd", Column::Name),
    ("ten doanh nghiep", Column::Name),
    ("ten dn", Column::Name),
    ("ten don vi", Column::Name),
    ("ten cua hang", Column::Name),
    ("ten cong ty", Column::Name),
    ("ten thuong nhan", Column::Name),
    ("ten to chuc ca nhan", Column::Name),
    ("ten sap", Column::Name),
    ("ten quay sap", Column::Name),
    ("ten bien hieu", Column::Name),
    ("bien hieu", Column::Name),
    ("co so", Column::Name),
    ("ten", Column::Name),
    ("ho kinh doanh", Column::Name),
    ("doanh nghiep", Column::Name),
    ("name", Column::Name),
    ("dia chi", Column::Address),
    ("dia chi kinh doanh", Column::Address),
    ("dia chi co so", Column::Address),
    ("dia chi tru so", Column::Address),
    ("dia diem", Column::Address),
    ("dia diem kinh doanh", Column::Address),
    ("noi kinh doanh", Column::Address),
    ("so nha duong", Column::Address),
    ("address", Column::Address),
    ("phuong", Column::Ward),
    ("ten phuong", Column::Ward),
    ("phuong xa", Column::Ward),
    ("xa phuong", Column::Ward),
    ("phuong xa dac khu", Column::Ward),
    ("dia ban", Column::Ward),
    ("ward", Column::Ward),
    ("nganh nghe", Column::Kind),
    ("nganh nghe kinh doanh", Column::Kind),
    ("nganh hang", Column::Kind),
    ("loai hinh", Column::Kind),
    ("loai hinh kinh doanh", Column::Kind),
    ("loai hinh co so", Column::Kind),
    ("loai co so", Column::Kind),
    ("linh vuc kinh doanh", Column::Kind),
    ("mat hang kinh doanh", Column::Kind),
    ("kind", Column::Kind),
    ("mst", Column::TaxCode),
    ("ma so thue", Column::TaxCode),
    ("ma so doanh nghiep", Column::TaxCode),
    ("msdn", Column::TaxCode),
    ("ma so ho kinh doanh", Column::TaxCode),
    ("tax code", Column::TaxCode),
    ("dien thoai", Column::Phone),
    ("so dien thoai", Column::Phone),
    ("sdt", Column::Phone),
    ("so dt", Column::Phone),
    ("dt", Column::Phone),
    ("phone", Column::Phone),
    ("vi do", Column::Latitude),
    ("lat", Column::Latitude),
    ("latitude", Column::Latitude),
    ("kinh do", Column::Longitude),
    ("long", Column::Longitude),
    ("longitude", Column::Longitude),
    ("toa do", Column::Place),
    ("gps", Column::Place),
    ("ma co so", Column::Id),
    ("id", Column::Id),
    ("stt", Column::Nothing),
    ("tt", Column::Nothing),
    ("so thu tu", Column::Nothing),
    ("no", Column::Nothing),
    // What our own lists have beside.
    ("telephone", Column::Phone),
    ("coordinates", Column::Place),
    ("lan kiem tra gan nhat", Column::Nothing),
    ("ket qua", Column::Nothing),
    ("ngung tu ngay", Column::Nothing),
    ("last inspection", Column::Nothing),
    ("result", Column::Nothing),
    ("closed from", Column::Nothing),
];

impl Head {
    /// The head of a sheet: the row that was chosen, else the one of whose names
    /// the most are known, else the first.
    #[must_use]
    pub fn of(sheet: &Sheet, matches: &Matches) -> Self {
        let known = |cells: &[String]| {
            let mut columns: Vec<_> = cells.iter().filter_map(|name| meaning(name)).collect();
            columns.sort_unstable();
            columns.dedup();
            columns.retain(|column| *column != Column::Nothing);
            columns.len()
        };
        let chosen = matches
            .head
            .and_then(|number| sheet.rows.iter().position(|row| row.number == number));
        let looked_at = sheet.rows.iter().take(LOOKED_AT);
        let most = looked_at
            .clone()
            .map(|row| known(&row.cells))
            .max()
            .unwrap_or_default();
        let best = || looked_at.clone().position(|row| known(&row.cells) == most);
        let index = chosen.or_else(best).unwrap_or_default();
        let Some(row) = sheet.rows.get(index) else {
            return Self {
                row: 0,
                last: 0,
                columns: Vec::new(),
            };
        };
        let mut names = row.cells.clone();
        let mut last = row.number;
        let below = sheet
            .rows
            .get(index + 1)
            .filter(|below| below.number == row.number + 1);
        if let Some(below) = below.filter(|below| are_names_below(&names, &below.cells)) {
            last = below.number;
            names.resize(names.len().max(below.cells.len()), String::new());
            for (name, lower) in names.iter_mut().zip(&below.cells) {
                if !lower.is_empty() {
                    lower.clone_into(name);
                }
            }
        }
        let width = sheet.rows.iter().map(|row| row.cells.len()).max();
        names.resize(width.unwrap_or_default(), String::new());
        Self {
            row: row.number,
            last,
            columns: headings(names, matches),
        }
    }

    /// The place of a column, counted from 0.
    #[must_use]
    pub fn index_of(&self, column: Column) -> Option<usize> {
        self.columns
            .iter()
            .position(|heading| heading.column == Some(column))
    }
}

/// Whether a second row of names follows, as "Kinh độ" and "Vĩ độ" below "Tọa độ".
fn are_names_below(names: &[String], below: &[String]) -> bool {
    let filled = |cell: &&String| !cell.is_empty();
    let is_name = |cell: &String| meaning(cell).is_some_and(|column| column != Column::Nothing);
    let name_is_free = |(index, _): &(usize, &String)| {
        names
            .get(*index)
            .is_none_or(|name| meaning(name).is_none_or(|own| own == Column::Place))
    };
    let lower: Vec<_> = below
        .iter()
        .enumerate()
        .filter(|(_, cell)| filled(cell))
        .collect();
    !lower.is_empty()
        && lower.iter().all(name_is_free)
        && lower.iter().all(|(_, cell)| is_name(cell))
}

/// Each meaning is given once, to the name that says it best.
fn headings(names: Vec<String>, matches: &Matches) -> Vec<Heading> {
    let mut taken: Vec<Column> = Vec::new();
    let mut columns = vec![None; names.len()];
    for (index, column) in &matches.columns {
        if let Some(place) = columns.get_mut(*index)
            && (*column == Column::Nothing || !taken.contains(column))
        {
            *place = Some(*column);
            taken.push(*column);
        }
    }
    for exact in [true, false] {
        for (index, name) in names.iter().enumerate() {
            let meaning = if exact { exactly(name) } else { meaning(name) };
            let meaning =
                meaning.filter(|column| *column == Column::Nothing || !taken.contains(column));
            if let (None, Some(column)) = (columns[index], meaning) {
                columns[index] = Some(column);
                taken.push(column);
            }
        }
    }
    let headings = names.into_iter().zip(columns);
    headings
        .map(|(name, column)| Heading { name, column })
        .collect()
}

fn exactly(name: &str) -> Option<Column> {
    let folded = folded_words(name);
    let mut known = NAMES.iter();
    known
        .find(|(known, _)| *known == folded)
        .map(|(_, column)| *column)
}

/// By the whole name, by what stands before a bracket or a line break, or by how
/// it begins: "Địa chỉ kinh doanh của hộ". One word is no beginning.
fn meaning(name: &str) -> Option<Column> {
    let front = name
        .split(['(', '\n', '\r', '[', ':'])
        .next()
        .unwrap_or_default();
    if let Some(column) = exactly(name).or_else(|| exactly(front)) {
        return Some(column);
    }
    let folded = folded_words(name);
    let begins = |known: &str| {
        let rest = folded.strip_prefix(known);
        known.contains(' ') && rest.is_some_and(|rest| rest.starts_with(' '))
    };
    let known = NAMES.iter().filter(|(known, _)| begins(known));
    known
        .max_by_key(|(known, _)| known.len())
        .map(|(_, column)| *column)
}
