//! A ward's list of establishments: which column says what, what the rows say in
//! the register's own terms, and what is wrong with one that says nothing of the
//! kind. Knows no file and no database; what became of the rows in the register
//! is `compare`'s.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

mod codes;
pub mod compare;
mod head;
mod judgement;
mod rows;
mod values;

pub use codes::{WardNamed, kind_named, ward_named};
pub use head::{Head, Heading};
pub use judgement::Judgement;
pub use rows::{Entry, ReadRow, Row, rows};
pub(crate) use values::{phone, place_of_one, tax_code};

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Id of the register: our own lists have it.
    Id,
    /// Name.
    Name,
    /// Address.
    Address,
    /// Ward.
    Ward,
    /// Kind.
    Kind,
    /// Tax code.
    TaxCode,
    /// Telephone.
    Phone,
    /// Latitude.
    Latitude,
    /// Longitude.
    Longitude,
    /// Latitude and longitude in one cell.
    Place,
    /// Nothing that the register keeps.
    Nothing,
}

impl Column {
    /// All, in the order in which people choose.
    pub const ALL: [Self; 11] = [
        Self::Name,
        Self::Address,
        Self::Ward,
        Self::Kind,
        Self::TaxCode,
        Self::Phone,
        Self::Latitude,
        Self::Longitude,
        Self::Place,
        Self::Id,
        Self::Nothing,
    ];

    /// Its name in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::Address => "address",
            Self::Ward => "ward",
            Self::Kind => "kind",
            Self::TaxCode => "tax_code",
            Self::Phone => "phone",
            Self::Latitude => "latitude",
            Self::Longitude => "longitude",
            Self::Place => "place",
            Self::Nothing => "nothing",
        }
    }

    /// The column of a name in forms.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.code() == code)
    }
}

/// What somebody said of a file beyond what could be told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matches {
    /// Number of the row with the names of the columns.
    pub head: Option<u32>,
    /// What columns say, counted from 0.
    pub columns: BTreeMap<usize, Column>,
    /// Codes of kinds by the folded words of a cell.
    pub kinds: BTreeMap<String, String>,
    /// Codes of wards by the folded words of a cell.
    pub wards: BTreeMap<String, String>,
    /// Code of the ward of rows that name none.
    pub ward: Option<String>,
    /// Code of the kind of rows that name none.
    pub kind: Option<String>,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Which one.
    pub column: Column,
    /// What it holds.
    pub typed: String,
    /// What is wrong.
    pub why: Why,
}

/// Why a cell cannot be taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It must hold something.
    Missing,
    /// More than [`LONGEST_TEXT`] characters.
    TooLong,
    /// It holds the fault of a formula, as `#REF!`.
    Formula,
    /// The rule pack has no such kind.
    UnknownKind,
    /// The rule pack has no such ward.
    UnknownWard,
    /// A ward of before, which is more than one today, or nobody knows which.
    DividedWard,
    /// No tax code: 10 digits, 10 and 3, or 12.
    NoTaxCode,
    /// A number as `3.01E+09`: the spreadsheet threw digits away.
    DigitsLost,
    /// No telephone number.
    NoPhone,
    /// No degrees with a point or a comma.
    NoDegrees,
    /// Latitude and longitude in each other's place.
    SwappedPlace,
    /// One of both is missing.
    HalfPlace,
    /// Not in Vietnam.
    FarPlace,
    /// The register has no such id.
    UnknownId,
    /// An earlier row is of the same establishment.
    Repeated {
        /// Its number.
        row: u32,
    },
}

/// The longest text of a row, in characters: what a field of a visit takes.
pub const LONGEST_TEXT: usize = 200;

#[cfg(test)]
mod tests;
