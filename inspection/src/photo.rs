//! A photo: one picture that shows something at a visit, with where and when it
//! was taken. It travels as a document of its own; the inspection names it by
//! the SHA-256 of the picture.

use std::num::NonZeroU32;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::file::{Encoded, PhotoType};
use crate::id::{CheckId, Digest, DocumentId, InspectionId};
use crate::inspection::Link;
use crate::members::{FromJson, Member};
use crate::stamp::Stamp;

/// How an inspection names a photo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhotoName {
    /// SHA-256 of the picture.
    pub sha256: Digest,
    /// The check it belongs to; `None` for the visit as a whole.
    pub check: Option<CheckId>,
    /// What it shows, in words.
    pub caption: Option<String>,
}

/// A photo of a visit that is not closed yet: the id its document will have,
/// and how the inspection will name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhotoTaken {
    /// The id of the document.
    pub id: DocumentId,
    /// How it is named.
    #[serde(flatten)]
    pub name: PhotoName,
}

/// One photo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// Its id.
    pub id: DocumentId,
    /// Its place among the tablet's documents.
    #[serde(flatten)]
    pub link: Link,
    /// The inspection it belongs to.
    pub inspection: InspectionId,
    /// The check it belongs to; `None` for the visit as a whole.
    pub check: Option<CheckId>,
    /// When it was taken.
    pub taken: Stamp,
    /// Where it was taken, if that is known.
    pub position: Option<Position>,
    /// What it shows, in words.
    pub caption: Option<String>,
    /// Type of the picture.
    pub media_type: PhotoType,
    /// Pixels from left to right.
    pub width: NonZeroU32,
    /// Pixels from top to bottom.
    pub height: NonZeroU32,
    /// SHA-256 of the picture's bytes.
    pub sha256: Digest,
    /// The picture's bytes.
    pub content: Encoded,
}

/// A place on the earth (WGS 84).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct Position {
    /// Degrees, north positive.
    pub latitude: Decimal,
    /// Degrees, east positive.
    pub longitude: Decimal,
    /// Metres within which the true place lies, if that is known.
    pub accuracy_m: Option<Decimal>,
    /// When the place was found, if that is known; it may be older than the
    /// photo.
    pub found_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
struct Written {
    latitude: Decimal,
    longitude: Decimal,
    accuracy_m: Option<Decimal>,
    found_at: Option<DateTime<Utc>>,
}

impl TryFrom<Written> for Position {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        if written.latitude.abs() > Decimal::from(90) {
            return Err("a latitude lies between -90 and 90 degrees");
        }
        if written.longitude.abs() > Decimal::from(180) {
            return Err("a longitude lies between -180 and 180 degrees");
        }
        if written
            .accuracy_m
            .is_some_and(|metres| metres < Decimal::ZERO)
        {
            return Err("an accuracy is not negative");
        }
        Ok(Self {
            latitude: written.latitude,
            longitude: written.longitude,
            accuracy_m: written.accuracy_m,
            found_at: written.found_at,
        })
    }
}

impl FromJson for PhotoName {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            sha256: from.get("sha256"),
            check: from.get("check"),
            caption: from.get("caption"),
        }
    }
}

impl FromJson for PhotoTaken {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            id: from.get("id"),
            name: PhotoName::from_json(from),
        }
    }
}
