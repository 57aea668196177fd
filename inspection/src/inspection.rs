//! The closed inspection: one visit to one establishment. Immutable; a
//! correction is a new one that names what it supersedes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::check::Check;
use crate::id::{DeviceId, Digest, InspectionId};
use crate::listed::{self, Listed};
use crate::members::{FromJson, Member};
use crate::photo::PhotoName;
use crate::recorded::Fields;
use crate::rules::{FieldType, PackField};
use crate::stamp::Stamp;

/// One visit, closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Inspection {
    /// Its id, the same from draft to office.
    pub id: InspectionId,
    /// Its place among the tablet's documents.
    #[serde(flatten)]
    pub link: Link,
    /// The day of the visit; picks the rules.
    #[serde(with = "crate::moment::day")]
    pub inspected_on: NaiveDate,
    /// When recording began.
    pub opened: Stamp,
    /// When it was closed.
    pub closed: Stamp,
    /// The rules it was judged by.
    pub rule_pack: PackName,
    /// Who was visited.
    pub establishment: Establishment,
    /// Who inspected.
    pub inspector: String,
    /// Why nothing was looked at; `None` where something was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without_checks: Option<WithoutChecks>,
    /// What else was entered of the visit, by the pack's codes.
    #[serde(skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// The visit's lists in which there is a row: team, measures, copies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<Listed>,
    /// What was looked at.
    pub checks: Vec<Check>,
    /// The conclusion, in words.
    pub conclusion: String,
    /// The inspection this one corrects, if any.
    pub supersedes: Option<InspectionId>,
    /// The photos that belong to it; each travels as a document of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<PhotoName>,
}

/// Why a visit ended without checks. It counts as a visit all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithoutChecks {
    /// The establishment was closed.
    Closed,
    /// The owner was absent.
    OwnerAbsent,
    /// Entry was refused.
    EntryRefused,
}

impl Inspection {
    /// The rows of one of the visit's lists.
    #[must_use]
    pub fn listed(&self, list: &str) -> &[Fields] {
        let mut lists = self.lists.iter();
        let found = lists.find(|one| one.list == list);
        found.map_or(&[], |one| &one.rows)
    }

    /// The check that a row of a list with these columns is about.
    #[must_use]
    pub fn check_of(&self, row: &Fields, columns: &[&PackField]) -> Option<&Check> {
        let mut columns = columns.iter();
        let column = columns.find(|column| column.kind == FieldType::Check)?;
        let number = row.value(&column.name.code)?;
        let mut checks = self.checks.iter();
        checks.find(|check| check.id.to_string() == number)
    }
}

impl Link {
    /// No place yet: that of a visit which is not closed.
    pub(crate) fn none() -> Self {
        Self {
            device: DeviceId(Uuid::nil()),
            sequence: 0,
            previous: None,
        }
    }
}

impl WithoutChecks {
    /// Codes and reasons.
    pub(crate) const CODES: [(&str, Self); 3] = [
        ("closed", Self::Closed),
        ("owner_absent", Self::OwnerAbsent),
        ("entry_refused", Self::EntryRefused),
    ];

    /// The code, as drafts and documents hold it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::OwnerAbsent => "owner_absent",
            Self::EntryRefused => "entry_refused",
        }
    }
}

/// The chain of documents of one tablet, over all kinds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The tablet.
    pub device: DeviceId,
    /// 1 for the tablet's first document, then one more each.
    pub sequence: u64,
    /// Digest of the document before; `None` for the first.
    pub previous: Option<Digest>,
}

/// Who was visited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Establishment {
    /// Name.
    pub name: String,
    /// Address.
    pub address: String,
    /// Code of the kind in the pack.
    pub kind: String,
    /// Its id in the office's register, where it was chosen there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<String>,
}

/// A rule pack by id and SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackName {
    /// Edition, for example `2026-11`.
    pub id: String,
    /// SHA-256 of the pack's bytes.
    pub sha256: Digest,
}

impl FromJson for Inspection {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            id: from.get("id"),
            link: Link::from_json(from),
            inspected_on: from.get("inspected_on"),
            opened: from.get("opened"),
            closed: from.get("closed"),
            rule_pack: from.get("rule_pack"),
            establishment: from.get("establishment"),
            inspector: from.get("inspector"),
            without_checks: from.get("without_checks"),
            fields: from.get::<Option<_>>("fields").unwrap_or_default(),
            lists: listed::read(from),
            checks: from.get("checks"),
            conclusion: from.get("conclusion"),
            supersedes: from.get("supersedes"),
            photos: from.get_or_default("photos"),
        }
    }
}

impl FromJson for WithoutChecks {
    fn from_json(from: &Member<'_>) -> Self {
        from.word(Self::CODES)
    }
}

impl FromJson for Link {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            device: from.get("device"),
            sequence: from.get("sequence"),
            previous: from.get("previous"),
        }
    }
}

impl FromJson for Establishment {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            name: from.get("name"),
            address: from.get("address"),
            kind: from.get("kind"),
            register: from.get("register"),
        }
    }
}

impl FromJson for PackName {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            id: from.get("id"),
            sha256: from.get("sha256"),
        }
    }
}
