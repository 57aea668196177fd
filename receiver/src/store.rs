//! What the office's database must do, whichever engine it is: keep a document
//! once, keep what conflicts with it beside it, and give back what pages show.
//! Decides nothing about documents; HTTP and HTML are others' business.

use std::path::PathBuf;
use std::pin::Pin;

use chrono::{DateTime, NaiveDate, Utc};
use inspection::{
    DeviceId, Digest, Discrepancy, DocumentId, Establishment, InspectionId, Kind, Receipt,
    Received, Tally,
};

mod belongings;
mod chain;
mod register;
mod sqlite;

pub use belongings::{Awaited, Belongings, Corrected, StoredFile, StoredOutcome};
pub use chain::Chain;
pub use register::{
    Changes, List, ListState, NewVisit, PlanChanges, PlannedVisit, Registered, Sample, Seed,
    Seeded, Seeding, UnknownEstablishment,
};
pub use sqlite::SqliteStore;

/// What a store answers with, later.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// The office's database.
pub trait Store: Send + Sync {
    /// Keeps a document, or says why it is kept already. Resolves only after
    /// the commit; an error promises nothing, so the sender tries again.
    fn keep<'a>(&'a self, arrival: &'a Arrival) -> Pending<'a, Kept>;

    /// One page of the inspections received, newest first.
    fn list(&self, page: Page) -> Pending<'_, Listing>;

    /// One document of any kind with what is known of it.
    fn find(&self, id: DocumentId) -> Pending<'_, Option<Stored>>;

    /// The other document of this digest that came under a taken id.
    fn find_conflict<'a>(
        &'a self,
        id: DocumentId,
        sha256: &'a Digest,
    ) -> Pending<'a, Option<String>>;

    /// What belongs to an inspection, whether or not it has come itself.
    fn belongings(&self, id: InspectionId) -> Pending<'_, Belongings>;

    /// The inspections that were named and have not come, last named first.
    fn awaited(&self) -> Pending<'_, Vec<Awaited>>;

    /// What is here of each tablet's chain, the one that last grew first.
    fn chains(&self) -> Pending<'_, Vec<Chain>>;

    /// The register, by ward and name.
    fn register(&self) -> Pending<'_, Vec<Registered>>;

    /// The visits planned from `first` to `last`, both included, by day.
    fn plan(&self, first: NaiveDate, last: NaiveDate) -> Pending<'_, Vec<PlannedVisit>>;

    /// How far a list that tablets pull has got.
    fn list_state(&self, list: List) -> Pending<'_, ListState>;

    /// What changed of the register since a revision; the first `most` changes.
    fn register_since(&self, since: u64, most: u32) -> Pending<'_, Changes<Registered>>;

    /// What changed of the plan since a revision, of visits from `first` on; the
    /// first `most` changes.
    fn plan_since(&self, since: u64, first: NaiveDate, most: u32) -> Pending<'_, PlanChanges>;

    /// Puts lists in the place of those that are there, all or nothing. What was
    /// received is matched with the new register.
    fn seed<'a>(&'a self, seed: &'a Seed) -> Pending<'a, Seeding>;

    /// Adds the sample, once in the life of the store: what was cleared does
    /// not come back. Visits are added for each new month while the sample
    /// register is there.
    fn plant<'a>(&'a self, sample: &'a Sample) -> Pending<'a, ()>;

    /// Removes every row marked as sample, in one transaction.
    fn clear_sample(&self) -> Pending<'_, ()>;

    /// Waits for what is under way and lets go of the database.
    fn close(&self) -> Pending<'_, ()>;
}

/// A document that came in, judged again.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The document.
    pub received: Received,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// Where the office comes to another result; only inspections are judged.
    pub discrepancies: Vec<Discrepancy>,
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
}

/// Another document under a taken id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its digest.
    pub sha256: Digest,
    /// When it first came.
    pub received_at: DateTime<Utc>,
}

/// Why the database did not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is no longer where it was opened: what is written would be
    /// lost with it. Put it back, or start the receiver again.
    #[error("the database {0} is no longer there")]
    Gone(PathBuf),
    /// The engine failed: disk full, no permission, connection lost.
    #[error("the database failed: {0}")]
    Engine(#[from] sqlx::Error),
    /// The migrations cannot be applied, for example because a newer program
    /// made this database.
    #[error("the database cannot be brought up to date: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A row holds what this program never writes.
    #[error("{what} in the database cannot be read: {reason}")]
    Unreadable {
        /// Which value.
        what: &'static str,
        /// Why not.
        reason: String,
    },
}
