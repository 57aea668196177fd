//! Exports good and bad. The good one is golden: it is read for ever.

use serde_json::json;

use super::*;
use crate::id::Digest;
use crate::wire::{Kind, decode_upload};

const GOLDEN: &str = include_str!("../../../tests/golden/export/v1.json");

/// The golden export with one member changed.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut export = serde_json::from_str(GOLDEN).unwrap();
    change(&mut export);
    export.to_string()
}

#[test]
fn the_golden_export_was_not_changed() {
    let sums = include_str!("../../../tests/golden/export/SHA256SUMS");
    let found = format!("{}  v1.json\n", Digest::of(GOLDEN.as_bytes()));
    assert_eq!(found, sums);
}

#[test]
fn the_golden_export_is_read_and_its_documents_are_those_of_uploads() {
    let export = read_export(GOLDEN.as_bytes()).unwrap();
    assert_eq!(
        export.device.to_string(),
        "6f1c1b9e-5a35-4c07-9b1e-2f0d6f1f7a01"
    );
    assert_eq!(
        export.exported.at,
        "2026-11-22T03:00:00Z"
            .parse::<chrono::DateTime<chrono::Utc>>()
            .unwrap()
    );
    assert_eq!((export.drafts, export.set_aside), (1, 1));
    let kinds = export.documents.iter().map(|envelope| {
        let received = decode_upload(envelope.as_bytes()).unwrap();
        assert!(envelope.contains(&received.frozen.text), "as it was frozen");
        received.frozen.kind
    });
    let expected = [Kind::Inspection, Kind::Photo, Kind::Outcome];
    assert_eq!(kinds.collect::<Vec<_>>(), expected);
}

#[test]
fn an_export_that_breaks_off_anywhere_is_told_so_and_never_panics() {
    for end in (0..GOLDEN.len()).step_by(7) {
        let error = read_export(&GOLDEN.as_bytes()[..end]).unwrap_err();
        assert!(matches!(error, ExportError::NotJson(_)), "{end}: {error}");
    }
    let error = read_export(b"{\n\"v\":1,\n nonsense").unwrap_err();
    assert!(error.to_string().contains("line 3 column 2"), "{error}");
}

#[test]
fn an_export_with_any_byte_changed_is_read_or_refused_and_never_panics() {
    let (mut read, mut refused) = (0, 0);
    for at in (0..GOLDEN.len()).step_by(31) {
        for byte in *b"\0\"\\{}[],:9e\xff" {
            let mut file = GOLDEN.as_bytes().to_vec();
            file[at] = byte;
            match read_export(&file) {
                Ok(export) => {
                    let is_json = |text: &&str| serde_json::from_str::<Value>(text).is_ok();
                    assert!(export.documents.iter().all(is_json), "{at}: {byte}");
                    read += 1;
                }
                Err(error) => {
                    assert!(!error.to_string().is_empty());
                    refused += 1;
                }
            }
        }
    }
    // Within a text most bytes are only other words.
    assert!(
        read > 100 && refused > 100,
        "{read} read, {refused} refused"
    );
}

#[test]
fn another_file_is_told_what_it_is() {
    let documents = &changed(|export| export["kind"] = json!("inspection"));
    let newer = &changed(|export| export["v"] = json!(2));
    for (file, said) in [
        (documents.as_str(), "\"inspection\", not an export"),
        (newer, "version 2 is not supported"),
        ("{}", "missing field `v`"),
        ("{\"v\":1}", "missing field `kind`"),
        ("[]", "expected an export"),
        ("7", "expected an export"),
        ("", "EOF"),
        ("<html>", "line 1 column 1"),
        ("\u{feff}{}", "line 1 column 1"),
    ] {
        let error = read_export(file.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(said), "{file}: {error}");
    }
    assert!(read_export(&[0xff, 0xfe]).is_err());
}

#[test]
fn a_member_of_the_wrong_form_is_named() {
    for (place, value, field) in [
        ("/device", json!("tablet 7"), "device"),
        ("/exported/at", json!("today"), "exported.at"),
        ("/exported", json!(null), "exported"),
        ("/documents", json!({}), "documents"),
        ("/drafts", json!("none"), "drafts"),
        ("/set_aside", json!(0), "set_aside"),
    ] {
        let file = changed(|export| *export.pointer_mut(place).unwrap() = value);
        match read_export(file.as_bytes()).unwrap_err() {
            ExportError::Unreadable { field: named, .. } => assert_eq!(named, field),
            other => panic!("{place}: {other}"),
        }
    }
    let lacking = changed(|export| drop(export.as_object_mut().unwrap().remove("documents")));
    let error = read_export(lacking.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("missing field `documents`"), "{error}");
}

#[test]
fn members_that_this_version_does_not_know_and_the_tablet_s_own_are_passed_over() {
    let deep = "[".repeat(5000) + &"]".repeat(5000);
    let grown = GOLDEN.replacen("{\"v\":1", &format!("{{\"later\":{deep},\"v\":1"), 1);
    assert_eq!(read_export(grown.as_bytes()).unwrap().documents.len(), 3);
    let bare = changed(|export| {
        let members = export.as_object_mut().unwrap();
        members.retain(|name, _| !["drafts", "set_aside"].contains(&name.as_str()));
    });
    let export = read_export(bare.as_bytes()).unwrap();
    assert_eq!((export.drafts, export.set_aside), (0, 0));
}

#[test]
fn a_document_that_is_none_does_not_spoil_the_export() {
    let odd = changed(|export| {
        let documents = export["documents"].as_array_mut().unwrap();
        documents.insert(1, json!("nothing"));
        documents.push(json!(null));
    });
    let export = read_export(odd.as_bytes()).unwrap();
    assert_eq!(export.documents.len(), 5);
    assert_eq!(export.documents[1], "\"nothing\"");
}

#[test]
fn more_documents_than_an_export_holds_are_refused() {
    let full = |count: usize| changed(|export| export["documents"] = json!(vec![0; count]));
    assert!(read_export(full(MOST_EXPORTED).as_bytes()).is_ok());
    let error = read_export(full(MOST_EXPORTED + 1).as_bytes()).unwrap_err();
    assert!(error.to_string().contains("more than 100000"), "{error}");
    let error = read_export(&vec![0; LARGEST_EXPORT + 1]).unwrap_err();
    assert!(matches!(error, ExportError::TooLarge { .. }), "{error}");
}
