//! The table of GS1 prefixes, in compact lines: `893 Việt Nam|Vietnam` or
//! `300-379 Pháp|France`.

use super::row::Row;
use crate::evidence::{Evidence, Term};

/// What is said of numbers under bar codes.
#[derive(Clone, Debug, Default)]
pub struct Barcodes {
    /// Of a number whose last digit does not fit; `{}` stands for the one that
    /// does.
    pub check_digit: Saying,
    /// Of a text that is no number of GS1.
    pub other: Saying,
    /// Of a prefix; `{}` stands for it with its name.
    pub prefix: Saying,
    /// Prefixes of national organisations and of special use.
    pub prefixes: Vec<Prefix>,
}

/// What is said, and how sure it is.
#[derive(Clone, Debug)]
pub struct Saying {
    /// The words, in Vietnamese as all bases are.
    pub text: String,
    /// How sure they are.
    pub evidence: Evidence,
}

/// A range of prefixes: where numbers were given out, never where goods were
/// made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefix {
    /// The range as written, and the country or use.
    pub name: Term,
    /// First prefix.
    pub from: u16,
    /// Last prefix, itself included.
    pub to: u16,
    /// Whether a country's organisation gives the numbers out; otherwise they
    /// have a use of their own, such as books or a shop's own codes.
    pub national: bool,
}

impl Barcodes {
    /// The range that a prefix is in; `None` where the table has none.
    #[must_use]
    pub fn range_of(&self, prefix: u16) -> Option<&Prefix> {
        self.prefixes
            .iter()
            .find(|range| (range.from..=range.to).contains(&prefix))
    }

    pub(super) fn read(row: &Row<'_>) -> Self {
        let mut prefixes = Vec::new();
        for (table, national) in [("countries", true), ("uses", false)] {
            for line in row.texts(table) {
                match Prefix::read(&line, national) {
                    Some(prefix) => prefixes.push(prefix),
                    None => row.wrong(table, "lines such as 893 name|name"),
                }
            }
        }
        Self {
            check_digit: Saying::read(row, "check_digit"),
            other: Saying::read(row, "other"),
            prefix: Saying::read(row, "prefix"),
            prefixes,
        }
    }
}

impl Default for Saying {
    fn default() -> Self {
        Self {
            text: String::new(),
            evidence: Evidence::Memory,
        }
    }
}

impl Saying {
    fn read(row: &Row<'_>, name: &str) -> Self {
        row.row(name).map_or_else(Self::default, |row| Self {
            text: row.text("text"),
            evidence: row.evidence(),
        })
    }
}

impl Prefix {
    fn read(line: &str, national: bool) -> Option<Self> {
        let (range, names) = line.split_once(' ')?;
        let (vi, en) = names.split_once('|')?;
        let (from, to) = range.split_once('-').unwrap_or((range, range));
        let (from, to) = (from.parse().ok()?, to.parse().ok()?);
        let name = Term {
            code: range.to_owned(),
            vi: vi.to_owned(),
            en: en.to_owned(),
        };
        (from <= to).then_some(Self {
            name,
            from,
            to,
            national,
        })
    }
}
