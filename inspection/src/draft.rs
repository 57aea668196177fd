//! A visit not yet closed: answers as typed, right or wrong, in pieces so that
//! one keystroke rewrites one piece. How it is closed is `closing.rs`'.

mod closing;
mod listing;
mod others;
mod written;

use chrono::NaiveDate;
use serde::Serialize;

use listing::read_lists;
use others::read_others;

use crate::basis::basis_gap;
use crate::by_key::ByKey;
use crate::check::{CheckContent, CheckKind};
use crate::form::Reader;
use crate::gap::{Gap, GapReason, Place};
use crate::id::{CheckId, InspectionId};
use crate::inspection::{Establishment, Link, PackName, WithoutChecks};
use crate::listed::Listed;
use crate::photo::PhotoTaken;
use crate::recorded::Fields;
use crate::rules::RulePack;
use crate::stamp::Stamp;

/// Answers as typed, by field code. An empty answer and none are the same.
pub type Answers = ByKey<String, String>;

/// The answer that holds the id of the register's row the visit is to. No form
/// asks for it: choosing an establishment writes it.
pub const REGISTER_FIELD: &str = "establishment_register";

/// A draft, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The visit's own fields.
    pub head: Head,
    /// Its checks, in the order of the head.
    pub checks: Vec<CheckDraft>,
}

/// The visit's own fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Head {
    /// The id the inspection will have.
    pub id: InspectionId,
    /// When recording began.
    pub opened: Stamp,
    /// The rules the draft was made with.
    pub rule_pack: PackName,
    /// Answers to the visit's fields.
    pub answers: Answers,
    /// The checks, in order.
    pub checks: Vec<CheckId>,
    /// Checks made so far, removed ones too: the next id is one more.
    pub checks_made: u16,
    /// The inspection this one corrects, if any.
    pub supersedes: Option<InspectionId>,
    /// The photos that were taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<PhotoTaken>,
}

/// One check of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckDraft {
    /// Its number.
    pub id: CheckId,
    /// Its kind.
    pub kind: CheckKind,
    /// Code of the instrument kind or group of goods.
    pub subject: String,
    /// Answers to its fields.
    pub answers: Answers,
}

/// What closing adds from outside: the moment, and the place in the chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The moment of closing.
    pub closed: Stamp,
    /// The place among the tablet's documents.
    pub link: Link,
}

impl Head {
    /// An empty visit.
    #[must_use]
    pub fn new(id: InspectionId, opened: Stamp, rule_pack: PackName) -> Self {
        Self {
            id,
            opened,
            rule_pack,
            answers: Answers::new(),
            checks: Vec::new(),
            checks_made: 0,
            supersedes: None,
            photos: Vec::new(),
        }
    }

    /// Adds an empty check to the visit.
    pub fn add_check(&mut self, kind: CheckKind, subject: &str) -> CheckDraft {
        self.checks_made = self.checks_made.saturating_add(1);
        let id = CheckId(self.checks_made);
        self.checks.push(id);
        CheckDraft {
            id,
            kind,
            subject: subject.to_owned(),
            answers: Answers::new(),
        }
    }

    /// The day of the visit, as soon as it can be read.
    #[must_use]
    pub fn inspected_on(&self) -> Option<NaiveDate> {
        Reader::new(&self.answers).date("inspected_on")
    }

    /// What the visit's own fields lack. `today` is the day on the wall.
    #[must_use]
    pub fn gaps(&self, pack: &RulePack, today: NaiveDate) -> Vec<Gap> {
        let mut gaps = self.read(pack, today).err().unwrap_or_default();
        let entered = self.answers.get("without_checks");
        let without = entered.is_some_and(|reason| !reason.is_empty());
        match (without, self.checks.is_empty()) {
            (false, true) => gaps.push(("checks".to_owned(), GapReason::NoCheck)),
            (true, false) => gaps.push(("without_checks".to_owned(), GapReason::HasChecks)),
            _ => {}
        }
        placed(None, gaps)
    }

    fn read(&self, pack: &RulePack, today: NaiveDate) -> Result<Visit, Vec<(String, GapReason)>> {
        let mut reader = Reader::new(&self.answers);
        let name = reader.text("establishment_name");
        let address = reader.text("establishment_address");
        let kind = pack
            .visit_fields
            .iter()
            .find(|field| field.name.code == "establishment_kind")
            .and_then(|field| reader.choice("establishment_kind", field));
        let register = (!reader.is_empty(REGISTER_FIELD))
            .then(|| reader.text(REGISTER_FIELD))
            .flatten();
        let inspector = reader.text("inspector");
        let without_checks = (!reader.is_empty("without_checks"))
            .then(|| reader.one_of("without_checks", &WithoutChecks::CODES))
            .flatten();
        let inspected_on = reader.date("inspected_on");
        if inspected_on.is_some_and(|day| day > today) {
            reader.fail("inspected_on", GapReason::InTheFuture);
        }
        let conclusion = reader.long_text("conclusion");
        let fields = read_others(&mut reader, pack, inspected_on);
        let lists = read_lists(&mut reader, pack, &self.checks);
        listing::copies(&mut reader);
        let establishment = name.zip(address).zip(kind);
        let whole = establishment
            .zip(inspector)
            .zip(inspected_on)
            .zip(conclusion);
        reader.finish(
            whole.map(|(((establishment, inspector), inspected_on), conclusion)| {
                let ((name, address), kind) = establishment;
                let establishment = Establishment {
                    name,
                    address,
                    kind,
                    register,
                };
                Visit {
                    establishment,
                    inspector,
                    inspected_on,
                    without_checks,
                    conclusion,
                    fields,
                    lists,
                }
            }),
        )
    }
}

impl CheckDraft {
    /// The finished check, or what it lacks, by the rules of `day`.
    ///
    /// # Errors
    /// The fields at fault, in the form's order.
    pub fn complete(&self, pack: &RulePack, day: NaiveDate) -> Result<CheckContent, Vec<Gap>> {
        let read = CheckContent::read(pack, self.kind, &self.subject, &self.answers, day);
        read.map_err(|gaps| placed(Some(self.id), gaps))
    }

    /// What keeps the check from being closed: what it lacks, or else words on
    /// what its verdict rests on, where the rules at hand are not sure enough.
    #[must_use]
    pub fn gaps(&self, pack: &RulePack, day: NaiveDate) -> Vec<Gap> {
        match self.complete(pack, day) {
            Err(gaps) => gaps,
            Ok(content) => {
                let gap = basis_gap(self.id, &content, &content.assess(pack, day));
                gap.into_iter().collect()
            }
        }
    }
}

impl Draft {
    /// Everything that keeps the draft from being closed today, but for signatures
    /// that hold no more.
    #[must_use]
    pub fn gaps(&self, pack: &RulePack, today: NaiveDate) -> Vec<Gap> {
        let day = self.head.inspected_on().unwrap_or(today);
        let checks = self.checks.iter().flat_map(|check| check.gaps(pack, day));
        self.head
            .gaps(pack, today)
            .into_iter()
            .chain(checks)
            .collect()
    }
}

/// The visit's own fields, read.
struct Visit {
    establishment: Establishment,
    inspector: String,
    inspected_on: NaiveDate,
    without_checks: Option<WithoutChecks>,
    conclusion: String,
    fields: Fields,
    lists: Vec<Listed>,
}

fn placed(check: Option<CheckId>, gaps: Vec<(String, GapReason)>) -> Vec<Gap> {
    gaps.into_iter()
        .map(|(field, reason)| Gap {
            place: Place { check, field },
            reason,
        })
        .collect()
}

#[cfg(test)]
mod tests;
