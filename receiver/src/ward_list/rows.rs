//! The rows of a list: establishments in the register's own terms, rows that are
//! none, and what is wrong with the others.

use chrono::NaiveDate;
use inspection::{Point, RulePack, folded_words};
use serde::{Deserialize, Serialize};

use super::{
    Column, Fault, Head, LONGEST_TEXT, Matches, WardNamed, Why, kind_named, values, ward_named,
};
use crate::sheet::{Sheet, without_apostrophe};

/// An establishment as a row tells it. What it does not tell is `None`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Id of the register.
    pub id: Option<String>,
    /// Name.
    pub name: String,
    /// Address.
    pub address: String,
    /// Code of the ward.
    pub ward: Option<String>,
    /// Code of the kind.
    pub kind: Option<String>,
    /// Tax code.
    pub tax_code: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Where it stands.
    #[serde(skip)]
    pub place: Option<Point>,
}

/// A row below the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number in the file.
    pub number: u32,
    /// What it holds, for people.
    pub cells: Vec<String>,
    /// What it tells.
    pub read: ReadRow,
}

/// What a row tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadRow {
    /// An establishment.
    Entry(Box<Entry>),
    /// Nothing: numbers of columns, a title within the list, a sum.
    Passed,
    /// What cannot be taken over, and why.
    Faulty(Vec<Fault>),
}

/// Reads the rows below the head, with the wards as they are on that day.
#[must_use]
pub fn rows(sheet: &Sheet, head: &Head, matches: &Matches, day: NaiveDate) -> Vec<Row> {
    let below = sheet.rows.iter().filter(|row| row.number > head.last);
    let reader = Reader {
        head,
        matches,
        day,
        pack: RulePack::current(),
    };
    let row = |row: &crate::sheet::SheetRow| Row {
        number: row.number,
        cells: row.cells.clone(),
        read: reader.read(&row.cells),
    };
    below.map(row).collect()
}

struct Reader<'a> {
    head: &'a Head,
    matches: &'a Matches,
    day: NaiveDate,
    pack: &'a RulePack,
}

impl Reader<'_> {
    fn read(&self, cells: &[String]) -> ReadRow {
        if self.is_passed(cells) {
            return ReadRow::Passed;
        }
        let mut faults = Vec::new();
        let name = self.text(cells, Column::Name, &mut faults);
        let address = self.text(cells, Column::Address, &mut faults);
        for (column, found) in [(Column::Name, &name), (Column::Address, &address)] {
            if found.is_none() && faults.iter().all(|fault| fault.column != column) {
                faults.push(Fault {
                    column,
                    typed: String::new(),
                    why: Why::Missing,
                });
            }
        }
        let entry = Entry {
            id: self.text(cells, Column::Id, &mut faults),
            name: name.unwrap_or_default(),
            address: address.unwrap_or_default(),
            ward: self.ward(cells, &mut faults),
            kind: self.kind(cells, &mut faults),
            tax_code: self.value(cells, Column::TaxCode, values::tax_code, &mut faults),
            phone: self.value(cells, Column::Phone, values::phone, &mut faults),
            place: self.place(cells, &mut faults),
        };
        if faults.is_empty() {
            ReadRow::Entry(Box::new(entry))
        } else {
            ReadRow::Faulty(faults)
        }
    }

    /// Numbers of columns, "(1) (2) (3)", and a title or a sum that stands alone
    /// or beside a number.
    fn is_passed(&self, cells: &[String]) -> bool {
        let filled: Vec<_> = cells.iter().filter(|cell| !cell.is_empty()).collect();
        if are_ordinals(&filled) {
            return true;
        }
        let kept = [Column::Name, Column::Address];
        let says_who = kept
            .iter()
            .any(|column| !self.cell(cells, *column).is_empty());
        filled.len() <= 2 && !says_who
    }

    fn cell<'c>(&self, cells: &'c [String], column: Column) -> &'c str {
        let cell = self
            .head
            .index_of(column)
            .and_then(|index| cells.get(index));
        without_apostrophe(cell.map_or("", String::as_str))
    }

    /// The text of a cell in one line.
    fn text(&self, cells: &[String], column: Column, faults: &mut Vec<Fault>) -> Option<String> {
        let cell = self.cell(cells, column);
        let words: Vec<_> = cell
            .split(|c: char| c.is_whitespace() || c.is_control())
            .collect();
        let text = words
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let mut fail = |why| {
            faults.push(Fault {
                column,
                typed: text.clone(),
                why,
            });
        };
        if is_formula_fault(&text) {
            fail(Why::Formula);
        } else if text.chars().count() > LONGEST_TEXT {
            fail(Why::TooLong);
        } else if !text.is_empty() {
            return Some(text);
        }
        None
    }

    fn value(
        &self,
        cells: &[String],
        column: Column,
        read: fn(&str) -> Result<String, Why>,
        faults: &mut Vec<Fault>,
    ) -> Option<String> {
        let text = self.text(cells, column, faults)?;
        match read(&text) {
            Ok(value) => (!value.is_empty()).then_some(value),
            Err(why) => {
                faults.push(Fault {
                    column,
                    typed: text,
                    why,
                });
                None
            }
        }
    }

    fn ward(&self, cells: &[String], faults: &mut Vec<Fault>) -> Option<String> {
        let column = Column::Ward;
        let Some(text) = self.text(cells, column, faults) else {
            return self.matches.ward.clone();
        };
        if let Some(code) = self.matches.wards.get(&folded_words(&text)) {
            return Some(code.clone());
        }
        let why = match ward_named(self.pack, &text, self.day) {
            WardNamed::One(code) => return Some(code),
            WardNamed::Divided => Why::DividedWard,
            WardNamed::Unknown => Why::UnknownWard,
        };
        faults.push(Fault {
            column,
            typed: text,
            why,
        });
        None
    }

    fn kind(&self, cells: &[String], faults: &mut Vec<Fault>) -> Option<String> {
        let column = Column::Kind;
        let Some(text) = self.text(cells, column, faults) else {
            return self.matches.kind.clone();
        };
        let matched = self.matches.kinds.get(&folded_words(&text)).cloned();
        let kind = matched.or_else(|| kind_named(self.pack, &text));
        if kind.is_none() {
            faults.push(Fault {
                column,
                typed: text,
                why: Why::UnknownKind,
            });
        }
        kind
    }

    fn place(&self, cells: &[String], faults: &mut Vec<Fault>) -> Option<Point> {
        let of = |column| self.cell(cells, column).trim();
        let (latitude, longitude) = (of(Column::Latitude), of(Column::Longitude));
        let both = of(Column::Place);
        let (column, typed, point) = match (latitude.is_empty(), longitude.is_empty()) {
            (true, true) if both.is_empty() => return None,
            (true, true) => (Column::Place, both, values::place_of_one(both)),
            (false, false) => (
                Column::Latitude,
                latitude,
                values::place(latitude, longitude),
            ),
            (true, false) => (Column::Latitude, latitude, Err(Why::HalfPlace)),
            (false, true) => (Column::Longitude, longitude, Err(Why::HalfPlace)),
        };
        point
            .map_err(|why| {
                faults.push(Fault {
                    column,
                    typed: typed.to_owned(),
                    why,
                });
            })
            .ok()
    }
}

/// Letters and numbers of columns, at least two numbers that follow each other.
fn are_ordinals(cells: &[&String]) -> bool {
    let bare = |cell: &&String| cell.trim_matches(['(', ')', '[', ']']).to_owned();
    let cells: Vec<_> = cells.iter().map(bare).collect();
    let is_short =
        |cell: &String| cell.len() <= 2 && cell.chars().all(|c| c.is_ascii_alphanumeric());
    let numbers: Vec<u8> = cells.iter().filter_map(|cell| cell.parse().ok()).collect();
    let follow = numbers.windows(2).all(|pair| pair[1] == pair[0] + 1);
    cells.iter().all(is_short) && numbers.len() >= 2 && follow
}

/// What spreadsheets show where a formula fails: `#REF!`, `#N/A`, `#NAME?`.
fn is_formula_fault(text: &str) -> bool {
    let rest = text.strip_prefix('#');
    rest.is_some_and(|rest| rest == "N/A" || rest.ends_with(['!', '?']) && !rest.contains(' '))
}
