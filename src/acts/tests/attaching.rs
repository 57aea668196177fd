//! A signed sheet is a document of its own: after its record in the chain, with
//! a receipt of its own, kept or not there at all.

use inspection::{AttachmentType, Digest, Encoded, Frozen};

use super::delivering::Scripted;
use super::exchange::{another, import};
use super::*;
use crate::outbox::{Delivery, Haste};

fn sheet(word: &str) -> NewPaper {
    NewPaper {
        name: "trang-1.jpg".to_owned(),
        media_type: AttachmentType::Jpeg,
        sha256: Digest::of(word.as_bytes()),
        content: Encoded::of(word.as_bytes()),
    }
}

fn close(desk: &Desk, stall: &str) -> Frozen {
    let (head, _) = complete_draft(desk, stall);
    ready(desk.close(head.id)).unwrap()
}

fn attach(desk: &Desk, record: &Frozen, word: &str) -> Frozen {
    ready(desk.attach(InspectionId(record.id.0), sheet(word))).unwrap()
}

#[test]
fn a_sheet_names_its_record_and_has_the_next_place_in_the_chain() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let closed = close(&desk, "A");
    let paper = attach(&desk, &closed, "signed");
    let said: serde_json::Value = serde_json::from_str(&paper.text).unwrap();
    assert_eq!(said["kind"], "attachment");
    assert_eq!(said["inspection"], closed.id.to_string());
    assert_eq!(said["check"], serde_json::Value::Null);
    assert_eq!(said["name"], "trang-1.jpg");
    assert_eq!(said["media_type"], "image/jpeg");
    assert_eq!(said["sha256"], Digest::of(b"signed").as_str());
    assert_eq!(said["content"], "c2lnbmVk");
    assert_eq!(said["sequence"], 2);
    assert_eq!(said["previous"], closed.sha256.as_str());
    // The next record comes after it, also after a restart.
    let after = tablet.open();
    let next = close(&after, "B");
    let link = record(&after, InspectionId(next.id.0)).inspection.link;
    assert_eq!((link.sequence, link.previous), (3, Some(paper.sha256)));
}

#[test]
fn a_sheet_waits_for_a_receipt_of_its_own_and_keeps_its_record_waiting() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let closed = close(&desk, "A");
    let id = InspectionId(closed.id.0);
    let office = Scripted::default();
    ready(desk.deliver(&office, Haste::Now, &|_| {}));
    assert!(desk.entry(id).unwrap().is_received());
    let paper = attach(&desk, &closed, "signed");
    for desk in [&desk, &tablet.open()] {
        let entry = desk.entry(id).unwrap();
        assert_eq!(entry.papers, [Delivery::default()]);
        assert!(entry.delivery.is_received() && !entry.is_received());
        assert_eq!(entry.photos_missing(), 0);
        assert_eq!(desk.inspection_of(paper.id), id);
    }
    ready(desk.deliver(&office, Haste::Due, &|_| {}));
    assert_eq!(office.sent(), [closed.id, paper.id]);
    let entry = tablet.open().entry(id).unwrap();
    let [Delivery::Received { receipt }] = &entry.papers[..] else {
        panic!("{:?}", entry.papers);
    };
    assert!(receipt.matches(paper.id, &paper.sha256));
    assert!(entry.is_received());
}

#[test]
fn a_sheet_that_is_not_kept_is_not_there_and_its_place_is_free() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let closed = close(&desk, "A");
    let id = InspectionId(closed.id.0);
    tablet.journal.set_full(true);
    assert!(ready(desk.attach(id, sheet("lost"))).is_err());
    tablet.journal.set_full(false);
    for desk in [&desk, &tablet.open()] {
        assert_eq!(desk.entry(id).unwrap().papers, []);
    }
    let paper = attach(&desk, &closed, "kept");
    let said: serde_json::Value = serde_json::from_str(&paper.text).unwrap();
    assert_eq!(said["sequence"], 2);
}

#[test]
fn only_a_record_takes_a_sheet() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (draft, _) = complete_draft(&desk, "A");
    let refused = ready(desk.attach(draft.id, sheet("early")));
    assert_eq!(refused, Err(CloseError::Load(LoadError::NotFound)));
}

#[test]
fn two_windows_that_attach_at_once_have_two_places() {
    let tablet = Tablet::default();
    let (desk, second) = (tablet.open(), tablet.open());
    let closed = close(&desk, "A");
    drop(ready(second.reread(InspectionId(closed.id.0))));
    let places = [&desk, &second, &desk].map(|desk| {
        let paper = attach(desk, &closed, "page");
        let said: serde_json::Value = serde_json::from_str(&paper.text).unwrap();
        said["sequence"].as_u64()
    });
    assert_eq!(places, [Some(2), Some(3), Some(4)]);
    let entry = tablet.open().entry(InspectionId(closed.id.0)).unwrap();
    assert_eq!(entry.papers.len(), 3);
}

#[test]
fn a_file_has_the_sheets_of_its_records() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let closed = close(&desk, "A");
    attach(&desk, &closed, "signed");
    let file = ready(desk.export(Scope::All)).unwrap();
    assert_eq!(file.left_out, 0);
    let other = another();
    assert_eq!(import(&other.open(), &file.text).documents, 2);
    assert_eq!(import(&other.open(), &file.text).known, 2);
    let entry = other.open().entry(InspectionId(closed.id.0)).unwrap();
    assert_eq!((entry.papers.len(), entry.photos.len()), (1, 0));
}
