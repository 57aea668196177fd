//! `receiver conformance`: plays a tablet against any endpoint and tells its
//! author, clause by clause, what is wrong with it. The clauses are those of
//! UPLOAD.md; what an answer means to a tablet is in `endpoint.rs`.

use std::io::{self, Write};
use std::path::PathBuf;

use chrono::Utc;
use serde::Serialize;

use crate::config::Conformance;

mod clauses;
mod endpoint;
mod form;
mod trial;

use clauses::{Bench, CLAUSES, Clause};
use endpoint::Endpoint;
use trial::Trial;

/// Why an endpoint was not found to conform.
#[derive(Debug, thiserror::Error)]
pub enum ConformanceError {
    /// No address of the web.
    #[error("{0} is no address: write it as https://office.example/api/v1/uploads")]
    NotAnAddress(String),
    /// No clause has this name.
    #[error("{name} is no clause; there are {known}")]
    NoClause {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// The certificates given cannot be used.
    #[error("{path} cannot be used as certificates: {reason}")]
    Authority {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// Nobody answers: nothing was tried.
    #[error("{address} does not answer")]
    Unreachable {
        /// The address.
        address: String,
        /// Why not.
        source: ureq::Error,
    },
    /// Required clauses are broken; they were printed.
    #[error("{0} required clauses are not kept")]
    Faults(usize),
    /// The result could not be printed.
    #[error("the result could not be printed: {0}")]
    Output(#[from] io::Error),
}

/// What was found.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Where it was tried.
    pub address: String,
    /// Every clause, in the order of trial.
    pub clauses: Vec<Tried>,
}

/// One clause, tried.
#[derive(Clone, Debug, Serialize)]
pub struct Tried {
    /// Its short name.
    pub clause: &'static str,
    /// What it asks for.
    pub says: &'static str,
    /// Whether a tablet loses or repeats its work where it is broken.
    pub required: bool,
    /// What became of it.
    pub state: State,
    /// What was seen instead, or could be better.
    pub seen: Vec<String>,
}

/// What became of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is kept.
    Kept,
    /// It is kept, or only recommended, and could be better.
    Advice,
    /// It is required and broken.
    Fault,
    /// It was not asked for.
    NotTried,
}

/// What a clause found amiss.
#[derive(Clone, Debug)]
struct Shortcoming(String);

impl Shortcoming {
    fn fault(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// The trial itself is at fault: its document could not be made.
    fn own(why: &str) -> Self {
        Self(format!(
            "this program could not make its trial document: {why}"
        ))
    }
}

/// Tries every clause.
///
/// # Errors
/// [`ConformanceError`] where nothing could be tried.
pub fn examine(config: &Conformance) -> Result<Report, ConformanceError> {
    let is_clause = |name: &&String| CLAUSES.iter().any(|clause| clause.name == **name);
    if let Some(name) = config.clauses.iter().find(|name| !is_clause(name)) {
        let known = CLAUSES.iter().map(|clause| clause.name).collect::<Vec<_>>();
        return Err(ConformanceError::NoClause {
            name: name.clone(),
            known: known.join(", "),
        });
    }
    let endpoint = Endpoint::new(config)?;
    endpoint.reach()?;
    let mut trial = Trial::new(Utc::now());
    let chosen = |clause: &&Clause| {
        let names = &config.clauses;
        names.is_empty() || names.iter().any(|name| name == clause.name)
    };
    let tried = CLAUSES.iter().filter(chosen).map(|clause| {
        let mut bench = Bench::new(&endpoint, &mut trial);
        let found = (clause.try_out)(&mut bench);
        let advice = bench.advice;
        clause.found(found, advice)
    });
    let clauses = tried.collect();
    Ok(Report {
        address: endpoint.address,
        clauses,
    })
}

/// Tries every clause and prints what was found.
///
/// # Errors
/// [`ConformanceError`] where nothing could be tried, or a fault was found.
pub fn conformance(config: &Conformance, mut output: impl Write) -> Result<(), ConformanceError> {
    let report = examine(config)?;
    if config.json {
        let json = serde_json::to_string(&report).map_err(io::Error::from)?;
        writeln!(output, "{json}")?;
    } else {
        report.print(&mut output)?;
    }
    match report.faults() {
        0 => Ok(()),
        faults => Err(ConformanceError::Faults(faults)),
    }
}

impl Report {
    /// How many required clauses are broken.
    #[must_use]
    pub fn faults(&self) -> usize {
        let clauses = self.clauses.iter();
        clauses.filter(|tried| tried.state == State::Fault).count()
    }

    fn print(&self, output: &mut impl Write) -> io::Result<()> {
        writeln!(output, "{}", self.address)?;
        for tried in &self.clauses {
            let state = match tried.state {
                State::Kept => "kept",
                State::Advice => "advice",
                State::Fault => "FAULT",
                State::NotTried => "not tried",
            };
            writeln!(output, "{state:9} {}: {}", tried.clause, tried.says)?;
            for seen in &tried.seen {
                writeln!(output, "          - {seen}")?;
            }
        }
        let count = |state| self.clauses.iter().filter(|one| one.state == state).count();
        let (kept, advice) = (count(State::Kept), count(State::Advice));
        let faults = self.faults();
        writeln!(
            output,
            "{kept} kept, {advice} with advice, {faults} with a fault"
        )
    }
}

impl Clause {
    fn found(&self, found: Result<bool, Shortcoming>, mut seen: Vec<String>) -> Tried {
        let state = match found {
            Ok(false) => State::NotTried,
            Ok(true) if seen.is_empty() => State::Kept,
            Ok(true) => State::Advice,
            Err(Shortcoming(words)) => {
                seen.insert(0, words);
                if self.required {
                    State::Fault
                } else {
                    State::Advice
                }
            }
        };
        Tried {
            clause: self.name,
            says: self.says,
            required: self.required,
            state,
            seen,
        }
    }
}
