//! What a ward's list would make of the register: for each row whether it is new,
//! changes a row or says the same, and where somebody has to decide. Worked out
//! from list, decisions and register alone, so that the same is worked out again
//! when it is to be done.

use std::collections::{BTreeMap, HashMap};

use inspection::{Digest, RulePack, folded_words, place_identity, tax_identity};
use serde::{Deserialize, Serialize};

use super::{Column, Entry, Fault, ReadRow, Row, Why};
use crate::store::{Change, Registered, changes_between};

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

/// What is known while the rows are gone through.
struct Comparing<'a> {
    decisions: &'a Decisions,
    by_id: HashMap<&'a str, &'a Registered>,
    by_tax: HashMap<String, Vec<&'a Registered>>,
    by_place: HashMap<String, Vec<&'a Registered>>,
    by_words: HashMap<String, Vec<&'a Registered>>,
    /// Rows of the file by what tells them from others.
    earlier: HashMap<String, (u32, String, String)>,
    /// Rows of the register that an earlier row is.
    taken: HashMap<String, u32>,
}

/// Name and address without marks, case and signs.
fn words_of(name: &str, address: &str) -> String {
    format!("{}\n{}", folded_words(name), folded_words(address))
}

impl<'a> Comparing<'a> {
    fn with(register: &'a [Registered], decisions: &'a Decisions) -> Self {
        let mut made = Self {
            decisions,
            by_id: HashMap::new(),
            by_tax: HashMap::new(),
            by_place: HashMap::new(),
            by_words: HashMap::new(),
            earlier: HashMap::new(),
            taken: HashMap::new(),
        };
        for row in register {
            made.by_id.insert(&row.id, row);
            if !row.tax_code.is_empty() {
                made.by_tax
                    .entry(tax_identity(&row.tax_code))
                    .or_default()
                    .push(row);
            }
            let place = place_identity(&row.name, &row.address);
            made.by_place.entry(place).or_default().push(row);
            made.by_words
                .entry(words_of(&row.name, &row.address))
                .or_default()
                .push(row);
        }
        made
    }

    fn judge(&mut self, row: Row) -> Judged {
        let mut judged = Judged {
            number: row.number,
            cells: row.cells,
            state: State::Passed,
            candidates: Vec::new(),
            decided: self.decisions.get(&row.number).cloned(),
            put: None,
        };
        let entry = match row.read {
            ReadRow::Passed => return judged,
            ReadRow::Entry(entry) => Ok(entry),
            ReadRow::Faulty(faults) => Err(faults),
        };
        if judged.decided == Some(Decision::LeaveOut) {
            judged.state = State::LeftOut;
            return judged;
        }
        match entry.and_then(|entry| self.place(&entry, &mut judged)) {
            Ok(()) => judged,
            Err(faults) => Judged {
                state: State::Faulty(faults),
                put: None,
                ..judged
            },
        }
    }

    /// Finds whom an entry is, and what that makes of it.
    fn place(&mut self, entry: &Entry, judged: &mut Judged) -> Result<(), Vec<Fault>> {
        let known = match &entry.id {
            Some(id) => Some(self.by_id.get(id.as_str()).copied().ok_or_else(|| {
                vec![Fault {
                    column: Column::Id,
                    typed: id.clone(),
                    why: Why::UnknownId,
                }]
            })?),
            None => self.exactly(entry),
        };
        let mut whom = known;
        if known.is_none() {
            judged.candidates = self.candidates(entry);
            match &judged.decided {
                _ if judged.candidates.is_empty() => {}
                Some(Decision::Add) => {}
                Some(Decision::Update(id))
                    if judged
                        .candidates
                        .iter()
                        .any(|one| one.whom == Whom::Registered(id.clone())) =>
                {
                    whom = self.by_id.get(id.as_str()).copied();
                }
                _ => {
                    judged.state = State::Doubtful;
                    self.remember(entry, judged.number);
                    return Ok(());
                }
            }
        }
        if let Some(known) = whom
            && let Some(row) = self.taken.insert(known.id.clone(), judged.number)
        {
            let (column, why) = (Column::Name, Why::Repeated { row });
            return Err(vec![Fault {
                column,
                typed: entry.name.clone(),
                why,
            }]);
        }
        self.remember(entry, judged.number);
        let row = merged(entry, whom)?;
        let changes = whom.map(|known| changes_between(known, &row));
        judged.state = match changes {
            None => State::New,
            Some(changes) if changes.is_empty() => State::Same,
            Some(changes) => State::Changed(changes),
        };
        if judged.state != State::Same {
            let before = whom.map(|known| Box::new(known.clone()));
            judged.put = Some(Put {
                before,
                row: Box::new(row),
            });
        }
        Ok(())
    }

    /// The one row of the same name and address, if no tax code speaks against.
    fn exactly(&self, entry: &Entry) -> Option<&'a Registered> {
        let here = self
            .by_place
            .get(&place_identity(&entry.name, &entry.address))?;
        let [known] = here.as_slice() else {
            return None;
        };
        let code = tax_identity(entry.tax_code.as_deref().unwrap_or_default());
        let own = tax_identity(&known.tax_code);
        // The code may be somebody else's too.
        let others = self
            .by_tax
            .get(&code)
            .is_some_and(|rows| rows.iter().any(|row| row.id != known.id));
        let fits = code.is_empty() || own == code || own.is_empty() && !others;
        (fits && known.closed_on.is_none()).then_some(*known)
    }

    fn candidates(&self, entry: &Entry) -> Vec<Candidate> {
        let code = tax_identity(entry.tax_code.as_deref().unwrap_or_default());
        let words = words_of(&entry.name, &entry.address);
        let of_code = self
            .by_tax
            .get(&code)
            .into_iter()
            .flatten()
            .map(|row| (*row, true));
        let here = self
            .by_words
            .get(&words)
            .into_iter()
            .flatten()
            .map(|row| (*row, false));
        let mut candidates: Vec<Candidate> = Vec::new();
        for (row, by_tax_code) in of_code.chain(here) {
            let whom = Whom::Registered(row.id.clone());
            if candidates.iter().all(|one| one.whom != whom) {
                candidates.push(Candidate {
                    whom,
                    name: row.name.clone(),
                    address: row.address.clone(),
                    by_tax_code,
                    closed_down: row.closed_on.is_some(),
                });
            }
        }
        let earlier = [(code, true), (words, false)]
            .into_iter()
            .find_map(|(key, by_tax_code)| {
                self.earlier.get(&key).map(|earlier| (earlier, by_tax_code))
            });
        if let Some(((row, name, address), by_tax_code)) = earlier {
            candidates.push(Candidate {
                whom: Whom::Row(*row),
                name: name.clone(),
                address: address.clone(),
                by_tax_code,
                closed_down: false,
            });
        }
        candidates
    }

    fn remember(&mut self, entry: &Entry, number: u32) {
        let told = (number, entry.name.clone(), entry.address.clone());
        let code = tax_identity(entry.tax_code.as_deref().unwrap_or_default());
        if !code.is_empty() {
            self.earlier.entry(code).or_insert_with(|| told.clone());
        }
        self.earlier
            .entry(words_of(&entry.name, &entry.address))
            .or_insert(told);
    }
}

/// The row as it will be. What the entry does not tell stays as it is.
fn merged(entry: &Entry, known: Option<&Registered>) -> Result<Registered, Vec<Fault>> {
    let mut row = known.cloned().unwrap_or_default();
    row.name.clone_from(&entry.name);
    row.address.clone_from(&entry.address);
    // Who is in a ward's list works. A list of our own holds the others too.
    if entry.id.is_none() {
        row.closed_on = None;
    }
    if let Some(code) = &entry.ward {
        let units = &RulePack::current().units;
        let ward = units.iter().find(|unit| unit.code == *code);
        row.ward = ward.map(|ward| ward.vi.clone()).unwrap_or_default();
        row.ward_code = Some(code.clone());
    }
    for (told, own) in [
        (&entry.kind, &mut row.kind),
        (&entry.tax_code, &mut row.tax_code),
        (&entry.phone, &mut row.phone),
    ] {
        // The same digits written otherwise say nothing new.
        if let Some(told) = told
            .as_ref()
            .filter(|told| tax_identity(told) != tax_identity(own))
        {
            own.clone_from(told);
        }
    }
    row.place = entry.place.or(row.place);
    if row.kind.is_empty() {
        let (column, typed) = (Column::Kind, String::new());
        return Err(vec![Fault {
            column,
            typed,
            why: Why::Missing,
        }]);
    }
    Ok(row)
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
