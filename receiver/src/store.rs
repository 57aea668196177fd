//! The office's database: keeps a document once, keeps what conflicts with it
//! beside it, and gives back what pages show. Each file of `store/` has the
//! statements of one area and the methods over them. Decides nothing about
//! documents; HTTP and HTML are others' business.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use inspection::{
    DeviceId, Digest, Discrepancy, Establishment, InspectionId, Kind, Receipt, Received, Tally,
};

mod alike;
mod arrivals;
mod audit;
mod became;
mod belongings;
mod chains;
mod contents;
mod copying;
mod documents;
mod doubts;
mod editing;
mod editions;
mod engine;
mod enrolment;
mod error;
mod failures;
mod file_facts;
mod files;
mod filling;
mod floors;
mod follow_ups;
mod history;
mod import_lines;
mod imports;
mod inspections;
mod linking;
mod lists;
mod location;
mod merging;
mod moving;
mod numbers;
mod outcomes;
mod own_chain;
mod parts;
mod pulling;
mod readiness;
mod refusals;
mod register;
mod relinking;
mod report_lines;
mod reporting;
mod rows;
mod same_numbers;
mod sample;
mod screen_signing;
mod searched;
mod searching;
mod seeding;
mod seen;
mod set_up;
mod sign_ins;
mod standing;
mod struck;
mod tables;
mod tablets;
mod users;
mod visits;
mod working_out;

use arrivals::Queue;
use engine::Engine;
use files::Files;

pub use audit::{AUDIT_PAGE, AuditFilter, AuditLine};
pub use belongings::{Awaited, Belongings, Corrected, StoredFile, StoredOutcome};
pub use chains::Chain;
pub(crate) use copying::Snapshot;
pub use doubts::{Conflicting, Doubts, First};
pub use editing::{Edited, Sighted, Sought, Visited};
pub use editions::{Edition, Word, WordKind};
pub use enrolment::Enrolled;
pub use error::StoreError;
pub use failures::Try;
pub(crate) use floors::LAST_NUMBER;
pub use follow_ups::{Due, Following, Followings, Wanted};
pub use history::{Act, Author, Change, HistoryLine, changes_between, place_text};
pub use import_lines::{Finished, ImportLine};
pub(crate) use imports::judged;
pub use imports::{Committed, Import};
pub use location::{Location, NotADatabase};
pub use merging::completed;
pub use numbers::{Block, NotGiven};
pub use outcomes::{Entered, NewOutcome};
pub use parts::Part;
pub use refusals::{MOST_REFUSALS, Refused, Why};
pub use register::{
    Changes, List, ListState, NewVisit, PlanChanges, PlannedVisit, Registered, Sample, Seed,
    Seeded, Seeding, UnknownEstablishment,
};
pub use reporting::{PlaceVisited, PlanDone, ReportLines};
pub use same_numbers::SameNumber;
pub use searching::{Findings, Hit, Search, State};
pub use set_up::{SetUp, Used};
pub use sign_ins::{LONGEST_SIGN_IN, SignIn};
pub use struck::StruckVisit;
pub(crate) use tables::{Putting, Table};
pub use tablets::{LINK_HOLDS, NewTablet, Tablet, TabletChange};
pub use users::{NewUser, Person, Standing};
pub use visits::{CLOSED_DOWN, KnownVisit, Replanned};

/// The office's database, whichever engine it is: every statement is written
/// once, and runs on each. What differs between them is in `engine.rs`.
#[derive(Clone, Debug)]
pub struct Store {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    engine: Engine,
    files: Files,
    queue: Queue,
}

/// What statements run on: a transaction's connection to either engine.
pub(crate) type Connection = sqlx::AnyConnection;

/// A document that came in, judged again.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The document.
    pub received: Received,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// Where the office comes to another result; only inspections are judged.
    pub discrepancies: Vec<Discrepancy>,
    /// The tablet whose token it came with, by its id in the office.
    pub carried_by: Option<String>,
}

/// What became of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is new, and kept.
    New(Receipt),
    /// It was kept before, with this receipt.
    Repeated(Receipt),
    /// Its id was taken by another document. Both are kept.
    Conflicting {
        /// Digest of the document that came first.
        first: Digest,
    },
}

/// Which page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// 1 is the first.
    pub number: u32,
    /// Rows on a page.
    pub size: u32,
}

/// One page of the inspections received.
#[derive(Clone, Debug)]
pub struct Listing {
    /// The page's rows.
    pub rows: Vec<Summary>,
    /// Inspections on all pages.
    pub total: u64,
    /// The tallies of all inspections that no other one corrects, added up.
    /// Where they correct each other in a circle, none is left out.
    pub sums: Tally,
}

/// One line of the list.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The document.
    pub id: InspectionId,
    /// When it was kept.
    pub received_at: DateTime<Utc>,
    /// The tablet.
    pub device: DeviceId,
    /// Its place among the tablet's documents.
    pub sequence: u64,
    /// The day of the visit.
    pub inspected_on: NaiveDate,
    /// Who was visited.
    pub establishment: Establishment,
    /// What it adds to a report.
    pub tally: Tally,
    /// Where the office judged otherwise.
    pub discrepancies: usize,
    /// Other documents under the same id.
    pub conflicts: u64,
    /// Inspections that say they correct it.
    pub corrections: u64,
    /// How much of what it left is still to be followed up.
    pub open: u64,
}

/// One document with what is known of it.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its kind.
    pub kind: Kind,
    /// The receipt that was given.
    pub receipt: Receipt,
    /// The frozen text.
    pub document: String,
    /// Where the office judged otherwise.
    pub discrepancies: Vec<Discrepancy>,
    /// Other documents that came under this id.
    pub conflicts: Vec<Conflict>,
    /// The name of the tablet that brought it, where another one had made it.
    pub carrier: Option<String>,
}

/// Another document under a taken id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its digest.
    pub sha256: Digest,
    /// When it first came.
    pub received_at: DateTime<Utc>,
}
