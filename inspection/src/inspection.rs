//! The closed inspection: one visit to one establishment. Immutable; a
//! correction is a new one that names what it supersedes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::check::Check;
use crate::id::{DeviceId, Digest, InspectionId};
use crate::photo::PhotoName;
use crate::recorded::Fields;
use crate::stamp::Stamp;

/// One visit, closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written")]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Establishment {
    /// Name.
    pub name: String,
    /// Address.
    pub address: String,
    /// Code of the kind in the pack.
    pub kind: String,
}

/// A rule pack by id and SHA-256.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackName {
    /// Edition, for example `2026-11`.
    pub id: String,
    /// SHA-256 of the pack's bytes.
    pub sha256: Digest,
}

/// An inspection as it is written, its link beside the rest.
#[derive(Deserialize)]
struct Written {
    id: InspectionId,
    device: DeviceId,
    sequence: u64,
    previous: Option<Digest>,
    #[serde(with = "crate::moment::day")]
    inspected_on: NaiveDate,
    opened: Stamp,
    closed: Stamp,
    rule_pack: PackName,
    establishment: Establishment,
    inspector: String,
    without_checks: Option<WithoutChecks>,
    fields: Option<Fields>,
    checks: Vec<Check>,
    conclusion: String,
    supersedes: Option<InspectionId>,
    #[serde(default)]
    photos: Vec<PhotoName>,
}

impl From<Written> for Inspection {
    fn from(written: Written) -> Self {
        Self {
            id: written.id,
            link: Link {
                device: written.device,
                sequence: written.sequence,
                previous: written.previous,
            },
            inspected_on: written.inspected_on,
            opened: written.opened,
            closed: written.closed,
            rule_pack: written.rule_pack,
            establishment: written.establishment,
            inspector: written.inspector,
            without_checks: written.without_checks,
            fields: written.fields.unwrap_or_default(),
            checks: written.checks,
            conclusion: written.conclusion,
            supersedes: written.supersedes,
            photos: written.photos,
        }
    }
}
