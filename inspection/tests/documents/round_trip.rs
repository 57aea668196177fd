//! Properties: whatever a photo, an attachment or an outcome says, it is read
//! back as it was, and frozen again to the same bytes. Inspections have theirs
//! with the checks.

use chrono::{DateTime, NaiveDate, Utc};
use inspection::{
    Attachment, AttachmentType, CheckId, DeviceId, Digest, Document, DocumentId, Encoded, Freeze,
    InspectionId, Link, Outcome, OutcomeResult, Photo, PhotoName, PhotoType, Position, Received,
    Stamp, canonical_json, decode_upload, freeze, upload_body,
};
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;
use uuid::Uuid;

const LARGEST_INTEGER: u64 = (1 << 53) - 1;

fn digest() -> impl Strategy<Value = Digest> {
    any::<[u8; 8]>().prop_map(|bytes| Digest::of(&bytes))
}

fn uuid() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    // Years 1 to 9999, to the nanosecond.
    (-62_135_596_800_i64..253_402_300_800, 0..1_000_000_000_u32)
        .prop_map(|(seconds, nanos)| DateTime::from_timestamp(seconds, nanos).unwrap())
}

fn day() -> impl Strategy<Value = NaiveDate> {
    instant().prop_map(|at| at.date_naive())
}

fn stamp() -> impl Strategy<Value = Stamp> {
    (instant(), any::<i16>(), any::<String>()).prop_map(|(at, offset_minutes, zone)| Stamp {
        at,
        offset_minutes,
        zone,
    })
}

fn link() -> impl Strategy<Value = Link> {
    let place = (uuid(), 0..=LARGEST_INTEGER, option::of(digest()));
    place.prop_map(|(device, sequence, previous)| Link {
        device: DeviceId(device),
        sequence,
        previous,
    })
}

/// A decimal of at most `whole` before the point.
fn decimal(least: i64, whole: i64) -> impl Strategy<Value = Decimal> {
    (least * 1_000_000..=whole * 1_000_000, 0..7_u32).prop_map(|(micro, scale)| {
        let mut value = Decimal::new(micro, 6);
        value.rescale(scale);
        value
    })
}

fn position() -> impl Strategy<Value = Position> {
    let parts = (
        decimal(-90, 90),
        decimal(-180, 180),
        option::of(decimal(0, 10_000)),
        option::of(instant()),
    );
    parts.prop_map(|(latitude, longitude, accuracy_m, found_at)| Position {
        latitude,
        longitude,
        accuracy_m,
        found_at,
    })
}

fn check() -> impl Strategy<Value = Option<CheckId>> {
    option::of(any::<u16>().prop_map(CheckId))
}

fn text() -> impl Strategy<Value = Option<String>> {
    option::of(any::<String>())
}

fn file(start: &'static [u8]) -> impl Strategy<Value = (Digest, Encoded)> {
    prop::collection::vec(any::<u8>(), 0..200).prop_map(move |rest| {
        let bytes = [start, &rest].concat();
        (Digest::of(&bytes), Encoded::of(&bytes))
    })
}

prop_compose! {
    fn photo()(
        id in uuid(), link in link(), inspection in uuid(), check in check(), taken in stamp(),
        position in option::of(position()), caption in text(), size in (1..u32::MAX, 1..u32::MAX),
        (media_type, (sha256, content)) in prop_oneof![
            (Just(PhotoType::Jpeg), file(b"\xff\xd8\xff")),
            (Just(PhotoType::Png), file(b"\x89PNG\r\n\x1a\n")),
            (Just(PhotoType::WebP), file(b"RIFF\0\0\0\0WEBP")),
        ],
    ) -> Photo {
        Photo {
            id: DocumentId(id), link, inspection: InspectionId(inspection), check, taken, position,
            caption, media_type, width: size.0.try_into().unwrap(),
            height: size.1.try_into().unwrap(), sha256, content,
        }
    }
}

prop_compose! {
    fn attachment()(
        id in uuid(), link in link(), inspection in uuid(), check in check(), added in stamp(),
        name in any::<String>(), (sha256, content) in file(b"%PDF-"),
    ) -> Attachment {
        Attachment {
            id: DocumentId(id), link, inspection: InspectionId(inspection), check, added, name,
            media_type: AttachmentType::Pdf, sha256, content,
        }
    }
}

fn result() -> impl Strategy<Value = OutcomeResult> {
    use OutcomeResult as R;
    let plain = prop::sample::select(vec![
        R::Remedied,
        R::Reverified,
        R::SealLifted,
        R::SuspensionLifted,
        R::SamplePassed,
        R::SampleFailed,
        R::GoodsRecycled,
        R::GoodsReturned,
        R::GoodsDestroyed,
        R::WarningPublished,
        R::ViolationMinutes,
        R::Warned,
        R::PassedOn,
        R::ReferralAnswered,
        R::ClosedWithoutMeasure,
    ]);
    prop_oneof![
        plain,
        (0..=LARGEST_INTEGER).prop_map(|amount_vnd| R::Fined { amount_vnd }),
    ]
}

prop_compose! {
    fn outcome()(
        id in uuid(), link in link(), inspection in uuid(), check in check(), recorded in stamp(),
        recorded_by in any::<String>(), decided_on in day(), result in result(),
        reference in text(), note in text(),
    ) -> Outcome {
        Outcome {
            id: DocumentId(id), link, inspection: InspectionId(inspection), check, recorded,
            recorded_by, decided_on, result, reference, note,
        }
    }
}

/// Freezes, sends, reads: the bytes are the canonical form and stay the same.
fn sent<T: Freeze>(document: &T) -> Received {
    let frozen = freeze(document).unwrap();
    let value = serde_json::from_str(&frozen.text).unwrap();
    assert_eq!(canonical_json(&value).unwrap(), frozen.text);
    let body = upload_body(&frozen).unwrap();
    let received = decode_upload(body.as_bytes()).unwrap();
    assert_eq!(received.frozen, frozen);
    assert_eq!(Received::read(&frozen.text).unwrap(), received);
    received
}

proptest! {
    #[test]
    fn a_photo_is_read_as_it_was(photo in photo()) {
        let received = sent(&photo);
        prop_assert_eq!(received.document, Document::Photo(Box::new(photo)));
    }

    #[test]
    fn an_attachment_is_read_as_it_was(attachment in attachment()) {
        let received = sent(&attachment);
        prop_assert_eq!(received.document, Document::Attachment(Box::new(attachment)));
    }

    #[test]
    fn an_outcome_is_read_as_it_was(outcome in outcome()) {
        let received = sent(&outcome);
        let text = &received.frozen.text;
        let result = format!("\"result\":\"{}\"", outcome.result.code());
        prop_assert!(text.contains(&result), "{}", text);
        prop_assert_eq!(received.document, Document::Outcome(Box::new(outcome)));
    }

    #[test]
    fn an_inspection_names_its_photos_as_it_was_told(
        names in prop::collection::vec((digest(), check(), text()), 0..5)
    ) {
        let golden = include_str!("../golden/v1/visit.json");
        let Document::Inspection(mut inspection) = Received::read(golden).unwrap().document else {
            panic!("it is an inspection");
        };
        inspection.photos = names
            .into_iter()
            .map(|(sha256, check, caption)| PhotoName { sha256, check, caption })
            .collect();
        let received = sent(&*inspection);
        prop_assert_eq!(received.document, Document::Inspection(inspection));
    }
}
