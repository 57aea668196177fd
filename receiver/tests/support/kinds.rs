//! Photos, attachments and outcomes of a test visit, and bodies changed by hand.

use inspection::{
    Attachment, AttachmentType, CheckId, DeviceId, Digest, DocumentId, Encoded, Frozen, Link,
    Outcome, OutcomeResult, Photo, PhotoType, canonical_json, freeze, upload_body,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::documents::{Visit, stamp};

/// A picture of 16 × 12 pixels.
pub(crate) const JPEG: &[u8] = include_bytes!("../../../inspection/tests/files/stall.jpg");
/// The same in PNG.
pub(crate) const PNG: &[u8] = include_bytes!("../../../inspection/tests/files/stall.png");
/// One empty page.
pub(crate) const PDF: &[u8] = include_bytes!("../../../inspection/tests/files/minutes.pdf");

/// A photo of the visit, with its picture in JPEG.
pub(crate) fn photo(visit: &Visit, id: u128, picture: &[u8]) -> Photo {
    Photo {
        id: DocumentId(Uuid::from_u128(id)),
        link: link(id),
        inspection: visit.inspection_id(),
        check: Some(CheckId(1)),
        taken: stamp("2026-11-22T02:15:00Z"),
        position: None,
        caption: Some("Mặt cân".to_owned()),
        media_type: PhotoType::Jpeg,
        width: 16.try_into().unwrap(),
        height: 12.try_into().unwrap(),
        sha256: Digest::of(picture),
        content: Encoded::of(picture),
    }
}

/// The minutes of the visit, scanned.
pub(crate) fn attachment(visit: &Visit, id: u128) -> Attachment {
    Attachment {
        id: DocumentId(Uuid::from_u128(id)),
        link: link(id),
        inspection: visit.inspection_id(),
        check: None,
        added: stamp("2026-11-22T02:30:00Z"),
        name: "Biên bản 12.pdf".to_owned(),
        media_type: AttachmentType::Pdf,
        sha256: Digest::of(PDF),
        content: Encoded::of(PDF),
    }
}

/// A fine of two and a half million đồng.
pub(crate) fn outcome(visit: &Visit, id: u128) -> Outcome {
    Outcome {
        id: DocumentId(Uuid::from_u128(id)),
        link: link(id),
        inspection: visit.inspection_id(),
        check: None,
        recorded: stamp("2026-12-01T02:00:00Z"),
        recorded_by: "Người ghi mẫu".to_owned(),
        decided_on: "2026-11-30".parse().unwrap(),
        result: OutcomeResult::Fined {
            amount_vnd: 2_500_000,
        },
        reference: Some("31/QĐ-XPHC".to_owned()),
        note: None,
    }
}

/// One document of each kind but an inspection: 11, 12 and 13.
pub(crate) fn one_of_each(visit: &Visit) -> [Frozen; 3] {
    [
        freeze(&photo(visit, 11, JPEG)).unwrap(),
        freeze(&attachment(visit, 12)).unwrap(),
        freeze(&outcome(visit, 13)).unwrap(),
    ]
}

/// The body of a frozen document that was changed and honestly hashed again.
pub(crate) fn altered(frozen: &Frozen, change: impl FnOnce(&mut Value)) -> String {
    let mut envelope: Value = serde_json::from_str(&upload_body(frozen).unwrap()).unwrap();
    change(&mut envelope["document"]);
    let text = canonical_json(&envelope["document"]).unwrap();
    envelope["proof"]["sha256"] = json!(Digest::of(text.as_bytes()));
    envelope["id"] = envelope["document"]["id"].clone();
    envelope["kind"] = envelope["document"]["kind"].clone();
    envelope.to_string()
}

/// A chain of its own for each document: no test here looks at it.
fn link(id: u128) -> Link {
    Link {
        device: DeviceId(Uuid::from_u128(id)),
        sequence: 1,
        previous: None,
    }
}

/// The way to the bytes of a document.
pub(crate) fn way(id: DocumentId) -> String {
    format!("/office/documents/{id}")
}
