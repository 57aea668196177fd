//! What a ward's list would make of the register: for each row whether it is new,
//! changes a row or says the same, and where somebody has to decide. Worked out
//! from list, decisions and register alone, so that the same is worked out again
//! when it is to be done.

use std::collections::BTreeMap;

use inspection::Digest;
use serde::{Deserialize, Serialize};

use super::{Entry, Fault, Row};
use crate::store::{Change, Registered};

mod comparing;

use comparing::Comparing;

/// What somebody decided of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It is another establishment.
    Add,
    /// It is the one of this id.
    Update(String),
    /// It is not taken over.
    LeaveOut,
}

/// Decisions by the numbers of rows.
pub type Decisions = BTreeMap<u32, Decision>;

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// The register does not have it.
    New,
    /// The register says something else.
    Changed(Vec<Change>),
    /// The register says the same.
    Same,
    /// It may be one of these; nobody has decided.
    Doubtful,
    /// It cannot be taken over.
    Faulty(Vec<Fault>),
    /// Somebody decided so.
    LeftOut,
    /// It is no establishment.
    Passed,
}

/// Whom a row may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Whom.
    pub whom: Whom,
    /// Name.
    pub name: String,
    /// Address.
    pub address: String,
    /// Whether the tax code tells so; else name and address do.
    pub by_tax_code: bool,
    /// Whether it was closed down.
    pub closed_down: bool,
}

/// Where a candidate stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// In the register, under this id.
    Registered(String),
    /// In an earlier row of the file.
    Row(u32),
}

/// A row with what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Its number in the file.
    pub number: u32,
    /// What it holds.
    pub cells: Vec<String>,
    /// What becomes of it.
    pub state: State,
    /// Whom it may mean, where that was not sure.
    pub candidates: Vec<Candidate>,
    /// What was decided of it.
    pub decided: Option<Decision>,
    /// What is to be put into the register.
    pub put: Option<Put>,
}

/// A row to be put into the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    /// The row that is there; `None` where it is new.
    pub before: Option<Box<Registered>>,
    /// The row as it will be; without id where it is new.
    pub row: Box<Registered>,
}

/// How many rows there are of each state, in the order of [`State::CODES`].
pub type Counts = [usize; State::CODES.len()];

impl State {
    /// The states by name.
    pub const CODES: [&'static str; 7] = [
        "new", "changed", "same", "doubtful", "faulty", "left_out", "passed",
    ];

    /// Its name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed(_) => "changed",
            Self::Same => "same",
            Self::Doubtful => "doubtful",
            Self::Faulty(_) => "faulty",
            Self::LeftOut => "left_out",
            Self::Passed => "passed",
        }
    }
}

/// How many rows there are of each state.
#[must_use]
pub fn counts(rows: &[Judged]) -> Counts {
    State::CODES.map(|code| rows.iter().filter(|row| row.state.code() == code).count())
}

/// Whether nothing is in doubt or at fault, and there is something to do.
#[must_use]
pub fn is_ready(rows: &[Judged]) -> bool {
    let hinders = |row: &Judged| matches!(row.state, State::Doubtful | State::Faulty(_));
    !rows.iter().any(hinders) && rows.iter().any(|row| row.put.is_some())
}

/// Tells one outcome from another: what somebody saw is what is done. What
/// inspections found meanwhile is nothing to it.
#[must_use]
pub fn fingerprint(rows: &[Judged]) -> Digest {
    let told = |row: &Registered| Registered {
        last: None,
        became: None,
        revision: 0,
        edits: 0,
        ..row.clone()
    };
    let lines = rows.iter().map(|row| {
        let put = row.put.as_ref();
        let put = put.map(|put| (put.before.as_deref().map(told), told(&put.row)));
        format!("{} {:?} {put:?}\n", row.number, row.state)
    });
    let text: Vec<_> = lines.collect();
    let text = text.concat();
    Digest::of(text.as_bytes())
}

/// What becomes of the rows.
#[must_use]
pub fn compare(rows: Vec<Row>, register: &[Registered], decisions: &Decisions) -> Vec<Judged> {
    let mut comparing = Comparing::with(register, decisions);
    rows.into_iter().map(|row| comparing.judge(row)).collect()
}

/// Rows of the register that a new one may be.
#[must_use]
pub fn alike(row: &Registered, register: &[Registered]) -> Vec<Candidate> {
    let entry = Entry {
        id: None,
        name: row.name.clone(),
        address: row.address.clone(),
        ward: None,
        kind: None,
        tax_code: Some(row.tax_code.clone()).filter(|code| !code.is_empty()),
        phone: None,
        place: None,
    };
    Comparing::with(register, &Decisions::new()).candidates(&entry)
}
