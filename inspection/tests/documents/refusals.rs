//! Documents that are refused, each with the reason that its sender can act on.

use inspection::{DecodeError, Kind, decode_upload};
use serde_json::json;

use super::{GOLDEN, changed, decode, envelope, golden, member};

#[test]
fn a_newer_version_of_any_kind_is_refused_by_its_number() {
    for kind in Kind::ALL {
        for (version, said) in [
            (json!(2), "2"),
            (json!(0), "0"),
            (json!("1"), "\"1\""),
            (json!(null), "null"),
        ] {
            let mut outer = envelope(kind, &golden(kind));
            outer["v"] = version.clone();
            let inner = changed(kind, |document| document["v"] = version.clone());
            for refused in [decode(&outer), inner] {
                let Err(DecodeError::UnknownVersion { found }) = refused else {
                    panic!("{kind:?} {version}: {refused:?}");
                };
                assert_eq!(found, said);
            }
        }
    }
}

#[test]
fn a_kind_that_is_not_known_is_refused_by_its_name() {
    for kind in Kind::ALL {
        for other in [json!("hologram"), json!("Photo"), json!(7), json!(null)] {
            let mut outer = envelope(kind, &golden(kind));
            outer["kind"] = other.clone();
            let inner = changed(kind, |document| document["kind"] = other.clone());
            for refused in [decode(&outer), inner] {
                let Err(DecodeError::UnknownKind(found)) = refused else {
                    panic!("{kind:?} {other}: {refused:?}");
                };
                assert_eq!(found, other.to_string());
            }
        }
    }
}

#[test]
fn an_envelope_of_another_kind_than_its_document_is_refused() {
    for kind in Kind::ALL {
        for other in Kind::ALL.into_iter().filter(|other| *other != kind) {
            let refused = decode(&envelope(other, &golden(kind)));
            let Err(DecodeError::OtherKind { envelope, document }) = refused else {
                panic!("{kind:?} as {other:?}: {refused:?}");
            };
            assert_eq!((envelope, document), (other, kind));
        }
    }
}

#[test]
fn a_field_of_the_wrong_form_is_named() {
    for (kind, field, value, named) in [
        (
            Kind::Inspection,
            "inspected_on",
            json!("hôm nay"),
            "inspected_on",
        ),
        (
            Kind::Inspection,
            "establishment.name",
            json!(null),
            "establishment.name",
        ),
        (
            Kind::Inspection,
            "photos.0.sha256",
            json!("abc"),
            "photos[0].sha256",
        ),
        (Kind::Inspection, "checks.0", json!("một"), "checks[0]"),
        (
            Kind::Inspection,
            "lists",
            json!([{"list": "team", "rows": []}, {"list": "team", "rows": []}]),
            "lists",
        ),
        (Kind::Photo, "width", json!(-16), "width"),
        (Kind::Photo, "height", json!(0), "height"),
        (Kind::Photo, "width", json!("16"), "width"),
        (Kind::Photo, "width", json!(4_294_967_296_u64), "width"),
        (Kind::Photo, "media_type", json!("image/heic"), "media_type"),
        (
            Kind::Photo,
            "media_type",
            json!("application/pdf"),
            "media_type",
        ),
        (
            Kind::Photo,
            "position.latitude",
            json!("90.000001"),
            "position",
        ),
        (
            Kind::Photo,
            "position.longitude",
            json!("-180.1"),
            "position",
        ),
        (Kind::Photo, "position.accuracy_m", json!("-1"), "position"),
        (
            Kind::Photo,
            "position.latitude",
            json!("bắc"),
            "position.latitude",
        ),
        (Kind::Photo, "content", json!(null), "content"),
        (Kind::Photo, "sha256", json!("E3"), "sha256"),
        (Kind::Photo, "inspection", json!("ngày mai"), "inspection"),
        (
            Kind::Attachment,
            "media_type",
            json!("text/html"),
            "media_type",
        ),
        (Kind::Attachment, "name", json!(1), "name"),
        (
            Kind::Outcome,
            "decided_on",
            json!("31/11/2026"),
            "decided_on",
        ),
        (Kind::Outcome, "result", json!(null), "result"),
        (Kind::Outcome, "amount_vnd", json!(-1), "amount_vnd"),
        (Kind::Outcome, "device", json!("máy 3"), "device"),
        (Kind::Photo, "sequence", json!(-1), "sequence"),
        (Kind::Inspection, "previous", json!("abc"), "previous"),
    ] {
        let refused = changed(kind, |document| *member(document, field) = value.clone());
        let Err(DecodeError::Unreadable { field, reason }) = refused else {
            panic!("{kind:?} {named} = {value}: {refused:?}");
        };
        assert_eq!(field, named, "{value}: {reason}");
        assert!(!reason.is_empty());
    }
}

#[test]
fn an_unknown_result_and_a_missing_amount_or_link_are_told_in_words() {
    for (kind, field, said) in [
        (Kind::Outcome, "amount_vnd", "missing field `amount_vnd`"),
        (Kind::Outcome, "result", "missing field `result`"),
        (Kind::Photo, "device", "missing field `device`"),
        (Kind::Attachment, "content", "missing field `content`"),
    ] {
        let refused = changed(kind, |document| {
            document.as_object_mut().unwrap().remove(field);
        });
        let Err(DecodeError::Unreadable { reason, .. }) = refused else {
            panic!("{kind:?} {field}: {refused:?}");
        };
        assert!(reason.contains(said), "{field}: {reason}");
    }
    let refused = changed(Kind::Outcome, |document| {
        document["result"] = json!("pardoned");
    });
    let reason = refused.unwrap_err().to_string();
    assert!(reason.contains("unknown variant `pardoned`"), "{reason}");
}

#[test]
fn an_inspection_that_corrects_itself_is_refused_and_another_is_not() {
    let refused = changed(Kind::Inspection, |document| {
        document["supersedes"] = document["id"].clone();
    });
    assert!(matches!(refused, Err(DecodeError::SupersedesItself)));
    assert!(changed(Kind::Inspection, |_| ()).is_ok());
}

/// Truncated bodies are refused; bodies with one byte changed are refused or
/// give a document; nothing panics.
#[test]
fn broken_bodies_never_panic() {
    for (kind, _) in GOLDEN {
        let body = envelope(kind, &golden(kind)).to_string().into_bytes();
        for end in (0..body.len()).step_by(31) {
            assert!(decode_upload(&body[..end]).is_err());
        }
        for place in (0..body.len()).step_by(53) {
            for byte in [0, b'"', b'9', b'{', 0xff] {
                let mut broken = body.clone();
                broken[place] = byte;
                drop(decode_upload(&broken));
            }
        }
    }
}
