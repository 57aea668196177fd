//! Names of pieces and their text form. One prefix for all, because every page
//! of the origin shares the store.

use std::fmt;
use std::str::FromStr;

use inspection::{CheckId, DocumentId, InspectionId};

/// What every key of this app begins with; the number is the layout's.
pub const PREFIX: &str = "qc1/";

/// What the keys of values set aside begin with.
pub const QUARANTINE: &str = "qc1/quarantine/";

/// The name of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Which tablet this is.
    Device,
    /// The person's settings.
    Settings,
    /// What the office last said of itself.
    Office,
    /// The editions of the rules that it published.
    Rules,
    /// The last place in the chain of this tablet's documents.
    Chain,
    /// As which tablet of which office this one is enrolled, and its numbers.
    Enrolment,
    /// The visit's own fields of a draft.
    DraftHead(InspectionId),
    /// One check of a draft.
    DraftCheck(InspectionId, CheckId),
    /// One photo of a draft, as it was taken.
    DraftPhoto(InspectionId, DocumentId),
    /// That a draft was laid aside, and why.
    Bin(InspectionId),
    /// The frozen text of a closed inspection. Written once.
    Document(InspectionId),
    /// The frozen text of a photo of it. Written once.
    Photo(InspectionId, DocumentId),
    /// The frozen text of a paper of it: the signed sheet. Written once.
    Attachment(InspectionId, DocumentId),
    /// How far a document of any kind has got to the office.
    Delivery(DocumentId),
    /// The line of a record that was put away: nothing of it is in the working
    /// copy any more.
    Line(InspectionId),
}

impl Key {
    /// Whether only the journal holds it: too large for the working copy, or
    /// of no use there.
    #[must_use]
    pub fn is_in_journal_only(&self) -> bool {
        matches!(
            self,
            Self::Chain
                | Self::Enrolment
                | Self::DraftPhoto(..)
                | Self::Photo(..)
                | Self::Attachment(..)
                | Self::Line(_)
        )
    }

    /// The inspection that it is a part of.
    #[must_use]
    pub fn inspection(&self) -> Option<InspectionId> {
        match self {
            Self::DraftHead(id)
            | Self::DraftCheck(id, _)
            | Self::DraftPhoto(id, _)
            | Self::Bin(id)
            | Self::Document(id)
            | Self::Photo(id, _)
            | Self::Attachment(id, _)
            | Self::Line(id) => Some(*id),
            Self::Device
            | Self::Settings
            | Self::Office
            | Self::Rules
            | Self::Chain
            | Self::Enrolment
            | Self::Delivery(_) => None,
        }
    }

    /// The inspection and the id, of a document that belongs to one.
    #[must_use]
    pub fn belonging(&self) -> Option<(InspectionId, DocumentId)> {
        match self {
            Self::Photo(of, id) | Self::Attachment(of, id) => Some((*of, *id)),
            _ => None,
        }
    }

    /// Whether it names a picture or a paper, which is read only when it is
    /// needed.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        matches!(self, Self::DraftPhoto(..)) || self.belonging().is_some()
    }

    /// Whether it names a document, which is written once.
    #[must_use]
    pub fn is_document(&self) -> bool {
        matches!(self, Self::Document(_)) || self.belonging().is_some()
    }
}

/// The text names no piece of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text names no piece")]
pub struct NotAKey;

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Device => write!(f, "{PREFIX}device"),
            Self::Settings => write!(f, "{PREFIX}settings"),
            Self::Office => write!(f, "{PREFIX}office"),
            Self::Rules => write!(f, "{PREFIX}rules"),
            Self::Chain => write!(f, "{PREFIX}chain"),
            Self::Enrolment => write!(f, "{PREFIX}enrolment"),
            Self::DraftHead(id) => write!(f, "{PREFIX}draft/{id}/head"),
            Self::DraftCheck(id, check) => write!(f, "{PREFIX}draft/{id}/check/{check}"),
            Self::DraftPhoto(id, photo) => write!(f, "{PREFIX}draft/{id}/photo/{photo}"),
            Self::Bin(id) => write!(f, "{PREFIX}bin/{id}"),
            Self::Document(id) => write!(f, "{PREFIX}document/{id}"),
            Self::Photo(id, photo) => write!(f, "{PREFIX}photo/{id}/{photo}"),
            Self::Attachment(id, paper) => write!(f, "{PREFIX}attachment/{id}/{paper}"),
            Self::Delivery(id) => write!(f, "{PREFIX}delivery/{id}"),
            Self::Line(id) => write!(f, "{PREFIX}line/{id}"),
        }
    }
}

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let rest = text.strip_prefix(PREFIX).ok_or(NotAKey)?;
        let parts: Vec<&str> = rest.split('/').collect();
        let inspection = |id: &str| id.parse::<InspectionId>().map_err(|_| NotAKey);
        let document = |id: &str| id.parse::<DocumentId>().map_err(|_| NotAKey);
        let key = match parts.as_slice() {
            ["device"] => Self::Device,
            ["settings"] => Self::Settings,
            ["office"] => Self::Office,
            ["rules"] => Self::Rules,
            ["chain"] => Self::Chain,
            ["enrolment"] => Self::Enrolment,
            ["draft", id, "head"] => Self::DraftHead(inspection(id)?),
            ["draft", id, "check", check] => {
                let check = check.parse().map_err(|_| NotAKey)?;
                Self::DraftCheck(inspection(id)?, CheckId(check))
            }
            ["draft", id, "photo", photo] => Self::DraftPhoto(inspection(id)?, document(photo)?),
            ["bin", id] => Self::Bin(inspection(id)?),
            ["document", id] => Self::Document(inspection(id)?),
            ["photo", id, photo] => Self::Photo(inspection(id)?, document(photo)?),
            ["attachment", id, paper] => Self::Attachment(inspection(id)?, document(paper)?),
            ["delivery", id] => Self::Delivery(document(id)?),
            ["line", id] => Self::Line(inspection(id)?),
            _ => return Err(NotAKey),
        };
        // One piece has one name: `check/01` or an id in capitals is none.
        if key.to_string() == text {
            Ok(key)
        } else {
            Err(NotAKey)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "019a8c1e-0000-7000-8000-000000000001";

    #[test]
    fn every_key_is_read_back_from_its_text() {
        let id: InspectionId = ID.parse().unwrap();
        for (key, text) in [
            (Key::Device, "qc1/device".to_owned()),
            (Key::Settings, "qc1/settings".to_owned()),
            (Key::Office, "qc1/office".to_owned()),
            (Key::Rules, "qc1/rules".to_owned()),
            (Key::DraftHead(id), format!("qc1/draft/{ID}/head")),
            (
                Key::DraftCheck(id, CheckId(12)),
                format!("qc1/draft/{ID}/check/12"),
            ),
            (Key::Document(id), format!("qc1/document/{ID}")),
            (Key::Delivery(id.into()), format!("qc1/delivery/{ID}")),
            (Key::Line(id), format!("qc1/line/{ID}")),
            (Key::Chain, "qc1/chain".to_owned()),
            (Key::Enrolment, "qc1/enrolment".to_owned()),
            (Key::Bin(id), format!("qc1/bin/{ID}")),
            (
                Key::DraftPhoto(id, id.into()),
                format!("qc1/draft/{ID}/photo/{ID}"),
            ),
            (Key::Photo(id, id.into()), format!("qc1/photo/{ID}/{ID}")),
            (
                Key::Attachment(id, id.into()),
                format!("qc1/attachment/{ID}/{ID}"),
            ),
        ] {
            assert_eq!(key.to_string(), text);
            assert_eq!(text.parse(), Ok(key));
        }
    }

    #[test]
    fn a_piece_has_only_one_name() {
        for text in [
            String::new(),
            "device".to_owned(),
            "qc1/".to_owned(),
            "qc1/device/".to_owned(),
            "qc2/device".to_owned(),
            "qc1/document/7".to_owned(),
            format!("qc1/document/{}", ID.to_uppercase()),
            format!("qc1/draft/{ID}"),
            format!("qc1/draft/{ID}/check/01"),
            format!("qc1/draft/{ID}/check/+1"),
            format!("qc1/draft/{ID}/check/65536"),
            format!("qc1/quarantine/store/00/qc1/document/{ID}"),
        ] {
            assert_eq!(text.parse::<Key>(), Err(NotAKey), "{text}");
        }
    }
}
