//! Whom each row of a list is, and what that makes of it, one row after the other:
//! two rows of a list cannot be one row of the register.

use std::collections::HashMap;

use inspection::{RulePack, folded_words, place_identity, tax_identity};

use super::super::{Column, Entry, Fault, ReadRow, Row, Why};
use super::{Candidate, Decision, Decisions, Judged, Put, State, Whom};
use crate::store::{Registered, changes_between};

/// What is known while the rows are gone through.
pub(super) struct Comparing<'a> {
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
    pub(super) fn with(register: &'a [Registered], decisions: &'a Decisions) -> Self {
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

    pub(super) fn judge(&mut self, row: Row) -> Judged {
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

    pub(super) fn candidates(&self, entry: &Entry) -> Vec<Candidate> {
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
