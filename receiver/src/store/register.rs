//! What the office knows of establishments and planned visits, and what tablets
//! pull of it: rows that changed since a revision, and the ids of those gone.

use chrono::NaiveDate;
use inspection::{InspectionId, LastInspection, PlanRow, Point, RegisterRow, Ward};

/// An establishment of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registered {
    /// Its id in the register.
    pub id: String,
    /// Name.
    pub name: String,
    /// Address.
    pub address: String,
    /// Name of the ward.
    pub ward: String,
    /// Code of the ward in the rule pack, where it is known.
    pub ward_code: Option<String>,
    /// Code of the kind in the rule pack.
    pub kind: String,
    /// Tax code; empty where it has none.
    pub tax_code: String,
    /// Telephone; empty where it is not known.
    pub phone: String,
    /// Where it stands.
    pub place: Option<Point>,
    /// What was last found there. The store works it out; what is handed in is
    /// passed over.
    pub last: Option<LastInspection>,
    /// What has become of that inspection, as tablets are told: JSON. The store works
    /// it out; what is handed in is passed over.
    pub became: Option<String>,
    /// Its revision. The store counts it; what is handed in is passed over.
    pub revision: u64,
    /// Made up for the demonstration.
    pub sample: bool,
    /// The day it closed down; `None` while it works.
    pub closed_on: Option<NaiveDate>,
    /// How often people changed it. The store counts it; a change says which it knows.
    pub edits: u64,
}

/// A visit of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedVisit {
    /// Its id in the plan.
    pub id: String,
    /// The day.
    pub planned_on: NaiveDate,
    /// Who is to be visited.
    pub establishment: Registered,
    /// Who is to go; empty where nobody is named.
    pub team: String,
    /// The inspection that made it.
    pub done: Option<InspectionId>,
    /// Made up for the demonstration.
    pub sample: bool,
}

/// Rows made up for the demonstration.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The month the visits are of, as `2026-11`.
    pub month: String,
    /// Establishments, all marked as sample.
    pub register: Vec<Registered>,
    /// Visits to them in that month.
    pub visits: Vec<NewVisit>,
}

/// A visit to be planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVisit {
    /// Its id in the plan.
    pub id: String,
    /// Id of an establishment of the register.
    pub establishment: String,
    /// The day.
    pub planned_on: NaiveDate,
    /// Who is to go; empty where nobody is named.
    pub team: String,
}

/// Lists that take the place of those that are there; the sample stays.
#[derive(Clone, Debug, Default)]
pub struct Seed {
    /// The whole register; `None` leaves the one that is there.
    pub register: Option<Vec<Registered>>,
    /// The whole plan; `None` leaves what of it the register still holds.
    pub plan: Option<Vec<NewVisit>>,
}

/// What became of the rows of one list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seeded {
    /// Rows that were not there.
    pub added: usize,
    /// Rows that said something else.
    pub changed: usize,
    /// Rows that said the same.
    pub unchanged: usize,
    /// Rows that the new list does not hold.
    pub removed: usize,
}

/// What became of both lists, or the visits to nobody for which nothing did.
pub type Seeding = Result<[Seeded; 2], Vec<UnknownEstablishment>>;

/// A visit of the plan to an id that the register does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownEstablishment {
    /// The visit.
    pub visit: String,
    /// The id it names.
    pub establishment: String,
}

/// A list that tablets pull.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// The register.
    Register,
    /// The plan.
    Plan,
}

/// How far a list has got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListState {
    /// Changes when the list is another one.
    pub epoch: String,
    /// Grows with every change of a row.
    pub revision: u64,
}

/// What changed of a list since a revision, the earliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes<Row> {
    /// How far the list has got.
    pub state: ListState,
    /// Rows as they are now.
    pub rows: Vec<Row>,
    /// Ids of rows that are gone.
    pub removed: Vec<String>,
    /// Up to which revision that is all; below the state's where more follows.
    pub until: u64,
}

impl List {
    /// Its name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Plan => "plan",
        }
    }
}

impl Registered {
    /// The row as tablets pull it.
    #[must_use]
    pub fn row(self) -> RegisterRow {
        RegisterRow {
            id: self.id,
            name: self.name,
            address: self.address,
            ward: self.ward_code.map(|code| Ward {
                code,
                name: self.ward,
            }),
            kind: self.kind,
            tax_code: self.tax_code,
            phone: self.phone,
            place: self.place,
            last: self.last,
            revision: self.revision,
        }
    }
}

/// Rows of the plan as tablets pull them.
pub type PlanChanges = Changes<PlanRow>;
