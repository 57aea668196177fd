//! Envelopes good and bad. The documents are the golden ones.

use serde_json::json;

use super::*;

const DOCUMENT: &str = include_str!("../../tests/golden/v1/visit.json");

/// An envelope around `document`, with its true digest.
fn envelope(document: &Value) -> Value {
    let text = canonical_json(document).unwrap();
    let proof = json!({ "sha256": Digest::of(text.as_bytes()) });
    json!({ "v": 1, "kind": "inspection", "id": document["id"], "document": document, "proof": proof })
}

fn document() -> Value {
    serde_json::from_str(DOCUMENT).unwrap()
}

fn decode(envelope: &Value) -> Result<Received, DecodeError> {
    decode_upload(envelope.to_string().as_bytes())
}

#[test]
fn what_is_sent_is_read_as_the_same_bytes() {
    let frozen = Frozen::thaw(DOCUMENT).unwrap().frozen;
    let body = upload_body(&frozen).unwrap();
    assert!(
        body.contains(DOCUMENT),
        "the frozen bytes stand in the body as they are"
    );
    assert_eq!(decode_upload(body.as_bytes()).unwrap().frozen, frozen);
}

#[test]
fn another_order_of_members_and_other_white_space_give_the_same_document() {
    let pretty = serde_json::to_string_pretty(&envelope(&document())).unwrap();
    assert_eq!(
        decode_upload(pretty.as_bytes()).unwrap().frozen.text,
        DOCUMENT
    );
}

#[test]
fn a_changed_figure_breaks_the_digest() {
    let mut changed = envelope(&document());
    changed["document"]["inspector"] = json!("Trần Thị B");
    assert!(matches!(
        decode(&changed),
        Err(DecodeError::WrongDigest { .. })
    ));
}

#[test]
fn an_envelope_for_another_id_is_refused() {
    let mut other = envelope(&document());
    other["id"] = json!("019aa5f0-0000-7000-8000-999999999999");
    assert!(matches!(decode(&other), Err(DecodeError::OtherId { .. })));
}

#[test]
fn a_document_without_version_or_with_a_missing_field_is_refused() {
    for member in ["v", "kind", "inspector", "checks", "device", "rule_pack"] {
        let mut lacking = document();
        lacking.as_object_mut().unwrap().remove(member);
        let error = decode(&envelope(&lacking)).unwrap_err().to_string();
        assert!(error.contains(member), "{member}: {error}");
    }
}

#[test]
fn a_fraction_anywhere_in_a_document_is_refused() {
    let mut body = envelope(&document());
    body["document"]["note"] = json!(0.5);
    assert!(matches!(decode(&body), Err(DecodeError::NotCanonical(_))));
}

#[test]
fn the_tablet_reads_inspections_and_names_what_else_it_met() {
    let photo = include_str!("../../tests/golden/v1/photo.json");
    let newer = DOCUMENT.replace("\"v\":1", "\"v\":2");
    for (text, said) in [(photo, "\"photo\""), (&newer, "version 2")] {
        let error = Frozen::thaw(text).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
}

#[test]
fn bodies_that_are_no_envelope_are_refused_and_never_panic() {
    for body in [
        "",
        "null",
        "[]",
        "{}",
        "{\"v\":1}",
        "<html>",
        "{\"v\":1,\"kind\":\"inspection\"}",
        "\u{0}",
    ] {
        assert!(
            matches!(
                decode_upload(body.as_bytes()),
                Err(DecodeError::NotAnEnvelope(_))
            ),
            "{body}"
        );
    }
    assert!(decode_upload(&[0xff, 0xfe]).is_err());
    assert!(decode_upload("[".repeat(100_000).as_bytes()).is_err());
}

#[test]
fn a_receipt_answers_for_one_id_and_one_digest_only() {
    let frozen = Frozen::thaw(DOCUMENT).unwrap().frozen;
    let receipt = Receipt {
        id: frozen.id,
        sha256: frozen.sha256.clone(),
        received_at: "2026-11-20T05:00:00Z".parse().unwrap(),
    };
    assert!(receipt.matches(frozen.id, &frozen.sha256));
    assert!(!receipt.matches(frozen.id, &Digest::of(b"other")));
    assert!(!receipt.matches(DocumentId(uuid::Uuid::nil()), &frozen.sha256));
}

#[test]
fn more_rows_than_a_trial_holds_are_refused_and_so_is_a_trial_that_stands_twice() {
    let row = json!([]);
    for series in [
        json!([{ "trial": "standards", "rows": vec![row.clone(); 1000] }]),
        json!([{ "trial": "standards", "rows": [] }, { "trial": "standards", "rows": [] }]),
    ] {
        let mut changed = document();
        changed["checks"][0]["series"] = series;
        let found = decode(&envelope(&changed));
        assert!(
            matches!(found, Err(DecodeError::Unreadable { .. })),
            "{found:?}"
        );
    }
}
