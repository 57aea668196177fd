//! Documents of every kind as the office reads them: what is sent comes back
//! as the same bytes, what is not known is kept, and what is wrong has a name.

#![expect(clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

use inspection::{
    DecodeError, Digest, Frozen, Kind, Received, canonical_json, decode_upload, upload_body,
};
use serde_json::{Value, json};

#[path = "documents/files.rs"]
mod files;
#[path = "documents/members.rs"]
mod members;
#[path = "documents/refusals.rs"]
mod refusals;
#[path = "documents/round_trip.rs"]
mod round_trip;

/// One golden document of each kind.
const GOLDEN: [(Kind, &str); 4] = [
    (Kind::Inspection, include_str!("golden/v1/visit.json")),
    (Kind::Photo, include_str!("golden/v1/photo.json")),
    (Kind::Attachment, include_str!("golden/v1/attachment.json")),
    (Kind::Outcome, include_str!("golden/v1/outcome_fined.json")),
];

/// A golden document; the inspection corrects another one and names the photo.
fn golden(kind: Kind) -> Value {
    let mut all = GOLDEN.into_iter();
    let (_, text) = all.find(|(found, _)| *found == kind).unwrap();
    let mut document: Value = serde_json::from_str(text).unwrap();
    if kind == Kind::Inspection {
        document["supersedes"] = json!("019aa5f0-0000-7000-8000-000000000012");
        document["photos"] = json!([{
            "sha256": "795502e3466cf89e5e6ec279ac3b6f13a9e984df56da84d2580389c40c5019bf",
            "check": 1,
            "caption": "Mặt cân",
        }]);
    }
    document
}

/// An honest envelope around `document`.
fn envelope(kind: Kind, document: &Value) -> Value {
    let text = canonical_json(document).unwrap();
    json!({
        "v": 1,
        "kind": kind.code(),
        "id": document["id"],
        "document": document,
        "proof": { "sha256": Digest::of(text.as_bytes()) },
    })
}

fn decode(envelope: &Value) -> Result<Received, DecodeError> {
    decode_upload(envelope.to_string().as_bytes())
}

/// What the office says of a golden document that was changed and honestly
/// hashed again.
fn changed(kind: Kind, change: impl FnOnce(&mut Value)) -> Result<Received, DecodeError> {
    let mut document = golden(kind);
    change(&mut document);
    decode(&envelope(kind, &document))
}

/// The member at a way like `checks.0.assessment`.
fn member<'a>(document: &'a mut Value, way: &str) -> &'a mut Value {
    way.split('.')
        .filter(|name| !name.is_empty())
        .fold(document, |value, name| match name.parse::<usize>() {
            Ok(index) => &mut value[index],
            Err(_) => &mut value[name],
        })
}

#[test]
fn every_kind_that_is_sent_is_read_as_the_same_bytes() {
    for (kind, text) in GOLDEN {
        let frozen = Received::read(text).unwrap().frozen;
        assert_eq!((frozen.kind, frozen.text.as_str()), (kind, text));
        let body = upload_body(&frozen).unwrap();
        assert!(body.contains(text), "the frozen bytes stand in the body");
        assert_eq!(decode_upload(body.as_bytes()).unwrap().frozen, frozen);
    }
}

#[test]
fn what_this_version_does_not_know_survives_in_every_kind() {
    for (kind, ways) in [
        (
            Kind::Inspection,
            &[
                "",
                "closed",
                "establishment",
                "checks.0",
                "checks.0.assessment",
                "checks.0.assessment.findings.0",
                "photos.0",
            ][..],
        ),
        (Kind::Photo, &["", "taken", "position"]),
        (Kind::Attachment, &["", "added"]),
        (Kind::Outcome, &["", "recorded"]),
    ] {
        let known = Received::read(&golden(kind).to_string()).unwrap().document;
        for way in ways {
            let received = changed(kind, |document| {
                member(document, way)["weather"] = json!({ "rain": ["mưa", 3, null, true] });
            })
            .unwrap();
            let unknown = "\"weather\":{\"rain\":[\"mưa\",3,null,true]}";
            assert!(received.frozen.text.contains(unknown), "{kind:?} {way}");
            assert_eq!(
                received.frozen.sha256,
                Digest::of(received.frozen.text.as_bytes())
            );
            // What is known is read as before, and sent on with the rest.
            assert_eq!(received.document, known);
            let again = upload_body(&received.frozen).unwrap();
            assert_eq!(decode_upload(again.as_bytes()).unwrap(), received);
        }
    }
}

#[test]
fn an_inspection_without_photos_does_not_mention_them() {
    let visit = include_str!("golden/v1/visit.json");
    assert!(!visit.contains("\"photos\""));
    assert!(Frozen::thaw(visit).unwrap().inspection.photos.is_empty());
}
