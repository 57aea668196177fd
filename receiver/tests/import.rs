//! Exports of tablets through `receiver import`: the same as uploads, whether or
//! not the office runs, and no bad document in the way of a good one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use inspection::{CheckId, Discrepancy, DocumentId, freeze, upload_body};
use receiver::{LARGEST_BODY, Store};
use serde_json::{Value, json};

use crate::support::{
    Receiver, TestOffice, Visit, altered, body_of, changed, one_of_each, outcome,
};

/// What a tablet wrote: a visit, its photo and its outcome, and a draft.
const GOLDEN: &str = include_str!("../../inspection/tests/golden/export/v1.json");

/// An export of these envelopes.
fn export(envelopes: &[String]) -> String {
    let mut export: Value = serde_json::from_str(GOLDEN).unwrap();
    let read = |envelope: &String| serde_json::from_str::<Value>(envelope).unwrap();
    export["documents"] = envelopes.iter().map(read).collect();
    export.to_string()
}

fn visit(id: u128) -> Visit {
    Visit {
        id,
        ..Visit::default()
    }
}

/// The file of an export, in a folder.
fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

/// Runs the command: whether it ended well, and the lines it said.
fn import(data: &Path, files: &[&Path]) -> (bool, Vec<String>) {
    let output = Command::new(env!("CARGO_BIN_EXE_receiver"))
        .args(["import", "--data"])
        .arg(data)
        .args(files)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].map(|said| String::from_utf8(said).unwrap());
    let lines = said.iter().flat_map(|said| said.lines());
    (output.status.success(), lines.map(str::to_owned).collect())
}

#[track_caller]
fn expect(line: &str, words: &[&str]) {
    for word in words {
        assert!(line.contains(word), "{word:?} is not in {line:?}");
    }
}

#[test]
fn what_was_imported_is_received_and_importing_it_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let golden = file(folder.path(), "tablet.json", GOLDEN);
    let (well, first) = import(&data, &[&golden]);
    assert!(well, "{first:?}");
    assert_eq!(first.len(), 4);
    for (line, id) in first.iter().zip(["013", "101", "103"]) {
        expect(
            line,
            &[
                "tablet.json: documents[",
                &format!("019aa5f0-0000-7000-8000-000000000{id}: kept at 20"),
            ],
        );
    }
    expect(
        &first[3],
        &[
            "by tablet 6f1c1b9e-5a35-4c07-9b1e-2f0d6f1f7a01",
            "3 documents, 3 kept, 0 known",
            "not the office's: drafts 1, values set aside 1",
        ],
    );
    let (well, again) = import(&data, &[&golden]);
    assert!(well);
    for (line, first) in again.iter().zip(&first).take(3) {
        // The moment of the first receipt.
        assert_eq!(*line, first.replace("kept at", "known since"));
    }
    expect(&again[3], &["0 kept, 3 known"]);
}

#[test]
fn an_upload_of_what_was_imported_gets_the_same_receipt_and_the_other_way_round() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let (one, two) = (visit(1), visit(2));
    let exported = file(folder.path(), "a.json", &export(&[one.body(), two.body()]));
    let running = Receiver::start(&data, &[]);
    let uploaded = running.upload(&one);
    // The office serves this folder all the while.
    let (well, lines) = import(&data, &[&exported]);
    assert!(well, "{lines:?}");
    let receipt: Value = serde_json::from_str(body_of(&uploaded)).unwrap();
    let received_at = receipt["received_at"].as_str().unwrap();
    expect(&lines[0], &[&format!("known since {received_at}")]);
    let uploaded = running.upload(&two);
    assert!(uploaded.starts_with("HTTP/1.1 200"), "{uploaded}");
    let receipt: Value = serde_json::from_str(body_of(&uploaded)).unwrap();
    let received_at = receipt["received_at"].as_str().unwrap();
    expect(&lines[1], &[&format!("kept at {received_at}")]);
    let list = running.ask("GET", "/office", "");
    assert_eq!(list.matches("data-record=").count(), 2);
}

#[test]
fn imports_and_uploads_at_the_same_time_keep_each_document_once() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let visits: Vec<_> = (1..=12).map(visit).collect();
    let bodies: Vec<_> = visits.iter().map(Visit::body).collect();
    let exported = file(folder.path(), "a.json", &export(&bodies));
    let running = Receiver::start(&data, &[]);
    let mut new = 0;
    thread::scope(|scope| {
        let imports = [(); 2].map(|()| scope.spawn(|| import(&data, &[&exported])));
        let uploads = visits.iter().rev().map(|visit| running.upload(visit));
        new += uploads
            .filter(|answer| answer.starts_with("HTTP/1.1 201"))
            .count();
        for import in imports {
            let (well, lines) = import.join().unwrap();
            assert!(well, "{lines:?}");
            new += lines
                .iter()
                .filter(|line| line.contains(": kept at"))
                .count();
        }
    });
    assert_eq!(new, 12);
    let list = running.ask("GET", "/office", "");
    assert_eq!(list.matches("data-record=").count(), 12);
}

#[tokio::test]
async fn what_is_imported_is_judged_and_kept_as_what_is_uploaded() {
    let folder = tempfile::tempdir().unwrap();
    // A verdict that the office does not come to itself.
    let disputed = changed(&visit(1), |inspection| {
        inspection.checks[0].assessment.verdict = inspection::Verdict::NotCovered;
    });
    let first = freeze(&outcome(&visit(1), 13)).unwrap();
    let other = altered(&first, |document| document["note"] = json!("Khác"));
    let bodies = [disputed, upload_body(&first).unwrap(), other];
    let exported = file(folder.path(), "a.json", &export(&bodies));
    let (well, lines) = import(folder.path(), &[&exported]);
    assert!(well, "{lines:?}");
    let sha256 = &first.sha256;
    expect(
        &lines[2],
        &[&format!("conflict: {sha256} came first"), "both are kept"],
    );
    let uploaded = TestOffice::open().await;
    for body in bodies {
        uploaded.upload(body).await;
    }
    let imported = Store::open(&folder.path().join("office.sqlite")).await;
    let imported = imported.unwrap();
    for id in [visit(1).inspection_id().into(), first.id] {
        let (one, two) = (
            imported.find(id).await.unwrap().unwrap(),
            uploaded.office.store.find(id).await.unwrap().unwrap(),
        );
        assert_eq!(one.document, two.document);
        assert_eq!(one.discrepancies, two.discrepancies);
        let digests = |stored: &receiver::store::Stored| {
            let conflicts = stored.conflicts.iter();
            conflicts.map(|one| one.sha256.clone()).collect::<Vec<_>>()
        };
        assert_eq!(digests(&one), digests(&two));
    }
    let found = imported.find(visit(1).inspection_id().into()).await;
    let discrepancies = found.unwrap().unwrap().discrepancies;
    let [Discrepancy::OtherAssessment { check, .. }] = &discrepancies[..] else {
        panic!("{discrepancies:?}");
    };
    assert_eq!(*check, CheckId(1));
}

#[test]
fn a_bad_document_is_named_and_stops_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let frozen = visit(2).freeze();
    let mut wrong: Value = serde_json::from_str(&visit(3).body()).unwrap();
    wrong["proof"]["sha256"] = json!("0".repeat(64));
    let unreadable = altered(&frozen, |document| document["sequence"] = json!(-1));
    let large = json!({ "v": 1, "padding": " ".repeat(LARGEST_BODY) });
    let envelopes = [
        "null".to_owned(),
        visit(1).body(),
        wrong.to_string(),
        unreadable,
        large.to_string(),
        visit(4).body(),
    ];
    let exported = file(folder.path(), "a.json", &export(&envelopes));
    let data = folder.path().join("data");
    let (well, lines) = import(&data, &[&exported]);
    assert!(!well);
    let ids: Vec<_> = [1, 2, 3, 4]
        .map(|id| DocumentId(uuid::Uuid::from_u128(id)).to_string())
        .into();
    for (line, words) in lines.iter().zip([
        &["documents[0]: refused: the body is not an upload envelope"][..],
        &[&ids[0], "kept at"],
        &[&ids[2], "refused: the document's SHA-256 is"],
        &[&ids[1], "refused", "`sequence`"],
        &["documents[4]: refused: an upload has at most 10485760 bytes"],
        &["documents[5]", &ids[3], "kept at"],
        &["6 documents, 2 kept, 0 known, 0 in conflict, 4 refused"],
        &["receiver: 4 documents were not kept, 0 files not read"],
    ]) {
        expect(line, words);
    }
    assert_eq!(lines.len(), 8);
}

#[test]
fn a_file_that_is_no_export_is_named_and_the_others_are_imported() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let half = file(folder.path(), "half.json", &GOLDEN[..GOLDEN.len() / 2]);
    let letter = file(
        folder.path(),
        "letter.json",
        "{\"v\":1,\"kind\":\"letter\"}",
    );
    let missing = folder.path().join("missing.json");
    let bodies = one_of_each(&visit(1)).map(|frozen| upload_body(&frozen).unwrap());
    let good = file(folder.path(), "good.json", &export(&bodies));
    let (well, lines) = import(&data, &[&half, &letter, &missing, folder.path(), &good]);
    assert!(!well);
    expect(
        &lines[0],
        &["half.json: not imported", "not all of it is here"],
    );
    expect(
        &lines[1],
        &["letter.json: not imported", "\"letter\", not an export"],
    );
    expect(&lines[2], &["missing.json: not imported"]);
    expect(&lines[3], &["not imported"]);
    expect(&lines[7], &["good.json", "3 documents, 3 kept"]);
    expect(&lines[8], &["0 documents were not kept, 4 files not read"]);
}

#[test]
fn the_demonstration_s_folder_takes_an_import_only_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let golden = file(folder.path(), "tablet.json", GOLDEN);
    Receiver::start(&data, &["--demo"]).kill();
    let (well, lines) = import(&data, &[&golden]);
    assert!(!well);
    expect(&lines[0], &["--demo"]);
    let (well, lines) = import(&data, &[Path::new("--demo"), &golden]);
    assert!(well, "{lines:?}");
}
